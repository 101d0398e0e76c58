"""Pages of seats: what people typed is text wherever it shows, forms are commands, and each desk has its own tools."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from types import MappingProxyType

import pytest

from hotwash.domain.commands import FACILITATOR, AcknowledgeAlarm, StartClock, TakeAction, WriteNote
from hotwash.domain.conduct_commands import (
    AskForBeliefs,
    ImproviseInject,
    LogDecision,
    SendMessage,
    StateBelief,
    StopPlay,
)
from hotwash.domain.firewall import Group
from hotwash.domain.plan import Contact
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import MINUTE
from hotwash.domain.visibility import Eyes
from hotwash.exercise.codec import COMMANDS, decode
from hotwash.exercise.instruments import Instruments
from hotwash.exercise.projections.seat_board import fold_seat, seen
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.seats.pages.desk import DeskPages, sections
from tests.room_world import room_scenario

HOSTILE = "<img src=x onerror=alert(1)></section><script>alert(2)</script>&amp;\"'\u202egpj\u2066 עברית"
LONG = f"{HOSTILE} " + "word " * 780
PLAYERS = ("duty", "noc", "psap-a", "cell")


class Parsed(HTMLParser):
    """Tags with attributes and the text of a fragment."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, *names: str) -> Iterator[dict[str, str | None]]:
        return (attributes for tag, attributes in self.tags if tag in names)


def hostile_scenario() -> Scenario:
    """Every name that an author can choose is an attack."""
    plain = room_scenario()
    network = plain.network
    policy = network.policies["border-policy"]
    rules = tuple(replace(rule, id=f"{HOSTILE}{n}") for n, rule in enumerate(policy.rules))
    policy = replace(policy, name=HOSTILE, rules=rules, groups=(Group(HOSTILE, (HOSTILE,)),))
    named = {key: replace(element, name=f"{HOSTILE}{key}") for key, element in network.elements.items()}
    return replace(
        plain,
        title=HOSTILE,
        network=replace(network, elements=MappingProxyType(named), policies=MappingProxyType({policy.id: policy})),
        seats=MappingProxyType(
            {key: replace(seat, name=HOSTILE, brief=LONG, first=HOSTILE) for key, seat in plain.seats.items()}
        ),
        directory=MappingProxyType({"c": Contact(id="c", name=HOSTILE, organisation=HOSTILE, reach=HOSTILE)}),
    )


