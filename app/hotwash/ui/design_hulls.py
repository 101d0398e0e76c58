"""Zones and sites on the canvas: a line around their elements with a title, or one sign in place of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from hotwash.analysis.conditions import Standing
from hotwash.ui.design_items import LARGER, NAMED, READ_FROM
from hotwash.ui.marks import draw_badge
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.theme import Theme, font
from hotwash.viewmodels.design_groups import Group, Sort, groups_of, middle, outline
from hotwash.viewmodels.design_scene import Spot
from hotwash.viewmodels.words import said

Mark = tuple[Sort, str]
AROUND = {Sort.ZONE: 38.0, Sort.SITE: 27.0}
"""Map units from the middle of an element to the line around its group; a site lies within its zone."""
SIGN = QRectF(-62, -24, 124, 48)
"""The sign of a collapsed group, around its middle."""
TITLE = 16.0


@dataclass(frozen=True, slots=True)
class HullLook:
    """How a group is shown just now."""

    collapsed: bool = False
    chosen: bool = False
    current: bool = False
    mistakes: int = 0


class HullItem(QGraphicsItem):
    """One group. Only its title can be touched while it is open, so that what lies in it can be."""

    def __init__(self, theme: Theme, group: Group) -> None:
        super().__init__()
        self.held, self.look, self._theme = group, HullLook(), theme
        self._path, self.middle = QPainterPath(), QPointF()
        self._corners: tuple[tuple[float, float], ...] = ()
        self.setZValue(-2 if group.sort is Sort.ZONE else -1)

    def show_points(self, group: Group, points: list[tuple[float, float]]) -> None:
        """Go around these points; where its corners stay nothing is painted anew."""
        around = outline(points)
        if around == self._corners and len(group.members) == len(self.held.members):
            self.held = group
            return
        self.prepareGeometryChange()
        self.held, self.middle, self._corners = group, QPointF(*middle(points)), around
        corners = [QPointF(*point) for point in around]
        polygon = QPolygonF(corners)
        path = QPainterPath(corners[0])
        path.addPolygon(polygon)
        path.closeSubpath()
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * AROUND[group.sort])
        stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
        if len(points) == 1:
            path.lineTo(corners[0] + QPointF(0.1, 0))
        self._path = stroker.createStroke(path).united(path)
        self.update()

    def show_look(self, look: HullLook) -> None:
        """Show it in another way."""
        if look != self.look:
            self.prepareGeometryChange()
            self.look = look
            self.setZValue(3 if look.collapsed else -2 if self.held.sort is Sort.ZONE else -1)
            self.update()

    def words(self) -> str:
        """Its title."""
        count = len(self.held.members)
        return tr("{sort} {name}: {count}", sort=said(self.held.sort.value), name=self.held.name, count=count)

    def title_box(self) -> QRectF:
        """Where its title stands while it is open."""
        x, y = min(self._corners, key=lambda corner: (corner[1], corner[0]), default=(0.0, 0.0))
        width = QFontMetricsF(font(11, bold=True)).horizontalAdvance(shown(self.words())) + 12
        return QRectF(x - width / 2, y - AROUND[self.held.sort] - TITLE, width, TITLE)

    def sign_box(self) -> QRectF:
        """Its sign while it is collapsed."""
        return SIGN.translated(self.middle)

    def boundingRect(self) -> QRectF:
        if self.look.collapsed:
            return self.sign_box().adjusted(-10, -10, 10, 10)
        title = self.title_box()
        aside, above = title.width() * (LARGER - 1) / 2, TITLE * (LARGER - 1)
        return self._path.boundingRect().united(title.adjusted(-aside, -above, aside, 0)).adjusted(-4, -4, 4, 4)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self.sign_box() if self.look.collapsed else self.title_box())
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        if self.look.collapsed:
            self._paint_sign(painter, zoom)
        else:
            self._paint_line(painter, zoom)

    def _pen(self) -> QPen:
        tokens = self._theme.tokens
        style = Qt.PenStyle.DashLine if self.held.sort is Sort.SITE else Qt.PenStyle.SolidLine
        pen = QPen(QColor(tokens.accent if self.look.chosen else tokens.muted), 2 if self.look.chosen else 1.2, style)
        pen.setCosmetic(True)
        return pen

    def _paint_line(self, painter: QPainter, zoom: float) -> None:
        tokens = self._theme.tokens
        tint = QColor(tokens.accent)
        tint.setAlpha(16)
        painter.setPen(self._pen())
        painter.setBrush(tint)
        painter.drawPath(self._path)
        if zoom >= NAMED:
            size, box = min(LARGER, max(1.0, READ_FROM / zoom)), self.title_box()
            painter.setFont(font(11, bold=True))
            painter.setPen(QColor(tokens.muted))
            painter.translate(box.center().x(), box.bottom())
            painter.scale(size, size)
            room = QRectF(-box.width() / 2, -TITLE, box.width(), TITLE)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown(self.words()))

    def _paint_sign(self, painter: QPainter, zoom: float) -> None:
        tokens, box = self._theme.tokens, self.sign_box()
        painter.setPen(self._pen())
        painter.setBrush(QColor(tokens.chosen if self.look.chosen else tokens.raised))
        painter.drawRoundedRect(box.translated(3, 3), 6, 6)
        painter.drawRoundedRect(box, 6, 6)
        letters = font(11, bold=True)
        painter.setFont(letters)
        painter.setPen(QColor(tokens.text))
        room = box.adjusted(6, 3, -6, -3)
        metrics = QFontMetricsF(letters)
        name = metrics.elidedText(shown(self.held.name), Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)
        painter.setFont(font(10))
        count = tr("{sort}, {count} inside", sort=said(self.held.sort.value), count=len(self.held.members))
        if self.look.mistakes:
            count = tr("Problems: {count}", count=self.look.mistakes)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, shown(count))
        if self.look.mistakes:
            draw_badge(painter, Standing.DEGRADED, box.topRight(), max(6.5, 6.0 / zoom), tokens)
        if self.look.current:
            painter.setPen(QPen(QColor(tokens.text), 1.2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(-5, -5, 5, 5))


class Hulls:
    """Every group of one picture. `collapsed` is how they are seen, and no part of the draft."""

    def __init__(self, theme: Theme, scene: QGraphicsScene, place: Callable[[int], QPointF]) -> None:
        self._theme, self._scene, self._place = theme, scene, place
        self.items: dict[Mark, HullItem] = {}
        self.collapsed: set[Mark] = set()
        self.inside: dict[int, Mark] = {}
        """The collapsed group that an element is hidden in."""
        self._of: dict[int, tuple[Mark, ...]] = {}

    def take(self, spots: Mapping[int, Spot]) -> bool:
        """Show the groups of these elements; returns whether other elements are hidden than before."""
        groups = {group.mark: group for group in groups_of(spots)}
        for mark in [mark for mark in self.items if mark not in groups]:
            self._scene.removeItem(self.items.pop(mark))
        self.collapsed &= groups.keys()
        self._of = {}
        for mark, group in groups.items():
            for key in group.members:
                self._of[key] = (*self._of.get(key, ()), mark)
            if mark not in self.items:
                self.items[mark] = HullItem(self._theme, group)
                self._scene.addItem(self.items[mark])
            self._around(self.items[mark], group)
        return self._hide()

    def follow(self, keys: Iterable[int]) -> None:
        """Elements have moved on the picture."""
        for mark in dict.fromkeys(mark for key in keys for mark in self._of.get(key, ())):
            self._around(self.items[mark], self.items[mark].held)

    def toggle(self, mark: Mark) -> bool:
        """Collapse a group, or open it; returns whether other elements are hidden than before."""
        self.collapsed ^= {mark}
        return self._hide()

    def of(self, key: int) -> tuple[Mark, ...]:
        """The groups of an element, its zone first."""
        return self._of.get(key, ())

    def show_looks(self, chosen: frozenset[int], current: int, mistakes: Mapping[int, int]) -> None:
        """Show what is chosen of them, and the sum of what is in them."""
        for mark, item in self.items.items():
            members = item.held.members
            shut = mark in self.collapsed
            item.show_look(
                HullLook(
                    shut,
                    bool(members) and all(key in chosen for key in members),
                    shut and current in members,
                    sum(mistakes.get(key, 0) for key in members) if mistakes else 0,
                )
            )
            item.setVisible(not self._is_within(mark))

    def _is_within(self, mark: Mark) -> bool:
        """Whether every element of a group is hidden in another one."""
        return all(self.inside.get(key, mark) != mark for key in self.items[mark].held.members)

    def _around(self, item: HullItem, group: Group) -> None:
        points = [self._place(key) for key in group.members]
        item.show_points(group, [(point.x(), point.y()) for point in points])

    def _hide(self) -> bool:
        before = self.inside
        self.inside = {}
        for (
            mark,
            item,
        ) in self.items.items():  # zones come first: a site within one is hidden in it
            if mark in self.collapsed:
                for key in item.held.members:
                    self.inside.setdefault(key, mark)
        return self.inside != before
