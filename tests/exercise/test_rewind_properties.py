"""Whatever people do, wherever they go back to and whenever it is killed: one journal, told alike by every reading."""

from typing import cast

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from hotwash.domain.commands import (
    FACILITATOR,
    AcknowledgeAlarm,
    ApproveAction,
    CancelRewind,
    ClearFault,
    Command,
    EndExercise,
    JumpTo,
    KeyIn,
    LaunchFault,
    PauseClock,
    Rewind,
    StartClock,
    TakeAction,
    WriteNote,
)
from hotwash.domain.conduct_commands import (
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
from hotwash.domain.facts import ClockPaused, Fact, Happened
from hotwash.domain.plan import Rating
from hotwash.domain.review_commands import GiveFeedback, Observe, RateTarget
from hotwash.domain.rewind_facts import Rewound
from hotwash.domain.time import HOUR, MINUTE, SECOND
from hotwash.exercise.branching import active, places_of
from hotwash.exercise.codec import decode
from hotwash.exercise.projections.board import fold
from hotwash.exercise.replay import branches, go_on, happened, verify
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from tests.room_world import room_scenario

WORLD = room_scenario(per_day=2_000)
DONE: tuple[tuple[str, Command], ...] = (
    (FACILITATOR, StartClock()),
    (FACILITATOR, PauseClock("Coffee.")),
    (FACILITATOR, JumpTo(45 * MINUTE)),
    (FACILITATOR, LaunchFault("power")),
    (FACILITATOR, ClearFault("power")),
    (FACILITATOR, ClearFault("voice")),
    (FACILITATOR, ReleaseInject("press")),
    (FACILITATOR, ReleaseInject("worse")),
    (FACILITATOR, SkipInject("nudge")),
    (FACILITATOR, HoldInject("call-in")),
    (FACILITATOR, DeferInject("card", 40 * MINUTE)),
    (FACILITATOR, ImproviseInject("Rain", "It rains in.", "Caretaker", "phone", fault="power")),
    (FACILITATOR, PauseAt(50 * MINUTE)),
    (FACILITATOR, SetBookmark("Here.")),
    (FACILITATOR, TakeSeat("duty", "window", "Ann")),
    (FACILITATOR, LeaveSeat("duty", "window", "Ann")),
    (FACILITATOR, TakeSeat("noc", "paper", "Bo")),
    (FACILITATOR, ResumePlay()),
    (FACILITATOR, KeyIn("noc", 0, TakeAction("logs"))),
    (FACILITATOR, ApproveAction(action="bypass")),
    ("duty", TakeAction("logs")),
    ("duty", TakeAction("post")),
    ("noc", TakeAction("bypass")),
    ("duty", AcknowledgeAlarm(1)),
    ("duty", SendMessage(("noc", "simcell"), "phone", "Do you see it?")),
    ("noc", SendMessage(("duty",), "chat", "Yes.", answers=1)),
    ("duty", StateBelief("Voice is gone.", 60, "rtp_blocked")),
    ("duty", LogDecision("Tell the public.")),
    ("duty", WriteNote("A note.")),
    ("noc", StopPlay("Smoke.")),
    ("eva", Observe("They look.", task="t1")),
    ("eva", RateTarget("g1", Rating.P)),
    ("guest", GiveFeedback("observer", key="form")),
)

Plan = list[tuple[int, tuple[str, Command]]]


class Room(RuleBasedStateMachine):
    """A room at play. `acknowledged` are commands of which somebody was told that they are on disk."""

    @initialize()
    def begin(self) -> None:
        self.store = MemoryStore()
        self.one = Session(WORLD, 911, self.store)
        self.one.open()
        self.acknowledged: set[int] = set()
        self.ask(FACILITATOR, StartClock())

    def ask(self, actor: str, command: Command) -> bool:
        answer = self.one.ask(actor, command)
        assert answer.seq > 0
        self.acknowledged.add(answer.seq)
        return answer.accepted

    @rule(moves=st.lists(st.tuples(st.integers(1, 6 * MINUTE), st.sampled_from(DONE)), min_size=2, max_size=8))
    def they_play(self, moves: Plan) -> None:
        for ahead, what in moves:
            if not self.one.board.conduct.stopped_by:
                self.one.run_to(self.one.now + ahead)
            self.ask(*what)

    @rule(permille=st.integers(0, 999), slices=st.integers(0, 30), end=st.sampled_from(("there", "cancelled", "open")))
    def it_is_taken_back(self, permille: int, slices: int, end: str) -> None:
        """All the way; or some slices of it, and then somebody thinks better of it or something else happens."""
        self.one.catch_up()
        if self.one.board.conduct.stopped_by:
            self.ask(FACILITATOR, ResumePlay())
        self.one.run_to(self.one.now + MINUTE)
        if self.ask(FACILITATOR, Rewind(self.one.now * permille // 1000, "Again.")):
            aim = self.one.board.rewinding
            for _ in range(slices):
                self.one.catch_up(0.0)
            if end == "there":
                assert self.one.catch_up()
                assert self.one.now == aim
            if end == "cancelled":
                self.ask(FACILITATOR, CancelRewind())

    @rule(lost=st.integers(0, 20))
    def it_is_killed(self, lost: int) -> None:
        """Facts that nobody waited for may be gone; what was acknowledged never is."""
        rows = list(self.store.rows())
        last = max(row.seq for row in rows if row.kind.startswith("command."))
        rows = rows[: max(last, len(rows) - lost)]
        self.store = MemoryStore()
        self.store._rows += rows
        self.store._known |= {(row.actor, row.cid): row.seq for row in rows}
        self.one = go_on(WORLD, 911, rows, self.store, 0)

    @invariant()
    def every_reading_is_the_same(self) -> None:
        rows = list(self.store.rows())
        every = happened(rows)
        assert fold(every) == self.one.board
        assert active(every) == list(self.one.facts)
        assert self.acknowledged <= {row.seq for row in rows if row.kind.startswith("command.")}
        assert len(branches(rows)) == self.one.board.branch + 1

    def teardown(self) -> None:
        if hasattr(self, "store"):
            rows = list(self.store.rows())
            assert verify(WORLD, 911, rows) is None
            after = [row.kind for row in rows[1:]] + [""]
            alone = [
                (row.actor, decode(row.kind, row.body), row.at_ms)
                for row, (_, holds), then in zip(rows, places_of(rows), after, strict=True)
                if holds and row.kind.startswith("command.") and then != "fact.command_refused"
            ]
            if self.one.board.branch and self.one.board.rewinding is None:
                self.played_alone(cast("list[tuple[str, Command, int]]", alone))

    def played_alone(self, commands: list[tuple[str, Command, int]]) -> None:
        """The world that is played is the one that these commands make without any way back."""
        two = Session(WORLD, 911, MemoryStore())
        two.open()
        for actor, command, at in commands:
            two.run_to(at)
            if not isinstance(command, Rewind | CancelRewind):
                two.ask(actor, command)
        two.run_to(self.one.now)
        assert two.board.live == self.one.board.live
        assert two.board.totals == self.one.board.totals
        calls = [{name: column.tolist() for name, column in one.calls.columns().items()} for one in (self.one, two)]
        assert calls[0] == calls[1]


def machines(examples: int, steps: int) -> None:
    some = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Room, settings=some)


def test_a_few_rooms_are_told_alike_by_every_reading() -> None:
    machines(10, 8)


@pytest.mark.slow
def test_many_rooms_are_told_alike_by_every_reading() -> None:
    machines(150, 25)


def play(one: Session, plan: Plan, after: int = -1) -> None:
    """What was planned for later than `after`, and on to the end."""
    for at, (actor, command) in plan:
        if at > after:
            one.run_to(at)
            one.ask(actor, command)
    one.run_to(HOUR)


def bare(facts: list[Happened]) -> list[tuple[int, Fact]]:
    return [(one.at, one.fact) for one in facts]


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.tuples(st.integers(SECOND, HOUR - 1), st.sampled_from(DONE)), max_size=25),
    st.integers(0, HOUR - 1),
)
def test_the_same_commands_after_a_way_back_give_the_same_facts(made: Plan, to: int) -> None:
    left_out = StartClock | PauseClock | JumpTo | StopPlay | EndExercise | PauseAt | TakeSeat | LeaveSeat | GiveFeedback
    plan = sorted(((at, what) for at, what in made if not isinstance(what[1], left_out)), key=lambda one: one[0])
    one = Session(WORLD, 911, MemoryStore())
    one.open()
    play(one, plan)
    first = bare(list(one.facts))
    assert one.ask(FACILITATOR, Rewind(to)).accepted
    assert one.catch_up()
    cut = one.board.left[0].log
    kept = sum(item.seq <= one.board.left[0].by.last for item in cut)
    play(one, plan, to)
    again = [item for item in bare(list(one.facts)) if not isinstance(item[1], Rewound | ClockPaused)]
    assert again == first
    assert again[:kept] == first[:kept]
