"""The day of the public as 24 bars, drawn by mouse or by arrow keys; the calls an hour stand below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from hotwash.ui.controls import column, follow, row
from hotwash.ui.plain_text import label, set_text, tr
from hotwash.ui.theme import Theme
from hotwash.ui.when_seen import WhenSeen
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.hour_weights import HOURS, profile, set_weight, told_hour

FOOT, HEAD = 22, 14
"""Pixels below the bars for the hours, and above them."""


class HourBars(QWidget):
    """Left and Right choose an hour, Up and Down change its weight (by a tenth with Shift)."""

    moved = Signal()
    """Another hour is chosen."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        super().__init__()
        self._table, self._theme = table, theme
        self.hour = 0
        self.weekend = False
        self._top = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(90)
        self.setAccessibleName(tr("Weights of the hours of a day"))
        self._seen = WhenSeen(self, self.tell)
        table.listen(self._told)
        follow(theme, self, self.update)
        self.tell()

    def sizeHint(self) -> QSize:
        return QSize(600, 220)

    def tell(self) -> None:
        """Say the chosen hour, to those who see it and those who don't."""
        found = profile(self._table, weekend=self.weekend)
        self._top = max(*found.weights, 1)
        self.setAccessibleDescription(told_hour(found, self.hour))
        self.update()

    def words(self) -> str:
        """The chosen hour in words."""
        return told_hour(profile(self._table, weekend=self.weekend), self.hour)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.hour = (self.hour + (1 if key == Qt.Key.Key_Right else -1)) % HOURS
            self.moved.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            weight = profile(self._table, weekend=self.weekend).weights[self.hour]
            far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            by = max(weight // 10, 1) if far else max(self._top // 100, 1)
            set_weight(self._table, self.hour, weight + (by if key == Qt.Key.Key_Up else -by), weekend=self.weekend)
        else:
            super().keyPressEvent(event)
            return
        self.tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._draw_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._draw_to(event)

    def _draw_to(self, event: QMouseEvent) -> None:
        wide = self.width() / HOURS
        self.hour = min(max(int(event.position().x() / wide), 0), HOURS - 1)
        self.moved.emit()
        high = max(self.height() - FOOT - HEAD, 1)
        share = (self.height() - FOOT - event.position().y()) / high
        set_weight(self._table, self.hour, round(max(share, 0.0) * self._top), weekend=self.weekend)
        self.tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        tokens = self._theme.tokens
        found = profile(self._table, weekend=self.weekend)
        painter.fillRect(self.rect(), QColor(tokens.panel))
        wide, high = self.width() / HOURS, self.height() - FOOT - HEAD
        for hour, weight in enumerate(found.weights):
            tall = high * weight / self._top
            bar = QRectF(hour * wide + 1, self.height() - FOOT - tall, max(wide - 2, 1), tall)
            painter.fillRect(bar, QColor(tokens.accent if hour == self.hour else tokens.wire))
            if hour == self.hour:
                painter.setPen(QPen(QColor(tokens.text), 2))
                painter.drawRect(bar)
            painter.setPen(QColor(tokens.muted))
            if wide > 26 or hour % 3 == 0:
                painter.drawText(
                    QRectF(hour * wide, self.height() - FOOT, wide * (1 if wide > 26 else 3), FOOT),
                    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                    f"{hour:02d}",
                )
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _told(self, what: Changed) -> None:
        if what & Changed.DRAFT:
            self._seen.ask()


class HourProfilePanel(QWidget):
    """Bars, and in words what the chosen hour means and where the profile comes from."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        super().__init__()
        self._table = table
        self.bars = HourBars(table, theme)
        self._words, self._source = label(name="small", wrap=True), label(name="small", wrap=True)
        self.weekend = QCheckBox(tr("Saturdays and Sundays"))
        self.weekend.toggled.connect(self._switch)
        top = row(self._words, self.weekend)
        top.setStretch(0, 1)
        whole = column(top, margin=6, gap=4)
        whole.addWidget(self.bars, 1)
        whole.addWidget(self._source)
        self.setLayout(whole)
        self.setFocusProxy(self.bars)
        self.bars.moved.connect(self._show)
        self._seen = WhenSeen(self, self._show)
        table.listen(self._told)
        self._show()

    def _told(self, what: Changed) -> None:
        if what & Changed.DRAFT:
            self._seen.ask()

    def _switch(self, on: bool) -> None:  # a slot
        self.bars.weekend = on
        self.bars.tell()
        self._show()

    def _show(self) -> None:
        set_text(self._words, self.bars.words())
        source = profile(self._table, weekend=self.bars.weekend).source
        set_text(self._source, tr("Source of the weights: {source}", source=source or tr("default")))
