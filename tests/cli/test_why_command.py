"""What `hotwash why` prints of a call that meets several things, and of the rules that lead it."""

from hotwash.cli.why import Since, explain, since
from hotwash.domain.facts import Happened, NoteWritten, WorldChanged
from hotwash.domain.firewall import Flow, Inspection, Rule, Service, Verb
from hotwash.domain.impairment import Inspected, LinkDown, PeerUnreachable, PostureSet, RuleFirst
from hotwash.domain.policy_routing import (
    LogAction,
    NotifyAction,
    PolicyRule,
    RouteAction,
    RoutePolicy,
    SecurityPosture,
    SecurityPostureCondition,
)
from hotwash.domain.time import MINUTE
from tests.deep_world import deep_network, under

RED = SecurityPostureCondition(service="a", postures=(SecurityPosture.RED,))
POLICY = RoutePolicy(
    id="p",
    owner="a",
    queue="a",
    rules=(
        PolicyRule(
            id="red",
            priority=9,
            conditions=(RED,),
            actions=(
                NotifyAction(recipient="noc", event="Diverted", urgency=90),
                LogAction(message="attacked"),
                RouteAction(recipient="c"),
            ),
        ),
        PolicyRule(id="rest", priority=0, actions=(RouteAction(recipient="a"),)),
    ),
)
NO_UDP = RuleFirst(Rule("no-udp", Verb.REJECT, (Service.SIP_INVITE,)))
HALF = Inspected(Inspection("half", (Flow.INVITE,), permille=500, verb=Verb.REJECT, code=400))


def laid(*changes: tuple[str, str, object], at: int = MINUTE) -> Since:
    return since(
        Happened(number, at * number, WorldChanged(key, target, change, laid=True))  # type: ignore[arg-type]  # any change
        for number, (key, target, change) in enumerate(changes, start=1)
    )


def test_every_stop_is_told_at_its_hop_with_code_and_since_when() -> None:
    network = under(deep_network(), ("wall-1", HALF), ("psap-wall", NO_UDP))
    known = laid(("fault:alg:x", "wall-1", HALF), ("act:push:2:y", "psap-wall", NO_UDP))
    out = explain(network, "cell", "a", known=known).splitlines()
    hops = [line.strip() for line in out]
    link = hops.index("over wall-1")
    assert hops[link + 1].startswith("STOP  Carrier firewall – BCF 1 refuses INVITE from the caller in 50 % of calls")
    assert hops[link + 1].endswith("[SIP 400] (since 0:01:00, fault 'alg')")
    assert any(line.endswith("[SIP 503] (since 0:02:00, action 'push')") for line in hops)
    assert "The caller hears: a fast busy (SIP 400) (50 %); a fast busy (SIP 503) (50 %)." in hops
    assert any(line.startswith("50 % of calls: PSAP firewall refuses") for line in hops)


def test_what_is_laid_again_as_it_was_keeps_its_time_and_what_is_gone_is_not_told() -> None:
    happened = [
        Happened(1, 0, WorldChanged("fault:a:1", "wall-a", LinkDown(), laid=True)),
        Happened(2, MINUTE, WorldChanged("fault:a:1", "wall-a", LinkDown(), laid=True)),
        Happened(3, MINUTE, NoteWritten("x", "y")),
        Happened(4, MINUTE, WorldChanged("fault:b:1", "esrp-b", LinkDown(), laid=True)),
        Happened(5, 2 * MINUTE, WorldChanged("fault:b:1", "esrp-b", LinkDown(), laid=False)),
    ]
    assert since(happened).on(["wall-a", "esrp-b"]) == ["fault 'a': LinkDown on wall-a since 0:00:00"]


def test_policy_routing_is_told_rule_by_rule() -> None:
    network = under(deep_network(policies=(POLICY,)), ("a", PostureSet(SecurityPosture.RED)))
    out = explain(network, "voip", "a")
    assert "Rule 'red' of policy 'p' leads calls of PSAP A to PSAP C." in out
    assert "p, rule 'red': routes to PSAP C" in out
    assert "notifies noc: Diverted (urgency 90)" in out
    assert "logs: attacked" in out
    assert "while that queue is full: PSAP A (a)" in out


def test_a_call_that_is_kept_out_tells_what_was_not_tried_and_everything_in_force() -> None:
    no_options = RuleFirst(Rule("scan", Verb.DENY, (Service.SIP_OPTIONS,)))
    missed = [("voip", PeerUnreachable(border)) for border in ("bcf-1", "bcf-2")]
    known = laid(("fault:scan:1", "border", no_options))
    out = explain(under(deep_network(), ("border", no_options), *missed), "voip", "a", known=known)
    assert "not tried: bcf-2" in out
    assert "[SIP" not in out
    assert "In force: fault 'scan': RuleFirst on border since 0:01:00." in out
    assert "refuses its calls itself" in out


def test_a_fallback_of_the_transport_and_a_lacking_location_are_told() -> None:
    udp = RuleFirst(Rule("no-udp", Verb.DENY, (Service.SIP_INVITE,), transports=("udp",)))  # type: ignore[arg-type]  # as read
    out = explain(under(deep_network(), ("border", udp), ("esrp-lis", LinkDown())), "cell", "a")
    assert "SIP runs over tcp, because the INVITE does not pass over the first choice." in out
    assert "100 % arrive without a location, because no LIS answers." in out
    assert "STOP  HELD query from ESRP gets no answer" in out
