"""A blocked source ends a flood; if it is a carrier's, its calls are dropped."""

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.actions.block_source import BlockSource
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = BlockSource(policy="border-policy")


def test_it_is_quick_and_ends_a_flood_wherever_it_is() -> None:
    assert wait_of(ACTION) == WaitAbout(1 * MINUTE, 2 * MINUTE, 4 * MINUTE, on="border-policy")
    assert given(ACTION) == {"block_source": {"everywhere", "north", "psap-a", "psap-b"}}
    effect = "The source was blocked. Nuisance calls have stopped."
    assert mended(ACTION, "block_source", "north") == (effect, True)


def test_an_attackers_own_address_costs_nobody_anything() -> None:
    assert under(ACTION) == under()


def test_a_carriers_address_costs_all_its_calls_and_no_others() -> None:
    network = under(BlockSource(policy="border-policy", origin="voip")).network
    assert judge_call(network, "voip", "psap-a").treatment is Treatment.SILENT
    assert judge_call(network, "cell", "psap-a").treatment is Treatment.DELIVER


def test_it_leaves_other_faults_alone() -> None:
    effect = "The source was blocked. Nuisance calls did not come from there."
    assert mended(ACTION, "another", "north") == (effect, False)


def test_the_narrative_names_the_policy() -> None:
    assert ACTION.narrative(NETWORK) == "A suspected source was blocked in Border policy."
