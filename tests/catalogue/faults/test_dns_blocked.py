"""F17 for names: nothing shows while answers are remembered."""

from hotwash.catalogue.faults.dns_blocked import DnsBlocked
from hotwash.domain.firewall import Flow
from hotwash.domain.steps import CallsFailed, Impair, Tell, Until, Wait
from hotwash.domain.time import MINUTE
from tests.catalogue.faults.matrix import heard
from tests.catalogue.samples import NETWORK, at

FAULT = DnsBlocked(server="ecrf", ttl=7 * MINUTE)


def test_the_block_is_there_at_once_so_that_it_can_be_found_and_bites_when_the_answers_are_forgotten() -> None:
    before, after = at(FAULT, 6 * MINUTE), at(FAULT, 7 * MINUTE)
    assert [item.flows for item in before.world().network.imposed["esrp-ecrf"]] == [()]
    assert [item.flows for item in after.world().network.imposed["esrp-ecrf"]] == [(Flow.DNS,)]
    assert (heard(before.world()), heard(after.world())) == (set(), {"503"})


def test_the_proxies_say_so_when_calls_have_failed() -> None:
    steps = list(FAULT.steps(NETWORK))
    assert [type(step) for step in steps] == [Impair, Wait, Impair, Until, Wait, Tell]
    assert isinstance(steps[3], Until)
    assert steps[3].condition == CallsFailed(4)


def test_a_server_that_nobody_asks_does_no_harm() -> None:
    assert not any(isinstance(step, Impair) for step in DnsBlocked(server="psap-a").steps(NETWORK))


def test_the_narrative_says_when() -> None:
    assert "is not found after 7 min" in FAULT.narrative(NETWORK)
