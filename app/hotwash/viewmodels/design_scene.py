"""A draft as things to draw and to touch, brought up by comparing entries: an edit costs what it changed. No Qt.

Entries that can't be drawn as they stand (a link to nowhere, a place that is no pair of numbers) are told by the
reading of the draft; here they stand at the origin, or are left out of the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any

from hotwash.catalogue import registry
from hotwash.domain.elements import Element, Proxy
from hotwash.domain.roles import Role, role_of
from hotwash.editor.edits import place_of
from hotwash.scenario.draft import Draft, Item, Plain
from hotwash.viewmodels.words import msg, said

GATEWAY_PROXY = "esrp"
"""The kind of proxy that is there for routing, whether or not its author has said yet that it asks the ECRF."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One element on the canvas; `x` and `y` in map units."""

    key: int
    id: str
    name: str
    kind: str
    title: str
    role: Role
    x: int
    y: int
    zone: str = ""
    site: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wire:
    """One link on the canvas between two elements, by key; `lane` counts links between the same two, from 0."""

    key: int
    id: str
    a: int
    b: int
    carries: str
    label: str = ""
    bends: tuple[tuple[int, int], ...] = ()
    one_way: bool = False
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A note on the canvas."""

    key: int
    id: str
    text: str
    x: int
    y: int


Shape = Spot | Wire | Words


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to be drawn anew: keys of what came or changed, and of what went."""

    drawn: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()


class DesignScene:
    """What stands on the canvas, by key; `take` brings it up to a draft."""

    def __init__(self) -> None:
        self.spots: dict[int, Spot] = {}
        self.wires: dict[int, Wire] = {}
        self.notes: dict[int, Words] = {}
        self.by_id: dict[str, int] = {}
        self.ends: dict[int, tuple[int, ...]] = {}
        """Keys of the links at each element."""
        self._seen: dict[str, tuple[Item, ...]] = {}
        self._items: dict[int, Item] = {}

    def shape(self, key: int) -> Shape | None:
        """What is drawn for an entry; None for nothing."""
        return self.spots.get(key) or self.wires.get(key) or self.notes.get(key)

    def take(self, draft: Draft) -> Difference:
        """Bring everything up to a draft; says what is to be drawn anew. What is the same costs nothing."""
        drawn: list[int] = []
        gone: list[int] = []
        new, old = self._news(draft, "elements")
        renamed = self._take_spots(new, old, gone)
        drawn += [item.key for item in new]
        new_links, old_links = self._news(draft, "links")
        if renamed:
            asked = {item.key for item in new_links}
            new_links += [item for item in draft.items("links") if item.key not in asked and _named(item) & renamed]
        drawn += self._take_wires(new_links, old_links, gone)
        new, old = self._news(draft, "map_notes")
        for key in old:
            self.notes.pop(key, None)
        gone += old
        for item in new:
            self.notes[item.key] = _words(item)
        drawn += [item.key for item in new]
        return Difference(tuple(dict.fromkeys(drawn)), tuple(gone))

    def _news(self, draft: Draft, section: str) -> tuple[list[Item], list[int]]:
        """Entries of a list that came or changed, and keys of those that went."""
        items, before = draft.items(section), self._seen.get(section, ())
        if items is before:
            return [], []
        self._seen[section] = items
        held = self._items
        new = [item for item in items if held.get(item.key) is not item]
        old: list[int] = []
        if len(items) - len(before) != sum(item.key not in held for item in new):
            here = {item.key for item in items}
            old = [item.key for item in before if item.key not in here]
        for key in old:
            del held[key]
        for item in new:
            held[item.key] = item
        return new, old

    def _take_spots(self, new: Iterable[Item], old: Iterable[int], gone: list[int]) -> set[str]:
        """Returns ids that mean another element than before."""
        renamed: set[str] = set()
        for key in old:
            spot = self.spots.pop(key)
            gone.append(key)
            renamed.add(spot.id)
            self.by_id.pop(spot.id, None)
        for item in new:
            before, spot = self.spots.get(item.key), spot_of(item)
            if before is None or before.id != spot.id:
                renamed |= {spot.id} | ({before.id} if before is not None else set())
                if before is not None and self.by_id.get(before.id) == item.key:
                    del self.by_id[before.id]
                self.by_id[spot.id] = item.key
            self.spots[item.key] = spot
        return renamed - {""}

    def _take_wires(self, new: Iterable[Item], old: Iterable[int], gone: list[int]) -> list[int]:
        ends = {key: set(keys) for key, keys in self.ends.items()} if new or old else {}
        for key in old:
            wire = self.wires.pop(key, None)
            gone.append(key)
            if wire is not None:
                for end in (wire.a, wire.b):
                    ends.get(end, set()).discard(key)
        drawn: list[int] = []
        for item in new:
            before, wire = self.wires.pop(item.key, None), self._wire(item)
            if before is not None:
                for end in (before.a, before.b):
                    ends.get(end, set()).discard(item.key)
            if wire is not None:
                for end in (wire.a, wire.b):
                    ends.setdefault(end, set()).add(item.key)
                self.wires[item.key] = wire
                drawn.append(item.key)
            elif before is not None:
                gone.append(item.key)
        if new or old:
            self.ends = {key: tuple(sorted(keys)) for key, keys in ends.items() if keys}
        return drawn

    def _wire(self, item: Item) -> Wire | None:
        a, b = (self.by_id.get(_text(item.fields.get(end))) for end in ("a", "b"))
        if a is None or b is None:
            return None
        beside = sum(key < item.key for key in self.ends.get(a, ()) if b in _pair(self.wires.get(key)))
        found = item.fields
        return Wire(
            item.key,
            item.id or f"{found.get('a')}--{found.get('b')}",
            a,
            b,
            _text(found.get("carries")) or "calls",
            _text(found.get("label")),
            bends_of(found.get("bends")),
            found.get("direction") == "forward",
            beside,
        )


