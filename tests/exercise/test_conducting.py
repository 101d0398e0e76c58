"""Injects go out by clock, condition and hand; messages, cards, stops and reviews are kept; all of it replays."""

from collections.abc import Iterator

import pytest

from hotwash.domain.commands import FACILITATOR, AcknowledgeAlarm, Command, EndExercise, KeyIn, StartClock, TakeAction
from hotwash.domain.conduct_commands import (
    AskForBeliefs,
    DeferInject,
    HoldInject,
    ImproviseInject,
    LeaveSeat,
    LogDecision,
    PauseAt,
    ReleaseInject,
    ResumePlay,
    SendMessage,
    SetBookmark,
    SkipInject,
    StateBelief,
    StopPlay,
    TakeSeat,
)
from hotwash.domain.conduct_facts import ActKeyedIn, BeliefsAsked, InjectDue, InjectLapsed, InjectReleased
from hotwash.domain.facts import Fact, FaultBegan, MessageTold
from hotwash.domain.plan import Rating
from hotwash.domain.review_commands import (
    DropFinding,
    GiveFeedback,
    JudgeTask,
    Observe,
    PlanCorrection,
    RateTarget,
    WriteFinding,
)
from hotwash.domain.time import MINUTE, SECOND
from hotwash.exercise.codec import decode, encode, kind_of
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.projections.board import fold
from hotwash.exercise.replay import verify
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from tests.room_world import room_scenario


def begun() -> Session:
    one = Session(room_scenario(), 911, MemoryStore())
    one.open()
    assert one.ask(FACILITATOR, StartClock()).accepted
    return one


def told(one: Session, kind: type[Fact]) -> Iterator[tuple[int, Fact]]:
    return ((item.at, item.fact) for item in one.facts if isinstance(item.fact, kind))


def released(one: Session) -> dict[str, tuple[int, str]]:
    return {f.inject: (at, f.by) for at, f in told(one, InjectReleased) if isinstance(f, InjectReleased)}


def test_an_inject_of_the_clock_goes_out_after_its_veto() -> None:
    one = begun()
    one.run_to(13 * MINUTE)
    assert [(at, f.until) for at, f in told(one, InjectDue) if isinstance(f, InjectDue)] == [
        (12 * MINUTE, 12 * MINUTE + 30 * SECOND)
    ]
    assert released(one) == {"call-in": (12 * MINUTE + 30 * SECOND, "clock")}
    heard = [f for _, f in told(one, MessageTold) if isinstance(f, MessageTold) and f.sender == "PSAP B"]
    assert [(f.channel, f.seats) for f in heard] == [("phone", ("duty",))]


def test_a_held_inject_waits_for_the_facilitator() -> None:
    one = begun()
    one.run_to(12 * MINUTE + SECOND)
    assert one.ask(FACILITATOR, HoldInject("call-in", "They are on it.")).accepted
    one.run_to(15 * MINUTE)
    assert released(one) == {}
    assert one.board.conduct.inject("call-in").state == "held"
    assert one.ask(FACILITATOR, ReleaseInject("call-in")).accepted
    assert released(one) == {"call-in": (15 * MINUTE, FACILITATOR)}
    assert "out already" in one.ask(FACILITATOR, SkipInject("call-in")).sentence


def test_an_inject_of_the_facilitator_becomes_due_and_waits() -> None:
    one = begun()
    one.run_to(24 * MINUTE)
    assert one.board.conduct.inject("press").state == "due"
    assert one.board.conduct.inject("press").until == -1
    assert "press" not in released(one)


def test_a_condition_is_met_eight_minutes_into_the_fault_unless_somebody_acted() -> None:
    one = begun()
    one.run_to(25 * MINUTE)
    assert released(one)["nudge"] == (18 * MINUTE, "clock")
    two = begun()
    two.run_to(11 * MINUTE)
    two.ask("duty", TakeAction("logs"))
    two.run_to(45 * MINUTE)
    assert "nudge" not in released(two)
    assert [(at, f) for at, f in told(two, InjectLapsed)] == [(40 * MINUTE, InjectLapsed("nudge"))]


def test_a_deferred_inject_becomes_due_at_its_new_time_and_a_skipped_one_never() -> None:
    one = begun()
    assert one.ask(FACILITATOR, DeferInject("call-in", 20 * MINUTE, "Too early.")).accepted
    assert one.ask(FACILITATOR, SkipInject("press", "No time.")).accepted
    one.run_to(30 * MINUTE)
    assert released(one)["call-in"] == (20 * MINUTE + 30 * SECOND, "clock")
    assert one.board.conduct.inject("press").state == "skipped"
    assert one.ask(FACILITATOR, ReleaseInject("press")).accepted, "a skipped inject can still be played"


