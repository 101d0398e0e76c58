"""Histories that were played and left when an exercise was taken back: what was done there, and what it came to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hotwash.domain.conduct_facts import InjectReleased
from hotwash.domain.facts import ActionBegan, Happened
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import Millis, clock
from hotwash.exercise.branching import Branch
from hotwash.exercise.histories import histories, recording_of
from hotwash.exercise.projections.board import Board
from hotwash.exercise.projections.measures import Measures, measures
from hotwash.exercise.recording import Recording, Run
from hotwash.viewmodels.log_lines import QUIET, LogLine, log_line
from hotwash.viewmodels.told import names_of
from hotwash.viewmodels.words import msg, noop

HEADS = (
    noop("History"),
    noop("Left at"),
    noop("Back to"),
    noop("Why"),
    noop("Acts"),
    noop("Injects"),
    noop("Failed there"),
    noop("Failed as played"),
    noop("Restored there"),
)
WHY = 3
"""Place of the column that takes what room is left."""
EMPTY = noop(
    "This exercise has never been taken back. Clock, Go back to an earlier moment (Ctrl+Shift+Left) keeps what was "
    "played until then as a history of its own, which then stands here."
)
ABOUT = noop(
    "Acts, injects and the lines below are those of the part that was left. Failed: 911 attempts that got no help from "
    "the start of the exercise to the moment at which that history was left, there and in what is played now."
)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One left history as a row: its number from 1, a cell for each of `HEADS`, and what was done in the part that was
    left."""

    number: int
    cells: tuple[str, ...]
    done: tuple[LogLine, ...]

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return str(self.number)


class Histories:
    """The left histories of one exercise; `gather` takes as long as measuring all of them does, and any thread may."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._names = names_of(run.scenario)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.run.board.left)

    def gather(self, board: Board, cancelled: Callable[[], bool]) -> tuple[HistoryLine, ...]:
        """A row for each history that was left up to then, the newest first."""
        made: list[HistoryLine] = []
        *left, played = histories(board)
        for branch in left:
            if cancelled():
                return ()
            made.append(self._line(branch, played))
        return tuple(reversed(made))

    def recording(self, number: int) -> Recording:
        """One of them to be looked at."""
        return recording_of(self.run, histories(self.run.board)[number - 1])

    def _line(self, branch: Branch, played: Branch) -> HistoryLine:
        by = branch.left
        assert by is not None  # only the one that is played has none
        scenario = self.run.scenario
        gone = [one for one in branch.facts if one.seq > by.last]
        there = measures(scenario, branch.facts)
        until = measures(scenario, [one for one in played.facts if one.at <= branch.ends])
        cells = (
            str(branch.number + 1),
            clock(branch.ends),
            clock(by.to),
            by.reason,
            f"{_count(gone, ActionBegan):,}",
            f"{_count(gone, InjectReleased):,}",
            f"{there.failed:,}",
            f"{until.failed:,}" if played.ends >= branch.ends else _reached(scenario, played, until),
            _restored(there),
        )
        done = tuple(log_line(one, self._names) for one in gone)
        return HistoryLine(branch.number + 1, cells, tuple(line for line in done if line.kind not in QUIET))


def _reached(scenario: Scenario, played: Branch, until: Measures) -> str:
    """How many failed as far as is played, which is not as far as the history that was left went."""
    return msg("{failed:,} by {time}", failed=until.failed, time=clock(min(played.ends, scenario.span)))


def _count(facts: Sequence[Happened], kind: type) -> int:
    return sum(isinstance(one.fact, kind) for one in facts)


def _restored(found: Measures) -> str:
    """When service was back in each outage of a history."""
    times: list[Millis | None] = []
    for outage in found.outages:
        moment = outage.timeline.get("restored")
        times.append(None if moment is None else moment.at)
    return "; ".join(msg("no") if at is None else clock(at) for at in times) or msg("no outage")
