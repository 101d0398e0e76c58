"""A reboot cuts every call, takes minutes, and may not come back."""

from hotwash.catalogue.actions.reboot_firewall import RebootFirewall
from hotwash.domain.impairment import ElementDown
from hotwash.domain.steps import Clear, Impair, Try, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK
from tests.catalogue.trouble import given, mended, set_up, wait_of

ACTION = RebootFirewall(firewall="bcf-east")


def test_it_is_down_while_it_starts() -> None:
    steps = list(ACTION.steps(NETWORK))
    assert steps[0] == WaitAbout(1 * MINUTE, 2 * MINUTE, 5 * MINUTE, on="bcf-east")
    assert steps[1] == Impair("bcf-east", "reboot", ElementDown(), cut_calls=True)
    assert steps[2] == WaitAbout(4 * MINUTE, 8 * MINUTE, 15 * MINUTE)
    assert isinstance(steps[3], Try)
    assert steps[3].permille == 950
    assert steps[4] == Clear("reboot")
    assert given(ACTION) == {"reload_firewall": {"bcf-east", "border-policy"}}


def test_it_is_out_for_minutes_and_then_back() -> None:
    on = set_up(RebootFirewall(firewall="bcf-east", comes_back=1000))
    on.act("act-0")
    assert not on.world.world.network.is_up("bcf-east")
    on.world.run_to(15 * MINUTE)
    assert on.world.world.network.is_up("bcf-east")


def test_one_that_does_not_start_says_what_to_do() -> None:
    (step,) = [step for step in ACTION.steps(NETWORK) if isinstance(step, Try)]
    assert step.failed == "BCF east does not start properly. It must be ordered back into service."


def test_it_ends_what_has_built_up_and_nothing_else() -> None:
    action = RebootFirewall(firewall="bcf-east", comes_back=1000)
    effect = "BCF east was rebooted and passes calls again."
    assert mended(action, "reload_firewall", "border-policy") == (effect, True)
    assert mended(action, "another", "bcf-east") == ("BCF east was rebooted. It does what it did before.", False)


def test_what_enforces_no_policy_is_worked_on_by_itself() -> None:
    assert wait_of(RebootFirewall(firewall="esrp")).on == "esrp"
