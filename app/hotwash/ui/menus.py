"""Turns the action records into Qt actions and menus, and keeps them as allowed as the situation says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QDialog, QMainWindow, QToolButton

from hotwash.ui.plain_text import amp, hint_action, tr
from hotwash.viewmodels.actions import ACTIONS, MENUS, Situation, UserAction, Workplace


class Menus(QObject):
    """The window's actions by id."""

    def __init__(self, window: QMainWindow, workplace: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self.actions: dict[str, QAction] = {}
        bars = self._bars = {menu: window.menuBar().addMenu(amp(tr(menu))) for menu in MENUS}
        for record in ACTIONS:
            made = self._make(window, workplace, record)
            bars[record.menu].addAction(made)
            self.actions[record.id] = made
        for extension in window.menuBar().findChildren(QToolButton):
            extension.setAccessibleName(tr("More menus"))
        self.show(Situation())

    def show(self, situation: Situation) -> None:
        """Allow and check what the situation says."""
        for bar in self._bars.values():
            bar.setToolTipsVisible(bool(situation.barred))
        for record in ACTIONS:
            action = self.actions[record.id]
            action.setEnabled(record.allowed(situation))
            hint_action(action, record.why_not(situation))
            if record.checked is not None:
                action.setChecked(record.checked(situation))

    def say_anew(self) -> None:
        """Say every action in the words of the story that is on the screen now."""
        for record in ACTIONS:
            text = amp(record.text())
            if self.actions[record.id].text() != text:
                self.actions[record.id].setText(text)

    def give_way(self, names: Sequence[str], *, on: bool) -> None:
        """Let actions have no keys for a while, because what is in front uses them; the menus still offer them."""
        for record in ACTIONS:
            if record.id in names:
                keys = [] if on else [QKeySequence(key) for key in record.keys]
                self.actions[record.id].setShortcuts(keys)

    def leave_out(self, names: Sequence[str]) -> None:
        """Take actions out of the menus of this window, with their keys."""
        for name in names:
            action = self.actions[name]
            self._window.removeAction(action)
            for bar in self._bars.values():
                bar.removeAction(action)

    def _make(self, window: QMainWindow, workplace: Workplace, record: UserAction) -> QAction:
        made = QAction(amp(record.text()), window)
        made.setShortcuts([QKeySequence(key) for key in record.keys])
        everywhere, here = Qt.ShortcutContext.ApplicationShortcut, Qt.ShortcutContext.WindowShortcut
        made.setShortcutContext(everywhere if record.everywhere else here)
        made.setCheckable(record.checked is not None)
        made.triggered.connect(lambda _=False: record.command(workplace))
        window.addAction(made)
        return made


STOP_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ButtonKeys(QObject):
    """Lets Space and Enter press the button that has the focus, although Space runs and pauses everywhere else.

    Ctrl+Shift+F12 reaches `stop` also through a dialog, which keeps every other key of the window away from it.
    """

    stop: QAction | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and self.stop is not None and self._stops(event):
            self.stop.trigger()
            return True
        overriding = event.type() is QEvent.Type.ShortcutOverride and isinstance(watched, QAbstractButton)
        if overriding and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            event.accept()
            return True
        entered = event.type() is QEvent.Type.KeyPress and isinstance(watched, QAbstractButton)
        if entered and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._press(watched)
        return False

    def _stops(self, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F12 and event.modifiers() == STOP_KEYS

    def _press(self, watched: QObject) -> bool:
        """Press it as Space would; a dialog knows by itself which button Enter means."""
        if not isinstance(watched, QAbstractButton) or isinstance(watched.window(), QDialog):
            return False
        watched.click()
        return True
