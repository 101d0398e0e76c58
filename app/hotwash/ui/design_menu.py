"""The context menu of the canvas: every act with its keys, those that can't be done now faint."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from hotwash.ui.design_commands import Commands
from hotwash.ui.plain_text import amp
from hotwash.viewmodels.design_acts import ACTS, BREAK
from hotwash.viewmodels.words import said


def context_menu(commands: Commands) -> QMenu:
    """A menu of the acts as they can be done now."""
    menu = QMenu(commands.canvas)
    chosen = commands.chosen()
    for act in ACTS:
        if act is BREAK:
            menu.addSeparator()
        elif act.menu:
            keys = QKeySequence(act.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            made = menu.addAction(f"{amp(said(act.label))}\t{keys}")
            made.setObjectName(act.id)
            made.setEnabled(act.allowed(chosen))
            made.triggered.connect(lambda _=False, name=act.id: commands.do(name))
    return menu


def show_menu(commands: Commands, at: QPoint) -> QMenu:
    """Open the menu at a place on the screen."""
    menu = context_menu(commands)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu
