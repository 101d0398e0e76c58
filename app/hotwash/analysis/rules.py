"""One flow against one firewall: which line decides, and the smallest change that would let it pass."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from hotwash.domain.elements import Originating
from hotwash.domain.firewall import FROM_ZONE, Flow, Inspection, Policy, Rule, Service, Traits, Transport, Verb, Zone
from hotwash.domain.impairment import Inspected, RuleFirst, RuleMissing
from hotwash.domain.sentences import Sentence, say, term

REFUSED = 503
"""SIP code of a line that refuses and names none (RFC 3261: Service Unavailable)."""


@dataclass(frozen=True, slots=True)
class FlowVerdict:
    """What happens to one flow at one place. `permille` is the share of calls it happens to.

    `policy` and `rule` are empty where no firewall decides (a LoST query inside the ESInet); `policy` alone is empty
    where something is imposed on an element or link. `code` is the SIP answer of a line that refuses. `over` is what
    SIP runs over there. `strips_permille` is the share of calls that pass without their location.
    """

    flow: Flow
    passed: bool
    at: str
    policy: str
    rule: str
    verb: Verb
    permille: int
    direction: str
    would_pass_if: str
    sentence: str
    code: int = 0
    over: Transport | None = None
    strips_permille: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """The line that decides: `default` and `bypass` are names too. `permille` is the share of calls it decides for."""

    name: str
    verb: Verb
    permille: int = 1000
    note: str = ""
    logged: bool = False
    code: int = 0
    """SIP code of an inspection that refuses; 0 is REFUSED."""

    @property
    def passes(self) -> bool:
        """Whether it lets the flow through."""
        return self.verb is Verb.ALLOW

    @property
    def answer(self) -> int:
        """SIP code that the sender gets; 0 where it gets none."""
        return (self.code or REFUSED) if self.verb is Verb.REJECT else 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What a firewall does to a flow: the deciding rule, then every inspection that stops a share of what it lets by.

    Each inspection sees only what those before it have left, so shares multiply.
    """

    line: Line
    stops: tuple[Line, ...]
    strips: tuple[Line, ...] = ()

    @property
    def main(self) -> Line:
        """The line that is named first."""
        return self.stops[0] if self.stops else self.line


class Sieve:
    """One policy, asked for many flows: its lines are sorted out once for each kind of flow."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._members = {group.id: group.members for group in policy.groups}
        self._lines: dict[tuple[Flow, Transport, bool], list[tuple[Rule, frozenset[str] | None]]] = {}
        self._known: dict[tuple[Flow, Traits, Transport], Decision] = {}

    def decide(self, flow: Flow, seen: Traits, over: Transport) -> Decision:
        """What becomes of a flow of such calls."""
        key = (flow, seen, over)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._decide(flow, seen, over)
        return known

    def passes_without(self, flow: Flow, seen: Traits, over: Transport, line: str) -> bool:
        """Whether the flow would pass if the lines and inspections of one name were taken out."""
        rule = next((rule for rule in self._matching(flow, seen, over) if rule.id != line), None)
        verb = self.policy.default if rule is None else rule.verb
        if verb is not Verb.ALLOW:
            return False
        left = (item for item in self.policy.stopping if item.id != line)
        return not any(item.verb is not Verb.ALLOW for item in _concerned(left, flow, seen, over, self.policy))

    def first(self, flow: Flow, seen: Traits, over: Transport) -> str:
        """Name of the first line that matches, `default` where none does; a bypass doesn't matter."""
        rule = next(self._matching(flow, seen, over), None)
        return "default" if rule is None else rule.id

    def _decide(self, flow: Flow, seen: Traits, over: Transport) -> Decision:
        if self.policy.bypassed:
            return Decision(Line("bypass", Verb.ALLOW), ())
        rule = next(self._matching(flow, seen, over), None)
        line = Line("default", self.policy.default) if rule is None else _line(rule)
        if not line.passes:
            return Decision(line, (line,))
        concerned = _concerned(self.policy.stopping, flow, seen, over, self.policy)
        return inspected(tuple(concerned), line)

    def _matching(self, flow: Flow, seen: Traits, over: Transport) -> Iterator[Rule]:
        """Matching lines from the first on, as far as the second that takes any source."""
        for rule, sources in self._sorted(flow, over, text=seen.text):
            if sources is None or seen.source in sources:
                yield rule

    def _sorted(self, flow: Flow, over: Transport, *, text: bool) -> list[tuple[Rule, frozenset[str] | None]]:
        key = (flow, over, text)
        known = self._lines.get(key)
        if known is None:
            known = self._lines[key] = []
            catch_all: set[str] = set()
            for rule in self.policy.rules:
                if not rule.applies(flow, over, text=text):
                    continue
                known.append((rule, self._sources(rule)))
                if not rule.sources:
                    catch_all.add(rule.id)
                    if len(catch_all) == 2:
                        break
        return known

    def _sources(self, rule: Rule) -> frozenset[str] | None:
        if not rule.sources:
            return None
        grouped = (member for source in rule.sources for member in self._members.get(source, ()))
        return frozenset((*rule.sources, *grouped))


