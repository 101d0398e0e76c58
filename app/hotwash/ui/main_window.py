"""The window: welcome screen and workspace behind one menu. It opens and closes exercises; gestures are elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from hotwash.exercise.session import Session
from hotwash.journal.errors import StorageTrouble
from hotwash.ui.conduct_view import ConductView
from hotwash.ui.gestures import Gestures
from hotwash.ui.menus import Menus
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.theme import Theme
from hotwash.ui.toast import Toast
from hotwash.ui.welcome import Welcome
from hotwash.viewmodels.actions import Situation
from hotwash.viewmodels.conduct import Conduct
from hotwash.viewmodels.desk import Desk, OpenFailed

_GEOMETRY = "geometry"


class MainWindow(QMainWindow):
    """One exercise at a time; opening another closes the one before, which stays on disk."""

    def __init__(self, desk: Desk, theme: Theme, settings: QSettings) -> None:
        super().__init__()
        self.desk, self.theme = desk, theme
        self._settings = settings
        self.view: ConductView | None = None
        self._warned = False
        self.setWindowTitle("Hotwash")
        self.setMinimumSize(1024, 580)
        self.gestures = Gestures(self)
        self.menus = Menus(self, self.gestures)
        self.toast = Toast(self)
        self.first = Welcome(desk)
        self.first.begun.connect(lambda name: self.begin(name, None))
        self.first.opened.connect(self.resume)
        self.first.asked_for_file.connect(self.gestures.open_file)
        self.first.left.connect(self.show_exercise)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.first)
        self.setCentralWidget(self.stack)
        self._restore_size()

    def begin(self, scenario: str, seed: int | None) -> bool:
        """Begin a scenario, paused; where that can't be the welcome screen says why."""
        return self._open(lambda: self.desk.begin(scenario, seed))

    def resume(self, path: Path) -> bool:
        """Go on with an exercise file, paused."""
        return self._open(lambda: self.desk.resume(path))

    def show_exercise(self) -> None:
        """The workspace in front."""
        if self.view is None:
            return
        self.stack.setCurrentWidget(self.view)
        self.view.refresh()
        self.menus.show(self.view.last.situation if self.view.last is not None else Situation())
        self.setWindowTitle(shown(f"{self.view.conduct.session.scenario.title} – Hotwash"))
        self.view.map.setFocus()

    def show_welcome(self) -> None:
        """The welcome screen in front; the exercise behind it is held."""
        if self.view is not None:
            self.view.hold()
        self.menus.show(Situation())
        self.first.show_offers(can_go_back=self.view is not None)
        self.stack.setCurrentWidget(self.first)
        self.setWindowTitle("Hotwash")

    def close_exercise(self) -> None:
        """Let go of the exercise."""
        view, self.view = self.view, None
        if view is not None:
            try:
                view.stop()
            except StorageTrouble as trouble:
                self.toast.say(str(trouble))
            self.stack.removeWidget(view)
            view.deleteLater()
        self.menus.show(Situation())

    def _open(self, make: Callable[[], Session]) -> bool:
        self.close_exercise()
        try:
            session = make()
        except OpenFailed as failed:
            self.show_welcome()
            self.toast.say(str(failed))
            return False
        self.view = ConductView(self.theme, Conduct(session), self.menus.actions)
        self.view.said.connect(self.toast.say)
        self.view.situation_changed.connect(self.menus.show)
        self.stack.addWidget(self.view)
        self.show_exercise()
        return True

    def _restore_size(self) -> None:
        kept = self._settings.value(_GEOMETRY)
        if kept is not None and self.restoreGeometry(kept):
            return
        room = self.screen().availableGeometry()
        self.resize(min(1600, round(room.width() * 0.94)), min(960, round(room.height() * 0.92)))
        frame = self.frameGeometry()
        frame.moveCenter(room.center())
        self.move(frame.topLeft())

    def closeEvent(self, event: QCloseEvent) -> None:
        trouble = self.view.conduct.session.trouble if self.view is not None else ""
        if trouble and not self._warned:
            self._warned = True
            self.toast.say(tr("{trouble} Close once more to leave all the same.", trouble=trouble))
            event.ignore()
            return
        self._settings.setValue(_GEOMETRY, self.saveGeometry())
        self.close_exercise()
        super().closeEvent(event)
