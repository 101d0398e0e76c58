"""Symptoms of faults that are imposed on elements and links, that stop queries, or that keep rules from running."""

from dataclasses import replace

import pytest

from hotwash.domain.firewall import Flow, Inspection, Rule, Service, Verb
from hotwash.domain.impairment import Change, ElementDown, Inspected, LinkDown, PeerUnreachable, PolicyDead, RuleFirst
from hotwash.domain.network import Network
from hotwash.domain.steps import CallsFailed, CallsWithoutLocation
from hotwash.domain.time import MINUTE
from tests.deep_world import Laid, deep_network, with_element
from tests.simulation.stage import Stage, stage
from tests.small_world import small_scenario

CHECK = Inspected(Inspection("check", (Flow.INVITE,)))
HELD = Inspected(Inspection("held", (Flow.HELD,)))
STRIP = Inspected(Inspection("strip", (Flow.INVITE,), strips_location=True))
NO_OPTIONS = RuleFirst(Rule("scan", Verb.DENY, (Service.SIP_OPTIONS,)))


def run(network: Network, *changes: tuple[str, Change]) -> Stage:
    """Twenty minutes under a fault `mine`."""
    for psap in network.psaps():
        network = with_element(network, replace(psap, positions=60, waiting=60))
    scenario = replace(small_scenario(fault_at=None, per_day=9_000), network=network)
    on = stage(scenario=scenario, faults={"mine": Laid(changes=changes)})
    on.world.launch_fault("mine", "facilitator")
    on.world.run_to(20 * MINUTE)
    return on


@pytest.mark.parametrize(
    ("changes", "default"),
    [
        ((("esrp", CHECK),), "b"),
        ((("1-esrp", CHECK),), "b"),
        ((("psap-wall", RuleFirst(Rule("no", Verb.DENY, (Service.SIP_INVITE,)))),), "b"),
        ((("dns", ElementDown()),), "b"),
        ((("esrp-dns", LinkDown()),), "b"),
        ((("esrp", PolicyDead()),), ""),
        ((("border", NO_OPTIONS), ("voip", PeerUnreachable("bcf-1")), ("voip", PeerUnreachable("bcf-2"))), "b"),
    ],
)
def test_calls_that_fail_by_a_fault_are_counted_for_it(changes: tuple[tuple[str, Change], ...], default: str) -> None:
    on = run(deep_network(default=default), *changes)
    mine = on.world._faults.runs["mine"]
    assert on.world.met(mine, CallsFailed(5))
    assert not on.world.met(mine, CallsWithoutLocation(1))


@pytest.mark.parametrize(
    "change",
    [("lis", ElementDown()), ("esrp-lis", LinkDown()), ("esrp-lis", HELD), ("voip-1", STRIP), ("border", STRIP)],
)
def test_calls_without_a_location_are_counted_for_what_took_it(change: tuple[str, Change]) -> None:
    on = run(deep_network(), change)
    mine = on.world._faults.runs["mine"]
    assert on.world.met(mine, CallsWithoutLocation(5))
    assert not on.world.met(mine, CallsFailed(1))
