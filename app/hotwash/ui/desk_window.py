"""A seat's desk in a window of its own, for a second screen: symptoms, messages and acts, never a cause."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from hotwash.ui.conduct_view import ConductView
from hotwash.ui.controls import column
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.seat_panel import SeatPanel
from hotwash.ui.theme import Theme
from hotwash.ui.toast import Toast


class DeskWindow(QWidget):
    """Follows the workspace that it was opened from and closes with it."""

    def __init__(self, theme: Theme, view: ConductView) -> None:
        super().__init__(view, Qt.WindowType.Window)
        self._view = view
        seat = next(iter(view.conduct.seats))
        self.setWindowTitle(shown(tr("{name} – Hotwash", name=view.conduct.names[seat])))
        self.setObjectName("seatwindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(1080, 700)
        self.desk = view.add_seat_panel(SeatPanel(theme, own_window=True))
        self.setLayout(column(self.desk, margin=8))
        self.toast = Toast(self)
        self.desk.rang.connect(self.toast.give)
        view.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._view.drop_seat_panel(self.desk)
        super().closeEvent(event)