def inspected(inspections: tuple[Inspection, ...], line: Line) -> Decision:
    """What inspections do to a flow that `line` has let by."""
    stops = tuple(
        Line(item.id, item.verb, item.permille, item.note, logged=True, code=item.code)
        for item in inspections
        if item.verb is not Verb.ALLOW and not item.strips_location
    )
    strips = tuple(
        Line(item.id, Verb.ALLOW, item.permille, item.note, logged=True) for item in inspections if item.strips_location
    )
    return Decision(line, stops, strips)


@dataclass(frozen=True, slots=True)
class Gate:
    """A place on the way that may stop a flow: what enforces a policy, or something that is imposed there.

    `sieve` is None where no policy stands; `imposed` works behind it, and no bypass lifts it.
    """

    at: str
    name: str
    sieve: Sieve | None = None
    imposed: tuple[Inspection, ...] = field(default=())

    def judge(self, flow: Flow, seen: Traits, over: Transport, *, fallback: bool = False) -> tuple[FlowVerdict, ...]:
        """One verdict where the flow passes whole, else one for each line that stops some or all of it.

        `fallback` says that SIP runs over another transport than the first choice, which the sentence then names.
        """
        found: list[FlowVerdict] = []
        told = _Telling(self, flow, seen, over, fallback=fallback)
        if self.sieve is not None:
            decision = self.sieve.decide(flow, seen, over)
            found += told.of(decision, self.sieve)
            if not decision.line.passes:
                return tuple(found)
        concerned = tuple(item for item in self.imposed if item.concerns(flow, seen, over))
        if concerned:
            found += told.of(inspected(concerned, Line("", Verb.ALLOW)), None)
        notable = [verdict for verdict in found if not verdict.passed or verdict.strips_permille]
        return tuple(notable or found[:1])


def decide(policy: Policy, flow: Flow, source: Traits | str) -> Line:
    """The line of a policy that decides on a flow of such calls; a text stands for an ordinary network of that id."""
    seen = _seen(source)
    return Sieve(policy).decide(flow, seen, seen.transports[0]).main


def judge_flow(policy: Policy, flow: Flow, source: Traits | str, *, at: str, at_name: str) -> FlowVerdict:
    """The verdict with its words; `at` is the element that enforces the policy."""
    seen = _seen(source)
    return Gate(at, at_name, Sieve(policy)).judge(flow, seen, seen.transports[0])[0]


def seen_of(origin: Originating) -> Traits:
    """What firewalls see of its calls; one that names no transport uses TLS."""
    seen = origin.traits()
    return seen if seen.transports else replace(seen, transports=(Transport.TLS,))


def _seen(source: Traits | str) -> Traits:
    return Traits(source) if isinstance(source, str) else source


def _concerned(
    inspections: Iterator[Inspection] | tuple[Inspection, ...],
    flow: Flow,
    seen: Traits,
    over: Transport,
    policy: Policy,
) -> Iterator[Inspection]:
    return (item for item in inspections if item.concerns(flow, seen, over, policy.groups))


