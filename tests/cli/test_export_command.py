"""`hotwash export`: the journal as a table, every row of it, and nothing overwritten."""

import csv
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hotwash.bootstrap import exercises
from hotwash.cli.main import main
from hotwash.domain.commands import FACILITATOR, KeyIn, Rewind, StartClock, WriteNote
from hotwash.domain.time import MINUTE


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


def test_every_row_tells_three_clocks_and_its_history(tmp_path: Path) -> None:
    path = tmp_path / "back.hotwash"
    one = exercises.begin(exercises.load("massachusetts-2024"), path)
    one.ask(FACILITATOR, StartClock())
    one.run_to(20 * MINUTE)
    seat = next(iter(one.scenario.seats))
    assert one.ask(FACILITATOR, KeyIn(seat, 15 * MINUTE, WriteNote("On paper."))).accepted
    assert one.ask(FACILITATOR, Rewind(10 * MINUTE)).accepted
    assert one.catch_up()
    one.close()
    out = tmp_path / "back.jsonl"
    assert main(["export", str(path), "--out", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    start = one.scenario.start
    for row in rows:
        assert datetime.fromisoformat(row["scenario_time"]) == start + timedelta(milliseconds=row["at_ms"])
        assert row["wall_ns"] > 0
    [command, fact] = [row for row in rows if "acted_ms" in row]
    assert (command["kind"], fact["kind"]) == ("command.key_in", "fact.act_keyed_in")
    assert {(row["at_ms"], row["acted_ms"], row["branch"], row["holds"]) for row in (command, fact)} == {
        (20 * MINUTE, 15 * MINUTE, 0, False)
    }
    assert {row["branch"] for row in rows if row["holds"]} == {0, 1}
    assert main(["replay", str(path)]) == 0


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
