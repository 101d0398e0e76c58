"""A border that was taken out of service comes back, unless something else holds it down."""

from hotwash.catalogue.actions.restore_border import RestoreBorder
from hotwash.domain.steps import Check, WaitAbout, Withdraw
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.simulation.stage import stage

ACTION = RestoreBorder(border="bcf-east")


def test_it_takes_time_then_withdraws_the_fail_over_and_looks() -> None:
    wait, withdraw, check = ACTION.steps(NETWORK)
    assert wait == WaitAbout(2 * MINUTE, 10 * MINUTE, 30 * MINUTE, on="bcf-east")
    assert isinstance(withdraw, Withdraw)
    assert (withdraw.target, withdraw.change) == ("bcf-east", "ElementDown")
    assert isinstance(check, Check)
    assert under(ACTION).network == NETWORK


def test_a_border_that_was_failed_over_works_again() -> None:
    on = stage()
    on.act("fail-over")
    assert not on.world.world.network.is_up("bcf-east")
    assert on.act("restore-border") == "BCF east was put back in service. It works."
    assert on.world.world.network.is_up("bcf-east")
    assert on.act("restore-border") == "BCF east had not been taken out of service. It works."


def test_a_border_without_power_stays_down_and_the_seat_is_told() -> None:
    on = stage()
    on.world.launch_fault("power", "facilitator")
    on.act("fail-over")
    assert on.act("restore-border") == "BCF east was put back in service. It does not work, for another reason."
    assert [overlay.key for overlay in on.world.live()] == ["fault:power:bcf-east"]


def test_power_that_comes_back_does_not_undo_a_fail_over() -> None:
    on = stage()
    on.world.launch_fault("power", "facilitator")
    on.act("fail-over")
    assert on.act("power-back") == "The technician restored the power. Still out of service: BCF east."
    assert on.act("power-back") == "The technician found that the site has power. Still out of service: BCF east."
    on.act("restore-border")
    assert on.act("power-back") == "The technician found that the site has power. Everything in the site works."


def test_the_narrative_names_the_border() -> None:
    assert ACTION.narrative(NETWORK) == "BCF east was ordered back into service."
