"""What calls of one network share that enter at one place and pass the same gates: flows, queries and what is lost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from hotwash.analysis.passage import INSIDE, Gates, Loss, losses, stripped, taken
from hotwash.analysis.queries import Answers, Queries
from hotwash.analysis.routes import Way, along
from hotwash.analysis.rules import REFUSED, FlowVerdict
from hotwash.domain.elements import Border
from hotwash.domain.firewall import Flow, LocationBy, Traits, Transport, Verb
from hotwash.domain.network import Network
from hotwash.domain.sentences import say, term

NAMES = term("name look-up")
"""Stands in place of a line where a next hop cannot be found."""


class Blind(StrEnum):
    """Why calls have no location."""

    NOT = ""
    LEGACY = term("because they enter without one")
    CARRY_NONE = term("because the calls carry none")
    TAKEN = term("because a firewall takes it away")
    NO_LIS = term("because no LIS answers")
    NO_ANSWER = term("because no location query is answered")


@dataclass(frozen=True, slots=True)
class Course:
    """The common part of many verdicts. `border` is empty for calls that enter elsewhere.

    `blind` is the share of delivered calls without a location, in thousandths, `why_blind` the reason; `astray` is the
    share that is routed by a default location, for want of its own at a routing proxy. `delay` is what queries without
    an answer add on average, in ms; `astray_delay` what they add for that share, `told_delay` for the others. `over` is
    what SIP runs over outside, `fallback` whether that is not the first choice, `text` whether they are text calls.
    """

    network: Network = field(compare=False, repr=False)
    border: str
    flows: tuple[FlowVerdict, ...] = ()
    queries: tuple[FlowVerdict, ...] = ()
    losses: tuple[Loss, ...] = ()
    blind: int = 0
    why_blind: Blind = Blind.NOT
    astray: int = 0
    delay: int = 0
    astray_delay: int = 0
    told_delay: int = 0
    over: Transport = Transport.TLS
    fallback: bool = False
    text: bool = False
    main: Loss | None = field(init=False)
    """The loss that takes most calls; the first of several alike. None where every call is delivered."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "main", max(self.losses, key=lambda loss: loss.permille, default=None))


