"""Whose overlay lost an attempt: read from verdicts, live overlays and the cuts that were made; judges no call."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from hotwash.analysis.passage import taken
from hotwash.analysis.rules import seen_of
from hotwash.analysis.verdict import CallVerdict, Treatment, causes
from hotwash.domain.elements import Border, Filter
from hotwash.domain.firewall import Flow, Group, Inspection, Traits, Transport, Verb
from hotwash.domain.impairment import (
    EVERYWHERE,
    AlertOnly,
    Change,
    Diverted,
    ElementDown,
    Flooded,
    IdleAged,
    Impairment,
    Inspected,
    LinkDown,
    Loss,
    PeerUnreachable,
    PolicyDead,
    QueueStateSet,
    RateLimited,
    Rerouted,
    RuleFirst,
    RuleMissing,
    ServiceStateSet,
    SessionLimited,
    Surged,
    WrongNumber,
)
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome, Way
from hotwash.domain.time import Millis

ELSEWHERE = -1
"""Number that stands for calls that were cut elsewhere than at a border."""
NETWORK = "network"
"""Cause of what no live overlay accounts for: the author's own lines, limits and gaps."""
PSAP = "psap"
"""Cause of what a PSAP could not take while nothing had more people call: no room, no free line, nobody in time."""
ACT = "act:"
"""What the cause of an act begins with; a fault is a cause by its id."""

_LOST = {Treatment.SILENT: Outcome.SILENT, Treatment.REJECT: Outcome.REJECTED, Treatment.NO_AUDIO: Outcome.NO_AUDIO}
_OVER = {Loss.SILENT: Outcome.SILENT, Loss.REJECTED: Outcome.REJECTED, Loss.NO_AUDIO: Outcome.NO_AUDIO}
_AWAY = (ElementDown, LinkDown, PeerUnreachable, ServiceStateSet, QueueStateSet, PolicyDead, Diverted, Rerouted)
"""Changes that take a way out of use, or lead calls another way."""

Owned = tuple[str, Impairment]
"""A live overlay with the cause that its owner is counted under."""


def cause_of(script: str) -> str:
    """The cause that a script's key stands for: a fault by its id, an act by its id behind `ACT`.

    What the network does by itself (keep-alives, pairs) follows from something else; see `Losses`.
    """
    kind, _, rest = script.partition(":")
    if kind == "act":
        return ACT + rest.rpartition(":")[0]
    return rest if kind == "fault" else NETWORK


@dataclass(frozen=True, slots=True)
class Blame:
    """By stream, under one version of the network, and once more for each stream's calls that are led elsewhere for
    want of a location, where there are such: who loses a call that the network judges lost and who loses one by a
    limit, each by outcome, whose wrong number a caller dials, and who has PSAPs crowded (empty for nobody)."""

    judged: tuple[tuple[tuple[Outcome, str], ...], ...]
    limited: tuple[tuple[tuple[Outcome, str], ...], ...]
    misled: tuple[str, ...]
    crowded: tuple[str, ...]
    alerted: tuple[int, ...]
    """Share of calls, in thousandths, that intrusion prevention would have stopped if it did not only report."""


