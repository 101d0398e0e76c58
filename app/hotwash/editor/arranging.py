"""Chosen elements put in line, at even distances, on a grid, or laid out anew; gives places, changes no draft.

`hotwash.editor.edits.placed` takes the places to the draft.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum

from hotwash.analysis.force_layout import forced
from hotwash.analysis.layout import Point, Spot, layered
from hotwash.catalogue.registry import elements
from hotwash.domain.sentences import term
from hotwash.editor.edits import place_of
from hotwash.scenario.draft import Draft, Item

Places = Mapping[int, Point]
"""Where to put entries, by key."""
GRID = 10
"""Map units between the lines of the grid."""


class Line(StrEnum):
    """What chosen elements have in common after aligning."""

    LEFT = term("left edges")
    RIGHT = term("right edges")
    TOP = term("top edges")
    BOTTOM = term("bottom edges")
    CENTRE = term("centres, one below the other")
    MIDDLE = term("centres, side by side")


def _chosen(draft: Draft, keys: Collection[int]) -> dict[int, Point]:
    """Elements and notes among these entries with their places."""
    wanted = frozenset(keys)
    return {
        item.key: place_of(item.fields)
        for section in ("elements", "map_notes")
        for item in draft.items(section)
        if item.key in wanted
    }


def aligned(
    draft: Draft, keys: Collection[int], line: Line, sizes: Mapping[int, tuple[int, int]] | None = None
) -> Places:
    """Elements in one line. `at` is the middle of an element; `sizes` (width, height) matter for edges."""
    places = _chosen(draft, keys)
    if len(places) < 2:
        return {}
    half = {key: (size[0] // 2, size[1] // 2) for key, size in (sizes or {}).items()}

    def edge(key: int, axis: int, side: int) -> int:
        return places[key][axis] + side * half.get(key, (0, 0))[axis]

    axis = 0 if line in (Line.LEFT, Line.RIGHT, Line.CENTRE) else 1
    side = {Line.LEFT: -1, Line.TOP: -1, Line.RIGHT: 1, Line.BOTTOM: 1}.get(line, 0)
    edges = [edge(key, axis, side) for key in places]
    if side:
        common = min(edges) if side < 0 else max(edges)
    else:
        common = (min(edges) + max(edges)) // 2
    return {key: _set(place, axis, common - side * half.get(key, (0, 0))[axis]) for key, place in places.items()}


def _set(place: Point, axis: int, value: int) -> Point:
    return (value, place[1]) if axis == 0 else (place[0], value)


def distributed(draft: Draft, keys: Collection[int], *, across: bool) -> Places:
    """Elements at even distances from left to right, or from top to bottom; the outermost two stay."""
    places = _chosen(draft, keys)
    axis = 0 if across else 1
    row = sorted(places, key=lambda key: (places[key][axis], key))
    if len(row) < 3:
        return {}
    first, last = places[row[0]][axis], places[row[-1]][axis]
    return {key: _set(places[key], axis, first + (last - first) * at // (len(row) - 1)) for at, key in enumerate(row)}


def snapped(draft: Draft, keys: Collection[int], grid: int = GRID) -> Places:
    """Elements on the nearest crossing of the grid."""
    return {key: (nearest(x, grid), nearest(y, grid)) for key, (x, y) in _chosen(draft, keys).items()}


def nearest(value: int, grid: int = GRID) -> int:
    """The nearest line of the grid; half-way counts as further on."""
    return (value + grid // 2) // grid * grid


def laid_out(draft: Draft, keys: Collection[int] = ()) -> Places:
    """Places by role in layers: of everything, or of these elements about the middle of where they are."""
    items = _elements(draft, keys)
    spots = [Spot(item.id, elements().get(_text(item, "kind")), _text(item, "region")) for item in items]
    found = layered(spots, _links(draft))
    return _by_key(items, _moved_back(items, found) if keys else found)


def laid_out_by_force(
    draft: Draft,
    keys: Collection[int] = (),
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Places | None:
    """Places by forces: of everything, or of these elements; None where `stop` said so. May run in any thread."""
    items = _elements(draft, keys)
    at = {item.id: place_of(item.fields) for item in items}
    found = forced([item.id for item in items], _links(draft), at, stop, progress)
    return None if found is None else _by_key(items, found)


def _elements(draft: Draft, keys: Collection[int]) -> list[Item]:
    """Elements to lay out; of two with one id only the first."""
    wanted = frozenset(keys)
    found = [item for item in draft.items("elements") if item.id and (not wanted or item.key in wanted)]
    return list({item.id: item for item in reversed(found)}.values())[::-1]


def _links(draft: Draft) -> list[tuple[str, str]]:
    return [(_text(item, "a"), _text(item, "b")) for item in draft.items("links")]


def _text(item: Item, key: str) -> str:
    found = item.fields.get(key)
    return found if isinstance(found, str) else ""


def _by_key(items: Sequence[Item], places: Mapping[str, Point]) -> Places:
    return {item.key: places[item.id] for item in items}


def _moved_back(items: Sequence[Item], places: Mapping[str, Point]) -> dict[str, Point]:
    """A layout about the middle of where its elements were."""
    if not items:
        return {}
    were = [place_of(item.fields) for item in items]
    right, down = (
        (min(place[axis] for place in were) + max(place[axis] for place in were)) // 2
        - (min(place[axis] for place in places.values()) + max(place[axis] for place in places.values())) // 2
        for axis in (0, 1)
    )
    return {name: (x + right, y + down) for name, (x, y) in places.items()}
