"""Cards of elements and links: what they are, how they stand, and for a border its rules as they work now."""

from __future__ import annotations

import numpy as np

from hotwash.analysis.conditions import Condition, Standing
from hotwash.analysis.policy_routing import PolicyRouting
from hotwash.analysis.rules import REFUSED
from hotwash.analysis.verdict import Judge
from hotwash.domain.elements import Answering, Border, Element, Filter, Originating
from hotwash.domain.firewall import Inspection, Policy, Rule, Verb
from hotwash.domain.network import Network
from hotwash.domain.outcomes import FAILED, WORDS, Outcome
from hotwash.domain.time import clock, scenario_time
from hotwash.exercise.recording import Run
from hotwash.exercise.session import Session
from hotwash.viewmodels.cards import BAD, GOOD, MUTED, PLAIN, Card, Line, Section
from hotwash.viewmodels.map_state import MapState, Queue, wait_text
from hotwash.viewmodels.policy_lines import policy_lines
from hotwash.viewmodels.words import msg, noop, said

_OUTCOMES = tuple(Outcome)
REACHED = {"no voice": noop("no voice reaches it"), "no calls": noop("no calls reach it")}
"""What a PSAP is a victim of, by the word of its condition; it blocks nothing itself."""
LATEST = 12
"""Calls listed on the card of a PSAP."""


def element_card(run: Run, network: Network, state: MapState, element: str) -> Card | None:
    """The facilitator's card of an element or link; `network` is the one in effect now."""
    if element in network.links:
        return _link_card(network, state, element)
    if element not in network.elements:
        return None
    found = network.elements[element]
    condition = state.condition(element)
    sections: tuple[Section, ...] = ()
    if isinstance(found, Answering):
        sections = (*_psap(run, network, state, found), *_routed(run, network, found))
    elif isinstance(found, Border | Filter):
        policy = network.policies[found.policy]
        up = network.is_up(element)
        what, blocking = _stopped(network, found.id, bypassed=policy.bypassed, up=up)
        sections = (*_unpassed(up=up), what, _rules(policy, blocking))
    if element in network.imposed and not isinstance(found, Border | Filter):
        up = network.is_up(element)
        sections = (*_unpassed(up=up), _stopped(network, element, up=up)[0], *sections)
    return Card(
        key=f"element:{element}",
        title=found.name,
        subtitle=said(found.title),
        sentence=_now(condition, found),
        standing=condition.standing,
        sections=(*sections, _facts(network, found)),
    )


def seat_card(network: Network, state: MapState, element: str) -> Card | None:
    """What a seat's desk knows of an element: name, kind, whether it has an alarm, and the state it was told."""
    if element not in network.elements:
        return None
    found = network.elements[element]
    alarmed = element in state.alarmed
    words = msg("An alarm names this element.") if alarmed else msg("No alarm names this element.")
    told = state.condition(element)
    if told.standing is not Standing.WORKING:
        words += " " + msg("Its state as told to this seat: {state}.", state=told.word)
    return Card(f"element:{element}", found.name, said(found.title), words)


def _now(condition: Condition, element: Element) -> str:
    standing = said(condition.standing.value)
    if isinstance(element, Answering) and condition.word in REACHED:
        return msg("Now: {standing}.", standing=said(REACHED[condition.word]))
    if condition.standing is Standing.WORKING or condition.word in ("", condition.standing.value):
        return msg("Now: {standing}.", standing=standing)
    return msg("Now: {standing}, {word}.", standing=standing, word=condition.word)


def _facts(network: Network, element: Element) -> Section:
    lines = [Line(msg("Id"), element.id, MUTED)]
    if element.site:
        lines.append(Line(msg("Site"), element.site))
    if isinstance(element, Originating):
        lines.append(Line(msg("Share of 911 calls"), f"{element.share_permille / 10:g} %"))
    ends = [link for link in network.links.values() if element.id in (link.a, link.b)]
    for link in ends[:10]:
        other = link.b if link.a == element.id else link.a
        down = link.id in network.down_links
        how = msg("cut") if down else msg("{delay} ms", delay=link.latency)
        name = msg("Link to {name}", name=network.elements[other].name)
        lines.append(Line(name, f"{said(link.carries)}, {how}", BAD if down else PLAIN, f"element:{link.id}"))
    if len(ends) > 10:
        lines.append(Line("", msg("and {count} more links", count=len(ends) - 10), MUTED))
    lines.append(Line(msg("Figures from"), element.source, MUTED))
    return Section(msg("About"), tuple(lines))


