"""Journal rows as JSON Lines and CSV, for other programs; reads rows, writes text files, opens no exercise file.

JSON Lines is exact: one object per event, every column, heads in hexadecimal; nothing is lost or altered.

CSV is for spreadsheets, which run a cell that begins like a formula, quoted or not. A text cell whose first character
is one of = + - @, their full-width forms, a tab, a line end, NUL or an apostrophe therefore gets an apostrophe put
before it. The rule is reversible: take one leading apostrophe away from any text cell that has one.

Both tell the three clocks of a row: exercise time, the story's date and time where it is known, and the wall clock.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hotwash.domain.spreadsheet_cells import safe_cell
from hotwash.journal.places import growing
from hotwash.journal.rows import Row

CSV_COLUMNS = (
    "seq",
    "exercise_time",
    "at_ms",
    "wall_utc",
    "wall_ns",
    "mono_ns",
    "actor",
    "cid",
    "kind",
    "body",
    "head",
)

BESIDE_COLUMNS = ("scenario_time", "branch", "holds", "acted")
"""What stands beside the columns of a row, after its exercise time, where the caller knows it."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Beside:
    """What the caller knows of a row: the story's date and time (ISO 8601), the number of the history on which it was
    written, whether it still holds on the one that is played now, and, where it was keyed in later, the exercise time
    in ms at which it was done."""

    scenario_time: str
    branch: int
    holds: bool
    acted_ms: int | None = None


def json_lines(rows: Iterable[Row], beside: Iterable[Beside] = ()) -> Iterator[str]:
    """One line of JSON, with its line end, for each row; what is `beside` it comes last."""
    known = iter(beside)
    for row in rows:
        fields: dict[str, object] = {
            "seq": row.seq, "at_ms": row.at_ms, "wall_ns": row.wall_ns, "mono_ns": row.mono_ns, "actor": row.actor,
            "cid": row.cid, "kind": row.kind, "body": row.body, "head": row.head.hex(),
        }  # fmt: skip
        told = next(known, None)
        if told is not None:
            fields |= {"scenario_time": told.scenario_time, "branch": told.branch, "holds": told.holds}
            fields |= {} if told.acted_ms is None else {"acted_ms": told.acted_ms}
        yield json.dumps(fields, ensure_ascii=False, separators=(",", ":")) + "\n"


def csv_lines(rows: Iterable[Row], beside: Iterable[Beside] | None = None) -> Iterator[str]:
    """The heading, then one record for each row (RFC 4180: quoted where needed, CRLF)."""
    first, rest = CSV_COLUMNS[:3], CSV_COLUMNS[3:]
    yield _record((*first, *(() if beside is None else BESIDE_COLUMNS), *rest))
    known = iter(beside or ())
    for row in rows:
        body = json.dumps(row.body, ensure_ascii=False, sort_keys=True)
        yield _record(
            (
                row.seq, safe_cell(clock(row.at_ms)), row.at_ms, *_cells(next(known, None)),
                wall_utc(row.wall_ns), row.wall_ns, row.mono_ns,
                safe_cell(row.actor), safe_cell(row.cid), safe_cell(row.kind), safe_cell(body), row.head.hex(),
            )
        )  # fmt: skip


def _cells(told: Beside | None) -> tuple[object, ...]:
    if told is None:
        return ()
    acted = "" if told.acted_ms is None else safe_cell(clock(told.acted_ms))
    return told.scenario_time, told.branch, "yes" if told.holds else "no", acted


def save_json_lines(rows: Iterable[Row], path: str | Path, beside: Iterable[Beside] = ()) -> None:
    """Writes JSON Lines, UTF-8; whole or not at all, replacing an earlier file. Raises JournalError."""
    _save(json_lines(rows, beside), Path(path), mark=b"")


def save_csv(rows: Iterable[Row], path: str | Path, beside: Iterable[Beside] | None = None) -> None:
    """Writes CSV, UTF-8 with the mark by which spreadsheets know it; whole or not at all, replacing an earlier one."""
    _save(csv_lines(rows, beside), Path(path), mark=b"\xef\xbb\xbf")


def clock(at_ms: int) -> str:
    """Exercise time as h:mm:ss.mmm, with a minus before the start."""
    seconds, thousandths = divmod(abs(at_ms), 1000)
    sign = "-" if at_ms < 0 else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"


def wall_utc(wall_ns: int) -> str:
    """The wall clock as ISO 8601, UTC, microseconds; empty for a clock beyond the years 1 to 9999."""
    try:
        return (_EPOCH + timedelta(microseconds=wall_ns // 1000)).isoformat(timespec="microseconds")
    except OverflowError:
        return ""


def _record(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _save(lines: Iterator[str], path: Path, mark: bytes) -> None:
    with growing(path, replace=True) as part, part.open("wb") as file:
        file.write(mark)
        for line in lines:
            file.write(line.encode("utf-8"))
