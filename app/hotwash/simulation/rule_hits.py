"""What a firewall's own counters and log tell: hits by line, and what lines that log have stopped.

Counted from calls and verdicts, so that a counter agrees with what became of the calls. A hit is a call's set-up, one
direction of its media, or a keep-alive that a line decided about; resent packets are not counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from hotwash.analysis.course import Course
from hotwash.analysis.passage import Loss
from hotwash.analysis.rules import Decision, Sieve, seen_of
from hotwash.analysis.verdict import Treatment
from hotwash.domain.elements import Border, Filter, Originating
from hotwash.domain.firewall import MEDIA, Flow, Policy, Traits, Transport, Verb
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import MINUTE, Millis
from hotwash.simulation.calls_view import OUTCOMES, CallsView
from hotwash.simulation.desk_calls import EMERGENCY, Recordings, Rows
from hotwash.simulation.peers import Peering
from hotwash.simulation.streams import uniform

RECENT: Millis = 5 * MINUTE
"""How far back the second counter of a line looks; a default."""
LOG_ROWS = 2_000
"""Newest attempts among which log entries are looked for."""
_LOST = {Treatment.SILENT: Outcome.SILENT, Treatment.REJECT: Outcome.REJECTED, Treatment.NO_AUDIO: Outcome.NO_AUDIO}
_TREATED = {outcome: treatment for treatment, outcome in _LOST.items()}
_Sums = defaultdict[tuple[str, str], float]
_CALL_FLOWS = (Flow.INVITE, Flow.MEDIA_IN, Flow.MEDIA_OUT)


@dataclass(frozen=True, slots=True)
class Hits:
    """Hits of one line since the start, and of them those of the last `RECENT` ms."""

    total: int = 0
    recent: int = 0


@dataclass(frozen=True, slots=True)
class Dropped:
    """One entry of a firewall's log: at `at` a line stopped a flow of a call from `origin` at element `place`."""

    at: Millis
    place: str
    line: str
    verb: Verb
    flow: Flow
    origin: str


@dataclass(frozen=True, slots=True)
class _Stand:
    """One flow at one firewall: the rule that decides, and inspections that stop a share of what is lost in one way."""

    flow: Flow
    policy: str
    line: str
    stops: tuple[tuple[str, Outcome, float], ...]
    strips: tuple[tuple[str, int], ...]


