"""`hotwash import`: sheets become a part that `hotwash check` accepts; nothing is overwritten, everything is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hotwash.cli.main import main
from hotwash.scenario.reader import find_scenario, read_scenario

SHEET = "MSEL #;T+;Subject;Description;From;To;Method;ESF\n1;0:05;Dead air;Nobody is there.;PSAP desks;{to};Phone;5\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A scenario of one's own whose injects are to come from a sheet."""
    shipped = find_scenario("massachusetts-2024")
    assert isinstance(shipped, Path)
    made = tmp_path / "mine"
    shutil.copytree(shipped, made)
    exercise = made / "exercise.yaml"
    exercise.write_text(exercise.read_text(encoding="utf-8").partition("\ninjects:")[0] + "\n", encoding="utf-8")
    for file in (made / "decisions").iterdir():
        file.unlink()
    return made


def sheet(folder: Path, to: str = "duty-officer") -> Path:
    path = folder / "sheet.csv"
    path.write_text(SHEET.format(to=to), encoding="utf-8")
    return path


def with_part(folder: Path) -> None:
    head = folder / "scenario.yaml"
    head.write_text(
        head.read_text(encoding="utf-8").replace("exercise.yaml]", "exercise.yaml, msel.yaml]"), encoding="utf-8"
    )


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_printed_msel_comes_back_as_a_part(form: str, folder: Path, tmp_path: Path) -> None:
    printed = tmp_path / f"msel.{form}"
    assert main(["print", "massachusetts-2024", "--document", "msel", "--format", form, "--out", str(printed)]) == 0
    assert main(["import", str(printed), "--scenario", str(folder)]) == 0
    with_part(folder)
    shipped = read_scenario(find_scenario("massachusetts-2024"))
    assert dict(read_scenario(folder).injects) == dict(shipped.injects)
    assert main(["check", str(folder)]) == main(["check", "massachusetts-2024"])


