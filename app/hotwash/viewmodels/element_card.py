"""Cards of elements and links: what they are, how they stand, and for a border its rules as they work now."""

from __future__ import annotations

import numpy as np

from hotwash.analysis.conditions import Standing
from hotwash.analysis.verdict import Judge
from hotwash.domain.elements import Answering, Border, Element, Originating
from hotwash.domain.firewall import Policy, Rule, Verb
from hotwash.domain.network import Network
from hotwash.domain.outcomes import FAILED, WORDS, Outcome
from hotwash.domain.time import clock
from hotwash.exercise.session import Session
from hotwash.viewmodels.cards import BAD, GOOD, MUTED, PLAIN, Card, Line, Section
from hotwash.viewmodels.map_state import MapState, Queue, wait_text

_OUTCOMES = tuple(Outcome)
LATEST = 12
"""Calls listed on the card of a PSAP."""


def element_card(session: Session, network: Network, state: MapState, element: str) -> Card | None:
    """The facilitator's card of an element or link; `network` is the one in effect now."""
    if element in network.links:
        return _link_card(network, state, element)
    if element not in network.elements:
        return None
    found = network.elements[element]
    condition = state.condition(element)
    sections: tuple[Section, ...] = ()
    if isinstance(found, Answering):
        sections = _psap(session, network, state, found)
    elif isinstance(found, Border):
        sections = _border(network, found)
    word = condition.word if condition.standing is not Standing.WORKING else ""
    return Card(
        key=f"element:{element}",
        title=found.name,
        subtitle=found.title,
        sentence=f"Now: {condition.standing.value}{f', {word}' if word and word != condition.standing.value else ''}.",
        standing=condition.standing,
        sections=(*sections, _facts(network, found)),
    )


def seat_card(network: Network, state: MapState, element: str) -> Card | None:
    """What a seat's desk knows of an element: name, kind and whether it has an alarm."""
    if element not in network.elements:
        return None
    found = network.elements[element]
    alarm = "An alarm names this element." if element in state.alarmed else "No alarm names this element."
    return Card(f"element:{element}", found.name, found.title, alarm)


def _facts(network: Network, element: Element) -> Section:
    lines = [Line("Id", element.id, MUTED)]
    if element.site:
        lines.append(Line("Site", element.site))
    if isinstance(element, Originating):
        lines.append(Line("Share of 911 calls", f"{element.share_permille / 10:g} %"))
    ends = [link for link in network.links.values() if element.id in (link.a, link.b)]
    for link in ends[:10]:
        other = link.b if link.a == element.id else link.a
        down = link.id in network.down_links
        words = f"{link.carries}, {'cut' if down else f'{link.latency} ms'}"
        lines.append(Line(f"Link to {network.elements[other].name}", words, BAD if down else PLAIN, f"element:{other}"))
    if len(ends) > 10:
        lines.append(Line("", f"and {len(ends) - 10} more links", MUTED))
    lines.append(Line("Figures from", element.source, MUTED))
    return Section("About", tuple(lines))


def _link_card(network: Network, state: MapState, element: str) -> Card:
    link, condition = network.links[element], state.condition(element)
    a, b = network.elements[link.a].name, network.elements[link.b].name
    lines = (
        Line("From", a, link=f"element:{link.a}"),
        Line("To", b, link=f"element:{link.b}"),
        Line("Carries", link.carries),
        Line("One-way delay", f"{link.latency} ms"),
    )
    return Card(
        f"element:{element}",
        f"{a} – {b}",
        "Link",
        f"Now: {condition.word}.",
        condition.standing,
        sections=(Section("About", lines),),
    )


