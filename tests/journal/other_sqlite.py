"""The journal's own statements over apsw, whose file layer a test may replace; knows no faults itself."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import apsw

from hotwash.journal.link import FULL, IOERR, Cell, Line, LinkError, Mode

T = TypeVar("T")

_FLAGS = {
    Mode.WRITE: apsw.SQLITE_OPEN_READWRITE,
    Mode.READ: apsw.SQLITE_OPEN_READONLY,
    Mode.IMMUTABLE: apsw.SQLITE_OPEN_READONLY,
}


class ApswLink:
    """A link over apsw. `rewrite` may change a statement before it runs, which is how a test weakens a pragma."""

    def __init__(self, path: Path, mode: Mode, vfs: str, rewrite: Callable[[str], str]) -> None:
        self._rewrite = rewrite
        self._connection = _told(lambda: apsw.Connection(str(path), flags=_FLAGS[mode], vfs=vfs))

    def execute(self, sql: str, values: Sequence[Cell] = ()) -> list[Line]:
        return _told(lambda: list(self._connection.execute(self._rewrite(sql), values)))

    def execute_many(self, sql: str, rows: Sequence[Sequence[Cell]]) -> None:
        _told(lambda: self._connection.executemany(sql, rows))

    def close(self) -> None:
        try:
            self._connection.close()
        except apsw.Error:
            self._connection.close(True)


_CODES: dict[type[apsw.Error], int] = {apsw.FullError: FULL, apsw.IOError: IOERR}
"""What an error raised by a file layer of ours means; SQLite's own carry their number."""


def over(vfs: str, rewrite: Callable[[str], str] = lambda sql: sql) -> Callable[[Path, Mode], ApswLink]:
    """An opener for `Upkeep` on the named file layer."""
    return lambda path, mode: ApswLink(path, mode, vfs, rewrite)


def _told(work: Callable[[], T]) -> T:
    try:
        return work()
    except apsw.Error as error:
        raise LinkError(getattr(error, "result", None) or _CODES[type(error)], str(error)) from error
