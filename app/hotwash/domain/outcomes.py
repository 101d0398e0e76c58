"""What can become of one attempt to call, by the names used on screen, on paper and in the journal."""

from __future__ import annotations

from enum import StrEnum

from hotwash.domain.sentences import term


class Outcome(StrEnum):
    """The closed list of outcomes; the call kernel numbers them in this order, beginning with 0."""

    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    ANSWERED_NO_LOCATION = "answered_no_location"
    ANSWERED_TEN_DIGIT = "answered_ten_digit"
    ANSWERED_CALL_BACK = "answered_call_back"
    ANSWERED_WALK_IN = "answered_walk_in"
    NO_AUDIO = "no_audio"
    SILENT = "silent"
    REJECTED = "rejected"
    BUSY = "busy"
    ABANDONED = "abandoned"
    DROPPED = "dropped"
    CALL_BACK_UNREACHED = "call_back_unreached"
    ANSWERED_OTHER_NETWORK = "answered_other_network"
    WRONG_PLACE = "wrong_place"


BY_ESINET = (Outcome.ANSWERED, Outcome.ANSWERED_ELSEWHERE, Outcome.ANSWERED_NO_LOCATION)
"""Answered by voice through the ESInet."""
BY_OTHER_WAY = (
    Outcome.ANSWERED_TEN_DIGIT,
    Outcome.ANSWERED_CALL_BACK,
    Outcome.ANSWERED_WALK_IN,
    Outcome.ANSWERED_OTHER_NETWORK,
)
"""Reached somebody, but not by dialling 911 on the caller's own network."""
FAILED = (
    Outcome.NO_AUDIO,
    Outcome.SILENT,
    Outcome.REJECTED,
    Outcome.BUSY,
    Outcome.ABANDONED,
    Outcome.DROPPED,
    Outcome.WRONG_PLACE,
)
"""The caller got no help by this attempt (a dropped call had begun to get it)."""

WORDS: dict[Outcome, str] = {
    Outcome.IN_PROGRESS: term("in progress"),
    Outcome.ANSWERED: term("answered"),
    Outcome.ANSWERED_ELSEWHERE: term("answered by another PSAP"),
    Outcome.ANSWERED_NO_LOCATION: term("answered without location"),
    Outcome.ANSWERED_TEN_DIGIT: term("answered on a 10-digit line"),
    Outcome.ANSWERED_CALL_BACK: term("reached by call-back"),
    Outcome.ANSWERED_WALK_IN: term("helped in person"),
    Outcome.NO_AUDIO: term("no sound"),
    Outcome.SILENT: term("silence"),
    Outcome.REJECTED: term("fast busy"),
    Outcome.BUSY: term("busy"),
    Outcome.ABANDONED: term("hung up waiting"),
    Outcome.DROPPED: term("cut off"),
    Outcome.CALL_BACK_UNREACHED: term("call-back not answered"),
    Outcome.ANSWERED_OTHER_NETWORK: term("answered through another network"),
    Outcome.WRONG_PLACE: term("reached a wrong number"),
}


class Way(StrEnum):
    """How an attempt was made; numbered in this order by the call kernel."""

    NINE_ONE_ONE = "911"
    TEN_DIGIT = "ten_digit"
    CALL_BACK = "call_back"
    WALK_IN = "walk_in"
