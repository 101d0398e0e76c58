"""What the acts of the canvas do: each method is one act by its name, and every edit one named step of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtWidgets import QDialog

from hotwash.editor.edits import changed, moved, removed
from hotwash.scenario.draft import Draft
from hotwash.ui.design_arranging import Arranging
from hotwash.ui.design_canvas import DesignCanvas
from hotwash.ui.design_clipping import Clipping
from hotwash.ui.design_gestures import GRID
from hotwash.ui.design_items import WireItem
from hotwash.ui.design_looking import Looking
from hotwash.ui.design_naming import Naming
from hotwash.ui.plain_text import tr
from hotwash.viewmodels.design_acts import Chosen, act
from hotwash.viewmodels.design_new import new_element, new_link, new_note
from hotwash.viewmodels.design_scene import Spot, Words, title_of
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.words import noop, worded


class Commands(QObject):
    """Acts of one canvas."""

    run_asked = Signal()
    inspect_asked = Signal()
    said = Signal(str)
    """A sentence for the author, such as why something can't be done."""

    def __init__(
        self, table: DesignTable, canvas: DesignCanvas, more: Mapping[str, Callable[[], None]] | None = None
    ) -> None:
        super().__init__(canvas)
        self.table, self.canvas = table, canvas
        self.dialog: QDialog | None = None
        self._strokes = 0
        canvas.steps = self.step
        self.arranging, self.naming = Arranging(self), Naming(self)
        self._hands: tuple[object, ...] = (self, Looking(self), self.naming, Clipping(self), self.arranging)
        self._more = more or {}
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
        if act(name).allowed(self.chosen()):
            self.command(name)()

    def command(self, name: str) -> Callable[[], None]:
        """What does an act of that name."""
        if name in self._more:
            return self._more[name]
        hand = next(hand for hand in self._hands if hasattr(hand, name))
        found: Callable[[], None] = getattr(hand, name)
        return found

    def ask(self, dialog: QDialog) -> None:
        """Ask something; whatever was asked before is not asked any more."""
        self.dialog = dialog
        dialog.open()

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
        self.table.edit(tr("Move"), draft, gesture=f"arrows-{self._strokes}")

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
        self.table.edit(self.named(noop("Delete {name}"), noop("Delete {count} things")), draft, select=())

    def open_at(self, key: int, at: QPointF) -> None:
        """A double click: takes a bend of a link out, opens or shuts a group by its title, renames anything else."""
        hull, thing = self.canvas.picture.hull_at(at), self.canvas.picture.things.get(key)
        if isinstance(thing, WireItem) and thing.wire.bends:
            away = [(QPointF(*bend) - at).manhattanLength() for bend in thing.wire.bends]
            place = away.index(min(away))
            if away[place] * self.canvas.zoom < 16:
                self.table.edit(tr("Take a bend out"), changed(self.table.draft, {key}, ("bends", place), None))
                return
        if thing is not None:
            self.canvas.choose({key}, key)
            self.do("rename")
        elif hull is not None:
            self.canvas.picture.collapse(hull.held.mark)

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

    def _did(self, name: str, draft: Draft, key: int) -> None:
        self.table.edit(name, draft, select={key})
        self.canvas.choose({key}, key)

    def named(self, one: str, many: str) -> str:
        """The name of a step about what is chosen; both texts are marked where they stand."""
        if len(self.table.selection) != 1:
            return worded(many, {"count": len(self.table.selection)})
        shape = self.canvas.picture.model.shape(min(self.table.selection))
        name = shape.name if isinstance(shape, Spot) else tr("note") if isinstance(shape, Words) else tr("link")
        return worded(one, {"name": name})