class RuleHits:
    """Counts for one exercise; what belongs to one course of calls is worked out once."""

    def __init__(self, view: CallsView, scenario: Scenario, seed: int) -> None:
        self._view, self._network = view, scenario.network
        self._period = scenario.practice.keep_alive
        borders = {border.id: border.policy for border in scenario.network.borders()}
        pairs = Peering(scenario.network).pairs
        origins = {origin.id: seen_of(origin) for origin in scenario.network.origins()}
        self._watched = [(origins[who], peer, borders[peer]) for who, peer in pairs if who in origins]
        self._phase = {who: int(uniform(seed, "keep-alive", who) * self._period) for who in origins}
        self._courses: list[tuple[Course, str]] = []
        self._numbers: dict[tuple[int, str], int] = {}
        self._by_version: list[Rows] = []
        self._stands: dict[int, tuple[_Stand, ...]] = {}
        self._sieves: dict[int, tuple[Policy, Sieve]] = {}

    def count(self, recordings: Recordings, now: Millis) -> Mapping[str, Mapping[str, Hits]]:
        """Hits by policy and line; lines that decided about nothing are not there."""
        columns = recordings.columns
        calls = columns["way"] == EMERGENCY
        total = self._counted(recordings, np.flatnonzero(calls))
        recent = self._counted(recordings, np.flatnonzero(calls & (columns["started"] >= now - RECENT)))
        self._keep_alives(total, 0, now)
        self._keep_alives(recent, max(0, now - RECENT), now)
        found: dict[str, dict[str, Hits]] = {}
        for (policy, line), hits in total.items():
            found.setdefault(policy, {})[line] = Hits(round(hits), round(recent.get((policy, line), 0.0)))
        return found

    def log(self, recordings: Recordings, policy: str, most: int) -> tuple[Dropped, ...]:
        """The newest entries of a policy's log, newest first: what its lines that log have stopped."""
        columns = recordings.columns
        lost = np.isin(columns["outcome"], [OUTCOMES.index(outcome) for outcome in _TREATED])
        rows = np.flatnonzero(lost & (columns["way"] == EMERGENCY))[-LOG_ROWS:]
        found: list[Dropped] = []
        for row in rows[::-1].tolist():
            of = {
                name: int(columns[name][row]) for name in ("outcome", "version", "route", "astray", "started", "caller")
            }
            course = self._view.verdict(of["version"], of["route"], of["astray"]).course
            loss = _blamed(course, _TREATED[OUTCOMES[of["outcome"]]], of["caller"])
            if loss is None or loss.policy != policy or not _logs(course.network, loss):
                continue
            origin = self._view.origin_of(of["route"])
            for flow in loss.media or (Flow.INVITE,):
                found.append(Dropped(of["started"], loss.at, loss.rule, _verb(course.network, loss), flow, origin))
            if len(found) >= most:
                break
        return tuple(found[:most])

    def _counted(self, recordings: Recordings, rows: Rows) -> _Sums:
        """Hits of calls, in shares of calls. Calls of one course with one outcome are alike."""
        hits: _Sums = defaultdict(float)
        for course, outcomes in self._groups(recordings, rows):
            lost: Counter[Outcome] = Counter()
            talked = 0.0
            for (outcome, answered), count in outcomes.items():
                lost[outcome] += count
                talked += count if answered or outcome is Outcome.NO_AUDIO else 0
            reach = {Flow.INVITE: float(lost.total()), Flow.MEDIA_IN: talked, Flow.MEDIA_OUT: talked}
            for stand in self._at_gates(course):
                if stand.policy:
                    hits[stand.policy, stand.line] += reach[stand.flow]
                stopped = 0.0
                for name, outcome, share in stand.stops:
                    stopped += lost[outcome] * share
                    if stand.policy and name != stand.line:
                        hits[stand.policy, name] += lost[outcome] * share
                for name, permille in stand.strips:
                    hits[stand.policy, name] += reach[stand.flow] * permille / 1000
                reach[stand.flow] -= stopped
        return hits

    def _groups(self, recordings: Recordings, rows: Rows) -> Iterator[tuple[int, Counter[tuple[Outcome, bool]]]]:
        """Calls of each course by outcome and whether they were answered."""
        if not len(rows):
            return
        columns = recordings.columns
        while len(self._by_version) < self._view.version_count():
            self._by_version.append(self._numbered(len(self._by_version)))
        which = columns["route"][rows] + self._view.stream_count() * columns["astray"][rows]
        course = np.stack(self._by_version)[columns["version"][rows], which]
        answered = (columns["answered"][rows] >= 0).astype(np.int64)
        keys = (course * len(OUTCOMES) + columns["outcome"][rows]) * 2 + answered
        found: dict[int, Counter[tuple[Outcome, bool]]] = {}
        for key, count in zip(*(part.tolist() for part in np.unique(keys, return_counts=True)), strict=True):
            rest, talked = divmod(key, 2)
            number, outcome = divmod(rest, len(OUTCOMES))
            found.setdefault(number, Counter())[OUTCOMES[outcome], bool(talked)] += count
        yield from found.items()

    def _numbered(self, version: int) -> Rows:
        """The number of every stream's course under one compilation, then of its calls that are led elsewhere."""
        made = []
        streams = self._view.stream_count()
        for row in range(2 * streams):
            astray, stream = divmod(row, streams)
            course, origin = self._view.verdict(version, stream, astray).course, self._view.origin_of(stream)
            number = self._numbers.setdefault((id(course), origin), len(self._courses))
            if number == len(self._courses):
                self._courses.append((course, origin))
            made.append(number)
        return np.array(made, dtype=np.int64)

    def _at_gates(self, number: int) -> tuple[_Stand, ...]:
        known = self._stands.get(number)
        if known is None:
            course, origin = self._courses[number]
            element = self._network.elements[origin]
            assert isinstance(element, Originating)  # streams come from originating networks
            known = self._stands[number] = tuple(self._stand(course, seen_of(element)))
        return known

    def _stand(self, course: Course, seen: Traits) -> Iterator[_Stand]:
        for place in dict.fromkeys(verdict.at for verdict in course.flows):
            element = course.network.elements.get(place)
            policy = element.policy if isinstance(element, Border | Filter) else ""
            for flow in _CALL_FLOWS:
                verdict = next((v for v in course.flows if v.at == place and v.flow is flow), None)
                if verdict is None:
                    continue
                stops = tuple(_stops(course, place, flow))
                if not policy:
                    yield _Stand(flow, "", "", stops, ())
                    continue
                decision = self._decide(course.network.policies[policy], flow, seen, verdict.over or seen.transports[0])
                strips = tuple((line.name, line.permille) for line in decision.strips)
                yield _Stand(flow, policy, decision.line.name, stops, strips)

    def _decide(self, policy: Policy, flow: Flow, seen: Traits, over: Transport) -> Decision:
        kept = self._sieves.get(id(policy))
        if kept is None or kept[0] is not policy:
            kept = self._sieves[id(policy)] = (policy, Sieve(policy))
        return kept[1].decide(flow, seen, over)

    def _keep_alives(self, hits: _Sums, since: Millis, until: Millis) -> None:
        """Adds keep-alives of originating networks that reached a BCF from `since` on and before `until`."""
        versions = self._view.version_count() if self._period and self._view.stream_count() else 0
        for version in range(versions):
            begins = max(since, self._view.since(version))
            ends = min(until, self._view.since(version + 1)) if version + 1 < versions else until
            if begins >= ends:
                continue
            network = self._view.verdict(version, 0).course.network
            for seen, border, policy in self._watched:
                if not network.is_up(seen.source) or not network.is_up(border):
                    continue
                enforced = network.policies[policy]
                tried = [self._decide(enforced, Flow.OPTIONS, seen, over) for over in seen.transports]
                best = next((decision for decision in tried if decision.main.passes), tried[0])
                phase = self._phase[seen.source]
                sent = (ends - 1 - phase) // self._period - (begins - 1 - phase) // self._period
                hits[policy, best.main.name] += sent


