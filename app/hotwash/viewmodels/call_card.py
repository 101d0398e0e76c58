"""The card of one call: its path, why it ended so, its times, and every other attempt of the same caller."""

from __future__ import annotations

from typing import Any

import numpy as np

from hotwash.analysis.rules import FlowVerdict
from hotwash.analysis.verdict import CallVerdict, Treatment
from hotwash.domain.network import Network
from hotwash.domain.outcomes import FAILED, WORDS, Outcome, Way
from hotwash.domain.time import Millis, clock
from hotwash.exercise.session import Session
from hotwash.viewmodels.cards import BAD, GOOD, MUTED, PLAIN, Card, Hop, Line, Section
from hotwash.viewmodels.figures import MARK_OF
from hotwash.viewmodels.policy_lines import policy_lines
from hotwash.viewmodels.scene import role_of
from hotwash.viewmodels.words import label, msg, noop, said

_OUTCOMES, _WAYS = tuple(Outcome), tuple(Way)
_WAY_WORDS = {
    Way.NINE_ONE_ONE: noop("911"),
    Way.TEN_DIGIT: noop("10-digit"),
    Way.CALL_BACK: noop("call-back"),
    Way.WALK_IN: noop("in person"),
}
_TREATMENTS = {
    Outcome.SILENT: Treatment.SILENT,
    Outcome.REJECTED: Treatment.REJECT,
    Outcome.NO_AUDIO: Treatment.NO_AUDIO,
}
MOST_ATTEMPTS = 25


def call_card(session: Session, row: int) -> Card | None:
    """The card of the attempt in `row` of the call columns; None where there is no such row."""
    table = session.calls.columns(0)
    if not 0 <= row < len(table["caller"]):
        return None
    call = {name: int(column[row]) for name, column in table.items()}
    outcome, way = _OUTCOMES[call["outcome"]], _WAYS[call["way"]]
    network = session.scenario.network
    origin = network.elements[session.calls.origin_of(call["stream"])].name
    sections = (
        _times(call, session.now),
        *_flows(session, call, way),
        _attempts(table, call, row),
    )
    return Card(
        key=f"call:{row}",
        title=_title(way, origin, test=session.calls.is_test(call["stream"])),
        subtitle=msg(
            "{origin} in the area of {psap}, caller {caller}, attempt {number}: {outcome}",
            origin=origin,
            psap=_home(session, call),
            caller=call["caller"] & 0xFFFFFFFF,
            number=call["attempt"],
            outcome=said(WORDS[outcome]),
        ),
        sentence=said(session.why(row)),
        mark=MARK_OF[outcome],
        path=_path(session, network, call, way),
        sections=sections,
    )


def _home(session: Session, call: dict[str, int]) -> str:
    """The PSAP that a caller belongs to, wherever the call went; callers are numbered by network and area."""
    home = session.calls.verdict(call["version"], call["stream"]).home
    elements = session.scenario.network.elements
    return elements[home].name if home in elements else home


def _title(way: Way, origin: str, *, test: bool) -> str:
    if test:
        return msg("Test call, {way} call from {origin}", way=label(_WAY_WORDS[way]), origin=origin)
    return msg("{way} call from {origin}", way=label(_WAY_WORDS[way]), origin=origin)


def _path(session: Session, network: Network, call: dict[str, int], way: Way) -> tuple[Hop, ...]:
    psaps = network.psaps()
    psap = psaps[call["psap"]].id if 0 <= call["psap"] < len(psaps) else ""
    origin = session.calls.origin_of(call["stream"])
    if way is not Way.NINE_ONE_ONE:
        telephone = [e.id for e in network.elements.values() if role_of(e).name == "TELEPHONE"]
        steps = [origin, *(telephone[:1] if way is not Way.WALK_IN else []), psap]
        steps = steps[::-1] if way is Way.CALL_BACK else steps
        return tuple(_hop(network, step, reached=True) for step in steps if step)
    verdict = session.calls.verdict(call["version"], call["stream"], call["astray"])
    steps = [*verdict.path]
    if psap and psap not in steps and call["delivered"] >= 0:
        steps.append(psap)
    failed = _failed_at(verdict, _OUTCOMES[call["outcome"]])
    fails_at = steps.index(failed) if failed in steps else len(steps)
    voiceless = call["delivered"] >= 0
    return tuple(
        _hop(network, step, reached=place <= fails_at or voiceless, failed=place == fails_at)
        for place, step in enumerate(steps)
    )


