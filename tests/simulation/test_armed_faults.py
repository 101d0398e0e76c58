"""Faults that begin by themselves, alarms that end with their fault, and the last part of a minute."""

from hotwash.domain.facts import (
    AlarmCleared,
    AlarmRaised,
    CallersTallied,
    CallsTallied,
    Fact,
    FaultArmed,
    FaultBegan,
    FaultDisarmed,
    FaultEnded,
)
from hotwash.domain.time import MINUTE, SECOND, Millis
from hotwash.simulation.simulation import Simulation
from tests.small_world import small_scenario


def running(per_day: int = 4_000) -> tuple[Simulation, list[tuple[Millis, Fact]]]:
    facts: list[tuple[Millis, Fact]] = []
    return Simulation(small_scenario(per_day=per_day), 911, lambda at, fact: facts.append((at, fact))), facts


def of(facts: list[tuple[Millis, Fact]], *kinds: type[Fact]) -> list[tuple[Millis, Fact]]:
    return [(at, fact) for at, fact in facts if isinstance(fact, kinds)]


def test_nothing_begins_by_itself_unless_it_is_armed() -> None:
    world, facts = running()
    world.run_to(20 * MINUTE)
    assert of(facts, FaultBegan, FaultArmed) == []


def test_an_armed_fault_begins_at_its_time_in_the_name_of_who_armed_it() -> None:
    world, facts = running()
    world.arm("voice", 10 * MINUTE, "scenario")
    world.run_to(11 * MINUTE)
    (armed_at, armed), (began_at, began) = of(facts, FaultArmed, FaultBegan)
    assert (armed_at, armed) == (0, FaultArmed("voice", 10 * MINUTE, "scenario"))
    assert isinstance(began, FaultBegan)
    assert (began_at, began.by) == (10 * MINUTE, "scenario")


def test_a_fault_armed_anew_begins_once_at_the_new_time() -> None:
    world, facts = running()
    world.arm("voice", 10 * MINUTE, "scenario")
    world.run_to(MINUTE)
    world.arm("voice", 5 * MINUTE, "facilitator")
    world.run_to(20 * MINUTE)
    assert [(at, type(fact)) for at, fact in of(facts, FaultBegan, FaultDisarmed)] == [(5 * MINUTE, FaultBegan)]


def test_a_fault_that_is_disarmed_or_cleared_does_not_come_by_itself() -> None:
    for end in (Simulation.disarm, Simulation.clear_fault):
        world, facts = running()
        world.arm("voice", 10 * MINUTE, "scenario")
        world.run_to(MINUTE)
        end(world, "voice", "facilitator")
        world.run_to(20 * MINUTE)
        assert of(facts, FaultBegan, FaultDisarmed) == [(MINUTE, FaultDisarmed("voice", "facilitator"))]


def test_a_fault_launched_before_its_time_and_cleared_stays_away_until_it_is_launched_again() -> None:
    world, facts = running()
    world.arm("voice", 10 * MINUTE, "scenario")
    world.launch_fault("voice", "facilitator")
    world.run_to(2 * MINUTE)
    world.clear_fault("voice", "facilitator")
    world.run_to(20 * MINUTE)
    assert [at for at, _ in of(facts, FaultBegan)] == [0]
    world.launch_fault("voice", "facilitator")
    assert [at for at, _ in of(facts, FaultBegan)] == [0, 20 * MINUTE]


def test_a_live_fault_whose_armed_time_comes_is_disarmed_and_goes_on() -> None:
    world, facts = running()
    world.launch_fault("voice", "facilitator")
    world.arm("voice", 10 * MINUTE, "facilitator")
    world.run_to(20 * MINUTE)
    assert [type(fact) for _, fact in of(facts, FaultBegan, FaultDisarmed, FaultEnded)] == [FaultBegan, FaultDisarmed]


def test_a_disarm_of_what_is_not_armed_says_nothing() -> None:
    world, facts = running()
    world.disarm("voice", "facilitator")
    assert facts == []


def test_an_alarm_is_cleared_when_the_fault_that_raised_it_ends_and_no_other() -> None:
    world, facts = running()
    world.launch_fault("voice", "facilitator")
    world.launch_fault("power", "facilitator")
    world.run_to(10 * MINUTE)
    raised = [fact for _, fact in of(facts, AlarmRaised) if isinstance(fact, AlarmRaised)]
    assert sorted(alarm.name for alarm in raised) == ["KeepAliveFailureLogEvent", "MediaLoss"]
    voice = next(alarm.alarm for alarm in raised if alarm.name == "MediaLoss")
    world.clear_fault("voice", "facilitator")
    assert [fact for _, fact in of(facts, AlarmCleared)] == [AlarmCleared(voice, "facilitator")]
    world.launch_fault("voice", "facilitator")
    world.clear_fault("voice", "facilitator")
    assert len(of(facts, AlarmCleared)) == 1, "an alarm of an earlier run is cleared once"


def test_the_last_part_of_a_minute_is_tallied_with_its_length() -> None:
    world, facts = running(per_day=40_000)
    world.run_to(2 * MINUTE + 20 * SECOND)
    world.last_minute()
    world.last_minute()
    minutes = [fact for _, fact in of(facts, CallsTallied) if isinstance(fact, CallsTallied)]
    assert [minute.length for minute in minutes] == [MINUTE, MINUTE, 20 * SECOND]
    assert sum(sum(minute.started.values()) for minute in minutes) == len(world.calls.columns(0)["stream"])


def test_whole_minutes_leave_no_last_part() -> None:
    world, facts = running()
    world.run_to(2 * MINUTE)
    world.last_minute()
    assert len(of(facts, CallsTallied)) == 2


def test_people_who_only_test_911_are_no_callers_in_the_last_count() -> None:
    world, facts = running(per_day=40_000)
    world.take_action(1, "post", "duty", 0)
    world.run_to(30 * MINUTE)
    world.tell_callers()
    columns = world.calls.columns(0)
    test = world.calls.test_streams()[columns["stream"]]
    assert test.any()
    told = facts[-1][1]
    assert isinstance(told, CallersTallied)
    assert told.callers == len(set(columns["caller"][~test].tolist()))
