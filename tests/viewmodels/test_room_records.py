"""Records of the room: feed, SimCell, seats, a seat's own map, and what a projector may show; no window."""

from dataclasses import fields, replace
from types import MappingProxyType

import pytest

from hotwash.analysis.conditions import Standing
from hotwash.catalogue import registry
from hotwash.domain.commands import FACILITATOR, AcknowledgeAlarm, KeyIn, LaunchFault, StartClock, TakeAction
from hotwash.domain.conduct_commands import (
    ImproviseInject,
    LogDecision,
    ReleaseInject,
    SendMessage,
    SetBookmark,
    StateBelief,
    StopPlay,
    TakeSeat,
)
from hotwash.domain.facts import Happened, MessageTold
from hotwash.domain.plan import Part
from hotwash.domain.scenario import PlannedFault
from hotwash.domain.scripts import Fault
from hotwash.domain.time import MINUTE, SECOND
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.viewmodels.conduct import Conduct
from hotwash.viewmodels.public_picture import PublicPicture, PublicView
from hotwash.viewmodels.simcell import script
from tests.catalogue.samples import sample
from tests.room_world import room_scenario


def begun(faults: dict[str, Fault] | None = None) -> Conduct:
    scenario = room_scenario()
    if faults is not None:
        planned = {key: PlannedFault(key, fault, None) for key, fault in faults.items()}
        scenario = replace(scenario, faults=MappingProxyType({**scenario.faults, **planned}))
    session = Session(scenario, 911, MemoryStore())
    session.open()
    assert session.ask(FACILITATOR, StartClock()).accepted
    return Conduct(session)


def at(conduct: Conduct, ms: int) -> Conduct:
    conduct.session.run_to(ms)
    conduct.catch_up()
    return conduct


def test_the_feed_holds_what_seats_did_and_nothing_of_the_facilitator() -> None:
    conduct = at(begun(), MINUTE)
    ask = conduct.session.ask
    ask("duty", SendMessage(("noc", "simcell"), "phone", "Do you see anything?"))
    ask("noc", LogDecision("Watch", "Nobody knows", "An alarm"))
    ask("noc", StateBelief("Voice", 70, "rtp_blocked", ("bcf-east",)))
    ask(FACILITATOR, SendMessage(("duty",), "phone", "Nothing here.", 1, "PSAP B desk"))
    ask(FACILITATOR, KeyIn("noc", 30 * SECOND, TakeAction("logs")))
    ask("duty", StopPlay("Fire"))
    conduct.catch_up()
    assert [(line.seat, line.kind) for line in conduct.room.feed] == [
        ("duty", "message"),
        ("noc", "card"),
        ("noc", "card"),
        ("noc", "presence"),
        ("noc", "action"),
        ("duty", "stop"),
    ]
    texts = [line.text for line in conduct.room.feed]
    assert texts[0] == "Duty officer → ESInet NOC, SimCell (phone): Do you see anything?"
    assert texts[1] == "ESInet NOC decided: Watch; because: Nobody knows; expects: An alarm"
    assert texts[2].startswith("ESInet NOC believes, 70 % sure: ")
    assert texts[3] == "Keyed in for ESInet NOC, done on paper at 0:00:30:"
    assert all(line.text for line in conduct.log), "every fact has words in the log"


def test_messages_to_the_simcell_wait_first_and_say_for_how_long() -> None:
    conduct = at(begun(), MINUTE)
    ask = conduct.session.ask
    ask("duty", SendMessage(("simcell",), "phone", "First"))
    ask("noc", SendMessage(("duty",), "chat", "Between seats"))
    at(conduct, 2 * MINUTE)
    ask("noc", SendMessage(("simcell",), "radio", "Second"))
    at(conduct, 3 * MINUTE + 5 * SECOND)
    room = conduct.room.shown()
    assert [(row.text, row.waiting) for row in room.messages] == [
        ("First", "waits 2:05"),
        ("Second", "waits 1:05"),
        ("Between seats", ""),
    ]
    assert room.unanswered == 2
    ask(FACILITATOR, SendMessage(("duty",), "phone", "All quiet.", 1, "PSAP B desk"))
    room = conduct.room.shown()
    assert [row.text for row in room.messages] == ["Second", "All quiet.", "Between seats", "First"]
    assert room.messages[-1].answered
    assert [voice.name for voice in conduct.room.voices] == ["PSAP B desk", "PSAP B", "Vendor desk"]


def test_a_call_of_the_simcell_says_that_it_is_an_exercise_once() -> None:
    assert script("All quiet.") == "THIS IS AN EXERCISE. All quiet. THIS IS AN EXERCISE."
    assert script(script("All quiet.")) == script("All quiet.")


def test_who_sits_where() -> None:
    conduct = begun()
    conduct.session.ask(FACILITATOR, TakeSeat("duty", "window", "Ann"))
    conduct.session.ask(FACILITATOR, TakeSeat("noc", "paper"))
    rows = {row.seat: row for row in conduct.room.shown().seats}
    assert [one.words for one in rows["duty"].sitting] == ["Ann, at a window, since 0:00:00"]
    assert rows["noc"].on_paper
    assert rows["psap-a"].sitting == ()
    assert rows["eva"].part == "evaluator"


