"""Every kind of element by role, to be dragged to the canvas, or put there with Enter or a double click."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from hotwash.ui.controls import follow
from hotwash.ui.design_canvas import KIND
from hotwash.ui.design_items import Look, paint_spot
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.theme import Theme
from hotwash.ui.tokens import Tokens
from hotwash.viewmodels.design_scene import Spot, by_role, role_of_kind, title_of
from hotwash.viewmodels.words import said

_KIND = Qt.ItemDataRole.UserRole
_SIDE = 22


class Palette(QTreeWidget):
    """Kinds under their roles."""

    placed = Signal(str)
    """A kind is to be put where there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Palette of elements"))
        self.setHeaderHidden(True)
        self.setIndentation(10)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setDragEnabled(True)
        self.setDragDropMode(QTreeWidget.DragDropMode.DragOnly)
        self.setExpandsOnDoubleClick(False)
        self.setRootIsDecorated(True)
        self._leaves: list[QTreeWidgetItem] = []
        for role, kinds in by_role().items():
            top = QTreeWidgetItem([shown(said(role)).capitalize() if said(role).islower() else shown(said(role))])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.addTopLevelItem(top)
            for kind in kinds:
                leaf = QTreeWidgetItem([shown(title_of(kind))])
                leaf.setData(0, _KIND, kind)
                top.addChild(leaf)
                self._leaves.append(leaf)
            top.setExpanded(True)
        follow(theme, self, lambda: self._paint(theme.tokens))
        self.activated.connect(self._activate)

    def _paint(self, tokens: Tokens) -> None:
        for leaf in self._leaves:
            kind = str(leaf.data(0, _KIND))
            leaf.setIcon(0, kind_icon(kind, tokens))

    def _activate(self, index: QModelIndex) -> None:
        kind = index.data(_KIND)
        if isinstance(kind, str):
            self.placed.emit(kind)

    def mimeTypes(self) -> list[str]:
        return [KIND]

    def mimeData(self, items: object) -> QMimeData:
        data = QMimeData()
        leaf = self.currentItem()
        kind = leaf.data(0, _KIND) if leaf is not None else None
        if isinstance(kind, str):
            data.setData(KIND, QByteArray(kind.encode()))
        return data


def kind_icon(kind: str, tokens: Tokens, side: int = _SIDE) -> QIcon:
    """The shape of a kind as the canvas shows it."""
    made = QIcon()
    spot = Spot(0, "", "", kind, "", role_of_kind(kind), 0, 0)
    for ratio in (1, 2):
        picture = QPixmap(side * ratio, side * ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = side * ratio / 38 if spot.role.name != "PSAP" else side * ratio / 22
        painter.translate(side * ratio / 2, side * ratio / 2)
        painter.scale(scale, scale)
        paint_spot(painter, spot, Look(), tokens, 0.59 if spot.role.name != "PSAP" else 1.4)
        painter.end()
        made.addPixmap(picture)
    return made
