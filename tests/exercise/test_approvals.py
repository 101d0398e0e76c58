"""Acts that need approval: asked, approved or declined by the right people, and run again identically."""

from dataclasses import replace
from types import MappingProxyType

from hotwash.domain.commands import (
    FACILITATOR,
    ApproveAction,
    ClearFault,
    Command,
    DeclineAction,
    EndExercise,
    LaunchFault,
    StartClock,
    TakeAction,
)
from hotwash.domain.facts import ActionAsked, ActionBegan, ActionDeclined, ActionEnded, Fact, StateChanged
from hotwash.domain.scenario import Decision, Scenario, Seat
from hotwash.domain.time import HOUR, MINUTE
from hotwash.domain.visibility import visible
from hotwash.exercise.codec import decode, encode, kind_of
from hotwash.exercise.play import play
from hotwash.exercise.projections.board import fold
from hotwash.exercise.replay import verify
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from tests.small_world import small_scenario

CHIEF = Seat("chief", "Chief", "State 911", "You decide.")


def guarded(approval: str) -> Scenario:
    """The small world in which the bypass needs approval, and is offered to both seats."""
    base = small_scenario(fault_at=None)
    bypass = replace(base.actions["bypass"], approval=approval, seats=("duty", "chief"))
    return replace(
        base,
        seats=MappingProxyType({**base.seats, "chief": CHIEF}),
        actions=MappingProxyType({**base.actions, "bypass": bypass}),
    )


def session(approval: str = "chief") -> Session:
    made = Session(guarded(approval), 911, MemoryStore())
    made.open()
    made.ask(FACILITATOR, StartClock())
    made.run_to(MINUTE)
    return made


def told(one: Session) -> list[Fact]:
    kinds = (ActionAsked, ActionBegan, ActionDeclined, ActionEnded)
    return [item.fact for item in one.facts if isinstance(item.fact, kinds)]


ASKED = ActionAsked(1, "bypass", "Bypass inspection of call traffic", "duty", "chief")


def test_an_act_that_needs_approval_is_asked_for_and_does_nothing_yet() -> None:
    one = session()
    assert one.ask("duty", TakeAction("bypass")).accepted
    asked = told(one)
    assert [(fact.request, fact.seat, fact.approver) for fact in asked if isinstance(fact, ActionAsked)] == [
        (1, "duty", "chief")
    ]
    assert len(asked) == 1
    assert [(line.request, line.action, line.at) for line in one.board.requests] == [(1, "bypass", MINUTE)]
    one.run_to(30 * MINUTE)
    assert one.board.live == ()
    assert one.ask("duty", TakeAction("bypass")).sentence.endswith("waits for approval already.")


def test_the_approver_and_the_facilitator_may_answer_and_nobody_else() -> None:
    for who, allowed in (("duty", False), ("chief", True), (FACILITATOR, True)):
        for answer in (ApproveAction(1), DeclineAction(1, reason="Not now.")):
            one = session()
            one.ask("duty", TakeAction("bypass"))
            assert one.ask(who, answer).accepted is allowed, (who, answer)
            assert (one.board.requests == ()) is allowed
    assert session().ask("chief", ApproveAction(1)).sentence == "No such request waits for an answer."


def test_an_approved_act_begins_for_the_seat_that_asked() -> None:
    one = session()
    one.ask("duty", TakeAction("bypass"))
    one.run_to(3 * MINUTE)
    one.ask("chief", ApproveAction(1))
    began = next(item for item in one.facts if isinstance(item.fact, ActionBegan))
    assert began.at == 3 * MINUTE
    assert isinstance(began.fact, ActionBegan)
    assert began.fact.seat == "duty"
    one.run_to(40 * MINUTE)
    assert [type(overlay.change).__name__ for overlay in one.board.live] == ["Bypassed"]
    assert isinstance(told(one)[-1], ActionEnded)


def test_a_declined_act_does_not_begin_and_may_be_asked_for_again() -> None:
    one = session()
    one.ask("duty", TakeAction("bypass"))
    one.ask("chief", DeclineAction(1, reason="Too risky."))
    last = told(one)[-1]
    assert isinstance(last, ActionDeclined)
    assert (last.seat, last.by, last.reason) == ("duty", "chief", "Too risky.")
    assert one.ask("duty", TakeAction("bypass")).accepted
    assert one.board.requests[0].request == 2


