"""Times and dates as people write them in an MSEL; knows no sheet and no inject.

What can be meant in two ways is decided by the scenario's start, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hotwash.documents.grid import Cell
from hotwash.domain.sentences import say
from hotwash.domain.time import HOUR, MINUTE, SECOND, Millis, clock

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # the day 0 of spreadsheets; a story has no zone
SERIALS = range(20_000, 80_000)
"""Days since then that are dates of the years 1954 to 2119, and that no minutes of an exercise are."""
_DAY = 24 * HOUR
_CLOCK = re.compile(
    r"(?:(t|h|startex|start|e)\s*\+?\s*)?(\d{1,4}):([0-5]\d)(?::([0-5]\d))?\Z", re.ASCII | re.IGNORECASE
)
_PLUS = re.compile(r"(t|h|m|d|startex)\s*\+\s*(\d{1,4})\s*(min|minutes|h|hours)?\Z", re.ASCII | re.IGNORECASE)
_WORDS = re.compile(r"(\d{1,4})\s*(m|min|mins|minutes|h|hr|hrs|hours)\Z", re.ASCII | re.IGNORECASE)
_BEFORE = re.compile(r"(?:t|h|m|d|startex)?\s*[-\u2212\u2013]\s*\d", re.ASCII | re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?\Z", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)(?:[ ,T]+(.+))?\Z", re.ASCII)
_MILITARY = re.compile(r"(\d\d)(\d\d)(\d\d)\s*[A-Z]?\s*([A-Z]{3})\s*(\d{4}|\d\d)\Z", re.ASCII)
_ON_DAY = re.compile(r"d\s*\+\s*(\d{1,3})[ ,]+(\S.*)\Z", re.ASCII | re.IGNORECASE)
_OF_DAY = re.compile(r"(\d{1,2})(?::([0-5]\d))?(?::([0-5]\d))?\s*(am|pm|hrs|h)?\Z", re.ASCII | re.IGNORECASE)
_FOUR = re.compile(r"([01]\d|2[0-3])([0-5]\d)\s*(?:h|hrs|hours|z|l)?\Z", re.ASCII | re.IGNORECASE)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in ms since the start; `guess` says what was decided where it could mean something else."""

    at: Millis
    guess: str = ""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What dates are read by: the story's start, the length of the exercise, and which number of a date is the day."""

    start: datetime
    span: Millis
    day_first: bool = True
    sure: bool = True

    def elapsed(self, value: Cell) -> Moment | None:
        """Time since the start, from a cell in a column of exercise times."""
        match value:
            case timedelta():
                return self._within(round(value / timedelta(milliseconds=1)), guess="")
            case datetime() if value.year <= 1900:
                return Moment(round((value - datetime(1899, 12, 31)) / timedelta(milliseconds=1)))  # noqa: DTZ001
            case int() | float() if 0 <= value < 1:
                return Moment(round(value * _DAY / SECOND) * SECOND)
            case int() | float() if 1 <= value < SERIALS.start:
                return Moment(round(value * MINUTE), say("a plain number is taken for minutes"))
            case str():
                return self._elapsed_text(" ".join(value.split()))
            case _:
                return self.story(value)

    def story(self, value: Cell) -> Moment | None:
        """Time since the start, from a cell in a column of story times."""
        match value:
            case datetime():
                return self._since(value)
            case timedelta() if value < timedelta(days=1):
                return self._of_day(round(value / timedelta(milliseconds=1)))
            case int() | float() if int(value) in SERIALS:
                moment = EPOCH + timedelta(seconds=round(value * 86_400))
                return self._since(
                    moment, say("the number is taken for the date {date}", date=f"{moment:%Y-%m-%d %H:%M}")
                )
            case int() | float() if 0 <= value < 1:
                return self._of_day(round(value * _DAY / SECOND) * SECOND)
            case int() if (found := _FOUR.match(f"{value:04}")) is not None:
                return self._of_day(int(found.group(1)) * HOUR + int(found.group(2)) * MINUTE)
            case str():
                return self._story_text(" ".join(value.split()))
            case _:
                return None

    def _elapsed_text(self, text: str) -> Moment | None:
        if (found := _CLOCK.match(text)) is not None:
            hours, minutes, seconds = (int(part or 0) for part in found.group(2, 3, 4))
            at = hours * HOUR + minutes * MINUTE + seconds * SECOND
            return Moment(at) if found.group(1) else self._within(at, guess="")
        if (found := _PLUS.match(text)) is not None:
            letter, count, unit = found.group(1).lower(), int(found.group(2)), (found.group(3) or "").lower()
            if unit or letter in ("h", "m", "d"):
                each = HOUR if unit[:1] == "h" or (not unit and letter == "h") else MINUTE
                return Moment(count * (_DAY if letter == "d" and not unit else each))
            return Moment(count * MINUTE, say("a plain number is taken for minutes"))
        if (found := _WORDS.match(text)) is not None:
            return Moment(int(found.group(1)) * (HOUR if found.group(2)[0].lower() == "h" else MINUTE))
        if text.isascii() and text.isdigit() and len(text) < 4:
            return Moment(int(text) * MINUTE, say("a plain number is taken for minutes"))
        return self._story_text(text)

    def _within(self, at: Millis, guess: str) -> Moment:
        """A bare 13:15: since the start where the exercise is that long, else a time of the story's day."""
        if at > self.span and at < _DAY:
            of_day = self._of_day(at)
            if 0 <= of_day.at <= self.span:
                return Moment(of_day.at, say("taken for the time of day, which is T+ {at}", at=clock(of_day.at)))
        return Moment(at, guess)

    def _story_text(self, text: str) -> Moment | None:
        if _ISO.match(text):
            try:
                return self._since(datetime.fromisoformat(text))
            except ValueError:
                return None
        if (found := _SLASHED.match(text)) is not None:
            return self._slashed(found)
        if (found := _MILITARY.match(text.upper())) is not None and found.group(4) in _MONTHS:
            day, hour, minute = (int(part) for part in found.group(1, 2, 3))
            return self._on(
                _year(found.group(5)), _MONTHS.index(found.group(4)) + 1, day, hour * HOUR + minute * MINUTE
            )
        if (found := _ON_DAY.match(text)) is not None:
            of_day = _time_of_day(found.group(2))
            day_0 = self.start.date() + timedelta(days=int(found.group(1)))
            return None if of_day is None else self._on(day_0.year, day_0.month, day_0.day, of_day)
        if (number := _number(text)) is not None and int(number) in SERIALS:
            return self.story(number)
        of_day = _time_of_day(text)
        return None if of_day is None else self._of_day(of_day)

    def _slashed(self, found: re.Match[str]) -> Moment | None:
        first, second, year = int(found.group(1)), int(found.group(2)), _year(found.group(3))
        of_day = _time_of_day(found.group(4)) if found.group(4) else 0
        if of_day is None:
            return None
        day, month = (first, second) if self.day_first else (second, first)
        if month > 12 >= day:
            day, month = month, day
        moment = self._on(year, month, day, of_day)
        if moment is None or self.sure or first == second or max(first, second) > 12:
            return moment
        return Moment(
            moment.at, say("the date can be read in two ways; taken for {date}", date=f"{year:04}-{month:02}-{day:02}")
        )

    def _on(self, year: int, month: int, day: int, of_day: Millis) -> Moment | None:
        try:
            return self._since(datetime(year, month, day) + timedelta(milliseconds=of_day))  # noqa: DTZ001
        except ValueError:
            return None

    def _of_day(self, of_day: Millis) -> Moment:
        """On the story's first day, or on the next where that is before the start and the exercise lasts so long."""
        midnight = datetime.combine(self.start.date(), datetime.min.time())
        at = self._since(midnight + timedelta(milliseconds=of_day)).at
        return Moment(at + _DAY if at < 0 and at + _DAY <= self.span else at)

    def _since(self, moment: datetime, guess: str = "") -> Moment:
        return Moment(round((moment - self.start) / timedelta(milliseconds=1)), guess)


