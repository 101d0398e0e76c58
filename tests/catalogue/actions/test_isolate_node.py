"""One node alone takes all calls; those in progress at the other are cut."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.actions.isolate_node import IsolateNode
from hotwash.catalogue.actions.restore_border import RestoreBorder
from hotwash.domain.impairment import ElementDown
from hotwash.domain.steps import Impair, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, set_up

ACTION = IsolateNode(border="bcf-east")


def test_it_is_out_at_once_and_its_calls_are_cut() -> None:
    wait, out, *_ = ACTION.steps(NETWORK)
    assert wait == WaitAbout(2 * MINUTE, 3 * MINUTE, 5 * MINUTE, on="bcf-east")
    assert out == Impair("bcf-east", "isolated", ElementDown(), cut_calls=True)
    assert under(ACTION).network.down_elements == {"bcf-east"}


def test_new_calls_enter_by_the_other_one() -> None:
    assert judge_call(under(ACTION).network, "cell", "psap-a").border == "bcf-west"


def test_it_ends_such_a_fault_and_no_other() -> None:
    assert mended(ACTION, "isolate_node", "bcf-east") == (
        "The node was isolated. The two no longer disturb each other.",
        True,
    )
    assert mended(ACTION, "another", "bcf-east") == (
        "The node was isolated. The two had not disturbed each other.",
        False,
    )
    assert set(given(ACTION)) == {"isolate_node"}


def test_it_stays_out_until_it_is_ordered_back() -> None:
    on = set_up(ACTION, RestoreBorder(border="bcf-east"))
    on.act("act-0")
    assert not on.world.world.network.is_up("bcf-east")
    on.act("act-1")
    assert on.world.world.network.is_up("bcf-east")


def test_the_narrative_says_what_it_cost() -> None:
    assert ACTION.narrative(NETWORK) == "BCF east was isolated; its calls in progress were cut."
