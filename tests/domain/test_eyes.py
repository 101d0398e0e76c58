"""What a seat sees of a played exercise: its own desk, its own counts in its own words, and never a cause."""

from dataclasses import replace

from hotwash.domain.conduct_facts import ConductFact, MessageSent
from hotwash.domain.facts import (
    AlarmRaised,
    CallsTallied,
    ExerciseOpened,
    Fact,
    FaultBegan,
    MessageTold,
    StateChanged,
    WorldChanged,
)
from hotwash.domain.plan import Part
from hotwash.domain.review_facts import Observed, ReviewFact
from hotwash.domain.scenario import Seat
from hotwash.domain.visibility import Eyes, eyes_of
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
    eyes = eyes_of(SEATS, room_scenario().network)[seat]
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


def test_an_alarm_for_nobody_in_particular_rings_where_its_element_is_watched() -> None:
    ring = AlarmRaised(1, "MediaLoss", "bcf-east", "x", ())
    network = room_scenario().network
    rung = [name for name, eyes in eyes_of(SEATS, network).items() if eyes.see(ring)]
    assert rung == ["duty", "eva"], "an observer hears no alarm"
    assert Eyes(Seat("old", "Old", "x", "y"), network).see(ring), "a seat without sight hears all that is for all"


def test_a_message_for_nobody_in_particular_comes_to_the_switchboard() -> None:
    network = room_scenario().network
    call = MessageTold("Dead air", "PSAP B", "phone", (), public=False)
    spoken = MessageTold("Module two", "Facilitator", "in-person", (), public=False)
    notice = MessageTold("911 is down", "State 911", "post", (), public=True)
    players = [seat for seat in SEATS if seat.part is Part.PLAYER]
    one_answers = [replace(seat, switchboard=seat.id == "noc") for seat in players]
    for told, reached in ((call, ["noc"]), (spoken, [s.id for s in players]), (notice, [s.id for s in players])):
        assert [name for name, eyes in eyes_of(one_answers, network).items() if eyes.see(told)] == reached
        assert len([name for name, eyes in eyes_of(players, network).items() if eyes.see(told)]) == len(players)


def test_no_player_or_observer_is_told_the_seed() -> None:
    for seat in ("duty", "guest"):
        assert [fact.seed for fact in seen(seat) if isinstance(fact, ExerciseOpened)] == [0]
    assert [fact.seed for fact in seen("eva") if isinstance(fact, ExerciseOpened)] == [911]