class Courses:
    """Works out courses on one network and keeps them."""

    def __init__(self, network: Network, gates: Gates, queries: Queries) -> None:
        self._network = network
        self._gates = gates
        self._queries = queries
        self._known: dict[tuple[object, ...], Course] = {}
        self._alike: dict[tuple[object, ...], int] = {}
        self._numbers: dict[tuple[str, ...], int] = {}
        self._strays: dict[tuple[int, Blind, int], Course] = {}
        self._told: dict[int, Course] = {}

    def of(self, seen: Traits, there: Way, onward: Way, *, legacy: bool, last: Loss | None = None) -> Course:
        """The course of calls along two parts of a way; `last` is a refusal that awaits all who get to its end.

        `legacy` says that they enter without a BCF, or at one that they were not meant for, and without a location.
        """
        key = (seen.source, there.elements, self.alike(onward), legacy, last)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._course(seen, there, onward, legacy=legacy, last=last)
        return known

    def astray(self, course: Course, meant: Course) -> Course:
        """That of the calls alone which come along a course for want of a location: none of them has one.

        They lost it, and their time, on the course that was `meant` for them.
        """
        why, delay = meant.why_blind, meant.astray_delay
        key = (id(course), why, delay)
        known = self._strays.get(key)
        if known is None:
            known = self._strays[key] = replace(course, blind=1000, why_blind=why, astray=1000, delay=delay)
        return known

    def told(self, course: Course) -> Course:
        """The same course of the others, where calls that are routed by a default location go another way."""
        known = self._told.get(id(course))
        if known is None:
            known = self._told[id(course)] = replace(course, delay=course.told_delay)
        return known

    def alike(self, onward: Way) -> int:
        """A number that ways from one entry have in common which pass the same gates and the same proxies."""
        known = self._numbers.get(onward.elements)
        if known is None:
            key = (onward.elements[0], self._gates.on(onward), self._early(onward), onward.proxies)
            known = self._numbers[onward.elements] = self._alike.setdefault(key, len(self._alike))
        return known

    def _course(self, seen: Traits, there: Way, onward: Way, *, legacy: bool, last: Loss | None) -> Course:
        entry = there.elements[-1]
        if legacy:
            seen = replace(seen, location=LocationBy.NONE)
        outside = self._gates.leg(seen, seen.transports, self._gates.on(there))
        within = tuple(place for place in self._gates.on(onward) if place != entry)
        inside = self._gates.leg(seen, INSIDE, within)
        early = () if there.asking else self._early(onward)
        before = stripped((*outside.flows, *(flow for flow in inside.flows if flow.at in early)))
        after = stripped(flow for flow in inside.flows if flow.at not in early)
        whole = there.then(onward)
        answers = self._queries.on(whole, seen)
        flows = outside.flows + inside.flows
        lost = self._lost(flows, whole, answers)
        if last is not None:
            left = taken(1000 - sum(loss.permille for loss in lost), last.permille)
            lost = (*lost, replace(last, permille=left)) if left else lost
        blind, astray, why = _blind(seen, before, after, answers, legacy=legacy, asks=bool(whole.asking))
        border = entry if isinstance(self._network.elements[entry], Border) else ""
        return Course(
            self._network,
            border,
            flows,
            answers.verdicts,
            lost,
            blind,
            why,
            astray,
            answers.delay,
            _astray_delay(answers, before, astray),
            answers.told_delay,
            outside.over,
            outside.fallback,
            seen.text,
        )

    def _early(self, onward: Way) -> tuple[str, ...]:
        """Gates behind where calls enter that they meet before anybody asks by their location."""
        gates = self._gates.on(onward)
        if not onward.asking or gates in ((), onward.elements[:1]):
            return ()
        met = along(onward)
        first = met.index(onward.asking[0])
        return tuple(place for place in gates if 0 < met.index(place) < first)

    def _lost(self, flows: tuple[FlowVerdict, ...], way: Way, answers: Answers) -> tuple[Loss, ...]:
        """A next hop whose name doesn't resolve refuses what has come so far."""
        if not answers.unresolved:
            return losses(flows)
        order = along(way)
        met = frozenset(order[: order.index(answers.unresolved) + 1])
        query = next(v for v in answers.verdicts if v.flow is Flow.DNS and v.at == answers.unresolved and not v.passed)
        first = [flow for flow in flows if flow.flow is Flow.INVITE and flow.at in met]
        later = [flow for flow in flows if flow not in first]
        name = self._network.elements[query.at].name
        stop = replace(
            query,
            flow=Flow.INVITE,
            policy="",
            rule=NAMES,
            code=REFUSED,
            verb=Verb.REJECT,
            sentence=say("{name} cannot find its next hop, because no name server answers.", name=name),
        )
        return losses((*first, stop, *later))


def _blind(
    seen: Traits, before: int, after: int, answers: Answers, *, legacy: bool, asks: bool
) -> tuple[int, int, Blind]:
    """Share of calls without a location, the share that is routed by a default one, and why.

    `before` and `after` are the shares whose location firewalls take before anybody asks by it, and after that.
    """
    if legacy:
        return 1000, 0, Blind.LEGACY
    if seen.location is LocationBy.NONE:
        return 1000, 1000 if asks else 0, Blind.CARRY_NONE
    asked = taken(1000 - before, answers.blind)
    lost = before + asked
    blind = lost + taken(1000 - lost, after)
    if not blind:
        return 0, 0, Blind.NOT
    if before or not asked:
        why = Blind.TAKEN
    elif answers.silent is Flow.HELD:
        why = Blind.NO_LIS
    else:
        why = Blind.NO_ANSWER
    return blind, lost if asks else 0, why


def _astray_delay(answers: Answers, before: int, astray: int) -> int:
    """Mean time in ms of unanswered queries for calls routed by a default location.

    Those whose location was taken `before` meet them as any call does; the others are those without an answer.
    """
    if astray in (0, 1000):
        return answers.delay
    return (answers.delay * before + answers.blind_delay * (astray - before)) // astray
