"""Exercise time as whole milliseconds, and its one written form; knows no wall clock."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from hotwash.domain.sentences import say

Millis = int

SECOND: Millis = 1_000
MINUTE: Millis = 60 * SECOND
HOUR: Millis = 60 * MINUTE

_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d):([0-5]\d)\Z", re.ASCII)


def parse_clock(text: str) -> Millis:
    """Milliseconds from `h:mm:ss`; raises ValueError with a sentence for anything else."""
    match = _CLOCK.match(text)
    if match is None:
        raise ValueError(
            say("'{text}' is not a time; write hours, minutes and seconds as h:mm:ss, for example 1:15:00", text=text)
        )
    hours, minutes, seconds = (int(part) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * SECOND


def clock(at: Millis) -> str:
    """`h:mm:ss` of a time or duration; parts of a second are cut off, a negative time keeps its sign."""
    sign, seconds = ("-", -at // SECOND) if at < 0 else ("", at // SECOND)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def scenario_time(start: datetime, at: Millis) -> datetime:
    """The story's date and time at exercise time `at`."""
    return start + timedelta(milliseconds=at)
