"""The form of what an author has chosen: a row for each key, made from the grammar alone. No Qt.

For several entries the form has the keys that all of them share; where their values differ, a row is mixed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from hotwash.domain.time import clock
from hotwash.editor.edits import Path, changed, entry, headed, renamed
from hotwash.editor.references import record_for, shapes
from hotwash.scenario.draft import SECTIONS, Draft, Fields, Item, Mistake, Plain
from hotwash.scenario.grammar import head
from hotwash.scenario.shapes import (
    Choice,
    Clock,
    Ident,
    Key,
    Kinds,
    Many,
    Moment,
    Record,
    Ref,
    Shape,
    Text,
    Truth,
    When,
    Whole,
)
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.form_values import typed, written
from hotwash.viewmodels.key_words import LABELS, OTHERWISE
from hotwash.viewmodels.names import Option, names_by_group
from hotwash.viewmodels.words import msg, said


class Sort(Enum):
    """What a row is edited with."""

    WORDS = auto()
    LONG_WORDS = auto()
    NUMBER = auto()
    TIME = auto()
    MOMENT = auto()
    TRUTH = auto()
    CHOICE = auto()
    NAME = auto()
    """The id of one entry, of `options`."""
    NAMES = auto()
    """Ids of several entries, of `options`."""
    CHOICES = auto()
    """Several words of `options`."""
    LINES = auto()
    """Several texts, line by line."""
    CONDITION = auto()
    IDENT = auto()
    POINT = auto()
    """Two whole numbers."""
    GROUP = auto()
    """Rows of its own, one record."""
    TABLE = auto()
    """A list of records."""


@dataclass(frozen=True, slots=True)
class Row:
    """One key of a form."""

    path: Path
    label: str
    sort: Sort
    shape: Shape
    help: str = ""
    unit: str = ""
    text: str = ""
    """What stands there; empty where nothing does, or where the entries differ."""
    default: str = ""
    """What holds where nothing stands there, to be shown as a default."""
    is_set: bool = False
    is_mixed: bool = False
    required: bool = False
    options: tuple[Option, ...] = ()
    low: str = ""
    high: str = ""
    mistake: str = ""
    rows: tuple[Row, ...] = ()
    count: int = 0
    """Entries of a table."""


def rows_of(table: DesignTable, keys: Collection[int]) -> tuple[Row, ...]:
    """The form of these entries of lists; empty where there are none, or nothing that they share."""
    found = [(section, item) for section in SECTIONS for item in table.draft.items(section) if item.key in keys]
    forms = [_keys_of(section, item) for section, item in found]
    if not forms or any(form is None for form in forms):
        return ()
    shared = [key for key in forms[0] or () if all(key in (form or ()) for form in forms)]
    maker = _Maker(names_by_group(table.draft) | own_names(*found[0]))
    mistakes = _mistakes(table, keys)
    single = len(found) == 1
    rows = [
        maker.row(key, (key.name,), [item.fields.get(key.name) for _, item in found], mistakes)
        for key in shared
        if single or _can_be_shared(key.shape)
    ]
    return tuple(rows)


def _can_be_shared(shape: Shape) -> bool:
    """Whether several entries may be given the same: no id of their own, no list that is edited line by line."""
    return sort_of(shape) is not Sort.TABLE and (not isinstance(shape, Ident) or shape.many)


def head_rows(table: DesignTable, names: Collection[str] = ()) -> tuple[Row, ...]:
    """The form of the head of the scenario, or of some of its keys."""
    maker = _Maker(names_by_group(table.draft))
    mistakes = _mistakes(table, {0})
    return tuple(
        maker.row(key, (key.name,), [table.draft.head.get(key.name)], mistakes)
        for key in head()
        if not names or key.name in names
    )


def inner_rows(table: DesignTable, key: int, path: Path) -> tuple[Row, ...]:
    """The form of one record within one entry, such as a line of a firewall policy: `path` ends in its position."""
    shape, value = inside_of(table.draft, key, path)
    record = record_for(shape, value)
    if record is None:
        return ()
    maker = _Maker(names_by_group(table.draft) | (own_names(*entry(table.draft, key)) if key else {}))
    inside = value if isinstance(value, Fields) else Fields()
    mistakes = _mistakes(table, {key})
    return tuple(maker.row(key, (*path, key.name), [inside.get(key.name)], mistakes) for key in record.keys)


def inside_of(draft: Draft, key: int, path: Path) -> tuple[Shape, Plain]:
    """Shape and value at a path of an entry, or of the head where `key` is 0. Raises LookupError where it is gone."""
    if not key:
        return within(Record("", head(), dict), draft.head, path)
    section, item = entry(draft, key)
    return within(shapes()[section], item.value, path)


def within(shape: Shape, value: Plain, path: Path) -> tuple[Shape, Plain]:
    """Shape and value at a path; an empty record or list where nothing stands there. Raises LookupError for no path."""
    for step in path:
        if isinstance(step, int):
            if not isinstance(shape, Many) or not isinstance(value, tuple):
                raise LookupError(step)
            shape, value = shape.item, value[step] if step < len(value) else Fields()
            continue
        record = record_for(shape, value)
        key = next((key for key in record.keys if key.name == step), None) if record is not None else None
        if key is None or not isinstance(value, Fields):
            raise LookupError(step)
        shape, value = key.shape, value.get(step, () if isinstance(key.shape, Many) else Fields())
    return shape, value


def set_text(table: DesignTable, keys: Collection[int], row: Row, text: str) -> None:
    """Have a row say something else in every entry, as one named step; empty text brings the default back."""
    set_value(table, keys, row, typed(row.shape, text))


def set_value(table: DesignTable, keys: Collection[int], row: Row, value: Plain | None) -> None:
    """The same with what is to stand there; a key that must stand is emptied instead of taken out."""
    if value is None and row.required and row.sort in (Sort.WORDS, Sort.LONG_WORDS, Sort.IDENT):
        value = ""
    name = msg("Change: {label}", label=row.label)
    if not any(keys):
        table.edit(name, headed(table.draft, row.path, value))
    elif row.sort is Sort.IDENT and len(keys) == 1 and row.path == ("id",) and isinstance(value, str):
        table.edit(msg("Rename to {id}", id=value), renamed(table.draft, next(iter(keys)), value))
    else:
        table.edit(name, changed(table.draft, keys, row.path, value))


def own_names(section: str, item: Item) -> dict[str, tuple[Option, ...]]:
    """What can be named within one entry only, such as the groups of a firewall policy, by their groups of ids."""
    found: dict[str, tuple[Option, ...]] = {}
    for key in _keys_of(section, item) or ():
        record = key.shape.item if isinstance(key.shape, Many) else None
        held = item.fields.get(key.name)
        ident = (
            next((one.shape for one in record.keys if one.name == "id"), None) if isinstance(record, Record) else None
        )
        if isinstance(ident, Ident) and isinstance(held, tuple):
            ids = [one.get("id") for one in held if isinstance(one, Fields)]
            found[ident.groups[0]] = tuple(Option(one, one) for one in ids if isinstance(one, str))
    return found


def label_of(key: Key) -> str:
    """What a key is called in forms and tables."""
    return said(OTHERWISE.get((key.name, type(key.shape).__name__)) or LABELS.get(key.name, key.name))


def _keys_of(section: str, item: Item) -> tuple[Key, ...] | None:
    record = record_for(shapes()[section], item.value)
    return None if record is None else record.keys


def _mistakes(table: DesignTable, keys: Collection[int]) -> tuple[Mistake, ...]:
    return tuple(mistake for mistake in table.reading.mistakes if mistake.key in keys) if table.is_read else ()


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes rows; knows what can be named."""

    names: Mapping[str, tuple[Option, ...]]

    def row(self, key: Key, path: Path, values: list[Plain | None], mistakes: tuple[Mistake, ...]) -> Row:
        """The row of a key, for the values that stand under it in one or several entries."""
        first = values[0]
        same = all(value == first for value in values)
        low, high = _bounds(key.shape)
        row = Row(
            path,
            label_of(key),
            sort_of(key.shape),
            key.shape,
            said(key.help),
            "" if isinstance(key.shape, Clock) else said(key.unit),
            written(first) if same else "",
            _default(key),
            any(value is not None for value in values),
            not same,
            key.required,
            tuple(options_for(key.shape, self.names)),
            low,
            high,
            next((said(mistake.sentence) for mistake in mistakes if _is_within(mistake.path, path)), ""),
        )
        if row.sort is Sort.TABLE:
            return replace(row, count=len(first) if same and isinstance(first, tuple) else 0)
        if isinstance(key.shape, Record):
            return replace(row, rows=tuple(self._inner(key.shape, path, values, mistakes)))
        return row

    def _inner(
        self, record: Record, path: Path, values: list[Plain | None], mistakes: tuple[Mistake, ...]
    ) -> Iterator[Row]:
        for key in record.keys:
            held = [value.get(key.name) if isinstance(value, Fields) else None for value in values]
            yield self.row(key, (*path, key.name), held, mistakes)


