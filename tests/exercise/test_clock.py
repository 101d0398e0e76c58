"""The clock under jumps, pauses and the end: nothing moves that should stand."""

from hotwash.domain.commands import (
    FACILITATOR,
    ArmFault,
    ClearFault,
    DisarmFault,
    EndExercise,
    LaunchFault,
    PauseClock,
    StartClock,
    StopJump,
    WriteNote,
)
from hotwash.domain.facts import CallersTallied, CallsTallied, ExerciseClosed
from hotwash.domain.scenario import Decision
from hotwash.domain.time import HOUR, MINUTE, SECOND
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.play import play
from hotwash.exercise.replay import go_on, verify
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from tests.small_world import small_scenario


def session(*, fault_at: int | None = None) -> tuple[MemoryStore, Session]:
    store = MemoryStore()
    made = Session(small_scenario(fault_at=fault_at), 911, store)
    made.open()
    return store, made


def ticked(pacer: Pacer, times: int, start: float = 0.0) -> None:
    for n in range(times):
        pacer.tick(start + n * 0.05)


def test_no_time_passes_after_the_end_of_the_exercise() -> None:
    store, one = session()
    pacer = Pacer(one, budget_s=0.0)
    one.ask(FACILITATOR, StartClock())
    pacer.jump(HOUR)
    ticked(pacer, 3)
    assert one.ask(FACILITATOR, EndExercise()).accepted
    ended = one.now
    ticked(pacer, 200, 1.0)
    one.run_to(HOUR)
    assert one.now == ended
    assert isinstance(one.facts[-1].fact, ExerciseClosed)
    assert verify(one.scenario, 911, list(store.rows())) is None


def test_decisions_after_the_end_are_not_played() -> None:
    _, one = session()
    acts = [Decision(10 * MINUTE, FACILITATOR, EndExercise()), Decision(20 * MINUTE, "duty", WriteNote("late"))]
    assert play(one, acts, HOUR) == []
    assert one.now == 10 * MINUTE
    assert not one.board.notes


def test_a_pause_ends_a_jump() -> None:
    _, one = session()
    pacer = Pacer(one, budget_s=0.0)
    pacer.jump(HOUR)
    ticked(pacer, 3)
    assert one.ask(FACILITATOR, PauseClock("wait")).accepted
    stopped = one.now
    ticked(pacer, 50, 1.0)
    assert one.now == stopped < HOUR
    assert pacer.jumping_to is None


def test_a_stopped_jump_is_told_and_a_finished_one_is_over() -> None:
    _, one = session()
    pacer = Pacer(one, budget_s=1.0)
    assert not one.ask(FACILITATOR, StopJump()).accepted
    pacer.jump(5 * MINUTE)
    ticked(pacer, 3)
    assert one.now == 5 * MINUTE
    assert pacer.jumping_to is None
    assert not one.ask(FACILITATOR, StopJump()).accepted
    assert not one.ask(FACILITATOR, PauseClock()).accepted


def test_the_last_part_of_a_minute_is_tallied_and_callers_add_up() -> None:
    _, one = session()
    one.ask(FACILITATOR, StartClock())
    one.run_to(20 * MINUTE + 30 * SECOND)
    one.ask(FACILITATOR, EndExercise())
    tallies = [item.fact for item in one.facts if isinstance(item.fact, CallsTallied)]
    assert [tally.length for tally in tallies] == [MINUTE] * 20 + [30 * SECOND]
    (told,) = (item.fact for item in one.facts if isinstance(item.fact, CallersTallied))
    assert told.callers == sum(tally.callers for tally in tallies)
    assert told.callers == told.served + told.gave_up + told.still_trying


def test_an_end_on_the_minute_adds_no_empty_tally() -> None:
    _, one = session()
    one.run_to(2 * MINUTE)
    one.ask(FACILITATOR, EndExercise())
    assert sum(isinstance(item.fact, CallsTallied) for item in one.facts) == 2


def test_a_planned_fault_stands_armed_begins_once_and_stays_cleared() -> None:
    _, one = session(fault_at=10 * MINUTE)
    assert dict(one.board.armed) == {"voice": 10 * MINUTE}
    one.ask(FACILITATOR, StartClock())
    one.ask(FACILITATOR, LaunchFault("voice"))
    assert not dict(one.board.armed)
    one.run_to(MINUTE)
    one.ask(FACILITATOR, ClearFault("voice"))
    one.run_to(20 * MINUTE)
    assert one.board.faults == ()


def test_a_fault_is_armed_and_disarmed_by_the_facilitator() -> None:
    store, one = session(fault_at=10 * MINUTE)
    assert one.ask(FACILITATOR, DisarmFault("voice")).accepted
    assert one.ask(FACILITATOR, ArmFault("push", 5 * MINUTE)).accepted
    one.ask(FACILITATOR, StartClock())
    one.run_to(20 * MINUTE)
    assert [(line.fault, line.began) for line in one.board.faults] == [("push", 5 * MINUTE)]
    assert not one.ask(FACILITATOR, ArmFault("voice", 20 * MINUTE)).accepted
    assert not one.ask(FACILITATOR, ArmFault("push", 30 * MINUTE)).accepted
    assert not one.ask("duty", ArmFault("voice", 30 * MINUTE)).accepted
    assert verify(one.scenario, 911, list(store.rows())) is None


def test_a_resumed_exercise_that_was_jumping_knows_it() -> None:
    store, one = session()
    pacer = Pacer(one, budget_s=0.0)
    pacer.jump(HOUR)
    ticked(pacer, 3)
    again = go_on(one.scenario, 911, list(store.rows()), MemoryStore(), one.now)
    assert again.board.jumping(again.now) == HOUR
    assert again.now == one.now


def test_a_clock_that_stands_writes_nothing() -> None:
    _, one = session()
    places: list[int] = []
    one.place = lambda: places.append(one.now)  # type: ignore[method-assign]  # counts what goes to disk
    pacer = Pacer(one)
    ticked(pacer, 200, 1.0)
    assert len(places) <= 1
