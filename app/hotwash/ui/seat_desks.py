"""The panels on which seats' desks are shown, in the workspace and in windows of their own, each with its own seat."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hotwash.ui.seat_panel import SeatPanel
from hotwash.viewmodels.conduct import Conduct
from hotwash.viewmodels.seat import SeatView


class SeatDesks:
    """Keeps every panel up to date with the seat chosen there, and hands on what is done there."""

    def __init__(
        self, conduct: Conduct, do: Callable[[str], None], refresh: Callable[[], None], first: SeatPanel
    ) -> None:
        """`do` takes the answer to a command, `refresh` is asked for when another seat was chosen on the `first`."""
        self._conduct, self._do, self._refresh = conduct, do, refresh
        self._panels: list[SeatPanel] = []
        self.windows: dict[str, QWidget] = {}
        """Windows of their own by seat; each stays with its seat."""
        self.add(first)

    def add(self, panel: SeatPanel, seat: str = "") -> SeatPanel:
        """One more panel; it offers every seat and shows the first, or is that of one seat for good."""
        conduct = self._conduct
        panel.acted.connect(lambda seat, act: self._do(conduct.act(seat, act)))
        panel.acknowledged.connect(lambda seat, alarm: self._do(conduct.acknowledge(seat, alarm)))
        panel.offer_seats([(own, conduct.names[own]) for own in ((seat,) if seat else conduct.seats)])
        panel.seat_changed.connect(self._refresh)
        self._panels.append(panel)
        return panel

    def drop(self, panel: SeatPanel) -> None:
        """Forget a panel whose window was closed."""
        self._panels.remove(panel)

    def close_windows(self) -> None:
        """Close every window of a seat."""
        for own in list(self.windows.values()):
            own.close()

    def show(self) -> None:
        """Show on every panel the desk of the seat that was chosen there."""
        views: dict[str, SeatView] = {}
        for panel in self._panels:
            if panel.seat:
                views[panel.seat] = views.get(panel.seat) or self._conduct.desk(panel.seat)
                panel.show_seat(views[panel.seat])
