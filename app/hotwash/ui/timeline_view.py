"""The line of time: faults and injects as marks that are dragged or moved with the arrow keys; decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hotwash.domain.time import HOUR, MINUTE, Millis, clock
from hotwash.ui.controls import follow
from hotwash.ui.plain_text import shown, tip, tr
from hotwash.ui.theme import Theme
from hotwash.ui.when_seen import WhenSeen
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.timeline import STEP, TimeMark, moved_to, timeline, told_of

LEFT, RIGHT, TOP, ROW, MARK = 96, 24, 30, 26, 6
"""Pixels: room for names at the left, at the right, the scale, a row of marks, half a mark."""
_SCALES = (MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR)
_SPACE = 70
"""Least pixels between two times of the scale."""


class TimelineView(QWidget):
    """Left and Right move the chosen mark by a minute (with Shift by ten); Up and Down go to the next mark."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        super().__init__()
        self._table, self._theme = table, theme
        self._line = timeline(table)
        self._spots: list[tuple[QPointF, TimeMark]] = []
        self._dragged: tuple[int, float, Millis] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Line of time"))
        self._seen = WhenSeen(self, self._arrange)
        table.listen(self._told)
        follow(theme, self, self.update)
        self._arrange()

    def sizeHint(self) -> QSize:
        rows = sum(count for _, count in self._rows())
        return QSize(700, TOP + rows * ROW + 12)

    @property
    def chosen(self) -> TimeMark | None:
        """The mark of the entry that is chosen."""
        return next((mark for _, mark in self._spots if mark.key in self._table.selection), None)

    def spot(self, key: int) -> QPointF:
        """Where the mark of an entry stands. Raises StopIteration where it has none."""
        return next(at for at, mark in self._spots if mark.key == key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, far = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        mark = self.chosen
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and mark is not None:
            by = STEP * (10 if far else 1) * (1 if key == Qt.Key.Key_Right else -1)
            moved_to(self._table, mark.key, max(0, (mark.at or 0) + by), gesture=f"time-{mark.key}")
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is None:
            return
        self._table.select([found.key])
        if found.at is not None:
            self._dragged = (found.key, event.position().x(), found.at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            over = self._at(event.position())
            self.setCursor(Qt.CursorShape.SizeHorCursor if over and over.at is not None else Qt.CursorShape.ArrowCursor)
            return
        key, began, at = self._dragged
        moved = at + (event.position().x() - began) * self._line.span / max(self._wide(), 1)
        moved_to(self._table, key, round(moved / STEP) * STEP, gesture=f"drag-{key}-{at}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._dragged = None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            over = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(told_of(over)) if over is not None else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), QColor(tokens.panel))
        self._paint_scale(painter)
        y = float(TOP)
        for name, rows in self._rows():
            painter.setPen(QColor(tokens.text))
            area = QRectF(6, y, LEFT - 12, ROW)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown(name))
            y += rows * ROW
            painter.setPen(QColor(tokens.line))
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        small = QFont(self.font())
        small.setPixelSize(12)
        painter.setFont(small)
        for at, mark in self._spots:
            self._paint_mark(painter, at, mark)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_scale(self, painter: QPainter) -> None:
        tokens, wide = self._theme.tokens, self._wide()
        step = next((one for one in _SCALES if wide * one / self._line.span >= _SPACE), _SCALES[-1])
        for at in range(0, self._line.span + 1, step):
            x = self._x(at)
            painter.setPen(QColor(tokens.line))
            painter.drawLine(QPointF(x, TOP - 6), QPointF(x, self.height()))
            painter.setPen(QColor(tokens.muted))
            text = clock(at)[:-3]
            painter.drawText(QRectF(x - 30, 4, 60, TOP - 10), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_mark(self, painter: QPainter, at: QPointF, mark: TimeMark) -> None:
        tokens = self._theme.tokens
        chosen = mark.key in self._table.selection
        painter.setPen(QPen(QColor(tokens.text if chosen else tokens.muted), 2 if chosen else 1))
        painter.setBrush(QColor(tokens.accent if chosen else tokens.raised))
        words = mark.label
        if mark.at is None:
            painter.setPen(QPen(painter.pen().color(), painter.pen().width(), Qt.PenStyle.DotLine))
            painter.setBrush(QColor(tokens.accent) if chosen else Qt.BrushStyle.NoBrush)
            words = tr("no time: {what}", what=mark.label)
        if any(mark in lane.marks for lane in self._line.lanes if lane.section == "faults"):
            up, right = QPointF(0, MARK), QPointF(MARK, 0)
            painter.drawPolygon(QPolygonF([at - up, at + right, at + up, at - right]))
        else:
            painter.drawEllipse(at, MARK - 1, MARK - 1)
        painter.setPen(QColor(tokens.text))
        room = max(self.width() - at.x() - MARK - 8, 40)
        cut = painter.fontMetrics().elidedText(shown(words), Qt.TextElideMode.ElideRight, round(min(room, 230)))
        painter.drawText(QPointF(at.x() + MARK + 4, at.y() + 4), cut)

    def _rows(self) -> list[tuple[str, int]]:
        return [(lane.title, self._count[lane.section]) for lane in self._line.lanes]

    def _arrange(self) -> None:
        """Marks go to the first row of their lane in which they stand clear of the one before."""
        self._line = timeline(self._table)
        self._spots, self._count = [], {}
        y = float(TOP)
        measure = self.fontMetrics()
        for lane in self._line.lanes:
            ends: list[float] = []
            for mark in lane.marks:
                x = self._x(mark.at) if mark.at is not None else self._x(self._line.span) + 1
                wide = MARK * 2 + 12 + min(measure.horizontalAdvance(shown(mark.label)), 210)
                if mark.at is None:
                    x = LEFT + 4.0
                place = next((n for n, end in enumerate(ends) if end <= x), len(ends))
                ends[place : place + 1] = [x + wide if mark.at is not None else float(self.width() * 10)]
                self._spots.append((QPointF(x, y + place * ROW + ROW / 2), mark))
            self._count[lane.section] = max(len(ends), 1)
            y += self._count[lane.section] * ROW
        self.setMinimumHeight(self.sizeHint().height())
        chosen = self.chosen
        self.setAccessibleDescription(told_of(chosen) if chosen is not None else tr("Down goes to the first mark."))
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: object) -> None:
        self._arrange()

    def _told(self, what: Changed) -> None:
        if what & (Changed.DRAFT | Changed.SELECTION):
            self._seen.ask()

    def _step(self, by: int) -> None:
        marks = [mark for _, mark in self._spots]
        if marks:
            own = next((n for n, mark in enumerate(marks) if mark.key in self._table.selection), -1 if by > 0 else 0)
            self._table.select([marks[(own + by) % len(marks)].key])

    def _at(self, point: QPointF) -> TimeMark | None:
        near = [(abs(at.x() - point.x()) + abs(at.y() - point.y()), n) for n, (at, _) in enumerate(self._spots)]
        best = min(near, default=(99.0, 0))
        return self._spots[best[1]][1] if best[0] <= 2 * MARK else None

    def _wide(self) -> int:
        return max(self.width() - LEFT - RIGHT, 1)

    def _x(self, at: Millis) -> float:
        return LEFT + self._wide() * at / self._line.span
