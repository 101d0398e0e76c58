"""One open exercise file and the transactions on it; used by one thread only and knows nothing of queues or retries."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from hotwash.journal import chain, schema, upgrades
from hotwash.journal.errors import NameTaken
from hotwash.journal.link import BUSY, Link, LinkError, Mode, Opener
from hotwash.journal.reading import Reader
from hotwash.journal.rows import Acknowledged, Place, Prepared


class Store:
    """The file, open for writing, with an exclusive lock. Raises LinkError whenever SQLite fails; it is then in an
    unknown state and must be closed, opened again, and asked for its head."""

    def __init__(self, path: Path, link: Link) -> None:
        self.path = path
        self._link = link
        self.reader = Reader(path, link)
        header, start = self.reader.header()
        self.header = header
        self.start = start
        self.seq, self.head = self.reader.last(start)

    def append(self, batch: Sequence[Prepared], acknowledged: int, place: Place | None) -> list[Acknowledged]:
        """Writes the batch in one transaction, in order. An (actor, cid) that is there already gets its old number;
        it counts as a duplicate if that number had been acknowledged (`<= acknowledged`) or stands in this batch."""
        seq, head = self.seq, self.head
        answers: list[Acknowledged] = []
        ours: set[int] = set()
        self._link.execute("BEGIN IMMEDIATE")
        try:
            for event in batch:
                known = self._link.execute(schema.KNOWN_EVENT, (event.actor, event.cid))
                if known:
                    answer = _again(event, known[0], acknowledged, ours)
                else:
                    seq, head = seq + 1, chain.chained(head, seq + 1, event)
                    self._link.execute(schema.ADD_EVENT, _cells(seq, event, head))
                    answer = Acknowledged(event.cid, seq, duplicate=False, head=head)
                ours.add(answer.seq)
                answers.append(answer)
            if place is not None:
                add_place(self._link, place)
            self._link.execute("COMMIT")
        except LinkError:
            self._undo()
            raise
        self.seq, self.head = seq, head
        return answers

    def set_columns(self, name: str, data: bytes, digest: bytes) -> None:
        """Keeps one blob, in place of an earlier one of that name."""
        self._one(schema.SET_COLUMNS, (name, digest, data))

    def drop_columns(self, name: str) -> None:
        """Forgets one blob; columns can be computed again."""
        self._one(schema.DROP_COLUMNS, (name,))

    def attach(self, name: str, data: bytes) -> bytes:
        """Keeps an attachment for ever and gives its SHA-256. Raises NameTaken for other content under that name."""
        digest = hashlib.sha256(data).digest()
        found = self.reader.attachment(name)
        if found is None:
            self._one(schema.ADD_ATTACHMENT, (name, digest, data))
        elif found[1] != digest:
            raise NameTaken(self.path, name)
        return digest

    def copy_into(self, path: Path) -> None:
        """Writes a complete, compact copy into the empty file at `path`."""
        self._link.execute("VACUUM INTO ?", (str(path),))

    def secure(self) -> None:
        """Writes and flushes all events once more, into the main file. After a flush that failed, the system's memory
        shows data as written that may not be; only a fresh write and its flush prove otherwise."""
        self._link.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def finalise(self) -> None:
        """Brings everything into the one file and leaves it in the mode that opens from read-only places."""
        self._link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._link.execute("PRAGMA journal_mode = DELETE")

    def close(self) -> None:
        self._link.close()

    def _one(self, sql: str, values: Sequence[int | str | bytes | None]) -> None:
        self._link.execute("BEGIN IMMEDIATE")
        try:
            self._link.execute(sql, values)
            self._link.execute("COMMIT")
        except LinkError:
            self._undo()
            raise

    def _undo(self) -> None:
        # After some errors SQLite has rolled back by itself and refuses; either way the store is closed next.
        with contextlib.suppress(LinkError):
            self._link.execute("ROLLBACK")


def open_store(path: Path, opener: Opener) -> Store:
    """Opens for writing: recovers what a crash left, takes the exclusive lock, brings an older format up.

    Raises LinkError and the errors of `upgrades.found_format`. Verifies no chain.
    """
    link = opener(path, Mode.WRITE)
    try:
        settle(link)
        _sweep(path)
        version = upgrades.found_format(path, link)
        upgrades.bring_up(link, version, upgrades.STEPS, schema.FORMAT)
        return Store(path, link)
    except BaseException:
        link.close()
        raise


def settle(link: Link) -> None:
    """The pragmas of a safe journal. WAL with FULL; where the file system refuses WAL, a rollback journal with EXTRA
    (FULL would lose the last commit in a power cut, because the journal's removal isn't flushed). Exclusive locking
    also closes the WAL-reset race of SQLite before 3.51.3, which needs two connections. EXTRA stands before the change
    to WAL, which itself uses a rollback journal: one that came back after a power cut would undo the exercise."""
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "locking_mode = EXCLUSIVE"):
        link.execute(f"PRAGMA {pragma}")
    for pragma in ("fullfsync = ON", "checkpoint_fullfsync = ON", "synchronous = EXTRA"):
        link.execute(f"PRAGMA {pragma}")
    wal = _try_wal(link)
    link.execute(f"PRAGMA synchronous = {'FULL' if wal else 'EXTRA'}")
    link.execute("BEGIN EXCLUSIVE")
    link.execute("COMMIT")


def build(link: Link, header: bytes, scenario_text: Mapping[str, bytes]) -> bytes:
    """Fills an empty file: tables, header, scenario as played. Gives the head the chain starts with."""
    start = chain.genesis(header, scenario_text)
    link.execute("PRAGMA trusted_schema = OFF")
    link.execute("PRAGMA synchronous = EXTRA")
    link.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    link.execute(f"PRAGMA user_version = {schema.FORMAT}")
    link.execute("BEGIN IMMEDIATE")
    for sql in schema.TABLES.values():
        link.execute(sql)
    link.execute(schema.ADD_HEADER, (header, start))
    link.execute_many(schema.ADD_SCENARIO, sorted(scenario_text.items()))
    link.execute("COMMIT")
    return start


def add_lines(link: Link, lines: Sequence[tuple[int, Prepared, bytes]]) -> None:
    """Writes events exactly as another file had them, numbers, clocks and heads included, in one transaction."""
    link.execute("BEGIN IMMEDIATE")
    link.execute_many(schema.ADD_EVENT, [_cells(*line) for line in lines])
    link.execute("COMMIT")


def add_attachment(link: Link, name: str, data: bytes) -> None:
    """Writes one attachment into a fresh file."""
    link.execute(schema.ADD_ATTACHMENT, (name, hashlib.sha256(data).digest(), data))


def add_place(link: Link, place: Place) -> None:
    """Notes where the clock was."""
    link.execute(schema.SET_PLACE, (place.at_ms, int(place.running), place.speed_milli, place.wall_ns))


def _sweep(path: Path) -> None:
    """Removes the shared memory a reader left: with the exclusive lock held nobody else can be using it."""
    with contextlib.suppress(OSError):
        path.with_name(path.name + "-shm").unlink(missing_ok=True)


def _try_wal(link: Link) -> bool:
    try:
        ((mode,),) = link.execute("PRAGMA journal_mode = WAL")
    except LinkError as error:
        if error.code == BUSY:
            raise
        ((mode,),) = link.execute("PRAGMA journal_mode = DELETE")
    return mode == "wal"


def _again(event: Prepared, known: tuple[object, ...], acknowledged: int, ours: set[int]) -> Acknowledged:
    seq, kind, body, head = known
    assert isinstance(seq, int)
    assert isinstance(head, bytes)
    conflict = (kind, body) != (event.kind, event.body)
    return Acknowledged(event.cid, seq, duplicate=seq <= acknowledged or seq in ours, head=head, conflict=conflict)


def _cells(seq: int, event: Prepared, head: bytes) -> tuple[int | str | bytes, ...]:
    return (
        seq, event.cid, event.actor, event.kind, event.at_ms, event.wall_ns, event.mono_ns, event.body, head,
    )  # fmt: skip