class Losses:
    """Keeps who was to blame under each version, and who cut which calls."""

    def __init__(self, network: Network, usual: Sequence[CallVerdict]) -> None:
        """`usual` are the verdicts by stream before anything is laid."""
        self._network = network
        self._usual = tuple(usual)
        self._origins = {origin.id: origin for origin in network.origins()}
        self._region = {psap.id: psap.region for psap in network.psaps()}
        self._versions: list[tuple[Blame, tuple[CallVerdict, ...]]] = []
        self._cuts: list[tuple[Millis, int, str]] = []
        self._follows: dict[str, str] = {}
        """For each live overlay of the network's own (keep-alives, pairs) the cause that it follows from."""
        self.add_version(self.blame((), usual), usual)

    def blame(self, laid: Sequence[Owned], verdicts: Sequence[CallVerdict]) -> Blame:
        """Who is to blame now, for every stream."""
        usual = self._usual
        if any(verdict.astray is not None for verdict in verdicts):
            usual, verdicts = usual * 2, (*verdicts, *(verdict.astray or verdict for verdict in verdicts))
        laid = self._followed(laid, verdicts)
        limits = [owned for owned in laid if isinstance(owned[1].change, SessionLimited | RateLimited | IdleAged)]
        wrong = [(owner, one.target) for owner, one in laid if isinstance(one.change, WrongNumber)]
        return Blame(
            judged=_all_judged(laid, usual, verdicts),
            limited=tuple(self._limited(limits, verdict) if limits else () for verdict in verdicts),
            misled=tuple(self._misled(wrong, verdict.home) for verdict in verdicts),
            crowded=self._crowded(laid, verdicts),
            alerted=self._alerted(laid, verdicts),
        )

    def _alerted(self, laid: Sequence[Owned], verdicts: Sequence[CallVerdict]) -> tuple[int, ...]:
        """What the signatures of every policy on the way would take that only report now."""
        watched: dict[str, list[Inspection]] = {}
        for _, one in laid:
            if isinstance(one.change, AlertOnly):
                own = self._network.policies[one.target].inspections
                others = [o.change for _, o in laid if o.target == one.target]
                added = [other.inspection for other in others if isinstance(other, Inspected)]
                signatures = [check for check in (*own, *added) if check.signature]
                watched[one.target] = [*watched.get(one.target, ()), *one.change.inspections, *signatures]
        known: dict[tuple[str, Transport, tuple[str, ...]], int] = {}
        found = []
        for verdict in verdicts if watched else ():
            walls = [self._network.elements[place] for place in verdict.path]
            met = tuple(one.policy for one in walls if isinstance(one, Border | Filter) and one.policy in watched)
            key = (verdict.origin, verdict.transport, met)
            if key not in known:
                policies = self._network.policies
                checks = [(check, policies[policy].groups) for policy in met for check in watched[policy]]
                known[key] = _stopped(checks, seen_of(self._origins[verdict.origin]), verdict.transport)
            found.append(known[key])
        return tuple(found) or (0,) * len(verdicts)

    def _crowded(self, laid: Sequence[Owned], verdicts: Sequence[CallVerdict]) -> tuple[str, ...]:
        """Who sends more calls than usual from the network or the region of each stream: the first that was laid."""
        more = [(owner, one) for owner, one in laid if isinstance(one.change, Surged | Flooded) and one.change.permille]
        if not more:
            return ("",) * len(verdicts)
        found = []
        for verdict in verdicts:
            there = (EVERYWHERE, self._region.get(verdict.home, ""), verdict.origin)
            found.append(next((owner for owner, one in more if one.target in there), ""))
        return tuple(found)

    def _followed(self, laid: Sequence[Owned], verdicts: Sequence[CallVerdict]) -> list[Owned]:
        """The overlays, those of the network's own under what they followed from, as long as they lie."""
        others = [(owner, one) for owner, one in laid if owner != NETWORK]
        own = {one.key: one for owner, one in laid if owner == NETWORK}
        self._follows = {key: cause for key, cause in self._follows.items() if key in own}
        for key, one in own.items():
            if key not in self._follows:
                self._follows[key] = _stops_keep_alives(others, verdicts) or self._behind(one, others)
        return [(self._follows.get(one.key, owner), one) for owner, one in laid]

    def _behind(self, own: Impairment, others: Sequence[Owned]) -> str:
        """Whose overlay lies on what is watched, or on its policy; else the newest one."""
        place = own.change.peer if isinstance(own.change, PeerUnreachable) else own.target
        element = self._network.elements.get(place)
        policy = element.policy if isinstance(element, Border) else ""
        hit = (owner for owner, one in others if one.target and one.target in (place, policy))
        return next(hit, others[-1][0] if others else NETWORK)

    @property
    def newest(self) -> Blame:
        """Who is to blame under the newest version."""
        return self._versions[-1][0]

    def add_version(self, blame: Blame, verdicts: Sequence[CallVerdict]) -> None:
        """Note who is to blame under one more version, in step with the verdicts that calls are stamped with."""
        self._versions.append((blame, tuple(verdicts)))

    def alerted(self, version: int, stream: int) -> int:
        """Share of a stream's calls, in thousandths, that only an alert was raised for under a version."""
        return self._versions[version][0].alerted[stream]

    def cut(self, at: Millis, border: int, script: str) -> None:
        """Calls through a border (its number; -1 for calls elsewhere) were cut at this instant."""
        self._cuts.append((at, border, cause_of(script)))

    def cause(
        self, outcome: Outcome, way: Way, version: int, stream: int, border: int, ended: Millis, *, astray: int = 0
    ) -> str:
        """What a failed attempt is counted under. One that several things would have lost counts for the first on
        its way. `astray` is 1 where it was led elsewhere for want of a location."""
        if outcome is Outcome.DROPPED:
            return self._cutter(ended, border)
        blame, _ = self._versions[version]
        stream += astray * len(self._usual)
        if outcome in (Outcome.BUSY, Outcome.ABANDONED):
            return (blame.crowded[stream] if way is Way.NINE_ONE_ONE else "") or PSAP
        if outcome is Outcome.WRONG_PLACE:
            return blame.misled[stream]
        if way is not Way.NINE_ONE_ONE:
            return NETWORK
        return dict(blame.judged[stream]).get(outcome) or dict(blame.limited[stream]).get(outcome, NETWORK)

    def _cutter(self, ended: Millis, border: int) -> str:
        first = bisect_left(self._cuts, ended, key=lambda cut: cut[0])
        here = [cut for cut in self._cuts[first:] if cut[0] == ended]
        exact = next((owner for _, number, owner in here if number == border), None)
        return exact or next((owner for _, _, owner in here), NETWORK)

    def _limited(self, laid: Sequence[Owned], verdict: CallVerdict) -> tuple[tuple[Outcome, str], ...]:
        """The first limit on the way, for each outcome that a limit gives."""
        found: dict[Outcome, str] = {}
        for place in self._places(verdict):
            for owner, one in laid:
                if one.target == place:
                    found.setdefault(_OVER[getattr(one.change, "over", Loss.SILENT)], owner)
        return tuple(found.items())

    def _places(self, verdict: CallVerdict) -> list[str]:
        """Elements, their policies and links in the order in which the call meets them."""
        places = []
        for place in _along(verdict):
            places.append(place)
            element = self._network.elements.get(place)
            if isinstance(element, Border):
                places.append(element.policy)
        return places

    def _misled(self, wrong: Sequence[tuple[str, str]], home: str) -> str:
        region = self._region.get(home, "")
        return next((owner for owner, target in wrong if target in (EVERYWHERE, region, home)), NETWORK)