@cache
def played(*, hostile: bool) -> Session:
    words = LONG[:3_900] if hostile else "Do you hear callers?"
    one = Session(hostile_scenario() if hostile else room_scenario(), 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    one.run_to(13 * MINUTE)
    for command in (
        SendMessage(("noc", "simcell"), "phone", words),
        LogDecision(words, words, words),
        WriteNote(words),
    ):
        assert one.ask("duty", command).accepted
    assert one.ask("noc", SendMessage(("duty",), "chat", words, answers=1)).accepted
    assert one.ask(FACILITATOR, ImproviseInject("s", words, words[:150], "media", (), public=True)).accepted
    assert one.ask("duty", StateBelief(words, 60, "rtp_blocked", ("bcf-east",))).accepted
    assert one.ask("noc", TakeAction("bypass")).accepted
    assert one.ask("duty", TakeAction("logs")).accepted
    assert one.ask("duty", AcknowledgeAlarm(1)).accepted
    assert not one.ask("duty", TakeAction("logs")).accepted
    one.run_to(45 * MINUTE)
    one.ask("duty", TakeAction("test-call"))
    one.ask(FACILITATOR, AskForBeliefs())
    return one


def page(seat: str, *, hostile: bool = False) -> dict[str, str]:
    one = played(hostile=hostile)
    eyes = Eyes(one.scenario.seats[seat], one.scenario.network)
    board = fold_seat(eyes, one.facts)
    return {
        own: str(html) for own, html in sections(board, Instruments(one).read_now(eyes, board), one.scenario).items()
    }


@pytest.mark.parametrize("seat", [*PLAYERS, "guest", "eva"])
def test_nothing_that_people_typed_becomes_a_tag_or_turns_the_text_round_it(seat: str) -> None:
    html = "".join(page(seat, hostile=True).values())
    parsed = Parsed(html)
    assert not {tag for tag, _ in parsed.tags} & {"img", "script", "section", "style", "iframe"}
    assert not [name for _, attributes in parsed.tags for name in attributes if name.startswith("on")]
    assert not set(html) & {"\u202e", "\u2066", "\ud800"}
    html.encode()
    assert "<img src=x onerror=alert(1)>" in parsed.text
    assert parsed.text.count("עברית") >= 2


def test_a_half_character_that_got_into_a_name_is_shown_as_unknown() -> None:
    one = played(hostile=False)
    lone = replace(one.scenario.seats["duty"], brief="half \ud800 of one")
    scenario = replace(one.scenario, seats=MappingProxyType({**one.scenario.seats, "duty": lone}))
    eyes = Eyes(lone, scenario.network)
    shown = "".join(
        sections(
            fold_seat(eyes, one.facts), Instruments(one).read_now(eyes, fold_seat(eyes, one.facts)), scenario
        ).values()
    )
    assert "half \N{REPLACEMENT CHARACTER} of one" in shown
    shown.encode()


@pytest.mark.parametrize("seat", [*PLAYERS, "guest"])
def test_every_field_has_a_label_and_every_button_and_field_an_id_of_its_own(seat: str) -> None:
    parsed = Parsed("".join(page(seat).values()))
    ids = Counter(attributes["id"] for _, attributes in parsed.tags if "id" in attributes)
    assert [own for own, count in ids.items() if count > 1] == []
    labelled = {attributes.get("for") for attributes in parsed.of("label")}
    for attributes in parsed.of("input", "textarea", "select", "button", "details", "summary"):
        assert attributes.get("id"), attributes
    for attributes in parsed.of("textarea", "select"):
        assert attributes["id"] in labelled
    boxes = [attributes for attributes in parsed.of("input") if attributes.get("type") == "checkbox"]
    labels = sum(1 for attributes in parsed.of("label") if attributes.get("class") == "box")
    assert len(boxes) == labels


@pytest.mark.parametrize("seat", [*PLAYERS, "guest"])
def test_every_button_is_a_command_that_can_be_read(seat: str) -> None:
    parsed = Parsed("".join(page(seat).values()))
    buttons = [attributes for attributes in parsed.of("button") if "data-do" in attributes]
    assert buttons
    for attributes in buttons:
        decode(f"command.{attributes['data-do']}", json.loads(attributes["data-body"] or ""))


def test_every_form_fills_all_that_its_command_needs() -> None:
    filled: dict[str, dict[str, object]] = {
        "write-form": {"to": ["noc"], "mode": "phone", "text": "x", "answers": 0},
        "decide-form": {"decision": "x", "because": "", "expect": ""},
        "card-form": {"text": "x", "sure": 60, "cause": "", "where": ["cell"]},
        "note-form": {"text": "x"},
    }
    parsed = Parsed("".join(page("duty").values()))
    forms = {attributes["id"]: attributes for attributes in parsed.of("form")}
    assert set(forms) == set(filled)
    fields = {attributes.get("name") for attributes in parsed.of("input", "select", "textarea")}
    for own, body in filled.items():
        kind = f"command.{forms[own]['data-do']}"
        assert kind in COMMANDS
        assert set(body) <= fields
        decode(kind, body)


def test_desks_have_the_tools_of_their_sight_and_the_card_comes_first_when_it_is_asked_for() -> None:
    tools = {seat: set(page(seat)) & {"map", "calls", "counters", "firewall"} for seat in PLAYERS}
    assert tools == {
        "duty": {"map"},
        "noc": {"map", "firewall"},
        "psap-a": {"map", "calls", "counters"},
        "cell": {"map", "calls", "counters"},
    }
    assert list(page("duty"))[:3] == ["clock", "stop", "card"]
    assert "You are asked" in page("duty")["card"]


def test_an_observer_sees_the_clock_and_what_the_public_is_told_and_can_stop_play() -> None:
    shown = page("guest")
    assert list(shown) == ["clock", "stop", "public"]
    assert "Do you hear callers?" in shown["public"]
    assert "stop_play" in shown["stop"]
    assert "PSAP B" not in shown["public"]


def test_requests_show_at_who_must_approve_until_somebody_has_answered() -> None:
    one = Session(room_scenario(), 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    assert one.ask("noc", TakeAction("bypass")).accepted
    eyes = Eyes(one.scenario.seats["duty"], one.scenario.network)
    board = fold_seat(eyes, one.facts)
    shown = sections(board, Instruments(one).read_now(eyes, board), one.scenario)["acts"]
    assert "approve_action" in shown
    assert "decline_action" in shown
    assert one.ask("duty", decode("command.approve_action", {"request": 1})).accepted  # type: ignore[arg-type]  # a command
    board = fold_seat(eyes, one.facts)
    assert "approve_action" not in sections(board, Instruments(one).read_now(eyes, board), one.scenario)["acts"]


def test_a_stop_is_on_every_page_and_ends_the_buttons() -> None:
    one = Session(room_scenario(), 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    one.ask("guest", StopPlay("Smoke"))
    for seat in one.scenario.seats:
        eyes = Eyes(one.scenario.seats[seat], one.scenario.network)
        board = fold_seat(eyes, one.facts)
        shown = sections(board, Instruments(one).read_now(eyes, board), one.scenario)
        assert "STOP. Observer has called a real emergency." in shown["clock"]
        assert "stop_play" not in shown["stop"]
        assert "take_action" not in shown.get("acts", "")


def test_pages_that_follow_facts_show_the_same_as_a_fold() -> None:
    one = played(hostile=False)
    pages = DeskPages(one.scenario)
    for seat, place in one.scenario.seats.items():
        pages.take(seat, list(seen(Eyes(place, one.scenario.network), one.facts)))
    pages.moment(one)
    for seat in (*PLAYERS, "guest"):
        assert {own: str(render(seat)) for own, render in pages.sections(seat).items()} == page(seat)
    pages.start_over()
    assert pages.board("duty").letters == ()


def test_the_map_says_in_words_what_it_shows_and_has_a_table() -> None:
    shown = Parsed(page("duty")["map"])
    assert any(tag == "svg" for tag, _ in shown.tags)
    assert any(tag == "table" for tag, _ in shown.tags)
    assert shown.text.count("BCF east") >= 3
    assert "an alarm names it" in shown.text
    assert [attributes for tag, attributes in shown.tags if tag == "svg" and attributes.get("role") == "img"]
