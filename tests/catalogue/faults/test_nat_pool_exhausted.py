"""F15: fewer and fewer calls find ports for their voice; some lose their location too."""

from hotwash.catalogue.faults.nat_pool_exhausted import NatPoolExhausted
from hotwash.domain.impairment import Loss, SessionLimited
from hotwash.domain.steps import Alarm, Tell, Tripped, Until
from hotwash.domain.time import HOUR, MINUTE
from tests.catalogue.faults.matrix import heard
from tests.catalogue.samples import NETWORK, at, moments

FAULT = NatPoolExhausted(border="bcf-east", room=50, left=4)


def room(time: int) -> int:
    change = at(FAULT, time).live[0].change
    assert isinstance(change, SessionLimited)
    assert change.over is Loss.NO_AUDIO
    return change.limit


def test_ports_run_out_and_become_free_again() -> None:
    assert [room(minute * MINUTE) for minute in (0, 30, 120)] == [50, 4, 4]
    assert room(15 * MINUTE) == 27
    assert 4 < room(5 * HOUR) < 50
    assert not moments(FAULT.steps(NETWORK))[-1].live


def test_only_its_own_border_is_short() -> None:
    assert set(at(FAULT, 0).world().limits) == {"bcf-east"}


def test_locations_may_be_lost_with_it() -> None:
    blind = NatPoolExhausted(border="bcf-east", unlocated_permille=200)
    assert heard(at(blind, 0).world()) == {"NOA"}
    assert heard(at(blind, HOUR).world()) == {"NOA", "NOLOC"}


def test_nothing_is_told_before_a_call_found_no_port() -> None:
    told = [step for step in FAULT.steps(NETWORK) if isinstance(step, Until | Alarm | Tell)]
    assert [type(step) for step in told] == [Until, Alarm, Until, Tell]
    assert {s.condition for s in told if isinstance(s, Until)} == {Tripped("bcf-east", "sessions")}


def test_the_narrative_says_what_is_missing() -> None:
    assert FAULT.narrative(NETWORK).endswith("calls above 4 at a time are set up without sound.")
