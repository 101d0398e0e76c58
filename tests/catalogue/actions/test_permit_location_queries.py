"""Queries to one server pass again; what calls run over is left alone."""

from hotwash.catalogue.actions.permit_location_queries import PermitLocationQueries
from hotwash.domain.steps import Remedy, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = PermitLocationQueries(server="ecrf")


def test_it_mends_the_query_lines_of_its_server() -> None:
    wait, *remedies = ACTION.steps(NETWORK)
    assert wait == WaitAbout(3 * MINUTE, 5 * MINUTE, 10 * MINUTE)
    assert [remedy.target for remedy in remedies if isinstance(remedy, Remedy)] == ["esrp-ecrf"]


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION).network == NETWORK


def test_the_narrative_names_the_server() -> None:
    assert ACTION.narrative(NETWORK) == "Location queries to ECRF were permitted."
