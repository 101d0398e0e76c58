"""A trace tells how far the signalling of a call gets."""

from hotwash.catalogue.actions.trace_call import TraceCall
from hotwash.domain.steps import Reveal, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = TraceCall(origin="cell")


def test_it_takes_time_and_reveals_one_thing() -> None:
    assert list(ACTION.steps(NETWORK)) == [
        WaitAbout(2 * MINUTE, 4 * MINUTE, 10 * MINUTE),
        Reveal("call_trace", "cell"),
    ]


def test_looking_changes_nothing() -> None:
    assert under(ACTION).network == NETWORK


def test_the_narrative_names_where_it_looked() -> None:
    assert ACTION.narrative(NETWORK) == "A call from Cell carrier was traced."
