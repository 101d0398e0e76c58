"""The MSEL and every other list can be written in a grid: cells, rows, order, filter, columns of one's own."""

from __future__ import annotations

import pytest

from hotwash.scenario.draft import SECTIONS, Fields, Item, draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.entry_grid import Column, EntryGrid
from hotwash.viewmodels.form import Sort


@pytest.fixture
def table() -> DesignTable:
    """A shipped scenario on the table, read."""
    made = DesignTable(draft_of(scenario_files(find_scenario("optus-2025"))))
    made.read()
    return made


@pytest.fixture
def msel(table: DesignTable) -> EntryGrid:
    """Its MSEL."""
    return EntryGrid(table, "injects")


def column(grid: EntryGrid, name: str) -> Column:
    """The column of a key."""
    return next(column for column in grid.columns() if column.name == name)


def row(grid: EntryGrid, number: int) -> Item:
    """The entry in a row."""
    return grid.items[number]


@pytest.mark.parametrize("section", [name for name in SECTIONS if name != "notes"])
def test_writing_what_a_cell_says_changes_nothing(table: DesignTable, section: str) -> None:
    grid = EntryGrid(table, section)
    for item in grid.items[:12]:
        for column in grid.columns():
            cell = grid.cell(item, column)
            if cell.sort not in (None, Sort.CONDITION) and cell.text and column.name != "kind":
                grid.write({item.key}, column, cell.text)
    assert table.draft == table.history.first


def test_a_new_inject_follows_the_last_one(msel: EntryGrid, table: DesignTable) -> None:
    last = row(msel, -1)
    key = msel.add_entry(kind="message")
    made = row(msel, -1)
    assert table.selection == {key}
    number = last.fields["number"]
    assert isinstance(number, int)
    assert (made.fields["number"], made.fields["at"]) == (number + 1, last.fields["at"])
    table.read()
    assert {mistake.key for mistake in table.reading.mistakes} == {key}, "what it lacks is told"
    for name, text in (("subject", "A call"), ("text", "Hello"), ("speaker", "Desk"), ("to", "")):
        if any(column.name == name for column in msel.columns()):
            msel.write({key}, column(msel, name), text)
    table.read()
    assert not [mistake for mistake in table.reading.mistakes if mistake.path in ("subject", "text")]


def test_a_kind_changes_what_an_entry_has(msel: EntryGrid) -> None:
    key = msel.add_entry(kind="message")
    msel.write({key}, column(msel, "kind"), "briefing")
    item = row(msel, -1)
    assert item.fields["kind"] == "briefing"
    assert msel.cell(item, column(msel, "kind")).text == "Briefing"


def test_several_cells_are_filled_in_one_step(msel: EntryGrid, table: DesignTable) -> None:
    keys = {item.key for item in msel.items[:4]}
    msel.write(keys, column(msel, "thread"), "night")
    assert [item.fields.get("thread") for item in msel.items[:4]] == ["night"] * 4
    assert len(table.history.steps) == 1


def test_own_columns_come_and_go_with_what_stands_in_them(msel: EntryGrid, table: DesignTable) -> None:
    msel.add_own("Room")
    own = column(msel, "columns.Room")
    msel.write({row(msel, 0).key}, own, "=cmd()")
    assert row(msel, 0).fields["columns"] == (Fields({"name": "Room", "text": "=cmd()"}),)
    assert msel.text(row(msel, 0), own) == "=cmd()"
    table.read()
    assert table.reading.mistakes == ()
    msel.write({row(msel, 0).key}, own, "")
    assert "columns" not in row(msel, 0).fields


def test_rows_move_together_and_are_sorted_by_time(msel: EntryGrid) -> None:
    ids = [item.id for item in msel.items]
    msel.move({row(msel, 0).key, row(msel, 1).key}, 2)
    assert [item.id for item in msel.items][2:4] == ids[:2]
    msel.move({row(msel, 0).key}, -5)
    msel.sort_by(column(msel, "at"))
    times = [item.fields["at"] for item in msel.items if "at" in item.fields]
    assert times == sorted(times, key=lambda at: [int(part) for part in str(at).split(":")])


def test_a_filter_finds_every_word_anywhere(msel: EntryGrid) -> None:
    found = msel.matching("AMBULANCE asks")
    assert [item.fields["subject"] for item in found] == ["An ambulance service asks"]
    assert msel.matching("no such thing") == ()


def test_a_mistake_stands_in_its_cell(msel: EntryGrid, table: DesignTable) -> None:
    msel.write({row(msel, 0).key}, column(msel, "at"), "soon")
    table.read()
    assert "not a time" in msel.cell(row(msel, 0), column(msel, "at")).mistake


def test_copies_have_ids_of_their_own_and_deleting_is_one_step(msel: EntryGrid, table: DesignTable) -> None:
    keys = {item.key for item in msel.items[:3]}
    msel.duplicate(keys)
    assert len({item.id for item in msel.items}) == len(msel.items)
    msel.delete(table.selection)
    assert [item.value for item in msel.items] == [item.value for item in table.history.first.items("injects")]
    assert len(table.history.steps) == 2
