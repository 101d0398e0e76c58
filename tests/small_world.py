"""A small network and scenario for tests: two carriers, two borders with one policy, two PSAPs."""

from datetime import datetime
from types import MappingProxyType

from hotwash.catalogue.actions.bypass_inspection import BypassInspection
from hotwash.catalogue.actions.fail_over_site import FailOverSite
from hotwash.catalogue.actions.permit_media_range import PermitMediaRange
from hotwash.catalogue.actions.place_test_call import PlaceTestCall
from hotwash.catalogue.actions.post_public_notice import PostPublicNotice
from hotwash.catalogue.actions.pull_firewall_logs import PullFirewallLogs
from hotwash.catalogue.actions.roll_back_change import RollBackChange
from hotwash.catalogue.actions.send_all_clear import SendAllClear
from hotwash.catalogue.actions.work_call_backs import WorkCallBacks
from hotwash.catalogue.elements.bcf import BorderControlFunction
from hotwash.catalogue.elements.ecrf import EmergencyCallRoutingFunction
from hotwash.catalogue.elements.esrp import EmergencyServiceRoutingProxy
from hotwash.catalogue.elements.psap import Psap
from hotwash.catalogue.elements.voip_network import VoipNetwork
from hotwash.catalogue.elements.wireless_network import WirelessNetwork
from hotwash.catalogue.faults.allow_rule_missing import AllowRuleMissing
from hotwash.catalogue.faults.location_query_blocked import LocationQueryBlocked
from hotwash.catalogue.faults.rtp_blocked import RtpBlocked
from hotwash.catalogue.faults.signature_false_positive import SignatureFalsePositive
from hotwash.catalogue.faults.site_power_lost import SitePowerLost
from hotwash.domain.callers import Callers
from hotwash.domain.elements import Element
from hotwash.domain.firewall import Policy, Rule, Service, Verb, Zone
from hotwash.domain.network import Link, Network, Region
from hotwash.domain.scenario import Demand, Objective, OfferedAction, Overview, PlannedFault, Scenario, Seat
from hotwash.domain.scripts import Action, Fault
from hotwash.domain.time import HOUR, MINUTE

POLICY = Policy(
    "border-policy",
    "Border policy",
    (
        Rule("allow-invite", Verb.ALLOW, (Service.SIP_INVITE,), Zone.OUTSIDE),
        Rule("allow-options", Verb.ALLOW, (Service.SIP_OPTIONS,), Zone.OUTSIDE),
        Rule("allow-voice", Verb.ALLOW, (Service.RTP,)),
    ),
)


def small_network() -> Network:
    """Two carriers, a border each way, one routing proxy, one location server, two PSAPs."""
    elements: list[Element] = [
        WirelessNetwork(id="cell", name="Cell carrier", at=(0, 0), share_permille=700),
        VoipNetwork(id="voip", name="Internet carrier", at=(0, 100), share_permille=300),
        BorderControlFunction(id="bcf-east", name="BCF east", at=(200, 0), site="east", policy="border-policy"),
        BorderControlFunction(id="bcf-west", name="BCF west", at=(200, 100), site="west", policy="border-policy"),
        EmergencyServiceRoutingProxy(id="esrp", name="ESRP", at=(400, 50), locates=True),
        EmergencyCallRoutingFunction(id="ecrf", name="ECRF", at=(400, 150)),
        Psap(
            id="psap-a", name="PSAP A", at=(600, 0), region="north", weight=2, positions=3, waiting=6, overflow="psap-b"
        ),
        Psap(id="psap-b", name="PSAP B", at=(600, 100), region="north", weight=1, positions=2, waiting=4),
    ]
    links = [
        Link(id="cell-east", a="cell", b="bcf-east", latency=5),
        Link(id="cell-west", a="cell", b="bcf-west", latency=9),
        Link(id="voip-west", a="voip", b="bcf-west", latency=5),
        Link(id="east-esrp", a="bcf-east", b="esrp", latency=5),
        Link(id="west-esrp", a="bcf-west", b="esrp", latency=5),
        Link(id="esrp-ecrf", a="esrp", b="ecrf", carries="queries"),
        Link(id="esrp-a", a="esrp", b="psap-a", latency=5),
        Link(id="esrp-b", a="esrp", b="psap-b", latency=5),
    ]
    return Network(
        elements=MappingProxyType({element.id: element for element in elements}),
        links=MappingProxyType({link.id: link for link in links}),
        policies=MappingProxyType({POLICY.id: POLICY}),
        regions=MappingProxyType({"north": Region("north", "North")}),
        callers=MappingProxyType({"public": Callers(id="public")}),
        default_psap="psap-b",
    )


def small_scenario(*, per_day: int = 4_000, fault_at: int | None = 10 * MINUTE, span: int = HOUR) -> Scenario:
    """One hour with a voice fault; every fault and most acts on offer."""
    faults: dict[str, tuple[Fault, int | None]] = {
        "voice": (RtpBlocked(policy="border-policy"), fault_at),
        "push": (AllowRuleMissing(policy="border-policy"), None),
        "refuse": (AllowRuleMissing(policy="border-policy", origin="cell", answers=True), None),
        "signature": (SignatureFalsePositive(policy="border-policy", origin="cell", permille=500), None),
        "location": (LocationQueryBlocked(server="ecrf"), None),
        "power": (SitePowerLost(site="east"), None),
    }
    actions: dict[str, Action] = {
        "test-call": PlaceTestCall(origin="cell"),
        "logs": PullFirewallLogs(policy="border-policy"),
        "media": PermitMediaRange(policy="border-policy"),
        "roll-back": RollBackChange(policy="border-policy"),
        "bypass": BypassInspection(policy="border-policy"),
        "fail-over": FailOverSite(border="bcf-east"),
        "call-backs": WorkCallBacks(),
        "post": PostPublicNotice(),
        "all-clear": SendAllClear(),
    }
    return Scenario(
        id="small",
        title="Small world",
        summary="For tests.",
        start=datetime(2024, 6, 18, 13, 0),  # noqa: DTZ001  # a story's clock has no zone
        span=span,
        seed=911,
        overview=Overview("Small world", "", (), ("Operational Communications",), "", "", "", (), ""),
        network=small_network(),
        demand=Demand(per_day, (1,) * 24, "default", "default"),
        faults=MappingProxyType({key: PlannedFault(key, fault, at) for key, (fault, at) in faults.items()}),
        actions=MappingProxyType({key: OfferedAction(key, action, ("duty",)) for key, action in actions.items()}),
        seats=MappingProxyType({"duty": Seat("duty", "Duty officer", "State 911", "You run the state's 911 desk.")}),
        objectives=(Objective("o1", "Find the fault.", "Situational Assessment", "within 10 min"),),
        sources=(),
        notes=(),
        decisions=MappingProxyType({}),
    )