def test_the_map_of_a_seat_shows_states_told_to_it_and_its_alarms_only() -> None:
    conduct = begun()
    conduct.seat_view = True
    at(conduct, 15 * MINUTE)
    conduct.session.ask(FACILITATOR, LaunchFault("power"))
    at(conduct, 20 * MINUTE)
    told = {}
    for seat in ("duty", "noc", "cell"):
        conduct.viewed = seat
        state = conduct.map_state()
        assert state.queues == {}
        assert all(found.standing is not Standing.BLOCKING for found in state.conditions.values())
        told[seat] = dict(state.conditions)
    assert "bcf-east" in told["duty"], "whose sight is everything"
    assert told["noc"] == told["cell"] == {}, "who have no map of their own"
    assert all("voice" not in found.word for found in told["duty"].values())


def test_bookmarks_and_injects_stand_on_the_timeline() -> None:
    conduct = at(begun(), 5 * MINUTE)
    conduct.session.ask(FACILITATOR, SetBookmark("First guess"))
    conduct.session.ask(FACILITATOR, ReleaseInject("press"))
    conduct.catch_up()
    kinds = {flag.kind: flag.text for flag in conduct._told.flags}
    assert kinds == {"bookmark": "bookmark: First guess", "inject": "inject 2: Press asks"}
    assert conduct.room.bookmarks() == (("0:05:00", "First guess"),)


def words_of(picture: PublicPicture) -> str:
    parts = []
    for item in fields(picture):
        value = getattr(picture, item.name)
        parts.append(value if isinstance(value, str) else "\n".join(map(str, value)))
    return "\n".join(parts)


def test_the_projector_shows_story_public_words_and_what_all_were_told() -> None:
    conduct = at(begun(), 11 * MINUTE)
    assert conduct.room.picture().story == ("A quiet afternoon.",)
    at(conduct, 13 * MINUTE)
    ask = conduct.session.ask
    ask(FACILITATOR, ReleaseInject("press"))
    ask(FACILITATOR, ImproviseInject("Rain", "It rains in.", "Caretaker", "in-person"))
    ask("noc", SendMessage(("duty",), "chat", "A private word"))
    conduct.catch_up()
    picture = conduct.room.picture()
    assert picture.story == ("A quiet afternoon.", "Callers are silent.")
    assert [(line.sender, line.text) for line in picture.public] == [("Channel 5 (media)", "Is 911 down?")]
    assert ("Caretaker (in person)", "It rains in.") in [(line.sender, line.text) for line in picture.told]
    said = words_of(picture)
    assert "We pick up and hear nothing." not in said, "one seat was told that"
    assert "A private word" not in said
    assert picture.stopped == ""
    ask("noc", StopPlay("Fire alarm."))
    stopped = conduct.room.picture().stopped
    assert stopped.startswith("ESInet NOC stopped play.")
    assert stopped.endswith("Fire alarm.")


def test_a_call_to_the_switchboard_is_not_shown_to_the_room() -> None:
    scenario = room_scenario()
    seats = {key: replace(seat, switchboard=key == "duty") for key, seat in scenario.seats.items()}
    players = tuple(key for key, seat in seats.items() if seat.part is Part.PLAYER)
    view = PublicView(replace(scenario, seats=MappingProxyType(seats)))
    for number, (text, mode, to) in enumerate(
        [("Rings at one desk.", "phone", ()), ("Named to all.", "phone", players), ("Aloud.", "in-person", ())]
    ):
        view.take(Happened(number, 0, MessageTold(text, "Caretaker", mode, to, public=False)))
    told = [line.text for line in view.picture(begun().session.board, 0).told]
    assert told == ["Aloud.", "Named to all."], "who sits at the switchboard hears the first, nobody else"


@pytest.mark.parametrize("kind", list(registry.faults()))
def test_nothing_of_any_fault_reaches_the_projector(kind: str) -> None:
    fault = sample(registry.faults()[kind])
    conduct = begun({"own-fault": fault})
    assert conduct.session.ask(FACILITATOR, LaunchFault("own-fault")).accepted
    at(conduct, 25 * MINUTE)
    for alarm in conduct.session.board.alarms:
        conduct.session.ask("duty", AcknowledgeAlarm(alarm.alarm))
    said = words_of(conduct.room.picture())
    scenario = conduct.session.scenario
    hidden = [fault.title, fault.narrative(scenario.network), "own-fault", kind, "rtp_blocked", "border-policy"]
    hidden += [fault.code] if len(fault.code) > 1 else []
    hidden += [one.delivery.script for one in scenario.injects.values() if one.delivery.script]
    hidden += [line.sentence for line in conduct.session.board.faults]
    assert conduct.session.board.fault("own-fault") is not None or conduct.session.board.ended_faults
    assert [word for word in hidden if word in said] == []


def test_the_map_of_a_seat_is_its_own_and_what_rings_there() -> None:
    conduct = begun()
    conduct.seat_view = True
    at(conduct, 20 * MINUTE)
    own = {}
    for seat in ("duty", "noc", "psap-a", "cell", "eva"):
        conduct.viewed = seat
        state = conduct.map_state()
        own[seat] = None if state.own is None else state.own - state.alarmed
    assert own["duty"] is own["eva"] is None, "everything"
    assert own["noc"] is not None, "the borders whose lines it may read ring here"
    assert own["noc"] <= {"bcf-east", "bcf-west"}
    assert own["psap-a"] == frozenset({"psap-a"})
    assert own["cell"] == frozenset({"cell"})
    assert conduct.map_state().on_map("esrp")
    conduct.viewed = "cell"
    assert not conduct.map_state().on_map("esrp")
