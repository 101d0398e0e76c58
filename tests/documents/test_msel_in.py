"""An MSEL comes in from sheets as people write them: our own exactly, others with every guess told."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from openpyxl import Workbook

from hotwash.documents.csv import reading as csv_reading
from hotwash.documents.msel.headers import FIELDS, SYNONYMS, plain
from hotwash.documents.msel.moments import Reckoning, is_before, reckoning
from hotwash.documents.msel.reading import read_msel
from hotwash.documents.msel.report import Reading, Sort
from hotwash.documents.names import rendered
from hotwash.documents.sheet_errors import NoHeader
from hotwash.documents.xlsx import reading as xlsx_reading
from hotwash.domain.msel import Category, Inject, OwnColumn, Status
from hotwash.domain.predicate_text import parse
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import HOUR, MINUTE
from tests.documents.before_papers import SHIPPED, built, shipped
from tests.room_world import room_scenario

START = datetime(2024, 6, 18, 13)  # noqa: DTZ001  # a story knows no zone
HERE = Path("sheet")
HEAD = ("#", "T+", "Subject", "Description", "From", "To", "Mode")


def workbook(rows: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def taken(rows: Sequence[Sequence[Any]], mapping: dict[str, str] | None = None, merged: Sequence[str] = ()) -> Reading:
    scenario = shipped("massachusetts-2024")
    return read_msel(xlsx_reading.read(workbook(rows, merged), HERE), scenario, HERE, mapping)


def left(reading: Reading) -> str:
    return "\n".join(map(str, reading.of(Sort.LEFT)))


def guessed(reading: Reading) -> str:
    return "\n".join(map(str, reading.of(Sort.GUESSED)))


def rich(scenario: Scenario) -> Scenario:
    """One line with everything set."""
    one = next(iter(scenario.injects.values()))
    line = replace(
        one, suffix="b", at=90_061_000, when=parse("time(0:08:00) and not lost(5, within=0:10:00)"), timeout=60_000,
        note="=cmd()", thread="-1+1", otherwise="Ask again,\nthen wait", otherwise_after=90_000, author="'quoted'",
        columns=(OwnColumn(name="ESF", text="@2"), OwnColumn(name="Sites", text="5")), expected=("One",
            "2. Two; three"),
        remarks="no", status=Status.DRAFT,
    )  # fmt: skip
    return replace(scenario, injects=MappingProxyType({**scenario.injects, one.id: line}))


@pytest.mark.parametrize("name", [*SHIPPED, "room", "rich"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_our_own_sheet_gives_equal_injects(name: str, form: str) -> None:
    scenario = rich(shipped("massachusetts-2024")) if name == "rich" else None
    scenario = scenario or (room_scenario() if name == "room" else shipped(name))
    data = rendered(built("msel", scenario), form)  # type: ignore[arg-type]  # one of the formats
    grids = xlsx_reading.read(data, HERE) if form == "xlsx" else (csv_reading.read(data, HERE),)
    reading = read_msel(grids, scenario, HERE)
    assert {one.id: one for one in reading.injects} == dict(scenario.injects)
    assert len(reading.injects) == len(scenario.injects)
    assert reading.remarks == ()


def test_a_foreign_sheet_with_a_shifted_header_is_understood() -> None:
    rows: list[Sequence[Any]] = [
        ["Exercise Thunder"], [], [None, None, "draft of May"],
        [None, "MSEL #", "STARTEX+", "Event", "Message", "Sender", "Recipient(s)", "Method", "Expected Action",
            "ESF", "Objective",
         "Type"],
        [None, "2a", "0:15", "Dead air", "Nobody is there.", "PSAP desks", "State 911 duty officer; ESInet NOC",
            "Telephone",
         "\u2022 Asks others\n2. Places a test call", 5, "1, 3", "Contingency inject"],
    ]  # fmt: skip
    reading = taken(rows)
    [one] = reading.injects
    assert (reading.header, one.shown_number, one.at, one.subject, one.id) == (
        4,
        "2a",
        15 * MINUTE,
        "Dead air",
        "dead-air",
    )
    told: Any = one.delivery
    assert (told.kind, told.channel, told.speaker, told.text) == ("message", "phone", "PSAP desks", "Nobody is there.")
    assert told.to == ("duty-officer", "esinet-noc")
    assert one.expected == ("Asks others", "Places a test call")
    assert one.columns == (OwnColumn(name="ESF", text="5"),)
    assert one.objectives == tuple(shipped("massachusetts-2024").objectives[n].id for n in (0, 2))
    assert one.category is Category.CONTINGENCY
    assert "column J 'ESF': kept as a column of the author's own." in guessed(reading)
    assert left(reading) == ""


def test_what_is_unknown_is_told_by_row_and_column_and_left_out() -> None:
    reading = taken(
        [[*HEAD, "Objectives", "Trigger"], [1, "0:05", "One", "Text", "A", "Mayor", "Telepathy", "x9", "after noon"]]
    )
    [one] = reading.injects
    assert "row 2, column F 'To': the scenario has no 'Mayor'." in left(reading)
    assert "row 2, column G 'Mode': 'Telepathy' is no way of delivery that is known." in left(reading)
    assert "row 2, column H 'Objectives': the scenario has no 'x9'" in left(reading)
    assert (one.delivery.recipients, one.objectives, one.status) == ((), (), Status.DRAFT)
    assert one.note == "Trigger: after noon"
    assert "it would reach every seat" in guessed(reading)


def test_merged_cells_count_for_all_of_their_rows() -> None:
    rows: list[Sequence[Any]] = [
        HEAD,
        [1, "0:05", "One", "Text", "Newsroom"],
        [2, None, "Two", "Text", None],
        [3, "0:09", "Three", "Text", "B"],
    ]
    reading = taken(rows, merged=["B2:B3", "E2:E3"])
    assert [(one.at, one.delivery.sender) for one in reading.injects] == [
        (5 * MINUTE, "Newsroom"), (5 * MINUTE, "Newsroom"), (9 * MINUTE, "B"),
    ]  # fmt: skip
    assert "row 3, column B 'T+': as in the row above, for the cells are merged" in guessed(reading)
    assert "row 3, column E 'From': as in the row above" in guessed(reading)
    assert "row 2, column B" not in guessed(reading)


def test_the_kept_value_of_a_formula_is_taken_and_told() -> None:
    data = workbook([HEAD, [1, "0:05", "One", "=A1&B1", "A"]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as made:
        for name in package.namelist():
            text = package.read(name)
            if name.endswith("sheet1.xml"):
                assert b"<f>A1&amp;B1</f><v" in text
                text = text.replace(b'<c r="D2">', b'<c r="D2" t="str">').replace(b"<v />", b"<v>Kept words</v>")
                text = text.replace(b"<v/>", b"<v>Kept words</v>").replace(b"<v></v>", b"<v>Kept words</v>")
            made.writestr(name, text)
    reading = read_msel(xlsx_reading.read(out.getvalue(), HERE), shipped("massachusetts-2024"), HERE)
    assert [one.delivery.script for one in reading.injects] == ["Kept words"]
    told = "\n".join(map(str, reading.of(Sort.TAKEN)))
    assert "row 2, column D 'Description': the value that a formula had when the workbook was saved" in told


def test_a_formula_gives_its_kept_value_or_is_told() -> None:
    reading = taken([HEAD, [1, "0:05", "One", '=CONCATENATE("a","b")', "A"], [2, "0:06", "=cmd()", "Text", "A"]])
    assert "row 2, column D 'Description': a formula whose value is not in the file" in left(reading)
    assert [one.subject for one in reading.injects] == ["One", "Text"]


def test_headings_and_repeated_headers_are_no_lines() -> None:
    reading = taken([HEAD, ["Phase 1"], [1, "0:05", "One", "Text", "A"], HEAD, [None, "0:09", None, None, "A"]])
    assert len(reading.injects) == 1
    assert (reading.rows, len(reading.of(Sort.LEFT))) == (4, 3)


def test_lines_without_number_or_with_one_name_twice_are_told_apart() -> None:
    reading = taken([HEAD, [None, 5, "One", "Text", "A"], [7, 6, "One", "", "A"], ["x", 7, "Startex", "T", "A"]])
    assert [(one.number, one.id) for one in reading.injects] == [(8, "one"), (7, "one-2"), (9, "startex-2")]
    assert "numbered 8" in guessed(reading)
    assert "'x' is no number" in left(reading)
    assert "a plain number is taken for minutes" in guessed(reading)


def test_a_mapping_overrules_titles() -> None:
    rows = [["Wann", "Was", "Wer", "Notes"], ["0:05", "Strom weg", "Werk", "secret"]]
    with pytest.raises(NoHeader):
        taken(rows)
    [one] = taken(rows, {"Wann": "at", "Was": "subject", "Wer": "sender", "Notes": "skip"}).injects
    assert (one.at, one.subject, one.delivery.sender, one.note) == (5 * MINUTE, "Strom weg", "Werk", "")


def test_kinds_are_made_of_the_mode() -> None:
    fault = next(iter(shipped("massachusetts-2024").faults))
    rows: list[Sequence[Any]] = [
        [*HEAD, "Fault"],
        [1, "0:05", "Post", "Is it down?", "Social media", "", "Twitter"], [2, "0:06", "Break", "", "", "",
            "Network", fault],
        [3, "0:07", "Welcome", "Good day.", "", "", ""], [4, "0:08", "Alarm", "Red light", "", "", "Alarm"],
    ]  # fmt: skip
    assert [one.delivery.kind for one in taken(rows).injects] == ["media", "network_change", "briefing", "briefing"]


def test_text_from_people_is_data() -> None:
    [one] = taken([HEAD, [1, "0:05", "\u202eabc", "'=cmd()", "A"]]).injects
    assert (one.subject, one.delivery.script) == ("abc", "'=cmd()")


ELAPSED = [
    ("0:15", 15 * MINUTE), ("0:15:30", 15 * MINUTE + 30_000), ("T+0:15", 15 * MINUTE), ("H+3", 3 * HOUR), ("M+45",
    45 * MINUTE),
    ("STARTEX+1:30", 90 * MINUTE), ("D+0 13:15", 15 * MINUTE), ("D+1 01:00 am", 12 * HOUR), ("90 min", 90 * MINUTE),
    ("13:15", 15 * MINUTE), (0.0625, 90 * MINUTE), (30, 30 * MINUTE), (45461.5625, 30 * MINUTE),
]  # fmt: skip
STORY = [
    ("2024-06-18T13:15", 15 * MINUTE), ("2024-06-18 13:15:00", 15 * MINUTE), ("18/06/2024 13:15", 15 * MINUTE),
    ("06/18/2024 1:15 PM", 15 * MINUTE), ("181315ZJUN24", 15 * MINUTE), ("1315", 15 * MINUTE), (1315, 15 * MINUTE),
    ("1:15 pm", 15 * MINUTE), (45461.552083333336, 15 * MINUTE), ("45461.5625", 30 * MINUTE), (START, 0),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "at"), ELAPSED)
def test_exercise_times_in_their_shapes(cell: Any, at: int) -> None:
    found = Reckoning(START, 3 * HOUR).elapsed(cell)
    assert found is not None
    assert found.at == at


@pytest.mark.parametrize(("cell", "at"), STORY)
def test_story_times_in_their_shapes(cell: Any, at: int) -> None:
    found = Reckoning(START, 3 * HOUR).story(cell)
    assert found is not None
    assert found.at == at


@pytest.mark.parametrize(
    "cell", ["soon", "25:61", "32/13/2024", "2024-02-30", "", "9" * 400, "\u0661:\u0662\u0663", 1e300]
)
def test_what_is_no_time_is_none(cell: Any) -> None:
    assert Reckoning(START, 3 * HOUR).elapsed(cell) is None
    assert is_before("T-10")


def test_the_order_of_day_and_month_is_found_and_told_where_it_is_open() -> None:
    assert reckoning(START, HOUR, ["06/05/2024", "18/06/2024"]).day_first
    assert not reckoning(START, HOUR, ["06/05/2024", "06/18/2024"]).day_first
    start = datetime(2024, 6, 5, 13)  # noqa: DTZ001
    open_way = reckoning(start, 3 * HOUR, ["06/05/2024 13:15"])
    found = open_way.story("06/05/2024 13:15")
    assert found is not None
    assert (found.at, found.guess) == (15 * MINUTE, "the date can be read in two ways; taken for 2024-06-05")


def test_words_of_headers_mean_one_field_each() -> None:
    listed = [word for words in SYNONYMS.values() for word in words]
    assert len(listed) == len(set(listed))
    assert all(plain(word) == word for word in listed)
    assert set(SYNONYMS) <= set(FIELDS)
    assert [plain(title) for title in ("MSEL #", "T+", "Recipient(s)", "DTG (local)")] == [
        "msel number", "t plus", "recipient", "dtg",
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_files_in_their_codes_and_separators(code: str, separator: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(
        [HEAD, ["1", "0:05", "\u0141\u00f3d\u017a", 'a, b; "c"\nd', "A", "", "phone"]]
    )
    grid = csv_reading.read(out.getvalue().encode(code), HERE)
    [one] = read_msel((grid,), shipped("massachusetts-2024"), HERE).injects
    assert (one.subject, one.delivery.script) == ("\u0141\u00f3d\u017a", 'a, b; "c"\nd')
    assert isinstance(one, Inject)
