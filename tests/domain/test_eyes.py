"""What a seat sees of a played exercise: its own desk, its own counts in its own words, and never a cause."""

from hotwash.domain.conduct_facts import ConductFact, MessageSent
from hotwash.domain.facts import CallsTallied, Fact, FaultBegan, StateChanged, WorldChanged
from hotwash.domain.review_facts import Observed, ReviewFact
from hotwash.domain.visibility import Eyes
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from tests.exercise.test_conducting import commands
from tests.room_world import SEATS, room_scenario


def everything() -> list[Fact]:
    one = Session(room_scenario(), 911, MemoryStore())
    one.open()
    for minute, actor, command in commands():
        one.run_to(minute * 60_000)
        one.ask(actor, command)
    return [item.fact for item in one.facts]


def seen(seat: str) -> list[Fact]:
    eyes = Eyes(next(one for one in SEATS if one.id == seat), room_scenario().network)
    return [fact for fact in map(eyes.see, everything()) if fact is not None]


def test_no_player_or_observer_sees_a_cause_an_inject_or_what_evaluators_write() -> None:
    for seat in ("duty", "noc", "psap-a", "cell", "guest"):
        facts = seen(seat)
        assert not any(isinstance(fact, FaultBegan | WorldChanged) for fact in facts)
        assert not any(type(fact).__name__.startswith("Inject") for fact in facts)
        assert all(fact.by == seat for fact in facts if isinstance(fact, ReviewFact))


def test_a_psap_counts_what_reached_it_and_nothing_of_what_never_came() -> None:
    minutes = [fact for fact in seen("psap-a") if isinstance(fact, CallsTallied)]
    assert minutes
    assert {name for minute in minutes for name in minute.psaps} == {"psap-a"}
    assert not any(minute.origins or minute.causes or minute.outcomes or minute.check for minute in minutes)
    words = {word for minute in minutes for counts in minute.psaps.values() for word in counts}
    assert "no_audio" in words
    assert not words & {"silent", "rejected"}


def test_a_carrier_sees_calls_without_sound_as_connected() -> None:
    minutes = [fact for fact in seen("cell") if isinstance(fact, CallsTallied)]
    words = {word for minute in minutes for counts in minute.origins.values() for word in counts}
    assert "connected" in words
    assert "no_audio" not in words
    assert {name for minute in minutes for name in minute.origins} == {"cell"}


def test_states_are_for_who_watches_the_element() -> None:
    told = StateChanged("bcf-east", "ElementState", "Unreachable", "cell")
    network = room_scenario().network
    assert Eyes(SEATS[0], network).see(told) == told
    assert Eyes(SEATS[2], network).see(told) is None


def test_a_message_is_seen_by_who_sent_it_and_who_got_it() -> None:
    sent = MessageSent(1, "duty", "Duty officer", ("noc", "simcell"), "phone", "x", 0)
    network = room_scenario().network
    assert [seat.id for seat in SEATS if Eyes(seat, network).see(sent)] == ["duty", "noc", "eva"]


def test_an_evaluator_sees_causes_and_injects_but_not_what_others_wrote() -> None:
    facts = seen("eva")
    assert any(isinstance(fact, FaultBegan) for fact in facts)
    assert any(isinstance(fact, ConductFact) for fact in facts)
    assert any(isinstance(fact, Observed) for fact in facts)
    assert {fact.by for fact in facts if isinstance(fact, ReviewFact)} == {"eva"}