def _link_card(network: Network, state: MapState, element: str) -> Card:
    link, condition = network.links[element], state.condition(element)
    a, b = network.elements[link.a].name, network.elements[link.b].name
    up = element not in network.down_links
    lines = (
        Line(msg("From"), a, link=f"element:{link.a}"),
        Line(msg("To"), b, link=f"element:{link.b}"),
        Line(msg("Carries"), said(link.carries)),
        Line(msg("One-way delay"), msg("{delay} ms", delay=link.latency)),
    )
    return Card(
        f"element:{element}",
        f"{a} – {b}",
        msg("Link"),
        msg("Now: {standing}.", standing=said(condition.word)),
        condition.standing,
        sections=(
            *((*_unpassed(up=up), _stopped(network, element, up=up)[0]) if element in network.imposed else ()),
            Section(msg("About"), lines),
        ),
    )


def _psap(run: Run, network: Network, state: MapState, psap: Answering) -> tuple[Section, ...]:
    number = [item.id for item in network.psaps()].index(psap.id)
    lines = _people(run, state, psap, number) if isinstance(run, Session) else [_unknown(psap)]
    lines.append(Line(msg("Room to wait"), msg("{count} calls", count=psap.waiting)))
    lines.append(Line(msg("10-digit lines"), f"{psap.admin_lines}"))
    if psap.overflow:
        lines.append(Line(msg("Overflow to"), network.elements[psap.overflow].name, link=f"element:{psap.overflow}"))
    latest = (_latest(run, number),) if isinstance(run, Session) else ()
    return Section(msg("Queue"), tuple(lines)), *latest


def _people(session: Session, state: MapState, psap: Answering, number: int) -> list[Line]:
    queue = state.queues.get(psap.id, Queue(positions=psap.positions))
    logged = list(session.calls.log_length())
    lines = [
        Line(msg("On a line"), msg("{busy} of {all} call takers", busy=queue.busy, all=queue.positions)),
        Line(msg("Waiting"), f"{queue.waiting}", BAD if queue.waiting else PLAIN),
    ]
    if queue.waiting:
        lines.append(Line(msg("Longest wait"), wait_text(queue.oldest), BAD))
    lines.append(Line(msg("Numbers to call back"), f"{logged[number] if number < len(logged) else 0}"))
    return lines


def _unknown(psap: Answering) -> Line:
    """A recording holds minutes, not single calls, so that nobody knows who is busy or waits at which PSAP."""
    words = msg("{all} call takers; the record does not say who is on a line or waits", all=psap.positions)
    return Line(msg("People"), words, MUTED)


def _routed(run: Run, network: Network, psap: Answering) -> tuple[Section, ...]:
    """Where policy routing sends its calls now; its policies may tell networks apart, of which the busiest is shown."""
    origins = [origin for origin in network.origins() if network.is_up(origin.id)]
    if not origins or (PolicyRouting(network).plain(psap.id) and not network.dead_policies):
        return ()
    busiest = max(origins, key=lambda origin: origin.share_permille)
    moment = scenario_time(run.scenario.start, run.now)
    minute = (moment.weekday() * 24 + moment.hour) * 60 + moment.minute
    lines = policy_lines(Judge(network, minute_of_week=minute).call(busiest.id, psap.id).trace, network)
    heading = msg("Policy routing of calls from {network}", network=busiest.name)
    return (Section(heading, lines),) if lines else ()


def _latest(session: Session, psap: int) -> Section:
    table = session.calls.columns(0)
    rows = np.flatnonzero(table["psap"] == psap)
    lines = []
    for row in rows[-LATEST:][::-1]:
        outcome = _OUTCOMES[int(table["outcome"][row])]
        tone = BAD if outcome in FAILED else MUTED if outcome is Outcome.IN_PROGRESS else GOOD
        lines.append(Line(clock(int(table["started"][row])), said(WORDS[outcome]), tone, f"call:{row}"))
    heading = msg("Latest calls (of {count})", count=len(rows)) if len(rows) else msg("Latest calls")
    return Section(heading, tuple(lines) or (Line("", msg("none yet"), MUTED),))


