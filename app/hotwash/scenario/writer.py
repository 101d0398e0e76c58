"""The files of a scenario after an edit: entries that did not change keep every byte, with comments and order.

Edits go into the text itself; nothing is written out anew that need not be. What is written is read again before it is
given out, so that a file never says something else than the draft.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache

from hotwash.scenario.draft import SECTIONS, Draft, Fields, Item, Plain, Script, plain
from hotwash.scenario.files import DECISIONS, HEAD
from hotwash.scenario.grammar import FORMAT, head
from hotwash.scenario.marked import Marked, marked
from hotwash.scenario.placed import load
from hotwash.scenario.problems import ScenarioProblems
from hotwash.scenario.splice import Plan, Splice, alike
from hotwash.scenario.yaml_text import block_lines, same

_BEGINNING = f"format: {FORMAT}\n"
_BOM = "\ufeff"


def written(files: Mapping[str, bytes], before: Draft, after: Draft, *, check: bool = True) -> dict[str, bytes]:
    """The files of a draft that was opened from `files` as `before`; files that it no longer has are left out.

    A draft without files (`{}`) is written anew. Without `check` what was edited is not read again, which takes most of
    the time (2 s at 2,000 elements and 5,000 links): only for what is checked when it is used. Raises ScenarioProblems
    where what would be written can't be read again, such as a file larger than 1 MiB.
    """
    homes, were = _homes(after), _homes(before)
    found = dict(files)
    for name in before.files:
        if name not in after.files:
            found.pop(name, None)
    for name in (HEAD, *after.files):
        body = _body(after, homes, name)
        if name not in files or not same(body, _body(before, were, name)):
            entries = _items(before, were, name), _items(after, homes, name)
            found[name] = _changed(files.get(name), name, body, entries, check=check)
    for name in before.scripts:
        if name not in after.scripts:
            found.pop(_script_file(name), None)
    for name, script in after.scripts.items():
        old, file = before.scripts.get(name), _script_file(name)
        body = _script_body(script)
        if old is None or file not in files or not same(body, _script_body(old)):
            items = {"decisions": old.decisions if old is not None else ()}
            entries = items, {"decisions": script.decisions}
            found[file] = _changed(files.get(file), file, body, entries, check=check)
    return found


def alike_drafts(one: Draft, other: Draft) -> bool:
    """Whether two drafts say the same, whichever files their entries stand in."""
    return (
        same(one.head, other.head)
        and one.scripts.keys() == other.scripts.keys()
        and all(_alike(one.items(section), other.items(section)) for section in SECTIONS)
        and all(
            same(script.head, other.scripts[name].head) and _alike(script.decisions, other.scripts[name].decisions)
            for name, script in one.scripts.items()
        )
    )


def _alike(one: Sequence[Item], other: Sequence[Item]) -> bool:
    return len(one) == len(other) and all(same(a.value, b.value) for a, b in zip(one, other, strict=True))


def _script_file(name: str) -> str:
    return f"{DECISIONS}/{name}.yaml"


def _homes(draft: Draft) -> dict[int, str]:
    """The file of each entry: its own where the order of the list allows, else that of an entry before it."""
    named = draft.head.get("parts", ())
    files = (HEAD, *(name for name in draft.files if isinstance(named, tuple) and name in named))
    rank = {name: number for number, name in enumerate(files)}
    homes: dict[int, str] = {}
    for section in SECTIONS:
        items = draft.items(section)
        ranks = [rank.get(item.file, 0) for item in items]
        kept = _rising(ranks)
        last = next((ranks[at] for at in range(len(items)) if at in kept), 0)
        for at, item in enumerate(items):
            last = ranks[at] if at in kept else last
            homes[item.key] = files[last]
    return homes


def _rising(ranks: Sequence[int]) -> set[int]:
    """Positions of a longest run of ranks that never falls."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, rank in enumerate(ranks):
        place = bisect_right(ends, rank)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [rank]
        last[place : place + 1] = [at]
    kept: set[int] = set()
    at = last[-1] if last else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _items(draft: Draft, homes: Mapping[int, str], file: str) -> dict[str, tuple[Item, ...]]:
    return {section: tuple(item for item in draft.items(section) if homes[item.key] == file) for section in SECTIONS}


