"""Keep-alives: found out at the next one sent and 32 s more, to the millisecond, and nothing done while all is well."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

import pytest

from hotwash.catalogue.elements.esrp import EmergencyServiceRoutingProxy
from hotwash.catalogue.elements.psap import Psap
from hotwash.domain.effective import effective
from hotwash.domain.elements import Element
from hotwash.domain.facts import AlarmCleared, AlarmRaised, StateChanged, WorldChanged
from hotwash.domain.firewall import Flow, Inspection, Rule, Service, Transport, Verb
from hotwash.domain.impairment import Change, ElementDown, Impairment, Inspected, LinkDown, PeerUnreachable, RuleFirst
from hotwash.domain.network import Link, Network
from hotwash.domain.scripts import Fault
from hotwash.domain.steps import Impair, Step
from hotwash.domain.time import HOUR, MINUTE, SECOND, Millis
from hotwash.simulation.control import HybridEnvironment
from hotwash.simulation.keepalives import TIMER_F
from hotwash.simulation.peers import Peering
from tests.simulation.stage import Stage, stage
from tests.small_world import small_network, small_scenario

BEGINS = 7 * MINUTE + 123
ENDS = 31 * MINUTE + 4_567


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid(Fault):
    """One change on one target."""

    kind: ClassVar[str] = "laid"
    title: ClassVar[str] = "Laid"
    target: str
    change: Change

    def steps(self, network: Network) -> Iterator[Step]:
        yield Impair(self.target, "laid", self.change)

    def narrative(self, network: Network) -> str:
        return "Laid."


def pushed(*faults: tuple[str, Change], chop: Millis = HOUR, per_day: int = 4_000, seed: int = 911) -> Stage:
    """An hour in which some changes lie from BEGINS to ENDS."""
    made = {f"laid-{n}": Laid(target=target, change=change) for n, (target, change) in enumerate(faults)}
    on = stage(faults=dict(made), scenario=small_scenario(fault_at=None, per_day=per_day), seed=seed)
    for name in made:
        on.world.arm(name, BEGINS, "facilitator")
    run(on, ENDS, chop)
    for name in made:
        on.world.clear_fault(name, "facilitator")
    run(on, HOUR, chop)
    return on


def run(on: Stage, until: Millis, chop: Millis) -> None:
    while on.world.now < until:
        on.world.run_to(min(until, on.world.now + chop))


def found(on: Stage) -> list[tuple[Millis, str, str, bool]]:
    return [
        (at, fact.target, fact.change.peer, fact.laid)
        for at, fact in on.told(WorldChanged)
        if isinstance(fact.change, PeerUnreachable)
    ]


def next_sent(on: Stage, watcher: str, since: Millis) -> Millis:
    """When a watcher next sends, worked out anew."""
    phase = on.world._keepalives.phase(watcher)
    at = phase
    while at < since:
        at += 60 * SECOND
    return at


def expected(on: Stage, *pairs: tuple[str, str]) -> list[tuple[Millis, str, str, bool]]:
    lost = [(next_sent(on, watcher, BEGINS) + TIMER_F, watcher, peer, True) for watcher, peer in pairs]
    back = [(next_sent(on, watcher, ENDS), watcher, peer, False) for watcher, peer in pairs]
    return sorted(lost + back)


def test_a_site_without_power_is_found_out_at_the_next_keep_alive_of_each_peer_and_32_seconds_later() -> None:
    on = pushed(("bcf-east", ElementDown()))
    wanted = expected(on, ("cell", "bcf-east"), ("esrp", "bcf-east"))
    assert sorted(found(on)) == wanted
    for at, _, _, laid in wanted[:2]:
        assert laid
        assert TIMER_F <= at - BEGINS < TIMER_F + MINUTE
    assert on.world.world.network == small_network()
    assert on.world.live() == ()


@pytest.mark.parametrize("chop", [997, 31_333, 60_000])
def test_it_is_found_out_to_the_millisecond_however_time_is_chopped(chop: Millis) -> None:
    change = Inspected(Inspection("scan", (Flow.OPTIONS,), permille=400))
    whole = pushed(("border-policy", change), ("esrp-b", LinkDown()))
    chopped = pushed(("border-policy", change), ("esrp-b", LinkDown()), chop=chop)
    assert chopped.facts == whole.facts
    assert found(whole)


def test_states_and_alarms_come_and_go_with_it() -> None:
    on = pushed(("esrp-b", LinkDown()))
    lost, back = next_sent(on, "esrp", BEGINS) + TIMER_F, next_sent(on, "esrp", ENDS)
    assert [item for item in on.told(StateChanged) if item[1].by == "esrp"] == [
        (lost, StateChanged("psap-b", "ElementState", "Unreachable", "esrp")),
        (back, StateChanged("psap-b", "ElementState", "Normal", "esrp")),
    ]
    raised = [(at, alarm) for at, alarm in on.told(AlarmRaised) if alarm.name == "KeepAliveFailureLogEvent"]
    assert [(at, alarm.element, alarm.text) for at, alarm in raised] == [
        (lost, "psap-b", "ESRP gets no answer to keep-alives from PSAP B.")
    ]
    cleared = [(at, fact) for at, fact in on.told(AlarmCleared) if fact.by == "keep-alive"]
    last = max(back, next_sent(on, "psap-b", ENDS))
    assert cleared == [(last, AlarmCleared(raised[0][1].alarm, "keep-alive"))], "both ends are back"


def test_peers_lost_at_one_instant_are_one_alarm_at_the_place_of_who_watches() -> None:
    on = pushed(("esrp-a", LinkDown()), ("esrp-b", LinkDown()))
    raised = [alarm for _, alarm in on.told(AlarmRaised) if alarm.name == "KeepAliveFailureLogEvent"]
    assert [(alarm.element, alarm.text) for alarm in raised] == [
        ("esrp", "ESRP gets no answer to keep-alives from PSAP A and PSAP B.")
    ]


def test_who_misses_a_peer_later_adds_no_alarm_and_the_one_that_stands_ends_with_the_last_of_them() -> None:
    on = pushed(("bcf-east", ElementDown()))
    pairs = [("cell", "bcf-east"), ("esrp", "bcf-east")]
    first = min((next_sent(on, watcher, BEGINS) + TIMER_F, watcher) for watcher, _ in pairs)
    raised = [(at, alarm) for at, alarm in on.told(AlarmRaised) if alarm.name == "KeepAliveFailureLogEvent"]
    name = {"cell": "Cell carrier", "esrp": "ESRP"}[first[1]]
    assert [(at, alarm.element, alarm.text) for at, alarm in raised] == [
        (first[0], "bcf-east", f"{name} gets no answer to keep-alives from BCF east.")
    ]
    told = [fact.by for _, fact in on.told(StateChanged) if fact.state == "Unreachable"]
    assert sorted(told) == ["cell", "esrp"], "each of them tells what it holds the peer to be"
    last = max(next_sent(on, watcher, ENDS) for watcher, _ in pairs)
    assert [at for at, fact in on.told(AlarmCleared) if fact.by == "keep-alive"] == [last]


def test_a_peer_that_is_lost_once_more_rings_once_more() -> None:
    on = pushed(("esrp-b", LinkDown()))
    on.world.arm("laid-0", HOUR + MINUTE, "facilitator")
    on.world.run_to(2 * HOUR)
    raised = [alarm for _, alarm in on.told(AlarmRaised) if alarm.name == "KeepAliveFailureLogEvent"]
    assert [alarm.element for alarm in raised] == ["psap-b", "psap-b"]


def test_a_rule_against_keep_alives_makes_peers_unreachable_through_which_calls_would_work() -> None:
    """F16: a healthy path that looks dead; it concerns the network named, and nobody else."""
    rule = Rule("no-scan", Verb.DENY, (Service.SIP_OPTIONS,), sources=("cell",))
    on = pushed(("border-policy", RuleFirst(rule)))
    assert sorted(found(on)) == expected(on, ("cell", "bcf-east"), ("cell", "bcf-west"))


def test_a_fault_that_only_stops_calls_leaves_every_keep_alive_green() -> None:
    rule = Rule("no-calls", Verb.DENY, (Service.SIP_INVITE,))
    assert found(pushed(("border-policy", RuleFirst(rule)))) == []
    big = Inspected(Inspection("fragments", (Flow.INVITE, Flow.OPTIONS), over_bytes=1_300))
    assert found(pushed(("cell-east", big))) == [], "a keep-alive is small"


def test_who_can_change_the_transport_gets_through_where_one_is_stopped() -> None:
    """F7: over TLS nothing passes; inside TCP is tried next, but the carrier has TLS alone."""
    expired = Inspected(Inspection("tls", (Flow.INVITE, Flow.OPTIONS), transports=(Transport.TLS,)))
    on = pushed(("bcf-east", expired))
    assert sorted(found(on)) == expected(on, ("cell", "bcf-east"))


def test_a_loss_shorter_than_the_time_to_the_next_keep_alive_is_never_noticed() -> None:
    on = stage(faults={"short": Laid(target="bcf-east", change=ElementDown())})
    sends = sorted(next_sent(on, watcher, 5 * MINUTE) for watcher in ("cell", "esrp"))
    on.world.run_to(sends[0] - 1_000)
    on.world.launch_fault("short", "facilitator")
    on.world.run_to(sends[0] - 1)
    on.world.clear_fault("short", "facilitator")
    on.world.run_to(20 * MINUTE)
    assert found(on) == []


def test_what_is_lost_is_judged_when_it_is_sent_even_if_the_peer_is_back_before_the_time_is_over() -> None:
    on = stage(faults={"short": Laid(target="cell-east", change=LinkDown())})
    sent = next_sent(on, "cell", 5 * MINUTE)
    on.world.run_to(sent - 1)
    on.world.launch_fault("short", "facilitator")
    on.world.run_to(sent + 1)
    on.world.clear_fault("short", "facilitator")
    on.world.run_to(20 * MINUTE)
    assert found(on) == [(sent + TIMER_F, "cell", "bcf-east", True), (sent + MINUTE, "cell", "bcf-east", False)]


def test_who_is_down_sends_nothing_and_begins_again_when_it_is_back() -> None:
    on = pushed(("esrp", ElementDown()))
    assert {watcher for _, watcher, _, _ in found(on)} == {"bcf-east", "bcf-west"}
    both = pushed(("esrp", ElementDown()), ("psap-a", ElementDown()))
    assert {(watcher, peer) for _, watcher, peer, _ in found(both)} == {("bcf-east", "esrp"), ("bcf-west", "esrp")}


def test_a_share_that_is_lost_is_drawn_for_each_keep_alive() -> None:
    """About one in ten is lost; after each loss the next one that is answered brings the peer back."""
    times = [found(pushed(("cell-east", Inspected(Inspection("x", (Flow.OPTIONS,), permille=100))), seed=seed))
             for seed in range(12)]  # fmt: skip
    lost = [at for one in times for at, _, _, laid in one if laid]
    assert len(set(lost)) > 5
    assert 10 < len(lost) < 60, "24 keep-alives in each of 12 runs, every tenth lost"
    for one in times:
        assert [laid for _, _, _, laid in one] == [True, False] * (len(one) // 2)


def test_faults_elsewhere_move_no_draw() -> None:
    change = Inspected(Inspection("x", (Flow.OPTIONS,), permille=300))
    alone = pushed(("cell-east", change))
    crowded = pushed(("cell-east", change), ("esrp-a", LinkDown()), ("voip", ElementDown()))
    assert [item for item in found(crowded) if item[1] == "cell"] == found(alone)


def test_an_author_may_have_none_and_may_have_them_closer() -> None:
    base = small_scenario(fault_at=None)
    faults = {"x": Laid(target="bcf-east", change=ElementDown())}
    for period in (0, 10 * SECOND):
        practice = replace(base.practice, keep_alive=period)
        on = stage(faults=dict(faults), scenario=replace(base, practice=practice))
        on.world.launch_fault("x", "facilitator")
        on.world.run_to(10 * MINUTE)
        assert len(found(on)) == (2 if period else 0)
        assert all(at < TIMER_F + period for at, _, _, _ in found(on))


def events(monkeypatch: pytest.MonkeyPatch, period: Millis, until: Millis, *, broken: bool) -> int:
    """How many control events there are."""
    base = small_scenario(fault_at=None, per_day=1, span=24 * HOUR)
    scenario = replace(base, practice=replace(base.practice, keep_alive=period))
    on = stage(faults={"x": Laid(target="bcf-east", change=ElementDown())}, scenario=scenario)
    counted = 0
    stepping = HybridEnvironment.step

    def steps(environment: HybridEnvironment) -> None:
        nonlocal counted
        counted += 1
        stepping(environment)

    with monkeypatch.context() as patch:
        patch.setattr(HybridEnvironment, "step", steps)
        if broken:
            on.world.launch_fault("x", "facilitator")
        on.world.run_to(until)
    return counted


def test_a_day_in_which_nothing_changes_has_no_event_for_keep_alives(monkeypatch: pytest.MonkeyPatch) -> None:
    without = events(monkeypatch, 0, 24 * HOUR, broken=False)
    assert events(monkeypatch, MINUTE, 24 * HOUR, broken=False) == without
    assert events(monkeypatch, MINUTE, 24 * HOUR, broken=True) < without + 40, "a standing outage costs a few"


def wide(count: int) -> Network:
    """The small world with many more PSAPs behind its routing proxy, and a second proxy."""
    base = small_network()
    elements: dict[str, Element] = dict(base.elements)
    elements["esrp-2"] = EmergencyServiceRoutingProxy(id="esrp-2", name="ESRP 2", at=(0, 0), locates=True)
    links = dict(base.links)
    for end in ("bcf-east", "bcf-west"):
        links[f"2-{end}"] = Link(id=f"2-{end}", a=end, b="esrp-2")
    for number in range(count):
        name = f"psap-{number}"
        elements[name] = Psap(id=name, name=name, at=(0, 0), region="north", weight=1, positions=1, waiting=1)
        for proxy in ("esrp", "esrp-2"):
            links[f"{proxy}-{name}"] = Link(id=f"{proxy}-{name}", a=proxy, b=name)
    return replace(base, elements=MappingProxyType(elements), links=MappingProxyType(links))


def test_a_nation_of_psaps_is_looked_at_only_where_lines_or_policies_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    network = wide(5_700)
    peering = Peering(network)
    assert len(peering.pairs) > 2 * 5_700
    down = effective(network, [Impairment("k", "esrp-2", ElementDown())])
    lost = peering.lost(down)
    assert [pair for pair in lost if peering.steers(pair)] == [("bcf-east", "esrp-2"), ("bcf-west", "esrp-2")]
    assert len(lost) == 2 + 5_700, "and every PSAP behind it misses it"

    def never(*_: object) -> None:
        raise AssertionError("worked out anew")

    monkeypatch.setattr(Peering, "_loss", never)
    also = [Impairment("k", "esrp-2", ElementDown()), Impairment("p", "bcf-east", PeerUnreachable("esrp-2"))]
    assert peering.lost(effective(network, also)) is lost
