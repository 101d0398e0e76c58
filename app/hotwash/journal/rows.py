"""What goes into a journal and what comes out of it, as values; knows nothing of files, SQLite or what an event means.

The body of an event is kept as canonical JSON: keys sorted by code point, no spaces, UTF-8, whole numbers of 64 bits,
no floats. The same body therefore always has the same bytes, on every machine, and the chain can cover them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from hotwash.domain.sentences import joined, say, term
from hotwash.journal.errors import UnwritableEntry

BODY_BYTES = 1 << 20
NAME_CHARACTERS = 200
DEPTH = 32
_LARGEST = (1 << 63) - 1

_UNWANTED = {float: term("a number with a decimal point"), bytes: term("raw bytes"), set: term("a set")}
_ID, _ACTOR, _KIND = term("the id"), term("the actor"), term("the kind")
_TIME, _BODY = term("the exercise time"), term("the body")


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody wants appended.

    `cid` is the sender's own id for it, unique per actor for ever; `at_ms` is exercise time T+ in milliseconds and may
    be negative (before the start); `body` holds JSON values: str, int, bool, None, list, dict.
    """

    cid: str
    actor: str
    kind: str
    at_ms: int
    body: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Row:
    """One event as it stands on disk. `seq` counts from 1 without gaps and is the only order; `wall_ns` is UTC since
    1970 and may jump, `mono_ns` is the monotonic clock of that run of the app; `head` is the chain up to here."""

    seq: int
    cid: str
    actor: str
    kind: str
    at_ms: int
    wall_ns: int
    mono_ns: int
    body: dict[str, object]
    head: bytes


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A promise that the entry is on disk as event `seq`.

    `duplicate`: the same actor had sent this cid before and had it acknowledged; `seq` and `head` are those of the
    first one. `conflict`: and its kind or body differ from the first one, which was kept.
    """

    cid: str
    seq: int
    duplicate: bool
    head: bytes
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the exercise clock stood: T+ in ms, running or paused, speed in thousandths (1000 = real time),
    and the wall clock (ns since 1970, UTC) when that was noted."""

    at_ms: int
    running: bool
    speed_milli: int
    wall_ns: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry checked, stamped and encoded, ready for the writer."""

    cid: str
    actor: str
    kind: str
    at_ms: int
    wall_ns: int
    mono_ns: int
    body: bytes


def prepared(entry: Entry, wall_ns: int, mono_ns: int) -> Prepared:
    """Checks and encodes one entry. Raises UnwritableEntry naming the field, before anything is written."""
    checked_name(_ID, entry.cid)
    checked_name(_ACTOR, entry.actor)
    checked_name(_KIND, entry.kind)
    checked_whole(_TIME, entry.at_ms)
    return Prepared(entry.cid, entry.actor, entry.kind, entry.at_ms, wall_ns, mono_ns, canonical(entry.body))


def canonical(body: object) -> bytes:
    """The one spelling of a body (see the module's own words). Raises UnwritableEntry."""
    if not isinstance(body, Mapping):
        raise UnwritableEntry(_BODY, say("must be a table of names and values"))
    data = json.dumps(_plain(body, (_BODY,), 0), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    if len(data) > BODY_BYTES:
        raise UnwritableEntry(_BODY, say("is larger than {size} KiB", size=BODY_BYTES >> 10))
    return data


def parsed(data: bytes) -> dict[str, object]:
    """A body read back. Raises ValueError when it is not a JSON table of the kind `canonical` writes."""
    try:
        value = json.loads(data.decode("utf-8"), parse_float=_refuse, parse_constant=_refuse)
    except RecursionError:
        raise ValueError(say("nested too deep")) from None
    if not isinstance(value, dict):
        raise ValueError(say("not a table of names and values"))
    return value


def checked_name(where: str, value: object) -> None:
    """Raises UnwritableEntry unless `value` is 1 to 200 printable characters that UTF-8 can hold."""
    if not isinstance(value, str) or not value:
        raise UnwritableEntry(where, say("is empty"))
    if len(value) > NAME_CHARACTERS:
        raise UnwritableEntry(where, say("is longer than {count} characters", count=NAME_CHARACTERS))
    if not value.isprintable():
        raise UnwritableEntry(where, say("holds a character that can't be printed"))


def checked_whole(where: str, value: object) -> None:
    """Raises UnwritableEntry unless `value` is a whole number that fits 64 bits."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnwritableEntry(where, say("must be a whole number"))
    _checked_size(value, (where,))


def _checked_size(value: int, where: tuple[str, ...]) -> None:
    if not -_LARGEST <= value <= _LARGEST:
        raise UnwritableEntry(_at(where), say("is a whole number of more than 64 bits"))


def _plain(value: object, where: tuple[str, ...], depth: int) -> object:
    if isinstance(value, str):
        _checked_text(value, where)
        return str.__str__(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        _checked_size(value, where)
        return int(value)
    if depth >= DEPTH:
        raise UnwritableEntry(_at(where), say("is nested more than {depth} deep", depth=DEPTH))
    if isinstance(value, Mapping):
        return {_key(k, where): _plain(v, (*where, k), depth + 1) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v, where, depth + 1) for v in value]
    what = _UNWANTED.get(type(value), term("not text, a whole number, a list or a table"))
    raise UnwritableEntry(_at(where), say("is {what}", what=what))


def _key(key: object, where: tuple[str, ...]) -> str:
    if not isinstance(key, str):
        raise UnwritableEntry(_at(where), say("has a name that is not text"))
    _checked_text(key, where)
    return str.__str__(key)


def _checked_text(text: str, where: tuple[str, ...]) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise UnwritableEntry(_at(where), say("holds half of a character (a lone surrogate)")) from None


def _at(where: tuple[str, ...]) -> str:
    """Where in a body something stands: the body, and the names on the way there, which are printable text by now."""
    body, *names = where
    return joined([body, *(f"“{name}”" for name in names)], ", ")


def _refuse(text: str) -> NoReturn:
    raise ValueError(say("{text} is not a whole number", text=text[:20]))
