"""Nobody is sent more than their desk would show: over random scenarios of seats, and with canaries in every byte."""

import json
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.domain.commands import FACILITATOR, ClearFault, LaunchFault, StartClock, TakeAction, WriteNote
from hotwash.domain.conduct_commands import (
    AskForBeliefs,
    ImproviseInject,
    LogDecision,
    SendMessage,
    SetBookmark,
    StateBelief,
)
from hotwash.domain.facts import Happened
from hotwash.domain.plan import EVERYTHING, Part, Sight
from hotwash.domain.review_commands import Observe
from hotwash.domain.scenario import Scenario, Seat
from hotwash.domain.time import MINUTE
from hotwash.domain.visibility import Eyes
from hotwash.exercise.codec import decode, encode
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.seats.exchange import Batch, Connection
from hotwash.seats.seating import Seating
from tests.room_world import room_scenario

SMALL = room_scenario(per_day=6_000)
NETWORK = SMALL.network


def played(scenario: Scenario) -> Session:
    """A quarter of an hour in which something of every sort happens, each with a canary of its own."""
    session = Session(scenario, 911, MemoryStore())
    session.open()
    seats = list(scenario.seats)
    session.ask(FACILITATOR, StartClock())
    session.ask(FACILITATOR, WriteNote("canary-facilitator-note"))
    session.ask(FACILITATOR, LaunchFault(next(iter(scenario.faults))))
    for seat in seats:
        session.ask(seat, WriteNote(f"canary-note-of-{seat}"))
        session.ask(seat, LogDecision(f"canary-decision-of-{seat}"))
        session.ask(seat, StateBelief(f"canary-belief-of-{seat}", 50))
        session.ask(seat, Observe(f"canary-observation-of-{seat}"))
        session.ask(seat, SendMessage((seats[0],), "phone", f"canary-message-of-{seat}"))
        session.ask(seat, TakeAction("logs"))
        session.run_to(session.now + MINUTE)
    session.ask(FACILITATOR, SetBookmark("canary-bookmark"))
    session.ask(FACILITATOR, AskForBeliefs((seats[-1],)))
    session.ask(
        FACILITATOR, ImproviseInject("canary-subject", "canary-inject", "canary-sender", "phone", to=(seats[0],))
    )
    session.run_to(15 * MINUTE)
    session.ask(FACILITATOR, ClearFault(next(iter(scenario.faults))))
    session.run_to(16 * MINUTE)
    return session


def handed_out(session: Session) -> dict[str, list[Batch]]:
    """Everything that the hub gives to the server's thread, by the seat it is for, as if somebody sat at each."""
    seating = Seating(session, None)
    posted: list[Batch] = []
    exchange = seating.exchange
    exchange._connected = tuple(Connection(1, seat, 0) for seat in session.scenario.seats)
    exchange.post = posted.append  # type: ignore[assignment, method-assign]  # what would go to the other thread is kept here
    exchange._loop = object()  # type: ignore[assignment]  # as if the server ran
    seating.hub.publish(session)
    return {
        seat: [Batch({seat: b.facts.get(seat, ())}, {seat: b.sections.get(seat, {})}) for b in posted]
        for seat in session.scenario.seats
    }


SIGHTS = st.builds(
    Sight,
    psaps=st.sampled_from([(), ("psap-a",), ("psap-b",), ("north",), (EVERYTHING,)]),
    origins=st.sampled_from([(), ("cell",), ("voip",), (EVERYTHING,)]),
    elements=st.sampled_from([(), ("bcf-east",), ("esrp", "psap-a"), (EVERYTHING,)]),
    policies=st.sampled_from([(), ("border-policy",), (EVERYTHING,)]),
)
ROOMS = st.lists(st.tuples(SIGHTS, st.sampled_from(list(Part))), min_size=2, max_size=5)


def room_of(drawn: list[tuple[Sight, Part]]) -> Scenario:
    ids = ["duty", "noc", "psap-a", "cell", "eva"]
    seats = {
        own: Seat(own, f"Seat {own}", "Here", "Brief.", part=part, sees=sight)
        for own, (sight, part) in zip(ids, drawn, strict=False)
    }
    return replace(SMALL, seats=MappingProxyType(seats), injects=MappingProxyType({}), objectives=SMALL.objectives)


def known(fact: Any, seen: Any) -> bool:
    """Whether a fact that was sent says no more than what the seat's eyes gave."""
    return type(fact) is type(seen) and all(
        json.dumps(encode(fact)[field.name]) == json.dumps(encode(seen)[field.name]) for field in fields(seen)
    )


@settings(max_examples=8)
@given(ROOMS)
def test_no_seat_is_sent_a_fact_that_its_eyes_hide(drawn: list[tuple[Sight, Part]]) -> None:
    scenario = room_of(drawn)
    session = played(scenario)
    given_out = handed_out(session)
    for seat in scenario.seats.values():
        eyes = Eyes(seat, scenario.network)
        allowed = [(one, seen) for one in session.facts if (seen := eyes.see(one.fact)) is not None]
        lines = [json.loads(line) for batch in given_out[seat.id] for line, _ in batch.facts[seat.id]]
        assert [line["n"] for line in lines] == list(range(1, len(allowed) + 1))
        for line, (one, seen) in zip(lines, allowed, strict=True):
            assert known(decode(line["kind"], line["body"]), seen)
            assert line["at"] == one.at


def canaries(session: Session, seat: Seat) -> set[str]:
    """Words that must not reach a seat: what was written by others and not to it, and what only the facilitator has."""
    eyes = Eyes(seat, session.scenario.network)
    everything, mine = set[str](), set[str]()
    for one in session.facts:
        found = set(_words(one))
        everything |= found
        seen = eyes.see(one.fact)
        if seen is not None:
            mine |= set(_words(Happened(0, 0, seen)))
    return everything - mine


def _words(one: Happened) -> list[str]:
    return [word for word in json.dumps(encode(one.fact)).replace('"', " ").split() if word.startswith("canary-")]


@settings(max_examples=6)
@given(ROOMS)
def test_no_byte_for_a_seat_holds_a_canary_of_what_it_may_not_know(drawn: list[tuple[Sight, Part]]) -> None:
    scenario = room_of(drawn)
    session = played(scenario)
    given_out = handed_out(session)
    hidden = 0
    for seat in scenario.seats.values():
        sent = " ".join(
            text
            for batch in given_out[seat.id]
            for text in [*(line for line, _ in batch.facts[seat.id]), *batch.sections[seat.id].values()]
        )
        told = canaries(session, seat)
        hidden += len(told)
        assert not [word for word in told if word in sent], seat.id
        if seat.part is not Part.EVALUATOR:
            for fault in scenario.faults.values():
                assert f'"fault":"{fault.id}"' not in sent
            assert "fact.world_changed" not in sent
            assert "fact.inject_" not in sent
            assert "canary-facilitator-note" not in sent
    assert hidden
