"""Cards of calls and of elements: what they say, and where their links lead."""

from dataclasses import replace

import pytest

from hotwash.analysis.conditions import Condition, Standing
from hotwash.domain.commands import FACILITATOR, StartClock, TakeAction
from hotwash.domain.network import Link
from hotwash.domain.outcomes import Outcome, Way
from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.viewmodels.call_card import MOST_ATTEMPTS, call_card
from hotwash.viewmodels.cards import BAD, Card, Line
from hotwash.viewmodels.conduct import Conduct
from hotwash.viewmodels.element_card import LATEST, element_card, seat_card
from hotwash.viewmodels.map_state import MapState
from tests.small_world import small_scenario


@pytest.fixture(scope="module")
def session() -> Session:
    """Ten minutes without fault, the rest without voice; a test call in it, and the 10-digit numbers are told."""
    made = Session(small_scenario(per_day=8_000), 911, MemoryStore())
    made.open()
    made.ask(FACILITATOR, StartClock())
    made.run_to(9 * MINUTE)
    for act in ("test-call", "post"):
        assert made.ask("duty", TakeAction(act)).accepted
    made.run_to(55 * MINUTE)
    return made


@pytest.fixture
def conduct(session: Session) -> Conduct:
    return Conduct(session)


def row_with(session: Session, column: str, value: int) -> int:
    """The first attempt with a value in a column."""
    return list(session.calls.columns(0)[column]).index(value)


def card_of(session: Session, row: int) -> Card:
    card = call_card(session, row)
    assert card is not None
    return card


def lines(card: Card, heading: str) -> tuple[Line, ...]:
    """Rows of the section whose heading begins so."""
    return next(section.lines for section in card.sections if section.heading.startswith(heading))


def test_an_answered_call_tells_its_times_and_passes_every_hop(session: Session) -> None:
    row = row_with(session, "outcome", list(Outcome).index(Outcome.ANSWERED))
    card = card_of(session, row)
    assert card.title.endswith("911 call from Cell carrier") or card.title.endswith("911 call from Internet carrier")
    assert ", caller 0, attempt 1: answered" in card.subtitle
    assert [line.label for line in lines(card, "Times")][:3] == ["Began", "At the PSAP", "Answered"]
    assert all(hop.reached and not hop.failed for hop in card.path)
    assert card.path[-1].id.startswith("psap-")
    assert {line.tone for line in lines(card, "At the border")} == {""}
    assert all(line.link.startswith("element:bcf-") for line in lines(card, "At the border"))


def test_a_call_without_sound_fails_at_the_border_and_names_its_rule(session: Session) -> None:
    card = card_of(session, row_with(session, "outcome", list(Outcome).index(Outcome.NO_AUDIO)))
    assert [hop.id[:3] for hop in card.path if hop.failed] == ["bcf"]
    bad = [line for line in lines(card, "At the border") if line.tone == BAD]
    assert [line.label for line in bad] == ["media in", "media out"]
    assert all("session-guard" in line.value for line in bad)


def test_a_ten_digit_call_goes_round_the_border(session: Session) -> None:
    row = row_with(session, "way", list(Way).index(Way.TEN_DIGIT))
    card = card_of(session, row)
    assert "10-digit call from" in card.title
    assert not [section for section in card.sections if section.heading == "At the border"]
    assert [hop.id[:3] for hop in card.path if hop.id.startswith("bcf")] == []


def test_attempts_of_one_caller_link_to_each_other_and_not_to_themselves(session: Session) -> None:
    table = session.calls.columns(0)
    second = row_with(session, "attempt", 2)
    card = card_of(session, second)
    attempts = lines(card, "Attempts of this caller (")
    own = [line for line in attempts if not line.link]
    assert len(own) == 1
    assert own[0].value.endswith(" (this one)")
    rows = [int(line.link.removeprefix("call:")) for line in attempts if line.link]
    assert rows
    assert {int(table["caller"][row]) for row in rows} == {int(table["caller"][second])}
    assert len(attempts) <= MOST_ATTEMPTS


def test_a_test_call_says_so(session: Session) -> None:
    streams = session.calls.columns(0)["stream"]
    row = next(row for row, stream in enumerate(streams) if session.calls.is_test(int(stream)))
    assert card_of(session, row).title.startswith("Test call, ")


@pytest.mark.parametrize("row", [-1, 10**9])
def test_there_is_no_card_of_no_call(session: Session, row: int) -> None:
    assert call_card(session, row) is None


def element(conduct: Conduct, name: str) -> Card:
    card = conduct.card(f"element:{name}")
    assert card is not None
    return card


def test_every_link_on_a_card_leads_to_a_card(conduct: Conduct) -> None:
    for node in conduct.scene.nodes:
        for section in element(conduct, node.id).sections:
            for line in section.lines:
                assert not line.link or conduct.card(line.link) is not None, (node.id, line)


