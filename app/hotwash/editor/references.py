"""Where ids are named in a draft, found by the grammar alone: what an edit of an id must change too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache

from hotwash.domain.predicate_text import named, parse
from hotwash.scenario.decision_grammar import decision_keys
from hotwash.scenario.draft import Draft, Fields, Item, Plain, Script
from hotwash.scenario.grammar import head, sections
from hotwash.scenario.shapes import Ident, Key, Kinds, Many, Record, Ref, Shape, When


@dataclass(frozen=True, slots=True)
class Mention:
    """One entry that names an id: its section and key; empty and 0 for the head."""

    section: str
    key: int
    optional: bool
    """Whether the entry is as good without: an optional key, or one of a list."""


@cache
def shapes() -> dict[str, Shape]:
    """The shape of an entry of each section."""
    return {key.name: key.shape.item for key in sections() if isinstance(key.shape, Many)}


def record_for(shape: Shape, value: Plain) -> Record | None:
    """The record that an entry follows: by its kind where the section has kinds; None where that is unknown."""
    if isinstance(shape, Record):
        return shape
    if isinstance(shape, Kinds) and isinstance(value, Fields):
        word = value.get(shape.by)
        return shape.records.get(word) if isinstance(word, str) else None
    return None


def groups_of(section: str, item: Item) -> tuple[str, ...]:
    """The groups that the id of an entry belongs to."""
    record = record_for(shapes()[section], item.value)
    ident = next((key.shape for key in record.keys if key.name == "id"), None) if record is not None else None
    return ident.groups if isinstance(ident, Ident) else ()


Given = tuple[str, str, Fields]
"""A group, an id of it, and the record that carries it."""


def given(section: str, item: Item) -> tuple[Given, ...]:
    """Every id that an entry and the records within it give; found once for as long as the entry is the same."""
    kept = item.fields.known.get("given")
    if kept is not None and kept[0] == section:
        known: tuple[Given, ...] = kept[1]
        return known
    found = tuple(_given(shapes()[section], item.value))
    if isinstance(item.value, Fields):
        item.value.known["given"] = (section, found)
    return found


def _given(shape: Shape, value: Plain) -> Iterator[Given]:
    if isinstance(shape, Many) and isinstance(value, tuple):
        for one in value:
            yield from _given(shape.item, one)
    record = record_for(shape, value)
    if record is None or not isinstance(value, Fields):
        return
    for key in record.keys:
        held = value.get(key.name)
        if isinstance(key.shape, Ident) and isinstance(held, str) and held:
            yield from ((group, held, value) for group in key.shape.groups)
        elif isinstance(held, tuple | Fields):
            yield from _given(key.shape, held)


Change = Callable[[str, str, bool], Plain | None]
"""Given group, text and whether it may be left out: the text to stand there, or None to leave it out."""


def rewritten(shape: Shape, value: Plain, change: Change, *, optional: bool = False) -> Plain | None:
    """A value with every id in it changed; None where the value itself is to be left out."""
    match shape:
        case Ref(group=group) if isinstance(value, str) and value:
            return change(group, value, optional or shape.optional)
        case When() if isinstance(value, str):
            return _condition(value, change)
        case Many(item=inner, least=least) if isinstance(value, tuple):
            kept = [rewritten(inner, each, change, optional=True) for each in value]
            found = tuple(each for each in kept if each is not None)
            return value if len(found) < least <= len(value) else found
        case Record() | Kinds() if isinstance(value, Fields):
            record = record_for(shape, value)
            return value if record is None else _keys(record.keys, value, change)
        case _:
            return value


def _keys(keys: tuple[Key, ...], value: Fields, change: Change) -> Fields:
    found = value
    for key in keys:
        if key.name in value:
            new = rewritten(key.shape, value[key.name], change, optional=not key.required)
            found = found.lacking(key.name) if new is None else found.having(key.name, new)
    return found


def _condition(text: str, change: Change) -> str:
    """A condition with its ids changed; as it is where it can't be read."""
    try:
        ids = named(parse(text))
    except ValueError:
        return text
    for group, name in ids:
        new = change(group, name, False)
        if isinstance(new, str) and new != name:
            text = _renamed(text, name, new)
    return text


def _renamed(text: str, old: str, new: str) -> str:
    """Whole ids only: an id may hold hyphens, so that word boundaries will not do."""
    out, word = [], ""
    for letter in [*text, ""]:
        if letter and (letter.isalnum() or letter in "-_"):
            word += letter
            continue
        out.append(new if word == old else word)
        out.append(letter)
        word = ""
    return "".join(out)


Named = frozenset[tuple[str, str]]


def names_in(section: str, item: Item) -> Named:
    """Every id that an entry names, each with its group; found once for as long as the entry is the same."""
    kept = item.fields.known.get("names")
    if kept is not None and kept[0] == section:
        found: Named = kept[1]
        return found
    met: set[tuple[str, str]] = set()

    def note(group: str, text: str, optional: bool) -> Plain:  # noqa: ARG001, FBT001  # a Change
        met.add((group, text))
        return text

    _rewrite(section, item, note)
    if isinstance(item.value, Fields):
        item.value.known["names"] = (section, frozenset(met))
    return frozenset(met)


def mentions(draft: Draft, group: str, name: str) -> tuple[Mention, ...]:
    """Every place that names an id of a group."""
    found: list[Mention] = []
    where = ("", 0)

    def note(asked: str, text: str, optional: bool) -> Plain:  # noqa: FBT001  # a Change
        if asked == group and text == name:
            found.append(Mention(*where, optional))
        return text

    _keys(head(), draft.head, note)
    for section, items in draft.lists.items():
        for item in items:
            if (group, name) in names_in(section, item):
                where = (section, item.key)
                _rewrite(section, item, note)
    return tuple(found)


def everywhere(draft: Draft, change: Change, names: Collection[tuple[str, str]]) -> Draft:
    """The draft with every id of `names` (group and id) changed as `change` wants; entries that stay are the same."""
    top = _keys(head(), draft.head, change)
    scripts = {name: _followed(script, change) for name, script in draft.scripts.items()}
    found = draft if (top, scripts) == (draft.head, draft.scripts) else replace(draft, head=top, scripts=scripts)
    for section, items in draft.lists.items():
        new = tuple(
            item if names_in(section, item).isdisjoint(names) else _changed(section, item, change) for item in items
        )
        if any(one is not other for one, other in zip(new, items, strict=True)):
            found = found.with_items(section, new)
    return found


def _followed(script: Script, change: Change) -> Script:
    """A decisions file with its ids changed."""
    shape = next(key.shape for key in decision_keys() if key.name == "decisions")
    assert isinstance(shape, Many)
    decisions = tuple(_with(item, rewritten(shape.item, item.value, change)) for item in script.decisions)
    return script if decisions == script.decisions else replace(script, decisions=decisions)


def _changed(section: str, item: Item, change: Change) -> Item:
    return _with(item, _rewrite(section, item, change))


def _with(item: Item, value: Plain | None) -> Item:
    """The entry with another value; the same entry where it is no other."""
    return item if value is None or value == item.value else replace(item, value=value)


def _rewrite(section: str, item: Item, change: Change) -> Plain:
    value = rewritten(shapes()[section], item.value, change)
    return item.value if value is None else value
