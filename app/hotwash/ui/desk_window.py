"""A seat's desk in a window of its own, for a second screen: symptoms, messages and acts, never a cause.

It belongs to one seat for as long as it is open: whoever sits there can't look at another one's symptoms.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from hotwash.ui.conduct_view import ConductView
from hotwash.ui.controls import column
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.seat_panel import SeatPanel
from hotwash.ui.seat_tools import SeatToolsPanel
from hotwash.ui.stop_banner import StopBanner, stop_button
from hotwash.ui.tab_order import step
from hotwash.ui.theme import Theme
from hotwash.ui.toast import Toast
from hotwash.viewmodels.seat_tools import SeatTools

READ_MS = 500
"""How often the instruments of the seat are read."""
ROOMY = 1_500
"""Pixels of width from which desk and tools stand side by side."""


class DeskWindow(QWidget):
    """Follows the workspace that it was opened from and closes with it; its seat stays the same."""

    def __init__(self, theme: Theme, view: ConductView, seat: str) -> None:
        super().__init__(view, Qt.WindowType.Window)
        self._view, self.seat = view, seat
        self.setObjectName("seatwindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        room = self.screen().availableGeometry()
        self.resize(min(1180, room.width() - 20), min(860, room.height() - 60))
        self.desk = view.desks.add(SeatPanel(theme, own_window=True), seat)
        self.tools = SeatToolsPanel(theme, SeatTools(view.conduct.run))
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self.desk)
        self._split.addWidget(self.tools)
        self._split.setSizes([430, 400])
        self._split.setChildrenCollapsible(False)
        self.banner = StopBanner()
        view.banners.append(self.banner)
        self.stop = stop_button(self.tools.ask_stop)
        self.desk.add_to_head(self.stop)
        whole = column(self.banner, margin=8)
        whole.addWidget(self._split, 1)
        self.setLayout(whole)
        self.tools.changed.connect(view.refresh)
        name = view.conduct.names.get(seat, "")
        self.setWindowTitle(shown(tr("{name} – Hotwash", name=name)))
        self.tools.show_seat(seat)
        self.toast = Toast(self, lambda: self.desk.beside_name(self))
        self.desk.rang.connect(self.toast.give)
        self.tools.told.connect(self.toast.give)
        self._read = QTimer(self)
        self._read.timeout.connect(self._refresh)
        self._read.start(READ_MS)
        view.refresh()
        self._refresh()

    def _refresh(self) -> None:
        self.tools.refresh()
        self.stop.setEnabled(not self.tools.over)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = Qt.Orientation.Horizontal if self.width() >= ROOMY else Qt.Orientation.Vertical
        if self._split.orientation() is not side:
            self._split.setOrientation(side)
            self._split.setSizes([self.width() // 2, self.width() // 2])

    def focusNextPrevChild(self, forward: bool) -> bool:  # Qt's own signature
        """Tab goes on in the order in which the desk is read."""
        return step(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._view.desks.drop(self.desk)
        self._view.banners.remove(self.banner)
        self._view.desks.windows.pop(self.seat, None)
        super().closeEvent(event)
