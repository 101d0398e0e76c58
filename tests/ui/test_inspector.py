"""The inspector edits what is chosen, by keyboard alone, a step for each edit; it keeps the cursor where it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hotwash.scenario.draft import Item, draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.ui.choosers import line_of
from hotwash.ui.form_fields import ChoiceField, LineField, TableField, TicksField, WordsField
from hotwash.ui.inspector import Inspector
from hotwash.viewmodels.design_table import DesignTable


@pytest.fixture
def table() -> DesignTable:
    """A shipped scenario on the table, read."""
    made = DesignTable(draft_of(scenario_files(find_scenario("optus-2025"))))
    made.read()
    return made


@pytest.fixture
def inspector(table: DesignTable, qtbot: QtBot) -> Iterator[Inspector]:
    """Shown on a screen of its own."""
    made = Inspector(table)
    qtbot.addWidget(made)
    made.resize(360, 700)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close_table()


def item(table: DesignTable, section: str, name: str) -> Item:
    """The entry of an id."""
    return next(item for item in table.draft.items(section) if item.id == name)


def choose(inspector: Inspector, table: DesignTable, section: str, *names: str) -> None:
    """Choose entries, and let the inspector show them."""
    table.select(item(table, section, name).key for name in names)
    inspector.show_chosen()


def line(inspector: Inspector, *path: str | int) -> LineField:
    """The field of a path."""
    found = inspector.fields[path]
    assert isinstance(found, LineField)
    return found


def test_a_number_is_typed_and_undone(inspector: Inspector, table: DesignTable) -> None:
    choose(inspector, table, "elements", "western-desk-1")
    assert inspector.title.text() == "Western region, desk 1"
    field = line(inspector, "positions")
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, "15")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert item(table, "elements", "western-desk-1").fields["positions"] == 15
    assert table.history.undoes == "Change: Call takers"
    table.undo()
    inspector.show_chosen()
    assert field.line.text() == "12"
    assert inspector.fields[("positions",)] is field, "the same field, so that the cursor stays"


def test_a_default_is_marked_and_a_mistake_stands_below_its_field(inspector: Inspector, table: DesignTable) -> None:
    choose(inspector, table, "elements", "gateway-south")
    assert line(inspector, "takeover").line.placeholderText() == "0:00:05 (default)"
    field = line(inspector, "takeover")
    field.said.emit("soon")
    table.read()
    inspector.show_chosen()
    assert "not a time" in field._mistake.text()
    assert not field._mistake.isHidden()
    assert "not a time" in field.editor.accessibleDescription()


def test_a_reference_is_chosen_with_the_arrows(inspector: Inspector, table: DesignTable) -> None:
    choose(inspector, table, "elements", "western-desk-1")
    field = inspector.fields[("region",)]
    assert isinstance(field, ChoiceField)
    field.box.setFocus()
    QTest.keyClick(field.box, Qt.Key.Key_Down)
    assert item(table, "elements", "western-desk-1").fields["region"] == "southern"


def test_several_are_edited_at_once(inspector: Inspector, table: DesignTable) -> None:
    choose(inspector, table, "elements", "western-desk-1", "southern-desk-1")
    assert inspector.title.text() == "2 chosen"
    assert line(inspector, "name").line.placeholderText() == "(differs)"
    line(inspector, "waiting").said.emit("33")
    assert {item(table, "elements", name).fields["waiting"] for name in ("western-desk-1", "southern-desk-1")} == {33}
    assert len(table.history.steps) == 1


def test_long_words_are_told_when_the_field_is_left(inspector: Inspector, table: DesignTable) -> None:
    choose(inspector, table, "seats", table.draft.items("seats")[0].id)
    field = inspector.fields[("brief",)]
    assert isinstance(field, WordsField)
    field.words.setFocus()
    field.words.selectAll()
    QTest.keyClicks(field.words, "<b>Be calm</b>")
    assert not table.history.steps
    inspector.fields[("name",)].editor.setFocus()
    assert table.draft.items("seats")[0].fields["brief"] == "<b>Be calm</b>"


def test_lists_are_ticked_and_keep_the_authors_order(inspector: Inspector, table: DesignTable) -> None:
    inject = next(item for item in table.draft.items("injects") if "objectives" in item.fields)
    table.select([inject.key])
    inspector.show_chosen()
    field = inspector.fields[("objectives",)]
    assert isinstance(field, TicksField)
    before = inject.fields["objectives"]
    assert isinstance(before, tuple)
    for place in range(field.ticks.count()):
        field.ticks.item(place).setCheckState(Qt.CheckState.Checked)
    after = item(table, "injects", inject.id).fields["objectives"]
    assert isinstance(after, tuple)
    assert after[: len(before)] == before
    assert len(after) == len(table.draft.items("objectives"))


def test_nothing_chosen_is_the_scenario_itself(inspector: Inspector, table: DesignTable) -> None:
    table.select([])
    inspector.show_chosen()
    line(inspector, "title").said.emit("Another night")
    inspector.show_chosen()
    assert inspector.title.text() == "Another night"


def test_a_list_of_records_asks_for_its_own_table(inspector: Inspector, table: DesignTable, qtbot: QtBot) -> None:
    choose(inspector, table, "policies", "gateway-policy")
    field = inspector.fields[("rules",)]
    assert isinstance(field, TableField)
    with qtbot.waitSignal(inspector.opened) as asked:
        QTest.keyClick(field.key, Qt.Key.Key_Space)
    assert asked.args == [item(table, "policies", "gateway-policy").key, ("rules",)]


def test_a_mistake_leads_to_its_field(inspector: Inspector, table: DesignTable) -> None:
    choose(inspector, table, "policies", "gateway-policy")
    assert inspector.focus(("rules", 2, "verb"))
    assert QApplication.focusWidget() is inspector.fields[("rules",)].editor
    assert not inspector.focus(("nothing",))


def test_every_field_has_a_name(inspector: Inspector, table: DesignTable) -> None:
    for section in ("elements", "links", "policies", "faults", "injects", "targets", "actions", "callers"):
        table.select([table.draft.items(section)[0].key])
        inspector.show_chosen()
        assert inspector.fields
        assert all(field.editor.accessibleName() for field in inspector.fields.values())


def test_what_is_typed_into_a_long_list_is_one_of_it_or_nothing(inspector: Inspector, table: DesignTable) -> None:
    link = table.draft.items("links")[0]
    table.select([link.key])
    inspector.show_chosen()
    field = inspector.fields[("a",)]
    assert isinstance(field, ChoiceField)
    field.box.setFocus()
    line_of(field.box).selectAll()
    QTest.keyClicks(field.box, "nobody at all")
    QTest.keyClick(field.box, Qt.Key.Key_Return)
    assert not table.history.steps
    assert field.box.currentData() == link.fields["a"]
    assert "nobody at all" in field._mistake.text()
    line_of(field.box).selectAll()
    QTest.keyClicks(field.box, "WESTERN-DESK-2")
    QTest.keyClick(field.box, Qt.Key.Key_Return)
    assert table.draft.items("links")[0].fields["a"] == "western-desk-2"
