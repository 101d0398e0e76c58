"""Badges, tent cards, certificates, the series of maps and the code on role cards; and blocks that stay together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hotwash.cli.main import main
from hotwash.documents.cards.role_cards import JOIN
from hotwash.documents.content import Document, Figure, Heading, Section, Space, Text, Together
from hotwash.documents.eeg.capabilities import DESCRIPTIONS, SOURCE
from hotwash.documents.forms.signs import STAFF
from hotwash.documents.names import rendered
from hotwash.documents.picture import Box, Picture
from hotwash.domain.plan import Part
from tests.documents.before_papers import FIXED, SHIPPED, built, shipped
from tests.documents.reading import blocks_of, reader, said, squeezed

PLACE = "http://192.0.2.7:8911/join#ABCD2345"


@pytest.mark.parametrize("name", ["badges", "tent-cards"])
def test_everybody_in_the_room_has_one(name: str) -> None:
    scenario = shipped(SHIPPED[0])
    text = said(built(name, scenario))
    assert [one for one in (*(seat.name for seat in scenario.seats.values()), *STAFF) if one not in text] == []
    assert text.count("PLAYER") == sum(seat.part is Part.PLAYER for seat in scenario.seats.values())


def test_a_tent_card_is_a_sheet_and_a_certificate_one_page() -> None:
    scenario = shipped(SHIPPED[1])
    pages = reader(rendered(built("tent-cards", scenario), "pdf")).pages
    assert len(pages) == len(scenario.seats) + len(STAFF)
    assert len(reader(rendered(built("certificate", scenario), "pdf", "a4")).pages) == 1


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_maps_of_four_modules_fit_on_one_sheet(name: str, paper: str) -> None:
    scenario = shipped(name)
    first = scenario.modules[0]
    four = tuple(replace(first, id=f"m{n}", title=f"Module {n}", begins=n) for n in range(4))
    document = built("situation-maps", replace(scenario, modules=four))
    assert len(reader(rendered(document, "pdf", "a4" if paper == "a4" else "letter")).pages) == 1
    assert sum(isinstance(block, Figure) for block in blocks_of(document)) == 4


def test_role_cards_of_seats_carry_the_address_to_join_where_there_is_one() -> None:
    scenario = shipped(SHIPPED[0])
    plain, coded = built("role-cards", scenario), built("role-cards", scenario, replace(FIXED, join=PLACE))
    assert JOIN not in said(plain)
    codes = [one for one in blocks_of(coded) if isinstance(one, Figure) and PLACE in one.picture.alt]
    assert len(codes) == len(scenario.seats)
    assert len(reader(rendered(coded, "pdf")).pages) == len(reader(rendered(plain, "pdf")).pages)


def test_the_command_line_takes_an_address_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "cards.pdf"
    words = ["print", "optus-2025", "--document", "role-cards", "--out", str(out)]
    with pytest.raises(SystemExit):
        main([*words, "--join", "javascript:alert(1)"])
    assert "is no address of a page" in capsys.readouterr().err
    assert main([*words, "--join", PLACE]) == 0
    assert squeezed(JOIN) in squeezed(reader(out.read_bytes()).pages[0].extract_text())


def test_blocks_that_stay_together_take_nothing_else_with_them() -> None:
    picture = Picture(400, 250, (Box(0, 0, 400, 250),), "")
    pairs = [Together((Heading(f"Part {n}", 2), Figure(picture, f"Picture {n}"))) for n in range(3)]
    document = Document("N", "T", "", "", "", "", (Section((Text("First."), Space(500), *pairs)),), cover=False)
    pages = [page.extract_text() for page in reader(rendered(document, "pdf")).pages]
    for n in range(3):
        (place,) = [number for number, text in enumerate(pages) if f"Part {n}" in text]
        assert f"Picture {n}" in pages[place]
    assert "Part 0" not in pages[0]


@pytest.mark.parametrize("name", SHIPPED)
def test_each_core_capability_stands_in_the_words_of_the_goal_with_their_source(name: str) -> None:
    scenario = shipped(name)
    text = "\n".join(said(built("eeg", scenario)))
    for objective in scenario.objectives:
        assert f"{DESCRIPTIONS[objective.capability]} ({SOURCE})" in text


def test_a_capability_whose_words_are_not_known_leaves_a_line() -> None:
    scenario = shipped(SHIPPED[0])
    other = replace(scenario, objectives=(replace(scenario.objectives[0], capability="Fatality Management Services"),))
    text = "\n".join(said(built("eeg", other)))
    assert SOURCE not in text
    assert "_" * 60 in text
