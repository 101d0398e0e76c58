"""Policy routing on a card: which rule decided, what was tried, where calls go from a full queue, who was told."""

from __future__ import annotations

from hotwash.analysis.policy_routing import PolicyTrace
from hotwash.domain.network import Network
from hotwash.viewmodels.cards import BAD, PLAIN, Line
from hotwash.viewmodels.words import msg, said


def policy_lines(trace: PolicyTrace | None, network: Network) -> tuple[Line, ...]:
    """Nothing where no rule, order or state had anything to decide."""
    if trace is None or not trace.notable:
        return ()
    lines = [Line(msg("Decided"), said(trace.sentence), PLAIN if trace.psap else BAD)]
    lines += [Line(tried.rule, said(tried.sentence), PLAIN if tried.fired else BAD) for tried in trace.tried]
    if trace.overflow:
        name = network.elements[trace.overflow].name
        lines.append(Line(msg("While that queue is full"), name, link=f"element:{trace.overflow}"))
    for note in trace.notifications:
        words = msg("{event}, urgency {urgency}", event=note.event, urgency=note.urgency)
        lines.append(Line(msg("Notified: {who}", who=note.recipient), words))
    lines += [Line(msg("Logged"), message) for message in trace.messages]
    return tuple(lines)
