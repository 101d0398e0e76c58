"""Policy routing (PRF): which rule of a PSAP's policy fires now, and where its calls go; asks others about ways.

Rules, states and names are those of NENA-STA-010.3f; without a policy the registry's states alone decide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hotwash.analysis.policy_states import (
    WEEK_MINUTES,
    must_go_elsewhere,
    policies_by_queue,
    queue_state,
    service_state,
    within,
)
from hotwash.domain.elements import Answering
from hotwash.domain.network import Network
from hotwash.domain.policy_routing import (
    TAKES_CALLS,
    BusyAction,
    CallSourceCondition,
    Condition,
    InvokePolicyAction,
    LogAction,
    NotifyAction,
    PolicyRule,
    QueueState,
    QueueStateCondition,
    RouteAction,
    RoutePolicy,
    SecurityPosture,
    SecurityPostureCondition,
    ServiceState,
    ServiceStateCondition,
    TimePeriodCondition,
)
from hotwash.domain.sentences import Sentence, joined, say, term

FATAL = 500
"""SIP code of a policy without any true rule (a server error; NENA-STA-010.3f calls it fatal and names no code)."""
BUSY_EVERYWHERE = 600
"""SIP code of a BusyAction."""

Reaches = Callable[[str], bool]
"""Whether calls can be sent to a PSAP: there is a way, and nobody on it holds the next one to be unreachable."""


TIMER_B = 32_000
"""Time in ms after which an INVITE without any answer has failed (RFC 3261), where a route has no timer of its own."""


@dataclass(frozen=True, slots=True)
class Barred:
    """Why calls that are sent to a PSAP do not arrive there, though there is a way; `silent` where nothing answers."""

    why: str
    silent: bool


Bars = Callable[[str], Barred | None]
"""What bars calls from a PSAP behind the routing proxy; None where they arrive."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One rule that was asked, in order: policy, rule, and what came of it in a few words."""

    policy: str
    rule: str
    fired: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class PolicyTrace:
    """Where calls of one network for one PSAP are sent, and by what.

    `psap` is empty where they are refused, with SIP `code`. `overflow` is where they go while the queue of `psap` is
    full; empty for nowhere. `policy` and `rule` are empty where no rule decided. `loop` names policies that invoke each
    other in a ring.
    """

    home: str
    psap: str
    sentence: str
    policy: str = ""
    rule: str = ""
    code: int = 0
    overflow: str = ""
    tried: tuple[Tried, ...] = ()
    notifications: tuple[NotifyAction, ...] = ()
    messages: tuple[str, ...] = ()
    loop: tuple[str, ...] = ()
    notable: bool = False
    """Whether a rule, an order or a state has decided, and not reachability alone."""
    at: str = ""
    """The routing proxy that decides, where it is a certain one."""
    delay: int = 0
    """Time in ms that was lost with routes on which nothing answered."""


@dataclass(frozen=True, slots=True)
class _End:
    """A rule that has fired: where to, or which refusal."""

    psap: str
    code: int
    policy: str
    rule: str


