"""New things on the canvas: what an element, a link or a note says before its author has said anything. No Qt."""

from __future__ import annotations

from hotwash.catalogue import registry
from hotwash.editor.edits import add, free_id
from hotwash.editor.references import groups_of
from hotwash.scenario.draft import SECTIONS, Draft, Fields, Plain
from hotwash.scenario.grammar import sections
from hotwash.scenario.shapes import Kinds, Many, Ref, Whole
from hotwash.viewmodels.design_scene import GATEWAY_PROXY, DesignScene, title_of
from hotwash.viewmodels.words import msg

STARTS = {"share_permille": 100, "weight": 100, "positions": 4, "waiting": 10}
"""Figures that a new element must have; defaults that nobody has published, for its author to change."""


def new_element(draft: Draft, kind: str, x: int, y: int) -> tuple[Draft, int]:
    """The draft with one more element of a kind at a place, and its key.

    Whatever must be named (a policy, a region) is the first that there is; where there is none it is left out, and the
    reading of the draft says so.
    """
    title = title_of(kind)
    ident = free_id(draft, kind.replace("_", "-"))
    number = ident.rpartition("-")[2]
    name = f"{title} {number}" if number.isdigit() else title
    values: dict[str, Plain] = {"kind": kind, "id": ident, "name": name, "at": (x, y)}
    for key, value in _required(draft, kind).items():
        values.setdefault(key, value)
    if kind == GATEWAY_PROXY:
        values["locates"] = True
    return add(draft, "elements", Fields(values))


def _required(draft: Draft, kind: str) -> dict[str, Plain]:
    shape = next(key.shape for key in sections() if key.name == "elements")
    assert isinstance(shape, Many)
    assert isinstance(shape.item, Kinds)
    found: dict[str, Plain] = {}
    for key in shape.item.records[kind].keys if kind in registry.elements() else ():
        if not key.required:
            continue
        if isinstance(key.shape, Whole):
            found[key.name] = STARTS.get(key.name, key.shape.low)
        elif isinstance(key.shape, Ref) and (first := _first(draft, key.shape.group)):
            found[key.name] = first
    return found


def _first(draft: Draft, group: str) -> str:
    """The first id of a group; empty where there is none."""
    for section in SECTIONS:
        for item in draft.items(section):
            if item.id and group in groups_of(section, item):
                return item.id
    return ""


def new_link(draft: Draft, scene: DesignScene, a: int, b: int) -> tuple[Draft, int]:
    """The draft with a link between two elements, by key, and its key; telephone or queries where an end says so."""
    first, second = scene.spots[a], scene.spots[b]
    kinds = registry.elements()
    archetypes = [base.__name__ for spot in (first, second) if spot.kind in kinds for base in kinds[spot.kind].__mro__]
    carries = "telephone" if "Telephone" in archetypes else "queries" if "Service" in archetypes else "calls"
    ident = free_id(draft, f"{first.id}--{second.id}"[:58])
    values: dict[str, Plain] = {"id": ident, "a": first.id, "b": second.id}
    if carries != "calls":
        values["carries"] = carries
    return add(draft, "links", Fields(values))


def new_note(draft: Draft, x: int, y: int) -> tuple[Draft, int]:
    """The draft with one more note on the map, and its key."""
    values: dict[str, Plain] = {"id": free_id(draft, "note"), "at": (x, y), "text": msg("New note")}
    return add(draft, "map_notes", Fields(values))
