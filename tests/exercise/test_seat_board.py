"""A desk is folded from what its seat may see, and agrees with the board of the whole exercise in all of that."""

from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.domain.commands import FACILITATOR, ApproveAction, DeclineAction, StartClock, TakeAction
from hotwash.domain.conduct_commands import AskForBeliefs, SendMessage, StopPlay
from hotwash.domain.conduct_facts import BeliefsAsked, BeliefStated
from hotwash.domain.facts import AlarmRaised, CallsTallied, FaultBegan, Happened, WorldChanged
from hotwash.domain.plan import EVERYTHING, Part, Sight
from hotwash.domain.scenario import Seat
from hotwash.domain.visibility import Eyes
from hotwash.exercise.codec import decode, encode, kind_of
from hotwash.exercise.projections.seat_board import SeatBoard, evolve_seat, fold_seat, seen
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from tests.exercise.test_conducting import commands
from tests.room_world import SEATS, room_scenario

NETWORK = room_scenario().network


@cache
def played() -> Session:
    one = Session(room_scenario(), 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    for minute, actor, command in commands():
        one.run_to(minute * 60_000)
        one.ask(actor, command)
    return one


def some(names: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from([*names, EVERYTHING]), max_size=3, unique=True).map(tuple)


sights = st.builds(
    Sight,
    psaps=some(["psap-a", "psap-b", "north"]),
    origins=some(["cell", "voip"]),
    elements=some([*NETWORK.elements, *NETWORK.links]),
    policies=some(["border-policy"]),
)
seats = st.builds(
    lambda seat, sight, part: replace(seat, sees=sight, part=part),
    st.sampled_from(SEATS),
    sights,
    st.sampled_from(list(Part)),
)


@settings(max_examples=60, deadline=None)
@given(seats)
def test_a_desk_agrees_with_the_board_on_everything_that_its_seat_may_see(seat: Seat) -> None:
    board, desk = played().board, fold_seat(Eyes(seat, NETWORK), played().facts)
    eyes = Eyes(seat, NETWORK)
    told = {one.seq for one in played().facts if isinstance(one.fact, AlarmRaised) and eyes.see(one.fact)}
    mine = [line for line in board.alarms if line.seq in told]
    assert [(a.alarm, a.at, a.element, a.text, a.acknowledged, a.cleared_at) for a in desk.alarms] == [
        (a.alarm, a.at, a.element, a.text, seat.id in a.acknowledged_by, a.cleared_at) for a in mine
    ]
    assert list(desk.acts) == [line for line in board.actions if line.seat == seat.id]
    assert list(desk.asked) == [line for line in board.requests if line.seat == seat.id]
    still = {line.request for line in board.requests if line.approver == seat.id}
    assert still <= {line.request for line in desk.to_approve}
    assert desk.clock.running == board.running
    assert desk.clock.ended == board.ended
    assert desk.clock.stopped_by == board.conduct.stopped_by
    assert [one.seq for one in desk.decisions] == [
        one.seq for one in board.conduct.decisions if getattr(one.fact, "seat", "") == seat.id
    ]
    assert [one.seq for one in desk.beliefs] == [
        one.seq for one in board.conduct.beliefs if getattr(one.fact, "seat", "") == seat.id
    ]
    numbered = [letter.seq for letter in desk.letters if letter.number]
    assert numbered == [
        one.seq
        for one in board.conduct.messages
        if seat.part is Part.EVALUATOR or seat.id in (getattr(one.fact, "seat", ""), *getattr(one.fact, "to", ()))
    ]


@settings(max_examples=40, deadline=None)
@given(seats)
def test_facts_that_went_over_a_wire_one_by_one_give_the_same_desk(seat: Seat) -> None:
    eyes = Eyes(seat, NETWORK)
    desk = SeatBoard(seat.id)
    for one in seen(eyes, played().facts):
        sent = decode(kind_of(one.fact), encode(one.fact))
        desk = evolve_seat(desk, Happened(one.seq, one.at, sent))  # type: ignore[arg-type]  # facts decode to facts
    assert desk == fold_seat(eyes, played().facts)


@settings(max_examples=40, deadline=None)
@given(seats.filter(lambda seat: seat.part is not Part.EVALUATOR))
def test_no_players_or_observers_desk_holds_a_cause_or_a_count_of_others(seat: Seat) -> None:
    eyes = Eyes(seat, NETWORK)
    assert not any(isinstance(one.fact, FaultBegan | WorldChanged) for one in seen(eyes, played().facts))
    for one in fold_seat(eyes, played().facts).minutes:
        assert isinstance(one.fact, CallsTallied)
        assert set(one.fact.psaps) <= eyes.psaps
        assert set(one.fact.origins) <= eyes.origins
        assert not one.fact.causes


def test_a_card_is_open_from_the_question_to_the_answer() -> None:
    eyes = Eyes(SEATS[0], NETWORK)
    asked = Happened(1, 60_000, BeliefsAsked((), FACILITATOR))
    open_card = fold_seat(eyes, [asked])
    assert open_card.card == asked
    told = Happened(2, 70_000, BeliefStated("duty", "A rule", 60, "rtp_blocked", ()))
    others = Happened(3, 80_000, BeliefStated("noc", "Power", 10, "", ()))
    assert evolve_seat(open_card, told).card is None
    assert fold_seat(eyes, [asked, told, others]).beliefs == (told,)


def test_requests_are_open_at_both_seats_until_they_are_answered() -> None:
    one = Session(room_scenario(), 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    assert one.ask("noc", TakeAction("bypass")).accepted
    noc, duty = (Eyes(seat, NETWORK) for seat in (SEATS[1], SEATS[0]))
    assert [line.action for line in fold_seat(noc, one.facts).asked] == ["bypass"]
    assert [line.action for line in fold_seat(duty, one.facts).to_approve] == ["bypass"]
    assert one.ask("duty", DeclineAction(action="bypass", reason="Not yet")).accepted
    assert fold_seat(noc, one.facts).asked == fold_seat(duty, one.facts).to_approve == ()
    assert len(fold_seat(noc, one.facts).answers) == 1
    assert one.ask("noc", TakeAction("bypass")).accepted
    assert one.ask("duty", ApproveAction(action="bypass")).accepted
    desk = fold_seat(noc, one.facts)
    assert (desk.asked, [line.action for line in desk.acts]) == ((), ["bypass"])


def test_an_answer_belongs_to_its_message_and_a_stop_is_told_to_everybody() -> None:
    one = Session(room_scenario(), 911, MemoryStore())
    one.open()
    one.ask("duty", SendMessage(("noc", "simcell"), "phone", "Do you hear callers?"))
    one.ask("noc", SendMessage(("duty",), "phone", "No.", answers=1))
    one.ask(FACILITATOR, AskForBeliefs(("noc",)))
    one.ask("guest", StopPlay("Smoke in the hall"))
    desks = {seat.id: fold_seat(Eyes(seat, NETWORK), one.facts) for seat in SEATS}
    assert [(letter.number, letter.answers) for letter in desks["duty"].letters] == [(1, 0), (2, 1)]
    assert desks["cell"].letters == ()
    assert {desk.clock.stopped_by for desk in desks.values()} == {"guest"}
    assert not any(desk.playing for desk in desks.values())
    assert [name for name, desk in desks.items() if desk.card is not None] == ["noc"]
