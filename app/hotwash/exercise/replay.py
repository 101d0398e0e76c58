"""Runs an exercise again from its inputs and compares every fact: audit, and the way back after a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from hotwash.domain.commands import Command
from hotwash.domain.facts import Fact, Happened
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.domain.time import Millis, clock
from hotwash.exercise.branching import COMMAND, FACT, REWOUND, Branch, branches_of
from hotwash.exercise.codec import BadBody, UnknownKind, decode, encode
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore, Store
from hotwash.journal.rows import Acknowledged, Entry, Row, canonical, parsed
from hotwash.journal.second_copy import Tell

GIVEN_UP = "fact.rewind_cancelled"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where a re-execution says something else than the journal."""

    seq: int
    at: Millis
    sentence: str


class LateStore:
    """A store that is opened when something has to be written, and not before: comparing must leave no trace."""

    def __init__(self, make: Callable[[], Store]) -> None:
        self._make = make
        self._made: Store | None = None

    def opened(self) -> Store:
        """The store itself."""
        if self._made is None:
            self._made = self._make()
        return self._made

    @property
    def header(self) -> Mapping[str, object]:
        """That of the store behind."""
        return self.opened().header

    @property
    def head(self) -> tuple[int, bytes]:
        """That of the store behind."""
        return self.opened().head

    def append(self, entries: Sequence[Entry]) -> Future[list[Acknowledged]]:
        """Goes on to the store behind."""
        return self.opened().append(entries)

    def append_now(self, entries: Sequence[Entry]) -> list[Acknowledged]:
        """The same, and waits."""
        return self.opened().append_now(entries)

    def rows(self, after_seq: int = 0) -> Iterator[Row]:
        """Rows of the store behind."""
        return self.opened().rows(after_seq)

    def set_place(self, at_ms: int, *, running: bool, speed_milli: int) -> None:
        """Goes on to the store behind."""
        self.opened().set_place(at_ms, running=running, speed_milli=speed_milli)

    def second_copy(self, folder: Path, tell: Tell) -> Path:
        """Of the store behind."""
        return self.opened().second_copy(folder, tell)

    def close(self) -> None:
        """Closes the store behind, if there ever was one."""
        if self._made is not None:
            self._made.close()


class ComparingStore:
    """Holds what is written against the rows that are there already; what goes beyond them is passed on."""

    def __init__(self, rows: Sequence[Row], beyond: Store) -> None:
        self._rows = rows
        self._next = 0
        self._beyond = beyond
        self.difference: Difference | None = None

    @property
    def header(self) -> Mapping[str, object]:
        """That of the store behind."""
        return self._beyond.header

    @property
    def head(self) -> tuple[int, bytes]:
        """That of the store behind."""
        return self._beyond.head

    @property
    def missing(self) -> Difference | None:
        """The first recorded row that nothing was held against yet, as what a new run does not give."""
        if self._next >= len(self._rows):
            return None
        row = self._rows[self._next]
        return Difference(row.seq, row.at_ms, _lacking(row))

    def append(self, entries: Sequence[Entry]) -> Future[list[Acknowledged]]:
        """Compared at once; the rest goes on."""
        answers = [self._compare(entry) for entry in entries[: len(self._rows) - self._next]]
        rest = entries[len(answers) :]
        if rest and self.difference is None:
            further = self._beyond.append(rest)
            if not answers:
                return further
            further.result()
        future: Future[list[Acknowledged]] = Future()
        future.set_result(answers)
        return future

    def append_now(self, entries: Sequence[Entry]) -> list[Acknowledged]:
        """The same, and waits."""
        return self.append(entries).result()

    def rows(self, after_seq: int = 0) -> Iterator[Row]:
        """Rows of the store behind."""
        return self._beyond.rows(after_seq)

    def set_place(self, at_ms: int, *, running: bool, speed_milli: int) -> None:
        """Only once the past is caught up."""
        if self._next >= len(self._rows):
            self._beyond.set_place(at_ms, running=running, speed_milli=speed_milli)

    def second_copy(self, folder: Path, tell: Tell) -> Path:
        """Of the store behind."""
        return self._beyond.second_copy(folder, tell)

    def close(self) -> None:
        """Closes the store behind."""
        self._beyond.close()

    def _compare(self, entry: Entry) -> Acknowledged:
        row = self._rows[self._next]
        self._next += 1
        if self.difference is None:
            self.difference = difference(entry, row)
        return Acknowledged(row.cid, row.seq, duplicate=False, head=row.head)