def _psap(session: Session, network: Network, state: MapState, psap: Answering) -> tuple[Section, ...]:
    queue = state.queues.get(psap.id, Queue(positions=psap.positions))
    number = [item.id for item in network.psaps()].index(psap.id)
    logged = list(session.calls.log_length())
    lines = [
        Line("Talking", f"{queue.busy} of {queue.positions} call takers"),
        Line("Waiting", f"{queue.waiting}", BAD if queue.waiting else PLAIN),
    ]
    if queue.waiting:
        lines.append(Line("Longest wait", wait_text(queue.oldest), BAD))
    lines.append(Line("Room to wait", f"{psap.waiting} calls"))
    lines.append(Line("10-digit lines", f"{psap.admin_lines}"))
    lines.append(Line("Numbers to call back", f"{logged[number] if number < len(logged) else 0}"))
    if psap.overflow:
        lines.append(Line("Overflow to", network.elements[psap.overflow].name, link=f"element:{psap.overflow}"))
    return Section("Queue", tuple(lines)), _latest(session, number)


def _latest(session: Session, psap: int) -> Section:
    table = session.calls.columns(0)
    rows = np.flatnonzero(table["psap"] == psap)
    lines = []
    for row in rows[-LATEST:][::-1]:
        outcome = _OUTCOMES[int(table["outcome"][row])]
        tone = BAD if outcome in FAILED else MUTED if outcome is Outcome.IN_PROGRESS else GOOD
        lines.append(Line(clock(int(table["started"][row])), WORDS[outcome], tone, f"call:{row}"))
    return Section(f"Latest calls (of {len(rows)})", tuple(lines) or (Line("", "none yet", MUTED),))


def _border(network: Network, border: Border) -> tuple[Section, ...]:
    policy = network.policies[border.policy]
    judge = Judge(network)
    wrong: dict[str, tuple[str, str, list[str]]] = {}
    for origin in network.origins():
        for flow in judge.flows(origin.id, border.id):
            if not flow.passed:
                known = wrong.setdefault(f"{flow.flow.value}|{flow.rule}", (flow.sentence, flow.rule, []))
                known[2].append(origin.name)
    blocking = {rule for _, rule, _ in wrong.values()}
    verdicts = []
    for key, (sentence, _, names) in wrong.items():
        whose = "every network" if len(names) == len(network.origins()) else ", ".join(names)
        verdicts.append(Line(key.partition("|")[0], f"{sentence} Concerns {whose}.", BAD))
    if policy.bypassed:
        verdicts.append(Line("Bypassed", "Nothing is blocked and nothing is protected.", BAD))
    if not verdicts:
        verdicts.append(Line("All flows", "pass", GOOD))
    return Section("What it does to calls", tuple(verdicts)), _rules(policy, blocking)


def _rules(policy: Policy, blocking: set[str]) -> Section:
    lines = [
        Line(f"{number}. {rule.id}", _rule_words(rule, rule.id in blocking), BAD if rule.id in blocking else PLAIN)
        for number, rule in enumerate(policy.rules, start=1)
    ]
    hit = "default" in blocking
    lines.append(Line("Default", f"{policy.default.value}{'  ◀ blocks calls' if hit else ''}", BAD if hit else MUTED))
    for inspection in policy.inspections:
        flows = ", ".join(flow.value for flow in inspection.flows)
        words = f"inspection drops {flows} in {inspection.permille / 10:g} % of calls"
        blocks = inspection.id in blocking
        lines.append(Line(inspection.id, f"{words}{'  ◀ blocks calls' if blocks else ''}", BAD if blocks else PLAIN))
    return Section(f"Rules of {policy.name}, first match decides", tuple(lines))


def _rule_words(rule: Rule, blocks: bool) -> str:  # noqa: FBT001  # one private caller, named by its place
    services = ", ".join(service.value for service in rule.services)
    whence = "" if rule.from_zone.value == "any" else f" from {rule.from_zone.value}"
    sources = f" of {', '.join(rule.sources)}" if rule.sources else ""
    mark = "  ◀ blocks calls" if blocks and rule.verb is not Verb.ALLOW else ""
    return f"{rule.verb.value} {services}{whence}{sources}{mark}"
