"""From the menu to the debrief window, one for each exercise, and what is not kept in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.ui.conduct_view import ConductView

if TYPE_CHECKING:
    from hotwash.ui.debrief_window import DebriefWindow
    from hotwash.ui.main_window import MainWindow


class Debriefing:
    """What the main window does for the writers of the report."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.window: DebriefWindow | None = None

    @property
    def unkept(self) -> str:
        """What is typed and not kept yet, as a sentence; empty for nothing."""
        return self.window.unkept if self.window is not None else ""

    def open(self, view: ConductView) -> None:
        """The window of the exercise that is open; loaded when it is first wanted."""
        from hotwash.ui.debrief_window import DebriefWindow
        from hotwash.viewmodels.debrief import Debrief

        made = self.window
        if made is None:
            made = DebriefWindow(view, self._window.theme, Debrief(view.conduct.run), self._print, self._forget)
            made.destroyed.connect(lambda _=None: self._forget())
            view.room.guard(made)
            self.window = made
        made.show()
        made.raise_()
        made.activateWindow()

    def _forget(self) -> None:
        self.window = None

    def _print(self) -> None:
        """The report, among all that can be printed."""
        self._window.gestures.print_documents("aar")
