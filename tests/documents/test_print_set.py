"""A whole print set: how many of each, into one folder, all or nothing, from a scenario or an exercise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import process_time
from types import MappingProxyType

import pytest

from hotwash.cli.main import main
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Table
from hotwash.documents.errors import DocumentCancelled, FolderMissing, NeedsRun
from hotwash.documents.names import DOCUMENTS, print_all, print_document, rendered
from hotwash.documents.print_set import CONTENTS, contents_sheet, entries, readers
from hotwash.domain.plan import Part
from tests.documents.before_papers import BEFORE, ENGINE, FIXED, built, shipped
from tests.documents.reading import blocks_of, reader
from tests.documents.synthetic import happened, scenario
from tests.room_world import room_scenario


def test_players_and_observers_get_one_each_and_a_fifth_more_rounded_up() -> None:
    assert readers(Beforehand(shipped("massachusetts-2024"), ENGINE, FIXED)) == 10
    one = room_scenario().seats["duty"]
    for players, copies in ((1, 2), (5, 6), (6, 8), (10, 12)):
        seats = {str(n): replace(one, id=str(n), part=Part.PLAYER) for n in range(players)}
        plan = Beforehand(replace(room_scenario(), seats=MappingProxyType(seats)), ENGINE, FIXED)
        assert readers(plan) == copies


def test_the_set_names_every_document_that_needs_no_run_once() -> None:
    plan = Beforehand(room_scenario(), ENGINE, FIXED)
    names = [one.name for one in entries(plan)]
    assert sorted(names) == sorted(BEFORE)
    assert all(one.copies >= 1 for one in entries(plan))


def test_the_contents_sheet_says_how_many_of_each() -> None:
    plan = Beforehand(shipped("massachusetts-2024"), ENGINE, FIXED)
    sheet = contents_sheet(plan, {"sitman": (built("sitman", plan.scenario), "01 Situation Manual.pdf")})
    table = next(block for block in blocks_of(sheet) if isinstance(block, Table))
    assert [row.cells[:2] for row in table.rows] == [("01 Situation Manual.pdf", "10")]


def test_a_whole_set_goes_into_a_folder_with_progress(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    folder = tmp_path / "set"
    paths = print_all(
        room_scenario(), (), folder, "a4", engine=ENGINE, progress=lambda done, of: told.append((done, of))
    )
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in paths)
    assert paths[0].name == CONTENTS
    assert len(paths) == len(BEFORE) + 1
    assert told == [(n, len(paths)) for n in range(1, len(paths) + 1)]
    first = {path.name: path.read_bytes() for path in paths}
    print_all(room_scenario(), (), folder, "a4", engine=ENGINE)
    assert {path.name: path.read_bytes() for path in paths} == first
    text = reader(first[CONTENTS]).pages[0].extract_text()
    assert all(path.name.split(" ")[0] in text for path in paths[1:])


def test_after_a_run_the_set_holds_what_tells_of_it_too(tmp_path: Path) -> None:
    paths = print_all(scenario(), happened(), tmp_path, engine=ENGINE)
    assert len(paths) == len(DOCUMENTS) + 1
    assert any("After-Action" in path.name for path in paths)


@pytest.mark.parametrize("after", [0, 5, 30])
def test_a_cancelled_set_leaves_nothing(tmp_path: Path, after: int) -> None:
    asked = iter([False] * after)
    with pytest.raises(DocumentCancelled):
        print_all(room_scenario(), (), tmp_path / "set", engine=ENGINE, cancelled=lambda: next(asked, True))
    assert not (tmp_path / "set").exists()


def test_a_missing_parent_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="nowhere"):
        print_all(room_scenario(), (), tmp_path / "nowhere" / "set", engine=ENGINE)


def test_what_tells_of_a_run_needs_one(tmp_path: Path) -> None:
    with pytest.raises(NeedsRun, match=r"^The document 'aar' tells of a run; give the exercise file"):
        print_document("aar", room_scenario(), (), tmp_path / "out.pdf", engine=ENGINE)


def test_the_command_line_prints_from_a_scenario_by_name_or_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["print", "optus-2025", "--document", "msel-short", "--format", "xlsx"]) == 0
    assert (tmp_path / "optus-2025 msel-short.xlsx").read_bytes().startswith(b"PK")
    assert main(["print", "optus-2025", "--document", "sitman", "--out", "m.docx"]) == 0
    assert (tmp_path / "m.docx").read_bytes().startswith(b"PK")
    capsys.readouterr()
    for arguments, told in (
        (["print", "optus-2025", "--document", "aar"], "tells of a run"),
        (["print", "optus-2052", "--document", "sitman"], "optus-2052"),
        (["print", "optus-2025", "--document", "all", "--format", "docx"], "A print set is made as pdf"),
        (["print", "optus-2025", "--document", "all", "--out", "m.docx"], "is a file"),
    ):
        assert main(arguments) == 2
        assert told in capsys.readouterr().err


def test_the_command_line_prints_a_whole_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "papers"
    assert main(["print", "att-volte-2017", "--document", "all", "--out", str(folder), "--paper", "a4"]) == 0
    assert capsys.readouterr().out == f"Written: {folder}\n"
    assert len(list(folder.iterdir())) == len(BEFORE) + 1


def test_a_set_costs_no_more_than_its_documents() -> None:
    scenario_ = shipped("massachusetts-2024")

    def spent(names: tuple[str, ...]) -> float:
        start = process_time()
        for name in names:
            rendered(built(name, scenario_), "pdf")
        return process_time() - start

    rendered(built("handbook", scenario_), "pdf")
    assert spent(BEFORE) < 8 * min(spent(("handbook",)) for _ in range(3)) + 0.2
