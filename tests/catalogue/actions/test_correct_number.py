"""A corrected number ends a wrong one, wherever it was given out."""

from hotwash.catalogue.actions.correct_number import CorrectNumber
from hotwash.domain.steps import Tell, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = CorrectNumber()


def test_the_public_is_told_and_the_wrong_number_is_gone() -> None:
    assert wait_of(ACTION) == WaitAbout(3 * MINUTE, 5 * MINUTE, 10 * MINUTE)
    (tell,) = [step for step in ACTION.steps(NETWORK) if isinstance(step, Tell)]
    assert tell.public
    assert given(ACTION) == {"correct_number": {"everywhere", "north", "psap-a", "psap-b"}}
    effect = "A wrong number had been given out. It was corrected."
    assert mended(ACTION, "correct_number", "everywhere") == (effect, True)
    assert mended(ACTION, "correct_number", "north") == (effect, True)


def test_right_numbers_stay() -> None:
    assert mended(ACTION, "another", "north") == ("The numbers that were given out are right.", False)
    assert under(ACTION) == under()
    assert ACTION.narrative(NETWORK) == "The published numbers were checked and corrected."