def test_only_the_border_blocks_and_a_psap_is_its_victim(conduct: Conduct) -> None:
    assert element(conduct, "bcf-east").sentence.startswith("Now: blocking")
    victim = element(conduct, "psap-a")
    assert (victim.sentence, victim.standing) == ("Now: no voice reaches it.", Standing.DEGRADED)


def test_callers_are_told_apart(session: Session) -> None:
    table = session.calls.columns(0)
    rows = [row for row in range(len(table["caller"])) if int(table["attempt"][row]) == 1][:60]
    assert len({card_of(session, row).subtitle.partition(":")[0] for row in rows}) == len(rows)


def test_an_element_leads_to_its_links_and_a_link_to_both_ends(conduct: Conduct) -> None:
    links = {line.label: line.link for line in lines(element(conduct, "esrp"), "About") if line.link}
    assert links == {
        "Link to BCF east": "element:east-esrp",
        "Link to BCF west": "element:west-esrp",
        "Link to ECRF": "element:esrp-ecrf",
        "Link to PSAP A": "element:esrp-a",
        "Link to PSAP B": "element:esrp-b",
    }
    about = lines(element(conduct, "east-esrp"), "About")
    assert [(line.label, line.value, line.link) for line in about] == [
        ("From", "BCF east", "element:bcf-east"),
        ("To", "ESRP", "element:esrp"),
        ("Carries", "calls", ""),
        ("One-way delay", "5 ms", ""),
    ]


def test_a_border_says_what_it_does_and_marks_the_rule(conduct: Conduct) -> None:
    card = element(conduct, "bcf-east")
    assert card.sentence == "Now: blocking, drops voice."
    does = lines(card, "What it does to calls")
    assert [line.label for line in does] == ["media in", "media out"]
    assert all(line.value.endswith("Concerns every network.") for line in does)
    marked = [line.label for line in lines(card, "Rules of Border policy") if "◀ blocks calls" in line.value]
    assert marked == ["1. session-guard"]


def test_a_psap_shows_its_queue_and_its_latest_calls_newest_first(conduct: Conduct) -> None:
    card = element(conduct, "psap-a")
    queue = {line.label: line for line in lines(card, "Queue")}
    assert queue["On a line"].value.endswith(" of 3 call takers")
    assert queue["Room to wait"].value == "6 calls"
    assert queue["Overflow to"].link == "element:psap-b"
    latest = lines(card, "Latest calls (of ")
    rows = [int(line.link.removeprefix("call:")) for line in latest]
    assert rows == sorted(rows, reverse=True)
    assert len(rows) == LATEST


def test_a_psap_without_calls_says_none_yet() -> None:
    fresh = Session(small_scenario(), 911, MemoryStore())
    fresh.open()
    card = Conduct(fresh).card("element:psap-a")
    assert card is not None
    assert [line.value for line in lines(card, "Latest calls")] == ["none yet"]


def test_a_carrier_tells_its_share_and_a_cut_link_is_bad(session: Session) -> None:
    network = replace(session.scenario.network, down_links=frozenset({"cell-east"}))
    card = element_card(session, network, MapState(), "cell")
    assert card is not None
    about = {line.label: line for line in lines(card, "About")}
    assert about["Share of 911 calls"].value == "70 %"
    assert (about["Link to BCF east"].value, about["Link to BCF east"].tone) == ("calls, cut", BAD)
    assert about["Link to BCF west"].value == "calls, 9 ms"
    assert isinstance(network.links["cell-east"], Link)


def test_a_seats_card_knows_alarms_and_nothing_else(session: Session) -> None:
    network = session.scenario.network
    quiet, rung = MapState(seat_view=True), MapState(seat_view=True, alarmed=frozenset({"bcf-east"}))
    assert seat_card(network, quiet, "bcf-east") == Card(
        "element:bcf-east", "BCF east", network.elements["bcf-east"].title, "No alarm names this element."
    )
    card = seat_card(network, rung, "bcf-east")
    assert card is not None
    assert card.sentence == "An alarm names this element."
    assert seat_card(network, quiet, "east-esrp") is None


@pytest.mark.parametrize("what", ["nowhere", ""])
def test_there_is_no_card_of_no_element(conduct: Conduct, what: str) -> None:
    assert conduct.card(f"element:{what}") is None


def test_a_border_that_is_down_says_that_nothing_goes_through_and_what_it_does_when_it_is_up(session: Session) -> None:
    network = replace(session.scenario.network, down_elements=frozenset({"bcf-east"}))
    state = MapState({"bcf-east": Condition(Standing.DOWN, "down")})
    card = element_card(session, network, state, "bcf-east")
    assert card is not None
    assert card.sentence == "Now: down."
    assert [section.heading for section in card.sections][:2] == ["What it does to calls", "What it does when it is up"]
    (line,) = lines(card, "What it does to calls")
    assert (line.value, line.tone) == ("No call goes through it while it is down.", BAD)
    working = element_card(session, session.scenario.network, MapState(), "bcf-east")
    assert working is not None
    assert working.sections[0].heading == "What it does to calls"
    assert "when it is up" not in " ".join(section.heading for section in working.sections)
