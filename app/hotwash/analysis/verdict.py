"""What becomes of a call from one network to one PSAP now, hop by hop, and why: the one verdict for all screens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from hotwash.analysis.call import CallVerdict, Fate
from hotwash.analysis.call_words import KEEP_ALIVES, NO_WAY, POLICY
from hotwash.analysis.course import Course, Courses
from hotwash.analysis.heard import Treatment
from hotwash.analysis.passage import CALL_FLOWS, INSIDE, Gates, Loss, losses
from hotwash.analysis.policy_routing import Barred, PolicyRouting, PolicyTrace
from hotwash.analysis.policy_states import times
from hotwash.analysis.queries import Queries
from hotwash.analysis.routes import Routes, Way, along, shape
from hotwash.analysis.rules import REFUSED, FlowVerdict, seen_of
from hotwash.domain.elements import Border
from hotwash.domain.firewall import MEDIA, Flow, Policy
from hotwash.domain.network import Network
from hotwash.domain.sentences import say, term

__all__ = [
    "CALL_FLOWS",
    "CallVerdict",
    "Fate",
    "Judge",
    "Matters",
    "Treatment",
    "causes",
    "judge_call",
    "lost_by",
    "what_matters",
]


@dataclass(frozen=True, slots=True)
class _Straight:
    """Calls of one network that simply go where they belong: the way on from where they enter, and what they share.

    Networks that enter alike share `onward`, by PSAP; calls of one network that pass alike share what is in `shared`.
    """

    onward: dict[str, tuple[Way, int]]
    shared: dict[int, tuple[Way, Course]]


class Judge:
    """Judges any number of calls on one network as it is now, at one minute of the week (0: Monday 00:00)."""

    def __init__(self, network: Network, routes: Routes | None = None, minute_of_week: int = 0) -> None:
        """`routes` may be those of any network of the same `shape`: policies and states don't matter there."""
        self.network = network
        self.minute_of_week = minute_of_week
        self.routes = Routes(network) if routes is None else routes
        self.gates = Gates(network)
        self.queries = Queries(network, self.routes)
        self.policies = PolicyRouting(network, minute_of_week)
        self._courses = Courses(network, self.gates, self.queries)
        self._seen = {origin.id: seen_of(origin) for origin in network.origins()}
        self._plain = {psap.id: self.policies.plain(psap.id) for psap in network.psaps()}
        self._orders: dict[str, tuple[str, ...]] = {}
        self._legacy: dict[str, bool] = {}
        self._theres: dict[tuple[str, str], Way] = {}
        self._traces: dict[tuple[str, tuple[str, ...], str], PolicyTrace] = {}
        self._walls = any(not isinstance(network.elements.get(place), Border) for place in self.gates.places)
        self._straight: dict[str, _Straight] = {}
        self._outsides: dict[str, frozenset[str]] = {}
        self._onward: dict[tuple[str, ...], dict[str, tuple[Way, int]]] = {}

    def call(self, origin: str, home: str) -> CallVerdict:
        """The verdict on a 911 call from an originating network that belongs to PSAP `home`."""
        straight = self._straight.get(origin)
        if straight is not None:
            known = straight.onward.get(home)
            if known is not None:
                onward, alike = known
                shared = straight.shared.get(alike)
                if shared is not None:
                    there, course = shared
                    return CallVerdict(origin, home, home, there, onward, course)
        return self._apart(origin, home)

    def _apart(self, origin: str, home: str) -> CallVerdict:
        """The verdict on a call that is like none before; what it shares with others is kept for those."""
        entries = self._order(origin)
        if not entries:
            return self._kept_out(origin, home)
        found = self._sent(origin, entries, home, home)
        default = self.network.default_psap
        if found.course.astray and default and found.psap != default:
            other = self._sent(origin, entries, home, default)
            if other.onward.elements[-1] == other.psap:
                if found.course.astray == 1000:
                    return other
                return self._with_astray(found, other)
        if found.psap == home and found.trace is None and not (found.slow or found.course.astray):
            straight = self._straight.get(origin)
            if straight is None:
                straight = self._straight[origin] = _Straight(self._onward.setdefault(entries, {}), {})
            alike = self._courses.alike(found.onward)
            straight.onward[home] = (found.onward, alike)
            straight.shared[alike] = (found.there, found.course)
        return found

    def _with_astray(self, found: CallVerdict, other: CallVerdict) -> CallVerdict:
        """A verdict with that on its share without a location, which is led elsewhere once it has entered."""
        if other.there.elements != found.there.elements or other.psap == found.psap:
            return found
        course = self._courses.astray(other.course, found.course)
        return replace(found, course=self._courses.told(found.course), astray=replace(other, course=course))

    def entries(self, origin: str) -> tuple[str, ...]:
        """Where calls of an originating network enter, in the order in which it tries them."""
        return self._order(origin)

    def trace(self, origin: str, home: str) -> PolicyTrace:
        """What policy routing makes of such a call, whether or not there is anything to decide."""
        return self._trace(origin, self._order(origin), home)

    def overflow(self, found: CallVerdict) -> str:
        """Where a call goes on to that finds its PSAP full: as the policy says that led it there, or else the PSAP.

        Empty where nobody can take it: no way leads on, a state keeps calls away, or an order leads back. That a queue
        is full is known to policies by this alone: the state that is told of it passes, and nobody lays it over the
        network.
        """
        other = self.network.diverted.get(found.overflow, found.overflow)
        if not other or other == found.psap:
            return ""
        return "" if self.policies.hindered(other, partial(self._reaches, self._order(found.origin))) else other

    def flows(self, origin: str, place: str) -> tuple[FlowVerdict, ...]:
        """Every flow of a call from `origin` at one element or link, by itself; empty where nothing can stop it."""
        transports = self._seen[origin].transports if place in self._outside(origin) else INSIDE
        return self.gates.flows(self._seen[origin], transports, place)

    def _outside(self, origin: str) -> frozenset[str]:
        """Elements and links up to where calls of a network may enter: there SIP runs over what that network tries."""
        known = self._outsides.get(origin)
        if known is None:
            borders = [border.id for border in self.network.borders()]
            ways = [self.routes.there(origin, entry) for entry in (*borders, *self._order(origin))]
            met = (place for way in ways if way is not None for place in along(way))
            known = self._outsides[origin] = frozenset((*borders, *met))
        return known

    def _sent(self, origin: str, entries: tuple[str, ...], home: str, target: str) -> CallVerdict:
        """The verdict on a call for `home` that is routed as one for `target`."""
        entry, onward = self._way(entries, target)
        psap, trace = target, None
        legacy = self._legacy[origin]
        if self.network.dead_policies and onward is not None and target not in self.network.diverted:
            trace = self._without_rules(origin, entry, onward, entries)
        if trace is None and (onward is None or not (self._plain[target] or (legacy and not onward.asking))):
            trace = self._trace(origin, entries, target)
        if trace is not None:
            if not trace.psap:
                return self._refused(origin, home, entry, onward, trace)
            if trace.psap != target:
                psap = trace.psap
                entry, onward = self._way(entries, psap)
        if onward is None:
            return self._no_way(origin, home, NO_WAY)
        there = self._there(origin, entry)
        course = self._courses.of(self._seen[origin], there, onward, legacy=legacy)
        slow = self._slow(there, onward) if self.network.slowed else 0
        slow += trace.delay if trace is not None else 0
        return CallVerdict(origin, home, psap, there, onward, course, trace, slow)

    def _way(self, entries: tuple[str, ...], psap: str) -> tuple[str, Way | None]:
        """By which of some entries calls for a PSAP come in, and the way on from there."""
        for entry in entries:
            onward = self.routes.onward(entry, psap)
            if onward is not None:
                return entry, onward
        return entries[0], None

    def _order(self, origin: str) -> tuple[str, ...]:
        """Where its calls enter, in the order in which the network tries it.

        A border that answers an INVITE with 503 is tried last (RFC 3261: the client tries the next target); one that
        drops calls in silence is not noticed. Nothing is sent to one whose keep-alives have failed.
        """
        known = self._orders.get(origin)
        if known is None:
            via = self.routes.legacy(origin)
            self._legacy[origin] = origin in self.network.rerouted
            if self._legacy[origin]:
                known = (via,) if via and self.routes.there(origin, via) is not None else ()
            else:
                borders = self.routes.borders(origin)
                known = tuple(sorted(borders, key=lambda border: self._refuses(origin, border)))
            self._orders[origin] = known
        return known

    def _refuses(self, origin: str, border: str) -> bool:
        seen = self._seen[origin]
        leg = self.gates.leg(seen, seen.transports, self.gates.on(self._there(origin, border)))
        return any(flow.flow is Flow.INVITE and flow.code == REFUSED for flow in leg.flows)

    def _there(self, origin: str, entry: str) -> Way:
        known = self._theres.get((origin, entry))
        if known is None:
            known = self.routes.there(origin, entry)
            assert known is not None  # an entry is one that has been reached
            self._theres[origin, entry] = known
        return known

    def _trace(self, origin: str, entries: tuple[str, ...], psap: str) -> PolicyTrace:
        key = (psap, entries, origin if self._walls or self.policies.by_source(psap) else "")
        known = self._traces.get(key)
        if known is None:
            known = self.policies.trace(
                origin,
                psap,
                lambda other: self._reaches(entries, other),
                lambda other: self._barred(origin, entries, other),
            )
            self._traces[key] = known
        return known

    def _barred(self, origin: str, entries: tuple[str, ...], psap: str) -> Barred | None:
        """Whether every INVITE is lost behind the last routing proxy, which then tries another route."""
        _, onward = self._way(entries, psap)
        if onward is None or not onward.asking:
            return None
        met = along(onward)
        behind = frozenset(met[met.index(onward.asking[-1]) + 1 :])
        places = tuple(place for place in self.gates.on(onward) if place in behind)
        lost = losses(self.gates.leg(self._seen[origin], INSIDE, places).flows) if places else ()
        stopped = [loss for loss in lost if loss.treatment in (Treatment.SILENT, Treatment.REJECT)]
        if sum(loss.permille for loss in stopped) < 1000:
            return None
        silent = any(loss.treatment is Treatment.SILENT for loss in stopped)
        return Barred(term("no answer came") if silent else say("SIP {code} came back", code=stopped[0].code), silent)

    def _reaches(self, entries: tuple[str, ...], psap: str) -> bool:
        return bool(entries) and self._way(entries, psap)[1] is not None

    def _without_rules(self, origin: str, entry: str, onward: Way, entries: tuple[str, ...]) -> PolicyTrace | None:
        """Where calls go that meet an ESRP on which no rule runs: to its default queue, the default PSAP."""
        passed = (*self._there(origin, entry).proxies, *onward.proxies)
        dead = next((proxy for proxy in passed if proxy in self.network.dead_policies), "")
        if not dead:
            return None
        known = self._traces.get((dead, entries, ""))
        if known is None:
            known = self.policies.without_rules(dead, lambda other: self._reaches(entries, other))
            self._traces[dead, entries, ""] = known
        return known

    def _refused(self, origin: str, home: str, entry: str, onward: Way | None, trace: PolicyTrace) -> CallVerdict:
        """Refused by a policy or for want of one, at the routing proxy that runs it; or no way at all."""
        if not trace.code:
            return self._no_way(origin, home, NO_WAY)
        way = Way((entry,), (), 0, ()) if onward is None else onward
        at = trace.at or next(iter(way.asking), entry)
        there, part = self._there(origin, entry), way.until(at)
        loss = Loss(Treatment.REJECT, 1000, at, "", POLICY, trace.code)
        course = self._courses.of(self._seen[origin], there, part, legacy=self._legacy[origin], last=loss)
        return CallVerdict(origin, home, home, there, part, course, trace, trace.delay)

    def _kept_out(self, origin: str, home: str) -> CallVerdict:
        """Nowhere to enter: no border is linked and up, or every one is held to be unreachable."""
        return self._no_way(origin, home, KEEP_ALIVES if self.routes.shunned(origin) else NO_WAY)

    def _no_way(self, origin: str, home: str, why: str) -> CallVerdict:
        """Refused by the originating network itself, with the keep-alives that fail where they are to blame."""
        seen = self._seen[origin]
        lines = [self.routes.line(origin, border) for border in self.routes.shunned(origin) if why == KEEP_ALIVES]
        legs = [self.gates.leg(seen, seen.transports, self.gates.on(line)) for line in lines if line is not None]
        flows = tuple(flow for leg in legs for flow in leg.flows if flow.flow is Flow.OPTIONS)
        remedy = next((flow.would_pass_if for flow in flows if not flow.passed), "")
        loss = Loss(Treatment.REJECT, 1000, origin, "", why, REFUSED, remedy=remedy)
        nowhere = Way((origin,), (), 0, ())
        return CallVerdict(origin, home, home, nowhere, nowhere, Course(self.network, "", flows, losses=(loss,)))

    def _slow(self, there: Way, onward: Way) -> int:
        slowed = self.network.slowed
        return sum(slowed.get(place, 0) for place in (*along(there), *along(onward)[1:]))


