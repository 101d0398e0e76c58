"""What goes into a journal and what comes out of it, as values; knows nothing of files, SQLite or what an event means.

The body of an event is kept as canonical JSON: keys sorted by code point, no spaces, UTF-8, whole numbers of 64 bits,
no floats. The same body therefore always has the same bytes, on every machine, and the chain can cover them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from hotwash.journal.errors import UnwritableEntry

BODY_BYTES = 1 << 20
NAME_CHARACTERS = 200
DEPTH = 32
_LARGEST = (1 << 63) - 1

_UNWANTED = {float: "a number with a decimal point", bytes: "raw bytes", set: "a set"}


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
    checked_name("the id", entry.cid)
    checked_name("the actor", entry.actor)
    checked_name("the kind", entry.kind)
    checked_whole("the exercise time", entry.at_ms)
    return Prepared(entry.cid, entry.actor, entry.kind, entry.at_ms, wall_ns, mono_ns, canonical(entry.body))


def canonical(body: object) -> bytes:
    """The one spelling of a body (see the module's own words). Raises UnwritableEntry."""
    if not isinstance(body, Mapping):
        raise UnwritableEntry("the body", "must be a table of names and values")
    data = json.dumps(_plain(body, "the body", 0), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    if len(data) > BODY_BYTES:
        raise UnwritableEntry("the body", f"is larger than {BODY_BYTES >> 10} KiB")
    return data


def parsed(data: bytes) -> dict[str, object]:
    """A body read back. Raises ValueError when it is not a JSON table of the kind `canonical` writes."""
    try:
        value = json.loads(data.decode("utf-8"), parse_float=_refuse, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(value, dict):
        raise ValueError("not a table of names and values")
    return value


def checked_name(where: str, value: object) -> None:
    """Raises UnwritableEntry unless `value` is 1 to 200 printable characters that UTF-8 can hold."""
    if not isinstance(value, str) or not value:
        raise UnwritableEntry(where, "is empty")
    if len(value) > NAME_CHARACTERS:
        raise UnwritableEntry(where, f"is longer than {NAME_CHARACTERS} characters")
    if not value.isprintable():
        raise UnwritableEntry(where, "holds a character that can't be printed")


def checked_whole(where: str, value: object) -> None:
    """Raises UnwritableEntry unless `value` is a whole number that fits 64 bits."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnwritableEntry(where, "must be a whole number")
    if not -_LARGEST <= value <= _LARGEST:
        raise UnwritableEntry(where, "is a whole number of more than 64 bits")


def _plain(value: object, where: str, depth: int) -> object:
    if isinstance(value, str):
        _checked_text(value, where)
        return str.__str__(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        checked_whole(where, value)
        return int(value)
    if depth >= DEPTH:
        raise UnwritableEntry(where, f"is nested more than {DEPTH} deep")
    if isinstance(value, Mapping):
        return {_key(k, where): _plain(v, f"{where}, “{k}”", depth + 1) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v, where, depth + 1) for v in value]
    raise UnwritableEntry(where, f"is {_UNWANTED.get(type(value), 'not text, a whole number, a list or a table')}")


def _key(key: object, where: str) -> str:
    if not isinstance(key, str):
        raise UnwritableEntry(where, "has a name that is not text")
    _checked_text(key, where)
    return str.__str__(key)


def _checked_text(text: str, where: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise UnwritableEntry(_readable(where), "holds half of a character (a lone surrogate)") from None


def _readable(where: str) -> str:
    return where.encode("utf-8", "replace").decode("utf-8")


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{text[:20]} is not a whole number")
