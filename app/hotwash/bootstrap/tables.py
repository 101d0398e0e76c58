"""The journal of an exercise file as a table for other programs: JSON Lines or CSV."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from hotwash.domain.sentences import told_by
from hotwash.domain.time import scenario_time
from hotwash.exercise.branching import places_of
from hotwash.journal import ExerciseRecord, Row
from hotwash.journal.errors import AlreadyThere
from hotwash.journal.export import Beside, save_csv, save_json_lines

KEYED_IN = frozenset({"command.key_in", "fact.act_keyed_in"})
"""Rows about what was done on paper at another time than that of the row."""


def export(file: Path, out: Path, *, as_csv: bool) -> str:
    """Write every row of a file, or of its sound part; returns what is wrong with the file, empty for nothing.

    Nothing that is there already is replaced. Raises JournalError.
    """
    with ExerciseRecord.read(file, up_to_damage=True) as record:
        if out.exists():
            raise AlreadyThere(out)
        rows = list(record.rows())
        beside = _beside(rows, _start(record.header.get("start")))
        if as_csv:
            save_csv(rows, out, beside)
        else:
            save_json_lines(rows, out, beside)
        return "" if record.damage is None else told_by(record.damage)


def _beside(rows: Sequence[Row], start: datetime | None) -> list[Beside]:
    """The story's time of every row, its history, and when what was keyed in was done."""
    made = []
    for row, (branch, holds) in zip(rows, places_of(rows), strict=True):
        story = "" if start is None else scenario_time(start, row.at_ms).isoformat(timespec="milliseconds")
        acted = row.body.get("acted") if row.kind in KEYED_IN else None
        made.append(Beside(story, branch, holds, acted if isinstance(acted, int) else None))
    return made


def _start(written: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(written))
    except ValueError:
        return None
