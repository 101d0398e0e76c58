"""A list of records within one entry as a table: lines of a firewall or route policy, tasks of a target. No Qt.

Edits go to a table of their own, laid over the author's until they are applied, so that what they cost is told first.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.analysis.rules import seen_of, shadowed, unmatched
from hotwash.domain.scenario import Scenario
from hotwash.editor.edits import Path, changed, entry, free_name, headed
from hotwash.editor.references import record_for
from hotwash.editor.rehearsal.figures import Costs
from hotwash.scenario.draft import Fields, Plain
from hotwash.scenario.grammar import head
from hotwash.scenario.shapes import Choice, Kinds, Many, Record, Shape
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.form import Row, Sort, inside_of, label_of
from hotwash.viewmodels.form_values import written
from hotwash.viewmodels.names import Option, title_of
from hotwash.viewmodels.words import msg, said

_WIDE = ("note", "title", "text", "prompt")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One record: what is noteworthy of it, and a text for each head."""

    mark: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListTable:
    """Heads and rows; the first column of a screen is the mark."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[ListRow, ...]
    wide: int = 0
    """Head that takes what room is left."""
    ids: tuple[str, ...] = ()
    """Id of each record, empty where it has none."""


def list_table(table: DesignTable, key: int, path: Path) -> ListTable:
    """The list at a path of an entry. Raises KeyError where the entry is gone."""
    shape, value = _at(table, key, path)
    records = _records(shape)
    names = list(dict.fromkeys(inner.name for record in records for inner in record.keys if not _is_deep(inner.shape)))
    labels = {inner.name: label_of(inner) for record in records for inner in record.keys}
    items = value if isinstance(value, tuple) else ()
    used = [name for name in names if name == "id" or any(isinstance(one, Fields) and name in one for one in items)]
    heads = (["kind"] if any("kind" in one for one in items if isinstance(one, Fields)) else []) + used
    marks = _marks(table, key, path, items)
    rows = tuple(
        ListRow(mark, tuple(_cell(one, name) for name in heads)) for one, mark in zip(items, marks, strict=True)
    )
    wide = next((heads.index(name) for name in _WIDE if name in heads), max(len(heads) - 1, 0))
    whose = title_of(entry(table.draft, key)[1]) if key else msg("the scenario")
    title = msg("{list} of {entry}", list=_list_name(table, key, path), entry=whose)
    ids = tuple(str(one.get("id", "")) if isinstance(one, Fields) else "" for one in items)
    return ListTable(title, tuple(said(labels.get(name, name)) for name in heads), rows, wide, ids)


def add_row(table: DesignTable, key: int, path: Path, at: int, value: Plain | None = None) -> None:
    """One more record before position `at`: a copy where `value` is given, otherwise one with an id and no more."""
    shape, held = _at(table, key, path)
    items = held if isinstance(held, tuple) else ()
    taken = {one.get("id") for one in items if isinstance(one, Fields)}
    made = value if value is not None else _blank(shape)
    if isinstance(made, Fields) and any(inner.name == "id" for record in _records(shape) for inner in record.keys):
        wish = made.get("id")
        made = made.having("id", free_name(wish if isinstance(wish, str) and wish else "line", taken))
    _set(table, key, path, (*items[:at], made, *items[at:]), msg("Add to: {list}", list=_list_name(table, key, path)))


def delete_row(table: DesignTable, key: int, path: Path, at: int) -> None:
    """The list without one record."""
    items = _items(table, key, path)
    left = (*items[:at], *items[at + 1 :])
    _set(table, key, path, left, msg("Delete from: {list}", list=_list_name(table, key, path)))


def move_row(table: DesignTable, key: int, path: Path, at: int, to: int) -> None:
    """The list with one record at another position."""
    items = list(_items(table, key, path))
    if not (0 <= at < len(items) and 0 <= to < len(items)):
        return
    items.insert(to, items.pop(at))
    _set(table, key, path, tuple(items), msg("Reorder: {list}", list=_list_name(table, key, path)))


def row_value(table: DesignTable, key: int, path: Path, at: int) -> Plain:
    """One record as it stands."""
    return _items(table, key, path)[at]


def gain(before: Scenario, after: Scenario) -> str:
    """What a change does to the calls of an hour without any fault, in a sentence; takes a moment for a whole state."""
    usual, then = Costs(before).usual, Costs(after).usual
    calls = then.lost - usual.lost
    blind = then.unlocated - usual.unlocated
    of = msg("of {calls:,.0f} calls in an hour (computed from demand and verdicts)", calls=then.calls)
    if abs(calls) < 0.5 and abs(blind) < 0.5:
        return msg("No call is gained or lost, {of}.", of=of)
    parts = []
    if abs(calls) >= 0.5:
        parts.append(msg("{n:,.0f} calls lost", n=calls) if calls > 0 else msg("{n:,.0f} calls gained", n=-calls))
    if abs(blind) >= 0.5:
        more = msg("{n:,.0f} more without location", n=blind)
        parts.append(more if blind > 0 else msg("{n:,.0f} fewer without location", n=-blind))
    return msg("{what}, {of}.", what=", ".join(parts), of=of)


def _items(table: DesignTable, key: int, path: Path) -> tuple[Plain, ...]:
    held = _at(table, key, path)[1]
    return held if isinstance(held, tuple) else ()


def _at(table: DesignTable, key: int, path: Path) -> tuple[Many, Plain]:
    shape, value = inside_of(table.draft, key, path)
    assert isinstance(shape, Many)
    return shape, value


def _set(table: DesignTable, key: int, path: Path, items: tuple[Plain, ...], name: str) -> None:
    draft = changed(table.draft, {key}, path, items) if key else headed(table.draft, path, items or None)
    table.edit(name, draft)


def _list_name(table: DesignTable, key: int, path: Path) -> str:
    *above, last = path
    record = (
        Record("", head(), dict) if not key and not above else record_for(*inside_of(table.draft, key, tuple(above)))
    )
    found = next((inner for inner in record.keys if inner.name == last), None) if record is not None else None
    return label_of(found) if found is not None else str(last)


def _records(shape: Many) -> tuple[Record, ...]:
    match shape.item:
        case Record() as one:
            return (one,)
        case Kinds(records=records):
            return tuple(records.values())
        case _:
            return ()


def _blank(shape: Many) -> Plain:
    """A record with as much as can be known: its first kind, and nothing else."""
    if isinstance(shape.item, Kinds):
        return Fields({shape.item.by: next(iter(shape.item.records))})
    return Fields() if isinstance(shape.item, Record) else ""


def _is_deep(shape: Shape) -> bool:
    return isinstance(shape, Record | Kinds)


def _cell(one: Plain, name: str) -> str:
    """What stands under a key; of a list within a record, what each of its records is called."""
    held = one.get(name) if isinstance(one, Fields) else one
    if isinstance(held, tuple) and any(isinstance(inner, Fields) for inner in held):
        return ", ".join(_short(inner) for inner in held)
    return ", ".join(written(held).split("\n"))


def _short(one: Plain) -> str:
    """A record in a word: its kind and the first thing it says."""
    if not isinstance(one, Fields):
        return written(one)
    first = next((written(value) for name, value in one.items() if name != "kind"), "")
    return " ".join(part for part in (written(one.get("kind")), ", ".join(first.split("\n"))) if part)


def kind_row(table: DesignTable, key: int, path: Path) -> Row | None:
    """The row that says of which kind a record is, where its list has kinds: `path` ends in its position."""
    shape, value = _at(table, key, path[:-1])
    inner, at = shape.item, path[-1]
    if not isinstance(inner, Kinds) or not isinstance(value, tuple) or not isinstance(at, int) or at >= len(value):
        return None
    now = value[at].get(inner.by) if isinstance(value[at], Fields) else ""
    options = tuple(Option(word, said(record.title)) for word, record in inner.records.items())
    words = Choice(tuple(inner.records))
    return Row((*path, inner.by), msg("Kind"), Sort.CHOICE, words, text=str(now or ""), required=True, options=options)


def set_kind(table: DesignTable, key: int, path: Path, kind: str) -> None:
    """Have a record be of another kind; it keeps what both kinds have."""
    inner = _at(table, key, path[:-1])[0].item
    held = row_value(table, key, path[:-1], path[-1]) if isinstance(path[-1], int) else ()
    if isinstance(inner, Kinds) and kind in inner.records and isinstance(held, Fields):
        names = {one.name for one in inner.records[kind].keys}
        kept = {name: value for name, value in held.items() if name in names}
        table.edit(
            msg("Change: {label}", label=msg("Kind")),
            changed(table.draft, {key}, path, Fields({inner.by: kind, **kept})),
        )


def _marks(table: DesignTable, key: int, path: Path, items: tuple[Plain, ...]) -> tuple[str, ...]:
    """What is noteworthy of each record: mistakes, and of firewall lines that no call ever meets them."""
    own = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
    wrong: dict[int, str] = {}
    for mistake in table.reading.mistakes if table.is_read else ():
        if mistake.key == key and mistake.path.startswith(f"{own}["):
            number = mistake.path[len(own) + 1 :].partition("]")[0]
            wrong.setdefault(int(number), said(mistake.sentence))
    dead = _dead(table, key) if path == ("rules",) else {}
    ids = [one.get("id") if isinstance(one, Fields) else None for one in items]
    return tuple(wrong.get(n) or dead.get(str(ids[n]), "") for n in range(len(items)))


def _dead(table: DesignTable, key: int) -> dict[str, str]:
    """Lines of a firewall policy that decide about nothing, with why."""
    section, item = entry(table.draft, key) if key else ("", None)
    scenario = table.reading.scenario if table.is_read else None
    policy = scenario.network.policies.get(item.id) if scenario and item and section == "policies" else None
    if scenario is None or policy is None:
        return {}
    seen = [seen_of(origin) for origin in scenario.network.origins()]
    found = {rule.id: msg("no call meets it") for rule in unmatched(policy, seen)}
    for rule, earlier in shadowed(policy):
        found[rule.id] = msg("shadowed by {line}", line=earlier.id)
    return found
