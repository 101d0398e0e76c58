"""F4: less and less room for new calls; symptoms when one was refused; much later there is room again."""

from hotwash.catalogue.faults.session_table_full import SessionTableFull
from hotwash.domain.impairment import Inspected, Loss, SessionLimited
from hotwash.domain.steps import Alarm, Clear, Impair, Tell, Tripped, Until
from hotwash.domain.time import HOUR, MINUTE
from tests.catalogue.samples import NETWORK, at, moments

FAULT = SessionTableFull(policy="border-policy")


def room(time: int) -> int:
    change = at(FAULT, time).live[0].change
    assert isinstance(change, SessionLimited)
    assert change.over is Loss.SILENT
    return change.limit


def test_it_fills_from_stage_to_stage_and_never_to_none() -> None:
    found = [room(minute * MINUTE) for minute in range(26)]
    assert found == sorted(found, reverse=True)
    assert (found[0], found[20], found[25]) == (200, 1, 1)
    assert 90 < found[10] < 120


def test_it_stays_full_for_two_hours_and_ages_out_over_four() -> None:
    found = [room(20 * MINUTE + hour * HOUR) for hour in (1, 2, 4, 6)]
    assert found[:2] == [1, 1]
    assert 1 < found[2] < found[3]
    assert not moments(FAULT.steps(NETWORK))[-1].live


def test_it_can_stay_for_good() -> None:
    assert moments(SessionTableFull(policy="border-policy", stays=0).steps(NETWORK))[-1].live


def test_nothing_is_told_before_the_table_has_refused_a_call() -> None:
    told = [step for step in FAULT.steps(NETWORK) if isinstance(step, Until | Alarm | Tell | Clear)]
    assert [type(step) for step in told] == [Until, Alarm, Until, Tell, Clear, Clear]
    conditions = {step.condition for step in told if isinstance(step, Until)}
    assert conditions == {Tripped("border-policy", "sessions")}


def test_voice_suffers_only_where_that_is_asked_for_and_only_once_it_is_full() -> None:
    deaf = SessionTableFull(policy="border-policy", voiceless_permille=300)
    kinds = [type(step.change) for step in deaf.steps(NETWORK) if isinstance(step, Impair)]
    assert kinds.count(Inspected) == 1
    assert not any(isinstance(s, Impair) and isinstance(s.change, Inspected) for s in FAULT.steps(NETWORK))


def test_the_narrative_says_how_long_it_takes() -> None:
    assert "run full within 20 min; calls above 1 at a time then find no room" in FAULT.narrative(NETWORK)
