"""The bridge is closed: work goes at its usual pace, and PSAPs have their lines back."""

from hotwash.catalogue.actions.close_bridge import CloseBridge
from hotwash.catalogue.actions.open_bridge import OpenBridge
from hotwash.catalogue.actions.permit_media_range import PermitMediaRange
from hotwash.domain.facts import ActionEnded
from hotwash.domain.steps import WaitAbout
from hotwash.domain.time import HOUR, MINUTE, SECOND, Millis
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import set_up, wait_of

ACTION = CloseBridge()


def test_it_takes_time_and_lays_nothing() -> None:
    assert wait_of(ACTION) == WaitAbout(1 * MINUTE, 90 * SECOND, 5 * MINUTE)
    assert under(ACTION) == under()


def test_it_gives_pace_and_lines_back() -> None:
    on = set_up(OpenBridge(noise=1500, phones=2), ACTION)
    assert on.act("act-1") == "There was no bridge to close."
    assert on.act("act-0") == "The bridge is open. Operators report that every BCF and ESRP is in service."
    lines = [row.admin_lines for row in on.world._world.tables.answering]
    usual = [psap.admin_lines for psap in on.scenario.network.psaps()]
    assert lines == [max(0, count - 2) for count in usual]
    assert on.act("act-1") == "The bridge was closed."
    assert [row.admin_lines for row in on.world._world.tables.answering] == usual
    assert on.world.live() == ()


def mended(*, bridge: bool, close_at: Millis = 0) -> Millis:
    """When the media range is permitted that was ordered at once, which takes ten minutes by itself."""
    media = PermitMediaRange(policy="border-policy", least=10 * MINUTE, typical=10 * MINUTE, most=10 * MINUTE)
    on = set_up(OpenBridge(noise=2000), ACTION, media)
    if bridge:
        on.act("act-0")
    on.world.take_action(99, "act-2", "duty", -1)
    if close_at:
        on.world.run_to(close_at)
        on.act("act-1")
    on.world.run_to(HOUR)
    return next(at for at, fact in on.told(ActionEnded) if fact.run == 99)


def test_work_on_the_network_takes_longer_while_everybody_talks() -> None:
    assert mended(bridge=False) == 10 * MINUTE
    assert mended(bridge=True) == 20 * MINUTE
    assert mended(bridge=True, close_at=4 * MINUTE) == 12 * MINUTE, "two of the ten minutes' work were done by then"


def test_a_bridge_that_disturbs_nobody_lays_nothing() -> None:
    on = set_up(OpenBridge(noise=1000, phones=0))
    on.act("act-0")
    assert on.world.live() == ()


def test_no_psap_has_fewer_lines_than_none() -> None:
    on = set_up(OpenBridge(phones=100))
    on.act("act-0")
    assert {row.admin_lines for row in on.world._world.tables.answering} == {0}


def test_the_narrative_says_what_was_done() -> None:
    assert ACTION.narrative(NETWORK) == "The conference bridge was closed."
