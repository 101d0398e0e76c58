"""What can become of one attempt to call, by the names used on screen, on paper and in the journal."""

from __future__ import annotations

from enum import StrEnum


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


BY_ESINET = (Outcome.ANSWERED, Outcome.ANSWERED_ELSEWHERE, Outcome.ANSWERED_NO_LOCATION)
"""Answered by voice through the ESInet."""
BY_OTHER_WAY = (Outcome.ANSWERED_TEN_DIGIT, Outcome.ANSWERED_CALL_BACK, Outcome.ANSWERED_WALK_IN)
"""Reached somebody, but not by dialling 911."""
FAILED = (Outcome.NO_AUDIO, Outcome.SILENT, Outcome.REJECTED, Outcome.BUSY, Outcome.ABANDONED, Outcome.DROPPED)
"""The caller got no help by this attempt (a dropped call had begun to get it)."""

WORDS: dict[Outcome, str] = {
    Outcome.IN_PROGRESS: "in progress",
    Outcome.ANSWERED: "answered",
    Outcome.ANSWERED_ELSEWHERE: "answered by another PSAP",
    Outcome.ANSWERED_NO_LOCATION: "answered without location",
    Outcome.ANSWERED_TEN_DIGIT: "answered on a 10-digit line",
    Outcome.ANSWERED_CALL_BACK: "reached by call-back",
    Outcome.ANSWERED_WALK_IN: "helped in person",
    Outcome.NO_AUDIO: "no sound",
    Outcome.SILENT: "silence",
    Outcome.REJECTED: "fast busy",
    Outcome.BUSY: "busy",
    Outcome.ABANDONED: "hung up waiting",
    Outcome.DROPPED: "cut off",
    Outcome.CALL_BACK_UNREACHED: "call-back not answered",
}


class Way(StrEnum):
    """How an attempt was made; numbered in this order by the call kernel."""

    NINE_ONE_ONE = "911"
    TEN_DIGIT = "ten_digit"
    CALL_BACK = "call_back"
    WALK_IN = "walk_in"
