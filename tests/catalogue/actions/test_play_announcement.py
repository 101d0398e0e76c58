"""Callers of one carrier hear which number to call; the carrier's share of the public."""

from hotwash.catalogue.actions.play_announcement import PlayAnnouncement
from hotwash.domain.effective import Notice
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import wait_of

ACTION = PlayAnnouncement(origin="voip", uptake=400)


def test_it_reaches_the_carriers_share_of_the_public() -> None:
    assert wait_of(ACTION) == WaitAbout(5 * MINUTE, 10 * MINUTE, 20 * MINUTE)
    assert under(ACTION).notice("north") == Notice(ten_digit_permille=120)
    assert under(PlayAnnouncement(origin="cell", uptake=400)).notice("north") == Notice(ten_digit_permille=280)


def test_what_has_no_callers_reaches_nobody() -> None:
    assert under(PlayAnnouncement(origin="esrp")).notice("north") == Notice()


def test_the_narrative_names_the_carrier() -> None:
    assert ACTION.narrative(NETWORK) == "Internet carrier plays an announcement to failed 911 calls."