def options_for(shape: Shape, names: Mapping[str, tuple[Option, ...]]) -> Iterator[Option]:
    """What may be chosen for a shape, or for each value of a list."""
    match shape:
        case Many(item=inner):
            yield from options_for(inner, names)
        case Choice(words=words):
            yield from (Option(word, said(word)) for word in words)
        case Ref(group=group, own=own):
            yield from names.get(own, ())
            yield from names.get(group, ())
        case _:
            return


def path_of(told: str) -> Path:
    """The path of a mistake as steps: `rules[2].verb` becomes ("rules", 2, "verb")."""
    return tuple(int(step) if step.isdecimal() else step for step in re.findall(r"[^.\[\]]+", told))


def _is_within(told: str, path: Path) -> bool:
    """Whether the path of a mistake, such as `rules[2].verb`, is that of a row or inside it."""
    own = ""
    for step in path:
        own = f"{own}[{step}]" if isinstance(step, int) else f"{own}.{step}" if own else str(step)
    return told == own or told.startswith((f"{own}.", f"{own}["))


def _bounds(shape: Shape) -> tuple[str, str]:
    match shape:
        case Whole(low=low, high=high):
            plain = Whole()
            return ("" if low == plain.low else f"{low:,}"), ("" if high == plain.high else f"{high:,}")
        case Clock(low=low, high=high):
            return (clock(low) if low else ""), ("" if high == Clock().high else clock(high))
        case _:
            return "", ""


