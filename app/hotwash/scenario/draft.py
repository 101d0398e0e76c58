"""A scenario as its author has it on the table: entries under keys, perhaps unfinished, perhaps wrong. Never played.

Everything is immutable, so that an edit is a new draft and an undo the old one. Knows the grammar, no screen, no disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.scenario.build import Build
from hotwash.scenario.files import DECISIONS, HEAD
from hotwash.scenario.grammar import FORMAT, sections
from hotwash.scenario.placed import Entries, Form, Items, Node, Place, Scalar, load
from hotwash.scenario.problems import Problem, ScenarioProblems
from hotwash.scenario.reader import assembled


@dataclass(frozen=True, slots=True)
class Odd:
    """An unquoted word that is neither text, whole number nor truth, kept as written so that the reader can say so."""

    written: str
    form: Form


class Fields(Mapping[str, "Plain"]):
    """Keys and values of one entry in the author's order; never changes. Equal where keys and values are."""

    __slots__ = ("_held", "known")

    def __init__(self, held: Mapping[str, Plain] | Iterable[tuple[str, Plain]] = ()) -> None:
        self._held: dict[str, Plain] = dict(held)
        self.known: dict[str, Any] = {}
        """What others have found out about these keys and keep, since the keys never change; no part of the value."""

    def __getitem__(self, key: str) -> Plain:
        return self._held[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fields) and self._held == other._held

    def __hash__(self) -> int:
        return hash(frozenset(self._held.items()))

    def __repr__(self) -> str:
        return f"Fields({self._held!r})"

    def having(self, key: str, value: Plain) -> Fields:
        """These with one key set; a new key comes last."""
        return Fields({**self._held, key: value})

    def lacking(self, key: str) -> Fields:
        """These without one key."""
        return Fields({name: value for name, value in self._held.items() if name != key})


Plain = str | int | bool | Odd | tuple[Any, ...] | Fields
"""What may stand under a key: text (ids, times as `h:mm:ss`), a whole number, a truth, a list, or keys again."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list. `key` is its identity for as long as the draft is edited; it is never written to a file."""

    key: int
    file: str
    value: Plain

    @property
    def fields(self) -> Fields:
        """Its keys; none where it is a plain value, such as a note."""
        return self.value if isinstance(self.value, Fields) else NOTHING

    @property
    def id(self) -> str:
        """Its id as written; empty where it has none."""
        found = self.fields.get("id")
        return found if isinstance(found, str) else ""


NOTHING = Fields()
SECTIONS: tuple[str, ...] = tuple(key.name for key in sections())
"""Names of the lists, in the order of the grammar."""


@dataclass(frozen=True, slots=True)
class Script:
    """A decisions file: its keys but for the list, and the list."""

    head: Fields
    decisions: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """All entries of a scenario. `lists` has every name of SECTIONS; `scripts` are decisions files by name."""

    head: Fields
    lists: Mapping[str, tuple[Item, ...]]
    scripts: Mapping[str, Script] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    """Parts that were read, beside the head."""
    next_key: int = 1
    """Identity of the next entry that is added."""

    def items(self, section: str) -> tuple[Item, ...]:
        """The entries of a list."""
        return self.lists.get(section, ())

    def with_items(self, section: str, items: Iterable[Item]) -> Draft:
        """This draft with another list."""
        return replace(self, lists={**self.lists, section: tuple(items)})


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a draft, and where: `section` and `key` of the entry (empty and 0 for the head), and the path
    within it, such as `rules[2].verb`."""

    section: str
    key: int
    path: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a draft means: the scenario where nothing is wrong, or every mistake."""

    scenario: Scenario | None
    mistakes: tuple[Mistake, ...]


def draft_of(files: Mapping[str, bytes]) -> Draft:
    """The draft of a scenario's files, as `scenario_files` gives them.

    Raises ScenarioProblems where a file can't be taken apart without losing something: no YAML, keys twice, no lists.
    """
    counter = _Counter()
    opened = {name: _entries(data, name) for name, data in files.items()}
    if HEAD not in opened:
        raise ScenarioProblems([Problem(say("the scenario"), 0, 0, "", say("has no {head}.", head=HEAD))])
    named = opened[HEAD].entries.get("parts")
    parts = (
        [item.written for item in named[1].items if isinstance(item, Scalar)]
        if named and isinstance(named[1], Items)
        else []
    )
    lists: dict[str, list[Item]] = {name: [] for name in SECTIONS}
    for name in (HEAD, *(part for part in dict.fromkeys(parts) if part in opened and part != HEAD)):
        for section in SECTIONS:
            lists[section] += _list(opened[name], section, name, counter)
    scripts = {
        name.removeprefix(f"{DECISIONS}/").removesuffix(".yaml"): Script(
            _head(entries, ("decisions",)), tuple(_list(entries, "decisions", name, counter))
        )
        for name, entries in sorted(opened.items())
        if name.startswith(f"{DECISIONS}/")
    }
    return Draft(
        _head(opened[HEAD], SECTIONS),
        {name: tuple(items) for name, items in lists.items()},
        scripts,
        tuple(dict.fromkeys(part for part in parts if part in opened and part != HEAD)),
        counter.next,
    )


