"""Acts that give names and belongings: rename, label, link to something, zone and site. Each ends in one named step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QMenu

from hotwash.editor.edits import changed, free_id
from hotwash.ui.design_asking import FindBox, Found, GroupBox, NameLine
from hotwash.ui.design_items import NOTE, SpotItem, WireItem, radius_of
from hotwash.ui.plain_text import amp, tr
from hotwash.viewmodels.design_new import new_element, new_link
from hotwash.viewmodels.design_scene import Spot, Wire, Words, by_role, title_of

if TYPE_CHECKING:
    from hotwash.ui.design_commands import Commands


class Naming:
    """The acts; `commands` is who was asked."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands
        self.table, self.canvas = commands.table, commands.canvas
        self.line: NameLine | None = None
        self.menu: QMenu | None = None
        self.canvas.linked_to_nothing.connect(self.link_to_new)

    def rename(self) -> None:
        """Another name in its place; of a link its label, of a note its words."""
        key = min(self.table.selection)
        thing, shape = self.canvas.picture.things[key], self.canvas.picture.model.shape(key)
        match thing, shape:
            case SpotItem(), Spot():
                self._write(key, "name", shape.name, thing.pos() + QPointF(0, radius_of(shape)), tr("Rename"))
            case WireItem(), Wire():
                self._write(key, "label", shape.label, thing.middle(), tr("Label a link"))
            case _, Words():
                self._write(key, "text", shape.text, thing.pos() + QPointF(NOTE.width() / 2, 0), tr("Write a note"))

    def label(self) -> None:
        """Words at a link."""
        self.rename()

    def _write(self, key: int, field: str, words: str, at: QPointF, step: str) -> None:
        def take(new: str) -> None:
            value = new or (None if field == "label" else words)
            self.table.edit(step, changed(self.table.draft, {key}, (field,), value))

        self.line = NameLine(self.canvas.viewport(), words, self.canvas.mapFromScene(at), take)

    def link(self) -> None:
        """A link to an element that is chosen from a list, the nearest first."""
        model, key = self.canvas.picture.model, min(self.table.selection)
        here = model.spots[key]
        others = [spot for spot in model.spots.values() if spot.key != key]
        others.sort(key=lambda spot: ((spot.x - here.x) ** 2 + (spot.y - here.y) ** 2, spot.key))
        things = [Found(str(spot.key), f"{spot.name}  ·  {spot.title}  ·  {spot.id}") for spot in others]
        title = tr("Link {name} to", name=here.name)
        self._commands.ask(FindBox(self.canvas, title, things, lambda found: self._link(key, int(found))))

    def _link(self, a: int, b: int) -> None:
        draft, key = new_link(self.table.draft, self.canvas.picture.model, a, b)
        self.table.edit(tr("Link"), draft, select={key})
        self.canvas.choose({key}, a)

    def link_to_new(self, key: int, at: QPointF) -> None:
        """A menu of kinds where a link was let go over nothing: what is chosen is put there and linked."""
        menu = self.menu = QMenu(self.canvas)
        for kinds in by_role().values():
            for kind in kinds:
                made = menu.addAction(amp(title_of(kind)))
                made.triggered.connect(lambda _=False, kind=kind: self.place_linked(key, kind, at))
            menu.addSeparator()
        menu.popup(self.canvas.viewport().mapToGlobal(self.canvas.mapFromScene(at)) + QPoint(4, 4))

    def place_linked(self, key: int, kind: str, at: QPointF) -> None:
        """One more element of a kind, linked to another one, in one step."""
        draft, new = new_element(self.table.draft, kind, round(at.x() / 10) * 10, round(at.y() / 10) * 10)
        self.table.edit(tr("Place {kind} and link it", kind=title_of(kind)), draft, gesture=f"linked-{new}")
        draft, _ = new_link(self.table.draft, self.canvas.picture.model, key, new)
        step = tr("Place {kind} and link it", kind=title_of(kind))
        self.table.edit(step, draft, gesture=f"linked-{new}", select={new})
        self.canvas.choose({new}, new)

    def zone(self) -> None:
        """Put elements into a zone."""
        names = sorted({spot.zone for spot in self.canvas.picture.model.spots.values()} - {""})
        now = {self.canvas.picture.model.spots[key].zone for key in self._elements()}
        self._ask("zone", tr("Put into a zone"), names, now)

    def site(self) -> None:
        """Put elements into a site."""
        names = sorted({spot.site for spot in self.canvas.picture.model.spots.values()} - {""})
        now = {self.canvas.picture.model.spots[key].site for key in self._elements()}
        self._ask("site", tr("Put into a site"), names, now)

    def _elements(self) -> frozenset[int]:
        return frozenset(key for key in self.table.selection if key in self.canvas.picture.model.spots)

    def _ask(self, field: str, title: str, names: list[str], now: set[str]) -> None:
        keys = self._elements()

        def take(name: str) -> None:
            ident = name if not name or name in names or field == "zone" else free_id(self.table.draft, name)
            self.table.edit(title, changed(self.table.draft, keys, (field,), ident or None))

        self._commands.ask(GroupBox(self.canvas, title, names, min(now) if len(now) == 1 else "", take))
