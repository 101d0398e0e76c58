"""On the bridge operators say what is out of service, and nothing else is given away."""

from hotwash.catalogue.actions.open_bridge import OpenBridge
from hotwash.domain.impairment import EVERYWHERE, OnBridge
from hotwash.domain.steps import Check, Impair, Tell, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under
from tests.catalogue.trouble import set_up

ACTION = OpenBridge()


def test_everybody_is_told_and_the_equipment_is_gone_through() -> None:
    wait, tell, check, laid = ACTION.steps(NETWORK)
    assert wait == WaitAbout(5 * MINUTE, 10 * MINUTE, 20 * MINUTE)
    assert isinstance(tell, Tell)
    assert (tell.seats, tell.public) == ((), False)
    assert isinstance(check, Check)
    assert check.targets == ("bcf-east", "bcf-west", "esrp")
    assert laid == Impair(EVERYWHERE, "bridge", OnBridge(1100, 1)), "noise, and a line of each PSAP: both defaults"


def test_what_is_out_of_service_is_named() -> None:
    on = set_up(ACTION)
    assert on.act("act-0") == "The bridge is open. Operators report that every BCF and ESRP is in service."
    on.world.launch_fault("power", "facilitator")
    assert on.act("act-0") == "The bridge is open. Operators report as out of service: BCF east."


def test_a_fault_that_takes_nothing_down_is_not_given_away() -> None:
    on = set_up(ACTION)
    on.world.launch_fault("voice", "facilitator")
    assert on.act("act-0") == "The bridge is open. Operators report that every BCF and ESRP is in service."


def test_the_network_stays_as_it_is() -> None:
    assert under(ACTION).network == NETWORK
    assert ACTION.narrative(NETWORK) == "A conference bridge was opened."
