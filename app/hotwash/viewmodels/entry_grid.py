"""A list of a scenario as a grid: a row for each entry, a column for each key that fits into a cell. No Qt.

The MSEL, seats, faults and every other list are written in it with the keyboard; the inspector shows the same entries.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hotwash.editor.edits import add, changed, entry, free_id, ordered, removed, renamed
from hotwash.editor.references import record_for, shapes
from hotwash.scenario.draft import Draft, Fields, Item, Plain
from hotwash.scenario.shapes import Key, Kinds, Record, Shape
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.form import Sort, label_of, options_for, sort_of
from hotwash.viewmodels.form_values import typed, written
from hotwash.viewmodels.inspected import ONE, kind_of
from hotwash.viewmodels.names import Option, names_by_group
from hotwash.viewmodels.words import msg, said

KIND = "kind"
OWN = "columns"
"""Key of an inject under which the author's own columns stand."""
FIRST: Mapping[str, tuple[str, ...]] = {
    "injects": (
        "number", "at", "when", "subject", "kind", "to", "controller", "expected", "release", "category",
        "label", "status", "module", "thread", "objectives", "tasks", "veto", "timeout", "otherwise", "note", "author",
        "remarks",
    ),
    "faults": ("id", "kind", "at", "source"),
    "seats": ("id", "name", "organisation", "part", "brief"),
    "elements": ("id", "name", "kind", "site", "zone", "tags", "policy", "region", "positions"),
    "actions": ("id", "kind", "seats", "approval", "typical"),
    "targets": ("id", "objective", "text", "reference"),
}  # fmt: skip
"""Columns that come first, by list; of the others those come after that any entry uses."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key (`columns.NAME` for one of the author's own), its head, and whether it can be left out."""

    name: str
    head: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds and how it is edited; `sort` is None where the entry has no such key."""

    text: str
    sort: Sort | None
    options: tuple[Option, ...] = ()
    mistake: str = ""
    default: str = ""


class EntryGrid:
    """The grid of one list of a table. It keeps nothing but what it has worked out for the draft as it is now."""

    def __init__(self, table: DesignTable, section: str) -> None:
        self.table, self.section = table, section
        self._draft: Draft | None = None
        self._names: Mapping[str, tuple[Option, ...]] = {}
        self._columns: tuple[Column, ...] = ()
        self._shown: dict[tuple[str, str], str] = {}
        """What a word under a key is called: names of seats, of objectives, of choices."""
        self._extra: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """The entries, in the author's order."""
        return self.table.draft.items(self.section)

    def columns(self) -> tuple[Column, ...]:
        """What is shown of an entry, left to right."""
        self._work_out()
        return self._columns

    def matching(self, words: str) -> tuple[Item, ...]:
        """Entries in which every word stands somewhere."""
        wanted = words.casefold().split()
        if not wanted:
            return self.items
        found = []
        for item in self.items:
            said_here = " ".join(self.text(item, column) for column in self.columns()).casefold()
            if all(word in said_here for word in wanted):
                found.append(item)
        return tuple(found)

    def text(self, item: Item, column: Column) -> str:
        """What a cell says."""
        if column.own:
            return next((written(one["text"]) for one in _own(item) if one.get("name") == column.head), "")
        if column.name == KIND:
            return kind_of(self.section, item)
        parts = written(item.fields.get(column.name)).split("\n")
        return ", ".join(self._called(item, column.name, part) for part in parts if part)

    def _called(self, item: Item, name: str, word: str) -> str:
        """What people call a word under a key; the word itself where nothing is known of it."""
        self._work_out()
        known = self._shown.get((name, word))
        if known is None:
            key = self._key(item, name)
            options = options_for(key.shape, self._names) if key is not None else ()
            known = self._shown[name, word] = next((one.shown for one in options if one.word == word), word)
        return known

    def cell(self, item: Item, column: Column) -> Cell:
        """A cell with all that its editor needs."""
        self._work_out()
        text = self.text(item, column)
        if column.own:
            return Cell(text, Sort.WORDS)
        if column.name == KIND:
            return Cell(text, Sort.CHOICE, self.kinds())
        key = self._key(item, column.name)
        if key is None:
            return Cell("", None)
        stands = written(item.fields.get(column.name))
        wrong = ""
        if self.table.is_read:
            told = (one for one in self.table.reading.mistakes if one.key == item.key)
            wrong = next((said(one.sentence) for one in told if _first(one.path) == column.name), "")
        return Cell(stands, sort_of(key.shape), tuple(options_for(key.shape, self._names)), wrong)

    def kinds(self) -> tuple[Option, ...]:
        """Kinds that an entry of this list may be of; none where it has no kinds."""
        shape = shapes()[self.section]
        if not isinstance(shape, Kinds):
            return ()
        return tuple(Option(word, said(record.title)) for word, record in shape.records.items())

    def write(self, keys: Collection[int], column: Column, text: str) -> None:
        """Have a cell of each of these entries say something, as one step; also what fills down."""
        table, draft = self.table, self.table.draft
        name = msg("Change: {label}", label=column.head)
        if column.own:
            for key in keys:
                draft = changed(draft, {key}, (OWN,), _with_own(entry(draft, key)[1], column.head, text))
        elif column.name == "id" and len(keys) == 1:
            draft = renamed(draft, next(iter(keys)), text)
        else:
            for key in keys:
                draft = changed(draft, {key}, (column.name,), self._meant(entry(draft, key)[1], column.name, text))
        table.edit(name, draft)

    def add_entry(self, at: int | None = None, kind: str = "") -> int:
        """One more entry, with all that it must have and a free id; its key."""
        value = blank(self.table.draft, self.section, kind)
        draft, key = add(self.table.draft, self.section, value, at=at)
        self.table.edit(msg("Add: {what}", what=said(ONE[self.section])), draft, select=[key])
        return key

    def duplicate(self, keys: Collection[int]) -> None:
        """These entries once more, behind the last of them, with ids of their own."""
        draft = self.table.draft
        made: list[int] = []
        place = max((n for n, item in enumerate(self.items) if item.key in keys), default=-1) + 1
        for item in [item for item in self.items if item.key in keys]:
            fields = item.fields.having("id", free_id(draft, item.id)) if item.id else item.value
            draft, key = add(draft, self.section, fields, at=place + len(made))
            made.append(key)
        if made:
            self.table.edit(msg("Duplicate {count}", count=len(made)), draft, select=made)

    def delete(self, keys: Collection[int]) -> None:
        """The list without these."""
        if keys:
            self.table.edit(msg("Delete {count}", count=len(keys)), removed(self.table.draft, keys), select=[])

    def move(self, keys: Collection[int], by: int) -> None:
        """These entries together, so many places up or down."""
        places = [n for n, item in enumerate(self.items) if item.key in keys]
        if not places:
            return
        to = min(max(places[0] + by, 0), len(self.items) - len(places))
        moving = [item.key for item in self.items if item.key in keys]
        draft = ordered(self.table.draft, self.section, moving, to)
        self.table.edit(msg("Reorder: {what}", what=said(ONE[self.section])), draft)

    def sort_by(self, column: Column) -> None:
        """The entries in the order of a column, numbers and times by size, as one step."""
        found = sorted(self.items, key=lambda item: _order(item.fields.get(column.name), self.text(item, column)))
        draft = ordered(self.table.draft, self.section, [item.key for item in found], 0)
        self.table.edit(msg("Sort by {label}", label=column.head), draft)

    def add_own(self, head: str) -> None:
        """A column of the author's own; it is kept once something stands in it."""
        if head and head not in self._extra:
            self._extra = (*self._extra, head)
            self._draft = None

    def _meant(self, item: Item, name: str, text: str) -> Plain | None:
        if name == KIND:
            return text
        key = self._key(item, name)
        if key is None:
            return item.fields.get(name)
        value = typed(key.shape, text)
        if sort_of(key.shape) in (Sort.NAMES, Sort.CHOICES) and isinstance(value, tuple):
            words = {one.shown.casefold(): one.word for one in options_for(key.shape, self._names)}
            known = set(words.values())
            value = tuple(one if one in known else words.get(str(one).casefold(), one) for one in value)
        return "" if value is None and key.required else value

    def _key(self, item: Item, name: str) -> Key | None:
        record = record_for(shapes()[self.section], item.value)
        return next((key for key in record.keys if key.name == name), None) if record is not None else None

    def _work_out(self) -> None:
        draft = self.table.draft
        if draft is self._draft:
            return
        self._draft, self._names, self._shown = draft, names_by_group(draft), {}
        keys = {key.name: key for record in _records(shapes()[self.section]) for key in record.keys}
        flat = {name: key for name, key in keys.items() if sort_of(key.shape) not in (Sort.GROUP, Sort.TABLE)}
        first = [name for name in FIRST.get(self.section, ("id",)) if name in flat or name == KIND]
        standing = {name for item in self.items for name in item.fields}
        used = [name for name in flat if name in standing]
        needed = [name for name, key in flat.items() if key.required and name != KIND]
        names = list(dict.fromkeys([*first, *needed, *used]))
        heads = {name: label_of(key) for name, key in flat.items()} | {KIND: msg("Kind")}
        own = dict.fromkeys([*(written(one["name"]) for item in self.items for one in _own(item)), *self._extra])
        self._columns = (
            *(Column(name, heads[name]) for name in names),
            *(Column(f"{OWN}.{head}", head, own=True) for head in own if OWN in keys),
        )


