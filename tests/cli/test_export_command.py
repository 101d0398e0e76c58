"""`hotwash export`: the journal as a table, every row of it, and nothing overwritten."""

import csv
import json
from pathlib import Path

import pytest

from hotwash.cli.main import main


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("played")
    assert main(["run", "massachusetts-2024", "--until", "0:20:00", "--out", str(folder)]) == 0
    return folder / "exercise.hotwash"


def test_json_lines_hold_every_row_in_order(played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "journal.jsonl"
    assert main(["export", str(played), "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"Written: {out}\n"
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0]["kind"] == "fact.exercise_opened"


def test_csv_has_the_same_rows(played: Path, tmp_path: Path) -> None:
    table, lines = tmp_path / "journal.csv", tmp_path / "journal.jsonl"
    assert main(["export", str(played), "--format", "csv", "--out", str(table)]) == 0
    assert main(["export", str(played), "--out", str(lines)]) == 0
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(lines.read_text(encoding="utf-8").splitlines())


def test_nothing_that_is_there_is_replaced(played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "mine.jsonl"
    out.write_text("mine", encoding="utf-8")
    assert main(["export", str(played), "--out", str(out)]) == 2
    assert main(["export", str(played), "--out", str(played)]) == 2
    assert out.read_text(encoding="utf-8") == "mine"
    assert str(out) in capsys.readouterr().err


def test_what_is_no_exercise_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path / "none.hotwash")]) == 2
    assert "none.hotwash" in capsys.readouterr().err


@pytest.mark.parametrize("file", [".", "/", ""])
def test_what_has_no_name_is_one_sentence(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", file]) == 2
    assert capsys.readouterr().err == "Name the exercise file whose journal is to be written.\n"