def _line(rule: Rule) -> Line:
    return Line(rule.id, rule.verb, note=rule.note, logged=rule.log)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Puts a decision of one gate on one flow into verdicts with words."""

    gate: Gate
    flow: Flow
    seen: Traits
    over: Transport
    fallback: bool

    def of(self, decision: Decision, sieve: Sieve | None) -> list[FlowVerdict]:
        stops = [self._verdict(line, sieve) for line in decision.stops]
        strips = [self._verdict(line, sieve, strips=True) for line in decision.strips]
        return [*stops, *strips] or [self._verdict(decision.line, sieve)]

    def _verdict(self, line: Line, sieve: Sieve | None, *, strips: bool = False) -> FlowVerdict:
        inward = FROM_ZONE[self.flow] is Zone.OUTSIDE
        direction = term("from the caller") if inward else term("to the caller")
        remedy = "" if line.passes else self._would_pass(line, sieve)
        return FlowVerdict(
            self.flow,
            line.passes,
            self.gate.at,
            "" if sieve is None else sieve.policy.id,
            line.name,
            line.verb,
            line.permille,
            direction,
            remedy,
            self._sentence(line, direction, remedy, strips=strips),
            line.answer,
            self.over,
            line.permille if strips else 0,
        )

    def _would_pass(self, line: Line, sieve: Sieve | None) -> str:
        """The smallest single edit after which the flow passes, found by trying it."""
        if sieve is None:
            return say("'{line}' were ended there", line=line.name)
        if line.name != "default" and sieve.passes_without(self.flow, self.seen, self.over, line.name):
            return say("line '{line}' were taken out", line=line.name)
        return say("a line that allows {flow} stood first", flow=Sentence(self.flow.value))

    def _sentence(self, line: Line, direction: str, remedy: str, *, strips: bool) -> str:
        flow = Sentence(self.flow.value)
        what = say("{flow} over {transport}", flow=flow, transport=self.over.value) if self.fallback else flow
        values: dict[str, object] = {"flow": what, "direction": direction, "at_name": self.gate.name}
        values["share"] = "" if line.permille == 1000 else say(" in {percent:g} % of calls", percent=line.permille / 10)
        values["which"] = say("the bypass") if line.name == "bypass" else line_words(line.name)
        if strips:
            return say("{flow} {direction} passes {at_name}, but {which} takes its location away{share}.", **values)
        if line.passes:
            if not line.name:
                return say("{flow} {direction} passes {at_name}.", **values)
            return say("{flow} {direction} passes {at_name} by {which}.", **values)
        values["note"] = say(", which {note}", note=line.note) if line.note else ""
        values["remedy"] = remedy
        if line.verb is Verb.DENY:
            return say(
                "{at_name} drops {flow} {direction}{share} by {which}{note}; it would pass if {remedy}.", **values
            )
        return say("{at_name} refuses {flow} {direction}{share} by {which}{note}; it would pass if {remedy}.", **values)


def laid_line(change: object) -> str:
    """Name of the line by which an overlay decides about flows; empty where it puts none."""
    match change:
        case RuleFirst(rule):
            return rule.id
        case Inspected(inspection):
            return inspection.id
        case RuleMissing():
            return "default"
        case _:
            return ""


def line_words(name: str) -> str:
    """A line of a policy as a sentence names it."""
    return say("the default rule") if name == "default" else say("line '{line}'", line=name)


def shadowed(policy: Policy) -> tuple[tuple[Rule, Rule], ...]:
    """Lines that can never match, each with the earlier line that takes everything from them."""
    members = {group.id: group.members for group in policy.groups}
    found = []
    wide: list[tuple[int, Rule, frozenset[str]]] = []
    naming: dict[str, list[tuple[int, Rule, frozenset[str]]]] = {}
    for number, rule in enumerate(policy.rules):
        own = _reach(rule, members)
        narrow = min((naming.get(source, []) for source in own), key=len, default=[])
        earlier = [item for item in (*wide, *narrow) if _covers(item[1], item[2], rule, own)]
        if earlier:
            found.append((rule, min(earlier, key=lambda item: item[0])[1]))
        elif rule.sources:
            for source in own:
                naming.setdefault(source, []).append((number, rule, own))
        else:
            wide.append((number, rule, own))
    return tuple(found)


def unmatched(policy: Policy, seen: Collection[Traits]) -> tuple[Rule, ...]:
    """Lines that decide about no flow of any of these networks, over any transport, though nothing covers them whole.

    A line for any service of any source is meant for what nobody foresees, and is not among them.
    """
    sieve = Sieve(policy)
    deciding = {
        sieve.first(flow, traits, over) for flow in Flow for traits in seen for over in {*traits.transports, *Transport}
    }
    covered = {rule.id for rule, _ in shadowed(policy)}
    return tuple(
        rule
        for rule in policy.rules
        if rule.id not in deciding and rule.id not in covered and (rule.sources or Service.ANY not in rule.services)
    )


def _reach(rule: Rule, members: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """Every source that a line takes, with the members of groups in place of the groups."""
    return frozenset(member for source in rule.sources for member in members.get(source, (source,)))


def _covers(earlier: Rule, theirs: frozenset[str], later: Rule, own: frozenset[str]) -> bool:
    if earlier.sources and not (later.sources and own <= theirs):
        return False
    if earlier.from_zone not in (Zone.ANY, later.from_zone):
        return False
    if earlier.transports and not (later.transports and set(later.transports) <= set(earlier.transports)):
        return False
    return "any" in earlier.services or ("any" not in later.services and set(later.services) <= set(earlier.services))
