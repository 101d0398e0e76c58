"""Between values of the domain, entries of scenario files, and one line of text for each key; made from the grammar.

Whatever a kind gains as a field can be exchanged without a line here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from hotwash.catalogue import registry
from hotwash.domain.network import Network
from hotwash.domain.time import clock
from hotwash.scenario.exchange.imported import Entry, Plain
from hotwash.scenario.grammar import sections
from hotwash.scenario.shapes import Clock, Key, Kinds, Many, Moment, Record, Shape, Truth, Whole

ATTRIBUTES = "attributes"
_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})
_PART = re.compile(r"([a-z_]+)=(\S*)", re.ASCII)


@cache
def shape_of(section: str) -> Kinds | Record:
    """What one entry of a list of scenario files must be."""
    many = next(key.shape for key in sections() if key.name == section)
    assert isinstance(many, Many)
    assert isinstance(many.item, Kinds | Record)
    return many.item


def keys_of(section: str, kind: str = "") -> tuple[Key, ...]:
    """The keys of an entry of a list; of elements those of a kind, `kind` itself aside."""
    shape = shape_of(section)
    return shape.records[kind].keys if isinstance(shape, Kinds) else shape.keys


@cache
def keys_by_name(section: str) -> Mapping[str, Key]:
    """Every key that an entry of a list may have, whatever its kind, in order of the kinds."""
    kinds = registry.elements() if isinstance(shape_of(section), Kinds) else ("",)
    return {key.name: key for kind in kinds for key in keys_of(section, kind)}


def entries_of(network: Network) -> dict[str, tuple[Entry, ...]]:
    """Every element, link, policy and region as an author would write it, without what is at its default."""
    found: dict[str, Iterable[Any]] = {
        "regions": network.regions.values(),
        "policies": network.policies.values(),
        "elements": network.elements.values(),
        "links": network.links.values(),
    }
    return {name: tuple(entry_of(shape_of(name), value) for value in values) for name, values in found.items()}


def entry_of(shape: Kinds | Record, value: Any) -> Entry:
    """One value as an entry."""
    if isinstance(shape, Kinds):
        record = shape.records[value.kind]
        return {shape.by: str(value.kind), **entry_of(record, value)}
    made: dict[str, Plain] = {}
    for key in shape.keys:
        held = getattr(value, key.name)
        if key.required or held != key.default:
            made[key.name] = _plain(key.shape, held)
    return made


def _plain(shape: Shape, value: Any) -> Plain:
    match shape, value:
        case ((Kinds() | Record()), _):
            return entry_of(shape, value)
        case Many(item=item), _:
            return tuple(_plain(item, one) for one in value)
        case Clock(), _:
            return clock(value)
        case Moment(), datetime():
            return value.isoformat()
        case _, StrEnum():
            return str(value.value)
        case _, bool() | int():
            return value
        case _:
            return str(value)


def text_of(plain: Plain) -> str:
    """A value of an entry on one line, for a cell: `cell_of` reads it back. Lists are parted by semicolons."""
    match plain:
        case bool():
            return "true" if plain else "false"
        case tuple():
            return "; ".join(text_of(one) for one in plain)
        case Mapping():
            return " ".join(f"{key}={text_of(one)}" for key, one in plain.items())
        case _:
            return str(plain)


def cell_of(shape: Shape, text: str) -> Plain | None:
    """The value of such a text; None where it can't be one. Whether it may stand there, the grammar decides."""
    match shape:
        case Whole() if (number := number_of(text)) is not None and number.is_integer():
            return int(number)
        case Whole():
            return None
        case Truth():
            word = text.strip().casefold()
            return word in _TRUE if word in _TRUE | _FALSE else None
        case Many(item=item):
            parts = [part.strip() for part in text.split(";") if part.strip()]
            found = [cell_of(item, part) for part in parts]
            return None if None in found else tuple(one for one in found if one is not None)
        case Record():
            return _record(shape, text)
        case _:
            return text


def _record(shape: Record, text: str) -> Plain | None:
    known = {key.name: key.shape for key in shape.keys}
    made: dict[str, Plain] = {}
    for word in text.split():
        found = _PART.fullmatch(word)
        value = cell_of(known[found[1]], found[2]) if found is not None and found[1] in known else None
        if found is None or value is None:
            return None
        made[found[1]] = value
    return made


def number_of(text: str) -> float | None:
    """A number as people and programs write it, with a decimal point or comma; None where it is none, or endless."""
    plain = text.strip().replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", "")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    if len(plain) > 40 or re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?", plain, re.ASCII) is None:
        return None
    number = float(plain)
    return number if abs(number) < 1e15 else None
