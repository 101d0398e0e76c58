"""The canvas for screen readers: a child for every element, note and link, with name, description and place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from hotwash.ui.design_canvas import DesignCanvas
from hotwash.ui.plain_text import shown, tr
from hotwash.viewmodels.design_scene import Spot, Wire
from hotwash.viewmodels.design_table import Changed
from hotwash.viewmodels.design_walk import walk

_kept: dict[int, CanvasInterface] = {}
"""Interfaces by canvas; Qt keeps no reference to what Python made."""


class ThingInterface(QAccessibleInterface):
    """One thing on the canvas. Every method must be there; Qt asks for all of them, and None stands for nothing."""

    def __init__(self, parent: CanvasInterface, canvas: DesignCanvas, key: int) -> None:
        super().__init__()
        self._parent, self._canvas, self._key = parent, canvas, key

    def isValid(self) -> bool:
        return self._key in self._canvas.picture.things

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
        found = QAccessible.State()
        found.selectable = True
        found.selected = self._key in self._canvas.table.selection
        return found

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Names are edited by F2."""

    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Name:
            return name_of(self._canvas, self._key)
        return about(self._canvas, self._key) if kind is QAccessible.Text.Description else ""

    def rect(self) -> QRect:
        thing = self._canvas.picture.things.get(self._key)
        box = thing.sceneBoundingRect() if thing is not None else QRectF()
        seen = self._canvas.mapFromScene(box).boundingRect()
        return QRect(self._canvas.viewport().mapToGlobal(seen.topLeft()), seen.size())


class CanvasInterface(QAccessibleWidget):
    """The canvas as a list of things: elements in the order of Tab, then notes, then links."""

    def __init__(self, canvas: DesignCanvas) -> None:
        super().__init__(canvas, QAccessible.Role.List, tr("Network drawing"))
        self._canvas = canvas
        self._made: dict[int, ThingInterface] = {}
        self._order: tuple[int, ...] | None = None
        canvas.table.listen(self.told)

    def told(self, what: Changed) -> None:
        """The order may be another one."""
        if what & Changed.DRAFT:
            self._order = None

    def _keys(self) -> tuple[int, ...]:
        if self._order is None:
            model = self._canvas.picture.model
            self._order = (*walk(model, {}), *model.wires)
        return self._order

    def childCount(self) -> int:
        return len(self._keys())

    def child(self, index: int) -> Any:
        keys = self._keys()
        if not 0 <= index < len(keys):
            return None
        key = keys[index]
        if key not in self._made:
            self._made[key] = ThingInterface(self, self._canvas, key)
            QAccessible.registerAccessibleInterface(self._made[key])
        return self._made[key]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        keys = self._keys()
        return next((place for place, key in enumerate(keys) if self._made.get(key) is child), -1)


def name_of(canvas: DesignCanvas, key: int) -> str:
    """What a thing is called."""
    model = canvas.picture.model
    shape = model.shape(key)
    match shape:
        case None:
            return ""
        case Spot():
            return shown(shape.name)
        case Wire():
            words = tr("Link from {a} to {b}", a=model.spots[shape.a].name, b=model.spots[shape.b].name)
            return shown(f"{words}: {shape.label}" if shape.label else words)
        case _:
            return shown(tr("Note: {text}", text=shape.text))


def about(canvas: DesignCanvas, key: int) -> str:
    """What a thing is, where it belongs, how many links it has, and what is wrong with it."""
    model = canvas.picture.model
    shape = model.shape(key)
    parts: list[str] = []
    if isinstance(shape, Spot):
        parts = [shape.title, tr("links: {count}", count=len(model.ends.get(key, ())))]
        parts += [tr("zone {name}", name=shape.zone)] if shape.zone else []
        parts += [tr("site {name}", name=shape.site)] if shape.site else []
    elif isinstance(shape, Wire):
        parts = [tr("carries {what}", what=tr(shape.carries))]
    mistakes = canvas.table.mistakes().get(key, 0)
    parts += [tr("problems: {count}", count=mistakes)] if mistakes else []
    return shown(", ".join(parts))


def _factory(_kind: str, thing: QObject) -> Any:
    if not isinstance(thing, DesignCanvas):
        return None
    if id(thing) not in _kept:
        key = id(thing)
        _kept[key] = CanvasInterface(thing)
        thing.destroyed.connect(lambda: _kept.pop(key, None))
    return _kept[id(thing)]


_installed: list[bool] = []


def make_readable(canvas: DesignCanvas) -> None:
    """Show what is on a canvas to screen readers, and say what the keyboard gets to."""
    if not _installed:
        QAccessible.installFactory(_factory)
        _installed.append(True)
    canvas.setAccessibleDescription("")
    canvas.walked.connect(lambda key: canvas.setAccessibleDescription(_words(canvas, key)))


def _words(canvas: DesignCanvas, key: int) -> str:
    name, more = name_of(canvas, key), about(canvas, key)
    return f"{name}, {more}" if more else name
