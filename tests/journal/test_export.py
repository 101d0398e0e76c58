"""Journals for other programs: JSON Lines loses nothing, CSV runs nothing."""

import csv
import json
from pathlib import Path

import pytest

from hotwash.domain.spreadsheet_cells import safe_cell
from hotwash.journal import ClosedJournal, Entry, ExerciseFile, MissingFolder
from hotwash.journal.export import (
    BESIDE_COLUMNS,
    CSV_COLUMNS,
    Beside,
    clock,
    csv_lines,
    json_lines,
    save_csv,
    save_json_lines,
    wall_utc,
)
from tests.journal.makers import clocked, created

NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    "\n=1",
    "\x00=1",
    "＝1",
    "'=1",
    '"=1+1"',
    "a,b",
    "AT&T <ali>",
    "Ü 🚒",
]


@pytest.fixture
def file(tmp_path: Path) -> ExerciseFile:
    path = tmp_path / "x.hotwash"
    with created(path, clocked()) as opened:
        opened.append_now(
            [
                Entry(f"={n}", "@seat", "-kind", -1500 + n, {text: text})
                for n, text in enumerate(text for text in NASTY if text.isprintable())
            ]
        )
        opened.append_now([Entry("all", "session", "fact.noted", 3_723_004, {"texts": NASTY, "n": 2**60})])
    return opened


def test_json_lines_hold_every_column_unaltered(file: ExerciseFile, tmp_path: Path) -> None:
    with ExerciseFile.read(file.path) as record:
        rows = list(record.rows())
        save_json_lines(record.rows(), tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(rows)
    for row, line in zip(rows, map(json.loads, lines), strict=True):
        assert line == {
            "seq": row.seq, "at_ms": row.at_ms, "wall_ns": row.wall_ns, "mono_ns": row.mono_ns, "actor": row.actor,
            "cid": row.cid, "kind": row.kind, "body": row.body, "head": row.head.hex(),
        }  # fmt: skip


def test_no_cell_of_a_csv_begins_like_a_formula(file: ExerciseFile, tmp_path: Path) -> None:
    with ExerciseFile.read(file.path) as record:
        rows = list(record.rows())
        save_csv(record.rows(), tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as text:
        table = list(csv.reader(text))
    assert tuple(table[0]) == CSV_COLUMNS
    for row, cells in zip(rows, table[1:], strict=True):
        named = dict(zip(CSV_COLUMNS, cells, strict=True))
        for name in ("exercise_time", "actor", "cid", "kind", "body"):
            assert named[name][0] not in "=+-@\t\r\n\x00＝"
        assert (int(named["seq"]), int(named["at_ms"])) == (row.seq, row.at_ms)
        assert named["cid"].removeprefix("'") == row.cid
        assert json.loads(named["body"]) == row.body


def test_what_the_caller_knows_stands_beside_the_exercise_time(file: ExerciseFile) -> None:
    with ExerciseFile.read(file.path) as record:
        rows = list(record.rows())
    beside = [Beside("2024-06-18T13:00:00.000", 0, holds=True)] * (len(rows) - 1)
    beside.append(Beside("2024-06-18T14:02:03.004", 2, holds=False, acted_ms=60_000))
    table = list(csv.reader("".join(csv_lines(rows, beside)).splitlines()))
    assert tuple(table[0][3:7]) == BESIDE_COLUMNS
    assert table[-1][3:7] == ["2024-06-18T14:02:03.004", "2", "no", "0:01:00.000"]
    assert all(cells[3:7] == ["2024-06-18T13:00:00.000", "0", "yes", ""] for cells in table[1:-1])
    lines = [json.loads(line) for line in json_lines(rows, beside)]
    told = {name: lines[-1][name] for name in ("scenario_time", "branch", "holds", "acted_ms")}
    assert told == {"scenario_time": "2024-06-18T14:02:03.004", "branch": 2, "holds": False, "acted_ms": 60_000}
    assert "acted_ms" not in lines[0]


@pytest.mark.parametrize("text", NASTY)
def test_the_rule_for_cells_can_be_reversed(text: str) -> None:
    cell = safe_cell(text)
    assert cell.removeprefix("'") == text
    assert cell[0] not in "=+-@\t\r\n\x00＝＋－＠"


def test_an_empty_cell_stays_empty() -> None:
    assert safe_cell("") == ""


@pytest.mark.parametrize(
    ("at_ms", "shown"),
    [(0, "0:00:00.000"), (-1500, "-0:00:01.500"), (3_723_004, "1:02:03.004"), (360_000_000, "100:00:00.000")],
)
def test_exercise_time(at_ms: int, shown: str) -> None:
    assert clock(at_ms) == shown


@pytest.mark.parametrize(
    ("wall_ns", "shown"),
    [
        (1_718_730_000_123_456_789, "2024-06-18T17:00:00.123456+00:00"),
        (-1, "1969-12-31T23:59:59.999999+00:00"),
        (2**63 - 1, "2262-04-11T23:47:16.854775+00:00"),
    ],
)
def test_wall_clock(wall_ns: int, shown: str) -> None:
    assert wall_utc(wall_ns) == shown


def test_an_export_that_fails_leaves_the_earlier_one(file: ExerciseFile, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("earlier")
    with ExerciseFile.read(file.path) as record:
        rows = record.rows()
        record.close()
        with pytest.raises(ClosedJournal):
            save_csv(rows, out)
    assert out.read_text() == "earlier"
    assert {path.name for path in tmp_path.iterdir()} == {"x.hotwash", "out.csv"}


def test_an_export_into_no_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingFolder):
        save_json_lines([], tmp_path / "none" / "out.jsonl")


def test_lines_end_as_their_formats_want(file: ExerciseFile) -> None:
    with ExerciseFile.read(file.path) as record:
        assert all(line.endswith("}\n") for line in json_lines(record.rows()))
        assert all(line.endswith("\r\n") for line in csv_lines(record.rows()))
