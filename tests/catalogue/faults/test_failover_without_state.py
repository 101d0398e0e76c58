"""F10: an impulse that cuts every call and heals in seconds."""

from hotwash.catalogue.faults.failover_without_state import FailoverWithoutState
from hotwash.domain.firewall import Flow
from hotwash.domain.steps import Alarm, Clear, Impair, Tell, Wait
from hotwash.domain.time import SECOND
from tests.catalogue.faults.matrix import inspections
from tests.catalogue.samples import NETWORK, at

FAULT = FailoverWithoutState(border="bcf-east", takeover=20 * SECOND)


def test_it_cuts_waits_for_the_standby_and_is_over() -> None:
    steps = list(FAULT.steps(NETWORK))
    assert [type(step) for step in steps] == [Impair, Wait, Clear, Alarm, Wait, Tell, Wait]
    first = steps[0]
    assert isinstance(first, Impair)
    assert first.cut_calls
    assert [bool(at(FAULT, second * SECOND).live) for second in (0, 19, 20)] == [True, True, False]


def test_meanwhile_nothing_passes_there() -> None:
    (gap,) = inspections(at(FAULT, 0).world())
    assert set(gap.flows) == {Flow.INVITE, Flow.MEDIA_IN, Flow.MEDIA_OUT, Flow.OPTIONS}
    assert set(at(FAULT, 0).world().network.imposed) == {"bcf-east"}


def test_the_narrative_says_for_how_long() -> None:
    assert FAULT.narrative(NETWORK).endswith("every call in progress is cut, and new ones meet silence for 20 s.")