def test_a_network_inject_begins_its_fault_and_a_card_is_asked_for() -> None:
    one = begun()
    one.run_to(26 * MINUTE)
    assert one.ask(FACILITATOR, ReleaseInject("worse")).accepted
    assert [f.fault for _, f in told(one, FaultBegan) if isinstance(f, FaultBegan)] == ["voice", "power"]
    assert [at for at, _ in told(one, BeliefsAsked)] == [25 * MINUTE]


def test_an_improvised_inject_is_told_and_may_begin_a_fault() -> None:
    one = begun()
    one.run_to(5 * MINUTE)
    sent = ImproviseInject("Rain", "It rains in.", "Caretaker", "phone", ("noc",), fault="power")
    assert one.ask(FACILITATOR, sent).accepted
    assert released(one) == {"+1": (5 * MINUTE, FACILITATOR)}
    assert one.board.fault("power") is not None
    assert one.board.conduct.improvised


def commands() -> list[tuple[int, str, Command]]:
    """A bit of everything that people do in the room."""
    return [
        (1, FACILITATOR, TakeSeat("duty", "browser", "", "State 911")),
        (1, FACILITATOR, TakeSeat("noc", "paper")),
        (2, FACILITATOR, LeaveSeat("noc", "paper")),
        (3, "duty", SendMessage(("noc", "simcell"), "phone", "Do you see anything?")),
        (4, FACILITATOR, SendMessage(("duty",), "phone", "All quiet here.", answers=1, sender="Carrier desk")),
        (13, FACILITATOR, KeyIn("noc", 12 * MINUTE, TakeAction("logs"))),
        (14, "duty", StateBelief("Voice is blocked", 70, "rtp_blocked", ("bcf-east",))),
        (15, "duty", LogDecision("Post the numbers", "911 can't be heard", "Calls on 10-digit lines")),
        (16, FACILITATOR, SetBookmark("First guess")),
        (16, "duty", AcknowledgeAlarm(1)),
        (17, "eva", Observe("Asked the vendor", task="t1", sign="+", seen_at=3 * MINUTE)),
        (18, FACILITATOR, AskForBeliefs(("noc",))),
        (19, "noc", StopPlay("Somebody fainted")),
        (19, FACILITATOR, ResumePlay()),
        (20, FACILITATOR, PauseAt(50 * MINUTE)),
        (21, "eva", RateTarget("g1", Rating.S, "Late but right.")),
        (22, "eva", JudgeTask("t1", "correct", 11 * MINUTE, "duty")),
        (23, "guest", GiveFeedback("observer", {"1": 4}, strengths=("Calm",))),
        (60, FACILITATOR, EndExercise()),
        (60, FACILITATOR, WriteFinding("area", "o1", "Nobody was told in time.", "Plan 7", "Because.", (1,))),
        (60, FACILITATOR, PlanCorrection("F1", "Write a call list", "Planning", "State 911", "", "2026-01-01", "")),
    ]


def played() -> tuple[Session, MemoryStore]:
    store = MemoryStore()
    one = Session(room_scenario(), 911, store)
    one.open()
    one.ask(FACILITATOR, StartClock())
    for minute, actor, command in commands():
        one.run_to(minute * MINUTE)
        answer = one.ask(actor, command)
        assert answer.accepted, (command, answer.sentence)
    return one, store


def test_everything_done_in_the_room_replays_and_folds_the_same() -> None:
    one, store = played()
    assert verify(room_scenario(), 911, list(store.rows())) is None
    assert fold(one.facts) == one.board
    for item in one.facts:
        assert decode(kind_of(item.fact), encode(item.fact)) == item.fact


def test_what_was_keyed_in_from_paper_says_both_times() -> None:
    one, _ = played()
    [(at, keyed)] = told(one, ActKeyedIn)
    assert isinstance(keyed, ActKeyedIn)
    assert (at, keyed.acted, keyed.seat, keyed.what) == (13 * MINUTE, 12 * MINUTE, "noc", "take_action")
    assert any(line.seat == "noc" and line.action == "logs" for line in one.board.actions)


def test_findings_and_corrections_go_together() -> None:
    one, _ = played()
    assert [key for key, _ in one.board.review.corrections] == ["C1"]
    assert one.ask(FACILITATOR, DropFinding("F1")).accepted
    assert one.board.review.findings == one.board.review.corrections == ()