def _lacking(row: Row) -> str:
    return say("a new run does not give '{kind}' at {time}", kind=row.kind, time=clock(row.at_ms))


def difference(entry: Entry, row: Row) -> Difference | None:
    """What tells a re-executed entry from the recorded row; wall-clock times are no part of it.

    A field that the row's version did not know counts as its default, as everywhere that the row is read.
    """
    if (entry.kind, entry.actor, entry.at_ms) != (row.kind, row.actor, row.at_ms):
        words = say(
            "the record has '{kind}' at {time}, a new run has '{now}' at {then}",
            kind=row.kind,
            time=clock(row.at_ms),
            now=entry.kind,
            then=clock(entry.at_ms),
        )
        return Difference(row.seq, row.at_ms, words)
    body = parsed(canonical(entry.body))
    if body == row.body:
        return None
    recorded = _as_now(row)
    fields = sorted(name for name in {*body, *recorded} if body.get(name) != recorded.get(name))
    if not fields:
        return None
    words = say(
        "'{kind}' at {time} differs in {fields}", kind=row.kind, time=clock(row.at_ms), fields=", ".join(fields)
    )
    return Difference(row.seq, row.at_ms, words)


def _as_now(row: Row) -> Mapping[str, object]:
    """What a row says, with every field that this version has; as it was written where it can't be read."""
    try:
        return parsed(canonical(encode(decode(row.kind, row.body))))
    except (BadBody, UnknownKind):
        return row.body


class ExerciseDiffers(Exception):
    """An exercise can't go on, because this version of Hotwash gives other results than those recorded."""

    def __init__(self, found: Difference) -> None:
        self.difference = found
        super().__init__(
            say(
                "This exercise can be read but not gone on with: at entry {seq} {difference}. "
                "It was recorded by another version of Hotwash; open it there to go on.",
                seq=found.seq,
                difference=found.sentence,
            )
        )


Progress = Callable[[int, int], None]


def go_on(
    scenario: Scenario, seed: int, rows: Sequence[Row], store: Store, reached: Millis, progress: Progress | None = None
) -> Session:
    """A session that stands where the recorded one stopped, at `reached` or at its last entry; a way back that was
    under way is so still.

    Raises ExerciseDiffers where the re-execution does not give the recorded facts.
    """
    comparing = ComparingStore(rows, store)
    session = Session(scenario, seed, comparing)
    session.open()
    for number, row in enumerate(rows):
        if row.kind.startswith(COMMAND):
            session.run_to(row.at_ms)
            session.ask(row.actor, cast(Command, decode(row.kind, row.body)), cid=row.cid)
        elif row.kind == REWOUND:
            session.catch_up()
        elif row.kind == GIVEN_UP and session.board.rewinding is not None:
            session.give_up(str(row.body.get("why", "")))
        if comparing.difference is not None:
            raise ExerciseDiffers(comparing.difference)
        if progress is not None and number % 50 == 0:
            progress(number, len(rows))
    session.run_to(max([reached, *(row.at_ms for row in rows[-1:])]))
    if comparing.missing is not None:
        session.play_instant()  # a record that ends within its first instant: no time has passed, and facts were told
    found = comparing.difference or comparing.missing
    if found is not None:
        raise ExerciseDiffers(found)
    return session


def verify(scenario: Scenario, seed: int, rows: Sequence[Row]) -> Difference | None:
    """Re-executes a record in memory; the first difference, or None where every fact is the same."""
    try:
        go_on(scenario, seed, rows, MemoryStore(), 0)
    except ExerciseDiffers as found:
        return found.difference
    return None


def happened(rows: Iterable[Row]) -> list[Happened]:
    """The facts of a journal, those of histories that were left too; commands are left out."""
    return [Happened(r.seq, r.at_ms, cast(Fact, decode(r.kind, r.body))) for r in rows if r.kind.startswith(FACT)]


def branches(rows: Iterable[Row]) -> tuple[Branch, ...]:
    """Every history of a journal by its number, with all its facts; the last one is played. So what was played on a
    history that was left can be measured and told too."""
    return branches_of(happened(rows))


def legible(rows: Sequence[Row]) -> tuple[list[Happened], int, UnknownKind | BadBody | None]:
    """Facts up to the first that this version can't read, how many rows stand from there on (0: all were read), and
    why that one can't be read."""
    told: list[Happened] = []
    for number, row in enumerate(rows):
        try:
            told += happened([row])
        except (UnknownKind, BadBody) as why:
            return told, len(rows) - number, why
    return told, 0, None
