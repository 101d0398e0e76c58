"""Attempts to mend: for good, for a while, by chance, in vain, and for the worse; and work on what is locked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.domain.effective import effective
from hotwash.domain.facts import ActionEnded, FaultEnded, Happened, MilestoneReached, WorldChanged
from hotwash.domain.firewall import Rule, Service, Verb
from hotwash.domain.impairment import (
    Change,
    ElementDown,
    FailoverBroken,
    LinkDown,
    LockedOut,
    PeerUnreachable,
    RuleFirst,
    ServiceStateSet,
    Slowed,
)
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome
from hotwash.domain.policy_routing import ServiceState
from hotwash.domain.scenario import OfferedAction
from hotwash.domain.scripts import Action, Fault
from hotwash.domain.steps import Clear, Cut, Ease, Impair, Remedy, Step, Try, Wait, WaitAbout
from hotwash.domain.time import MINUTE, SECOND, Millis
from hotwash.exercise.projections.board import fold
from hotwash.simulation.calls_view import OUTCOMES
from tests.simulation.stage import Stage, stage
from tests.small_world import small_network, small_scenario

TARGET = "border-policy"
BAN = RuleFirst(Rule("ban", Verb.DENY, (Service.SIP_INVITE,), sources=("cell",)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban(Fault):
    """A deny list that can be emptied for a while, is made worse by a reboot, and goes for good by a raised limit."""

    kind: ClassVar[str] = "ban"
    title: ClassVar[str] = "Ban"
    remedies: ClassVar[frozenset[str]] = frozenset({"raise_limit"})
    relief: ClassVar[frozenset[str]] = frozenset({"empty_list"})
    worsened_by: ClassVar[frozenset[str]] = frozenset({"reboot", "empty_list"})
    again: bool = False

    def steps(self, network: Network) -> Iterator[Step]:
        yield Impair(TARGET, "ban", BAN)
        if self.again:
            yield Wait(5 * MINUTE)
            yield Clear("ban")
            yield Wait(5 * MINUTE)
            yield Impair(TARGET, "ban", BAN)

    def worse(self, network: Network) -> Iterator[Step]:
        yield WaitAbout(SECOND, 2 * SECOND, 3 * SECOND)
        yield Impair("bcf-east", "slow", Slowed(500))
        yield Wait(MINUTE)
        yield Impair("bcf-west", "slower", Slowed(500))

    def narrative(self, network: Network) -> str:
        return "A ban."


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Action):
    """An act out of given steps."""

    kind: ClassVar[str] = "steps"
    title: ClassVar[str] = "Steps"
    made: tuple[Step, ...]

    def steps(self, network: Network) -> Iterator[Step]:
        return iter(self.made)

    def narrative(self, network: Network) -> str:
        return "Done as told."


@dataclass(frozen=True, slots=True, kw_only=True)
class Lays(Fault):
    """Some changes at once."""

    kind: ClassVar[str] = "lays"
    title: ClassVar[str] = "Lays"
    remedies: ClassVar[frozenset[str]] = frozenset({"site_visit"})
    changes: tuple[tuple[str, Change], ...]

    def steps(self, network: Network) -> Iterator[Step]:
        for number, (target, change) in enumerate(self.changes):
            yield Impair(target, str(number), change)

    def narrative(self, network: Network) -> str:
        return "Laid."


EASE = Ease(TARGET, "empty_list", 3 * MINUTE, "The list is empty.", "The list was empty.")
REMEDY = Remedy(TARGET, "raise_limit", "The limit is raised.", "That changed nothing.")
REBOOT = Remedy(TARGET, "reboot", "Rebooted.", "That changed nothing.")


def playing(faults: dict[str, Fault], *, seed: int = 911, per_day: int = 4_000, **acts: tuple[Step, ...]) -> Stage:
    base = small_scenario(fault_at=None, per_day=per_day)
    offered = {name: OfferedAction(name, Steps(made=made), ("duty",)) for name, made in acts.items()}
    scenario = replace(base, actions=MappingProxyType({**base.actions, **offered}))
    return stage(faults=faults, scenario=scenario, seed=seed)


def changes(on: Stage, kind: type[Change]) -> list[tuple[Millis, bool]]:
    return [(at, fact.laid) for at, fact in on.told(WorldChanged) if isinstance(fact.change, kind)]


def test_an_eased_overlay_is_gone_for_its_time_and_comes_back_while_its_fault_lives_on() -> None:
    on = playing({"ban": Ban()}, ease=(EASE,))
    on.world.launch_fault("ban", "facilitator")
    on.world.run_to(MINUTE)
    assert on.act("ease", takes=-1) == "The list is empty."
    assert on.world.world.network.policies[TARGET] == small_network().policies[TARGET]
    on.world.run_to(20 * MINUTE)
    assert changes(on, RuleFirst) == [(0, True), (MINUTE, False), (4 * MINUTE, True)]
    assert on.told(FaultEnded) == []
    assert on.act("ease", takes=-1) == "The list is empty.", "it works again, for as long"


def test_an_ease_that_finds_nothing_says_so() -> None:
    on = playing({"ban": Ban()}, ease=(EASE,))
    assert on.act("ease", takes=-1) == "The list was empty."
    on.world.launch_fault("ban", "facilitator")
    on.act("ease", takes=-1)
    assert on.act("ease", takes=-1) == "The list was empty.", "what is eased already can't be eased again"


def test_what_is_eased_does_not_come_back_once_its_fault_has_ended() -> None:
    for end in ("clear", "mend"):
        on = playing({"ban": Ban()}, ease=(EASE,), mend=(REMEDY,))
        on.world.launch_fault("ban", "facilitator")
        on.world.run_to(MINUTE)
        on.act("ease", takes=-1)
        if end == "clear":
            on.world.clear_fault("ban", "facilitator")
        else:
            on.world.run_to(2 * MINUTE)
            assert on.act("mend", takes=-1) == "The limit is raised."
            on.world.clear_fault("ban", "facilitator")  # what emptying the list made worse is still there
        on.world.run_to(20 * MINUTE)
        assert changes(on, RuleFirst) == [(0, True), (MINUTE, False)]
        assert len(on.told(FaultEnded)) == 1
        assert on.world.world.network == small_network()


def test_a_script_that_clears_or_lays_what_is_eased_settles_it() -> None:
    on = playing({"ban": Ban(again=True)}, ease=(replace(EASE, lasts=20 * MINUTE),))
    on.world.launch_fault("ban", "facilitator")
    on.world.run_to(MINUTE)
    on.act("ease", takes=-1)
    on.world.run_to(30 * MINUTE)
    assert changes(on, RuleFirst) == [(0, True), (MINUTE, False), (10 * MINUTE, True)]
    assert on.told(FaultEnded) == []


def test_what_makes_a_fault_worse_runs_once_for_each_try_within_its_run() -> None:
    on = playing({"ban": Ban()}, reboot=(REBOOT,))
    on.world.launch_fault("ban", "facilitator")
    assert on.act("reboot", takes=-1) == "That changed nothing."
    on.world.run_to(10 * MINUTE)
    first = changes(on, Slowed)
    assert [laid for _, laid in first] == [True, True]
    assert SECOND <= first[0][0] <= 3 * SECOND
    assert first[1][0] - first[0][0] == MINUTE
    on.act("reboot", takes=-1)
    on.world.run_to(20 * MINUTE)
    second = [at - 10 * MINUTE for at, _ in changes(on, Slowed)[2:]]
    assert len(second) == 2
    assert second != [at for at, _ in first], "the second try has draws of its own"
    assert {overlay.key for overlay in on.world.live()} == {"fault:ban:ban", "fault:ban:slow", "fault:ban:slower"}
    on.world.clear_fault("ban", "facilitator")
    assert on.world.world.network == small_network()


def test_a_fault_that_is_not_there_is_not_made_worse() -> None:
    on = playing({"ban": Ban()}, reboot=(REBOOT,))
    on.act("reboot", takes=-1)
    on.world.run_to(MINUTE)
    on.world.launch_fault("ban", "facilitator")
    on.world.run_to(10 * MINUTE)
    assert changes(on, Slowed) == []


def test_a_fault_lives_on_while_something_makes_it_worse() -> None:
    """The limit is raised while the worse part is still to come: it comes, and lies until it is cleared."""
    on = playing({"ban": Ban()}, both=(REBOOT, Wait(10 * SECOND), REMEDY))
    on.world.launch_fault("ban", "facilitator")
    on.act("both", takes=-1)
    on.world.run_to(10 * MINUTE)
    assert on.told(FaultEnded) == []
    assert [laid for _, laid in changes(on, Slowed)] == [True, True]


def test_a_remedy_of_a_seat_that_finds_something_is_a_diagnosis() -> None:
    on = playing({"ban": Ban()}, mend=(REMEDY,), reboot=(REBOOT,))
    on.world.launch_fault("ban", "facilitator")
    on.act("reboot", takes=-1)
    assert on.told(MilestoneReached) == []
    on.world.clear_fault("ban", "facilitator")
    on.world.launch_fault("ban", "facilitator")
    on.world.run_to(MINUTE)
    on.act("mend", takes=-1)
    assert on.told(MilestoneReached) == [(MINUTE, MilestoneReached("diagnosed", "duty"))]


def test_a_try_goes_on_with_its_chance_and_else_ends_the_script() -> None:
    tried = Try(300, "It did not work.")
    worked = 0
    for seed in range(60):
        on = playing({}, seed=seed, act=(WaitAbout(SECOND, SECOND, SECOND), tried, Impair("esrp-a", "x", LinkDown())))
        on.act("act", takes=-1)
        on.world.run_to(MINUTE)
        effect = on.told(ActionEnded)[0][1].effect
        assert effect == ("Done as told." if on.world.live() else "It did not work.")
        worked += bool(on.world.live())
    assert 8 < worked < 30, "three in ten"


def test_each_use_and_each_try_of_an_act_has_a_draw_of_its_own() -> None:
    def outcomes(noise: int) -> list[str]:
        on = playing({}, act=(Try(500, "No."), Try(500, "Not quite.")), other=(Try(500, "No."),))
        for _ in range(noise):
            on.act("other", takes=-1)
        return [on.act("act", takes=-1) for _ in range(40)]

    assert set(outcomes(0)) == {"No.", "Not quite.", "Done as told."}
    assert outcomes(0) == outcomes(7), "whatever else is tried"


def test_a_broken_fail_over_fails_whatever_its_chance() -> None:
    on = playing(
        {"broken": Lays(changes=(("bcf-east", FailoverBroken()),))},
        east=(Try(1000, "It did not come up.", on="bcf-east"),),
        west=(Try(1000, "It did not come up.", on="bcf-west"),),
    )
    assert on.act("east", takes=-1) == "Done as told."
    on.world.launch_fault("broken", "facilitator")
    assert on.act("east", takes=-1) == "It did not come up."
    assert on.act("west", takes=-1) == "Done as told."
    on.world.clear_fault("broken", "facilitator")
    assert on.act("east", takes=-1) == "Done as told."


WORK = (WaitAbout(10 * MINUTE, 10 * MINUTE, 10 * MINUTE, on=TARGET),)
LOCKED = {"locked": Lays(changes=((TARGET, LockedOut(4_000)),))}


@pytest.mark.parametrize("chop", [20_000, 77_777, 60 * MINUTE])
def test_work_on_what_is_locked_takes_longer_for_as_long_as_it_is(chop: Millis) -> None:
    """Two minutes freely, four minutes locked (one minute's work), and the seven that are left."""
    on = playing(dict(LOCKED), work=WORK)

    def run(until: Millis) -> None:
        while on.world.now < until:
            on.world.run_to(min(until, on.world.now + chop))

    on.act("work", takes=-1)
    run(2 * MINUTE)
    on.world.launch_fault("locked", "facilitator")
    run(6 * MINUTE)
    on.world.clear_fault("locked", "facilitator")
    run(20 * MINUTE)
    assert [at for at, _ in on.told(ActionEnded)] == [13 * MINUTE]


def test_work_that_is_locked_throughout_takes_the_whole_factor_also_on_a_bcf_of_the_policy() -> None:
    for place in (TARGET, "bcf-west"):
        on = playing(dict(LOCKED), work=(replace(WORK[0], on=place),), elsewhere=(replace(WORK[0], on="esrp"),))
        on.world.launch_fault("locked", "facilitator")
        on.act("work", takes=-1)
        on.act("elsewhere", takes=-1)
        on.world.run_to(60 * MINUTE)
        assert [at for at, _ in on.told(ActionEnded)] == [10 * MINUTE, 40 * MINUTE]


def test_a_time_that_the_facilitator_rules_is_not_lengthened() -> None:
    on = playing(dict(LOCKED), work=WORK)
    on.world.launch_fault("locked", "facilitator")
    on.act("work", takes=MINUTE)
    on.world.run_to(20 * MINUTE)
    assert [at for at, _ in on.told(ActionEnded)] == [MINUTE]


@pytest.mark.parametrize(
    ("target", "column", "rows"),
    [(TARGET, "border", {0, 1}), ("bcf-east", "border", {0}), ("bcf-west", "border", {1}), ("psap-a", "psap", {0})],
)
def test_cut_ends_calls_in_progress_there_and_lays_nothing(target: str, column: str, rows: set[int]) -> None:
    on = playing({}, per_day=30_000, cut=(Cut(target),))
    on.world.run_to(15 * MINUTE)
    before = on.world.calls.columns(0)
    under_way = {row for row, ended in enumerate(before["ended"].tolist()) if ended < 0 and before["psap"][row] >= 0}
    there = {row for row in under_way if int(before[column][row]) in rows}
    assert there
    on.act("cut", takes=-1)
    after = on.world.calls.columns(0)["outcome"].tolist()
    assert {row for row, outcome in enumerate(after) if outcome == OUTCOMES.index(Outcome.DROPPED)} == there
    assert on.world.live() == ()


@pytest.mark.parametrize("target", ["esrp", "esrp-a", "cell-east", "east-esrp"])
def test_cut_of_a_link_or_a_proxy_ends_the_calls_that_were_sent_through_it(target: str) -> None:
    on = playing({}, per_day=30_000, cut=(Cut(target),))
    on.world.run_to(15 * MINUTE)
    before = on.world.calls.columns(0)
    here = (before["ended"] < 0) & (before["psap"] >= 0)
    ways = {row: on.world.calls.verdict(before["version"][row], before["route"][row]) for row in range(len(here))}
    there = {row for row, way in ways.items() if here[row] and target in (*way.path, *way.links)}
    assert there
    assert target == "esrp" or len(there) < here.sum()
    on.act("cut", takes=-1)
    after = on.world.calls.columns(0)["outcome"].tolist()
    assert {row for row, outcome in enumerate(after) if outcome == OUTCOMES.index(Outcome.DROPPED)} == there
    assert sum(on.world.calls.busy()) + sum(on.world.calls.waiting()) == here.sum() - len(there)


EVERY: dict[str, Fault] = {
    "ban": Ban(),
    "bans": Ban(again=True),
    "down": Lays(changes=(("bcf-east", ElementDown()), ("esrp-a", LinkDown()))),
    "state": Lays(changes=(("psap-a", ServiceStateSet(ServiceState.UNSTAFFED)),)),
    "locked": LOCKED["locked"],
}
MOVES = st.lists(
    st.tuples(
        st.sampled_from(["launch", "clear", "act", "pass"]),
        st.sampled_from(sorted(EVERY)),
        st.sampled_from(["ease", "mend", "reboot", "work"]),
        st.integers(0, 5 * MINUTE),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(MOVES, st.permutations(sorted(EVERY)))
def test_whatever_is_done_and_in_whatever_order_it_ends_the_very_network_comes_back(
    moves: list[tuple[str, str, str, Millis]], order: list[str]
) -> None:
    """Faults, eases, remedies, what they make worse, and keep-alives over all of it."""
    on = playing(dict(EVERY), per_day=1, ease=(EASE,), mend=(REMEDY,), reboot=(REBOOT,), work=WORK)
    for what, fault, act, time in moves:
        match what:
            case "launch":
                on.world.launch_fault(fault, "facilitator")
            case "clear":
                on.world.clear_fault(fault, "facilitator")
            case "act":
                on.act(act, takes=-1)
            case _:
                on.world.run_to(on.world.now + time)
        alone = effective(on.scenario.network, on.world.live())
        assert on.world.world == alone
    told = fold(Happened(number, at, fact) for number, (at, fact) in enumerate(on.facts))
    assert told.live == on.world.live(), "what was told gives the same overlays in the same order"
    for fault in order:
        on.world.clear_fault(fault, "facilitator")
    assert [overlay for overlay in on.world.live() if not isinstance(overlay.change, PeerUnreachable)] == []
    on.world.run_to(on.world.now + 3 * MINUTE)
    assert on.world.live() == ()
    assert on.world.world.network == small_network()
    on.world.run_to(on.world.now + 30 * MINUTE)
    assert on.world.world.network == small_network(), "nothing comes back"
