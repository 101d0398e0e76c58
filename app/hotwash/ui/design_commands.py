"""What the acts of the canvas do: each method is one act by its name, and every edit one named step of the table."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from hotwash.editor.edits import changed, moved, removed
from hotwash.scenario.draft import Draft
from hotwash.ui.design_canvas import DesignCanvas
from hotwash.ui.design_gestures import GRID
from hotwash.ui.design_items import WireItem
from hotwash.ui.plain_text import tr
from hotwash.viewmodels.design_acts import Chosen
from hotwash.viewmodels.design_new import new_element, new_link, new_note
from hotwash.viewmodels.design_scene import Spot, Words, title_of
from hotwash.viewmodels.design_table import DesignTable


class Commands(QWidget):
    """Acts of one canvas. It is a widget only to own what it opens; it is never shown."""

    run_asked = Signal()
    inspect_asked = Signal()

    def __init__(self, table: DesignTable, canvas: DesignCanvas) -> None:
        super().__init__(canvas)
        self.hide()
        self.table, self.canvas = table, canvas
        self.dialog: QDialog | None = None
        self._strokes = 0
        canvas.steps = self.step
        canvas.dropped.connect(self.place)

    def chosen(self) -> Chosen:
        """What decides which acts are allowed now."""
        model, keys = self.canvas.picture.model, self.table.selection
        spots = [model.spots[key] for key in keys if key in model.spots]
        return Chosen(
            elements=len(spots),
            links=sum(key in model.wires for key in keys),
            notes=sum(key in model.notes for key in keys),
            zones=sum(bool(spot.zone) + bool(spot.site) for spot in spots),
            anything=bool(model.spots or model.notes),
            undoes=self.table.history.undoes,
            redoes=self.table.history.redoes,
            runs=self.table.is_read and self.table.reading.scenario is not None,
        )

    def do(self, name: str) -> None:
        """Do an act of that name, where it is allowed."""
        from hotwash.viewmodels.design_acts import act

        if act(name).allowed(self.chosen()):
            command: Callable[[], None] = getattr(self, name)
            command()

    # Placing

    def place(self, kind: str, at: QPointF) -> None:
        """One more element of a kind here, on the grid."""
        x, y = (round(number / GRID) * GRID for number in (at.x(), at.y()))
        draft, key = new_element(self.table.draft, kind, x, y)
        self._did(tr("Place {kind}", kind=title_of(kind)), draft, key)

    def place_free(self, kind: str) -> None:
        """One more element of a kind where there is room: beside what the keyboard is on, else in the middle."""
        model = self.canvas.picture.model
        here = model.spots.get(self.canvas.current)
        start = QPointF(here.x + 12 * GRID, here.y) if here is not None else self.canvas.seen().center()
        taken = [(spot.x, spot.y) for spot in model.spots.values()]
        at = QPointF(start)
        while any(abs(x - at.x()) < 5 * GRID and abs(y - at.y()) < 5 * GRID for x, y in taken):
            at += QPointF(0, 6 * GRID)
        self.place(kind, at)

    def note(self) -> None:
        """A note where the keyboard is, or in the middle."""
        here = self.canvas.picture.things.get(self.canvas.current)
        at = here.pos() + QPointF(40, 40) if here is not None and not isinstance(here, WireItem) else None
        spot = self.canvas.seen().center() if at is None else at
        draft, key = new_note(self.table.draft, round(spot.x() / GRID) * GRID, round(spot.y() / GRID) * GRID)
        self._did(tr("Write a note"), draft, key)

    def join(self) -> None:
        """Links from each chosen element to the next, from left to right."""
        model = self.canvas.picture.model
        spots = sorted((s for k in self.table.selection if (s := model.spots.get(k))), key=lambda s: (s.x, s.y, s.key))
        draft = self.table.draft
        for a, b in pairwise(spots):
            draft, _ = new_link(draft, model, a.key, b.key)
        self.table.edit(tr("Link in a row"), draft)

    # Moving

    def step(self, right: int, down: int, repeats: bool) -> None:  # as the canvas calls it
        """Arrow keys move what is chosen; a key held down is one step."""
        if not self.chosen().placed:
            self.canvas.pan(-right * 4, -down * 4)
            return
        if not repeats:
            self._strokes += 1
        draft = moved(self.table.draft, self.table.selection, right, down)
        self.table.edit(tr("Move"), draft, gesture=f"arrows {self._strokes}")

    # Steps

    def undo(self) -> None:
        """One step back."""
        self.canvas.cancel()
        self.table.undo()

    def redo(self) -> None:
        """One step on."""
        self.canvas.cancel()
        self.table.redo()

    def run(self) -> None:
        """Play it."""
        self.run_asked.emit()

    def inspect(self) -> None:
        """Go to the properties."""
        self.inspect_asked.emit()

    def delete(self) -> None:
        """Everything chosen, and what hangs on it."""
        draft = removed(self.table.draft, self.table.selection)
        self.table.edit(self._named(tr("Delete {name}"), tr("Delete {count} things")), draft, select=())

    def straighten(self) -> None:
        """No bends any more."""
        wires = self.canvas.picture.model.wires
        keys = {key for key in self.table.selection if key in wires and wires[key].bends}
        self.table.edit(tr("Take bends out"), changed(self.table.draft, keys, ("bends",), None))

    def bend(self) -> None:
        """One more bend in the middle, aside of the line, to be moved with the pointer or in the properties."""
        key = min(self.table.selection)
        line = self.canvas.picture.things[key]
        if isinstance(line, WireItem):
            spot = line.middle() + QPointF(0, 3 * GRID)
            at = (len(line.wire.bends) + 1) // 2
            point = (round(spot.x() / GRID) * GRID, round(spot.y() / GRID) * GRID)
            bends = (*line.wire.bends[:at], point, *line.wire.bends[at:])
            self.table.edit(tr("Bend a link"), changed(self.table.draft, {key}, ("bends",), bends))

    # Looking

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

    def _did(self, name: str, draft: Draft, key: int) -> None:
        self.table.edit(name, draft, select={key})
        self.canvas.choose({key}, key)

    def _named(self, one: str, many: str) -> str:
        """The name of a step about what is chosen."""
        if len(self.table.selection) != 1:
            return many.replace("{count}", str(len(self.table.selection)))
        shape = self.canvas.picture.model.shape(min(self.table.selection))
        name = shape.name if isinstance(shape, Spot) else tr("note") if isinstance(shape, Words) else tr("link")
        return one.replace("{name}", name)


def is_enter(event: QKeyEvent) -> bool:
    """Whether a key is one of the two that mean Enter."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