def test_the_approver_and_the_facilitator_need_nobody() -> None:
    one = session()
    one.ask("chief", TakeAction("bypass"))
    two = session()
    two.ask(FACILITATOR, TakeAction("bypass", for_seat="duty"))
    for begun in (one, two):
        assert [type(fact) for fact in told(begun)] == [ActionBegan]


def test_an_act_that_is_under_way_cannot_be_approved_a_second_time() -> None:
    one = session(FACILITATOR)
    one.ask("duty", TakeAction("bypass"))
    one.ask("chief", TakeAction("bypass"))
    assert [line.seat for line in one.board.requests] == ["duty", "chief"]
    assert one.ask(FACILITATOR, ApproveAction(action="bypass")).accepted, "the oldest request for that act"
    assert "later" in one.ask(FACILITATOR, ApproveAction(action="bypass")).sentence
    assert [line.seat for line in one.board.requests] == ["chief"]


def test_only_the_facilitator_rules_how_long_an_approved_act_takes() -> None:
    one = session()
    one.ask("duty", TakeAction("bypass"))
    assert not one.ask("chief", ApproveAction(1, takes=1_000)).accepted
    assert one.ask(FACILITATOR, ApproveAction(1, takes=1_000)).accepted
    one.run_to(MINUTE + 1_000)
    assert isinstance(told(one)[-1], ActionEnded)


def test_who_sees_what_of_a_request() -> None:
    asked = ActionAsked(1, "bypass", "Bypass", "duty", "chief")
    declined = ActionDeclined(1, "bypass", "Bypass", "duty", "chief", "")
    for fact in (asked, declined):
        assert [seat for seat in ("duty", "chief", "other", FACILITATOR) if visible(fact, seat)] == [
            "duty", "chief", FACILITATOR,
        ]  # fmt: skip


def test_commands_and_facts_of_approvals_come_back_from_a_journal() -> None:
    commands: tuple[Command, ...] = (ApproveAction(3), ApproveAction(action="x", takes=7), DeclineAction(2, reason="y"))
    facts: tuple[Fact, ...] = (ASKED, ActionDeclined(1, "bypass", "Bypass", "duty", "chief", "No."))
    for item in (*commands, *facts):
        assert decode(kind_of(item), encode(item)) == item


def test_an_exercise_with_approvals_replays_identically() -> None:
    scenario = guarded("chief")
    store = MemoryStore()
    one = Session(scenario, 911, store)
    one.open()
    refused = play(
        one,
        (
            Decision(2 * MINUTE, "duty", TakeAction("bypass")),
            Decision(4 * MINUTE, "chief", DeclineAction(action="bypass", reason="Why?")),
            Decision(5 * MINUTE, "duty", TakeAction("bypass")),
            Decision(5 * MINUTE, "chief", ApproveAction(action="bypass")),
            Decision(6 * MINUTE, "chief", ApproveAction(action="bypass")),
        ),
        HOUR,
    )
    assert [item.decision.at for item in refused] == [6 * MINUTE]
    assert verify(scenario, 911, list(store.rows())) is None
    assert fold(one.facts) == one.board
    assert not one.ask(FACILITATOR, EndExercise()).accepted


def test_keep_alives_and_approvals_give_the_same_journal_at_any_frame_rate() -> None:
    scenario = guarded("chief")
    moves: tuple[tuple[int, str, Command], ...] = (
        (90_001, FACILITATOR, LaunchFault("power")),
        (200_000, "duty", TakeAction("bypass")),
        (260_017, "chief", ApproveAction(1)),
        (300_000, FACILITATOR, LaunchFault("location")),
        (900_000, FACILITATOR, ClearFault("power")),
    )

    def played(chop: int) -> list[tuple[int, int, Fact]]:
        one = Session(scenario, 911, MemoryStore())
        one.open()
        one.ask(FACILITATOR, StartClock())
        for at, actor, command in moves:
            while one.now < at:
                one.run_to(min(at, one.now + chop))
            assert one.ask(actor, command).accepted
        while one.now < 30 * MINUTE:
            one.run_to(min(30 * MINUTE, one.now + chop))
        return [(item.seq, item.at, item.fact) for item in one.facts]

    whole = played(HOUR)
    assert any(isinstance(fact, StateChanged) for _, _, fact in whole)
    assert played(7_777) == whole == played(1_003)
