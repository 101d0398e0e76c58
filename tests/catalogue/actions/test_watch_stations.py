"""People can find help in person where crews can be seen."""

from hotwash.catalogue.actions.watch_stations import WatchStations
from hotwash.domain.effective import Notice
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import wait_of

ACTION = WatchStations(region="north", walk_in=50)


def test_it_takes_until_they_are_out_and_more_walk_in() -> None:
    assert wait_of(ACTION) == WaitAbout(15 * MINUTE, 20 * MINUTE, 30 * MINUTE)
    assert under(ACTION).notice("north") == Notice(walk_in_permille=50)
    assert under(WatchStations(walk_in=80)).notice("north") == Notice(walk_in_permille=80)


def test_the_narrative_says_what_it_costs() -> None:
    assert ACTION.narrative(NETWORK).endswith("fewer are left to respond.")
