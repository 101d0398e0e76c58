"""Where an evaluator's panel reads and writes: an exercise on this PC, or a pack and a file of notes without any."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from time import time

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.facts import Happened
from hotwash.domain.plan import Rating
from hotwash.domain.review_commands import JudgeTask, Observe, RateCapability, RateTarget
from hotwash.domain.time import Millis, clock
from hotwash.exercise.evaluator_notes import Note, Written
from hotwash.exercise.evaluator_sight import OwnSight, Seen, continues, own_sight
from hotwash.exercise.projections.corrections import corrects, short_key
from hotwash.exercise.projections.evaluation import evaluate
from hotwash.exercise.projections.tasks import TaskClock
from hotwash.exercise.recording import Recording, Run
from hotwash.viewmodels.desk import OpenFailed
from hotwash.viewmodels.evaluator_files import NotesFile
from hotwash.viewmodels.evaluator_view import Standing
from hotwash.viewmodels.words import msg, said, said_by


class ExerciseSource:
    """An exercise that goes on, or one that is looked at. Follows it fact by fact."""

    def __init__(self, run: Run, seat: str) -> None:
        self._run, self._seat = run, seat
        self._clock = TaskClock(run.scenario)
        self._taken = 0
        self._last: Happened | None = None

    def mark(self) -> Millis:
        """Exercise time now."""
        return self._run.now

    def marked(self, mark: int) -> str:
        """An exercise time."""
        return f"T+{clock(mark)}"

    def write(self, command: Written, mark: int = -1) -> str:
        """Ask the exercise, as this seat."""
        if isinstance(self._run, Recording):
            return said(self._run.reason)
        if isinstance(command, Observe) and mark >= 0:
            command = Observe(command.text, command.task, command.inject, command.sign, mark, command.key)
        answer = self._run.ask(self._seat, command)
        return "" if answer.accepted else said(answer.sentence)

    def standing(self) -> Standing:
        """What was measured, and what this evaluator has put down; the lead sees what all have."""
        run, board = self._run, self._run.board
        facts = run.facts
        if not continues(facts, self._taken, self._last):
            self._clock, self._taken = TaskClock(run.scenario), 0
        for place in range(self._taken, len(facts)):
            self._clock.take(facts[place])
        self._taken, self._last = len(facts), facts[-1] if facts else None
        times = self._clock.times(run.now)
        return Standing(
            f"T+{clock(run.now)}",
            own_sight(run.scenario, self._seat, times, board, run.now),
            evaluate(run.scenario, times, board.review),
            place="" if self._seat == FACILITATOR else msg("Notes are kept in the exercise."),
            barred=said(run.reason) if isinstance(run, Recording) else "",
        )


class FileSource:
    """A file of notes on a PC without a network; times are those of its wall clock."""

    def __init__(self, file: NotesFile, wall: Callable[[], float] = time) -> None:
        self._file, self._wall = file, wall

    def mark(self) -> int:
        """Wall time now, in ms since 1970, UTC."""
        return int(self._wall() * 1000)

    def marked(self, mark: int) -> str:
        """A wall time, as the clock on this PC shows it."""
        return f"{datetime.fromtimestamp(mark / 1000, UTC).astimezone():%H:%M:%S}"

    def write(self, command: Written, mark: int = -1) -> str:
        """One more line of the file."""
        try:
            self._file.write(command, mark if mark >= 0 else self.mark())
        except OpenFailed as failed:
            return said_by(failed)
        return ""

    def standing(self) -> Standing:
        """What was written so far."""
        seen: list[Seen] = []
        targets: dict[str, tuple[Rating, str]] = {}
        capabilities: dict[str, tuple[Rating, str]] = {}
        for note in self._file.notes:
            match note.command:
                case Observe():
                    self._see(seen, note, note.command)
                case RateTarget(target, rating, text):
                    targets[target] = (rating, text)
                case RateCapability(objective, rating, text):
                    capabilities[objective] = (rating, text)
                case JudgeTask():
                    pass
        return Standing(
            self.marked(self.mark()),
            OwnSight(seen=tuple(seen), targets=targets, capabilities=capabilities),
            place=msg("Notes are kept in {file}; bring that file back.", file=self._file.path.name),
        )

    def _see(self, seen: list[Seen], note: Note, command: Observe) -> None:
        reference, earlier = short_key(note.key), corrects(command.text)
        for place, one in enumerate(seen):
            if one.reference == earlier:
                seen[place] = Seen(one.reference, one.time, one.text, one.task, one.inject, one.sign, reference)
        time_words = self.marked(note.wall_ms)
        seen.append(Seen(reference, time_words, command.text, command.task, command.inject, command.sign))
