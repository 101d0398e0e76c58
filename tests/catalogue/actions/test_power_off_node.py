"""A node that is off no longer starts again and again; its calls are cut."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.actions.power_off_node import PowerOffNode
from hotwash.catalogue.actions.restore_border import RestoreBorder
from hotwash.domain.impairment import ElementDown
from hotwash.domain.steps import Impair, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, set_up

ACTION = PowerOffNode(border="bcf-east")


def test_it_is_out_at_once_and_its_calls_are_cut() -> None:
    wait, out, *_ = ACTION.steps(NETWORK)
    assert wait == WaitAbout(2 * MINUTE, 3 * MINUTE, 5 * MINUTE, on="bcf-east")
    assert out == Impair("bcf-east", "powered-off", ElementDown(), cut_calls=True)
    assert under(ACTION).network.down_elements == {"bcf-east"}


def test_new_calls_enter_by_the_other_one() -> None:
    assert judge_call(under(ACTION).network, "cell", "psap-a").border == "bcf-west"


def test_it_ends_such_a_fault_and_no_other() -> None:
    assert mended(ACTION, "power_off_node", "bcf-east") == (
        "It was switched off, and what it did to calls is over.",
        True,
    )
    assert mended(ACTION, "another", "bcf-east") == ("It was switched off. It had done nothing to calls.", False)
    assert set(given(ACTION)) == {"power_off_node"}


def test_it_stays_out_until_it_is_ordered_back() -> None:
    on = set_up(ACTION, RestoreBorder(border="bcf-east"))
    on.act("act-0")
    assert not on.world.world.network.is_up("bcf-east")
    on.act("act-1")
    assert on.world.world.network.is_up("bcf-east")


def test_the_narrative_says_what_it_cost() -> None:
    assert ACTION.narrative(NETWORK) == "BCF east was switched off; its calls in progress were cut."
