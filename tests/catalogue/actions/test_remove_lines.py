"""Added lines are given back."""

from hotwash.catalogue.actions.add_lines import AddLines
from hotwash.catalogue.actions.remove_lines import RemoveLines
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK
from tests.catalogue.trouble import set_up, wait_of

ACTION = RemoveLines()


def test_it_ends_what_the_other_act_began() -> None:
    assert wait_of(ACTION) == WaitAbout(5 * MINUTE, 10 * MINUTE, 15 * MINUTE)
    on = set_up(AddLines(region="north"), ACTION)
    on.act("act-0")
    assert on.world.world.desk("psap-a").lines_added == 4
    assert on.act("act-1") == "Added lines to every PSAP were given back."
    assert on.world.world.desks == {}
    assert on.act("act-1") == "No lines had been added at every PSAP."


def test_the_narrative_says_where() -> None:
    assert ACTION.narrative(NETWORK) == "Added 10-digit lines to every PSAP were given back."
