"""Whoever came in goes again, whichever act had brought them."""

from hotwash.catalogue.actions.notify_psaps import NotifyPsaps
from hotwash.catalogue.actions.recall_staff import RecallStaff
from hotwash.catalogue.actions.release_staff import ReleaseStaff
from hotwash.catalogue.actions.send_mutual_aid import SendMutualAid
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.trouble import mended, set_up, wait_of

ACTION = ReleaseStaff()


def test_it_ends_what_other_acts_began() -> None:
    assert wait_of(ACTION) == WaitAbout(5 * MINUTE, 10 * MINUTE, 15 * MINUTE)
    on = set_up(RecallStaff(psap="psap-a"), SendMutualAid(region="north"), NotifyPsaps(staffed=1200), ACTION)
    for act in ("act-0", "act-1", "act-2"):
        on.act(act)
    assert set(on.world.world.desks) == {"psap-a", "psap-b"}
    assert on.act("act-3") == "Additional call takers at every PSAP were released."
    assert on.world.world.desks == {}
    assert on.act("act-3") == "There were no additional call takers at every PSAP by order."


def test_call_takers_elsewhere_stay() -> None:
    on = set_up(RecallStaff(psap="psap-a"), ReleaseStaff(psap="psap-b"))
    on.act("act-0")
    on.act("act-1")
    assert on.world.world.desk("psap-a").staffed_permille == 1300


def test_missing_call_takers_are_not_brought_back_by_it() -> None:
    assert mended(ACTION, "return_staff", "psap-a")[1] is False