@dataclass(slots=True)
class _Evaluation:
    """One walk through the rules for calls of one network, with some queues taken to be full, and what it gathers."""

    network: Network
    minute: int
    source: str
    reaches: Reaches
    bars: Bars
    full: frozenset[str] = frozenset()
    delay: int = 0
    tried: list[Tried] = field(default_factory=list)
    notifications: list[NotifyAction] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    loop: tuple[str, ...] = ()
    entered: tuple[str, ...] = ()

    def of(self, policy: RoutePolicy) -> _End | None:
        """The first rule that is true and whose route works; a failed route makes its rule false."""
        self.entered = (*self.entered, policy.id)
        end = None
        for rule in policy.in_order():
            if all(self._true(condition) for condition in rule.conditions):
                end = self._carried_out(policy, rule)
                if end is not None:
                    break
        self.entered = self.entered[:-1]
        return end

    def hindered(self, psap: str) -> str:
        """Why a route to a PSAP fails; empty where it works."""
        if not isinstance(self.network.elements.get(psap), Answering):
            return term("there is no such PSAP")
        if not self.reaches(psap):
            return term("it cannot be reached")
        queue = QueueState.FULL if psap in self.full else queue_state(self.network, psap)
        return "" if queue in TAKES_CALLS else say("its queue is {state}", state=queue.value)

    def _carried_out(self, policy: RoutePolicy, rule: PolicyRule) -> _End | None:
        """What a true rule does, action by action; None where it leads nowhere."""
        for action in rule.actions:
            end = None
            match action:
                case NotifyAction():
                    self.notifications.append(action)
                case LogAction(message=message):
                    self.messages.append(message)
                case BusyAction():
                    self._try(policy, rule, say("answers 600 Busy Everywhere"))
                    end = _End("", BUSY_EVERYWHERE, policy.id, rule.id)
                case RouteAction():
                    end = self._routed(policy, rule, action)
                case InvokePolicyAction(policy=other):
                    end = self._invoked(policy, rule, other)
            if end is not None:
                return end
        return None

    def _routed(self, policy: RoutePolicy, rule: PolicyRule, action: RouteAction) -> _End | None:
        psap = action.recipient
        hindered, name = self.hindered(psap), named(self.network, psap)
        barred = None if hindered else self.bars(psap)
        if barred is not None:
            hindered = barred.why
            self.delay += (action.rna_timer or TIMER_B) if barred.silent else 0
        if hindered:
            sentence = say("its route to {psap} failed: {why}", psap=name, why=hindered)
            self._try(policy, rule, sentence, fired=False)
            return None
        self._try(policy, rule, say("routes to {psap}", psap=name))
        return _End(psap, 0, policy.id, rule.id)

    def _invoked(self, policy: RoutePolicy, rule: PolicyRule, other: str) -> _End | None:
        if other in self.entered:
            self.loop = (*self.entered[self.entered.index(other) :], other)
            sentence = say("invokes policy '{policy}', which is under way already", policy=other)
        elif other not in self.network.route_policies:
            sentence = say("invokes policy '{policy}', which there is not", policy=other)
        else:
            self._try(policy, rule, say("invokes policy '{policy}'", policy=other))
            return self.of(self.network.route_policies[other])
        self._try(policy, rule, sentence, fired=False)
        return None

    def _try(self, policy: RoutePolicy, rule: PolicyRule, sentence: str, *, fired: bool = True) -> None:
        self.tried.append(Tried(policy.id, rule.id, fired, sentence))

    def _true(self, condition: Condition) -> bool:
        network = self.network
        match condition:
            case ServiceStateCondition(service=psap, states=states):
                known = psap in network.service_states or self.reaches(psap)
                holds = (service_state(network, psap) if known else ServiceState.UNREACHABLE) in states
            case QueueStateCondition(queue=psap, states=states):
                known = psap in network.queue_states or self.reaches(psap)
                queue = queue_state(network, psap) if known else QueueState.UNREACHABLE
                holds = (QueueState.FULL if psap in self.full else queue) in states
            case SecurityPostureCondition(service=psap, postures=postures):
                holds = network.postures.get(psap, SecurityPosture.GREEN) in postures
            case TimePeriodCondition():
                holds = within(condition, self.minute)
            case CallSourceCondition(sources=sources):
                holds = self.source in sources
        return holds is not condition.negation


