"""Standby BCFs that take over, shifts and times of rules that begin and end, limits that trip, states that are told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.analysis.policy_states import within
from hotwash.analysis.routes import Routes
from hotwash.analysis.verdict import Judge, judge_call
from hotwash.catalogue.elements.bcf import BorderControlFunction
from hotwash.catalogue.elements.psap import Psap
from hotwash.domain.elements import Element, Pairing, Part, Shift
from hotwash.domain.facts import AlarmRaised, FaultEnded, MilestoneReached, StateChanged, WorldChanged
from hotwash.domain.impairment import (
    Change,
    ElementDown,
    FailoverBroken,
    LinkDown,
    PeerUnreachable,
    PostureSet,
    QueueStateSet,
    ServiceStateSet,
    TakenOver,
)
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome
from hotwash.domain.policy_routing import (
    PolicyRule,
    QueueState,
    RouteAction,
    RoutePolicy,
    SecurityPosture,
    ServiceState,
    TimePeriodCondition,
)
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import Fault
from hotwash.domain.steps import Impair, Milestone, Step, Tripped, Until
from hotwash.domain.time import HOUR, MINUTE, SECOND, Millis
from hotwash.simulation import hours
from hotwash.simulation.calls_view import OUTCOMES
from tests.simulation.stage import Stage, stage
from tests.small_world import small_network, small_scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Lays(Fault):
    """Some changes at once; `cut` is whether calls are cut."""

    kind: ClassVar[str] = "lays"
    title: ClassVar[str] = "Lays"
    changes: tuple[tuple[str, Change], ...]
    cut: bool = True

    def steps(self, network: Network) -> Iterator[Step]:
        for number, (target, change) in enumerate(self.changes):
            yield Impair(target, str(number), change, cut_calls=self.cut)

    def narrative(self, network: Network) -> str:
        return "Laid."


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits(Fault):
    """Marks every time a limit refuses a call, at most `times`."""

    kind: ClassVar[str] = "waits"
    title: ClassVar[str] = "Waits"
    condition: Tripped
    times: int = 3
    timeout: Millis = HOUR

    def steps(self, network: Network) -> Iterator[Step]:
        for _ in range(self.times):
            yield Until(self.condition, self.timeout)
            yield Milestone("detected")

    def narrative(self, network: Network) -> str:
        return "Waits."


def with_elements(scenario: Scenario, *elements: Element) -> Scenario:
    network = replace(
        scenario.network,
        elements=MappingProxyType({**scenario.network.elements, **{element.id: element for element in elements}}),
    )
    return replace(scenario, network=network)


def paired(*, sync: bool = True, takeover: Millis = 5 * SECOND, per_day: int = 30_000) -> Scenario:
    """East is active, west its standby; west alone has a line to the Internet carrier."""
    base = small_scenario(fault_at=None, per_day=per_day)
    east, west = base.network.elements["bcf-east"], base.network.elements["bcf-west"]
    assert isinstance(east, BorderControlFunction)
    assert isinstance(west, BorderControlFunction)
    pair = {"pairing": Pairing.ACTIVE_STANDBY, "state_sync": sync, "takeover": takeover}
    return with_elements(
        base,
        replace(east, pair="bcf-west", **pair),  # type: ignore[arg-type]  # fields of several types
        replace(west, part=Part.STANDBY, **pair),  # type: ignore[arg-type]  # fields of several types
    )


DOWN = Lays(changes=(("bcf-east", ElementDown()),))
BOTH = Lays(changes=(("bcf-east", ElementDown()), ("bcf-west", ElementDown())))
STANDBY = Lays(changes=(("bcf-west", ElementDown()),))
BROKEN = Lays(changes=(("bcf-east", FailoverBroken()),))
FAULTS: dict[str, Fault] = {"down": DOWN, "both": BOTH, "standby": STANDBY, "broken": BROKEN}


def on_pair(**options: object) -> Stage:
    return stage(faults=dict(FAULTS), scenario=paired(**options))  # type: ignore[arg-type]  # as paired takes them


def taken(on: Stage) -> list[tuple[Millis, bool]]:
    return [(at, fact.laid) for at, fact in on.told(WorldChanged) if isinstance(fact.change, TakenOver)]


def dropped(on: Stage) -> int:
    dropped: list[int] = on.world.calls.columns(0)["outcome"].tolist()
    return dropped.count(OUTCOMES.index(Outcome.DROPPED))


def test_a_standby_takes_no_call_until_it_has_taken_over_and_gives_back_at_once() -> None:
    on = on_pair()
    on.world.run_to(MINUTE)
    assert on.world.world.network.stands_by("bcf-west")
    assert Judge(on.world.world.network).call("voip", "psap-a").border == "", "its only line goes to the standby"
    on.world.launch_fault("down", "facilitator")
    on.world.run_to(MINUTE + 5 * SECOND - 1)
    assert judge_call(on.world.world.network, "cell", "psap-a").border == ""
    on.world.run_to(MINUTE + 5 * SECOND)
    assert judge_call(on.world.world.network, "cell", "psap-a").border == "bcf-west"
    on.world.run_to(5 * MINUTE)
    on.world.clear_fault("down", "facilitator")
    assert judge_call(on.world.world.network, "cell", "psap-a").border == "bcf-east"
    assert taken(on) == [(MINUTE + 5 * SECOND, True), (5 * MINUTE, False)]
    assert on.world.world.network == on.scenario.network


def test_calls_live_on_in_a_pair_that_shares_its_state_and_are_cut_in_one_that_does_not() -> None:
    for sync in (True, False):
        on = on_pair(sync=sync)
        on.world.run_to(10 * MINUTE)
        talking = sum(on.world.calls.busy())
        assert talking
        on.world.launch_fault("down", "facilitator")
        assert (dropped(on) == 0) is sync
        assert (sum(on.world.calls.busy()) == talking) is sync


def test_calls_that_lived_on_in_the_standby_are_cut_when_it_falls_too() -> None:
    on = on_pair()
    on.world.run_to(10 * MINUTE)
    on.world.launch_fault("down", "facilitator")
    on.world.run_to(10 * MINUTE + SECOND)
    assert dropped(on) == 0
    on.world.launch_fault("standby", "facilitator")
    assert dropped(on) > 0


def test_both_down_and_nobody_takes_over_and_calls_are_cut() -> None:
    on = on_pair()
    on.world.run_to(10 * MINUTE)
    on.world.launch_fault("both", "facilitator")
    assert dropped(on) > 0
    on.world.run_to(20 * MINUTE)
    assert taken(on) == []


def test_a_broken_fail_over_takes_nothing_over_and_saves_no_call() -> None:
    on = on_pair()
    on.world.launch_fault("broken", "facilitator")
    on.world.run_to(10 * MINUTE)
    on.world.launch_fault("down", "facilitator")
    assert dropped(on) > 0
    on.world.run_to(12 * MINUTE)
    assert taken(on) == []
    on.world.clear_fault("broken", "facilitator")
    on.world.run_to(13 * MINUTE)
    assert taken(on) == [(12 * MINUTE + 5 * SECOND, True)], "once it works again it is tried again"


def test_a_takeover_is_forgotten_when_the_active_one_is_back_before_it() -> None:
    on = on_pair(takeover=MINUTE)
    on.world.launch_fault("down", "facilitator")
    on.world.run_to(30 * SECOND)
    on.world.clear_fault("down", "facilitator")
    on.world.run_to(40 * SECOND)
    on.world.launch_fault("down", "facilitator")
    on.world.run_to(5 * MINUTE)
    assert taken(on) == [(100 * SECOND, True)]


def test_a_pair_answers_keep_alives_as_one() -> None:
    for name, lost in (("down", set()), ("both", {"cell", "esrp"})):
        on = on_pair(per_day=1)
        on.world.launch_fault(name, "facilitator")
        on.world.run_to(5 * MINUTE)
        found = {fact.target for _, fact in on.told(WorldChanged) if isinstance(fact.change, PeerUnreachable)}
        assert found == lost, name


SHIFTS = (Shift(begins=7, positions=5), Shift(begins=14, positions=1), Shift(begins=22, positions=2))


@pytest.mark.parametrize(
    ("minute", "positions"), [(0, 2), (7 * 60 - 1, 2), (7 * 60, 5), (14 * 60, 1), (22 * 60, 2), (24 * 60 + 8 * 60, 5)]
)
def test_the_shift_that_began_last_is_on(minute: int, positions: int) -> None:
    psap = Psap(id="p", name="P", at=(0, 0), region="r", weight=1, positions=9, waiting=3, shifts=SHIFTS)
    assert hours.staffed(psap, minute) == positions
    assert hours.staffed(replace(psap, shifts=()), minute) == 9


MONDAY = datetime(2024, 6, 17)  # noqa: DTZ001  # a story's clock has no zone


def shifting(start: datetime, *conditions: TimePeriodCondition) -> Scenario:
    base = small_scenario(fault_at=None, per_day=60_000, span=4 * HOUR)
    psap = base.network.elements["psap-a"]
    assert isinstance(psap, Psap)
    made = replace(with_elements(base, replace(psap, shifts=SHIFTS)), start=start)
    away, home = (RouteAction(recipient="psap-b"),), (RouteAction(recipient="psap-a"),)
    rules = tuple(
        PolicyRule(id=f"r{n}", priority=n + 1, conditions=(one,), actions=away) for n, one in enumerate(conditions)
    )
    rest = PolicyRule(id="rest", priority=0, conditions=(), actions=home)
    policies = {"p": RoutePolicy(id="p", owner="psap-a", queue="psap-a", rules=(*rules, rest))} if rules else {}
    return replace(made, network=replace(made.network, route_policies=MappingProxyType(policies)))


def test_positions_change_at_the_hour_and_nothing_is_told_of_it() -> None:
    on = stage(scenario=shifting(datetime(2024, 6, 18, 13, 0)))  # noqa: DTZ001  # a story's clock has no zone
    on.world.run_to(HOUR)
    assert on.world.calls.busy()[0] > 1, "five positions until two o'clock"
    assert on.world.calls.positions() == (1, 2), "those of the shift that begins now"
    on.world.run_to(HOUR + 40 * MINUTE)
    assert on.world.calls.busy()[0] <= 1
    assert on.told(WorldChanged) == []


def test_the_world_is_judged_anew_when_the_time_of_a_rule_begins_or_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    minutes: list[tuple[Millis, int]] = []
    making = Judge.__init__
    on: Stage | None = None

    def makes(judge: Judge, network: Network, routes: Routes | None = None, minute_of_week: int = 0) -> None:
        minutes.append((on.world.now if on else -1, minute_of_week))
        making(judge, network, routes, minute_of_week)

    monkeypatch.setattr(Judge, "__init__", makes)
    start = datetime(2024, 6, 18, 13, 0)  # noqa: DTZ001  # a Tuesday; a story's clock has no zone
    lunch = TimePeriodCondition(start=13 * 60 + 30, end=15 * 60 + 15, weekdays=(1,))
    on = stage(scenario=shifting(start, lunch))
    went = []
    for at in (0, 30 * MINUTE - 1, 30 * MINUTE, HOUR, 2 * HOUR + 15 * MINUTE - 1, 2 * HOUR + 15 * MINUTE, 4 * HOUR):
        on.world.run_to(at)
        went.append(on.world.calls.verdict(on.world.calls.version_count() - 1, 0).psap)
    assert went == ["psap-a", "psap-a", "psap-b", "psap-b", "psap-b", "psap-a", "psap-a"]
    tuesday = 24 * 60
    once = "each answer of the rules' times is judged once, and neither a shift nor its return needs a judge"
    assert minutes == [(-1, tuesday + 13 * 60), (30 * MINUTE, tuesday + 13 * 60 + 30)], once


@given(st.integers(0, hours.WEEK - 1))
def test_nothing_changes_before_the_instant_that_is_foretold(minute: int) -> None:
    """Over midnight, and only on some days."""
    night = TimePeriodCondition(start=22 * 60, end=6 * 60, weekdays=(0, 1, 2, 3, 4))
    network = shifting(MONDAY, night).network
    wait = hours.until_next(network, MONDAY, minute * MINUTE)
    assert wait is not None
    assert 0 < wait <= 24 * HOUR
    held = [within(night, (minute + passed) % hours.WEEK) for passed in (0, wait // MINUTE // 2, wait // MINUTE - 1)]
    assert len(set(held)) == 1


def test_a_network_without_shifts_and_times_never_turns() -> None:
    scenario = small_scenario()
    assert hours.until_next(scenario.network, scenario.start, 0) is None
    weekly = shifting(scenario.start, TimePeriodCondition(start=60, end=120, weekdays=(5,)))
    assert hours.turns(weekly.network) == (0, 60, 120, 7 * 60, 14 * 60, 22 * 60)
    assert hours.until_next(weekly.network, datetime(2024, 6, 18, 23, 0, 1), 0) == HOUR - SECOND  # noqa: DTZ001
    assert hours.until_next(weekly.network, datetime(2024, 6, 18, 22, 0), 0) == 2 * HOUR  # noqa: DTZ001


def limited(sessions: int) -> Scenario:
    base = small_scenario(fault_at=None, per_day=60_000)
    east = base.network.elements["bcf-east"]
    assert isinstance(east, BorderControlFunction)
    return with_elements(base, replace(east, session_limit=sessions))


@pytest.mark.parametrize("chop", [1_001, 59_999, HOUR])
@pytest.mark.parametrize("target", ["bcf-east", "border-policy"])
def test_a_script_is_woken_at_the_instant_at_which_a_limit_refuses_a_call(target: str, chop: Millis) -> None:
    on = stage(faults={"waits": Waits(condition=Tripped(target, "sessions"))}, scenario=limited(5))
    on.world.launch_fault("waits", "facilitator")
    while on.world.now < 40 * MINUTE:
        on.world.run_to(on.world.now + chop)
    columns = on.world.calls.columns(0)
    lost = (columns["border"] == 0) & (columns["delivered"] < 0) & (columns["ended"] >= 0)
    refused = sorted(columns["started"][lost].tolist())
    woken = [at for at, _ in on.told(MilestoneReached)]
    assert len(woken) == 3
    assert woken[0] - refused[0] in (0, 1), "calls begin between two milliseconds"
    assert all(any(at - began in (0, 1) for began in refused) for at in woken)
    assert len(on.told(FaultEnded)) == 1


def test_a_limit_that_never_trips_ends_the_script_at_its_deadline() -> None:
    never = Waits(condition=Tripped("bcf-west", "rate"), timeout=10 * MINUTE + 1)
    on = stage(faults={"waits": never}, scenario=limited(5))
    on.world.launch_fault("waits", "facilitator")
    on.world.run_to(HOUR - 1)
    assert on.told(MilestoneReached) == []
    assert [at for at, _ in on.told(FaultEnded)] == [10 * MINUTE + 1]


def test_notices_are_asked_for_only_while_somebody_can_learn_from_them(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    base = limited(5)
    roomy = [replace(psap, waiting=10_000) for psap in base.network.psaps()]  # so that no queue is ever full
    waits = Waits(condition=Tripped("bcf-east", "sessions"), times=1)
    on = stage(faults={"waits": waits}, scenario=with_elements(base, *roomy))
    noticed = on.world.noticed

    def notes() -> None:
        heard.append(on.world.now)
        noticed()

    monkeypatch.setattr(on.world, "noticed", notes)
    on.world.run_to(10 * MINUTE)
    assert heard == []
    on.world.launch_fault("waits", "facilitator")
    on.world.run_to(40 * MINUTE)
    assert len(heard) == 2, "the one that it waited for, and one that is kept for when it should ask again"


def test_states_of_a_psap_are_told_with_what_they_do_to_its_queue() -> None:
    faults: dict[str, Fault] = {
        "unstaffed": Lays(changes=(("psap-a", ServiceStateSet(ServiceState.UNSTAFFED)),)),
        "down": Lays(changes=(("psap-a", ServiceStateSet(ServiceState.DOWN)),)),
        "standby": Lays(changes=(("psap-a", QueueStateSet(QueueState.STANDBY)),)),
        "red": Lays(changes=(("psap-a", PostureSet(SecurityPosture.RED)),)),
    }
    on = stage(faults=faults)

    def told(does: str, fault: str) -> list[tuple[str, str, str]]:
        before = len(on.told(StateChanged))
        if does == "launch":
            on.world.launch_fault(fault, "facilitator")
        else:
            on.world.clear_fault(fault, "facilitator")
        return [(fact.register, fact.state, fact.by) for _, fact in on.told(StateChanged)[before:]]

    who = "facilitator"
    assert told("launch", "unstaffed") == [("ServiceState", "Unstaffed", who), ("QueueState", "Disabled", who)]
    assert told("launch", "down") == [("ServiceState", "Down", who), ("QueueState", "Inactive", who)]
    assert told("launch", "standby") == [("QueueState", "Standby", who)]
    assert told("clear", "down") == [("ServiceState", "Unstaffed", who)]
    assert told("launch", "red") == [("SecurityPosture", "Red", who)]
    assert told("clear", "unstaffed") == [("ServiceState", "Normal", who)]
    assert told("clear", "standby") == [("QueueState", "Active", who)]
    assert told("clear", "red") == [("SecurityPosture", "Green", who)]


def test_a_full_queue_is_a_state_that_passes() -> None:
    on = stage(
        faults={"shut": Lays(changes=(("esrp-b", LinkDown()),))}, scenario=small_scenario(fault_at=None, per_day=90_000)
    )
    on.world.launch_fault("shut", "facilitator")
    on.world.run_to(30 * MINUTE)
    queue = [(at, fact.state) for at, fact in on.told(StateChanged) if fact.element == "psap-a"]
    alarms = [at for at, alarm in on.told(AlarmRaised) if alarm.name == "EngorgedQ" and alarm.element == "psap-a"]
    assert queue[:2] == [(alarms[0], "Full"), (alarms[0] + 10 * MINUTE, "Active")]


def test_the_network_of_a_pair_is_the_authors_when_nothing_is_live() -> None:
    scenario = paired()
    assert scenario.network.standby_pairs()[0][1].id == "bcf-west"
    assert small_network().standby_pairs() == ()
    assert not small_network().stands_by("bcf-west")
