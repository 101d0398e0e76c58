"""The keyboard on the canvas: which keys go from thing to thing, which choose more than one, which leave. No edit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from hotwash.ui.design_canvas import DesignCanvas
from hotwash.viewmodels.design_walk import along, links_of, next_of, walk

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CONTROL = Qt.KeyboardModifier.ControlModifier


class Walking:
    """Tab goes on by layer and leaves after the last; Ctrl and an arrow go along links; Ctrl+Space chooses one more."""

    def __init__(self, canvas: DesignCanvas) -> None:
        self._canvas = canvas
        self.adding = False
        """Whether going on leaves alone what is chosen."""
        self._base = 0
        """The element whose links are gone through."""
        canvas.walks = self.takes

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key was one of these; then it is done."""
        if event.type() is not QEvent.Type.KeyPress:
            return False
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key is Qt.Key.Key_Tab and not held:
            return self._go(next_of(self.order(), self._canvas.current, 1))
        if key is Qt.Key.Key_Backtab:
            return self._go(next_of(self.order(), self._canvas.current, -1))
        if key in _ARROWS and held == _CONTROL:
            here = self._canvas.current
            order = self.order()
            start = here if here in self._canvas.picture.model.spots else self._base or next_of(order, 0, 1)
            return self._go(along(self._canvas.picture.model, start, *_ARROWS[key], order) if here else start)
        if key is Qt.Key.Key_Space and held == _CONTROL and self._canvas.current:
            self.adding = True
            self._canvas.choose(self._canvas.table.selection ^ {self._canvas.current}, self._canvas.current)
            return True
        if key is Qt.Key.Key_Escape:
            self.adding = False
        return False

    def order(self) -> tuple[int, ...]:
        """What Tab goes through."""
        return walk(self._canvas.picture.model, self._canvas.picture.hulls.inside)

    def next_link(self) -> None:
        """Choose the next link of the element that the keyboard is on, round and round."""
        model, here = self._canvas.picture.model, self._canvas.current
        if here in model.spots:
            self._base = here
        links = links_of(model, self._base) if self._base in model.spots else ()
        if links:
            self._go(next_of(links, here, 1) or links[0])

    def _go(self, key: int) -> bool:
        if not key:
            return False
        canvas = self._canvas
        within = canvas.picture.hulls.inside.get(key)
        members = {key} if within is None else set(canvas.picture.hulls.items[within].held.members)
        canvas.choose(canvas.table.selection if self.adding else members, key)
        canvas.go_to(key)
        return True
