"""The window: welcome screen and workspace behind one menu. It opens and closes exercises; gestures are elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from hotwash.exercise.recording import Recording
from hotwash.scenario.draft import Draft
from hotwash.ui.conduct_view import ConductView
from hotwash.ui.designing import Designing
from hotwash.ui.dropping import Dropping
from hotwash.ui.gestures import Gestures
from hotwash.ui.menus import Menus
from hotwash.ui.opening import Closing, Make, OpeningPage, OpenThread, let_go
from hotwash.ui.panels import making
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.theme import Theme
from hotwash.ui.toast import Toast
from hotwash.ui.turns import Turns
from hotwash.ui.welcome import Welcome
from hotwash.viewmodels.actions import Situation
from hotwash.viewmodels.conduct import Conduct
from hotwash.viewmodels.desk import Desk
from hotwash.viewmodels.words import said_by, tell_in

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
        self.building: Turns | None = None
        """What builds the workspace once the thread has opened the exercise."""
        self._half_built: ConductView | None = None
        self._warned, self.keeps_size = False, True
        self._told_unkept = ""
        """What stood in the way of opening another exercise, and was said once."""
        self.setWindowTitle("Hotwash")
        self.setMinimumSize(640, 360)
        self.designing = Designing(self)
        self.dropping = Dropping(self)
        self.gestures = Gestures(self)
        self.menus = Menus(self, self.gestures)
        self.toast = Toast(self)
        self.first = Welcome(desk)
        self.first.begun.connect(lambda name: self.begin(name, None))
        self.first.opened.connect(self.resume)
        self.first.asked_for_file.connect(self.gestures.open_file)
        self.first.left.connect(self.show_exercise)
        self.first.asked_for_design.connect(self.designing.ask)
        self.stack = QStackedWidget()
        self.stack.currentChanged.connect(lambda _: self.designing.mind_keys())
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
        theme.dress(self)

    def begin(self, scenario: str, seed: int | None) -> None:
        """Begin a scenario, paused; where that can't be a sentence says why and everything stays as it was."""
        title = self.first.titles.get(scenario, "")
        words = tr("Opening {scenario}…", scenario=title) if title else tr("Opening the scenario…")
        self._open(words, lambda _: self.desk.begin(scenario, seed), None)

    def resume(self, path: Path) -> None:
        """Go on with an exercise file, paused; the one that is open already is brought to the front."""
        if self.view is not None and self.file == path:
            self.show_exercise()
            return
        self._open(tr("Going on with {file}…", file=path.name), lambda tell: self.desk.resume(path, tell), path)

    def begin_again(self, path: Path) -> None:
        """Begin anew what a recorded exercise was played with."""
        self._open(tr("Starting {file} anew…", file=path.name), lambda _: self.desk.begin_again(path), None)

    def begin_draft(self, draft: Draft, title: str) -> None:
        """Begin what an author has drawn, paused."""
        self._open(tr("Opening {scenario}…", scenario=title), lambda _: self.desk.begin_draft(draft), None)

    def look_at(self, recording: Recording, named: Path) -> None:
        """Show what was left behind; it is no file, and its papers are called after `named`."""
        self._open(tr("Opening the history…"), lambda _: recording, named)

    def beside(self) -> MainWindow:
        """Another window of the same kind, whose size nobody keeps."""
        made = MainWindow(self.desk, self.theme, self._settings)
        made.keeps_size = False
        return made

    def show_exercise(self) -> None:
        """The workspace in front."""
        if self.view is None:
            return
        tell_in(self.view.conduct.run.scenario.swaps)
        self.menus.say_anew()
        self.stack.setCurrentWidget(self.view)
        self.view.refresh()
        self.menus.show(self.view.last.situation if self.view.last is not None else Situation())
        conduct = self.view.conduct
        name = conduct.run.scenario.title
        title = tr("{name} (read-only) – Hotwash", name=name) if conduct.barred else tr("{name} – Hotwash", name=name)
        self.setWindowTitle(shown(title))
        self.view.map.setFocus()

    def show_welcome(self) -> None:
        """The welcome screen in front; the exercise behind it is held."""
        if self.view is not None:
            self.view.hold()
        self.menus.show(Situation())
        self.menus.actions["exercise.stop"].setEnabled(self.view is not None and not self.view.conduct.barred)
        self.first.show_offers(can_go_back=self.view is not None)
        self.stack.setCurrentWidget(self.first)
        self.setWindowTitle("Hotwash")

    def close_exercise(self) -> None:
        """Let go of the exercise."""
        view, self.view, self.file = self.view, None, None
        if view is not None:
            self._drop(view)
        for closing in self.findChildren(Closing):
            closing.wait()
        tell_in(())
        self.menus.say_anew()
        self.menus.show(Situation())

    def _drop(self, view: ConductView) -> None:
        """Let go of a workspace that is not the one shown any more; its file is closed beside all else."""
        self.gestures.let_go()
        view.stop()
        closing = Closing(self, view.conduct.run)
        closing.failed.connect(self.toast.give)
        closing.finished.connect(closing.deleteLater)
        closing.start()
        self.stack.removeWidget(view)
        view.deleteLater()

    def _open(self, words: str, make: Make, path: Path | None) -> None:
        if self.opening is not None:
            return
        unkept = self.gestures.unkept
        if unkept and unkept != self._told_unkept:
            self._told_unkept = unkept
            self.toast.give(tr("{unkept} Open once more to leave it.", unkept=unkept))
            return
        self._told_unkept = ""
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
        if thread.conduct is not None:
            self.page.show_building(thread.conduct.run.scenario.title)
            self.building = Turns(self, self._build(thread.conduct, thread.path), self._give_up_building)
            return
        self.opening = None
        self._page_timer.stop()
        self._back_to_front()
        if thread.error is not None:
            raise thread.error
        if thread.failure is not None:
            self.toast.give(said_by(thread.failure))

    def _build(self, conduct: Conduct, path: Path | None) -> Iterator[None]:
        """The workspace of an exercise that is open, in steps too short to be felt; in the end it takes the place of
        the one before, which is only then let go."""
        panels = yield from making(self.theme, self.menus.actions)
        view = self._half_built = ConductView(conduct, panels, self.menus.actions, self.theme)
        view.setGeometry(self.stack.contentsRect())
        yield
        yield from view.assembling()
        view.said.connect(self.toast.give)
        view.situation_changed.connect(self.menus.show)
        self.stack.addWidget(view)
        yield
        yield from view.preparing()
        self._page_timer.stop()
        self.toast.give("")  # what it said was about the exercise before
        before, self.view, self.file, self._half_built = self.view, view, path, None
        self.show_exercise()
        yield
        if before is not None:
            self._drop(before)
        self.opening = self.building = None

    def _give_up_building(self) -> None:
        """Nobody will see the workspace that is being built."""
        if self.building is not None:
            self.building.stop()
            self.building = None
        half, self._half_built = self._half_built, None
        if half is not None:
            self.stack.removeWidget(half)
            half.deleteLater()
        thread, self.opening = self.opening, None
        if thread is not None and thread.conduct is not None:
            let_go(thread.conduct.run)

    def _show_page(self) -> None:
        self.menus.show(Situation())
        self.stack.setCurrentWidget(self.page)
        self.page.stop.setFocus()

    def _cancel_opening(self) -> None:
        if self.building is not None:
            self._page_timer.stop()
            self._give_up_building()
            self._back_to_front()
        elif self.opening is not None:
            self.page.show_stopping()
            self.opening.cancel()

    def _back_to_front(self) -> None:
        """What was in front before the page of the opening, in the words of its story."""
        tell_in(self.view.conduct.run.scenario.swaps if self.view is not None else ())
        if self.stack.currentWidget() is self.page or self.view is None:
            if self.view is not None:
                self.show_exercise()
            else:
                self.show_welcome()

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
        thread = self.opening
        if thread is not None:
            self._page_timer.stop()
            thread.cancel()
            thread.wait()
        self._give_up_building()

    def closeEvent(self, event: QCloseEvent) -> None:
        trouble = self.view.conduct.run.trouble if self.view is not None else ""
        trouble = trouble or self.gestures.unkept or self.designing.unkept
        if trouble and not self._warned:
            self._warned = True
            self.toast.give(tr("{trouble} Close once more to leave all the same.", trouble=trouble))
            event.ignore()
            return
        if self.keeps_size:
            self._settings.setValue(_GEOMETRY, self.saveGeometry())
        self.first.settle()
        self.designing.settle()
        self._abandon_opening()
        self.close_exercise()
        super().closeEvent(event)
