"""The journal of an exercise file as a table for other programs: JSON Lines or CSV."""

from __future__ import annotations

from pathlib import Path

from hotwash.domain.sentences import told_by
from hotwash.journal import ExerciseRecord
from hotwash.journal.errors import AlreadyThere
from hotwash.journal.export import save_csv, save_json_lines


def export(file: Path, out: Path, *, as_csv: bool) -> str:
    """Write every row of a file, or of its sound part; returns what is wrong with the file, empty for nothing.

    Nothing that is there already is replaced. Raises JournalError.
    """
    with ExerciseRecord.read(file, up_to_damage=True) as record:
        if out.exists():
            raise AlreadyThere(out)
        (save_csv if as_csv else save_json_lines)(record.rows(), out)
        return "" if record.damage is None else told_by(record.damage)
