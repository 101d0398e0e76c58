"""What each action does in the window: one method a gesture, forwarded to the workspace or a dialog."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog

from hotwash.domain.time import MINUTE, Millis
from hotwash.ui.conduct_view import ConductView
from hotwash.ui.debriefing import Debriefing
from hotwash.ui.desk_window import DeskWindow
from hotwash.ui.dialogs import ask_end, ask_time, show_about, show_keys
from hotwash.ui.evaluating import Evaluating
from hotwash.ui.looking_back import LookingBack
from hotwash.ui.palette import CommandPalette, Entry
from hotwash.ui.plain_text import tr
from hotwash.ui.rewind_dialog import ask_rewind
from hotwash.ui.second_copies import SecondCopies
from hotwash.viewmodels.actions import ACTIONS
from hotwash.viewmodels.desk import OpenFailed
from hotwash.viewmodels.palette_entries import palette_targets
from hotwash.viewmodels.rewinding import Rewinding
from hotwash.viewmodels.words import said_by

if TYPE_CHECKING:
    from hotwash.ui.main_window import MainWindow


AHEAD: Millis = 15 * MINUTE


class Gestures:
    """Implements `Workplace` for one window; without an exercise most gestures do nothing."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.dialog: QDialog | None = None
        self.evaluating = Evaluating(window)
        self.debriefing = Debriefing(window)
        self.looking_back = LookingBack(window)
        self.copies = SecondCopies(window)

    @property
    def unkept(self) -> str:
        """What was typed in a window of this exercise and is not kept yet, as a sentence; empty for nothing."""
        return self.evaluating.unkept or self.debriefing.unkept

    def let_go(self) -> None:
        """The exercise is not shown any more: neither are windows about it."""
        self.looking_back.close()
        self.debriefing.give_up()

    @property
    def _view(self) -> ConductView | None:
        window = self._window
        return window.view if window.stack.currentWidget() is window.view else None

    def _with(self, method: str, *values: object) -> None:
        """A command of the exercise; its sentence is shown where it was refused."""
        view = self._view
        if view is not None:
            view.do(getattr(view.conduct, method)(*values))

    def welcome(self) -> None:
        if self._window.stack.currentWidget() is self._window.first:
            self._window.show_exercise()
        else:
            self._window.show_welcome()

    def design(self) -> None:
        self._window.designing.enter()

    def open_file(self) -> None:
        folder = str(self._window.desk.exercise_folder())
        words = tr("Exercises (*.hotwash)")
        chosen, _ = QFileDialog.getOpenFileName(self._window, tr("Open an exercise"), folder, words)
        if chosen:
            self._window.resume(Path(chosen))

    def report(self) -> None:
        from hotwash.ui.reporting import ask_report

        view = self._view
        if view is not None:
            view.hold()
            self.dialog = ask_report(
                self._window, self._window.desk, self._window.theme, view.conduct.run, self._window.file
            )

    def debrief(self) -> None:
        view = self._view
        if view is not None:
            self.debriefing.open(view)

    def histories(self) -> None:
        view = self._view
        if view is not None:
            self.looking_back.open(view)

    def print_documents(self, chosen: str = "") -> None:
        from hotwash.ui.printing import ask_print

        view = self._view
        if view is not None:
            view.hold()
            self.dialog = ask_print(
                self._window, self._window.desk, self._window.theme, view.conduct.run, self._window.file, chosen
            )

    def second_copy(self) -> None:
        self.copies.ask()

    def save_copy(self) -> None:
        """What is sound of a recorded exercise, in a file that is new."""
        window = self._window
        if self._view is None or window.file is None:
            return
        folder = window.desk.exercise_folder()
        proposed = str(folder / tr("{exercise} copy.hotwash", exercise=window.file.stem))
        words = tr("Exercises (*.hotwash)")
        chosen, _ = QFileDialog.getSaveFileName(window, tr("Save a copy"), proposed, words)
        if chosen:
            self.copy_to(Path(chosen))

    def copy_to(self, copy: Path) -> None:
        """The same into a file that is named."""
        window = self._window
        if window.file is None:
            return
        try:
            window.desk.save_copy(window.file, copy)
        except OpenFailed as failed:
            window.toast.give(said_by(failed))
        else:
            window.toast.give(tr("Saved as {file}.", file=copy.name))

    def start_anew(self) -> None:
        """The scenario of a recorded exercise, from its beginning."""
        if self._view is not None and self._window.file is not None:
            self._window.begin_again(self._window.file)

    def end_exercise(self) -> None:
        view = self._view
        if view is not None:
            self.dialog = ask_end(self._window, view.end)

    def leave(self) -> None:
        self._window.close()

    def run_or_pause(self) -> None:
        self._with("run_or_pause")

    def set_speed(self, speed: int) -> None:
        self._with("set_speed", speed)

    def jump_to_time(self) -> None:
        view = self._view
        if view is not None:
            self.dialog = ask_time(self._window, view.when(), view.conduct.jump)

    def jump_to_fault(self) -> None:
        self._with("jump_to_fault")

    def jump_ahead(self) -> None:
        view = self._view
        if view is not None:
            view.do(view.conduct.room.step(AHEAD))

    def cancel_jump(self) -> None:
        view = self._view
        if view is not None:
            view.do(view.conduct.stop_jump())

    def slow_down(self) -> None:
        """Let the clock slow down by itself, or no more."""
        view = self._view
        slowing = view.conduct.room.slowing if view is not None else None
        if view is not None and slowing is not None:
            slowing.on = not slowing.on
            words = tr("When an inject is due or a seat waits for approval, the clock slows to ×1.")
            view.do(words if slowing.on else tr("The clock keeps its speed."))

    def go_back(self) -> None:
        """Hold the clock, and ask to which earlier moment to go back."""
        view = self._view
        if view is not None:
            view.hold()
            self.dialog = ask_rewind(self._window, Rewinding(view.conduct.session))

    def focus(self, part: str) -> None:
        view = self._view
        if view is not None:
            view.focus_part(part)

    def next_problem(self) -> None:
        view = self._view
        if view is not None:
            view.next_problem()

    def fit_map(self) -> None:
        view = self._view
        if view is not None:
            view.map.fit()

    def zoom_map(self, factor: float) -> None:
        view = self._view
        if view is not None:
            view.map.zoom(factor)

    def map_only(self) -> None:
        view = self._view
        if view is not None:
            view.arrangement.show_map_only()

    def toggle_seat_view(self) -> None:
        view = self._view
        if view is not None:
            view.set_seat_view(on=not view.conduct.seat_view)

    def seat_window(self) -> None:
        view = self._view
        if view is not None and view.conduct.seats:
            seat = view.seat.seat
            own = view.seat_window or DeskWindow(self._window.theme, view, seat)
            view.desks.windows[seat] = own
            own.show()
            own.raise_()

    def evaluator_window(self) -> None:
        view = self._view
        if view is not None:
            self.evaluating.ask_seat(view)

    def save_pack(self) -> None:
        view = self._view
        if view is not None:
            self.evaluating.save_pack(view)

    def open_pack(self) -> None:
        self.evaluating.open_pack()

    def merge_notes(self) -> None:
        view = self._view
        if view is not None:
            self.evaluating.merge_notes(view)

    def room(self, what: str) -> None:
        """Something of the facilitator's desk; a real emergency is called from any screen."""
        view = self._window.view if what == "stop" else self._view
        if view is not None:
            view.room.ask(what)
            if view is not self._view:
                self._window.show_exercise()

    def invite(self) -> None:
        """Seats in browsers."""
        view = self._view
        if view is not None:
            view.room.inviting.open(self._window.desk.keys_file(view.conduct.session))

    def toggle_look(self) -> None:
        self._window.theme.toggle()

    def palette(self) -> None:
        view = self._view
        entries = [
            Entry(action.text(), ", ".join(action.keys), self._window.menus.actions[action.id].trigger)
            for action in ACTIONS
            if self._window.menus.actions[action.id].isEnabled() and action.id != "help.palette"
        ]
        if view is not None:
            for text, key in palette_targets(view.conduct):
                entries.append(Entry(text, "", partial(view.go_to, key)))
        self.dialog = CommandPalette(self._window, entries)
        self.dialog.open()

    def keys(self) -> None:
        self.dialog = show_keys(self._window)

    def about(self) -> None:
        self.dialog = show_about(self._window)
