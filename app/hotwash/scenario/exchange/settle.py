"""Entries by the rules of scenario files: what the grammar refuses is taken out and told; knows no format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hotwash.domain.sentences import say
from hotwash.scenario.build import Build
from hotwash.scenario.exchange.context import Context
from hotwash.scenario.exchange.entries import ATTRIBUTES, shape_of
from hotwash.scenario.exchange.imported import Entry, Plain, Remarks
from hotwash.scenario.placed import Entries, Form, Items, Node, Place, Scalar
from hotwash.scenario.problems import Problem, shown
from hotwash.scenario.shapes import Many, Shape
from hotwash.scenario.wording import is_stray

_NOWHERE = Place("", 0, 0)
_KEY = re.compile(r"[.\[]")
_INDEX = re.compile(r"\[(\d+)\]")


def fits(shape: Shape, value: Plain, known: Mapping[str, Iterable[str]]) -> bool:
    """Whether a value may stand under a key of that shape; `known` are ids that may be referred to, by group."""
    return not _problems(shape, node_of(value), known)


def settled(section: str, drafts: Sequence[tuple[str, Entry]], context: Context, remarks: Remarks) -> tuple[Entry, ...]:
    """The entries that can stand in a scenario, each with the place that it came from, in order.

    `context.known` must hold what they refer to, each other included. A wrong key is left out; an entry that can't do
    without it, too.
    """
    shape = shape_of(section)
    whole = Items(_NOWHERE, [node_of(entry) for _, entry in drafts])
    wrong = {_INDEX.match(problem.path) for problem in _problems(Many(shape), whole, context.known)}
    numbers = {int(found[1]) for found in wrong if found is not None}
    made: list[Entry] = []
    for number, (place, draft) in enumerate(drafts):
        entry = dict(draft)
        if number not in numbers or _mended(shape, entry, context.known, place, remarks):
            made.append(entry)
    return tuple(made)


def _problems(shape: Shape, node: Node, known: Mapping[str, Iterable[str]]) -> list[Problem]:
    build = Build()
    for group, names in known.items():
        build.know(group, names)
    build.value(shape, node, "")
    build.settle()
    return build.problems


def _mended(
    shape: Shape, entry: dict[str, Plain], known: Mapping[str, Iterable[str]], place: str, remarks: Remarks
) -> bool:
    """Take wrong keys out of an entry until it can stand; False where it can't."""
    while problems := _problems(shape, node_of(entry), known):
        if not _without(entry, problems, place, remarks):
            remarks.left(place, say("the whole entry: {why}", why=problems[0].sentence))
            return False
    return True


def _without(entry: dict[str, Plain], problems: list[Problem], place: str, remarks: Remarks) -> bool:
    """Take out what is wrong; False where nothing can be."""
    wrong = {_KEY.split(problem.path)[0]: problem.sentence for problem in problems}
    loose = [key for key in wrong if key in entry and key not in ("id", "kind", "a", "b")]
    for key in loose:
        remarks.left(place, say("{key}: {why}", key=key, why=wrong[key]))
        del entry[key]
    return bool(loose)


def node_of(value: Plain) -> Node:
    """A value of an entry as if it had been read from a file."""
    match value:
        case bool():
            return Scalar(_NOWHERE, str(value).lower(), Form.TRUTH, value)
        case int():
            return Scalar(_NOWHERE, str(value), Form.WHOLE, value)
        case str():
            return Scalar(_NOWHERE, value, Form.TEXT, value)
        case tuple():
            return Items(_NOWHERE, [node_of(one) for one in value])
        case _:
            return Entries(_NOWHERE, {key: (_NOWHERE, node_of(one)) for key, one in value.items()})


def line_text(text: str, most: int = 200) -> str:
    """A text as a name or title may hold it: one line, nothing that turns the reading order, not too long."""
    plain = " ".join("".join(" " if is_stray(letter, long=False) else letter for letter in text).split())
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"


def attributes_of(
    kept: Iterable[tuple[str, str]], place: str, remarks: Remarks, *, exact: bool = False
) -> dict[str, Any]:
    """The key `attributes` of an entry, or no key where nothing is kept. What a scenario can't hold is told."""
    made: list[Plain] = []
    for name, text in kept:
        title = name if exact else line_text(name)
        plain = "".join(letter for letter in text.replace("\r\n", "\n") if not is_stray(letter, long=True))
        if not title.strip() or not plain.strip():
            continue
        if plain != text:
            remarks.guessed(place, say("{name}: without characters that a scenario can't hold", name=shown(title, 40)))
        if len(plain) > 4_000:
            remarks.left(place, say("{name}: longer than 4,000 characters", name=shown(title, 40)))
            continue
        made.append({"name": title, "text": plain})
    return {ATTRIBUTES: tuple(made)} if made else {}