def _body(draft: Draft, homes: Mapping[int, str], file: str) -> Fields:
    top: dict[str, Plain] = {"format": FORMAT, **(draft.head if file == HEAD else {})}
    for section, items in _items(draft, homes, file).items():
        if items:
            top[section] = tuple(item.value for item in items)
    return Fields(top)


def _script_body(script: Script) -> Fields:
    return Fields({"format": FORMAT, **script.head, "decisions": tuple(item.value for item in script.decisions)})


@lru_cache(maxsize=64)
def _opened(data: bytes) -> tuple[str, Marked]:
    text = data.decode("utf-8")
    return text, marked(text.removeprefix(_BOM))


def _changed(
    data: bytes | None,
    name: str,
    body: Fields,
    entries: tuple[Mapping[str, Sequence[Item]], Mapping[str, Sequence[Item]]],
    *,
    check: bool,
) -> bytes:
    """A file that says `body`: edited in place, or all of it anew where that can't be done or there was none.

    `entries` are those of its lists before and after.
    """
    old, new = entries
    if not check:
        return _edited(_BEGINNING.encode() if data is None else data, name, body, old if data is not None else {}, new)
    if data is not None:
        edited = _edited(data, name, body, old, new)
        if _says(edited, name, body):
            return edited
    anew = _edited(_BEGINNING.encode(), name, body, {}, new)
    return anew if _says(anew, name, body) else _dumped(body, name)


def _says(data: bytes, name: str, body: Fields) -> bool:
    """Whether a file reads as `body`; lists that hold nothing may stand in it beside."""
    try:
        root, problems = load(data, name)
    except ScenarioProblems:
        return False
    found = plain(root)
    if problems or not isinstance(found, Fields):
        return False
    return same(Fields((key, value) for key, value in found.items() if key in body or value != ()), body)


def _edited(
    data: bytes, name: str, body: Fields, old: Mapping[str, Sequence[Item]], new: Mapping[str, Sequence[Item]]
) -> bytes:
    """A file changed so that it says `body`; lists that are empty before and after are left as they are."""
    text, root = _opened(data)
    mark = _BOM if text.startswith(_BOM) else ""
    wanted = dict(body)
    for key, value in zip(root.keys, root.values, strict=True):
        if key.written in new and not new[key.written] and value.plain == ():
            wanted[key.written] = ()
    known = {
        id(value): _plan(value, old.get(key.written, ()), new[key.written])
        for key, value in zip(root.keys, root.values, strict=True)
        if key.written in new
    }
    splice = Splice(text.removeprefix(mark), lambda node: known.get(id(node)))
    return (mark + splice.whole(root, Fields(wanted), _order(name))).encode("utf-8")


def _order(name: str) -> tuple[str, ...]:
    """The keys of a file in the order in which new ones are put in; those of decisions files come as they are."""
    return () if name.startswith(f"{DECISIONS}/") else ("format", *(key.name for key in head()), *SECTIONS)


def _plan(node: Marked, old: Sequence[Item], new: Sequence[Item]) -> Plan:
    """Which entries of a file the new ones were, by key; by likeness where the file is not what was opened."""
    values = tuple(item.value for item in old)
    if not isinstance(node.plain, tuple) or not same(node.plain, values):
        return alike(node.plain if isinstance(node.plain, tuple) else (), [item.value for item in new])
    places = {item.key: at for at, item in enumerate(old)}
    return [places.get(item.key) for item in new]


def _dumped(body: Fields, name: str) -> bytes:
    """A file in one style throughout. Raises ScenarioProblems where that can't be read again."""
    data = ("\n".join(block_lines(body, 0)) + "\n").encode("utf-8")
    load(data, name)
    return data
