"""Calls are shorter, and callers less patient."""

from hotwash.catalogue.actions.announce_triage import AnnounceTriage
from hotwash.domain.effective import Desk
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import wait_of

ACTION = AnnounceTriage(psap="psap-a", talk=800, patience=700)


def test_it_takes_minutes_and_changes_talk_and_patience() -> None:
    assert wait_of(ACTION) == WaitAbout(3 * MINUTE, 5 * MINUTE, 10 * MINUTE)
    assert under(ACTION).desks == {"psap-a": Desk(talk_permille=800, patience_permille=700)}


def test_the_narrative_says_where() -> None:
    assert ACTION.narrative(NETWORK) == "An announcement is played at PSAP A, and calls are kept short."
