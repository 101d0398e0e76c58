"""F22: calls and keep-alives decay together until nothing passes."""

from hotwash.catalogue.faults.uptime_bomb import UptimeBomb
from hotwash.domain.firewall import Flow
from hotwash.domain.steps import Alarm, Tell, Until
from hotwash.domain.time import HOUR, MINUTE
from tests.catalogue.faults.matrix import inspections
from tests.catalogue.samples import NETWORK, at

FAULT = UptimeBomb(border="bcf-east", spreads=4 * HOUR)


def lost(time: int) -> int:
    (item,) = inspections(at(FAULT, time).world())
    assert item.flows == (Flow.INVITE, Flow.OPTIONS)
    return item.permille


def test_the_share_grows_over_hours() -> None:
    shares = [lost(hour * HOUR) for hour in range(6)]
    assert shares == sorted(shares)
    assert (shares[0], shares[4], shares[5]) == (20, 1000, 1000)
    assert 400 < shares[2] < 600


def test_the_counters_speak_early_and_the_carrier_when_calls_failed() -> None:
    told = [step for step in FAULT.steps(NETWORK) if isinstance(step, Alarm | Until | Tell)]
    assert [type(step) for step in told] == [Alarm, Until, Tell]


def test_without_time_to_spread_everything_is_lost_at_once() -> None:
    (item,) = inspections(at(UptimeBomb(border="bcf-east", spreads=0), MINUTE).world())
    assert item.permille == 1000


def test_the_narrative_says_by_when() -> None:
    assert FAULT.narrative(NETWORK).endswith("within 4 h every call meets silence.")
