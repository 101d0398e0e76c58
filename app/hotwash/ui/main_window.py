"""The window: welcome screen and workspace behind one menu. It opens and closes exercises; gestures are elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox, QStackedWidget

from hotwash.exercise.replay import ExerciseDiffers
from hotwash.journal.errors import DamagedJournal, StorageTrouble
from hotwash.ui.conduct_view import ConductView
from hotwash.ui.gestures import Gestures
from hotwash.ui.menus import Menus
from hotwash.ui.opening import Make, OpeningPage, OpenThread, let_go
from hotwash.ui.plain_text import shown, tell, tr
from hotwash.ui.theme import Theme
from hotwash.ui.toast import Toast
from hotwash.ui.welcome import Welcome
from hotwash.viewmodels.actions import Situation
from hotwash.viewmodels.desk import Desk, OpenFailed
from hotwash.viewmodels.words import said_by

_GEOMETRY = "geometry"
PAGE_AFTER_MS = 200
"""What opens sooner than this is not worth a page of its own."""


class MainWindow(QMainWindow):
    """One exercise at a time; opening another closes the one before, which stays on disk."""

    def __init__(self, desk: Desk, theme: Theme, settings: QSettings) -> None:
        super().__init__()
        self.desk, self.theme = desk, theme
        self._settings = settings
        self.view: ConductView | None = None
        self.file: Path | None = None
        """The file of the exercise, where the window was told it."""
        self.opening: OpenThread | None = None
        self.box: QMessageBox | None = None
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
        self.page = OpeningPage()
        self.page.cancelled.connect(self._cancel_opening)
        self.stack.addWidget(self.page)
        self._page_timer = QTimer(self)
        self._page_timer.setSingleShot(True)
        self._page_timer.setInterval(PAGE_AFTER_MS)
        self._page_timer.timeout.connect(self._show_page)
        self.setCentralWidget(self.stack)
        self._restore_size()

    def begin(self, scenario: str, seed: int | None) -> None:
        """Begin a scenario, paused; where that can't be a sentence says why and everything stays as it was."""
        title = self.first.titles.get(scenario, scenario)
        self._open(tr("Opening {scenario}…", scenario=title), lambda _: self.desk.begin(scenario, seed), None)

    def resume(self, path: Path) -> None:
        """Go on with an exercise file, paused; the one that is open already is brought to the front."""
        if self.view is not None and self.file == path:
            self.show_exercise()
            return
        self._open(tr("Going on with {file}…", file=path.name), lambda tell: self.desk.resume(path, tell), path)

    def show_exercise(self) -> None:
        """The workspace in front."""
        if self.view is None:
            return
        self.stack.setCurrentWidget(self.view)
        self.view.refresh()
        self.menus.show(self.view.last.situation if self.view.last is not None else Situation())
        self.setWindowTitle(shown(tr("{name} – Hotwash", name=self.view.conduct.session.scenario.title)))
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
        view, self.view, self.file = self.view, None, None
        if view is not None:
            try:
                view.stop()
            except StorageTrouble as trouble:
                self.toast.say(said_by(trouble))
            self.stack.removeWidget(view)
            view.deleteLater()
        self.menus.show(Situation())

    def _open(self, words: str, make: Make, path: Path | None) -> None:
        if self.opening is not None:
            return
        if self.view is not None:
            self.view.hold()
        thread = self.opening = OpenThread(self, make, path)
        thread.progressed.connect(self.page.show_progress)
        thread.finished.connect(self._opened)
        self.page.show_start(words)
        self._page_timer.start()
        thread.start()

    def _opened(self) -> None:
        """Take over what the thread has made; only now the exercise before it is let go."""
        thread = self.opening
        if thread is None:
            return
        thread.wait()
        self._page_timer.stop()
        if thread.conduct is None:
            self.opening = None
            self._back_to_front()
            if thread.error is not None:
                raise thread.error
            if thread.failure is not None:
                self._tell_failure(thread.failure, thread.path)
            return
        self.close_exercise()
        self.file = thread.path
        self.view = ConductView(self.theme, thread.conduct, self.menus.actions)
        self.view.said.connect(self.toast.say)
        self.view.situation_changed.connect(self.menus.show)
        self.stack.addWidget(self.view)
        QTimer.singleShot(0, self._show_opened)  # building and first filling are two short waits, not one long

    def _show_opened(self) -> None:
        if self.opening is not None:
            self.opening = None
            self.show_exercise()

    def _show_page(self) -> None:
        self.menus.show(Situation())
        self.stack.setCurrentWidget(self.page)
        self.page.stop.setFocus()

    def _cancel_opening(self) -> None:
        if self.opening is not None:
            self.page.show_stopping()
            self.opening.cancel()

    def _back_to_front(self) -> None:
        """What was in front before the page of the opening."""
        if self.stack.currentWidget() is self.page or self.view is None:
            if self.view is not None:
                self.show_exercise()
            else:
                self.show_welcome()

    def _tell_failure(self, failure: OpenFailed, path: Path | None) -> None:
        """Why it can't be opened; a record that can be read but not gone on with still gives its report."""
        self.toast.say(said_by(failure))
        if path is not None and isinstance(failure.__cause__, ExerciseDiffers | DamagedJournal):
            advice = tr(
                'The report of what is recorded can still be made: hotwash print "{path}" --document aar', path=path
            )
            self.box = tell(self, tr("Open an exercise"), said_by(failure), advice)

    def _restore_size(self) -> None:
        kept = self._settings.value(_GEOMETRY)
        if kept is not None and self.restoreGeometry(kept):
            return
        room = self.screen().availableGeometry()
        self.resize(min(1600, round(room.width() * 0.94)), min(960, round(room.height() * 0.92)))
        frame = self.frameGeometry()
        frame.moveCenter(room.center())
        self.move(frame.topLeft())

    def _abandon_opening(self) -> None:
        """Nobody will see what is being opened."""
        thread, self.opening = self.opening, None
        if thread is not None:
            self._page_timer.stop()
            thread.cancel()
            thread.wait()
            if thread.conduct is not None:
                let_go(thread.conduct.session)

    def closeEvent(self, event: QCloseEvent) -> None:
        trouble = self.view.conduct.session.trouble if self.view is not None else ""
        if trouble and not self._warned:
            self._warned = True
            self.toast.say(tr("{trouble} Close once more to leave all the same.", trouble=trouble))
            event.ignore()
            return
        self._settings.setValue(_GEOMETRY, self.saveGeometry())
        self._abandon_opening()
        self.close_exercise()
        super().closeEvent(event)