def blank(draft: Draft, section: str, kind: str = "") -> Plain:
    """A new entry with a free id, its kind, and a number or time that follows the last one's."""
    shape = shapes()[section]
    items = draft.items(section)
    last = items[-1].fields if items else Fields()
    if isinstance(shape, Kinds) and not kind:
        before = last.get(shape.by)
        kind = before if isinstance(before, str) and before in shape.records else next(iter(shape.records))
    record = shape.records[kind] if isinstance(shape, Kinds) else shape
    if not isinstance(record, Record):
        return ""
    made = Fields({KIND: kind}) if isinstance(shape, Kinds) else Fields()
    keys = {key.name: key for key in record.keys}
    if "id" in keys:
        made = made.having("id", free_id(draft, kind.replace("_", "-") or said(ONE[section])))
    if "number" in keys:
        numbers = [item.fields.get("number") for item in items]
        made = made.having("number", max([one for one in numbers if isinstance(one, int)], default=0) + 1)
    at = last.get("at")
    if "at" in keys and section == "injects" and isinstance(at, str):
        made = made.having("at", at)
    return made


def _records(shape: Shape) -> tuple[Record, ...]:
    if isinstance(shape, Kinds):
        return tuple(shape.records.values())
    return (shape,) if isinstance(shape, Record) else ()


def _own(item: Item) -> tuple[Fields, ...]:
    held = item.fields.get(OWN)
    return tuple(one for one in held if isinstance(one, Fields)) if isinstance(held, tuple) else ()


def _with_own(item: Item, head: str, text: str) -> Plain | None:
    left = [one for one in _own(item) if one.get("name") != head]
    if text.strip():
        left.append(Fields({"name": head, "text": text}))
    return tuple(left) or None


def _first(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


def _order(value: Plain | None, text: str) -> tuple[int, int, str]:
    """Numbers first, then times, then words, nothing last."""
    if isinstance(value, int):
        return 0, value, ""
    parts = text.split(":")
    if len(parts) == len("hms") and all(part.isdecimal() for part in parts):
        hours, minutes, seconds = (int(part) for part in parts)
        return 1, (hours * 60 + minutes) * 60 + seconds, ""
    return (2, 0, text.casefold()) if text else (3, 0, "")
