"""Intrusion prevention that only alerts drops nothing."""

from hotwash.analysis.conditions import Condition, Standing, conditions
from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.actions.end_alert_only import EndAlertOnly
from hotwash.catalogue.actions.set_alert_only import SetAlertOnly
from hotwash.domain.facts import CallsTallied, Happened
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import HOUR, MINUTE
from hotwash.exercise.projections.beside import beside
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, set_up, wait_of

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


def test_where_it_found_nothing_nothing_is_counted() -> None:
    on = set_up(ACTION)
    on.act("act-0")
    on.world.run_to(HOUR)
    assert not any(tally.alerted for _, tally in on.told(CallsTallied))


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "Intrusion prevention of Border policy was set to alert only."
