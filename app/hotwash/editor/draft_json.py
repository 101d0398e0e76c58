"""A draft as plain JSON values and back, in a moment: for unsaved work, which must not wait for YAML. Knows no disk."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from hotwash.scenario.draft import SECTIONS, Draft, Fields, Item, Odd, Plain, Script
from hotwash.scenario.placed import Form


def packed(draft: Draft) -> dict[str, Any]:
    """The draft without the keys of its entries."""
    return {
        "head": _down(draft.head),
        "lists": {name: [[item.file, _down(item.value)] for item in items] for name, items in draft.lists.items()},
        "scripts": {
            name: [_down(script.head), [[item.file, _down(item.value)] for item in script.decisions]]
            for name, script in draft.scripts.items()
        },
        "files": list(draft.files),
    }


def unpacked(held: Any) -> Draft:
    """The draft again, its entries under new keys. Raises ValueError, KeyError or TypeError for anything else."""
    numbers = count(1)
    lists = {name: _items(held["lists"].get(name, []), numbers) for name in SECTIONS}
    scripts = {
        str(name): Script(_fields(head), _items(decisions, numbers))
        for name, (head, decisions) in held["scripts"].items()
    }
    return Draft(_fields(held["head"]), lists, scripts, tuple(map(str, held["files"])), next(numbers))


def _items(held: list[Any], numbers: Iterator[int]) -> tuple[Item, ...]:
    return tuple(Item(next(numbers), str(file), _up(value)) for file, value in held)


def _fields(held: Any) -> Fields:
    found = _up(held)
    if not isinstance(found, Fields):
        raise TypeError("keys and values were expected")
    return found


def _down(value: Plain) -> Any:
    if isinstance(value, Fields):
        return {"keys": [[key, _down(inner)] for key, inner in value.items()]}
    if isinstance(value, tuple):
        return [_down(inner) for inner in value]
    return {"odd": [value.written, value.form.value]} if isinstance(value, Odd) else value


def _up(held: Any) -> Plain:
    match held:
        case str() | int():
            return held
        case list():
            return tuple(_up(inner) for inner in held)
        case {"keys": list(pairs)}:
            return Fields((str(key), _up(inner)) for key, inner in pairs)
        case {"odd": [str(written), str(form)]}:
            return Odd(written, Form(form))
    raise ValueError("no value of a draft")
