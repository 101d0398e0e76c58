"""F8: half of the calls at once; the address flips, and each flip cuts."""

from itertools import islice

from hotwash.catalogue.faults.split_brain import SplitBrain
from hotwash.domain.steps import Alarm, Clear, Impair, Tell, Until, Wait
from hotwash.domain.time import MINUTE
from tests.catalogue.faults.matrix import keep_alive_fails
from tests.catalogue.samples import NETWORK, at, moments

FAULT = SplitBrain(border="bcf-east")


def test_half_of_the_calls_for_as_long_as_it_lasts() -> None:
    for minute in (0, 3, 5, 9, 30):
        shares = [i.permille for i in at(FAULT, minute * MINUTE).world().network.imposed["bcf-east"]]
        assert shares[0] == 500


def test_keep_alives_go_and_come_back_at_each_other_flip() -> None:
    states = [keep_alive_fails(at(FAULT, minute * MINUTE).world()) for minute in (0, 3, 4, 7, 8, 11, 12)]
    assert states == [False, False, True, True, False, False, True]


def test_every_flip_cuts_calls_in_progress() -> None:
    cuts = {moment.at // MINUTE for moment in moments(FAULT.steps(NETWORK), 30 * MINUTE) if moment.cut}
    assert cuts >= {0, 4, 12, 20, 28}


def test_the_nodes_say_it_at_once_and_people_when_calls_failed() -> None:
    steps = list(islice(FAULT.steps(NETWORK), 9))
    assert [type(step) for step in steps] == [Impair, Alarm, Wait, Impair, Wait, Clear, Wait, Impair, Until]
    told = [step for step in islice(FAULT.steps(NETWORK), 400) if isinstance(step, Tell)]
    assert len(told) == 1


def test_the_narrative_says_that_calls_are_cut() -> None:
    assert FAULT.narrative(NETWORK).startswith("Both nodes of BCF east are active; 50 % of calls go to the wrong one")
