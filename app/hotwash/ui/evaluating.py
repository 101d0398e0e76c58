"""From the menu to an evaluator's window: which seat, packs to carry away, packs to work on, notes that come back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QSpinBox, QWidget

from hotwash.domain.commands import FACILITATOR
from hotwash.exercise.evaluator_merge import Merge, carry_out
from hotwash.exercise.evaluator_pack import Pack, pack_of
from hotwash.ui.conduct_view import ConductView
from hotwash.ui.controls import Choice
from hotwash.ui.dialogs import Question
from hotwash.ui.evaluator_window import EvaluatorWindow
from hotwash.ui.plain_text import label, set_text, shown, tr
from hotwash.viewmodels.desk import OpenFailed
from hotwash.viewmodels.evaluator import EvaluatorDesk
from hotwash.viewmodels.evaluator_sources import ExerciseSource, FileSource
from hotwash.viewmodels.words import said, said_by

if TYPE_CHECKING:
    from hotwash.ui.main_window import MainWindow

MOST_REASONS = 5
"""Notes of which it is said why they can't come in; the rest are counted."""
MOST_AHEAD = 24 * 3600
"""Seconds by which a clock may have been ahead or behind."""


class Evaluating:
    """What the main window does for evaluators. One window for each seat."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.windows: dict[tuple[str, str], EvaluatorWindow] = {}
        """By pack file (empty on this exercise) and seat."""
        self.question: Question | None = None

    @property
    def unkept(self) -> str:
        """What was written in an evaluator's window and is not kept yet, as a sentence; empty for nothing."""
        return next((window.panel.unkept for window in self.windows.values() if window.panel.unkept), "")

    # On this PC

    def ask_seat(self, view: ConductView) -> None:
        """Which evaluator works here; the facilitator may look as their lead."""
        pack = pack_of(view.conduct.run.scenario, "")
        choices = [(seat.id, seat.name) for seat in pack.evaluators()]
        lead = (FACILITATOR, tr("Lead evaluator: sees what all have put down, and decides where they differ"))
        self._ask_which(view, tr("Who evaluates here?"), [*choices, lead], partial(self.open_live, view))

    def open_live(self, view: ConductView, seat: str) -> None:
        """The window of one evaluator of the exercise that is open."""
        run = view.conduct.run
        desk = EvaluatorDesk(pack_of(run.scenario, ""), seat, ExerciseSource(run, seat))
        self._open(view, ("", seat), desk)

    # On a PC without a network

    def save_pack(self, view: ConductView) -> None:
        """A file for an evaluator's own PC."""
        folder = self._window.desk.exercise_folder()
        name = self._window.file.stem if self._window.file is not None else view.conduct.run.scenario.id
        proposed = str(folder / tr("{exercise} evaluator.hwpack", exercise=name))
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save an evaluator pack"), proposed, tr("Evaluator packs (*.hwpack)")
        )
        if chosen:
            self.save_pack_to(view, Path(chosen))

    def save_pack_to(self, view: ConductView, path: Path) -> None:
        """The same into a file that is named."""
        try:
            self._window.desk.evaluator_files.save_pack(view.conduct.session, path)
        except OpenFailed as failed:
            self._window.toast.give(said_by(failed))
        else:
            self._window.toast.give(
                tr("Saved as {file}. It is for evaluators only: tasks may name what is wrong.", file=path.name)
            )

    def open_pack(self) -> None:
        """A pack that was carried here."""
        folder = str(self._window.desk.exercise_folder())
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open an evaluator pack"), folder, tr("Evaluator packs (*.hwpack)")
        )
        if chosen:
            self.open_pack_from(Path(chosen))

    def open_pack_from(self, path: Path) -> None:
        """The same from a file that is named; asks which evaluator works on it, where there are several."""
        try:
            pack = self._window.desk.evaluator_files.open_pack(path)
        except OpenFailed as failed:
            self._window.toast.give(said_by(failed))
            return
        choices = [(seat.id, seat.name) for seat in pack.evaluators()]
        if len(choices) == 1:
            self.open_alone(path, pack, choices[0][0])
        else:
            self._ask_which(self._window, tr("Who evaluates here?"), choices, partial(self.open_alone, path, pack))

    def open_alone(self, path: Path, pack: Pack, seat: str) -> None:
        """The window of one evaluator on a pack."""
        key = (str(path), seat)
        if key in self.windows:
            self._front(self.windows[key])
            return
        try:
            notes = self._window.desk.evaluator_files.open_notes(path, pack, seat)
        except OpenFailed as failed:
            self._window.toast.give(said_by(failed))
            return
        window = self._open(self._window, key, EvaluatorDesk(pack, seat, FileSource(notes)))
        window.destroyed.connect(lambda _=None: notes.close())

    # Back again

    def merge_notes(self, view: ConductView) -> None:
        """A file of notes that came back."""
        folder = str(self._window.desk.exercise_folder())
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Merge evaluator notes"), folder, tr("Evaluator notes (*.hwnotes)")
        )
        if chosen:
            self.ask_merge(view, Path(chosen))

    def ask_merge(self, view: ConductView, path: Path) -> None:
        """What will come in, and whether it may."""
        files, session = self._window.desk.evaluator_files, view.conduct.session
        try:
            merge = files.read_merge(session, path, 0)
        except OpenFailed as failed:
            self._window.toast.give(said_by(failed))
            return
        ahead = QSpinBox()
        ahead.setRange(-MOST_AHEAD, MOST_AHEAD)
        ahead.setSuffix(tr(" s"))
        ahead.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        ahead.setAccessibleName(tr("Seconds by which the clock of that PC was ahead"))

        def go() -> str:
            try:
                wanted = files.read_merge(session, path, ahead.value() * 1000)
            except OpenFailed as failed:
                return said_by(failed)
            came, refused = carry_out(session, wanted)
            view.refresh()
            self._window.toast.give(tr("{came} came in, {refused} did not.", came=came, refused=len(refused)))
            return ""

        made = self.question = Question(view, tr("Merge evaluator notes"), _told(path, merge), tr("Merge"), go)
        reasons = label(wrap=True, name="small")
        set_text(reasons, "\n".join(_reasons(merge)))
        reasons.setVisible(bool(merge.refused))
        made.body.addWidget(reasons)
        made.body.addWidget(label(ahead.accessibleName(), name="small"))
        made.body.addWidget(ahead)
        made.do.setEnabled(bool(merge.new))
        made.open()

    def _open(self, parent: QWidget, key: tuple[str, str], desk: EvaluatorDesk) -> EvaluatorWindow:
        known = self.windows.get(key)
        if known is None:
            known = EvaluatorWindow(parent, self._window.theme, desk, partial(self._forget, key))
            self.windows[key] = known
            if isinstance(parent, ConductView):
                parent.room.guard(known)
            known.destroyed.connect(lambda _=None: self._forget(key))
        self._front(known)
        return known

    def _forget(self, key: tuple[str, str]) -> None:
        self.windows.pop(key, None)

    def _front(self, window: EvaluatorWindow) -> None:
        window.show()
        window.raise_()
        window.activateWindow()

    def _ask_which(self, parent: QWidget, title: str, choices: list[tuple[str, str]], chosen: partial[None]) -> None:
        box = Choice(self._window.theme, tr("Evaluator"))
        for key, name in choices:
            box.addItem(shown(name), key)

        def go() -> str:
            chosen(str(box.currentData()))
            return ""

        text = tr("Notes and ratings are kept under the evaluator's seat.")
        made = self.question = Question(parent, title, text, tr("Open"), go)
        made.body.addWidget(box)
        box.setFocus()
        made.open()


def _told(path: Path, merge: Merge) -> str:
    return tr("{file}: {what} Nothing that is in the exercise is changed.", file=path.name, what=said(merge.sentence))


def _reasons(merge: Merge) -> Iterator[str]:
    for line, why in merge.refused[:MOST_REASONS]:
        yield tr("Line {line}: {why}", line=line, why=said(why))
    if len(merge.refused) > MOST_REASONS:
        yield tr("{number} more", number=len(merge.refused) - MOST_REASONS)
