"""The menu of an author's files; what is done then is not decided here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from hotwash.ui.plain_text import amp, tr
from hotwash.viewmodels.design_files import FORMATS
from hotwash.viewmodels.words import noop, said

Ask = Callable[[str], object]
_KEYS = (
    ("save", noop("Save"), "Ctrl+S"),
    ("save_as", noop("Save as…"), "Ctrl+Shift+S"),
    ("import", noop("Import a network or rules…"), "Ctrl+I"),
)


def file_actions(parent: QWidget, ask: Ask) -> list[QAction]:
    """Acts with keys of their own."""
    made = []
    for name, words, key in _KEYS:
        action = QAction(amp(said(words)), parent)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False, name=name: ask(name))
        made.append(action)
    return made


def file_button(ask: Ask) -> QPushButton:
    """A key with everything that can be done with files."""
    made = QPushButton(amp(tr("File")))
    made.setAutoDefault(False)
    menu = QMenu(made)
    for name, words, key in _KEYS:
        native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        menu.addAction(amp(f"{said(words)}\t{native}"), partial(ask, name))
    menu.addSeparator()
    for name, (title, _) in FORMATS.items():
        menu.addAction(amp(tr("Export: {what}…", what=said(title))), partial(ask, name))
    made.setMenu(menu)
    return made
