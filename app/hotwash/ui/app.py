"""Starts Qt and the window on what was asked for; the only entrance to this room."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QSettings, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from hotwash import __version__
from hotwash.ui import icons
from hotwash.ui.crash import CrashHook
from hotwash.ui.language import install_language
from hotwash.ui.main_window import MainWindow
from hotwash.ui.menus import ButtonKeys
from hotwash.ui.theme import Theme
from hotwash.viewmodels.desk import Desk

SUFFIX = ".hotwash"


def run_window(desk: Desk, asked: str = "") -> int:
    """Show the window until it is closed; returns the exit code.

    `asked` is an exercise file, the name or path of a scenario, or empty: then an unfinished exercise is offered, and
    where there is none the first shipped scenario begins.
    """
    held = QApplication.instance()
    app = held if isinstance(held, QApplication) else QApplication(sys.argv[:1])
    QCoreApplication.setApplicationName("Hotwash")
    QCoreApplication.setOrganizationName("Hotwash")
    QCoreApplication.setApplicationVersion(__version__)
    crash = CrashHook(desk.crash_log())
    crash.install()
    try:
        settings = QSettings()
        install_language(app, QLocale())
        theme = Theme(app, settings)
        keys = ButtonKeys()
        app.installEventFilter(keys)
        app.setWindowIcon(QIcon(icons.pixmap("siren", theme.tokens.accent, 64)))
        window = MainWindow(desk, theme, settings)
        keys.stop = window.menus.actions["exercise.stop"]
        window.show()
        open_on(window, asked)
        gc.freeze()  # all that is there by now stays; looking through it for garbage again and again takes frames
        return app.exec()
    finally:
        crash.remove()


def open_on(window: MainWindow, asked: str) -> None:
    """Open what was asked for; where nothing was, offer to go on with an unfinished exercise, else begin the first."""
    if asked.endswith(SUFFIX):
        window.resume(Path(asked))
        return
    if asked:
        window.begin(asked, None)
        return
    window.first.listed.connect(lambda: _begin_first(window), Qt.ConnectionType.SingleShotConnection)
    window.show_welcome()


def _begin_first(window: MainWindow) -> None:
    """Unless there is something to go on with, or something was chosen meanwhile."""
    scenario = next(iter(window.first.titles), "")
    if scenario and window.first.go_on is None and window.opening is None and window.view is None:
        window.begin(scenario, None)
