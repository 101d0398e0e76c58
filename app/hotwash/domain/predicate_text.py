"""How conditions are written: a small language for YAML, spreadsheets and screens; knows no facts.

`parse` reads what an author writes, such as `fault(firewall) for 0:08:00 and not act(reroute)`;
`written` gives it back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hotwash.domain.predicates import (
    ActBegun,
    ActOver,
    AlarmRung,
    AlarmSeen,
    CallsLost,
    CallsQueued,
    CauseStated,
    DecisionTaken,
    Every,
    FaultLive,
    InjectOut,
    Lasting,
    Leaf,
    MessageSentBy,
    MilestoneMet,
    Negated,
    Predicate,
    ReachedBelow,
    Some,
    StateIs,
    TimeReached,
)
from hotwash.domain.sentences import say, term
from hotwash.domain.time import Millis, clock, parse_clock

DEEPEST = 12
"""Brackets and words `not` within one another."""
LONGEST = 1_000
"""Characters of one condition."""


@dataclass(frozen=True, slots=True)
class _Word:
    """How a leaf is written: its class, its arguments in order with what each is, and how many must be given."""

    make: Callable[..., Leaf]
    arguments: tuple[tuple[str, str], ...]
    needed: int
    help: str


WORDS: dict[str, _Word] = {
    "time": _Word(TimeReached, (("at", "clock"),), 1, term("exercise time is that or later")),
    "fault": _Word(FaultLive, (("fault", "fault"),), 0, term("that fault is live")),
    "act": _Word(ActBegun, (("action", "action"), ("seat", "seat")), 1, term("that act has been begun")),
    "act_over": _Word(ActOver, (("action", "action"), ("seat", "seat")), 1, term("that act is over")),
    "alarm": _Word(AlarmRung, (("name", "word"),), 0, term("an alarm of that name was raised")),
    "seen": _Word(AlarmSeen, (("name", "word"), ("seat", "seat")), 0, term("such an alarm was acknowledged")),
    "milestone": _Word(MilestoneMet, (("name", "milestone"),), 1, term("that milestone was reached")),
    "message": _Word(MessageSentBy, (("seat", "seat"), ("to", "party")), 1, term("that seat has sent a message")),
    "decision": _Word(DecisionTaken, (("seat", "seat"),), 0, term("a seat has logged a decision")),
    "cause": _Word(CauseStated, (("cause", "kind"), ("sure", "count")), 1, term("a card named that kind of fault")),
    "inject": _Word(InjectOut, (("inject", "inject"),), 1, term("that inject was released")),
    "lost": _Word(CallsLost, (("at_least", "count"), ("within", "clock")), 1, term("so many 911 attempts failed")),
    "queued": _Word(CallsQueued, (("at_least", "count"),), 1, term("so many calls were waiting")),
    "reached_below": _Word(
        ReachedBelow,
        (("permille", "count"), ("within", "clock")),
        1,
        term("fewer thousandths of 911 attempts came to a PSAP by voice"),
    ),
    "state": _Word(StateIs, (("element", "element"), ("state", "word")), 2, term("that state was told of an element")),
}
"""Every leaf by the word it is written with."""
_BY_CLASS = {word.make: name for name, word in WORDS.items()}
_TOKEN = re.compile(r"\s*(?:(\d{1,4}:[0-5]\d:[0-5]\d)|(\d{1,9})(?![\w-])|([A-Za-z0-9][\w-]*)|([(),=]))", re.ASCII)


def parse(text: str) -> Predicate:
    """The condition that an author wrote; raises ValueError with a sentence that names the place."""
    if len(text) > LONGEST:
        raise ValueError(say("a condition is at most {most:,} characters long", most=LONGEST))
    return _Reader(text).whole()


def written(condition: Predicate) -> str:
    """A condition as an author would write it; `parse` gives it back."""
    match condition:
        case Every(of):
            return " and ".join(_inner(part) for part in of)
        case Some(of):
            return " or ".join(_inner(part) for part in of)
        case Negated(of):
            return f"not {_inner(of)}"
        case Lasting(of, ms):
            return f"{_inner(of)} for {clock(ms)}"
        case _:
            return _leaf(condition)


def leaves(condition: Predicate) -> Iterator[Leaf]:
    """Every leaf, from left to right."""
    match condition:
        case Every(of) | Some(of):
            for part in of:
                yield from leaves(part)
        case Negated(of) | Lasting(of, _):
            yield from leaves(of)
        case _:
            yield condition


def named(condition: Predicate) -> Iterator[tuple[str, str]]:
    """What a condition refers to: pairs of group (fault, kind, action, seat, party, inject, element,
    milestone) and id."""
    for leaf in leaves(condition):
        for field, group in WORDS[_BY_CLASS[type(leaf)]].arguments:
            value = getattr(leaf, field)
            if group not in ("clock", "count", "word") and value:
                yield group, str(value)


def _inner(condition: Predicate) -> str:
    text = written(condition)
    return f"({text})" if isinstance(condition, Every | Some | Negated | Lasting) else text


def _leaf(leaf: Leaf) -> str:
    name = _BY_CLASS[type(leaf)]
    word = WORDS[name]
    shown: list[str] = []
    for number, (field, kind) in enumerate(word.arguments):
        value = getattr(leaf, field)
        if number >= word.needed and value == type(leaf).__dataclass_fields__[field].default:
            continue
        text = clock(value) if kind == "clock" else str(value)
        shown.append(text if number < max(word.needed, 1) else f"{field}={text}")
    return f"{name}({', '.join(shown)})"


class _Reader:
    """Reads one condition by recursive descent."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(self._cut(text))
        self._next = 0
        self._depth = 0

    def _cut(self, text: str) -> Iterator[tuple[str, str, int]]:
        place = 0
        while text[place:].strip():
            found = _TOKEN.match(text, place)
            if found is None:
                raise ValueError(say("'{part}' can't be read", part=text[place:].strip()[:20]))
            kind = ("clock", "count", "name", "mark")[(found.lastindex or 1) - 1]
            yield kind, found.group(found.lastindex or 1), found.start(found.lastindex or 1)
            place = found.end()

    def whole(self) -> Predicate:
        condition = self._some()
        if self._next < len(self._tokens):
            raise self._wrong(term("'and', 'or', 'for' or the end"))
        return condition

    def _peek(self) -> str:
        return self._tokens[self._next][1] if self._next < len(self._tokens) else ""

    def _take(self, text: str) -> bool:
        if self._peek() != text:
            return False
        self._next += 1
        return True

    def _wrong(self, wanted: str) -> ValueError:
        if self._next < len(self._tokens):
            _, text, place = self._tokens[self._next]
            return ValueError(
                say("expected {wanted} at character {place}, not '{text}'", wanted=wanted, place=place + 1, text=text)
            )
        return ValueError(say("expected {wanted} at the end", wanted=wanted))

    def _some(self) -> Predicate:
        parts = [self._every()]
        while self._take("or"):
            parts.append(self._every())
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def _every(self) -> Predicate:
        parts = [self._lasting()]
        while self._take("and"):
            parts.append(self._lasting())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _lasting(self) -> Predicate:
        condition = self._single()
        while self._take("for"):
            condition = Lasting(condition, self._clock())
        return condition

    def _single(self) -> Predicate:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValueError(say("a condition has at most {most} brackets in one another", most=DEEPEST))
        try:
            if self._take("not"):
                return Negated(self._single())
            if self._take("("):
                condition = self._some()
                if not self._take(")"):
                    raise self._wrong("')'")
                return condition
            return self._leaf()
        finally:
            self._depth -= 1

    def _leaf(self) -> Leaf:
        name = self._peek()
        word = WORDS.get(name)
        if word is None:
            raise self._wrong(", ".join(WORDS))
        self._next += 1
        values: dict[str, object] = {}
        if self._take("("):
            while not self._take(")"):
                if values and not self._take(","):
                    raise self._wrong(term("',' or ')'"))
                self._argument(word, values)
        missing = [field for field, _ in word.arguments[: word.needed] if field not in values]
        if missing:
            raise ValueError(say("'{name}' lacks its {missing}", name=name, missing=", ".join(missing)))
        return word.make(**values)

    def _argument(self, word: _Word, values: dict[str, object]) -> None:
        field, begins = self._peek(), self._next
        by_name = self._next + 1 < len(self._tokens) and self._tokens[self._next + 1][1] == "="
        if by_name:
            self._next += 2
        elif len(values) < len(word.arguments):
            field = word.arguments[len(values)][0]
        kinds = dict(word.arguments)
        if field not in kinds or field in values:
            self._next = begins
            raise self._wrong(", ".join(name for name in kinds if name not in values) or "')'")
        values[field] = self._value(kinds[field])

    def _value(self, kind: str) -> object:
        if kind == "clock":
            return self._clock()
        if self._next >= len(self._tokens):
            raise self._wrong(term("a value"))
        found, text, _ = self._tokens[self._next]
        if kind == "count":
            if found != "count":
                raise self._wrong(term("a whole number"))
            self._next += 1
            return int(text)
        if found not in ("name", "count"):
            raise self._wrong(term("a name"))
        self._next += 1
        return text

    def _clock(self) -> Millis:
        if self._next >= len(self._tokens) or self._tokens[self._next][0] != "clock":
            raise self._wrong(term("a time as h:mm:ss"))
        self._next += 1
        return parse_clock(self._tokens[self._next - 1][1])
