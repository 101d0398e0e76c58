"""F22: calls and keep-alives decay together until nothing passes."""

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.actions.reboot_firewall import RebootFirewall
from hotwash.catalogue.faults.uptime_bomb import UptimeBomb
from hotwash.domain.facts import FaultEnded
from hotwash.domain.firewall import Flow
from hotwash.domain.impairment import Inspected
from hotwash.domain.steps import Alarm, Remedy, Tell, Until
from hotwash.domain.time import HOUR, MINUTE
from hotwash.simulation.control import Run
from tests.catalogue.faults.matrix import inspections
from tests.catalogue.samples import NETWORK, at
from tests.simulation.stage import stage

FAULT = UptimeBomb(border="bcf-east", spreads=4 * HOUR)


def lost(time: int) -> int:
    (item,) = inspections(at(FAULT, time).world())
    assert item.flows == (Flow.INVITE, Flow.OPTIONS)
    return item.permille


def test_the_share_grows_over_hours() -> None:
    shares = [lost(hour * HOUR) for hour in range(6)]
    assert shares == sorted(shares)
    assert (shares[0], shares[4], shares[5]) == (20, 1000, 1000)
    assert 400 < shares[2] < 600


def test_the_counters_speak_early_and_the_carrier_when_calls_failed() -> None:
    told = [step for step in FAULT.steps(NETWORK) if isinstance(step, Alarm | Until | Tell)]
    assert [type(step) for step in told] == [Alarm, Until, Tell]


def test_without_time_to_spread_everything_is_lost_at_once() -> None:
    (item,) = inspections(at(UptimeBomb(border="bcf-east", spreads=0), MINUTE).world())
    assert item.permille == 1000


def test_the_narrative_says_by_when() -> None:
    assert FAULT.narrative(NETWORK).endswith("within 4 h every call meets silence.")


def test_borders_that_were_started_together_stop_together_and_each_needs_its_own_reload() -> None:
    both = UptimeBomb(border="bcf-east", also=("bcf-west",), spreads=0)
    on = stage(faults={"bomb": both})
    on.world.launch_fault("bomb", "facilitator")
    calls = [judge_call(on.world.world.network, origin, "psap-a") for origin in ("cell", "voip")]
    assert {call.treatment for call in calls} == {Treatment.SILENT}
    remedy = [step for step in RebootFirewall(firewall="bcf-east").steps(NETWORK) if isinstance(step, Remedy)]
    assert {step.target for step in remedy} >= {"bcf-east"}
    for target, left in (("bcf-east", ["bcf-west"]), ("bcf-west", [])):
        on.world.carry_out(Run("act:reboot:1", "vendor"), Remedy(target, "reload_firewall", "Found.", "Not found."))
        assert [one.target for one in on.world.live() if isinstance(one.change, Inspected)] == left
    assert len(on.told(FaultEnded)) == 1
    assert both.narrative(NETWORK).startswith("BCF east and BCF west have been up for too long")