def is_before(value: Cell) -> bool:
    """Whether a text is a time before the start, such as T-10 or -0:15."""
    return isinstance(value, str) and _BEFORE.match(value.strip()) is not None


def reckoning(start: datetime, span: Millis, cells: Iterable[Cell]) -> Reckoning:
    """How the dates of a sheet are written: by any whose day is above 12, else by what lies nearest to the start."""
    found = [match for cell in cells if isinstance(cell, str) and (match := _SLASHED.match(" ".join(cell.split())))]
    firsts, seconds = [int(one.group(1)) for one in found], [int(one.group(2)) for one in found]
    if any(one > 12 for one in firsts) != any(one > 12 for one in seconds):
        return Reckoning(start, span, day_first=any(one > 12 for one in firsts))
    far = {way: sum(_days_off(start.date(), one, day_first=way) for one in found) for way in (True, False)}
    return Reckoning(start, span, day_first=far[True] < far[False], sure=not found)


def _days_off(start: date, found: re.Match[str], *, day_first: bool) -> int:
    day, month = (int(part) for part in (found.group(1, 2) if day_first else found.group(2, 1)))
    try:
        return abs((date(_year(found.group(3)), month, day) - start).days)
    except ValueError:
        return 1_000_000


def _time_of_day(text: str) -> Millis | None:
    text = text.strip()
    if (four := _FOUR.match(text)) is not None:
        return int(four.group(1)) * HOUR + int(four.group(2)) * MINUTE
    found = _OF_DAY.match(text)
    if found is None or not (found.group(2) or found.group(4)):
        return None
    hour, half = int(found.group(1)), (found.group(4) or "").lower()
    if half in ("am", "pm"):
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23:
        return None
    return hour * HOUR + int(found.group(2) or 0) * MINUTE + int(found.group(3) or 0) * SECOND


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{5}(?:[.,]\d{1,12})?", text, re.ASCII) and "," not in text else None