def _pair(wire: Wire | None) -> tuple[int, ...]:
    return () if wire is None else (wire.a, wire.b)


def _named(item: Item) -> set[str]:
    return {_text(item.fields.get("a")), _text(item.fields.get("b"))}


def _text(value: Plain | None) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Plain | None) -> tuple[str, ...]:
    return tuple(word for word in value if isinstance(word, str)) if isinstance(value, tuple) else ()


def bends_of(value: Plain | None) -> tuple[tuple[int, int], ...]:
    """Points of a list of pairs of whole numbers; what is none is left out."""
    points = value if isinstance(value, tuple) else ()
    return tuple(
        (point[0], point[1])
        for point in points
        if isinstance(point, tuple) and len(point) == 2 and all(isinstance(number, int) for number in point)
    )


def spot_of(item: Item) -> Spot:
    """An element as it is drawn; its kind stands for its name where it has none."""
    found = item.fields
    kind = _text(found.get("kind"))
    x, y = place_of(found)
    return Spot(
        item.key,
        item.id,
        _text(found.get("name")) or item.id or title_of(kind),
        kind,
        title_of(kind),
        role_of_kind(kind, locates=found.get("locates") is True),
        x,
        y,
        _text(found.get("zone")),
        _text(found.get("site")),
        _texts(found.get("tags")),
    )


def _words(item: Item) -> Words:
    x, y = place_of(item.fields)
    return Words(item.key, item.id, _text(item.fields.get("text")), x, y)


def title_of(kind: str) -> str:
    """What people call a kind of element."""
    found = registry.elements().get(kind)
    return said(found.title) if found is not None else kind or msg("Element of no kind")


@cache
def role_of_kind(kind: str, *, locates: bool = False) -> Role:
    """The role of a kind of element; that of a service for a kind that nobody knows."""
    found = registry.elements().get(kind)
    if found is None:
        return Role.SERVICE
    needed: dict[str, Any] = {name: (0, 0) if name == "at" else "" for name in _needed(found)}
    made = found(**needed)
    if isinstance(made, Proxy) and (locates or kind == GATEWAY_PROXY):
        return Role.ROUTING
    return role_of(made)


def _needed(kind: type[Element]) -> frozenset[str]:
    return frozenset(f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)


def by_role() -> Mapping[Role, tuple[str, ...]]:
    """Every kind of element by role, in the order in which a call meets them."""
    kinds = sorted(registry.elements(), key=title_of)
    found = {role: tuple(kind for kind in kinds if role_of_kind(kind) is role) for role in Role}
    return {role: kinds for role, kinds in found.items() if kinds}
