"""An MSEL of somebody's sheet tried out without changing anything, and the column mapping kept for the next one.

The mapping lies beside the scenario under a name that is no part of it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from hotwash.documents.msel.headers import DTG, FIELDS, MODE, SENDER
from hotwash.documents.msel.reading import read_msel
from hotwash.documents.msel.report import Reading
from hotwash.documents.sheets import read_sheets
from hotwash.domain.scenario import Scenario
from hotwash.scenario.column_mapping import read_mapping, written_mapping
from hotwash.scenario.files import read_file

KEPT = "msel-columns.yml"
"""Name of the kept mapping; the ending keeps it from being read as a part of the scenario."""

ALSO: Mapping[str, tuple[str, ...]] = {
    SENDER: ("speaker", "outlet", "name"),
    MODE: ("channel", "kind"),
    DTG: ("at",),
    "number": ("suffix",),
    "begins": ("kind",),
}
"""Fields that a column for one thing settles too."""


def try_msel(sheet: Path, scenario: Scenario, mapping: Mapping[str, str] | None = None) -> Reading:
    """What would become of every row and column, with the injects that it would give; nothing is written.

    `mapping` gives fields by column title. Raises SheetError where the sheet can't be read at all.
    """
    return read_msel(read_sheets(sheet), scenario, sheet, mapping)


def kept_mapping(folder: Path) -> dict[str, str] | None:
    """The mapping that lies beside a scenario; None where none does. Raises ScenarioProblems where it has mistakes."""
    path = folder / KEPT
    return read_mapping(read_file(path), str(path), FIELDS) if path.is_file() else None


def keep_mapping(folder: Path, mapping: Mapping[str, str]) -> Path:
    """Put a mapping beside a scenario, in place of an earlier one; whole or not at all. Raises OSError."""
    path = folder / KEPT
    beside = folder / f".{KEPT}.new"
    try:
        beside.write_bytes(written_mapping(mapping))
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    return path


def covered(reading: Reading) -> frozenset[str]:
    """The fields of an inject and of its delivery that a sheet has a column for."""
    named = set(reading.mapping.values())
    return frozenset(named | {field for column, more in ALSO.items() if column in named for field in more})
