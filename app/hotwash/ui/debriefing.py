"""From the menu to the debrief window, one for each exercise, and what is not kept in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hotwash.ui.conduct_view import ConductView
from hotwash.ui.plain_text import tr
from hotwash.ui.turns import Turns

if TYPE_CHECKING:
    from hotwash.ui.debrief_window import DebriefWindow
    from hotwash.ui.main_window import MainWindow

AT_ONCE = 500
"""Facts of the timeline that are read in one step."""


class Debriefing:
    """What the main window does for the writers of the report."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.window: DebriefWindow | None = None
        self.building: Turns | None = None

    @property
    def unkept(self) -> str:
        """What is typed and not kept yet, as a sentence; empty for nothing."""
        return self.window.unkept if self.window is not None else ""

    def open(self, view: ConductView) -> None:
        """The window of the exercise that is open; loaded and built in steps when it is first wanted."""
        if self.window is not None:
            self._bring(self.window)
        elif self.building is None:
            view.said.emit(tr("Opening the debrief…"))
            self.building = Turns(view, self._build(view), self.give_up)

    def give_up(self) -> None:
        """Nobody waits for it any more."""
        if self.building is not None:
            self.building.stop()
            self.building = None

    def _build(self, view: ConductView) -> Iterator[None]:
        """Each step is too short to be felt; only the last one shows it."""
        from hotwash.ui.debrief_timeline import DebriefTimeline

        yield
        from hotwash.ui.debrief_report import ReportPanel

        yield
        from hotwash.ui.debrief_window import DebriefWindow
        from hotwash.viewmodels.debrief import Debrief

        yield
        debrief = Debrief(view.conduct.run)
        while not debrief.read(AT_ONCE):
            yield
        timeline = DebriefTimeline(self._window.theme, debrief.run.scenario, barred=bool(debrief.barred))
        yield
        report = ReportPanel(debrief)
        yield
        made = DebriefWindow(view, self._window.theme, debrief, self._print, self._forget, (timeline, report))
        made.destroyed.connect(lambda _=None: self._forget())
        view.room.guard(made)
        yield
        for part in (made.timeline, made.report, made.lacking):
            part.grab()  # what has been painted once is quickly painted again
            yield
        self.window, self.building = made, None
        view.said.emit("")
        self._bring(made)

    def _bring(self, made: DebriefWindow) -> None:
        made.show()
        made.raise_()
        made.activateWindow()

    def _forget(self) -> None:
        self.window = None

    def _print(self) -> None:
        """The report, among all that can be printed."""
        self._window.gestures.print_documents("aar")