def judge_call(network: Network, origin: str, psap: str, minute_of_week: int = 0) -> CallVerdict:
    """The verdict on one call; for many calls on one network keep a `Judge`."""
    return Judge(network, minute_of_week=minute_of_week).call(origin, psap)


def causes(verdict: CallVerdict) -> tuple[tuple[Treatment, int, frozenset[tuple[str, str]]], ...]:
    """What fails the call: each way with its share and the lines behind it, as place and line; empty where none is.

    The place is a policy's id, or that of an element or link where no policy decides. A network that refuses its calls
    because keep-alives fail is failed by the lines that stop those.
    """
    found = []
    for loss in verdict.course.losses:
        if loss.rule == NO_WAY and not loss.policy:
            continue
        lines = {(loss.policy or loss.at, loss.rule)}
        if loss.treatment is Treatment.NO_AUDIO:
            lines |= {line for line, permille in _stopped(verdict, MEDIA) if permille == 1000}
        if loss.rule == KEEP_ALIVES and not loss.policy:
            lines |= {line for line, _ in _stopped(verdict, frozenset({Flow.OPTIONS}))}
        found.append((loss.treatment, loss.permille, frozenset(lines)))
    return tuple(found)


def lost_by(verdict: CallVerdict) -> frozenset[tuple[str, str]]:
    """Every line that fails the call, as place and line; none where it is delivered or finds no way."""
    return frozenset(line for _, _, lines in causes(verdict) for line in lines)


def _stopped(verdict: CallVerdict, kinds: frozenset[Flow]) -> list[tuple[tuple[str, str], int]]:
    return [((f.policy or f.at, f.rule), f.permille) for f in verdict.flows if f.flow in kinds and not f.passed]


@dataclass(frozen=True, slots=True)
class Matters:
    """Everything that a verdict depends on, of what overlays can change; quick to hash however long the rules are."""

    shape: tuple[object, ...]
    policies: tuple[Policy, ...]
    rest: tuple[object, ...]

    def __hash__(self) -> int:
        return hash(
            (self.shape, self.rest, tuple((p.id, len(p.rules), p.inspections, p.bypassed) for p in self.policies))
        )


def what_matters(network: Network, minute_of_week: int = 0) -> Matters:
    """The key under which verdicts on a network may be kept, for networks that differ by overlays alone.

    The minute counts only where a policy asks for the time.
    """
    mappings = (
        network.imposed,
        network.slowed,
        network.service_states,
        network.queue_states,
        network.postures,
        network.diverted,
    )
    held = tuple(tuple(mapping.items()) for mapping in mappings)
    return Matters(
        shape(network), tuple(network.policies.values()), (*held, network.dead_policies, times(network, minute_of_week))
    )