def _unpassed(*, up: bool) -> tuple[Section, ...]:
    """What does not work at all stops every call, whatever its rules say."""
    line = Line(msg("All flows"), msg("No call goes through it while it is down."), BAD)
    return () if up else (Section(msg("What it does to calls"), (line,)),)


def _stopped(network: Network, place: str, *, bypassed: bool = False, up: bool = True) -> tuple[Section, set[str]]:
    """What an element or link does to calls of every network while it is up, and the lines by which it stops some."""
    judge = Judge(network)
    wrong: dict[str, tuple[str, str, list[str]]] = {}
    for origin in network.origins():
        for flow in judge.flows(origin.id, place):
            if not flow.passed or flow.strips_permille:
                known = wrong.setdefault(f"{flow.flow.value}|{flow.rule}", (flow.sentence, flow.rule, []))
                known[2].append(origin.name)
    blocking = {rule for _, rule, _ in wrong.values()}
    verdicts = []
    for key, (sentence, _, names) in wrong.items():
        whose = msg("every network") if len(names) == len(network.origins()) else ", ".join(names)
        words = msg("{sentence} Concerns {networks}.", sentence=sentence, networks=whose)
        verdicts.append(Line(said(key.partition("|")[0]), words, BAD))
    if bypassed:
        verdicts.append(Line(msg("Bypassed"), msg("Nothing is blocked and nothing is protected."), BAD))
    if not verdicts:
        verdicts.append(Line(msg("All flows"), msg("pass"), GOOD))
    return Section(msg("What it does to calls") if up else msg("What it does when it is up"), tuple(verdicts)), blocking


def _rules(policy: Policy, blocking: set[str]) -> Section:
    lines = [Line(msg("Group"), f"{group.id}: {', '.join(group.members)}", MUTED) for group in policy.groups]
    lines += [
        Line(
            f"{number}. {rule.id}", _rule_words(rule, blocks=rule.id in blocking), BAD if rule.id in blocking else PLAIN
        )
        for number, rule in enumerate(policy.rules, start=1)
    ]
    hit = "default" in blocking
    lines.append(Line(msg("Default"), _marked(said(policy.default.value), blocks=hit), BAD if hit else MUTED))
    for inspection in policy.inspections:
        flows = ", ".join(said(flow.value) for flow in inspection.flows)
        share = f"{inspection.permille / 10:g} %"
        words = _inspection_words(inspection, flows, share)
        if inspection in policy.reporting:
            words = msg("{inspection}: only reports now", inspection=words)
        blocks = inspection.id in blocking
        lines.append(Line(inspection.id, _marked(words, blocks=blocks), BAD if blocks else PLAIN))
    return Section(msg("Rules of {policy}, first match decides", policy=policy.name), tuple(lines))


def _inspection_words(inspection: Inspection, flows: str, share: str) -> str:
    if inspection.strips_location:
        return msg("inspection takes the location away in {share} of calls", share=share)
    if inspection.verb is Verb.REJECT:
        code = inspection.code or REFUSED
        return msg(
            "inspection refuses {flows} in {share} of calls with SIP {code}", flows=flows, share=share, code=code
        )
    return msg("inspection drops {flows} in {share} of calls", flows=flows, share=share)


def _rule_words(rule: Rule, *, blocks: bool) -> str:
    services = ", ".join(service.value for service in rule.services)
    words = f"{said(rule.verb.value)} {services}"
    if rule.from_zone.value != "any":
        words += " " + msg("from {zone}", zone=said(rule.from_zone.value))
    if rule.sources:
        words += " " + msg("of {sources}", sources=", ".join(rule.sources))
    if rule.transports:
        words += " " + msg("over {transports}", transports=", ".join(rule.transports))
    return _marked(words, blocks=blocks and rule.verb is not Verb.ALLOW)


def _marked(words: str, *, blocks: bool) -> str:
    mark = msg("blocks calls")
    return f"{words}  ◀ {mark}" if blocks else words