def test_a_real_emergency_stops_everything_until_the_facilitator_lets_it_go_on() -> None:
    one = begun()
    one.run_to(MINUTE)
    assert one.ask("noc", StopPlay("Fire alarm")).accepted
    assert not one.board.running
    for actor, command in (
        ("duty", TakeAction("logs")),
        (FACILITATOR, StartClock()),
        (FACILITATOR, ReleaseInject("press")),
    ):
        assert "real emergency" in one.ask(actor, command).sentence
    assert not one.ask("duty", ResumePlay()).accepted
    assert one.ask(FACILITATOR, ResumePlay()).accepted
    assert one.ask(FACILITATOR, StartClock()).accepted


def test_the_clock_pauses_by_itself_where_it_was_set_to() -> None:
    one = begun()
    one.ask(FACILITATOR, PauseAt(90 * SECOND))
    pacer = Pacer(one, budget_s=5.0)
    for second in range(120):
        pacer.tick(float(second))
    assert one.now == 90 * SECOND
    assert not one.board.running
    assert one.board.conduct.pause_at == -1
    assert "set to pause at 0:01:30" in one.board.pause_reason


def test_a_jump_stops_where_the_clock_was_set_to_pause() -> None:
    one = begun()
    one.ask(FACILITATOR, PauseAt(3 * MINUTE))
    pacer = Pacer(one, budget_s=5.0)
    pacer.jump(10 * MINUTE)
    for second in range(20):
        pacer.tick(float(second))
    assert one.now == 3 * MINUTE
    assert pacer.jumping_to is None


@pytest.mark.parametrize(
    ("actor", "command", "part"),
    [
        ("duty", ReleaseInject("press"), "Only the facilitator"),
        (FACILITATOR, ReleaseInject("pres"), "no inject 'pres'"),
        (FACILITATOR, DeferInject("press", 0), "Choose a time after"),
        (FACILITATOR, HoldInject("press"), "Only an inject that is due"),
        (FACILITATOR, ImproviseInject("S", "", "x", "phone"), "Write what is said"),
        (FACILITATOR, ImproviseInject("S", "t", "x", "owl"), "no way 'owl'"),
        (FACILITATOR, ImproviseInject("S", "t", "x", "phone", ("nobody",)), "no seat 'nobody'"),
        (FACILITATOR, ImproviseInject("S", "t", "x", "phone", fault="flood"), "no fault 'flood'"),
        ("duty", SendMessage((), "phone", "x"), "to whom"),
        ("duty", SendMessage(("noc",), "media", "x"), "no way 'media'"),
        ("duty", SendMessage(("noc",), "phone", "x", sender="Governor"), "speak for your own seat"),
        ("duty", SendMessage(("noc",), "phone", "x", answers=7), "never reached you"),
        ("duty", SendMessage(("noc",), "phone", "\u200b"), "empty"),
        ("duty", SendMessage(("noc",), "phone", "x" * 4_001), "at most 4,000"),
        ("eva", StateBelief("x", 5), "a player's seat"),
        ("duty", StateBelief("x", 101), "from 0 to 100"),
        ("duty", StateBelief("x", 5, "gremlins"), "no cause 'gremlins'"),
        ("duty", StateBelief("x", 5, where=("moon",)), "no 'moon'"),
        ("duty", Observe("x"), "Only evaluators"),
        ("eva", Observe("x", task="t9"), "no 't9'"),
        ("eva", Observe("x", seen_at=5 * MINUTE), "between the start and now"),
        ("eva", WriteFinding("area", "o1", "x"), "Only the facilitator writes"),
        (FACILITATOR, WriteFinding("area", "o1", "x", evidence=(999,)), "no entry E-00999"),
        (FACILITATOR, PlanCorrection("F1", "x", "Planning"), "no 'F1'"),
        ("eva", JudgeTask("t1", "perhaps"), "accepted, corrected or rejected"),
        ("guest", GiveFeedback("observer", {"1": 6}), "from 1 to 5"),
        (FACILITATOR, PauseAt(0), "Choose a time after"),
        (FACILITATOR, TakeSeat("duty", "phone"), "at a window, in a browser or on paper"),
        (FACILITATOR, LeaveSeat("duty", "browser"), "Nobody"),
        ("duty", KeyIn("noc", 0, TakeAction("logs")), "Only the facilitator"),
        (FACILITATOR, KeyIn("noc", 5 * MINUTE, TakeAction("logs")), "between the start and now"),
        (FACILITATOR, KeyIn("psap-a", 0, TakeAction("logs")), "is not for the seat"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(actor: str, command: Command, part: str) -> None:
    one = begun()
    answer = one.ask(actor, command)
    assert not answer.accepted
    assert part in answer.sentence
