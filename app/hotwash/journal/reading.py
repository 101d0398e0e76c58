"""Reads what an open exercise file holds, over any link; changes nothing and decides nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from hotwash.domain.sentences import say, told_by
from hotwash.journal import schema
from hotwash.journal.errors import DamagedAttachment, DamagedJournal
from hotwash.journal.link import Line, Link, LinkError
from hotwash.journal.rows import Place, Prepared, Row, parsed

CHUNK = 2_000


class Reader:
    """The questions one can put to an exercise file. Every method raises LinkError when SQLite refuses."""

    def __init__(self, path: Path, link: Link) -> None:
        self.path = path
        self._link = link

    def header(self) -> tuple[bytes, bytes]:
        """The header as canonical JSON and the head it starts the chain with. Raises DamagedJournal."""
        rows = self._link.execute(schema.READ_HEADER)
        if len(rows) == 1 and isinstance(rows[0][0], bytes) and isinstance(rows[0][1], bytes):
            return rows[0][0], rows[0][1]
        raise DamagedJournal(self.path, 0, say("its header is missing"))

    def scenario_text(self) -> dict[str, bytes]:
        """The scenario as played: file name to bytes."""
        return dict(_named(row) for row in self._link.execute(schema.READ_SCENARIO))

    def listing(self) -> schema.Listing:
        """Everything sqlite_master names."""
        rows = self._link.execute(schema.LISTING)
        return frozenset((str(a), str(b), str(c), None if d is None else str(d)) for a, b, c, d in rows)

    def last(self, start: bytes) -> tuple[int, bytes]:
        """(seq, head) of the last event, or (0, start) where there is none."""
        for seq, head in self._link.execute(schema.LAST_EVENT):
            return _number(seq), _blob(head)
        return 0, start

    def head_of(self, seq: int) -> bytes | None:
        """The head after event `seq`, None where there is no such event."""
        for (head,) in self._link.execute(schema.HEAD_OF, (seq,)):
            return _blob(head)
        return None

    def least_seq(self) -> int | None:
        """The lowest event number on disk; 1 in every sound file that has events."""
        ((least,),) = self._link.execute(schema.LEAST_SEQ)
        return None if least is None else _number(least)

    def lines(self, after_seq: int, limit: int = CHUNK) -> list[tuple[int, Prepared, bytes]]:
        """At most `limit` events after `after_seq`: number, content as stored, head.

        Where SQLite refuses one of them, those before it; it raises once the first of them is refused.
        """
        try:
            found = self._link.execute(schema.READ_EVENTS, (after_seq, limit))
        except LinkError:
            found = self._one_by_one(after_seq, limit)
        return [_event(row) for row in found]

    def rows(self, after_seq: int, limit: int = CHUNK) -> list[Row]:
        """The same with bodies decoded. Raises DamagedJournal at a body that is not what this app writes."""
        return [self._row(*line) for line in self.lines(after_seq, limit)]

    def all_lines(self) -> Iterator[tuple[int, Prepared, bytes]]:
        """Every event in order, a chunk at a time."""
        after = 0
        while lines := self.lines(after):
            yield from lines
            after = lines[-1][0]

    def place(self) -> Place | None:
        """Where the clock was last noted, None where it never was."""
        for at_ms, running, speed, wall in self._link.execute(schema.READ_PLACE):
            return Place(_number(at_ms), bool(running), _number(speed), _number(wall))
        return None

    def columns(self, name: str) -> tuple[bytes, bytes] | None:
        """Data and digest of one column blob, None where there is none."""
        return self._pair(schema.READ_COLUMNS, name)

    def column_names(self) -> list[str]:
        """The names of all column blobs, in order."""
        return [str(name) for (name,) in self._link.execute(schema.COLUMN_NAMES)]

    def attachment(self, name: str) -> tuple[bytes, bytes] | None:
        """Data and SHA-256 of one attachment, None where there is none. Raises DamagedAttachment."""
        found = self._pair(schema.READ_ATTACHMENT, name)
        if found and hashlib.sha256(found[0]).digest() != found[1]:
            raise DamagedAttachment(self.path, name)
        return found

    def attachment_names(self) -> list[str]:
        """The names of all attachments, in order."""
        return [str(name) for (name,) in self._link.execute(schema.ATTACHMENT_NAMES)]

    def _one_by_one(self, after_seq: int, limit: int) -> list[Line]:
        """A whole chunk is refused for one bad page; asked for singly, every row before that page is given."""
        found: list[Line] = []
        while len(found) < limit:
            try:
                lines = self._link.execute(schema.READ_EVENTS, (after_seq, 1))
            except LinkError:
                if not found:
                    raise
                break
            if not lines:
                break
            found += lines
            after_seq = _number(lines[0][0])
        return found

    def _pair(self, sql: str, name: str) -> tuple[bytes, bytes] | None:
        for data, digest in self._link.execute(sql, (name,)):
            return _blob(data), _blob(digest)
        return None

    def _row(self, seq: int, event: Prepared, head: bytes) -> Row:
        try:
            body = parsed(event.body)
        except ValueError as error:
            raise DamagedJournal(self.path, seq, say("its body is {error}", error=told_by(error))) from error
        return Row(seq, event.cid, event.actor, event.kind, event.at_ms, event.wall_ns, event.mono_ns, body, head)


def _event(row: Line) -> tuple[int, Prepared, bytes]:
    seq, cid, actor, kind, at_ms, wall_ns, mono_ns, body, head = row
    event = Prepared(str(cid), str(actor), str(kind), _number(at_ms), _number(wall_ns), _number(mono_ns), _blob(body))
    return _number(seq), event, _blob(head)


def _named(row: Line) -> tuple[str, bytes]:
    name, data = row
    return str(name), _blob(data)


def _number(cell: object) -> int:
    return cell if isinstance(cell, int) else 0


def _blob(cell: object) -> bytes:
    return cell if isinstance(cell, bytes) else b""
