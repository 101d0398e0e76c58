"""A site visit brings back every element of the site, and no other."""

from hotwash.catalogue.actions.restore_power import RestorePower
from hotwash.domain.steps import Check, Remedy, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = RestorePower(site="east")


def test_it_takes_the_way_there_and_then_mends_what_stands_in_the_site() -> None:
    wait, *remedies, check = ACTION.steps(NETWORK)
    assert wait == WaitAbout(45 * MINUTE, 75 * MINUTE, 120 * MINUTE)
    assert [remedy.target for remedy in remedies if isinstance(remedy, Remedy)] == ["bcf-east"]
    assert isinstance(check, Check)
    assert check.targets == ("bcf-east",)


def test_it_lays_nothing_of_its_own() -> None:
    assert under(ACTION).network == NETWORK


def test_the_narrative_names_the_site() -> None:
    assert ACTION.narrative(NETWORK) == "A technician was sent to the site of BCF east."
