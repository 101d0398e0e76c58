"""The legend under the map: every mark, standing and shape in use now, and how fast dots are drawn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotwash.analysis.conditions import Standing
from hotwash.ui.icons import pixmap
from hotwash.ui.marks import draw_badge, draw_mark, draw_role
from hotwash.ui.plain_text import tr
from hotwash.ui.theme import Theme, font
from hotwash.viewmodels.dots import MARK_WORDS, Mark
from hotwash.viewmodels.motion import TRANSIT_MS
from hotwash.viewmodels.scene import Role

_ROW, _GLYPH, _GAP = 19, 20, 12
ROOMY = 860
"""Pixels of width from which the shapes of elements, which are also named on the map, have room."""


class Legend(QWidget):
    """Wraps its entries over as many rows as the width needs."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._seat_view = False
        self.setAccessibleName(tr("Legend of the map"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self._describe()

    def show_view(self, *, seat_view: bool) -> None:
        """A seat's view shows no calls, and of standings only those that were told to it."""
        if seat_view != self._seat_view:
            self._seat_view = seat_view
            self._describe()
            self._fit()

    def entries(self) -> list[tuple[str, Callable[[QPainter, QPointF], None] | None]]:
        """Words with what draws their glyph."""
        found: list[tuple[str, Callable[[QPainter, QPointF], None] | None]] = []
        if not self._seat_view:
            found += [(tr(words), _mark(mark, self._theme)) for mark, words in MARK_WORDS.items()]
            found += [
                (tr(standing.value), _badge(standing, self._theme))
                for standing in Standing
                if standing is not Standing.WORKING
            ]
        else:
            found.append((tr("alarm"), _bell(self._theme)))
            found += [(tr(told.value), _badge(told, self._theme)) for told in (Standing.DEGRADED, Standing.DOWN)]
            found.append((tr("pale: not on this seat's own map"), None))
        if self._seat_view or self.width() >= ROOMY:
            found += [(tr(role.value), _shape(role, self._theme)) for role in Role]
        if not self._seat_view:
            seconds = TRANSIT_MS / 1000
            found.append(
                (tr("Calls are drawn slower than life: {s:g} s from phone to PSAP at any speed", s=seconds), None)
            )
        return found

    def sizeHint(self) -> QSize:
        return QSize(400, self._rows(self.width())[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        height = self._rows(self.width())[1]
        if height != self.minimumHeight():
            self.setFixedHeight(height)
        self.update()

    def _rows(self, width: int) -> tuple[list[QPointF], int]:
        metrics = self._metrics()
        left, top, places = 8.0, 3.0, []
        for words, draw in self.entries():
            space = metrics(words) + (_GLYPH if draw else 0)
            if left + space > width - 6 and left > 8:
                left, top = 8.0, top + _ROW
            places.append(QPointF(left, top))
            left += space + _GAP
        return places, round(top + _ROW + 3)

    def _metrics(self) -> Callable[[str], int]:
        return QFontMetrics(font(12)).horizontalAdvance

    def _describe(self) -> None:
        self.setAccessibleDescription(", ".join(words for words, _ in self.entries()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(12))
        places, _ = self._rows(self.width())
        for (words, draw), place in zip(self.entries(), places, strict=True):
            indent = 0
            if draw is not None:
                draw(painter, QPointF(place.x() + 8, place.y() + _ROW / 2))
                indent = _GLYPH
            painter.setPen(QColor(self._theme.tokens.muted))
            box = QRectF(place.x() + indent, place.y(), self.width(), _ROW)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()


def _mark(mark: Mark, theme: Theme) -> Callable[[QPainter, QPointF], None]:
    return lambda painter, at: draw_mark(painter, mark, at, theme.tokens)


def _badge(standing: Standing, theme: Theme) -> Callable[[QPainter, QPointF], None]:
    return lambda painter, at: draw_badge(painter, standing, at, 6, theme.tokens)


def _shape(role: Role, theme: Theme) -> Callable[[QPainter, QPointF], None]:
    return lambda painter, at: draw_role(painter, role, at, 6.5, theme.tokens, Standing.WORKING)


def _bell(theme: Theme) -> Callable[[QPainter, QPointF], None]:
    return lambda painter, at: painter.drawPixmap(
        at - QPointF(7, 7), pixmap("bell", theme.tokens.warn, 14, painter.device().devicePixelRatioF())
    )