class PolicyRouting:
    """Evaluates the policies of one network at one minute of the week (0: Monday 00:00, local time)."""

    def __init__(self, network: Network, minute_of_week: int = 0) -> None:
        self.network = network
        self.minute = minute_of_week % WEEK_MINUTES
        self._policies = policies_by_queue(network)

    def plain(self, psap: str) -> bool:
        """Whether calls of a PSAP simply go there, if they can: no order, no policy, and no state against it."""
        network = self.network
        return (
            psap not in self._policies
            and psap not in network.diverted
            and psap not in network.service_states
            and psap not in network.queue_states
            and psap not in network.postures
        )

    def by_source(self, psap: str) -> bool:
        """Whether the policies of a PSAP may ask from which network a call comes."""
        return psap in self._policies and any(
            isinstance(condition, CallSourceCondition)
            for policy in self.network.route_policies.values()
            for rule in policy.rules
            for condition in rule.conditions
        )

    def trace(self, source: str, home: str, reaches: Reaches, bars: Bars) -> PolicyTrace:
        """Where a call from originating network `source` for PSAP `home` goes now."""
        ordered = self._diverted(home, reaches)
        if ordered is not None:
            return ordered
        policy = self._policies.get(home)
        if policy is None:
            return self._default(home, reaches)
        course = _Evaluation(self.network, self.minute, source, reaches, bars)
        end = course.of(policy)
        overflow = ""
        if end is not None and end.psap:
            filled = frozenset({end.psap})
            full = _Evaluation(self.network, self.minute, source, reaches, bars, filled).of(policy)
            overflow = full.psap if full is not None else ""
        return self._told(home, end, course, overflow)

    def hindered(self, psap: str, reaches: Reaches) -> str:
        """Why no call can be sent on to a PSAP: for its queue, its service state or want of a way; empty if one can."""
        return _Evaluation(self.network, self.minute, "", reaches, lambda _: None).hindered(psap)

    def _diverted(self, home: str, reaches: Reaches) -> PolicyTrace | None:
        """An order to lead calls elsewhere comes before every policy, as long as it can be carried out."""
        to, seen = home, [home]
        while to in self.network.diverted and self.network.diverted[to] not in seen:
            to = self.network.diverted[to]
            seen.append(to)
        if to == home or self.hindered(to, reaches):
            return None
        element = self.network.elements[to]
        overflow = element.overflow if isinstance(element, Answering) else ""
        sentence = say(
            "Calls of {home} are led to {psap} by order.", home=named(self.network, home), psap=named(self.network, to)
        )
        return PolicyTrace(home, to, sentence, overflow=overflow, notable=True)

    def without_rules(self, proxy: str, reaches: Reaches) -> PolicyTrace:
        """Where calls go that meet a routing proxy on which no rule runs: to the default PSAP, else nowhere."""
        default = self.network.default_psap
        name = named(self.network, proxy)
        if default and not self.hindered(default, reaches):
            sentence = say(
                "No policy routing rule runs at {proxy}, so calls go to {psap} by default.",
                proxy=name,
                psap=named(self.network, default),
            )
            return PolicyTrace(default, default, sentence, notable=True, at=proxy)
        sentence = say(
            "No policy routing rule runs at {proxy} and there is no default PSAP that takes calls, which is a fatal "
            "error: the caller gets {code}.",
            proxy=name,
            code=FATAL,
        )
        return PolicyTrace(default, "", sentence, code=FATAL, notable=True, at=proxy)

    def _default(self, home: str, reaches: Reaches) -> PolicyTrace:
        """Default routing: the PSAP itself, else its overflow; the default PSAP where its state sends calls away."""
        network = self.network
        element = network.elements[home]
        overflow = element.overflow if isinstance(element, Answering) else ""
        state = must_go_elsewhere(network, home)
        name = named(self.network, home)
        if not state and reaches(home):
            return PolicyTrace(home, home, say("No policy: the call goes to {psap}.", psap=name), overflow=overflow)
        why = state or term("it cannot be reached")
        for other in (overflow, network.default_psap if state else ""):
            if other and other != home and not self.hindered(other, reaches):
                further = network.elements[other]
                next_one = further.overflow if isinstance(further, Answering) else ""
                sentence = say(
                    "No policy: the call for {home} goes to {psap}, because {why}.",
                    home=name,
                    psap=named(self.network, other),
                    why=why,
                )
                return PolicyTrace(home, other, sentence, overflow=next_one, notable=bool(state))
        sentence = say("No policy: the call for {home} goes nowhere, because {why}.", home=name, why=why)
        return PolicyTrace(home, "", sentence, code=FATAL if state else 0, notable=bool(state))

    def _told(self, home: str, end: _End | None, course: _Evaluation, overflow: str) -> PolicyTrace:
        ring = _ring(course.loop)
        if end is None:
            sentence = say(
                "No rule of the policy of {home} is true{ring}, which is a fatal error: the caller gets {code}.",
                home=named(self.network, home),
                ring=ring,
                code=FATAL,
            )
            code, policy, rule, psap = FATAL, self._policies[home].id, "", ""
        else:
            code, policy, rule, psap = end.code, end.policy, end.rule, end.psap
            to = say("to {psap}", psap=named(self.network, psap)) if psap else say("nowhere: 600 Busy Everywhere")
            sentence = say(
                "Rule '{rule}' of policy '{policy}' leads calls of {home} {to}{ring}.",
                rule=rule,
                policy=policy,
                home=named(self.network, home),
                to=to,
                ring=ring,
            )
        return PolicyTrace(
            home,
            psap,
            sentence,
            policy,
            rule,
            code,
            overflow,
            tuple(course.tried),
            tuple(course.notifications),
            tuple(course.messages),
            course.loop,
            notable=True,
            delay=course.delay,
        )


def named(network: Network, element: str) -> str:
    """The name of an element; its id where there is no such element."""
    found = network.elements.get(element)
    return element if found is None else found.name


def _ring(loop: tuple[str, ...]) -> str:
    if not loop:
        return Sentence("")
    return say(" (policies invoke each other in a ring: {ring})", ring=joined(loop, " → "))
