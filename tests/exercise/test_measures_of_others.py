"""Who was told and when, users by region, neighbours that were overloaded, and words that contradicted each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from hotwash.catalogue.actions.notify_psaps import NotifyPsaps
from hotwash.catalogue.actions.order_diversion import OrderDiversion
from hotwash.catalogue.elements.psap import Psap
from hotwash.catalogue.faults.demand_surge import DemandSurge
from hotwash.catalogue.faults.denial_of_service import DenialOfService
from hotwash.domain.facts import (
    ActionBegan,
    ActionEnded,
    CallsTallied,
    Fact,
    FaultBegan,
    FaultEnded,
    Happened,
    MessageTold,
    MilestoneReached,
    WorldChanged,
)
from hotwash.domain.impairment import EVERYWHERE, Change, PublicRecalled, PublicTold, WrongNumber
from hotwash.domain.network import Region
from hotwash.domain.scenario import OfferedAction, Scenario
from hotwash.domain.time import MINUTE
from hotwash.exercise.projections.measures import Measures, measures
from tests.exercise.test_measures import GOOD, LOST, F, journal, minutes, tally
from tests.exercise.test_measures import scenario as small
from tests.simulation.stage import Stage, stage
from tests.small_world import small_network, small_scenario

ORDERED = (ActionBegan(1, "notify", "Notify", "duty"), MilestoneReached("psaps_notified", "duty"))


def desks(*positions: int, act: NotifyPsaps | None = None) -> Scenario:
    """So many PSAPs, each with so many positions, and an act that notifies them."""
    base = small()
    made = {
        f"p{n}": Psap(id=f"p{n}", name=f"P{n}", at=(n, 0), region="r", weight=1, positions=count, waiting=2)
        for n, count in enumerate(positions)
    }
    cell = base.network.elements["cell"]
    network = replace(base.network, elements=MappingProxyType({"cell": cell, **made}))
    offered = {"notify": OfferedAction("notify", act, ("duty",))} if act else {}
    return replace(base, network=network, actions=MappingProxyType(offered))


def told(scenario: Scenario, at: int, *facts: Fact) -> Measures:
    """Lost for an hour from minute 10, discovered at 12, and these facts at one minute."""
    marked: list[tuple[int, Fact]] = [(12 * MINUTE, MilestoneReached("detected", "duty"))]
    marked += [(at * MINUTE, fact) for fact in facts]
    events = [*minutes([GOOD] * 10), (10 * MINUTE, F), *minutes([LOST] * 60, start=10), *marked]
    return measures(scenario, journal(*sorted(events, key=lambda event: event[0])))


def test_small_desks_read_a_notice_later_and_only_those_told_in_time_count() -> None:
    act = NotifyPsaps(unread=2, read_later=15 * MINUTE)
    early = told(desks(3, 2, 5, 1, act=act), 20, *ORDERED)
    assert early.told[0].times == ((20 * MINUTE, 500), (35 * MINUTE, 1000))
    assert early.told_in_time == (1000,)
    late = told(desks(3, 2, 5, 1, act=act), 30, *ORDERED)
    assert late.told_in_time == (500,), "the small ones have read it 33 min after the discovery"
    assert late.as_json()["outages"][0]["psaps_told"] == [
        {"at_s": 1800.0, "share": 0.5},
        {"at_s": 2700.0, "share": 1.0},
    ]


def test_who_has_not_read_it_by_the_end_was_not_told() -> None:
    act = NotifyPsaps(unread=2, read_later=60 * MINUTE)
    assert told(desks(3, 2, act=act), 20, *ORDERED).told[0].times == ((20 * MINUTE, 500),)


def test_a_notice_that_no_act_sent_is_read_by_all_at_once() -> None:
    by_hand = told(desks(3, 1, act=NotifyPsaps()), 20, ORDERED[1])
    assert by_hand.told[0].times == ((20 * MINUTE, 1000),)
    over = told(desks(3, 1, act=NotifyPsaps()), 20, ORDERED[0], ActionEnded(1, "notify", "", "duty", ""), ORDERED[1])
    assert over.told[0].times == ((20 * MINUTE, 1000),)
    assert told(desks(3, 1), 20).told_in_time == (0,)


def regional(*failed: tuple[int, int], population: int = 1_000) -> Measures:
    """Minutes of an outage with so many failed attempts in the north and in the south."""
    base = desks(1, 1)
    psaps = {
        psap.id: replace(psap, region=region) for psap, region in zip(base.network.psaps(), ("n", "s"), strict=True)
    }
    network = replace(base.network, elements=MappingProxyType({**base.network.elements, **psaps}))
    demand = replace(base.demand, population=population, population_source="made")
    facts: list[tuple[int, Fact]] = [(0, FaultBegan("f", "Loss", "F6", "Lost.", "script"))]
    for number, (north, south) in enumerate(failed, start=1):
        by_psap = {"p0": {"silent": north}, "p1": {"silent": south}}
        outcomes = {"silent": north + south}
        facts.append((number * MINUTE, tally(started={"911": north + south}, outcomes=outcomes, psaps=by_psap)))
    return measures(replace(base, network=network, demand=demand), journal(*facts))


def test_user_minutes_are_parted_as_the_failures_are_and_add_up() -> None:
    assert regional((3, 1), (0, 4)).users[0].regions == {"s": 1_250, "n": 750}
    assert regional((3, 1), (0, 0)).users[0].regions == {"n": 1_500, "s": 500}, "a quiet minute is as the one before"
    for population in (1, 7, 999, 1_001):
        users = regional((1, 2), (2, 1), (5, 2), population=population).users[0]
        assert sum(users.regions.values()) == users.count == 3 * population
    assert regional((1, 1), population=0).users[0].regions == {}


def ran(*, psap: str = "", **fault: object) -> Stage:
    base = small_scenario(fault_at=None, per_day=9_000)
    acts = {**base.actions, "divert": OfferedAction("divert", OrderDiversion(psap="psap-a", to="psap-b"), ("duty",))}
    scenario = replace(base, actions=MappingProxyType(acts))
    return stage(scenario=scenario, faults={"surge": DemandSurge(**fault), "flood": DenialOfService()})  # type: ignore[arg-type]  # fields of the surge


def measured(on: Stage) -> Measures:
    on.world.last_minute()
    on.world.tell_callers()
    happened = [Happened(seq, at, fact) for seq, (at, fact) in enumerate(on.facts, start=1)]
    return measures(on.scenario, happened)


def test_a_neighbour_that_takes_diverted_calls_is_overloaded_by_them() -> None:
    on = ran()
    on.world.run_to(20 * MINUTE)
    assert not [over for over in measured(on).overloads if over.psap == "psap-b" and over.most > 4]
    on = ran()
    on.act("divert")
    on.world.run_to(20 * MINUTE)
    found = measured(on)
    assert [over.psap for over in found.overloads] == ["psap-b"]
    (over,) = found.overloads
    assert 0 < over.most <= 4, "no more can wait there"
    told = [fact.beyond["psap-b"] for _, fact in on.told(CallsTallied) if fact.beyond]
    assert (over.call_minutes, over.most) == (sum(told), max(told))
    assert found.as_json()["neighbour_overload"][0]["psap"] == "psap-b"


def test_calls_of_its_own_overload_no_neighbour() -> None:
    base = small_network()
    alone = {**base.elements, **{psap.id: replace(psap, overflow="") for psap in base.psaps()}}
    scenario = replace(
        small_scenario(fault_at=None, per_day=20_000), network=replace(base, elements=MappingProxyType(alone))
    )
    on = stage(scenario=scenario)
    on.world.run_to(20 * MINUTE)
    assert any(fact.waiting for _, fact in on.told(CallsTallied))
    assert measured(on).overloads == ()


def lost_by(on: Stage) -> dict[str, dict[str, int]]:
    return {loss.cause: dict(loss.outcomes) for loss in measured(on).losses}


def test_who_is_crowded_out_by_a_surge_is_laid_to_it_while_it_is_live() -> None:
    on = ran(permille=12_000, rises=0, lasts=20 * MINUTE)
    on.world.launch_fault("surge", "facilitator")
    on.world.run_to(15 * MINUTE)
    found = lost_by(on)
    assert found["surge"]["busy"] + found["surge"]["abandoned"] > 100
    assert set(found) == {"surge"}
    on.world.clear_fault("surge", "facilitator")
    on.world.run_to(18 * MINUTE)
    assert set(lost_by(on)) <= {"surge", "psap"}


def test_a_surge_in_another_region_has_no_part_in_it() -> None:
    on = ran()
    network = on.scenario.network
    regions = {**network.regions, "far": Region("far", "Far")}
    far = Psap(id="far", name="Far", at=(0, 0), region="far", weight=0, positions=1, waiting=1)
    scenario = replace(
        small_scenario(fault_at=None, per_day=25_000),
        network=replace(
            network, regions=MappingProxyType(regions), elements=MappingProxyType({**network.elements, "far": far})
        ),
    )
    on = stage(scenario=scenario, faults={"surge": DemandSurge(region="far", permille=1, rises=0)})
    on.world.launch_fault("surge", "facilitator")
    on.world.run_to(20 * MINUTE)
    found = lost_by(on)
    assert "surge" not in found
    assert found["psap"]["busy"] > 0


def test_a_flood_is_to_blame_for_the_public_s_calls_that_it_crowds_out() -> None:
    on = ran()
    on.world.launch_fault("flood", "facilitator")
    on.world.run_to(25 * MINUTE)
    assert set(lost_by(on)) == {"flood"}


Said = tuple[str, Change | None, bool]
POST: Said = ("act:post:1:post", PublicTold(300), True)
ALERT: Said = ("act:alert:1:alert", PublicTold(500), True)
CLEAR: Said = ("act:all-clear:1:all-clear", PublicRecalled(400), True)
WRONG: Said = ("fault:wrong:directory", WrongNumber(500), True)
RIGHT: Said = ("fault:wrong:directory", WrongNumber(500), False)
FAULT = FaultBegan("f", "Loss", "F6", "Lost.", "script")
OVER = FaultEnded("f", "Loss", "vendor")


def spoken(*events: Said | Fact) -> tuple[int, ...]:
    """Words to the public, a minute apart, each with what it lays; which of them (by their turn) were contradicted."""
    facts: list[tuple[int, Fact]] = []
    turns: dict[int, int] = {}
    for turn, event in enumerate(events, start=1):
        at = turn * MINUTE
        if not isinstance(event, tuple):
            facts.append((at, event))
            continue
        key, change, laid = event
        if not key.startswith("fault") or not laid:
            facts.append((at, MessageTold("Words.", "State 911", "post", (), public=True)))
            turns[len(facts) + 1] = turn
        if change is not None:
            facts.append((at, WorldChanged(key, EVERYWHERE, change, laid)))
    found = measures(small(), journal(*facts))
    assert found.as_json()["contradicted_statements"] == len(found.beside.contradicted)
    return tuple(turns[seq] for seq in found.beside.contradicted)


def test_an_all_clear_ends_notices_and_contradicts_them_only_while_a_fault_is_live() -> None:
    assert spoken(FAULT, POST, ALERT, OVER, CLEAR) == ()
    assert spoken(FAULT, POST, ALERT, CLEAR) == (2, 3)


def test_a_notice_after_an_all_clear_contradicts_it() -> None:
    assert spoken(FAULT, POST, OVER, CLEAR, FAULT, ALERT) == (4,)
    assert spoken(FAULT, POST, OVER, CLEAR, FAULT, ALERT, ("act:post:2:post", PublicTold(1), True)) == (4,)


def test_a_notice_that_spreads_in_steps_is_one_statement() -> None:
    steps: Sequence[Said] = [POST, POST, POST]
    assert spoken(FAULT, *steps, OVER, CLEAR) == ()


def test_a_correction_contradicts_what_gave_out_wrong_numbers_and_nothing_else() -> None:
    assert spoken(FAULT, POST, RIGHT) == ()
    assert spoken(FAULT, POST, WRONG, ALERT, RIGHT) == (4,)
    assert spoken(WRONG, POST, RIGHT, RIGHT) == (2,)


def test_a_claim_of_the_cause_is_contradicted_by_the_diagnosis_after_it() -> None:
    said = MessageTold("An attack.", "Governor's office", "press conference", (), public=True)
    claimed, known = MilestoneReached("cause_claimed", "governor"), MilestoneReached("diagnosed", "vendor")
    early = journal((0, FAULT), (MINUTE, said), (MINUTE, claimed), (2 * MINUTE, known))
    late = journal((0, FAULT), (MINUTE, known), (2 * MINUTE, said), (2 * MINUTE, claimed))
    assert measures(small(), early).beside.contradicted == (3,)
    assert measures(small(), late).beside.contradicted == ()
