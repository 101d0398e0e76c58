"""Intrusion prevention that only alerts drops nothing."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from hotwash.analysis.conditions import Condition, Standing, conditions
from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.actions.end_alert_only import EndAlertOnly
from hotwash.catalogue.actions.set_alert_only import SetAlertOnly
from hotwash.domain.effective import effective
from hotwash.domain.facts import CallsTallied, Happened
from hotwash.domain.firewall import Flow, Group, Inspection
from hotwash.domain.outcomes import Outcome
from hotwash.domain.scenario import OfferedAction
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import HOUR, MINUTE
from hotwash.exercise.projections.beside import beside
from tests.catalogue.samples import NETWORK, laid, under
from tests.catalogue.trouble import given, mended, set_up, wait_of
from tests.deep_world import PSAP_WALL, deep_network, with_policy
from tests.simulation.stage import Stage, stage
from tests.small_world import small_scenario

ACTION = SetAlertOnly(policy="border-policy")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(1 * MINUTE, 2 * MINUTE, 3 * MINUTE, on="border-policy")
    assert given(ACTION) == {"alert_only": {"bcf-west", "border-policy", "bcf-east"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "alert_only", "bcf-west") == (
        "The vendor set intrusion prevention to alert only. It had been dropping calls.",
        True,
    )


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "The vendor set intrusion prevention to alert only. It had dropped no call."
    assert mended(ACTION, "another", "bcf-west") == (effect, False)
    assert mended(ACTION, "alert_only", "esrp-a") == (effect, False)


def test_calls_fare_as_before_while_it_lasts_and_the_policy_is_known_to_protect_less() -> None:
    network = under(ACTION).network
    assert network.policies["border-policy"].alert_only
    assert {judge_call(network, origin, "psap-a").treatment for origin in ("cell", "voip")} == {Treatment.DELIVER}
    assert conditions(network)["bcf-east"] == Condition(Standing.DEGRADED, "alert only, less protection")


def test_what_it_would_have_stopped_is_counted_as_long_as_it_lasts() -> None:
    on = set_up(ACTION, EndAlertOnly(policy="border-policy"))
    on.world.launch_fault("signature", "facilitator")
    on.world.run_to(10 * MINUTE)
    assert not any(tally.alerted for _, tally in on.told(CallsTallied))
    on.act("act-0")
    on.world.run_to(6 * HOUR)
    on.act("act-1")
    on.world.run_to(8 * HOUR)
    columns = on.world.calls.columns()
    of_cell = [on.world.calls.origin_of(stream) == "cell" for stream in columns["stream"].tolist()]
    meanwhile = (columns["started"] >= 10 * MINUTE) & (columns["started"] < 6 * HOUR) & (columns["way"] == 0)
    passed = int((meanwhile & of_cell).sum())
    happened = [Happened(seq, at, fact) for seq, (at, fact) in enumerate(on.facts, start=1)]
    found = beside(happened)
    assert passed > 10
    assert found.alerted == (passed + 1) // 2, "the signature takes every second call of one carrier"
    assert found.alert_only == 6 * HOUR - 10 * MINUTE


def test_a_signature_that_comes_meanwhile_stops_nothing_until_prevention_is_back() -> None:
    on = set_up(ACTION, EndAlertOnly(policy="border-policy"))
    on.act("act-0")
    on.world.run_to(10 * MINUTE)
    on.world.launch_fault("signature", "facilitator")
    on.world.run_to(6 * HOUR)
    assert silent(on) == 0
    alerted = sum(tally.alerted for _, tally in on.told(CallsTallied))
    assert alerted == sum(tally.alerted for at, tally in on.told(CallsTallied) if at > 10 * MINUTE) > 5_000
    on.act("act-1")
    on.world.run_to(12 * HOUR)
    assert silent(on) > 5, "the fault was there all the time"
    assert sum(tally.alerted for _, tally in on.told(CallsTallied)) == alerted


def silent(on: Stage) -> int:
    return sum(tally.outcomes.get(Outcome.SILENT.value, 0) for _, tally in on.told(CallsTallied))


@pytest.mark.parametrize("signature", [True, False])
def test_signatures_of_the_policy_itself_only_report_and_other_checks_go_on(signature: bool) -> None:
    """On a firewall before a PSAP as on a BCF; calls for other PSAPs do not come by it."""
    check = Inspection("own", (Flow.INVITE,), ("some",), 250, signature=signature)
    wall = replace(PSAP_WALL, inspections=(check,), groups=(Group("some", ("voip",)),))
    base = with_policy(deep_network(), wall)
    stopped = judge_call(base, "voip", "a")
    assert (stopped.treatment, stopped.permille) == (Treatment.SILENT, 250)
    reports = SetAlertOnly(policy="psap-wall")
    under_it = effective(base, laid(reports.steps(base))).network
    assert judge_call(under_it, "voip", "a").delivered_permille == (1000 if signature else 750)
    offered = MappingProxyType({"report": OfferedAction("report", reports, ("duty",))})
    on = stage(scenario=replace(small_scenario(fault_at=None, per_day=9_000), network=base, actions=offered))
    on.act("report")
    on.world.run_to(HOUR)
    columns = on.world.calls.columns()
    calls = on.world.calls
    to_a = [calls.origin_of(s) == "voip" and calls.home_of(s) == "a" for s in columns["stream"].tolist()]
    passed = int((to_a & (columns["way"] == 0) & (columns["started"] < HOUR)).sum())
    assert passed > 10
    assert sum(tally.alerted for _, tally in on.told(CallsTallied)) == 250 * passed * signature


def test_where_it_found_nothing_nothing_is_counted() -> None:
    on = set_up(ACTION)
    on.act("act-0")
    on.world.run_to(HOUR)
    assert not any(tally.alerted for _, tally in on.told(CallsTallied))


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "Intrusion prevention of Border policy was set to alert only."
