"""The end of a bypass: the firewall judges calls again, with its faults."""

from hotwash.catalogue.actions.end_bypass import EndBypass
from hotwash.domain.steps import WaitAbout, Withdraw
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.simulation.stage import stage

ACTION = EndBypass(policy="border-policy")


def test_it_takes_time_and_then_withdraws_the_bypass() -> None:
    wait, withdraw = ACTION.steps(NETWORK)
    assert wait == WaitAbout(2 * MINUTE, 5 * MINUTE, 15 * MINUTE, on="border-policy")
    assert isinstance(withdraw, Withdraw)
    assert (withdraw.target, withdraw.change) == ("border-policy", "Bypassed")
    assert under(ACTION).network == NETWORK


def test_it_ends_every_bypass_of_the_policy_and_no_fault() -> None:
    on = stage()
    on.world.launch_fault("voice", "facilitator")
    assert on.act("bypass") == on.act("bypass")
    assert on.world.world.network.policies["border-policy"].bypassed
    assert on.act("end-bypass") == "The bypass was ended; calls go through Border policy again."
    assert [overlay.key for overlay in on.world.live()] == ["fault:voice:session-guard"]
    assert on.act("end-bypass") == "There was no bypass of Border policy to end."


def test_the_narrative_names_the_policy() -> None:
    assert ACTION.narrative(NETWORK) == "The bypass of Border policy was ended."
