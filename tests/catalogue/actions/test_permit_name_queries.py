"""Name queries that pass again let elements find their next hop."""

from hotwash.catalogue.actions.permit_name_queries import PermitNameQueries
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = PermitNameQueries(server="ecrf")


def test_it_takes_its_time_and_gives_one_remedy_where_the_fault_can_lie() -> None:
    assert wait_of(ACTION) == WaitAbout(3 * MINUTE, 5 * MINUTE, 10 * MINUTE, on="ecrf")
    assert given(ACTION) == {"permit_queries": {"ecrf", "esrp-ecrf"}}


def test_it_takes_such_a_fault_away_and_says_so() -> None:
    assert mended(ACTION, "permit_queries", "esrp-ecrf") == ("The vendor permitted name queries to ECRF.", True)


def test_it_leaves_any_other_fault_and_other_places_alone() -> None:
    effect = "The vendor found name queries to ECRF permitted already."
    assert mended(ACTION, "another", "esrp-ecrf") == (effect, False)
    assert mended(ACTION, "permit_queries", "esrp-a") == (effect, False)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION) == under()


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "Name queries to ECRF were permitted."
