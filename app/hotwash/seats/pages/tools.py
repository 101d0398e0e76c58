"""The tools of a desk: call lists with ladders, counters, and firewalls with their lines, hits and log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hotwash.domain.firewall import Verb
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import Sentence, say, term
from hotwash.domain.sentences import joined as sequence
from hotwash.exercise.desk_rows import counters
from hotwash.exercise.instruments import CallLine, SeatInstruments
from hotwash.exercise.ladder import IN, NOTE, Step
from hotwash.exercise.projections.seat_board import SeatBoard
from hotwash.exercise.rule_view import PolicyView, RuleLine
from hotwash.seats.markup import Html, in_words, joined, said, tag
from hotwash.seats.pages.parts import folded, heading, listed, table, told_at


def calls(tools: SeatInstruments, scenario: Scenario) -> Html:
    """The newest calls of the seat's own PSAPs and networks, each with its SIP ladder as seen there."""
    parts: list[Html] = []
    if tools.psap_calls:
        parts.append(tag("h3", term("Calls at the PSAP")))
        parts.append(_calls("psap", tools.psap_calls, scenario.start))
    if tools.origin_calls:
        parts.append(tag("h3", term("911 calls of the network, by signalling")))
        parts.append(_calls("origin", tools.origin_calls, scenario.start))
    nothing = tag("p", term("No call yet."), class_="small")
    return joined(heading(term("Calls")), parts or nothing)


def counts(board: SeatBoard, scenario: Scenario) -> Html:
    """Minute counters of the seat's own places."""
    rows = [
        (said(row.place_name), row.word, _count(row.newest), _count(row.lately), _count(row.total))
        for row in counters(board, scenario)
    ]
    heads = (term("Place"), term("Calls"), term("Last minute"), term("Last 5 min"), term("So far"))
    nothing = tag("p", term("No minute is counted yet."), class_="small")
    return joined(
        heading(term("Counters")),
        table("counters-table", term("Calls by what came of them"), heads, rows) if rows else nothing,
    )


def firewalls(tools: SeatInstruments, scenario: Scenario) -> Html:
    """Lines with hit counters, and what the log shows, of every firewall that this seat may read."""
    return joined(
        heading(term("Firewall")),
        [joined(tag("h3", said(view.name)), *_firewall(view, scenario.start)) for view in tools.policies],
    )


def _calls(own: str, lines: Sequence[CallLine], start: datetime) -> Html:
    many = len({line.place for line in lines}) > 1
    return tag(
        "ol",
        [_call(own, line, start, named=many) for line in lines],
        class_="calls",
        id=f"calls-{own}",
        data_scroll=True,
    )


def _call(own: str, line: CallLine, start: datetime, *, named: bool) -> Html:
    head = (
        told_at(start, line.at),
        " ",
        tag("span", line.caller, class_="caller"),
        " ",
        tag("strong", line.outcome),
        " ",
        tag("span", (said(line.place_name), " · ") if named else None, line.way, " · ", _lengths(line), class_="small"),
    )
    if not line.ladder:
        return tag("li", tag("div", *head, class_="call"))
    steps = tag("ol", [_step(step, line.peer) for step in line.ladder], class_="ladder")
    return tag("li", folded(f"call-{own}-{line.number}", head, steps))


def _lengths(line: CallLine) -> str:
    if line.talked < 0:
        return say("rang {rang} s", rang=line.rang // 1000)
    return say("rang {rang} s, then {talked} s", rang=line.rang // 1000, talked=line.talked // 1000)


def _step(step: Step, peer: str) -> Html:
    after = tag("span", say("+{seconds:.2f} s", seconds=step.after / 1000), class_="time") if step.after >= 0 else None
    if step.way == NOTE:
        return tag("li", after, " ", tag("em", step.text), class_="note-step")
    inward = step.way == IN
    way = say("← from {peer}", peer=peer) if inward else say("→ to {peer}", peer=peer)
    return tag("li", after, " ", tag("span", way, class_="small"), " ", step.text, class_="in" if inward else "out")


def _firewall(view: PolicyView, start: datetime) -> list[Html]:
    heads = (
        term("Line"),
        term("Action"),
        term("Service"),
        term("From"),
        term("Logs"),
        term("Hits"),
        term("Last 5 min"),
    )
    numbered = [(number, line) for number, line in enumerate(view.lines, start=1)]
    rows = [
        (
            joined(f"{number}. ", said(line.name)),
            _action(line),
            sequence(line.services, ", "),
            tag("bdi", _from(line)),
            term("yes") if line.logs else term("no"),
            _count(line.hits.total),
            _count(line.hits.recent),
        )
        for number, line in numbered
    ]
    parts = []
    if view.bypassed:
        parts.append(tag("p", term("Bypassed: nothing is blocked and nothing is protected."), class_="bad"))
    if view.groups:
        groups = [tag("li", said(f"{name}: {', '.join(members)}")) for name, members in view.groups]
        parts.append(folded(f"groups-{view.policy}", term("Address groups"), tag("ul", groups)))
    parts.append(table(f"rules-{view.policy}", term("Lines in order; the first that matches decides"), heads, rows))
    entries = [
        tag(
            "li",
            told_at(start, entry.at),
            " ",
            said(entry.place_name),
            ": ",
            _verb(entry.verb),
            " ",
            tag("strong", said(entry.line)),
            " ",
            Sentence(entry.what),
            " ",
            term("of a call from"),
            " ",
            said(entry.origin_name),
        )
        for entry in view.log
    ]
    parts.append(tag("h4", term("Log, newest first")))
    parts.append(listed(entries, term("The log shows no call traffic dropped.")))
    return parts


def _action(line: RuleLine) -> str:
    if line.kind == "bypass":
        return term("let through while bypassed")
    if line.kind == "inspection":
        return say("inspection: {verb}", verb=_verb(line.verb))
    return _verb(line.verb)


def _verb(verb: Verb) -> str:
    return Sentence(verb.value)


def _from(line: RuleLine) -> str:
    parts = [] if line.from_zone == "any" else [in_words(line.from_zone)]
    return ", ".join([*parts, *line.sources, *line.transports]) or term("any")


def _count(number: int) -> str:
    return f"{number:,}"
