"""The log tells what one policy drops."""

from hotwash.catalogue.actions.pull_firewall_logs import PullFirewallLogs
from hotwash.domain.steps import Reveal, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = PullFirewallLogs(policy="border-policy")


def test_it_takes_time_and_reveals_one_thing() -> None:
    assert list(ACTION.steps(NETWORK)) == [
        WaitAbout(5 * MINUTE, 10 * MINUTE, 30 * MINUTE, on="border-policy"),
        Reveal("firewall_log", "border-policy"),
    ]


def test_looking_changes_nothing() -> None:
    assert under(ACTION).network == NETWORK


def test_the_narrative_names_where_it_looked() -> None:
    assert ACTION.narrative(NETWORK) == "The vendor read the logs of Border policy."
