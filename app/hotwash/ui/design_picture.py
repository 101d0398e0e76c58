"""The scene of the canvas, kept up to a draft by touching only what differs; knows no gesture and no view.

Python holds every item until it has been taken out of the scene; the scene uses the index that large still pictures are
fastest with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from hotwash.scenario.draft import Draft
from hotwash.ui.design_hulls import HullItem, Hulls, Mark
from hotwash.ui.design_items import Look, NoteItem, SpotItem, WireItem
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_scene import DesignScene, Difference, Spot, Words

Thing = SpotItem | WireItem | NoteItem


class DesignPicture(QGraphicsScene):
    """Items by the key of their entry. `touched` counts those that the last change made anew, which tests look at."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model = DesignScene()
        self.things: dict[int, Thing] = {}
        self.touched = 0
        self._chosen: frozenset[int] = frozenset()
        self._current = self._hovered = 0
        self._mistakes: Mapping[int, int] = {}
        self.hulls = Hulls(theme, self, self._standing)
        theme.changed.connect(self.update)

    def take(self, draft: Draft) -> Difference:
        """Show a draft."""
        found = self.model.take(draft)
        for key in found.gone:
            self._drop(key)
        wires: set[int] = set()
        for key in found.drawn:
            if key in self.model.wires:
                wires.add(key)
            else:
                self._show(key)
                wires.update(self.model.ends.get(key, ()))
        if any(key in self.model.spots for key in found.drawn) or any(self.hulls.of(key) for key in found.gone):
            self._group(self.hulls.take(self.model.spots))
        for key in wires:
            self._show_wire(key)
        self.touched = len(found.drawn) + len(wires - set(found.drawn)) + len(found.gone)
        return found

    def _show(self, key: int) -> None:
        thing = self.things.get(key)
        if key in self.model.spots:
            if isinstance(thing, SpotItem):
                thing.show_spot(self.model.spots[key])
            else:
                self._add(SpotItem(self._theme, self.model.spots[key]))
        elif key in self.model.notes:
            if isinstance(thing, NoteItem):
                thing.show_note(self.model.notes[key])
            else:
                self._add(NoteItem(self._theme, self.model.notes[key]))

    def _show_wire(self, key: int) -> None:
        wire, thing = self.model.wires[key], self.things.get(key)
        if not isinstance(thing, WireItem):
            thing = WireItem(self._theme, wire)
            thing.show_wire(wire, *self._ends(wire.a, wire.b))
            self._add(thing)
        within = [self.hulls.inside.get(end) for end in (wire.a, wire.b)]
        thing.setVisible(within[0] is None or within[0] != within[1])
        thing.show_wire(wire, *self._ends(wire.a, wire.b))

    def _ends(self, a: int, b: int) -> tuple[QPointF, QPointF]:
        return self.place(a), self.place(b)

    def _add(self, thing: Thing) -> None:
        self.things[thing.key] = thing
        self.addItem(thing)
        thing.show_look(self._look(thing.key))

    def _drop(self, key: int) -> None:
        thing = self.things.pop(key, None)
        if thing is not None:
            self.removeItem(thing)

    def place(self, key: int) -> QPointF:
        """Where an element or a note stands on the canvas just now, a gesture that moves it included."""
        shut = self.hulls.inside.get(key)
        return self.hulls.items[shut].middle if shut is not None else self._standing(key)

    def _standing(self, key: int) -> QPointF:
        thing = self.things.get(key)
        return thing.pos() if thing is not None else QPointF()

    def collapse(self, mark: Mark) -> None:
        """Show a zone or site as one sign, or its elements again."""
        self._group(self.hulls.toggle(mark))

    def _group(self, hidden: bool) -> None:  # what the groups answer
        """Groups are others than before, or hide other elements."""
        if hidden:
            for key, thing in self.things.items():
                if isinstance(thing, WireItem):
                    self._show_wire(key)
                else:
                    thing.setVisible(key not in self.hulls.inside)
        self.hulls.show_looks(self._chosen, self._current, self._mistakes)

    def shift(self, keys: Iterable[int], by: QPointF) -> None:
        """Show elements and notes away from where the draft has them, their links following; nothing else is touched.

        The bends of links whose two ends move go along, as they do in the draft.
        """
        moving = set(keys)
        wires: set[int] = set()
        for key in moving:
            thing, shape = self.things.get(key), self.model.spots.get(key) or self.model.notes.get(key)
            if thing is not None and shape is not None:
                thing.setPos(QPointF(shape.x, shape.y) + by)
                wires.update(self.model.ends.get(key, ()))
        self.hulls.follow(moving)
        for key in wires:
            wire, line = self.model.wires[key], self.things[key]
            if isinstance(line, WireItem):
                along = by if {wire.a, wire.b} <= moving else QPointF()
                bends = tuple(QPointF(x, y) + along for x, y in wire.bends)
                line.show_wire(wire, *self._ends(wire.a, wire.b), bends=bends)
        self.touched = len(moving) + len(wires)

    def bend(self, key: int, bends: tuple[QPointF, ...]) -> None:
        """Show a link through other bends than the draft has."""
        wire, line = self.model.wires[key], self.things[key]
        if isinstance(line, WireItem):
            line.show_wire(wire, *self._ends(wire.a, wire.b), bends=bends)

    def show_chosen(self, chosen: frozenset[int], current: int) -> None:
        """Show what is chosen, and where the keyboard is."""
        differ = (chosen ^ self._chosen) | {current, self._current}
        self._chosen, self._current = chosen, current
        self._relook(differ)
        self.hulls.show_looks(chosen, current, self._mistakes)

    def show_hovered(self, key: int) -> None:
        """Show at which thing the pointer is; 0 for none."""
        before, self._hovered = self._hovered, key
        if before != key:
            self._relook((before, key))

    def show_mistakes(self, mistakes: Mapping[int, int]) -> None:
        """Mark entries with mistakes."""
        before, self._mistakes = self._mistakes, dict(mistakes)
        self._relook({key for key in {*before, *mistakes} if before.get(key) != mistakes.get(key)})
        self.hulls.show_looks(self._chosen, self._current, self._mistakes)

    def _relook(self, keys: Iterable[int]) -> None:
        for key in keys:
            thing = self.things.get(key)
            if thing is not None:
                thing.show_look(self._look(key))

    def _look(self, key: int) -> Look:
        return Look(key in self._chosen, key == self._current, self._mistakes.get(key, 0), key == self._hovered)

    def thing_at(self, at: QPointF, reach: float = 0.0) -> Thing | None:
        """The uppermost thing at a point of the canvas, or within a reach around it; None under a collapsed group."""
        found: list[QGraphicsItem] = self.items(at)
        if any(isinstance(item, HullItem) and item.look.collapsed for item in found):
            return None
        if not found and reach:
            found = self.items(QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach))
        return next((item for item in found if isinstance(item, SpotItem | WireItem | NoteItem)), None)

    def hull_at(self, at: QPointF) -> HullItem | None:
        """The group whose title or sign lies at a point of the canvas."""
        return next((item for item in self.items(at) if isinstance(item, HullItem)), None)

    def inside(self, box: QRectF) -> frozenset[int]:
        """Keys of everything that a frame drawn around it holds: elements and notes by their middle, links whole."""
        held: set[int] = set()
        for item in self.items(box):
            if isinstance(item, WireItem):
                if all(box.contains(point) for point in item.points):
                    held.add(item.key)
            elif isinstance(item, SpotItem | NoteItem) and box.contains(item.pos()):
                held.add(item.key)
        return frozenset(held)

    def paint_whole(self, painter: QPainter, target: QRectF) -> None:
        """Paint everything into a frame as large as `whole`, with nothing marked as chosen."""
        chosen, current, hovered = self._chosen, self._current, self._hovered
        self.show_hovered(0)
        self.show_chosen(frozenset(), 0)
        self.render(painter, target, self.whole())
        self.show_chosen(chosen, current)
        self.show_hovered(hovered)

    def whole(self) -> QRectF:
        """The frame around everything; a sheet of a usual size where there is nothing."""
        spots: list[Spot | Words] = [*self.model.spots.values(), *self.model.notes.values()]
        if not spots:
            return QRectF(0, 0, 1200, 700)
        xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
        return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).adjusted(-90, -60, 90, 80)
