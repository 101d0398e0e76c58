"""Without the announcement calls take the time they need."""

from hotwash.catalogue.actions.announce_triage import AnnounceTriage
from hotwash.catalogue.actions.end_triage import EndTriage
from hotwash.domain.effective import Desk
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK
from tests.catalogue.trouble import set_up, wait_of

ACTION = EndTriage()


def test_it_ends_what_the_other_act_began() -> None:
    assert wait_of(ACTION) == WaitAbout(1 * MINUTE, 2 * MINUTE, 5 * MINUTE)
    on = set_up(AnnounceTriage(psap="psap-a"), ACTION)
    on.act("act-0")
    assert on.world.world.desk("psap-a") == Desk(talk_permille=800, patience_permille=700)
    assert on.act("act-1") == "The announcement at every PSAP was switched off."
    assert on.world.world.desks == {}
    assert on.act("act-1") == "No announcement was played at every PSAP."


def test_the_narrative_says_where() -> None:
    assert ACTION.narrative(NETWORK) == "The announcement at every PSAP was switched off."
