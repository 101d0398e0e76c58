"""What a caller hears of a call that the network loses: tones by SIP code, dead air, or half a conversation."""

from __future__ import annotations

from enum import StrEnum

from hotwash.domain.firewall import Flow
from hotwash.domain.sentences import say, term


class Treatment(StrEnum):
    """What the network does to the attempt, before any queue."""

    DELIVER = "deliver"
    SILENT = "silent"
    REJECT = "reject"
    NO_AUDIO = "no audio"


_TONES = {
    486: term("a busy tone"),
    600: term("a busy tone"),
    404: term("an announcement that the number is not in service"),
    403: term("an announcement that the call is refused"),
    480: term("ringing, then an announcement that nobody answers"),
    408: term("long silence, then a fast busy"),
    504: term("long silence, then a fast busy"),
}
"""Legacy tones by SIP code (mapping of SIP codes to Q.850 causes); every other code is a fast busy (reorder)."""

FAST_BUSY = term("a fast busy")
SILENCE = term("silence")
"""An INVITE without an answer ends after timer B, 32 s (RFC 3261); until then the caller hears nothing."""


def tone(code: int) -> str:
    """What a caller hears whose call is answered with a SIP code."""
    return _TONES.get(code, FAST_BUSY)


def heard(treatment: Treatment, code: int = 0, media: tuple[Flow, ...] = ()) -> str:
    """What the caller hears, in a few words; `media` are the directions that are lost."""
    match treatment:
        case Treatment.SILENT:
            return SILENCE
        case Treatment.REJECT:
            return say("{tone} (SIP {code})", tone=tone(code), code=code) if code else tone(code)
        case Treatment.NO_AUDIO:
            if media == (Flow.MEDIA_IN,):
                return term("the call taker, who hears nothing")
            if media == (Flow.MEDIA_OUT,):
                return term("nothing, though the call taker hears the caller")
            return term("ringing, then nothing in either direction")
        case Treatment.DELIVER:
            return term("ringing, then a call taker")
