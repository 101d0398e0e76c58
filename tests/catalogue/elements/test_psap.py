"""PSAP: takes calls, hands them to its neighbour when it can't be reached, and passes nothing through."""

from dataclasses import replace

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.elements.psap import Psap
from hotwash.domain.network import Link
from tests.catalogue.samples import NETWORK, grown, reachable

NEW = Psap(id="psap-c", name="PSAP C", at=(700, 0), region="north", weight=1, positions=2, waiting=2)


def test_calls_for_one_that_is_down_go_where_it_overflows_to() -> None:
    verdict = judge_call(replace(NETWORK, down_elements=frozenset({"psap-a"})), "cell", "psap-a")
    assert (verdict.home, verdict.psap) == ("psap-a", "psap-b")


def test_calls_do_not_run_through_one_to_another() -> None:
    assert not reachable(grown(NEW, Link(id="a-c", a="psap-a", b="psap-c")), "cell", "psap-c")
    assert reachable(grown(NEW, Link(id="esrp-c", a="esrp", b="psap-c")), "cell", "psap-c")


def test_it_keeps_its_place_in_the_order_of_psaps() -> None:
    assert [psap.id for psap in grown(NEW).psaps()] == ["psap-a", "psap-b", "psap-c"]