def _default(key: Key) -> str:
    """What holds where a key is left out, as it would be written."""
    value = key.default
    if key.required or value is None:
        return ""
    match key.shape, value:
        case Clock(), int():
            return clock(value)
        case _, bool():
            return "true" if value else "false"
        case _, tuple():
            return ", ".join(str(one) for one in value if isinstance(one, str | int))
        case _, str() | int():
            return str(value)
        case _:
            return ""


def sort_of(shape: Shape) -> Sort:
    """What a shape is edited with."""
    match shape:
        case Text(long=True):
            return Sort.LONG_WORDS
        case Whole():
            return Sort.NUMBER
        case Clock():
            return Sort.TIME
        case Moment():
            return Sort.MOMENT
        case Truth():
            return Sort.TRUTH
        case Choice():
            return Sort.CHOICE
        case Ref():
            return Sort.NAME
        case When():
            return Sort.CONDITION
        case Ident():
            return Sort.IDENT
        case Record():
            return Sort.GROUP
        case Many():
            return _sort_of_list(shape)
        case _:
            return Sort.WORDS


def _sort_of_list(shape: Many) -> Sort:
    match shape.item:
        case Whole() if shape.least == shape.most == len(("right", "down")):
            return Sort.POINT
        case Ref():
            return Sort.NAMES
        case Choice():
            return Sort.CHOICES
        case Record() | Kinds():
            return Sort.TABLE
        case _:
            return Sort.LINES
