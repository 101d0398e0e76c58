"""More 10-digit lines at the PSAPs that were meant."""

from hotwash.catalogue.actions.add_lines import AddLines
from hotwash.domain.effective import Desk
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import wait_of

ACTION = AddLines(region="north", lines=4)


def test_they_are_arranged_first() -> None:
    assert wait_of(ACTION) == WaitAbout(5 * MINUTE, 10 * MINUTE, 15 * MINUTE)


def test_every_psap_of_the_region_has_more() -> None:
    assert under(ACTION).desks == {"psap-a": Desk(lines_added=4), "psap-b": Desk(lines_added=4)}
    assert under(AddLines(psap="psap-b", lines=2)).desks == {"psap-b": Desk(lines_added=2)}


def test_the_narrative_says_where() -> None:
    assert ACTION.narrative(NETWORK) == "More 10-digit lines lead to every PSAP in North."