def _all_judged(
    laid: Sequence[Owned], usual: Sequence[CallVerdict], verdicts: Sequence[CallVerdict]
) -> tuple[tuple[tuple[Outcome, str], ...], ...]:
    """Stream by stream; the lines that lose calls of one course are looked for once."""
    by_line: dict[int, dict[Outcome, str]] = {}
    judged: list[tuple[tuple[Outcome, str], ...]] = []
    for was, verdict in zip(usual, verdicts, strict=True):
        if not verdict.course.losses:
            judged.append(())
            continue
        owners = by_line.get(id(verdict.course))
        if owners is None:
            owners = by_line[id(verdict.course)] = _by_line(laid, verdict)
        judged.append(tuple((outcome, owner or _unlined(laid, was, verdict)) for outcome, owner in owners.items()))
    return tuple(judged)


def _by_line(laid: Sequence[Owned], verdict: CallVerdict) -> dict[Outcome, str]:
    """For each outcome that the network gives such calls, who laid the line; of several causes the first on the way."""
    found: dict[Outcome, str] = {}
    lines = {outcome: places for treatment, _, places in causes(verdict) if (outcome := _LOST.get(treatment))}
    for loss in verdict.course.losses:
        outcome = _LOST[loss.treatment]
        if outcome not in found:
            found[outcome] = _owner(laid, lines.get(outcome, frozenset()))
    return found


def _owner(laid: Sequence[Owned], lines: frozenset[tuple[str, str]]) -> str:
    """Who laid one of these lines; empty where they are the author's own."""
    return next((owner for owner, one in laid if (one.target, _line(one.change) or "") in lines), "")


def _stops_keep_alives(laid: Sequence[Owned], verdicts: Sequence[CallVerdict]) -> str:
    """Whose line stops OPTIONS on the way of any call; empty where none does."""
    courses = {id(verdict.course): verdict for verdict in verdicts}
    stopped = frozenset(
        (flow.policy or flow.at, flow.rule)
        for verdict in courses.values()
        for flow in verdict.flows
        if flow.flow is Flow.OPTIONS and not flow.passed
    )
    return _owner(laid, stopped)


def _unlined(laid: Sequence[Owned], usual: CallVerdict, verdict: CallVerdict) -> str:
    """Who is to blame where no line that was laid loses the call: a line or a way was taken out of use."""
    if usual.course.losses:
        return NETWORK
    policies = {flow.policy for flow in verdict.flows if not flow.passed}
    missing = (o for o, one in laid if isinstance(one.change, RuleMissing) and one.target in policies)
    return next(missing, "") or _out_of_use(laid, usual)


def _stopped(checks: Sequence[tuple[Inspection, tuple[Group, ...]]], seen: Traits, over: Transport) -> int:
    """Share of calls that some checks stop together, given with the address groups that they may name; each sees what
    those before it have left."""
    left = 1000
    for check, groups in dict.fromkeys(checks):
        stops = check.verb is not Verb.ALLOW and not check.strips_location
        if stops and check.concerns(Flow.INVITE, seen, over, groups):
            left -= taken(left, check.permille)
    return 1000 - left


def _along(verdict: CallVerdict) -> list[str]:
    pairs = zip_longest(verdict.path, verdict.links, fillvalue="")
    return [place for place in chain.from_iterable(pairs) if place]


def _out_of_use(laid: Sequence[Owned], usual: CallVerdict) -> str:
    """Who took the usual way out of use: the first along it, else the first laid anywhere."""
    away = [(owner, one.target) for owner, one in laid if isinstance(one.change, _AWAY)]
    for place in (*_along(usual), usual.home):
        for owner, target in away:
            if target == place:
                return owner
    return next((owner for owner, _ in away), NETWORK)


def _line(change: Change) -> str | None:
    match change:
        case RuleFirst(rule):
            return rule.id
        case Inspected(inspection):
            return inspection.id
        case RuleMissing():
            return "default"
        case _:
            return None
