"""Cards on a network in depth: every firewall on the way, every cause, queries, and the rules that led a call."""

from dataclasses import replace

import pytest

from hotwash.domain.commands import FACILITATOR, LaunchFault, StartClock
from hotwash.domain.firewall import Flow, Group, Inspection, Rule, Service, Transport, Verb
from hotwash.domain.impairment import Inspected, RuleFirst, ServiceStateSet
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome
from hotwash.domain.policy_routing import PolicyRule, RouteAction, RoutePolicy, ServiceState
from hotwash.domain.scenario import PlannedFault
from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.viewmodels.call_card import call_card
from hotwash.viewmodels.cards import BAD, Card, Line
from hotwash.viewmodels.element_card import element_card
from hotwash.viewmodels.map_state import MapState
from tests.deep_world import BORDER, Laid, deep_network, under, with_policy
from tests.small_world import small_scenario

POLICY = RoutePolicy(
    id="p", owner="a", queue="a", rules=(PolicyRule(id="all", priority=0, actions=(RouteAction(recipient="c"),)),)
)
HALF = Inspected(Inspection("half", (Flow.INVITE,), permille=500, verb=Verb.REJECT, code=486))


@pytest.fixture(scope="module")
def session() -> Session:
    """Half of the calls to PSAP B and C are refused on the way out of the ESRP; those for A are led to C."""
    network = deep_network(policies=(POLICY,), without=("text",))
    fault = Laid(changes=(("esrp-c", HALF),))
    scenario = replace(
        small_scenario(fault_at=None, per_day=9_000),
        network=network,
        faults={"half": PlannedFault("half", fault, None)},
        actions={},
    )
    made = Session(scenario, 911, MemoryStore())
    made.open()
    made.ask(FACILITATOR, StartClock())
    assert made.ask(FACILITATOR, LaunchFault("half")).accepted
    made.run_to(15 * MINUTE)
    return made


def card_of(session: Session, outcome: Outcome) -> Card:
    for row, found in enumerate(session.calls.columns(0)["outcome"].tolist()):
        verdict = session.calls.verdict(0, int(session.calls.columns(0)["stream"][row]))
        if found == list(Outcome).index(outcome) and verdict.home == "a":
            card = call_card(session, row)
            assert card is not None
            return card
    raise AssertionError(outcome)


def lines(card: Card, heading: str) -> tuple[Line, ...]:
    return next(section.lines for section in card.sections if section.heading.startswith(heading))


def test_a_refused_call_shows_how_far_it_came_and_every_cause(session: Session) -> None:
    card = card_of(session, Outcome.REJECTED)
    assert [hop.id for hop in card.path if hop.failed] == ["esrp"]
    assert not card.path[-1].reached
    lost = lines(card, "What is lost")
    assert [(line.label, line.tone) for line in lost] == [("50 %", BAD)]
    assert "refuses the INVITE" in lost[0].value
    assert lost[0].value.endswith("The caller hears a busy tone (SIP 486).")
    assert {line.link for line in lines(card, "At every firewall")} >= {"element:bcf-1", "element:esrp-c"}
    assert {line.label for line in lines(card, "Queries")} >= {"LoST query", "DNS query"}
    assert [line.label for line in lines(card, "Policy routing")] == ["Decided", "all"]


def card(network: Network, element: str, session: Session) -> Card:
    found = element_card(session, network, MapState(), element)
    assert found is not None
    return found


def test_a_link_says_what_is_imposed_on_it(session: Session) -> None:
    network = under(session.scenario.network, ("wall-a", HALF))
    does = lines(card(network, "wall-a", session), "What it does to calls")
    assert "[SIP" not in does[0].value
    assert "in 50 % of calls by line 'half'" in does[0].value
    assert not [s for s in card(session.scenario.network, "wall-a", session).sections if s.heading.startswith("What")]


def test_a_firewall_on_the_way_shows_its_rules_like_a_border(session: Session) -> None:
    denied = RuleFirst(Rule("no", Verb.DENY, (Service.RTP,), transports=(Transport.UDP,), sources=("g",)))
    grouped = with_policy(session.scenario.network, replace(BORDER, groups=(Group("g", ("cell", "voip")),)))
    shown = lines(card(under(grouped, ("border", denied)), "bcf-1", session), "Rules of")
    assert (shown[0].label, shown[0].value) == ("Group", "g: cell, voip")
    assert "over udp" in shown[1].value
    assert shown[1].tone == BAD
    wall = card(under(grouped, ("psap-wall", HALF)), "psap-wall", session)
    assert "inspection refuses INVITE in 50 % of calls with SIP 486" in lines(wall, "Rules of")[-1].value


def test_a_psap_tells_where_its_calls_are_led(session: Session) -> None:
    network = under(deep_network(), ("a", ServiceStateSet(ServiceState.DOWN)))
    led = lines(card(network, "a", session), "Policy routing of calls from Cell carrier")
    assert "because its service state is Down" in led[0].value
    assert not [s for s in card(deep_network(), "a", session).sections if s.heading.startswith("Policy")]
