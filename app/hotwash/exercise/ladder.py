"""The SIP ladder of one call as one element has seen it: what came in and went out there, and nothing behind it.

A PSAP sees what reaches it, and the packets of both directions of the sound at its own end. An originating network sees
signalling alone: its tools judge a call by the final SIP response. Responses are those of RFC 3261.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hotwash.analysis.heard import Treatment
from hotwash.analysis.rules import REFUSED
from hotwash.analysis.verdict import Fate
from hotwash.domain.firewall import MEDIA, Flow, Transport
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome, Way
from hotwash.domain.sentences import say, term
from hotwash.domain.time import SECOND, Millis
from hotwash.simulation.desk_calls import Recorded

IN, OUT, NOTE = "in", "out", "note"
"""Which way a message goes, seen from the element; a note is no message."""
TIMER_B: Millis = 32 * SECOND
"""When an INVITE without an answer ends: 64 times T1 of 500 ms (RFC 3261)."""
RESENT: tuple[Millis, ...] = (500, 1_500, 3_500, 7_500, 15_500, 31_500)
"""When an INVITE without an answer is sent again over UDP (timer A of RFC 3261)."""
PACKETS_A_SECOND = 50
"""RTP packets of one direction: G.711 with 20 ms in each (RFC 3551)."""
_TREATMENTS = {Outcome.SILENT: Treatment.SILENT, Outcome.REJECTED: Treatment.REJECT}
_PHRASES = {
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    408: "Request Timeout",
    480: "Temporarily Unavailable",
    486: "Busy Here",
    488: "Not Acceptable Here",
    500: "Server Internal Error",
    503: "Service Unavailable",
    504: "Server Time-out",
    600: "Busy Everywhere",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a ladder. `after` is ms since the first message that the element saw of the call; -1 for none."""

    after: Millis
    way: str
    text: str


def ladder(call: Recorded, now: Millis, *, at_psap: bool) -> tuple[Step, ...]:
    """The ladder at its PSAP, or at its originating network; empty for what is no 911 call."""
    if call.way is not Way.NINE_ONE_ONE:
        return ()
    return tuple(_at_psap(call, now) if at_psap else _at_origin(call, now))


def other_end(call: Recorded, network: Network, *, at_psap: bool) -> str:
    """Name of the next element with which these messages are exchanged."""
    path = call.verdict.path
    if at_psap:
        before = path[path.index(call.place) - 1] if call.place in path[1:] else ""
    else:
        before = call.verdict.border
    return network.elements[before].name if before in network.elements else term("ESInet")


def _at_psap(call: Recorded, now: Millis) -> Iterator[Step]:
    first = call.delivered if call.delivered >= 0 else call.started
    yield Step(0, IN, term("INVITE with a location") if call.located else term("INVITE without a location"))
    if call.outcome is Outcome.BUSY:
        yield Step(0, OUT, _response(486))
        yield Step(0, IN, "ACK")
        return
    yield Step(0, OUT, "180 Ringing")
    if call.picked_up >= 0:
        picked = call.picked_up - first
        yield Step(picked, OUT, "200 OK")
        yield Step(picked, IN, "ACK")
        yield from _sound(call, picked, (call.ended if call.ended >= 0 else now) - first)
    if call.ended >= 0:
        yield from _over(call, call.ended - first, at_psap=True)


def _sound(call: Recorded, since: Millis, until: Millis) -> Iterator[Step]:
    """Packets at this end: what goes out is counted whether or not it arrives anywhere."""
    sent = max(0, until - since) * PACKETS_A_SECOND // SECOND
    lost = _media_lost(call)
    yield Step(since, IN, say("RTP: {count:,} packets in", count=0 if Flow.MEDIA_IN in lost else sent))
    yield Step(since, OUT, say("RTP: {count:,} packets out", count=sent))


def _media_lost(call: Recorded) -> frozenset[Flow]:
    if call.outcome is not Outcome.NO_AUDIO:
        return frozenset()
    media = [loss.media for loss in call.verdict.course.losses if loss.treatment is Treatment.NO_AUDIO]
    return frozenset(flow for flows in media for flow in flows) or MEDIA


def _at_origin(call: Recorded, now: Millis) -> Iterator[Step]:
    passed = (call.ended if call.ended >= 0 else now) - call.started
    fate = call.verdict.fate(_TREATMENTS[call.outcome]) if call.outcome in _TREATMENTS else None
    if fate is not None and fate.at == call.place:
        yield Step(0, NOTE, term("Nothing was sent: no way to the ESInet is in service"))
        return
    yield Step(0, OUT, "INVITE")
    if call.outcome is Outcome.SILENT:
        yield from _no_answer(call, fate, passed)
        return
    if call.outcome is Outcome.REJECTED:
        yield Step(call.verdict.there.latency * 2, IN, _response((fate.code if fate is not None else 0) or REFUSED))
        yield Step(call.verdict.there.latency * 2, OUT, "ACK")
        return
    if call.outcome is Outcome.BUSY:
        yield Step(max(0, passed), IN, _response(486))
        yield Step(max(0, passed), OUT, "ACK")
        return
    if call.delivered >= 0:
        yield Step(call.verdict.there.latency * 2, IN, "100 Trying")
        yield Step(call.delivered - call.started, IN, "180 Ringing")
    if call.picked_up >= 0:
        yield Step(call.picked_up - call.started, IN, "200 OK")
        yield Step(call.picked_up - call.started, OUT, "ACK")
    if call.ended >= 0:
        yield from _over(call, passed, at_psap=False)


def _no_answer(call: Recorded, fate: Fate | None, passed: Millis) -> Iterator[Step]:
    """Silence: the first SIP hop may have taken the INVITE over, or nothing has come back at all."""
    there = call.verdict.there
    taken_over = fate is not None and fate.at not in (*there.elements, *there.links)
    if taken_over:
        yield Step(there.latency * 2, IN, "100 Trying")
    elif call.verdict.transport is Transport.UDP:
        for after in RESENT:
            if after < passed:
                yield Step(after, OUT, term("INVITE, sent again"))
    if call.ended < 0:
        yield Step(-1, NOTE, term("No final response yet"))
    elif passed >= TIMER_B:
        yield Step(TIMER_B, NOTE, term("Time-out after 32 s: no final response (timer B)"))
    else:
        yield Step(passed, NOTE, term("The caller hung up; no final response until then"))


def _over(call: Recorded, after: Millis, *, at_psap: bool) -> Iterator[Step]:
    there, back = (IN, OUT) if at_psap else (OUT, IN)
    if call.outcome is Outcome.DROPPED:
        yield Step(after, NOTE, term("The session ends without BYE"))
    elif call.picked_up < 0:
        yield Step(after, there, "CANCEL")
        yield Step(after, back, "487 Request Terminated")
    else:
        hangs_up = (back, there) if call.outcome is Outcome.NO_AUDIO else (there, back)
        yield Step(after, hangs_up[0], "BYE")
        yield Step(after, hangs_up[1], "200 OK")


def _response(code: int) -> str:
    phrase = _PHRASES.get(code, "")
    return f"{code} {phrase}".rstrip()
