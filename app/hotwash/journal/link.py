"""One connection to SQLite, as few words as the journal needs; the only module that imports sqlite3.

Everything above talks to the `Link` protocol, so that a test can put another file layer under the very same statements.
"""

from __future__ import annotations

import enum
import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from hotwash.domain.sentences import say
from hotwash.journal.errors import (
    AlreadyOpen,
    DamagedJournal,
    JournalError,
    MissingFile,
    NoRoom,
    NotAnExerciseFile,
    NotReadable,
    OldSqlite,
    ReadOnlyPlace,
    StorageTrouble,
)
from hotwash.journal.schema import SQLITE_NEEDED

Cell = int | str | bytes | None
Line = tuple[Cell, ...]

BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
"""SQLite's primary result codes, as its "Result and Error Codes" page numbers them."""

SQLITE_VERSION = sqlite3.sqlite_version


class Mode(enum.Enum):
    """How a file is opened. No mode creates one."""

    WRITE = "mode=rw"
    READ = "mode=ro"
    IMMUTABLE = "mode=ro&immutable=1"
    """Without any lock and without companion files: for a file nobody writes, also from read-only media."""


class LinkError(Exception):
    """SQLite's refusal: `code` is the primary result code."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code & 0xFF


class Link(Protocol):
    """What the journal asks of a connection. Both methods but `close` raise LinkError and nothing else."""

    def execute(self, sql: str, values: Sequence[Cell] = ()) -> list[Line]:
        """Runs one statement to its end and gives all its rows."""

    def execute_many(self, sql: str, rows: Sequence[Sequence[Cell]]) -> None:
        """Runs one statement once per row."""

    def close(self) -> None:
        """Lets go of the file; never raises."""


Opener = Callable[[Path, Mode], Link]


class SqliteLink:
    """The standard library's sqlite3, in autocommit: transactions are spelled out by the caller."""

    def __init__(self, path: Path, mode: Mode) -> None:
        try:
            self._connection = sqlite3.connect(
                f"{address(path)}?{mode.value}", uri=True, timeout=0, isolation_level=None, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise _translated(error) from error

    def execute(self, sql: str, values: Sequence[Cell] = ()) -> list[Line]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise _translated(error) from error

    def execute_many(self, sql: str, rows: Sequence[Sequence[Cell]]) -> None:
        try:
            self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise _translated(error) from error

    def close(self) -> None:
        try:
            self._connection.close()
        except sqlite3.Error:
            self._connection.interrupt()


def open_link(path: Path, mode: Mode) -> Link:
    """The opener of everyday use. Raises OldSqlite, LinkError."""
    if sqlite3.sqlite_version_info < SQLITE_NEEDED:
        raise OldSqlite(sqlite3.sqlite_version, ".".join(map(str, SQLITE_NEEDED)))
    return SqliteLink(path, mode)


def address(path: Path) -> str:
    """The path as a file: URI, with an empty authority also for `//server/share` (SQLite refuses any other)."""
    text = os.fsencode(path.absolute().as_posix())
    lead = b"//" if text.startswith(b"/") else b"///"
    return "file:" + quote(lead + text, safe="/:")


def explained(path: Path, error: LinkError) -> JournalError:
    """The same failure as a sentence for people."""
    if error.code in (BUSY, LOCKED):
        return AlreadyOpen(path)
    if error.code == READONLY:
        return ReadOnlyPlace(path)
    if error.code == CANTOPEN:
        return _unopened(path)
    if error.code == NOTADB:
        return NotAnExerciseFile(path, say("is not a database, or is an encrypted one"))
    if error.code == CORRUPT:
        return DamagedJournal(path, 0, say("the database does not hold together"))
    if error.code == FULL:
        return NoRoom(path)
    return StorageTrouble(path, str(error) or say("the disk reported an error"), error)


def _unopened(path: Path) -> JournalError:
    if not path.exists():
        return MissingFile(path)
    if not os.access(path, os.R_OK):
        return NotReadable(path, say("permission denied"))
    return ReadOnlyPlace(path)


def _translated(error: sqlite3.Error) -> Exception:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return LinkError(code, str(error))
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.ProgrammingError):
        return LinkError(CORRUPT, str(error))
    return error
