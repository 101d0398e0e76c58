"""Entries of a draft as text that can be pasted, here, into another scenario, or into a letter. Knows no clipboard.

The text is YAML as a part of a scenario has it, below a first line that says what it is. With elements go the links
between them and the policy routing rules of PSAPs, and what they use: firewall policies, callers, regions, sources.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from hotwash.analysis.layout import Point
from hotwash.domain.sentences import say
from hotwash.editor.edits import free_name, link_name, place_of
from hotwash.editor.references import Change, groups_of, names_in, rewritten, shapes
from hotwash.scenario.build import Build
from hotwash.scenario.draft import SECTIONS, Draft, Fields, Item, Plain, plain
from hotwash.scenario.files import HEAD
from hotwash.scenario.placed import load
from hotwash.scenario.problems import ScenarioProblems
from hotwash.scenario.reader import known_words
from hotwash.scenario.writer import written
from hotwash.scenario.yaml_text import same

FIRST_LINE = "# Hotwash: entries of a scenario, to be pasted in its Design workspace."
OFFSET = (30, 30)
"""How far from the original a copy is put, in map units."""
_CARRIED = "carried"
_USED = ("policies", "callers", "route_policies", "regions", "sources")
"""Lists whose entries go along when they are used; pasted where they are there already, they are used again."""

Wanted = dict[str, list[Item]]
Names = Mapping[tuple[str, str], str]


class NotPasted(ValueError):
    """A text is nothing that was copied here; its text is the sentence."""

    def __init__(self) -> None:
        super().__init__(say("This text was not copied from a Hotwash scenario; copy elements or lines there first."))


def copied_text(draft: Draft, keys: Collection[int]) -> str:
    """The text of these entries; empty where there are none. Raises ScenarioProblems where it would exceed 1 MiB."""
    chosen = _chosen(draft, frozenset(keys))
    carried = _carried(draft, chosen)
    if not any(chosen.values()):
        return ""
    lists = {section: tuple(replace(item, file=HEAD) for item in items) for section, items in chosen.items()}
    for section, items in carried.items():
        lists[section] = (*lists.get(section, ()), *(replace(item, file=HEAD) for item in items))
    names = tuple(f"{section}/{item.id}" for section, items in carried.items() for item in items)
    part = Draft(Fields({_CARRIED: names} if names else {}), lists)
    text = written({}, Draft(Fields(), {}), part)[HEAD].decode("utf-8")
    return f"{FIRST_LINE}\n{text}"


def _chosen(draft: Draft, keys: frozenset[int]) -> Wanted:
    """Entries with these keys, links between their elements, and policy routing rules of their PSAPs."""
    ends = {item.id for item in draft.items("elements") if item.key in keys}
    return {
        section: [
            item
            for item in draft.items(section)
            if item.key in keys
            or (section == "links" and {item.fields.get("a"), item.fields.get("b")} <= ends)
            or (section == "route_policies" and item.fields.get("queue") in ends)
        ]
        for section in SECTIONS
    }


def _carried(draft: Draft, chosen: Wanted) -> Wanted:
    """What the chosen entries use, and what that uses."""
    by_name = {
        (group, item.id): (section, item)
        for section in _USED
        for item in draft.items(section)
        for group in groups_of(section, item)
    }
    seen = {item.key for items in chosen.values() for item in items}
    found: Wanted = {section: [] for section in _USED}
    waiting = [(section, item) for section, items in chosen.items() for item in items]
    while waiting:
        section, item = waiting.pop()
        for name in sorted(names_in(section, item)):
            used = by_name.get(name)
            if used is not None and used[1].key not in seen:
                seen.add(used[1].key)
                found[used[0]].append(used[1])
                waiting.append(used)
    return {section: sorted(items, key=lambda item: item.key) for section, items in found.items() if items}


def can_paste(text: str) -> bool:
    """Whether a text says that it was copied from a scenario."""
    return text.lstrip("\ufeff").startswith(FIRST_LINE)


def pasted(draft: Draft, text: str, at: Point | None = None) -> tuple[Draft, tuple[int, ...]]:
    """The draft with the entries of a text under free ids, and the keys of those that were chosen when it was copied.

    What they name among themselves is renamed with them. What they use is used as it is here where it is the same,
    else it comes along. Names of what is not here are left out where they may be. `at` is where the middle of what is
    pasted goes; without it, it goes a little beside where it was. Raises NotPasted.
    """
    lists, carried = _read(text)
    taken = {item.id for section in SECTIONS for item in draft.items(section)}
    renaming, coming = _named_anew(draft, lists, carried, taken)
    right, down = _shift(lists, at)
    known = _known(draft, coming)
    found, keys = draft, []
    for section, values in coming.items():
        items = []
        for number, (value, is_chosen) in enumerate(values):
            item = Item(found.next_key + number, _file(found, section), value)
            fitted = _fitted(section, item, renaming, known)
            items.append(replace(item, value=_moved(section, fitted, right, down)))
            if is_chosen:
                keys.append(item.key)
        found = replace(
            found.with_items(section, (*found.items(section), *items)), next_key=found.next_key + len(items)
        )
    return found, tuple(keys)


def _read(text: str) -> tuple[dict[str, list[Plain]], frozenset[str]]:
    if not can_paste(text):
        raise NotPasted
    try:
        root, problems = load(text.lstrip("\ufeff").encode("utf-8", "replace"), "")
    except ScenarioProblems as error:
        raise NotPasted from error
    found = plain(root)
    if problems or not isinstance(found, Fields):
        raise NotPasted
    lists: dict[str, list[Plain]] = {}
    for section in SECTIONS:
        values = found.get(section, ())
        kind = str if section == "notes" else Fields
        if not isinstance(values, tuple) or not all(isinstance(value, kind) for value in values):
            raise NotPasted
        if values:
            lists[section] = list(values)
    names = found.get(_CARRIED, ())
    if not lists or not isinstance(names, tuple):
        raise NotPasted
    return lists, frozenset(name for name in names if isinstance(name, str))


Coming = dict[str, list[tuple[Plain, bool]]]


def _named_anew(
    draft: Draft, lists: Mapping[str, list[Plain]], carried: Collection[str], taken: set[str]
) -> tuple[Names, Coming]:
    """New names by group and old name, and what comes, each with whether it was chosen."""
    here = {(section, item.id): item.value for section in _USED for item in draft.items(section) if item.id}
    names: dict[tuple[str, str], str] = {}
    coming: Coming = {}
    for section, values in lists.items():
        for value in values:
            item = Item(0, HEAD, value)
            is_chosen = f"{section}/{item.id}" not in carried
            if not is_chosen and (section, item.id) in here and same(here[section, item.id], value):
                continue
            if item.id and isinstance(value, Fields):
                new = free_name(item.id, taken) if item.id in taken else item.id
                taken.add(new)
                names |= {(group, item.id): new for group in groups_of(section, item) if new != item.id}
                coming.setdefault(section, []).append((value.having("id", new), is_chosen))
            else:
                coming.setdefault(section, []).append((value, is_chosen))
    for value in lists.get("links", []):
        item = Item(0, HEAD, value)
        if not item.id and (old := link_name(item)):
            a, b = (names.get(("element", end), end) for end in old.split("--", 1))
            names |= {(group, old): f"{a}--{b}" for group in groups_of("links", item) if f"{a}--{b}" != old}
    return names, coming


def _known(draft: Draft, coming: Coming) -> Mapping[str, Collection[str]]:
    """Names by group that may be mentioned: words, what is here, and what comes."""
    build = Build()
    known_words(build)
    known: dict[str, set[str]] = {group: set(names) for group, names in build.groups.items()}

    def know(section: str, item: Item) -> None:
        for group in groups_of(section, item):
            known.setdefault(group, set()).add(item.id or link_name(item))

    for section in SECTIONS:
        for item in draft.items(section):
            know(section, item)
        for value, _ in coming.get(section, ()):
            know(section, Item(0, HEAD, value))
    for item in draft.items("targets"):
        known.setdefault("task", set()).update(_inner_ids(item.value))
    return known


def _inner_ids(value: Plain) -> Iterable[str]:
    """Every id within an entry."""
    if isinstance(value, Fields):
        for key, inner in value.items():
            if key == "id" and isinstance(inner, str):
                yield inner
            else:
                yield from _inner_ids(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _inner_ids(inner)


def _fitted(section: str, item: Item, names: Names, known: Mapping[str, Collection[str]]) -> Plain:
    """An entry that names what comes along by its new name, and nothing that is not here where it can do without."""
    own = frozenset(_inner_ids(item.value))

    def change(group: str, text: str, optional: bool) -> Plain | None:  # noqa: FBT001  # a Change
        if (group, text) in names:
            return names[group, text]
        return None if optional and text not in known.get(group, ()) and text not in own else text

    meant: Change = change
    found = rewritten(shapes()[section], item.value, meant)
    return item.value if found is None else found


def _file(draft: Draft, section: str) -> str:
    items = draft.items(section)
    return items[-1].file if items else HEAD


def _shift(lists: Mapping[str, list[Plain]], at: Point | None) -> Point:
    """How far to move what is pasted."""
    places = [
        place_of(value)
        for section in ("elements", "map_notes")
        for value in lists.get(section, ())
        if isinstance(value, Fields)
    ]
    if at is None or not places:
        return OFFSET
    middle = [(min(place[axis] for place in places) + max(place[axis] for place in places)) // 2 for axis in (0, 1)]
    return at[0] - middle[0], at[1] - middle[1]


def _moved(section: str, value: Plain, right: int, down: int) -> Plain:
    if not isinstance(value, Fields):
        return value
    if section in ("elements", "map_notes") and "at" in value:
        x, y = place_of(value)
        return value.having("at", (x + right, y + down))
    bends = value.get("bends")
    if section == "links" and isinstance(bends, tuple):
        return value.having("bends", tuple(_point(bend, right, down) for bend in bends))
    return value


def _point(bend: Plain, right: int, down: int) -> Plain:
    match bend:
        case (int() as x, int() as y):
            return (x + right, y + down)
        case _:
            return bend