def _failed_at(verdict: CallVerdict, outcome: Outcome) -> str:
    """The element at which a call ends that the network fails so; empty for other outcomes."""
    if outcome not in _TREATMENTS:
        return ""
    fate = verdict.fate(_TREATMENTS[outcome])
    return verdict.last_before(fate.at) if fate is not None else verdict.failed_element


def _hop(network: Network, element: str, *, reached: bool, failed: bool = False) -> Hop:
    found = network.elements[element]
    return Hop(element, found.name, role_of(found), reached, failed)


def _times(call: dict[str, int], now: Millis) -> Section:
    lines = [Line(msg("Began"), clock(call["started"]))]
    if call["delivered"] >= 0:
        lines.append(Line(msg("At the PSAP"), _when(call, "delivered")))
    if call["answered"] >= 0:
        lines.append(Line(msg("Answered"), _when(call, "answered"), GOOD))
    if call["ended"] >= 0:
        lines.append(Line(msg("Ended"), _when(call, "ended")))
    else:
        lines.append(Line(msg("Still going"), msg("for {seconds:.0f} s", seconds=(now - call["started"]) / 1000)))
    return Section(msg("Times"), tuple(lines))


def _when(call: dict[str, int], moment: str) -> str:
    seconds = (call[moment] - call["started"]) / 1000
    return msg("{time}, after {seconds:.1f} s", time=clock(call[moment]), seconds=seconds)


def _flows(session: Session, call: dict[str, int], way: Way) -> tuple[Section, ...]:
    if way is not Way.NINE_ONE_ONE:
        return ()
    verdict = session.calls.verdict(call["version"], call["stream"], call["astray"])
    at_border = all(flow.at == verdict.border for flow in verdict.flows)
    heading = msg("At the border") if at_border else msg("At every firewall on the way")
    sections = (
        Section(heading, tuple(_flow(flow) for flow in verdict.flows)),
        Section(msg("Queries"), tuple(_flow(query) for query in verdict.queries)),
        Section(msg("What is lost"), _fates(verdict)),
        Section(msg("Policy routing"), policy_lines(verdict.trace, session.scenario.network)),
    )
    return tuple(section for section in sections if section.lines)


def _flow(flow: FlowVerdict) -> Line:
    sound = flow.passed and not flow.strips_permille
    return Line(said(flow.flow.value), said(flow.sentence), PLAIN if sound else BAD, link=f"element:{flow.at}")


def _fates(verdict: CallVerdict) -> tuple[Line, ...]:
    """Every cause of loss with its share and what the caller hears, and the share that arrives without a location."""
    lines = [
        Line(
            f"{fate.permille / 10:g} %",
            msg("{sentence} The caller hears {heard}.", sentence=fate.sentence, heard=fate.heard),
            BAD,
            link=f"element:{fate.at}",
        )
        for fate in verdict.fates
    ]
    if verdict.blind_permille:
        share = f"{verdict.blind_permille / 10:g} %"
        why = said(verdict.course.why_blind.value)
        lines.append(Line(share, msg("delivered without a location, {why}", why=why), BAD))
    if verdict.astray is not None:
        share, psap = f"{verdict.course.astray / 10:g} %", verdict.course.network.elements[verdict.astray.psap].name
        lines.append(Line(share, msg("led to {psap} for want of a location", psap=psap), BAD))
    return tuple(lines)


def _attempts(table: Any, call: dict[str, int], row: int) -> Section:
    rows = np.flatnonzero(table["caller"] == call["caller"])
    lines = []
    for other in rows[-MOST_ATTEMPTS:]:
        outcome = _OUTCOMES[int(table["outcome"][other])]
        way = label(_WAY_WORDS[_WAYS[int(table["way"][other])]])
        tone = BAD if outcome in FAILED else MUTED if outcome is Outcome.IN_PROGRESS else GOOD
        words = msg("{way}: {outcome}", way=way, outcome=said(WORDS[outcome]))
        lines.append(
            Line(
                clock(int(table["started"][other])),
                msg("{words} (this one)", words=words) if other == row else words,
                tone,
                link="" if other == row else f"call:{other}",
            )
        )
    return Section(msg("Attempts of this caller ({count})", count=len(rows)), tuple(lines))
