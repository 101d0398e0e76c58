"""Takes notes written without a network into an exercise: what is new, known, or can't be; nothing comes in twice.

Wall time becomes exercise time by the rows of the journal, each of which bears both: so pauses, speeds, jumps and an
exercise that was gone on with on another day come out right.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hotwash.domain.plan import Part
from hotwash.domain.review_commands import Observe
from hotwash.domain.sentences import say
from hotwash.domain.time import Millis, clock
from hotwash.exercise.branching import places_of
from hotwash.exercise.codec import COMMANDS, kind_of
from hotwash.exercise.decide import refusal
from hotwash.exercise.evaluator_notes import BadNotes, Note, Notes, Written
from hotwash.exercise.session import Session
from hotwash.journal.rows import Row

_MARK = "note"
_REWOUND = "fact.rewound"


class WallClock:
    """Exercise time by the wall clock, as the rows of a journal tell it.

    Where the wall clock was set back, the later reading of it counts.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        points: list[tuple[int, Millis]] = []
        self._ways_back: list[tuple[int, Millis]] = []
        for row in rows:
            if row.kind == _REWOUND:
                self._ways_back.append((row.wall_ns // 1_000_000, row.at_ms))
            if row.wall_ns > 0:
                wall = row.wall_ns // 1_000_000
                while points and points[-1][0] > wall:
                    points.pop()
                points.append((wall, max(0, row.at_ms)))
        self._walls = [wall for wall, _ in points]
        self._times = [at for _, at in points]

    def at(self, wall_ms: int) -> Millis:
        """Exercise time at a wall time; the start before all rows, the time of the last row after them."""
        place = bisect_right(self._walls, wall_ms)
        if place == 0:
            return 0
        if place == len(self._walls):
            return self._times[-1]
        since, until = self._walls[place - 1], self._walls[place]
        began, ended = self._times[place - 1], self._times[place]
        return began + max(0, ended - began) * (wall_ms - since) // max(1, until - since)

    def left(self, wall_ms: int, at: Millis) -> str:
        """Why what was seen then is no part of the history that is played now; empty where it is."""
        for back, to in self._ways_back:
            if wall_ms < back and to < at:
                return say("it is about a history that was taken back to {time}", time=clock(to))
        return ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A note that will come in: its line in the file, its command with exercise time, and the id that it is asked
    under."""

    line: int
    command: Written
    cid: str


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging a file would do. `older` are ratings and judgements that a newer one of the same evaluator has
    overtaken already; `refused` says by line why a note can't come in."""

    seat: str
    new: tuple[Incoming, ...]
    known: int
    older: int
    refused: tuple[tuple[int, str], ...]

    @property
    def sentence(self) -> str:
        """What will happen, for the person who decides."""
        return say(
            "{new} new, {known} known already, {older} overtaken by newer ones, {refused} refused.",
            new=len(self.new),
            known=self.known,
            older=self.older,
            refused=len(self.refused),
        )


def plan_merge(session: Session, rows: Sequence[Row], notes: Notes, *, ahead_ms: int = 0) -> Merge:
    """What merging would do; changes nothing. `rows` are those of the session's journal.

    `ahead_ms` is how far the clock of the evaluator's PC was ahead. Raises BadNotes for notes of another exercise, or
    of somebody who does not evaluate here.
    """
    scenario, board, now = session.scenario, session.board, session.now
    if not notes.exercise or notes.exercise != session.identity()[0]:
        raise BadNotes(say("they belong to another exercise"))
    if notes.seat not in scenario.seats or scenario.seats[notes.seat].part is not Part.EVALUATOR:
        raise BadNotes(say("this exercise has no evaluator '{seat}'", seat=notes.seat[:40]))
    wall = WallClock(rows)
    seen, newest = _standing(rows, notes.seat)
    new: list[Incoming] = []
    refused, known, older = list(notes.refused), 0, 0
    for line, note in sorted(notes.notes, key=lambda pair: (pair[1].wall_ms, pair[0])):
        if note.key in seen or board.knows(note.key):
            known += 1
            continue
        seen.add(note.key)
        subject = _subject(note.command)
        if subject and newest.get(subject, -1) > note.wall_ms:
            older += 1
            continue
        at = wall.at(note.wall_ms - ahead_ms)
        command = _timed(note, min(at, now))
        why = wall.left(note.wall_ms - ahead_ms, at) or refusal(scenario, board, now, notes.seat, command)
        if why:
            refused.append((line, why))
        else:
            new.append(Incoming(line, command, f"{_MARK} {note.key} {note.wall_ms}"))
    return Merge(notes.seat, tuple(new), known, older, tuple(sorted(refused)))


def carry_out(session: Session, merge: Merge) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Ask for everything new, as the evaluator; how many came in, and by line why others did not."""
    refused: list[tuple[int, str]] = []
    for one in merge.new:
        answer = session.ask(merge.seat, one.command, one.cid)
        if not answer.accepted:
            refused.append((one.line, answer.sentence))
    return len(merge.new) - len(refused), tuple(refused)


def _standing(rows: Sequence[Row], seat: str) -> tuple[set[str], dict[tuple[str, str], int]]:
    """Keys of notes that are there already, on whatever history, and the wall time of the newest rating or judgement
    of each thing on the history that is played."""
    seen: set[str] = set()
    newest: dict[tuple[str, str], int] = {}
    for row, (_, holds) in zip(rows, places_of(rows), strict=True):
        if row.actor != seat or row.kind not in COMMANDS:
            continue
        mark, key, wall = (*row.cid.split(" "), "", "")[:3]
        merged = mark == _MARK and wall.isascii() and wall.isdigit()
        if merged:
            seen.add(key)
        if row.kind in _ABOUT and holds:
            own = (row.kind, str(row.body.get(_ABOUT[row.kind], "")))
            newest[own] = max(newest.get(own, -1), int(wall) if merged else row.wall_ns // 1_000_000)
    return seen, newest


_ABOUT = {"command.rate_target": "target", "command.rate_capability": "objective", "command.judge_task": "task"}
"""Commands of which only the newest about one thing counts, and the field that names the thing."""


def _subject(command: Written) -> tuple[str, str] | None:
    kind = kind_of(command)
    return (kind, str(getattr(command, _ABOUT[kind]))) if kind in _ABOUT else None


def _timed(note: Note, at: Millis) -> Written:
    command = note.command
    return replace(command, seen_at=at, key=note.key) if isinstance(command, Observe) else command
