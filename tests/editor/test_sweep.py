"""The sweep: what it works out quickly equals what judging every call of every state by itself gives."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from types import MappingProxyType

import pytest

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue import registry
from hotwash.catalogue.faults.demand_surge import DemandSurge
from hotwash.catalogue.faults.link_cut import LinkCut
from hotwash.catalogue.faults.psap_evacuated import PsapEvacuated
from hotwash.catalogue.faults.rtp_blocked import RtpBlocked
from hotwash.domain.impairment import Impairment
from hotwash.domain.network import Network
from hotwash.domain.scenario import PlannedFault, Scenario
from hotwash.domain.scripts import Fault
from hotwash.domain.time import HOUR, MINUTE
from hotwash.editor.rehearsal.cases import Case, Sort, of_catalogue, places
from hotwash.editor.rehearsal.entries import NoFaultForIt, entries
from hotwash.editor.rehearsal.figures import Costs, mean_rate
from hotwash.editor.rehearsal.stages import Aftermath, needs_calls, stages
from hotwash.editor.rehearsal.sweep import Sweep, sweep
from tests.any_network import any_scenario
from tests.scenario.small import ENVELOPE, read
from tests.small_world import small_network, small_scenario


def one_by_one(scenario: Scenario, laid: Iterable[Impairment]) -> tuple[float, float, float, tuple[str, ...]]:
    """Lost, elsewhere, without location, and PSAPs that none of their calls reaches: every call judged by itself."""
    network: Network = Aftermath(scenario).world(laid).network
    weights = sum(psap.weight for psap in network.psaps())
    rate = mean_rate(scenario)
    lost = elsewhere = blind = 0.0
    unreachable = []
    for psap in network.psaps():
        arrives = False
        for origin in network.origins():
            calls = rate * origin.share_permille / 1000 * psap.weight / weights
            found = judge_call(network, origin.id, psap.id, 1_440 + 13 * 60)
            share = found.delivered_permille / 1000
            lost += calls * (1 - share)
            blind += calls * share * found.blind_permille / 1000
            elsewhere += calls * share if found.psap != psap.id else 0.0
            arrives = arrives or (share > 0 and found.psap == psap.id)
        if not arrives:
            unreachable.append(psap.id)
    return lost, elsewhere, blind, tuple(unreachable)


def agree(scenario: Scenario, costs: Costs, laid: tuple[Impairment, ...]) -> None:
    found = costs.of(laid)
    lost, elsewhere, blind, unreachable = one_by_one(scenario, laid)
    assert (found.lost, found.elsewhere, found.unlocated) == pytest.approx((lost, elsewhere, blind))
    assert found.unreachable == unreachable


@pytest.mark.parametrize("number", range(12))
def test_every_single_loss_costs_what_judging_each_call_gives(number: int) -> None:
    scenario = any_scenario(number)
    costs = Costs(scenario)
    for case in places(scenario):
        agree(scenario, costs, case.laid)


@pytest.mark.parametrize("number", range(6))
def test_pairs_cost_what_judging_each_call_gives_and_no_costly_one_is_missed(number: int) -> None:
    scenario = any_scenario(number)
    costs = Costs(scenario)
    found = sweep(scenario, most_runs=0, most_pairs=10_000)
    told = {frozenset(part.id for part in row.case.parts): row for row in found.pairs}
    for row in found.pairs:
        first, second = row.case.parts
        if first.laid and second.laid:
            agree(scenario, costs, (*first.laid, *second.laid))
    ends = {psap.id for psap in scenario.network.psaps()}
    inner = [
        row
        for row in found.singles
        if row.case.laid and not any(end in place for place in row.case.places for end in ends)
    ]
    missed = [
        (first.case.id, second.case.id)
        for first, second in combinations(inner, 2)
        if not set(first.case.places) & set(second.case.places)
        and costs.of((*first.case.laid, *second.case.laid)).lost
        > first.figures.lost + second.figures.lost - costs.usual.lost + 1e-9
        and frozenset((first.case.id, second.case.id)) not in told
    ]
    assert missed == []


def with_twins(count: int) -> Scenario:
    """The small world with so many PSAPs beside each other that hang on one line each."""
    base = small_scenario()
    network = base.network
    psap, line = network.psaps()[1], network.links["esrp-b"]
    elements = {**network.elements} | {
        f"twin-{n}": replace(psap, id=f"twin-{n}", name=f"Twin {n}", overflow=f"twin-{n // 3}" if n > 1 else "")
        for n in range(count)
    }
    links = {**network.links} | {f"to-{n}": replace(line, id=f"to-{n}", b=f"twin-{n}") for n in range(count)}
    return replace(base, network=replace(network, elements=MappingProxyType(elements), links=MappingProxyType(links)))


def test_psaps_that_hang_alike_are_judged_once_and_cost_the_same_as_each_by_itself() -> None:
    scenario = with_twins(6)
    costs = Costs(scenario)
    for case in places(scenario):
        agree(scenario, costs, case.laid)
    for one, other in (
        ("element:twin-1", "link:to-4"),
        ("element:twin-1", "element:twin-2"),
        ("link:to-0", "link:to-3"),
    ):
        agree(scenario, costs, (*_case(scenario, one).laid, *_case(scenario, other).laid))


def _case(scenario: Scenario, name: str) -> Case:
    return next(case for case in places(scenario) if case.id == name)


def found_in(scenario: Scenario) -> Sweep:
    return sweep(scenario, most_runs=2)


def test_the_worst_stand_first_and_the_same_scenario_gives_the_same_rows() -> None:
    scenario = small_scenario(per_day=2_000, span=30 * MINUTE)
    first = found_in(scenario)
    assert first == found_in(scenario)
    losses = [round(row.figures.lost, 6) for row in first.singles]
    assert losses == sorted(losses, reverse=True)
    by_id = {row.case.id: row for row in first.singles}
    assert by_id["fault:voice"].figures.lost == pytest.approx(first.usual.calls)
    assert not by_id["fault:voice"].measured
    assert by_id["element:esrp"].figures.unreachable == ("psap-a", "psap-b")
    assert by_id["element:bcf-east"].figures.lost == 0
    assert by_id["fault:voice"].case.offered == "voice"
    assert by_id["fault:location"].figures.unlocated_permille == 1000
    assert by_id["element:bcf-west"].figures.lost == pytest.approx(0.3 * first.usual.calls)
    pair = next(row for row in first.pairs if set(row.case.places) == {"bcf-east", "bcf-west"})
    assert pair.figures.lost == pytest.approx(first.usual.calls)
    assert any("were not tried" in sentence for sentence in first.coverage)


def test_a_sweep_can_be_stopped_and_tells_how_far_it_is() -> None:
    scenario = small_scenario(per_day=2_000, span=30 * MINUTE)
    seen: list[tuple[int, int]] = []

    def after_five(done: int, of: int) -> bool:
        seen.append((done, of))
        return done < 5

    found = sweep(scenario, after_five)
    assert found.cancelled
    assert [done for done, _ in seen] == [1, 2, 3, 4, 5]
    assert len(found.singles) in (4, 5)
    told: list[tuple[int, int]] = []

    def whole_way(done: int, of: int) -> bool:
        told.append((done, of))
        return True

    whole = sweep(scenario, whole_way, most_runs=0)
    assert not whole.cancelled
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_limits_and_crowds_are_measured_by_calls() -> None:
    scenario = small_scenario(per_day=2_000, span=30 * MINUTE)
    surge = replace(scenario, faults=MappingProxyType({"surge": PlannedFault("surge", DemandSurge(), None)}))
    row = next(row for row in sweep(surge, most_runs=1).singles if row.case.offered == "surge")
    assert row.measured
    assert row.figures.lost > 0
    assert needs_calls(scenario.network, DemandSurge())
    assert not needs_calls(scenario.network, RtpBlocked(policy="border-policy"))


def test_a_fault_in_stages_costs_what_its_first_hour_costs() -> None:
    scenario = small_scenario()
    network = replace(scenario.network, default_psap="")
    fault = PsapEvacuated(psap="psap-a")
    alone = replace(scenario, network=network)
    costs = Costs(alone)
    found = stages(network, fault)
    assert [stage.at for stage in found] == [0, 4 * MINUTE]
    first, then = costs.of(found[0].laid), costs.of(found[1].laid)
    assert first.lost == pytest.approx(costs.rate * 2 / 3)
    whole = costs.over_an_hour(found)
    assert whole.lost == pytest.approx((first.lost * 4 * MINUTE + then.lost * 56 * MINUTE) / HOUR)


def test_faults_of_the_catalogue_stand_where_they_fit() -> None:
    scenario = small_scenario()
    cases = list(of_catalogue(scenario))
    assert len({case.id for case in cases}) == len(cases)
    kinds = {case.fault.kind for case in cases if case.fault is not None}
    assert kinds >= set(registry.faults()) - {
        "link_cut",
        "site_power_lost",
        "dns_blocked",
        "dereference_blocked",
        "split_brain",
    } - {planned.fault.kind for planned in scenario.faults.values()}
    assert all(case.places for case in cases)


@pytest.mark.parametrize(
    "fault",
    [
        LinkCut(link="east-esrp"),
        PsapEvacuated(psap="psap-a", after=90_000, tells=False),
        RtpBlocked(policy="border-policy"),
    ],
)
def test_a_row_becomes_a_fault_and_an_inject_that_the_reader_takes(fault: Fault) -> None:
    scenario = small_scenario()
    bare = replace(scenario, faults=MappingProxyType({}))
    made = entries(bare, Case("x", Sort.CATALOGUE, "A thing that fails", (), (), fault), at=5 * MINUTE)
    text = ENVELOPE + "faults:\n" + "".join(f"  - {_flow(entry)}\n" for entry in made.faults)
    text += f"injects:\n  - {_flow(made.inject)}\n"
    back = read(text)
    assert [planned.fault for planned in back.faults.values()] == [fault]
    (inject,) = back.injects.values()
    assert (inject.at, inject.subject) == (5 * MINUTE, "A thing that fails")
    assert made.begins == tuple(back.faults)


def _flow(entry: object) -> str:
    assert isinstance(entry, dict)
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in entry.items()) + "}"


def _value(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_a_pair_begins_both_and_what_no_fault_does_is_told() -> None:
    scenario = small_scenario()
    first, second = _case(scenario, "link:east-esrp"), _case(scenario, "element:bcf-west")
    both = entries(scenario, Case("p", Sort.PAIR, "Both", (), parts=(first, second)))
    assert len(both.faults) == 2
    assert both.inject["begins"] == list(both.begins)
    assert both.inject["category"] == "contingency"
    with pytest.raises(NoFaultForIt, match="ESRP"):
        entries(scenario, _case(scenario, "element:esrp"))
    known = entries(
        scenario, Case("o", Sort.OFFERED, "Power", (), fault=scenario.faults["power"].fault, offered="power")
    )
    assert (known.faults, known.begins) == ((), ("power",))


def test_the_network_of_the_tests_has_spare_ways() -> None:
    assert len(small_network().borders()) == 2
