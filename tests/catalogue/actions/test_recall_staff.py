"""Recalled call takers add to those who are there, where they were recalled."""

import pytest

from hotwash.catalogue.actions.recall_staff import RecallStaff
from hotwash.catalogue.actions.release_staff import ReleaseStaff
from hotwash.domain.effective import Desk
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import HOUR, MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import set_up, wait_of

ACTION = RecallStaff(region="north", staffed=1300)
TIRED = Desk(1300, talk_permille=1050)
"""With the fatigue of extended shifts, which is a default."""


def test_it_takes_people_time_to_come() -> None:
    assert wait_of(ACTION) == WaitAbout(15 * MINUTE, 30 * MINUTE, 60 * MINUTE)


def test_every_psap_of_the_region_has_more() -> None:
    assert under(ACTION).desks == {"psap-a": TIRED, "psap-b": TIRED}


def test_one_psap_alone() -> None:
    assert under(RecallStaff(psap="psap-a", region="north")).desks == {"psap-a": TIRED}


def test_people_on_extended_shifts_take_longer_until_they_are_released() -> None:
    assert under(RecallStaff(staffed=1300, fatigue=1000)).desks["psap-a"] == Desk(1300)
    talks = [mean_talk(fatigue=fatigue) for fatigue in (1000, 2000)]
    assert talks[1] == pytest.approx(2 * talks[0], rel=0.02)
    on = set_up(RecallStaff(fatigue=2000), ReleaseStaff())
    on.act("act-0")
    assert on.act("act-1") == "Additional call takers at every PSAP were released."
    assert on.world.world.desks == {}


def mean_talk(*, fatigue: int) -> float:
    """Mean time from answer to end, of calls that were answered within the first hour."""
    on = set_up(RecallStaff(staffed=3000, fatigue=fatigue))
    on.act("act-0")
    on.world.run_to(10 * HOUR)
    columns = on.world.calls.columns()
    done = (columns["answered"] >= 0) & (columns["answered"] < 8 * HOUR) & (columns["outcome"] == 1)
    return float((columns["ended"] - columns["answered"])[done].mean())


def test_the_narrative_says_where() -> None:
    assert ACTION.narrative(NETWORK) == "Off-duty call takers came in at every PSAP in North."
    assert RecallStaff(psap="psap-a").narrative(NETWORK) == "Off-duty call takers came in at PSAP A."