class _Counter:
    def __init__(self) -> None:
        self.next = 1

    def take(self) -> int:
        self.next += 1
        return self.next - 1


def _entries(data: bytes, name: str) -> Entries:
    root, problems = load(data, name)
    if problems:
        raise ScenarioProblems(problems)
    if not isinstance(root, Entries):
        raise ScenarioProblems(
            [Problem(name, root.place.line, root.place.column, "", say("a scenario file holds keys and values."))]
        )
    form = root.entries.get("format")
    if form is None or not isinstance(form[1], Scalar) or form[1].value != FORMAT:
        sentence = say("must begin with 'format: {format}' to be edited.", format=FORMAT)
        raise ScenarioProblems([Problem(name, root.place.line, root.place.column, "format", sentence)])
    return root


def _list(entries: Entries, section: str, file: str, counter: _Counter) -> list[Item]:
    if section not in entries.entries:
        return []
    place, node = entries.entries[section]
    if not isinstance(node, Items):
        sentence = say("must be a list to be edited; put each entry behind a hyphen.")
        raise ScenarioProblems([Problem(file, place.line, place.column, section, sentence)])
    return [Item(counter.take(), file, plain(item)) for item in node.items]


def _head(entries: Entries, lists: Iterable[str]) -> Fields:
    left = {"format", *lists}
    return Fields({key: plain(node) for key, (_, node) in entries.entries.items() if key not in left})


def plain(node: Node) -> Plain:
    """What a node of a file says, without its place."""
    match node:
        case Entries():
            return Fields({key: plain(inner) for key, (_, inner) in node.entries.items()})
        case Items():
            return tuple(plain(inner) for inner in node.items)
        case Scalar(form=Form.TEXT):
            return node.written
        case Scalar(value=int() as value):
            return value
        case _:
            return Odd(node.written, node.form)


def read_draft(draft: Draft) -> Reading:
    """The scenario of a draft, judged by the same rules as files are."""
    body = _body(draft.head, draft, HEAD)
    parts = {name: partial(_body, NOTHING, draft, name) for name in draft.files}
    scripts: dict[str, Entries | None] = {name: _script(script) for name, script in draft.scripts.items()}
    try:
        return Reading(assembled(Build(), body, parts, scripts), ())
    except ScenarioProblems as found:
        sections_of = {item.key: name for name, items in draft.lists.items() for item in items}
        for name, script in draft.scripts.items():
            sections_of |= {item.key: f"{DECISIONS}/{name}" for item in script.decisions}
        return Reading(None, tuple(_mistake(problem, sections_of) for problem in found.problems))


def _mistake(problem: Problem, sections_of: Mapping[int, str]) -> Mistake:
    section = sections_of.get(problem.column, "")
    if not section:
        return Mistake("", 0, problem.path, problem.sentence)
    _, bracket, within = problem.path.partition("]")
    return Mistake(section, problem.column, within.removeprefix(".") if bracket else problem.path, problem.sentence)


def _body(head: Fields, draft: Draft, file: str) -> Entries:
    """The entries of one file. Its lists stand only where they hold something, as an author would write them."""
    nowhere = Place(file, 0, 0)
    keys: dict[str, tuple[Place, Node]] = {key: (nowhere, node_of(value, nowhere)) for key, value in head.items()}
    for section in SECTIONS:
        own = [item for item in draft.items(section) if item.file == file]
        if own:
            keys[section] = (nowhere, Items(nowhere, [_node(item) for item in own]))
    return Entries(nowhere, keys)


def _node(item: Item) -> Node:
    """An entry as the reader takes it, made once for as long as the entry is the same."""
    kept = item.fields.known.get("node")
    if isinstance(kept, Entries) and kept.place == Place(item.file, 0, item.key):
        return kept
    found = node_of(item.value, Place(item.file, 0, item.key))
    if isinstance(item.value, Fields):
        item.value.known["node"] = found
    return found


def _script(script: Script) -> Entries:
    nowhere = Place(DECISIONS, 0, 0)
    keys: dict[str, tuple[Place, Node]] = {
        key: (nowhere, node_of(value, nowhere)) for key, value in script.head.items()
    }
    items = [_node(item) for item in script.decisions]
    keys["decisions"] = (nowhere, Items(nowhere, items))
    return Entries(nowhere, keys)


def node_of(value: Plain, place: Place) -> Node:
    """A plain value as the reader takes it, all of it at one place."""
    match value:
        case Fields():
            return Entries(place, {key: (place, node_of(inner, place)) for key, inner in value.items()})
        case tuple():
            return Items(place, [node_of(inner, place) for inner in value])
        case bool():
            return Scalar(place, "true" if value else "false", Form.TRUTH, value)
        case int():
            return Scalar(place, str(value), Form.WHOLE, value)
        case Odd():
            return Scalar(place, value.written, value.form, None)
        case _:
            return Scalar(place, value, Form.TEXT, value)
