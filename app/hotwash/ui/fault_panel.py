"""The facilitator's faults: what waits, is armed, is live, with one button each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hotwash.ui.controls import button, column, heading, panel, row, scrolled
from hotwash.ui.plain_text import amp, hint, label, set_text, tr
from hotwash.viewmodels.faults import FaultRow

STATE_WORDS = {"live": "LIVE", "armed": "armed", "waiting": "waiting", "over": "over"}


class FaultPanel(QWidget):
    """Shows the fault list and tells which one to launch or to clear."""

    launch = Signal(str)
    clear = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, _Row] = {}
        self._count = label(name="small")
        content = QWidget()
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(6)
        self._list.addStretch(1)
        top = row(heading(tr("Faults")), 1, self._count)
        self.setLayout(column(panel(top, scrolled(content, tr("Faults")))))

    def show_faults(self, faults: tuple[FaultRow, ...]) -> None:
        """Show the list in the order given."""
        if {fault.id for fault in faults} != set(self._rows):
            self._rebuild(faults)
        for place, fault in enumerate(faults):
            shown = self._rows[fault.id]
            if self._list.indexOf(shown) != place:
                self._list.insertWidget(place, shown)
            shown.show_fault(fault)
        live = sum(fault.state == "live" for fault in faults)
        set_text(self._count, tr("{live} live", live=live))

    def take_focus(self) -> None:
        """Put the keyboard on the first button."""
        for number in range(self._list.count()):
            item = self._list.itemAt(number)
            shown = item.widget() if item is not None else None
            if isinstance(shown, _Row) and shown.key.isEnabled():
                shown.key.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _rebuild(self, faults: tuple[FaultRow, ...]) -> None:
        for shown in self._rows.values():
            shown.deleteLater()
        self._rows = {fault.id: _Row(self) for fault in faults}


class _Row(QWidget):
    """One fault."""

    def __init__(self, owner: FaultPanel) -> None:
        super().__init__()
        self.setObjectName("row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._owner = owner
        self._shown: FaultRow | None = None
        self._title = label(name="heading", wrap=True)
        self._state, self._when = label(name="small"), label(name="small")
        self._sentence = label(name="small", wrap=True)
        self.key: QPushButton = button("", self._press)
        below = row(column(self._state, self._when, gap=0), 1, self.key)
        self.setLayout(column(self._title, self._sentence, below, margin=8, gap=3))

    def show_fault(self, fault: FaultRow) -> None:
        """Show one fault as it stands."""
        if fault == self._shown:
            return
        self._shown = fault
        set_text(self._title, f"{fault.code}  {fault.title}" if fault.code else fault.title)
        set_text(self._state, tr(STATE_WORDS[fault.state]))
        self._state.setObjectName("bad" if fault.state == "live" else "small")
        set_text(self._when, fault.when)
        set_text(self._sentence, fault.sentence)
        self._sentence.setVisible(fault.state == "live")
        hint(self, fault.sentence)
        self.key.setText(amp(tr("Clear") if fault.can_clear else tr("Launch")))
        self.key.setEnabled(fault.can_clear or fault.can_launch)
        self.key.setAccessibleName(f"{self.key.text()}: {fault.title}")
        hint(self.key, fault.sentence)
        self.setProperty("live", "true" if fault.state == "live" else "false")
        for widget in (self, self._state):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def _press(self) -> None:
        if self._shown is None:
            return
        (self._owner.clear if self._shown.can_clear else self._owner.launch).emit(self._shown.id)
