"""No page of a player or observer gives a cause away, whatever is wrong; the list of causes is the same everywhere."""

import re

import pytest

from hotwash.catalogue import registry
from hotwash.domain.plan import Part
from hotwash.domain.visibility import eyes_of
from hotwash.exercise.instruments import Instruments
from hotwash.exercise.projections.seat_board import fold_seat
from hotwash.seats.pages.desk import sections
from tests.catalogue.samples import sample
from tests.exercise.test_instruments import FAULT, under


@pytest.mark.parametrize("name", sorted(registry.faults()))
def test_no_page_names_the_fault_that_is_live(name: str) -> None:
    kind = registry.faults()[name]
    one = under(sample(kind), minutes=12, per_day=3_000)
    fault = one.scenario.faults[f"{FAULT}-0"].fault
    reader = Instruments(one)
    for seat, eyes in eyes_of(one.scenario.seats.values(), one.scenario.network).items():
        if eyes.seat.part is Part.EVALUATOR:
            continue
        board = fold_seat(eyes, one.facts)
        shown = sections(board, reader.read_now(eyes, board), one.scenario)
        told = " ".join(html for own, html in shown.items() if own != "card").lower()
        for word in (FAULT, kind.title, fault.narrative(one.scenario.network)):
            assert word.lower() not in told, (seat, word)
        assert not kind.code or not re.search(rf"\b{kind.code.lower()}\b", told)


def test_the_card_offers_the_same_causes_in_every_exercise() -> None:
    def options(fault: str) -> list[str]:
        one = under(sample(registry.faults()[fault]), minutes=6, per_day=500)
        eyes = eyes_of(one.scenario.seats.values(), one.scenario.network)["duty"]
        board = fold_seat(eyes, one.facts)
        return re.findall(
            r"<option[^>]*>([^<]*)", sections(board, Instruments(one).read_now(eyes, board), one.scenario)["card"]
        )

    assert options("rtp_blocked") == options("link_cut")
    assert len(options("rtp_blocked")) > len(registry.faults())
