"""A story with another number and other words: the pages of browsers say them too, names stay as people gave them."""

import re
from dataclasses import asdict, replace
from html import unescape
from urllib.request import urlopen

import pytest

from hotwash.domain.commands import FACILITATOR, LaunchFault, StartClock
from hotwash.domain.scenario import Scenario, Wording
from hotwash.domain.visibility import eyes_of
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.seats.exchange import Exchange
from hotwash.seats.kept_pages import KeptPages
from hotwash.seats.markup import speaking
from hotwash.seats.shell import join_page
from tests.room_world import room_scenario
from tests.seats.conftest import SeatRoom

OURS = re.compile(r"\b(911|PSAPs?|10-digit)\b")


def elsewhere() -> Scenario:
    words = (
        Wording(word="PSAP", said="call desk"),
        Wording(word="PSAPs", said="call desks"),
        Wording(word="10-digit", said="local"),
    )
    return replace(room_scenario(), number="000", words=words)


def written(scenario: Scenario) -> list[str]:
    """What people have written, which may hold any word."""
    found = [scenario.title, *(one.name for one in scenario.network.elements.values())]
    for seat in scenario.seats.values():
        found += [seat.name, seat.brief, seat.organisation]
    for inject in scenario.injects.values():
        found += [*map(str, asdict(inject).values()), *inject.expected]
    return sorted((words for words in found if len(words) > 5), key=len, reverse=True)


def pages_of(scenario: Scenario, seat: str) -> str:
    """What the browser of a seat shows after twenty minutes with a fault, as text."""
    one = Session(scenario, 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    one.ask(FACILITATOR, LaunchFault(next(iter(scenario.faults))))
    one.run_to(20 * 60_000)
    pages = KeptPages(scenario)
    eyes = eyes_of(scenario.seats.values(), scenario.network)[seat]
    pages.take(seat, [replace(told, fact=seen) for told in one.facts if (seen := eyes.see(told.fact)) is not None])
    pages.moment(one)
    exchange = Exchange(tuple(scenario.seats), scenario.title, "x", swaps=scenario.swaps)
    with speaking(exchange.speech("en")):
        html = " ".join(str(render(seat)) for render in pages.sections(seat).values())
    text = unescape(re.sub(r"<[^>]*>", "\n", re.sub(r'\b(value|id|name|class|for|data-[a-z-]+)="[^"]*"', "", html)))
    for words in written(scenario):
        text = text.replace(words, "")
    return text


@pytest.mark.parametrize("seat", ["duty", "noc", "psap-a", "cell", "eva"])
def test_the_pages_own_labels_speak_as_the_story(seat: str) -> None:
    pages_of(room_scenario(), seat)  # nothing that was kept of another exercise is shown here
    assert OURS.findall(pages_of(elsewhere(), seat)) == []


def test_some_label_would_have_said_it_otherwise() -> None:
    assert "000 calls of the network" in pages_of(elsewhere(), "cell")
    assert "911 calls of the network" in pages_of(room_scenario(), "cell")


def test_a_server_speaks_so_by_itself() -> None:
    room = SeatRoom(elsewhere(), MemoryStore(), None, KeptPages)
    try:
        exchange = room.seating.exchange
        assert exchange.said(join_page("A title", {}, secure=False), "en").startswith("<!doctype")
        speech = exchange.speech("en")
        assert speech is not None
        assert speech.swaps == room.session.scenario.swaps
        with urlopen(f"http://{room.place}/join") as answer:
            assert answer.status == 200
    finally:
        room.close()
