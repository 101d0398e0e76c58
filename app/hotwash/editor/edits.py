"""Edits of drafts, each a pure function from a draft to the next. None refuses what the author may mend later.

Ids, lists and what hangs on an entry are kept together here: renaming reaches every mention, deleting an element takes
its links along. What else then is wrong, the reading of the draft tells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from hotwash.editor.references import Change, everywhere, groups_of
from hotwash.scenario.draft import SECTIONS, Draft, Fields, Item, Plain
from hotwash.scenario.files import HEAD

Path = tuple[str | int, ...]
"""Where a value stands within an entry: keys and positions in lists, such as ("rules", 2, "verb")."""
_LONGEST_ID = 64


def add(draft: Draft, section: str, value: Plain, *, at: int | None = None) -> tuple[Draft, int]:
    """The draft with one more entry (the last unless `at` gives its position), and the key it got.

    It is written to the file that holds the last entry of its list.
    """
    items = draft.items(section)
    item = Item(draft.next_key, items[-1].file if items else HEAD, value)
    position = len(items) if at is None else at
    added = draft.with_items(section, (*items[:position], item, *items[position:]))
    return replace(added, next_key=draft.next_key + 1), item.key


def changed(draft: Draft, keys: Collection[int], path: Path, value: Plain | None) -> Draft:
    """The draft with a value set in each of these entries, or taken out where it is None."""
    found = draft
    for section in _sections_of(draft, keys):
        items = [
            replace(item, value=put(item.value, path, value)) if item.key in keys else item
            for item in draft.items(section)
        ]
        found = found.with_items(section, items)
    return found


def headed(draft: Draft, path: Path, value: Plain | None) -> Draft:
    """The draft with a value set in its head, or taken out where it is None."""
    top = put(draft.head, path, value)
    assert isinstance(top, Fields)
    return replace(draft, head=top)


def put(where: Plain, path: Path, value: Plain | None) -> Plain:
    """A value with another set within it; lists on the way grow by one where the position is their length.

    Raises IndexError for a position further on, TypeError where the path leads through a single value.
    """
    if not path:
        raise TypeError("a value is set within another")
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        if not isinstance(where, tuple):
            raise TypeError(f"position {step} of what is no list")
        return _put_at(where, step, rest, value)
    if not isinstance(where, Fields):
        raise TypeError(f"the key {step} of what has no keys")
    if rest:
        empty: Plain = () if isinstance(rest[0], int) else Fields()
        return where.having(step, put(where.get(step, empty), rest, value))
    return where.lacking(step) if value is None else where.having(step, value)


def _put_at(where: tuple[Plain, ...], step: int, rest: Path, value: Plain | None) -> Plain:
    if not 0 <= step <= len(where):
        raise IndexError(f"position {step} of {len(where)}")
    if rest:
        inner = where[step] if step < len(where) else (() if isinstance(rest[0], int) else Fields())
        new: Plain | None = put(inner, rest, value)
    else:
        new = value
    return (*where[:step], *(() if new is None else (new,)), *where[step + 1 :])


def moved(draft: Draft, keys: Collection[int], right: int, down: int) -> Draft:
    """The draft with elements and notes moved, and with them the bends of links whose two ends both move."""
    ids = {item.id for item in draft.items("elements") if item.key in keys}
    found = draft
    for section in ("elements", "map_notes"):
        items = [
            replace(item, value=_shifted(item.fields, right, down)) if item.key in keys else item
            for item in draft.items(section)
        ]
        found = found.with_items(section, items)
    links = [
        replace(item, value=_bent(item.fields, right, down))
        if "bends" in item.fields and {item.fields.get("a"), item.fields.get("b")} <= ids
        else item
        for item in draft.items("links")
    ]
    return found.with_items("links", links)


def _shifted(fields: Fields, right: int, down: int) -> Fields:
    x, y = place_of(fields)
    return fields.having("at", (x + right, y + down))


def _bent(fields: Fields, right: int, down: int) -> Fields:
    bends = fields["bends"]
    points = bends if isinstance(bends, tuple) else ()
    return fields.having("bends", tuple((point[0] + right, point[1] + down) for point in points))


def place_of(fields: Fields) -> tuple[int, int]:
    """Where an entry stands on the map; the origin where it says nothing that can be read."""
    match fields.get("at"):
        case (int() as x, int() as y):
            return x, y
        case _:
            return 0, 0


def placed(draft: Draft, places: Mapping[int, tuple[int, int]]) -> Draft:
    """The draft with elements and notes put to places, by key: what aligning, distributing and layouts end in."""
    found = draft
    for section in ("elements", "map_notes"):
        items = [
            replace(item, value=item.fields.having("at", places[item.key])) if item.key in places else item
            for item in draft.items(section)
        ]
        found = found.with_items(section, items)
    return found


def ordered(draft: Draft, section: str, keys: Iterable[int], at: int) -> Draft:
    """The draft with some entries of a list moved together to a position, which is counted without them."""
    wanted = list(keys)
    items = {item.key: item for item in draft.items(section)}
    staying = [item for item in items.values() if item.key not in wanted]
    moving = [items[key] for key in wanted if key in items]
    return draft.with_items(section, (*staying[:at], *moving, *staying[at:]))


def removed(draft: Draft, keys: Collection[int]) -> Draft:
    """The draft without these entries, the links that end at a removed element, and every mention that may be left out.

    A mention that may not, such as the element of a fault, stays and is told as a mistake.
    """
    gone = {item.id for item in draft.items("elements") if item.key in keys}
    ends = {item.key for item in draft.items("links") if {item.fields.get("a"), item.fields.get("b")} & gone}
    doomed = set(keys) | ends
    names = {
        (group, item.id or link_name(item))
        for section in SECTIONS
        for item in draft.items(section)
        if item.key in doomed
        for group in groups_of(section, item)
        if (item.id or link_name(item))
    }
    found = draft
    for section in _sections_of(draft, doomed):
        found = found.with_items(section, (item for item in found.items(section) if item.key not in doomed))
    return everywhere(found, _without(names), names) if names else found


def _without(names: Collection[tuple[str, str]]) -> Change:
    def change(group: str, text: str, optional: bool) -> Plain | None:  # noqa: FBT001  # a Change
        return None if optional and (group, text) in names else text

    return change


def renamed(draft: Draft, key: int, new: str) -> Draft:
    """The draft with the id of an entry changed, there and wherever the entry is named.

    Links without an id of their own are named after their ends, so what names them follows too.
    """
    section, item = entry(draft, key)
    old, groups = item.id, groups_of(section, item)
    found = changed(draft, {key}, ("id",), new)
    if not old or old == new:
        return found

    names = {(group, old): new for group in groups}
    if section == "elements":
        for link in draft.items("links"):
            if not link.id and old in (link.fields.get("a"), link.fields.get("b")):
                ends = [new if link.fields.get(end) == old else link.fields.get(end) for end in ("a", "b")]
                names |= {(group, link_name(link)): f"{ends[0]}--{ends[1]}" for group in groups_of("links", link)}

    def change(group: str, text: str, optional: bool) -> Plain | None:  # noqa: FBT001, ARG001  # a Change
        return names.get((group, text), text)

    return everywhere(found, change, names)


def link_name(item: Item) -> str:
    """What a link without an id is called, as the grammar derives it; empty for anything else."""
    a, b = item.fields.get("a"), item.fields.get("b")
    return f"{a}--{b}" if isinstance(a, str) and isinstance(b, str) else ""


def entry(draft: Draft, key: int) -> tuple[str, Item]:
    """Section and entry of a key. Raises KeyError where the draft has none."""
    for section in SECTIONS:
        for item in draft.items(section):
            if item.key == key:
                return section, item
    raise KeyError(key)


def free_id(draft: Draft, wish: str) -> str:
    """An id like the wish that nothing in the draft has yet: its letters made small, a number behind where taken."""
    return free_name(wish, {item.id for section in SECTIONS for item in draft.items(section)})


def free_name(wish: str, taken: Collection[object]) -> str:
    """An id like the wish that is not taken."""
    plain = unicodedata.normalize("NFKD", wish).encode("ascii", "ignore").decode().casefold()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: _LONGEST_ID - 6].strip("-") or "new"
    if base not in taken:
        return base
    stem = re.sub(r"-\d+\Z", "", base)
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _sections_of(draft: Draft, keys: Collection[int]) -> tuple[str, ...]:
    return tuple(section for section in SECTIONS if any(item.key in keys for item in draft.items(section)))
