"""Who sits where: every seat with its people, sitting down and leaving, and keying in for seats on paper."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotwash.ui.controls import button, column, panel, row, scrolled
from hotwash.ui.plain_text import amp, hint, label, set_text, tr
from hotwash.viewmodels.people import SeatRow, seated


class PeoplePanel(QWidget):
    """Shows seats and tells who is to sit down, to leave, or is to be keyed in for."""

    sit = Signal(str)
    leave = Signal(str, str, str)
    """Seat, way and name of whoever leaves."""
    key_in = Signal(str)
    asked = Signal()
    """Everybody is to be asked for a situation card."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, _Seat] = {}
        self._count = label(name="small")
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._list.addStretch(1)
        content = QWidget()
        content.setLayout(self._list)
        self._list.setContentsMargins(0, 0, 4, 0)
        self.paper = button(tr("Key in for a paper seat…"), lambda: self.key_in.emit(""), name="faultkey")
        self.ask = button(tr("Ask for situation cards"), self.asked.emit, name="faultkey")
        top = row(self._count, 1, self.ask, self.paper, gap=4)
        self.area = scrolled(content, tr("Participants"))
        self.setLayout(column(panel(top, self.area)))

    def show_seats(self, rows: tuple[SeatRow, ...]) -> None:
        """Show who sits where."""
        set_text(self._count, seated(rows) if rows else "")
        for gone in set(self._rows) - {one.seat for one in rows}:
            made = self._rows.pop(gone)
            made.setParent(None)
            made.deleteLater()
        for place, one in enumerate(rows):
            if one.seat not in self._rows:
                self._rows[one.seat] = _Seat(self, one.seat)
                self._list.insertWidget(place, self._rows[one.seat])
            self._rows[one.seat].show_seat(one)

    def bar_all(self, reason: str) -> None:
        """Say why nobody can sit down: this is a recording."""
        for key in (self.paper, self.ask):
            key.setEnabled(False)
            hint(key, reason)

    def take_focus(self) -> None:
        """Put the keyboard on the first key."""
        self.paper.setFocus(Qt.FocusReason.ShortcutFocusReason)


class _Seat(QWidget):
    """One seat."""

    def __init__(self, owner: PeoplePanel, seat: str) -> None:
        super().__init__()
        self.setObjectName("row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._owner, self._seat = owner, seat
        self._shown: SeatRow | None = None
        self._name, self._small = label(wrap=True), label(name="small", wrap=True)
        self.sit = button(tr("Sit down…"), lambda: owner.sit.emit(seat), name="faultkey")
        self._keys = QVBoxLayout()
        self._keys.setSpacing(2)
        words = column(self._name, self._small, self._keys, gap=1)
        box = row(words, self.sit, margin=6)
        box.setStretch(0, 1)
        self.setLayout(box)

    def show_seat(self, one: SeatRow) -> None:
        """Show one seat as it stands."""
        if one == self._shown:
            return
        before, self._shown = self._shown, one
        set_text(self._name, one.name)
        set_text(self._small, " · ".join(part for part in (one.organisation, one.part) if part))
        self.sit.setEnabled(not one.barred)
        self.sit.setAccessibleName(f"{self.sit.text()} {one.name}")
        hint(self.sit, one.barred)
        if before is None or before.sitting != one.sitting:
            self._refill(one)

    def _refill(self, one: SeatRow) -> None:
        """A line for everybody who sits here, with the key to leave."""
        while (item := self._keys.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.setParent(None)
                gone.deleteLater()
        for sitting in one.sitting:
            leave = button(tr("Leave"), partial(self._owner.leave.emit, self._seat, sitting.way, sitting.who))
            leave.setObjectName("faultkey")
            leave.setEnabled(not one.barred)
            leave.setAccessibleName(f"{leave.text()}: {one.name}, {sitting.words}")
            hint(leave, one.barred)
            line = row(label(sitting.words, name="small", wrap=True), leave, gap=4)
            if sitting.way == "paper":
                key = button(amp(tr("Key in…")), lambda: self._owner.key_in.emit(self._seat), name="faultkey")
                key.setAccessibleName(f"{key.text()} {one.name}")
                key.setEnabled(not one.barred)
                line.insertWidget(1, key)
            line.setStretch(0, 1)
            held = QWidget()
            held.setLayout(line)
            self._keys.addWidget(held)
