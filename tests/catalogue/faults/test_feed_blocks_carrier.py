"""F14: one carrier's calls and keep-alives, until the feed is put right."""

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.faults.feed_blocks_carrier import FeedBlocksCarrier
from hotwash.domain.steps import Alarm, Clear, Impair, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE
from tests.catalogue.samples import NETWORK, at

FAULT = FeedBlocksCarrier(policy="border-policy", origin="voip")


def test_one_carrier_is_lost_and_no_other() -> None:
    network = at(FAULT, 0).world().network
    assert judge_call(network, "voip", "psap-a").treatment is Treatment.SILENT
    assert judge_call(network, "cell", "psap-a").treatment is Treatment.DELIVER


def test_symptoms_then_hours_later_the_feed() -> None:
    assert [type(step) for step in FAULT.steps(NETWORK)] == [Impair, Until, Alarm, Wait, Until, Tell, Wait, Clear]
    assert at(FAULT, 4 * HOUR + 3 * MINUTE).live
    assert not at(FAULT, 4 * HOUR + 4 * MINUTE).live


def test_a_feed_that_nobody_puts_right_stays() -> None:
    stays = FeedBlocksCarrier(policy="border-policy", origin="voip", refresh=0)
    assert at(stays, 40 * HOUR).live


def test_the_carrier_is_named() -> None:
    assert "lists the addresses of Internet carrier" in FAULT.narrative(NETWORK)
    assert any("Internet carrier" in step.text for step in FAULT.steps(NETWORK) if isinstance(step, Tell))
