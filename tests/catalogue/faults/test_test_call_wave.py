"""A wave of test calls that ebbs by itself."""

from hotwash.catalogue.faults.test_call_wave import WaveOfTestCalls
from hotwash.domain.steps import Clear, Impair, Tell, Wait
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, at, moments

FAULT = WaveOfTestCalls(region="north", permille=600, ebbs=60 * MINUTE)


def test_it_is_there_at_once_and_becomes_less() -> None:
    tests = [at(FAULT, m * MINUTE).world().notice("north").test_calls_permille for m in (0, 4, 35, 64, 65)]
    assert tests == [600, 600, 300, 50, 0]
    assert not moments(FAULT.steps(NETWORK))[-1].live


def test_nobody_is_told_to_dial_other_numbers_by_it() -> None:
    notice = at(FAULT, 0).world().notice("north")
    assert (notice.ten_digit_permille, notice.walk_in_permille) == (0, 0)


def test_call_takers_tell_of_it_when_the_calls_have_come() -> None:
    kinds = [type(step) for step in FAULT.steps(NETWORK)]
    assert kinds[:3] == [Impair, Wait, Tell]
    assert kinds[-1] is Clear


def test_the_narrative_gives_the_share() -> None:
    assert FAULT.narrative(NETWORK).endswith("at first 60 % of normal demand is added.")