def test_the_report_tells_what_was_taken_and_check_reads_the_part(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping = tmp_path / "columns.yaml"
    source = sheet(tmp_path)
    assert main(["import", str(source), "--scenario", str(folder), "--save-mapping", str(mapping)]) == 0
    said = capsys.readouterr().out
    assert "Sheet 'sheet.csv', header in row 1: 1 of 1 rows taken." in said
    assert "  column H 'ESF': kept as a column of the author's own." in said
    assert f"Written: {folder / 'msel.yaml'}" in said
    assert "add msel.yaml to the list 'parts'" in said
    with_part(folder)
    [one] = read_scenario(folder).injects.values()
    assert (one.subject, one.columns[0].text) == ("Dead air", "5")
    assert '"ESF": own' in mapping.read_text(encoding="utf-8")
    out = tmp_path / "again.yaml"
    words = ["import", str(source), "--scenario", str(folder), "--mapping", str(mapping), "--out", str(out)]
    assert main(words) == 0
    assert "Guessed: 0" in capsys.readouterr().out  # what was guessed before is mapped now


def test_a_test_writes_nothing_and_says_no_where_something_is_left_out(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(folder.iterdir())
    assert main(["import", str(sheet(tmp_path)), "--scenario", str(folder), "--test"]) == 0
    assert main(["import", str(sheet(tmp_path, "Mayor")), "--scenario", str(folder), "--test"]) == 1
    assert "row 2, column F 'To': the scenario has no 'Mayor'." in capsys.readouterr().out
    assert sorted(folder.iterdir()) == before


def test_nothing_that_is_there_is_overwritten(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    part = folder / "msel.yaml"
    part.write_text("mine", encoding="utf-8")
    source = sheet(tmp_path)
    assert main(["import", str(source), "--scenario", str(folder)]) == 2
    assert main(["import", str(source), "--scenario", str(folder), "--test", "--save-mapping", str(part)]) == 2
    assert part.read_text(encoding="utf-8") == "mine"
    assert "is there already" in capsys.readouterr().err


def test_a_sheet_without_a_line_that_can_be_taken_writes_nothing(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "none.csv"
    source.write_text("Number,Subject,From\n1,,A\n", encoding="utf-8")
    assert main(["import", str(source), "--scenario", str(folder)]) == 1
    assert not (folder / "msel.yaml").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "none.xlsx", "--scenario", "massachusetts-2024", "--test"], "no file that can be read"),
        (["import", ".", "--scenario", "massachusetts-2024", "--test"], "Name the .xlsx or .csv file"),
        (["import", "none.xlsx", "--scenario", "massachusetts-2024"], "name a file with --out"),
        (["import", "none.xlsx", "--scenario", "nowhere", "--test"], "no such file or folder"),
        (["import", "none.xlsx", "--scenario", "massachusetts-2024", "--out", "no/such/p.yaml"], "does not exist"),
        (
            ["import", "none.xlsx", "--scenario", "massachusetts-2024", "--test", "--mapping", "no.yaml"],
            "does not exist",
        ),
    ],
)
def test_what_can_t_be_done_is_one_sentence(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


MERGE = "MSEL #;T+;Subject;Description;From;To;Method\n"
FIRST = "1;0:05;Dead air;Nobody is there.;PSAP desks;duty-officer;Phone\n2;0:10;Press;On air soon.;Newsroom;;Phone\n"
SECOND = "2;0:12;Press;On air in five.;Newsroom;;Phone\n3;0:20;Alert;Which area?;Alerting authority;;E-mail\n"


def test_a_second_import_changes_same_numbers_adds_new_ones_and_keeps_the_rest(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "sheet.csv"
    source.write_text(MERGE + FIRST, encoding="utf-8")
    words = ["import", str(source), "--scenario", str(folder), "--merge"]
    assert main(words) == 0  # nothing is there yet, so it is written as without --merge
    with_part(folder)
    before = dict(read_scenario(folder).injects)
    edited = folder / "msel.yaml"
    first = edited.read_bytes()
    source.write_text(MERGE + SECOND, encoding="utf-8")
    capsys.readouterr()
    assert main([*words, "--test"]) == 0
    assert edited.read_bytes() == first
    assert main(words) == 0
    said = capsys.readouterr().out.partition("This was a test")[2]
    assert "New: 1 (#3)\nChanged: 1 (#2)\n  #2 Press: at, text\nAs before: 0\nNot in the sheet, kept: 1 (#1)\n" in said
    assert f"Written: {edited}; as it was before: msel.yaml.before" in said
    assert (folder / "msel.yaml.before").read_bytes() == first
    after = dict(read_scenario(folder).injects)
    assert list(after)[:2] == list(before)
    assert after["dead-air"] == before["dead-air"]
    assert (after["press"].at, after["press"].delivery.script) == (720_000, "On air in five.")
    assert after["press"].category is before["press"].category
    assert main(words) == 0
    assert "New: 0\nChanged: 0\nAs before: 2 (#2, #3)" in capsys.readouterr().out
    assert dict(read_scenario(folder).injects) == after


def test_what_the_sheet_has_no_column_for_stays_as_it_was(folder: Path, tmp_path: Path) -> None:
    printed = tmp_path / "msel.xlsx"
    assert main(["print", "massachusetts-2024", "--document", "msel", "--format", "xlsx", "--out", str(printed)]) == 0
    assert main(["import", str(printed), "--scenario", str(folder)]) == 0
    with_part(folder)
    before = dict(read_scenario(folder).injects)
    source = tmp_path / "few.csv"
    source.write_text("MSEL #;T+;Subject\n2;0:18;A PSAP reports silence\n", encoding="utf-8")
    assert main(["import", str(source), "--scenario", str(folder), "--merge"]) == 0
    after = dict(read_scenario(folder).injects)
    assert (after["psap-dead-air"].at, after["psap-dead-air"].subject) == (1_080_000, "A PSAP reports silence")
    assert after["psap-dead-air"].delivery == before["psap-dead-air"].delivery
    assert after["psap-dead-air"].expected == before["psap-dead-air"].expected != ()
    assert {key: one for key, one in after.items() if key != "psap-dead-air"} == {
        key: one for key, one in before.items() if key != "psap-dead-air"
    }


def test_a_part_that_holds_more_than_injects_is_left_alone(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exercise = folder / "exercise.yaml"
    older = exercise.read_bytes()
    words = ["import", str(sheet(tmp_path)), "--scenario", str(folder), "--merge", "--out", str(exercise)]
    assert main(words) == 2
    assert "holds more than injects" in capsys.readouterr().err
    assert exercise.read_bytes() == older


def test_a_kept_mapping_is_used_for_the_next_sheet(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = sheet(tmp_path)
    assert main(["import", str(source), "--scenario", str(folder), "--test", "--keep-mapping"]) == 0
    kept = folder / "msel-columns.yml"
    kept.write_text(kept.read_text(encoding="utf-8").replace("own", "remarks"), encoding="utf-8")
    capsys.readouterr()
    assert main(["import", str(source), "--scenario", str(folder), "--test"]) == 0
    said = capsys.readouterr().out
    assert f"Columns by {kept}." in said
    assert "'ESF': as remarks" in said
    main(["check", str(folder)])
    assert "msel-columns" not in capsys.readouterr().out
    assert main(["import", str(source), "--scenario", "massachusetts-2024", "--test", "--keep-mapping"]) == 2
