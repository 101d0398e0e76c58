"""Symptoms come from the calls that a fault itself fails: none without harm, none from another fault's failures."""

from dataclasses import replace

from hotwash.catalogue.elements.ecrf import EmergencyCallRoutingFunction
from hotwash.catalogue.faults.allow_rule_missing import AllowRuleMissing
from hotwash.catalogue.faults.location_query_blocked import LocationQueryBlocked
from hotwash.catalogue.faults.signature_false_positive import SignatureFalsePositive
from hotwash.domain.facts import AlarmRaised, MessageTold
from hotwash.domain.firewall import Flow, Inspection, Rule, Service, Verb
from hotwash.domain.impairment import Impairment, Inspected, LinkDown, RuleFirst
from hotwash.domain.network import Link
from hotwash.domain.outcomes import Outcome, Way
from hotwash.domain.scenario import Scenario
from hotwash.domain.steps import Alarm, CallsAbsent, CallsFailed, CallsWithoutLocation
from hotwash.domain.time import HOUR, MINUTE, SECOND
from hotwash.simulation.calls_view import OUTCOMES, WAYS
from hotwash.simulation.control import Run
from tests.catalogue.samples import grown
from tests.simulation.stage import Stage, stage
from tests.small_world import small_scenario


def two_servers() -> Scenario:
    other = EmergencyCallRoutingFunction(id="ecrf-2", name="ECRF 2", at=(0, 0))
    network = grown(other, Link(id="esrp-ecrf-2", a="esrp", b="ecrf-2", carries="queries"))
    return replace(small_scenario(fault_at=None, per_day=20_000), network=network)


def alarms(on: Stage) -> list[str]:
    """Names of what faults raised; full queues and keep-alives raise their own alarms whatever is behind them."""
    own = ("EngorgedQ", "KeepAliveFailureLogEvent")
    return [alarm.name for _, alarm in on.told(AlarmRaised) if alarm.name not in own]


def test_a_location_server_that_another_stands_in_for_harms_nobody_and_nobody_complains() -> None:
    on = stage(scenario=two_servers(), faults={"other": LocationQueryBlocked(server="ecrf-2")})
    on.world.launch_fault("location", "facilitator")
    on.world.run_to(30 * MINUTE)
    texts = [alarm.text for _, alarm in on.told(AlarmRaised) if alarm.name != "EngorgedQ"]
    assert texts == ["Location queries to this server time out."]
    assert on.told(MessageTold) == []
    on.world.launch_fault("other", "facilitator")
    on.world.run_to(50 * MINUTE)
    assert {told.text for _, told in on.told(MessageTold)} == {
        "We are getting calls of other PSAPs, and none has a location."
    }


def test_calls_without_location_are_counted_so_at_the_default_psap() -> None:
    on = stage(scenario=two_servers(), faults={"other": LocationQueryBlocked(server="ecrf-2")})
    on.world.launch_fault("location", "facilitator")
    on.world.launch_fault("other", "facilitator")
    on.world.run_to(20 * MINUTE)
    columns = on.world.calls.columns(0)
    outcomes = {OUTCOMES[outcome] for outcome in columns["outcome"]}
    assert Outcome.ANSWERED_NO_LOCATION in outcomes
    assert Outcome.ANSWERED not in outcomes
    assert Outcome.ANSWERED_ELSEWHERE not in outcomes, "a call without location is sent elsewhere for want of it"


def test_the_failures_of_one_fault_raise_no_alarm_of_another() -> None:
    """A push that blocks one small carrier, silent; and voice that fails for everybody."""
    harmless = SignatureFalsePositive(policy="border-policy", origin="voip", permille=1)
    on = stage(faults={"harmless": harmless}, scenario=small_scenario(fault_at=None, per_day=20_000))
    on.world.launch_fault("harmless", "facilitator")
    on.world.launch_fault("voice", "facilitator")
    on.world.run_to(40 * MINUTE)
    assert alarms(on) == ["MediaLoss"]
    assert "Carrier NOC" not in {told.sender for _, told in on.told(MessageTold)}


def test_of_two_pushes_the_one_that_hides_the_other_has_the_symptoms() -> None:
    one = AllowRuleMissing(policy="border-policy", origin="cell")
    on = stage(faults={"one": one}, scenario=small_scenario(fault_at=None, per_day=20_000))
    on.world.launch_fault("one", "facilitator")
    on.world.launch_fault("push", "facilitator")  # stands first, and takes every call
    on.world.run_to(30 * MINUTE)
    assert alarms(on) == ["CallDrought"]
    assert [told.text for _, told in on.told(MessageTold)] == ["It is too quiet. We have had no 911 call for a while."]


def test_one_blocked_carrier_is_no_silence_for_everybody() -> None:
    one = AllowRuleMissing(policy="border-policy", origin="voip")
    on = stage(faults={"one": one}, scenario=small_scenario(fault_at=None, per_day=20_000))
    on.world.launch_fault("one", "facilitator")
    on.world.run_to(HOUR - 1)
    assert alarms(on) == ["CallDrought"]
    assert all("no 911 call" not in told.text for _, told in on.told(MessageTold))


