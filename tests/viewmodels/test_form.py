"""Forms are made from the grammar: every key of every kind has a label and a way to be edited."""

from __future__ import annotations

import pytest

from hotwash.editor.edits import entry
from hotwash.editor.references import record_for, shapes
from hotwash.scenario.draft import SECTIONS, Fields, Item, draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.scenario.grammar import head
from hotwash.scenario.shapes import Key, Kinds, Many, Record, Shape
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.form import Row, Sort, head_rows, inner_rows, rows_of, set_text
from hotwash.viewmodels.form_values import typed, written
from hotwash.viewmodels.key_words import LABELS


@pytest.fixture
def table() -> DesignTable:
    """A shipped scenario on the table, read."""
    made = DesignTable(draft_of(scenario_files(find_scenario("optus-2025"))))
    made.read()
    return made


def item(table: DesignTable, section: str, name: str) -> Item:
    """The entry of an id."""
    return next(item for item in table.draft.items(section) if item.id == name)


def row(rows: tuple[Row, ...], *path: str | int) -> Row:
    """The row of a path."""
    return next(row for row in rows if row.path == path)


def keys_within(shape: Shape) -> list[Key]:
    """Every key of a shape, at any depth."""
    match shape:
        case Record():
            return [inner for key in shape.keys for inner in (key, *keys_within(key.shape))]
        case Kinds():
            return [key for record in shape.records.values() for key in keys_within(record)]
        case Many():
            return keys_within(shape.item)
        case _:
            return []


def test_every_key_of_the_grammar_has_a_label() -> None:
    keys = [*head(), *(key for top in head() for key in keys_within(top.shape))]
    keys += [key for shape in shapes().values() for key in keys_within(shape)]
    names = {key.name for key in keys}
    assert names <= set(LABELS)
    assert len(names) > 250


@pytest.mark.parametrize("section", SECTIONS)
def test_what_a_form_shows_is_typed_back_as_it_stands(table: DesignTable, section: str) -> None:
    for item in table.draft.items(section):
        rows = rows_of(table, {item.key})
        assert rows or not isinstance(item.value, Fields)
        for row in rows:
            value = item.fields.get(str(row.path[0]))
            if row.sort not in (Sort.TABLE, Sort.GROUP, Sort.CONDITION) and value not in (None, "", ()):
                assert typed(row.shape, row.text) == value, row.path
            assert row.mistake == ""


def test_a_default_is_shown_as_one_and_comes_back(table: DesignTable) -> None:
    gateway = item(table, "elements", "gateway-south")
    takeover = row(rows_of(table, {gateway.key}), "takeover")
    assert (takeover.text, takeover.default, takeover.is_set) == ("", "0:00:05", False)
    set_text(table, {gateway.key}, takeover, "0:00:20")
    assert row(rows_of(table, {gateway.key}), "takeover").is_set
    set_text(table, {gateway.key}, takeover, " ")
    assert table.draft == table.history.first


def test_a_mistake_stands_at_its_row_and_what_was_typed_stays(table: DesignTable) -> None:
    desk = item(table, "elements", "western-desk-1")
    set_text(table, {desk.key}, row(rows_of(table, {desk.key}), "positions"), "a dozen")
    assert row(rows_of(table, {desk.key}), "positions").mistake == "", "not read yet"
    table.read()
    wrong = row(rows_of(table, {desk.key}), "positions")
    assert (wrong.text, "whole number" in wrong.mistake) == ("a dozen", True)


def test_several_entries_share_rows_and_say_where_they_differ(table: DesignTable) -> None:
    keys = {item(table, "elements", name).key for name in ("western-desk-1", "western-desk-2", "southern-desk-1")}
    rows = rows_of(table, keys)
    assert ("id",) not in {row.path for row in rows}
    assert row(rows, "region").is_mixed
    assert row(rows, "waiting").text == "20"
    set_text(table, keys, row(rows, "positions"), "9")
    assert {entry(table.draft, key)[1].fields["positions"] for key in keys} == {9}
    assert len(table.history.steps) == 1


def test_references_offer_what_can_be_named(table: DesignTable) -> None:
    desk = item(table, "elements", "western-desk-1")
    overflow = row(rows_of(table, {desk.key}), "overflow")
    words = {option.word: option.shown for option in overflow.options}
    assert words["southern-desk-1"] == "Southern region, desk 1"
    assert "gateway-south" not in words


def test_an_id_is_renamed_everywhere(table: DesignTable) -> None:
    desk = item(table, "elements", "southern-desk-1")
    set_text(table, {desk.key}, row(rows_of(table, {desk.key}), "id"), "south-one")
    assert table.draft.head["default_psap"] == "south-one"
    assert row(head_rows(table), "default_psap").text == "south-one"


def test_lines_of_a_policy_have_forms_of_their_own(table: DesignTable) -> None:
    policy = item(table, "policies", "gateway-policy")
    rows = inner_rows(table, policy.key, ("rules", 0))
    assert row(rows, "rules", 0, "services").sort is Sort.CHOICES
    set_text(table, {policy.key}, row(rows, "rules", 0, "services"), "sip-invite")
    assert row(inner_rows(table, policy.key, ("rules", 0)), "rules", 0, "services").text == "sip-invite"
    assert record_for(shapes()["policies"], policy.value) is not None


def test_what_can_not_be_meant_stays_as_typed() -> None:
    keys = {key.name: key.shape for key in keys_within(shapes()["elements"])}
    assert typed(keys["positions"], "1 200") == 1200
    assert typed(keys["positions"], "0x10") == "0x10"
    assert typed(keys["state_sync"], "true") is True
    assert typed(keys["at"], "3, 4") == (3, 4)
    assert written((3, 4)) == "3\n4"
