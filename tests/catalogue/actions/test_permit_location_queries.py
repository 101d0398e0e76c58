"""Queries to one server pass again; what calls run over is left alone."""

from hotwash.catalogue.actions.permit_location_queries import PermitLocationQueries
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import given, mended, wait_of

ACTION = PermitLocationQueries(server="ecrf")


def test_it_mends_the_query_lines_of_its_server() -> None:
    assert wait_of(ACTION) == WaitAbout(3 * MINUTE, 5 * MINUTE, 10 * MINUTE, on="ecrf")
    assert given(ACTION) == {"permit_queries": {"ecrf", "esrp-ecrf"}}
    assert mended(ACTION, "permit_queries", "esrp-ecrf") == ("The vendor permitted location queries to ECRF.", True)
    assert mended(ACTION, "permit_queries", "esrp-a")[1] is False


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION).network == NETWORK


def test_the_narrative_names_the_server() -> None:
    assert ACTION.narrative(NETWORK) == "Location queries to ECRF were permitted."
