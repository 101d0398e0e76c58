"""Call takers ring the numbers in their logs from the moment they have switched over."""

from hotwash.catalogue.actions.work_call_backs import WorkCallBacks
from hotwash.domain.impairment import EVERYWHERE, CallBacksWorked
from hotwash.domain.steps import Impair, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = WorkCallBacks()


def test_it_is_one_lasting_overlay() -> None:
    assert list(ACTION.steps(NETWORK)) == [
        WaitAbout(1 * MINUTE, 3 * MINUTE, 10 * MINUTE),
        Impair(EVERYWHERE, "call-backs", CallBacksWorked()),
    ]


def test_every_psap_works_its_log() -> None:
    assert under(ACTION).call_backs == {"psap-a", "psap-b"}
    assert under().call_backs == frozenset()


def test_one_psap_or_one_region_can_be_told_alone() -> None:
    assert under(WorkCallBacks(psap="psap-b", region="north")).call_backs == {"psap-b"}
    assert under(WorkCallBacks(region="north")).call_backs == {"psap-a", "psap-b"}


def test_the_narrative_is_past() -> None:
    assert ACTION.narrative(NETWORK) == "PSAPs began to call back the numbers in their logs."