def _stops(course: Course, place: str, flow: Flow) -> Iterator[tuple[str, Outcome, float]]:
    """Lines that stop a flow at a place, each with its share of what is lost in that way on the whole course."""
    for loss in course.losses:
        mine = flow in loss.media if flow in MEDIA else loss.treatment is not Treatment.NO_AUDIO
        if loss.at == place and mine:
            alike = sum(other.permille for other in course.losses if other.treatment is loss.treatment)
            yield loss.rule, _LOST[loss.treatment], loss.permille / alike


def _blamed(course: Course, treatment: Treatment, caller: int) -> Loss | None:
    """The cause that a lost call is put down to: of several alike by a fixed draw of their shares."""
    alike = [loss for loss in course.losses if loss.treatment is treatment]
    drawn = uniform(caller, "log") * sum(loss.permille for loss in alike) if len(alike) > 1 else 0.0
    for loss in alike:
        if drawn < loss.permille:
            return loss
        drawn -= loss.permille
    return None


def _logs(network: Network, loss: Loss) -> bool:
    """Whether what this line stops shows in the log: a rule says so itself, an inspection always logs."""
    policy = network.policies.get(loss.policy)
    if policy is None:
        return False
    rule = next((rule for rule in policy.rules if rule.id == loss.rule), None)
    return rule.log if rule is not None else any(item.id == loss.rule for item in policy.inspections)


def _verb(network: Network, loss: Loss) -> Verb:
    policy = network.policies[loss.policy]
    lines = {rule.id: rule.verb for rule in policy.rules} | {item.id: item.verb for item in policy.inspections}
    return lines.get(loss.rule, policy.default)
