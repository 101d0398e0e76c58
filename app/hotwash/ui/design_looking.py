"""Acts that look and choose and change nothing: whole map, zoom, find, next problem, collapse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.ui.design_asking import FindBox, Found
from hotwash.ui.plain_text import tr
from hotwash.viewmodels.design_scene import Spot, Wire

if TYPE_CHECKING:
    from hotwash.ui.design_commands import Commands


class Looking:
    """The acts; `commands` is who was asked."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands
        self.table, self.canvas = commands.table, commands.canvas

    def all(self) -> None:
        """Choose everything."""
        self.canvas.choose(self.canvas.picture.things, self.canvas.current)

    def fit(self) -> None:
        """The whole map."""
        self.canvas.fit()

    def fit_chosen(self) -> None:
        """What is chosen, as large as there is room."""
        boxes = [self.canvas.picture.things[key].sceneBoundingRect() for key in self.table.selection]
        box = boxes[0]
        for other in boxes[1:]:
            box = box.united(other)
        self.canvas.fit(box.adjusted(-40, -40, 40, 40))

    def nearer(self) -> None:
        """Zoom in."""
        self.canvas.magnify(1.25)

    def farther(self) -> None:
        """Zoom out."""
        self.canvas.magnify(1 / 1.25)

    def actual(self) -> None:
        """One pixel for each map unit."""
        self.canvas.magnify(1 / self.canvas.zoom)

    def next_mistake(self) -> None:
        """The next entry with a mistake, round and round."""
        keys = list(dict.fromkeys((m.section, m.key, m.path) for m in self.table.reading.mistakes))
        if keys:
            goal = self.table.goal
            here = (goal.section, goal.key, goal.path) if goal is not None else None
            place = keys.index(here) + 1 if here in keys else 0
            self.table.go(*keys[place % len(keys)])

    def find(self) -> None:
        """Anything on the canvas by its name, kind, id or tags."""
        model = self.canvas.picture.model
        found = [Found(str(spot.key), _spot_words(spot)) for spot in model.spots.values()]
        found += [Found(str(note.key), tr("Note  ·  {text}", text=note.text)) for note in model.notes.values()]
        found += [Found(str(wire.key), _wire_words(wire, model.spots)) for wire in model.wires.values()]
        self._commands.ask(FindBox(self.canvas, tr("Find and go"), found, self._go))

    def _go(self, key: str) -> None:
        for mark in [mark for mark in self.canvas.picture.hulls.of(int(key)) if mark in self._shut]:
            self.canvas.picture.collapse(mark)
        self.canvas.choose({int(key)}, int(key))
        self.canvas.go_to(int(key))
        self.canvas.setFocus()

    @property
    def _shut(self) -> set[tuple[object, str]]:
        return {*self.canvas.picture.hulls.collapsed}

    def collapse(self) -> None:
        """The zone of what is chosen, or its site where it has no zone, as one sign; or its elements again."""
        hulls = self.canvas.picture.hulls
        marks = list(dict.fromkeys(mark for key in sorted(self.table.selection) for mark in hulls.of(key)[:1]))
        for mark in marks:
            self.canvas.picture.collapse(mark)


def _spot_words(spot: Spot) -> str:
    tags = f"  ·  {', '.join(spot.tags)}" if spot.tags else ""
    return f"{spot.name}  ·  {spot.title}  ·  {spot.id}{tags}"


def _wire_words(wire: Wire, spots: dict[int, Spot]) -> str:
    words = tr("{a} to {b}", a=spots[wire.a].name, b=spots[wire.b].name)
    return "  ·  ".join(part for part in (words, wire.label, wire.id) if part)
