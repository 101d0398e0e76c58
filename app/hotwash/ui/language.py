"""The user's language: a translation that is shipped for the locale, if there is one; knows no window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from hotwash.resources import shipped

FOLDER = "translations"


def install_language(app: QCoreApplication, locale: QLocale, folder: str = "") -> bool:
    """Install `hotwash_<language>.qm` of a folder (the shipped one unless given); False where there is none."""
    translator = QTranslator(app)
    place = folder or str(shipped("assets") / FOLDER)
    return translator.load(locale, "hotwash", "_", place) and app.installTranslator(translator)
