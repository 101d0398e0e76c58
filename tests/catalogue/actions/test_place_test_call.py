"""A test call tells what a caller in one network meets."""

from hotwash.catalogue.actions.place_test_call import PlaceTestCall
from hotwash.domain.steps import Reveal, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = PlaceTestCall(origin="cell")


def test_it_takes_time_and_reveals_one_thing() -> None:
    assert list(ACTION.steps(NETWORK)) == [
        WaitAbout(1 * MINUTE, 3 * MINUTE, 5 * MINUTE),
        Reveal("test_call", "cell"),
    ]


def test_looking_changes_nothing() -> None:
    assert under(ACTION).network == NETWORK


def test_the_narrative_names_where_it_looked() -> None:
    assert ACTION.narrative(NETWORK) == "A test call was placed from Cell carrier."
