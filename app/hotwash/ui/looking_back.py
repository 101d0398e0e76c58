"""From the menu to the left histories: their window, and a window of its own for the board of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hotwash.domain.time import clock
from hotwash.exercise.recording import Recording
from hotwash.ui.conduct_view import ConductView
from hotwash.ui.controls import column
from hotwash.ui.plain_text import tr
from hotwash.viewmodels.histories import Histories

if TYPE_CHECKING:
    from hotwash.ui.histories_window import HistoriesWindow
    from hotwash.ui.main_window import MainWindow

OTHER_EXERCISES = (
    "exercise.welcome", "exercise.open", "exercise.second_copy", "exercise.copy", "exercise.anew", "exercise.end",
    "exercise.stop", "exercise.resume", "evaluator.save_pack", "evaluator.open_pack", "evaluator.merge",
    "exercise.histories", "exercise.leave",
)  # fmt: skip
"""What is for the exercise itself or for others, and has no place beside a history that was left."""


class LookingBack:
    """What the main window does for who looks at left histories."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.window: HistoriesWindow | None = None
        self.boards: list[MainWindow] = []

    def open(self, view: ConductView) -> None:
        """The window of the exercise that is open; loaded when it is first wanted."""
        from hotwash.ui.histories_window import HistoriesWindow

        made = self.window
        if made is None:
            histories = Histories(view.conduct.run)
            made = self.window = HistoriesWindow(
                view, self._window.theme, histories, self.look_at, self.papers, self._forget
            )
            view.room.guard(made)
        made.show()
        made.raise_()
        made.activateWindow()

    def look_at(self, recording: Recording) -> None:
        """The board of a left history, read-only, in a window of its own."""
        view = self._window.view
        if view is None:
            return
        made = self._window.beside()
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.menus.leave_out(OTHER_EXERCISES)
        made.page.stop.hide()
        inside = QWidget()
        inside.setLayout(column(made.stack, gap=0))
        made.setCentralWidget(inside)
        view.room.guard(inside, key=False)  # its keys work there all the same
        self.boards.append(made)
        made.destroyed.connect(lambda _=None: self._gone(made))
        made.look_at(recording, self.named(recording))
        made.show()

    def papers(self, recording: Recording) -> None:
        """Everything that can be printed of a left history, its report first."""
        from hotwash.ui.printing import ask_print

        window = self._window
        dialog = ask_print(
            self.window or window, window.desk, window.theme, recording, self.named(recording), chosen="aar"
        )
        window.gestures.dialog = dialog

    def close(self) -> None:
        """The exercise is not shown any more."""
        if self.window is not None:
            self.window.close()
        for board in tuple(self.boards):
            board.close()

    def named(self, recording: Recording) -> Path:
        """What the files of a history are called after; there is none of that name."""
        file = self._window.file
        stem = file.stem if file is not None else recording.scenario.title
        left = clock(recording.now).replace(":", "-")
        return Path(tr("{exercise}, history left at {time}", exercise=stem, time=left) + ".hotwash")

    def _forget(self) -> None:
        self.window = None

    def _gone(self, board: MainWindow) -> None:
        self.boards = [one for one in self.boards if one is not board]
