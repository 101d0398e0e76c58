"""The MSEL has the columns and widths of its three forms, and its workbook holds every field of every line."""

from __future__ import annotations

import csv
import io
from dataclasses import MISSING, fields, replace
from types import MappingProxyType
from typing import Any

import openpyxl
import pytest

from hotwash.catalogue import registry
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Row, Table
from hotwash.documents.msel.forms import FULL, SHORT, STACKED
from hotwash.documents.names import rendered
from hotwash.domain.msel import Inject, OwnColumn
from hotwash.domain.msel_columns import BETWEEN, COLUMNS, KIND, OWN, Shape, delivery_fields
from hotwash.domain.predicate_text import parse
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import parse_clock
from tests.documents.before_papers import ENGINE, FIXED, SHIPPED, built, shipped
from tests.documents.reading import blocks_of
from tests.room_world import room_scenario

SCENARIOS = {**{name: name for name in SHIPPED}, "room": ""}


def scenario_of(name: str) -> Scenario:
    return shipped(name) if name else room_scenario()


def full_of_everything() -> Scenario:
    """Every field of a line set to something other than its default."""
    room = room_scenario()
    one = next(iter(room.injects.values()))
    rich = replace(
        one, suffix="b", at=3_723_000, when=parse("fault(voice) for 0:08:00 and not act(logs)"), timeout=60_000,
        thread="Story", note="=cmd()", otherwise="Ask again,\nthen wait", otherwise_after=90_000, author="A. Uthor",
        remarks="<b>bold</b>", columns=(OwnColumn(name="ESF", text="2"), OwnColumn(name="ESF", text="5")),
        expected=("One", "Two; three"), source="made", tasks=("t1", "t2"),
    )  # fmt: skip
    return replace(room, injects=MappingProxyType({**room.injects, one.id: rich}))


def test_every_field_of_a_line_has_a_column() -> None:
    own = {column.field for column in COLUMNS if not column.of_delivery}
    assert own == {item.name for item in fields(Inject)} - {"delivery", "columns"}
    for kind in registry.injects().values():
        there = {column.field for column in COLUMNS if column.of_delivery}
        assert set(delivery_fields(kind)) <= there, kind
    headers = [column.header for column in COLUMNS]
    assert len(set(headers)) == len(headers)


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_workbook_gives_the_same_msel_back(name: str, form: str) -> None:
    scenario = scenario_of(SCENARIOS[name])
    assert read_back(scenario, form) == dict(scenario.injects)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_line_with_everything_comes_back_whole(form: str) -> None:
    scenario = full_of_everything()
    found = read_back(scenario, form)
    rich = scenario.injects["call-in"]
    again = found["call-in"]
    assert replace(again, columns=()) == replace(rich, columns=())
    assert again.columns == (OwnColumn(name="ESF", text="2\n5"),)


def read_back(scenario: Scenario, form: str) -> dict[str, Inject]:
    """The lines of a workbook or a CSV file, by the table of columns alone."""
    data = rendered(built("msel", scenario), form)  # type: ignore[arg-type]  # one of the formats
    if form == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    else:
        rows = [[_typed(cell) for cell in row] for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))]
    lines = [dict(zip(rows[0], row, strict=True)) for row in rows[1:] if any(value is not None for value in row)]
    return {line.id: line for line in map(_inject, lines)}


def _typed(cell: str) -> str | None:
    return cell.removeprefix("'") or None


def _inject(line: dict[Any, Any]) -> Inject:
    kind = registry.injects()[line[KIND.header]]
    mine: dict[str, Any] = {}
    its: dict[str, Any] = {}
    for column in COLUMNS:
        if column is KIND or (column.of_delivery and column.field not in delivery_fields(kind)):
            continue
        value = _value(column.shape, line[column.header])
        target, owner = (its, kind) if column.of_delivery else (mine, Inject)
        if value is None:
            item = next(one for one in fields(owner) if one.name == column.field)
            value = "" if item.default is MISSING else item.default
        elif column.shape is Shape.CHOICE:
            item = next(one for one in fields(owner) if one.name == column.field)
            words: Any = type(item.default)
            value = words(value)
        target[column.field] = value
    columns = tuple(
        OwnColumn(name=header.removeprefix(OWN), text=str(value))
        for header, value in line.items() if str(header).startswith(OWN) and value is not None
    )  # fmt: skip
    return Inject(delivery=kind(**its), columns=columns, **mine)


def _value(shape: Shape, cell: Any) -> Any:
    if cell is None:
        return None
    match shape:
        case Shape.NUMBER:
            return int(cell)
        case Shape.TIME:
            return _time(cell)
        case Shape.LINES:
            return tuple(str(cell).split(BETWEEN))
        case Shape.CONDITION:
            return parse(str(cell))
        case _:
            return str(cell)


def _time(cell: Any) -> int:
    if isinstance(cell, str):
        return parse_clock(cell)
    if hasattr(cell, "total_seconds"):
        return int(cell.total_seconds() * 1_000)
    if hasattr(cell, "hour"):
        return int((cell.hour * 60 + cell.minute) * 60 + cell.second) * 1_000
    return round(float(cell) * 86_400_000)


def test_widths_are_those_of_the_forms() -> None:
    assert [column.width for column in FULL] == [36, 52, 50, 72, 62, 82, 92, 80, 72, 56, 64, 168, 116, 62, 88]
    assert [column.width for column in SHORT] == [32, 48, 62, 58, 150, 95, 55, 60, 35, 110]
    assert [column.width for column in STACKED] == [40, 60, 85, 120, 110, 190, 100]
    assert (sum(column.width for column in FULL), sum(column.width for column in SHORT)) == (1_152, 705)
    assert sum(column.width for column in STACKED) == 705


@pytest.mark.parametrize("name", ["msel", "msel-short", "msel-stacked"])
def test_lines_stand_under_their_module_by_time_with_totals_below(name: str) -> None:
    scenario = shipped("massachusetts-2024")
    document = built(name, scenario)
    tables = [block for block in blocks_of(document) if isinstance(block, Table)]
    rows = tables[0].rows
    bands = [row.cells[0].partition(" (")[0] for row in rows if row.band]
    assert bands == [module.title for module in scenario.modules]
    numbers = [row.cells[0].partition("\n")[0] for row in rows if not row.band]
    assert sorted(map(int, numbers)) == list(range(1, 17))
    assert numbers[-2:] == ["15", "16"]
    totals = {row.cells[0]: row.cells[1] for table in tables[1:] for row in table.rows}
    assert totals["SimCell"] == "11"
    assert totals["Module 1: Dead air"] == "6"
    assert {section.sheet for section in document.sections} == {"tabloid" if name == "msel" else "landscape"}


def test_without_injects_it_says_so() -> None:
    room = replace(room_scenario(), injects=MappingProxyType({}))
    for name in ("msel", "msel-short", "msel-stacked"):
        first = next(block for block in blocks_of(built(name, room)) if isinstance(block, Table))
        assert isinstance(first.rows[0], Row)
        assert first.rows[0].cells[0] == "The scenario has no injects."


def test_names_and_not_ids_stand_on_paper() -> None:
    plan = Beforehand(shipped("massachusetts-2024"), ENGINE, FIXED)
    inject = plan.scenario.injects["carrier-normal"]
    assert plan.recipients(inject) == "State 911 duty officer, ESInet NOC"
    assert plan.sender(inject) == "Carrier B NOC"
