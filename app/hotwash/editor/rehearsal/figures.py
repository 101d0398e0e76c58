"""What a failure costs: calls lost in an hour, PSAPs that no call reaches, calls without a location.

Calls are first attempts of the public at the mean rate of the exercise; redials are left out, so that two failures can
be compared. PSAPs that hang alike on the network are judged once for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from hotwash.analysis.verdict import CallVerdict, Judge
from hotwash.domain.effective import AT_DESKS, Effective
from hotwash.domain.elements import Answering
from hotwash.domain.impairment import EVERYWHERE, Impairment
from hotwash.domain.network import Network
from hotwash.domain.policy_routing import RouteAction
from hotwash.domain.scenario import Demand, Scenario
from hotwash.domain.time import HOUR
from hotwash.editor.rehearsal.stages import Aftermath, Stage
from hotwash.simulation.hours import minute_of_week

_WEEKEND = 5
_REMEMBERED = 8
"""Parts of a network that are kept for the next state; the first is that of all states that touch no PSAP."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one state costs in an hour. Calls are means and so no whole numbers.

    `lost` get no help, `unlocated` arrive without a location, `elsewhere` arrive at another PSAP, of `calls` in all.
    `unreachable` are PSAPs to which none of their own calls comes.
    """

    calls: float
    lost: float
    unlocated: float = 0.0
    elsewhere: float = 0.0
    unreachable: tuple[str, ...] = ()

    @property
    def unlocated_permille(self) -> int:
        """Share of the calls that arrive without a location."""
        arrived = self.calls - self.lost
        return round(1000 * self.unlocated / arrived) if arrived > 0 else 0


@dataclass(frozen=True, slots=True)
class _Fare:
    """How calls of one network to one group of PSAPs fare: shares of one, and whether another PSAP gets them."""

    origin: str
    delivered: float
    blind: float
    elsewhere: bool


def mean_rate(scenario: Scenario) -> float:
    """First attempts of the public an hour, on the mean of the exercise's span."""
    demand, start, span = scenario.demand, scenario.start, scenario.span
    began = ((start.weekday() * 24 + start.hour) * 60 + start.minute) * 60_000 + start.second * 1000
    at, calls = 0, 0.0
    while at < span:
        length = min(span - at, HOUR - (began + at) % HOUR)
        hour = (began + at) // HOUR
        calls += _in_hour(demand, hour // 24 % 7, hour % 24) * length / HOUR
        at += length
    return calls * HOUR / span if span else 0.0


def _in_hour(demand: Demand, weekday: int, hour: int) -> float:
    weekend = weekday >= _WEEKEND
    hours = demand.weekend_hours if weekend and demand.weekend_hours else demand.hours
    scale = demand.weekend_permille / 1000 if weekend else 1.0
    return demand.per_day * scale * hours[hour] / (sum(hours) or 1)


class Costs:
    """Costs of any number of states of one scenario's network.

    What befalls one PSAP of several that hang alike is worked out once, whichever of them it is.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        network = scenario.network
        self.rate = mean_rate(scenario)
        weights = sum(psap.weight for psap in network.psaps()) or 1
        self._share = {psap.id: psap.weight / weights for psap in network.psaps()}
        self._origins = {origin.id: origin.share_permille / 1000 for origin in network.origins()}
        self._minute = minute_of_week(scenario.start, 0)
        self._aftermaths: dict[frozenset[str], Aftermath] = {}
        self._classes = _classes(network)
        self._class_of = {psap: number for number, group in enumerate(self._classes) for psap in group}
        self._overflow = {psap.id: psap.overflow for psap in network.psaps()}
        self._known: dict[object, list[tuple[_Fare, ...]]] = {}
        self.usual = self.of(())

    def of(self, laid: Sequence[Impairment]) -> Figures:
        """The costs in an hour of a state that lasts for it."""
        lost = unlocated = elsewhere = 0.0
        unreachable: set[str] = set()
        groups = self._split(laid)
        for psaps, fares in zip(groups, self._fares(laid, groups), strict=True):
            share = sum(self._share[psap] for psap in psaps)
            for fare in fares:
                calls = self.rate * share * self._origins[fare.origin]
                lost += calls * (1 - fare.delivered)
                unlocated += calls * fare.delivered * fare.blind
                elsewhere += calls * fare.delivered if fare.elsewhere else 0.0
            if not any(fare.delivered and not fare.elsewhere for fare in fares):
                unreachable.update(psaps)
        calls = self.rate * sum(self._origins.values())
        return Figures(calls, lost, unlocated, elsewhere, tuple(psap for psap in self._share if psap in unreachable))

    def over_an_hour(self, stages: Sequence[Stage]) -> Figures:
        """The costs in the first hour of a fault that goes on in stages; the PSAPs are those at its worst."""
        ends = [stage.at for stage in stages[1:]] + [HOUR]
        parts = [(self.of(stage.laid), min(end, HOUR) - stage.at) for stage, end in zip(stages, ends, strict=True)]
        if not parts:
            return self.usual
        worst = max((one.unreachable for one, _ in parts), key=len)
        lost, unlocated, elsewhere = (
            sum(getattr(one, name) * ms for one, ms in parts) / HOUR for name in ("lost", "unlocated", "elsewhere")
        )
        return Figures(self.usual.calls, lost, unlocated, elsewhere, worst)

    def met(self, laid: Sequence[Impairment]) -> dict[str, float]:
        """Places that calls meet in a state behind their own network, with the calls an hour that meet each."""
        groups = self._split(laid)
        judge = self._judge(self._world(laid, groups))
        found: dict[str, float] = {}
        for psaps in groups:
            share = sum(self._share[psap] for psap in psaps)
            for origin, own in self._origins.items():
                verdict = judge.call(origin, psaps[0])
                for place in (*verdict.path[1:], *verdict.links):
                    found[place] = found.get(place, 0.0) + self.rate * share * own
        return found

    def _world(self, laid: Sequence[Impairment], groups: list[list[str]]) -> Effective:
        """The world with one PSAP of each group, and the one that it overflows to: others change nothing for it."""
        first = [psaps[0] for psaps in groups]
        kept = frozenset((*first, *(self._overflow[psap] for psap in first)))
        known = self._aftermaths.get(kept)
        if known is None:
            known = Aftermath(replace(self.scenario, network=_only(self.scenario.network, kept)))
            if len(self._aftermaths) < _REMEMBERED:
                self._aftermaths[kept] = known
        return known.world(laid)

    def _judge(self, world: Effective) -> Judge:
        return Judge(world.network, minute_of_week=self._minute)

    def _fares(self, laid: Sequence[Impairment], groups: list[list[str]]) -> list[tuple[_Fare, ...]]:
        key = self._alike(laid)
        known = self._known.get(key)
        if known is None:
            world = self._world(laid, groups)
            judge = self._judge(world)
            known = self._known[key] = [
                tuple(_fare(judge.call(origin, psaps[0]), world) for origin in self._origins) for psaps in groups
            ]
        return known

    def _alike(self, laid: Sequence[Impairment]) -> object:
        """A key under which the fares of states stand that differ by nothing but which PSAP of a class is meant."""
        touched = [psap for one in laid for psap in _touched(self.scenario.network, one)]
        classes = [self._class_of[psap] for psap in dict.fromkeys(touched)]
        if len(set(classes)) < len(classes):
            return tuple(laid)
        groups = tuple(
            (self._class_of[psaps[0]], psaps[0] in touched, self._class_of.get(self._overflow[psaps[0]], -1))
            for psaps in self._split(laid)
        )
        return tuple((self._place(one.target), one.change) for one in laid), groups

    def _place(self, target: str) -> object:
        network = self.scenario.network
        if target in self._class_of:
            return ("psap", self._class_of[target])
        link = network.links.get(target)
        if link is None or not {link.a, link.b} & self._class_of.keys():
            return target
        ends = tuple(("psap", self._class_of[end]) if end in self._class_of else end for end in (link.a, link.b))
        return (ends, link.latency, link.carries, link.capacity, link.direction)

    def _split(self, laid: Sequence[Impairment]) -> list[list[str]]:
        """Groups of PSAPs that fare alike: one on which, or on whose line, something lies stands for itself, and those
        that overflow to it stand together."""
        touched = {psap for one in laid for psap in _touched(self.scenario.network, one)}
        groups = []
        for group in self._classes:
            groups += [[psap] for psap in group if psap in touched]
            parts: dict[str, list[str]] = {}
            for psap in group:
                if psap not in touched:
                    onward = self._overflow[psap]
                    parts.setdefault(onward if onward in touched else "", []).append(psap)
            groups += parts.values()
        return groups


def _fare(verdict: CallVerdict, world: Effective) -> _Fare:
    delivered = 0.0 if _unmanned(world, verdict.psap) else verdict.delivered_permille / 1000
    return _Fare(verdict.origin, delivered, verdict.blind_permille / 1000, verdict.psap != verdict.home)


def _only(network: Network, kept: frozenset[str]) -> Network:
    """The network with some of its PSAPs and their lines."""
    gone = {psap.id for psap in network.psaps()} - kept
    return replace(
        network,
        elements=MappingProxyType({key: one for key, one in network.elements.items() if key not in gone}),
        links=MappingProxyType({key: one for key, one in network.links.items() if not {one.a, one.b} & gone}),
    )


def _classes(network: Network) -> list[list[str]]:
    """PSAPs that hang on the same elements by the same kinds of line, that no rule tells apart, and that overflow to
    PSAPs of which the same holds."""
    lines: dict[str, list[tuple[object, ...]]] = {psap.id: [] for psap in network.psaps()}
    for link in network.links.values():
        kind = (link.latency, link.carries, link.capacity, link.direction)
        if link.a in lines:
            lines[link.a].append((link.b, "from", *kind))
        if link.b in lines:
            lines[link.b].append((link.a, "to", *kind))
    named = _named(network)
    hung: dict[str, object] = {
        psap: psap if psap in named else tuple(sorted(there, key=str)) for psap, there in lines.items()
    }
    groups: dict[object, list[str]] = {}
    for psap in network.psaps():
        groups.setdefault((hung[psap.id], hung.get(psap.overflow, "")), []).append(psap.id)
    return list(groups.values())


def _named(network: Network) -> frozenset[str]:
    """PSAPs of which some rule or state speaks."""
    found = {network.default_psap, *network.service_states, *network.queue_states, *network.postures}
    found |= {*network.diverted, *network.diverted.values(), *network.imposed}
    for policy in network.route_policies.values():
        found.add(policy.queue)
        found |= {a.recipient for rule in policy.rules for a in rule.actions if isinstance(a, RouteAction)}
        found |= {getattr(c, "queue", "") for rule in policy.rules for c in rule.conditions}
    return frozenset(found)


def _touched(network: Network, laid: Impairment) -> tuple[str, ...]:
    """PSAPs that an overlay may set apart from others that hang on the network as they do."""
    lines = network.links.get(laid.target)
    names = {laid.target, *((lines.a, lines.b) if lines else ())}
    names |= {str(getattr(laid.change, field, "")) for field in ("peer", "to", "via")}
    regional = isinstance(laid.change, AT_DESKS)
    return tuple(
        psap.id
        for psap in network.psaps()
        if psap.id in names or (regional and laid.target in (psap.region, EVERYWHERE))
    )


def _unmanned(world: Effective, psap: str) -> bool:
    """Whether nobody who usually answers there is left; callers wait until they hang up."""
    element = world.network.elements[psap]
    if not isinstance(element, Answering) or not element.positions or not world.desks:
        return False
    return not element.positions * world.desk(psap).staffed_permille // 1000
