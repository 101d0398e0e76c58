"""What a new scenario may begin as: templates, and the scenarios that come with the app as copies. Knows no window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources.abc import Traversable

from hotwash.domain.sentences import say, term
from hotwash.editor.edits import free_name
from hotwash.editor.saving import Document, copied
from hotwash.resources import shipped
from hotwash.scenario.draft import Fields, plain
from hotwash.scenario.files import HEAD, shipped_scenarios
from hotwash.scenario.placed import load


class Origin(StrEnum):
    """Where a beginning comes from."""

    TEMPLATE = term("template")
    SCENARIO = term("copy of a scenario")


@dataclass(frozen=True, slots=True)
class Beginning:
    """One card of the gallery: its name, title and summary."""

    name: str
    title: str
    summary: str
    origin: Origin
    path: Traversable


_ORDER = ("blank", "small-county", "state-esinet", "legacy-region", "transitional-mix")


@cache
def beginnings() -> tuple[Beginning, ...]:
    """Templates from the simplest on, then the scenarios that come with the app; reads only their heads."""
    folder = shipped("assets") / "templates"
    found = [_card(folder / name, name) for name in _ORDER]
    others = (
        Beginning(each.name, each.title, each.summary, Origin.SCENARIO, each.path) for each in shipped_scenarios()
    )
    return (*found, *others)


def _card(path: Traversable, name: str) -> Beginning:
    found = plain(load((path / HEAD).read_bytes(), f"{name}/{HEAD}")[0])
    head = found if isinstance(found, Fields) else Fields()
    return Beginning(name, str(head.get("title", name)), str(head.get("summary", "")), Origin.TEMPLATE, path)


def begun(beginning: Beginning, *, name: str = "", title: str = "") -> Document:
    """A document of one's own that begins so: not saved yet, under another id, and with a title of its own."""
    if not title:
        title = beginning.title
        if beginning.origin is Origin.SCENARIO:
            title = str(say("Copy of {title}", title=title))
    wish = name or (beginning.name if beginning.origin is Origin.TEMPLATE else f"{beginning.name}-copy")
    return copied(beginning.path, name=free_name(wish, ("blank",) if beginning.name != "blank" else ()), title=title)
