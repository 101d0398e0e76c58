"""A blocking can be taken back; lines that stood before stay."""

from hotwash.catalogue.actions.block_source import BlockSource
from hotwash.catalogue.actions.unblock_source import UnblockSource
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK
from tests.catalogue.trouble import set_up, wait_of

ACTION = UnblockSource(policy="border-policy")


def test_it_ends_what_the_other_act_began() -> None:
    assert wait_of(ACTION) == WaitAbout(1 * MINUTE, 2 * MINUTE, 4 * MINUTE, on="border-policy")
    on = set_up(BlockSource(policy="border-policy", origin="voip"), ACTION)
    on.act("act-0")
    assert on.world.world.network != NETWORK
    assert on.act("act-1") == "The blocking was taken out of Border policy."
    assert on.world.world.network == NETWORK
    assert on.act("act-1") == "No source was blocked in Border policy by order."


def test_the_narrative_names_the_policy() -> None:
    assert ACTION.narrative(NETWORK) == "A blocked source was let in again by Border policy."
