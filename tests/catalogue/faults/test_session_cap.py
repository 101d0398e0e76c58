"""F25: an exact plateau."""

from hotwash.catalogue.faults.session_cap import SessionCap
from hotwash.domain.impairment import Loss, RateLimited, SessionLimited
from hotwash.domain.steps import Alarm, Impair, Tell, Tripped, Until, Wait
from tests.catalogue.samples import NETWORK, at


def test_what_is_above_the_cap_is_refused() -> None:
    world = at(SessionCap(border="bcf-east", calls=12), 0).world()
    assert dict(world.limits) == {"bcf-east": (SessionLimited(12, Loss.REJECTED),)}


def test_a_burst_can_be_limited_besides() -> None:
    world = at(SessionCap(border="bcf-east", per_minute=300), 0).world()
    assert world.limits["bcf-east"][1] == RateLimited(300, 5, Loss.REJECTED, per_source=False)


def test_the_trap_and_the_carrier_wait_until_a_call_was_refused() -> None:
    steps = list(SessionCap(border="bcf-east").steps(NETWORK))
    assert [type(step) for step in steps] == [Impair, Until, Alarm, Wait, Until, Tell]
    assert {s.condition for s in steps if isinstance(s, Until)} == {Tripped("bcf-east", "sessions")}


def test_the_narrative_gives_the_number() -> None:
    assert SessionCap(border="bcf-east", calls=12).narrative(NETWORK).startswith("BCF east admits 12 calls at a time")
