"""A seat's desk in a window of its own, for a second screen: symptoms, messages and acts, never a cause."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from hotwash.ui.conduct_view import ConductView
from hotwash.ui.controls import column
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.seat_panel import SeatPanel
from hotwash.ui.stop_banner import StopBanner, stop_button
from hotwash.ui.tab_order import step
from hotwash.ui.theme import Theme
from hotwash.ui.toast import Toast


class DeskWindow(QWidget):
    """Follows the workspace that it was opened from and closes with it."""

    def __init__(self, theme: Theme, view: ConductView) -> None:
        super().__init__(view, Qt.WindowType.Window)
        self._view = view
        self.setObjectName("seatwindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        room = self.screen().availableGeometry()
        self.resize(min(1080, room.width() - 20), min(700, room.height() - 60))
        self.desk = view.desks.add(SeatPanel(theme, own_window=True))
        self.banner = StopBanner()
        view.banners.append(self.banner)
        self.stop = stop_button(lambda: view.room.ask("stop"))
        self.desk.add_to_head(self.stop)
        self.setLayout(column(self.banner, self.desk, margin=8))
        self.desk.seat_changed.connect(self._name)
        self._name()
        self.toast = Toast(self, lambda: self.desk.beside_name(self))
        self.desk.rang.connect(self.toast.give)
        view.refresh()

    def _name(self) -> None:
        name = self._view.conduct.names.get(self.desk.seat, "")
        self.setWindowTitle(shown(tr("{name} – Hotwash", name=name)))

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
        self._view.seat_window = None
        super().closeEvent(event)
