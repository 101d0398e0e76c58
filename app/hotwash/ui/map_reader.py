"""The painted map for screen readers: one child for every element, with its name, how it stands and where it is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from hotwash.ui.map_canvas import MapCanvas
from hotwash.ui.map_pick import node_words
from hotwash.ui.plain_text import shown, tr

_kept: dict[int, MapInterface] = {}
"""Interfaces by map; Qt keeps no reference to what Python made."""


class NodeInterface(QAccessibleInterface):
    """One element. Every method must be there; Qt asks for all of them, and None stands for nothing."""

    def __init__(self, parent: MapInterface, canvas: MapCanvas, place: int) -> None:
        super().__init__()
        self._parent, self._canvas, self._place = parent, canvas, place

    def isValid(self) -> bool:
        return True

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return self._canvas.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return self._parent

    def child(self, index: int) -> Any:
        return None

    def childAt(self, x: int, y: int) -> Any:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def focusChild(self) -> Any:
        return None

    def relations(self, match: Any = None) -> list[Any]:
        return []

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        return QAccessible.State()

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Names are not edited here."""

    def text(self, kind: QAccessible.Text) -> str:
        node = self._canvas.scene.nodes[self._place]
        if kind is QAccessible.Text.Name:
            return shown(node.name)
        if kind is QAccessible.Text.Description:
            links = len(self._canvas.scene.neighbours[self._place])
            words = node_words(node.id, self._canvas.state)
            return shown(tr("{kind}, {words}, {links} links", kind=node.kind, words=words, links=links))
        return ""

    def rect(self) -> QRect:
        node = self._canvas.scene.nodes[self._place]
        x, y = self._canvas.camera.to_screen(node.x, node.y)
        radius = round(float(self._canvas.radii[self._place]))
        corner = self._canvas.mapToGlobal(QPoint(round(x) - radius, round(y) - radius))
        return QRect(corner.x(), corner.y(), 2 * radius, 2 * radius)


class MapInterface(QAccessibleWidget):
    """The map as a list of elements in the order in which they are read."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas, QAccessible.Role.List, tr("Network map"))
        self._nodes = [NodeInterface(self, canvas, place) for place in canvas.scene.walk]
        for node in self._nodes:
            QAccessible.registerAccessibleInterface(node)

    def childCount(self) -> int:
        return len(self._nodes)

    def child(self, index: int) -> Any:
        return self._nodes[index] if 0 <= index < len(self._nodes) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((place for place, node in enumerate(self._nodes) if node is child), -1)


def _factory(_kind: str, thing: QObject) -> Any:
    if not isinstance(thing, MapCanvas) or not thing.scene.nodes:
        return None
    if id(thing) not in _kept:
        key = id(thing)
        _kept[key] = MapInterface(thing)
        thing.destroyed.connect(lambda: _kept.pop(key, None))
    return _kept[id(thing)]


_installed: list[bool] = []


def make_readable(canvas: MapCanvas) -> None:
    """Show the elements of a map to screen readers."""
    if not _installed:
        QAccessible.installFactory(_factory)
        _installed.append(True)
    canvas.setAccessibleDescription("")
    canvas.selection_moved.connect(lambda element: _tell(canvas, element))


def _tell(canvas: MapCanvas, element: str) -> None:
    place = canvas.scene.index.get(element, -1)
    if place >= 0:
        words = node_words(element, canvas.state)
        canvas.setAccessibleDescription(shown(f"{canvas.scene.nodes[place].name}, {words}"))
