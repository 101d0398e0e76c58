"""F21: the first call after a quiet spell."""

from hotwash.catalogue.faults.idle_timeout_short import IdleTimeoutShort
from hotwash.domain.impairment import IdleAged
from hotwash.domain.steps import Alarm, CallsFailed, Impair, Tell, Until, Wait
from hotwash.domain.time import SECOND
from tests.catalogue.samples import NETWORK, at

FAULT = IdleTimeoutShort(border="bcf-west")


def test_the_border_forgets_after_the_published_default() -> None:
    assert dict(at(FAULT, 0).world().limits) == {"bcf-west": (IdleAged(180 * SECOND),)}


def test_one_lost_call_is_no_pattern() -> None:
    steps = list(FAULT.steps(NETWORK))
    assert [type(step) for step in steps] == [Impair, Until, Wait, Until, Tell, Until, Alarm]
    waits = [step.condition for step in steps if isinstance(step, Until)]
    assert waits == [CallsFailed(2), CallsFailed(3), CallsFailed(5)]


def test_the_narrative_says_that_the_next_call_passes() -> None:
    assert FAULT.narrative(NETWORK).endswith("the first call after such a spell meets silence, the next one passes.")
