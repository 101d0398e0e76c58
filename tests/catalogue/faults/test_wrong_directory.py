"""Wrong fallback numbers: harmless until somebody dials them."""

from hotwash.catalogue.faults.wrong_directory import WrongDirectory
from hotwash.domain.steps import Impair, Tell, Wait
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, at

FAULT = WrongDirectory(region="north", permille=300)


def test_a_share_of_ten_digit_calls_goes_astray() -> None:
    world = at(FAULT, 0).world()
    assert (world.wrong_number("north"), world.wrong_number("south")) == (300, 0)
    assert at(WrongDirectory(), 0).world().wrong_number("south") == 500
    assert world.network == NETWORK


def test_only_a_doubt_is_told_for_nobody_may_have_dialled() -> None:
    steps = list(FAULT.steps(NETWORK))
    assert [type(step) for step in steps] == [Impair, Wait, Tell]
    assert isinstance(steps[1], Wait)
    assert steps[1].ms == 13 * MINUTE


def test_the_narrative_gives_the_share() -> None:
    assert FAULT.narrative(NETWORK).startswith("The fallback numbers for North are wrong; 30 % of those")
