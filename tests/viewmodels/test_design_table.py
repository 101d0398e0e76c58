"""The table tells its panels what changed, and only that."""

from __future__ import annotations

import pytest

from hotwash.editor.edits import moved, removed
from hotwash.scenario.draft import draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.viewmodels.design_table import Changed, DesignTable


@pytest.fixture
def table() -> DesignTable:
    """A shipped scenario on the table."""
    return DesignTable(draft_of(scenario_files(find_scenario("optus-2025"))))


def test_each_edit_is_a_step_and_told_once(table: DesignTable) -> None:
    told: list[Changed] = []
    table.listen(told.append)
    key = table.draft.items("elements")[0].key
    table.select([key, 10**6])
    table.edit("Move", moved(table.draft, {key}, 5, 5))
    table.edit("Move", table.draft)
    table.edit("Delete", removed(table.draft, {key}))
    assert told == [Changed.SELECTION, Changed.DRAFT, Changed.DRAFT | Changed.SELECTION]
    assert table.selection == frozenset()
    table.undo()
    table.undo()
    assert table.is_saved
    table.undo()
    assert told[3:] == [Changed.DRAFT, Changed.DRAFT]


def test_a_reading_counts_for_its_own_draft_only(table: DesignTable) -> None:
    table.read()
    assert table.is_read
    assert table.reading.scenario is not None
    table.edit("Move", moved(table.draft, {table.draft.items("elements")[0].key}, 5, 5))
    assert not table.is_read


def test_a_panel_that_is_gone_is_told_nothing(table: DesignTable) -> None:
    told: list[Changed] = []
    table.listen(told.append)
    table.forget(told.append)
    table.has_saved(table.draft)
    assert told == []