def test_a_bypassed_fault_has_no_further_symptoms() -> None:
    on = stage()
    on.world.launch_fault("voice", "facilitator")
    on.act("bypass")
    on.world.run_to(50 * MINUTE)
    assert alarms(on) == []
    assert on.told(MessageTold) == []


def test_the_count_is_that_of_the_columns_row_by_row() -> None:
    """Test calls and 10-digit calls fail as well, and are not counted."""
    on = stage(scenario=small_scenario(fault_at=None, per_day=20_000))
    on.act("post")
    on.world.run_to(12 * MINUTE)
    on.world.launch_fault("voice", "facilitator")
    run = on.world._faults.runs["voice"]
    on.world.run_to(30 * MINUTE)
    columns = on.world.calls.columns(0)
    public = ~on.world.calls.test_streams()[columns["stream"]]
    failed = columns["outcome"] == OUTCOMES.index(Outcome.NO_AUDIO)
    by_911 = columns["way"] == WAYS.index(Way.NINE_ONE_ONE)
    count = int((public & failed & by_911).sum())
    assert int((failed & by_911).sum()) > count > 30, "some test calls failed too"
    assert on.world.met(run, CallsFailed(count, psaps=2))
    assert not on.world.met(run, CallsFailed(count + 1))
    assert not on.world.met(run, CallsFailed(1, psaps=3))


def test_a_drought_is_over_with_the_first_call_that_comes() -> None:
    on = stage(scenario=small_scenario(fault_at=None, per_day=20_000))
    on.world.run_to(MINUTE)
    on.world.launch_fault("push", "facilitator")
    run = on.world._faults.runs["push"]
    on.world.run_to(MINUTE + 59 * SECOND)
    assert not on.world.met(run, CallsAbsent(MINUTE)), "the script has not run that long"
    on.world.run_to(3 * MINUTE)
    assert on.world.met(run, CallsAbsent(MINUTE))
    on.act("bypass")
    on.world.run_to(4 * MINUTE)
    assert not on.world.met(run, CallsAbsent(MINUTE))


def test_a_run_that_laid_nothing_that_matters_has_no_symptoms() -> None:
    on = stage(scenario=small_scenario(fault_at=None, per_day=20_000))
    on.world.launch_fault("power", "facilitator")
    on.world.launch_fault("voice", "facilitator")
    on.world.run_to(10 * MINUTE)
    run = on.world._faults.runs["power"]
    assert not on.world.met(run, CallsFailed(1))
    assert not on.world.met(run, CallsWithoutLocation(1))


def test_every_change_that_stops_calls_is_recognised() -> None:
    """A line of each kind, laid by hand: the run that laid it has the symptoms."""
    for change in (
        RuleFirst(Rule("x", Verb.REJECT, (Service.SIP_INVITE, Service.SIP_OPTIONS))),
        Inspected(Inspection("x", (Flow.MEDIA_OUT,))),
    ):
        on = stage(scenario=small_scenario(fault_at=None, per_day=20_000))
        on.world.launch_fault("location", "facilitator")
        run = on.world._faults.runs["location"]
        overlay = Impairment("k", "border-policy", change)
        run.laid.append(overlay)
        on.world._world.lay(overlay, run, 0)
        on.world.run_to(5 * MINUTE)
        assert on.world.met(run, CallsFailed(3))
    cut = stage(scenario=small_scenario(fault_at=None, per_day=20_000))
    cut.world.launch_fault("power", "facilitator")
    run = cut.world._faults.runs["power"]
    for link in ("cell-west", "voip-west"):
        run.laid.append(Impairment(link, link, LinkDown()))
        cut.world._world.lay(run.laid[-1], run, 0)
    cut.world.run_to(5 * MINUTE)
    assert cut.world.met(run, CallsFailed(3))


def test_an_alarm_names_the_border_where_the_calls_fail_and_never_one_that_is_down() -> None:
    for without_power, named in ((False, "bcf-east"), (True, "bcf-west")):
        on = stage(scenario=small_scenario(fault_at=None, per_day=20_000))
        if without_power:
            on.world.launch_fault("power", "facilitator")
        on.world.launch_fault("voice", "facilitator")
        on.world.run_to(20 * MINUTE)
        raised = [alarm for _, alarm in on.told(AlarmRaised) if alarm.name == "MediaLoss"]
        assert [alarm.element for alarm in raised] == [named]


def test_an_alarm_of_routing_proxies_names_one_that_works() -> None:
    base = small_scenario(fault_at=None, per_day=20_000)
    other = replace(base.network.elements["esrp"], id="esrp-2", name="ESRP 2", site="east")
    lines = (Link(id="west-2", a="bcf-west", b="esrp-2"), Link(id="two-a", a="esrp-2", b="psap-a"))
    links = (*lines, Link(id="two-b", a="esrp-2", b="psap-b"))
    on = stage(scenario=replace(base, network=grown(other, *links)))
    on.world.carry_out(Run("fault:x", "x"), Alarm("CallDrought", "esrp-2", "few", among=("esrp-2", "esrp")))
    on.world.launch_fault("power", "facilitator")
    on.world.carry_out(Run("fault:x", "x"), Alarm("CallDrought", "esrp-2", "few", among=("esrp-2", "esrp")))
    drought = [alarm.element for _, alarm in on.told(AlarmRaised) if alarm.name == "CallDrought"]
    assert drought == ["esrp-2", "esrp"]
