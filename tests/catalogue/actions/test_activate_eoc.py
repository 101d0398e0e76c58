"""Stations become places to go to where calls fail."""

from hotwash.catalogue.actions.activate_eoc import ActivateEoc
from hotwash.domain.effective import Notice
from hotwash.domain.steps import Tell, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import wait_of

ACTION = ActivateEoc(walk_in=60)


def test_it_takes_a_while_and_people_are_told() -> None:
    assert wait_of(ACTION) == WaitAbout(15 * MINUTE, 30 * MINUTE, 60 * MINUTE)
    (tell,) = [step for step in ACTION.steps(NETWORK) if isinstance(step, Tell)]
    assert not tell.public


def test_more_people_walk_in() -> None:
    assert under(ACTION).notice("north") == Notice(walk_in_permille=60)
    assert ACTION.narrative(NETWORK) == "The emergency operations centre was activated."
