"""The facilitator's faults: what waits, is armed, is live or over, and what can be done about each now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from hotwash.ui.controls import button, column, panel, row, scrolled
from hotwash.ui.plain_text import hint, label, set_text, tr
from hotwash.viewmodels.faults import FaultRow


class FaultPanel(QWidget):
    """Shows the fault list and tells which one to launch, to arm, to disarm or to clear."""

    launch = Signal(str)
    arm = Signal(str)
    disarm = Signal(str)
    clear = Signal(str)
    clear_all = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.all_key = button(tr("Clear all…"), self.clear_all.emit, name="faultkey")
        hint(self.all_key, tr("Take every live fault away and disarm armed ones; asks first"))
        self._rows: dict[str, _Row] = {}
        self._count = label(name="small")
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self._list.addStretch(1)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 4, 0)
        inside.addLayout(self._list, 1)
        area = scrolled(content, tr("Faults"))
        top = row(self._count, 1, self.all_key)
        self.setLayout(column(panel(top, area)))

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
        recorded = any(fault.barred for fault in faults)
        words = tr("{live} were live", live=live) if recorded else tr("{live} live", live=live)
        set_text(self._count, words if faults else "")
        armed = any(fault.state == "armed" for fault in faults)
        self.all_key.setEnabled((live > 0 or armed) and not recorded)
        if recorded:
            hint(self.all_key, faults[0].barred)

    def take_focus(self) -> None:
        """Put the keyboard on the first button."""
        for number in range(self._list.count()):
            item = self._list.itemAt(number)
            shown = item.widget() if item is not None else None
            if isinstance(shown, _Row) and shown.take_focus():
                return

    def _rebuild(self, faults: tuple[FaultRow, ...]) -> None:
        for shown in self._rows.values():
            shown.setParent(None)
            shown.deleteLater()
        self._rows = {fault.id: _Row(self) for fault in faults}


class _Row(QWidget):
    """One fault."""

    def __init__(self, owner: FaultPanel) -> None:
        super().__init__()
        self.setObjectName("row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shown: FaultRow | None = None
        self._title = label(name="heading", wrap=True)
        self._state, self._when = label(name="small"), label(name="small")
        self._sentence = label(name="small", wrap=True)
        self.launch = self._key(tr("Launch"), owner.launch)
        self.arm = self._key(tr("Arm at…"), owner.arm)
        self.disarm = self._key(tr("Disarm"), owner.disarm)
        self.clear = self._key(tr("Clear"), owner.clear)
        keys = QGridLayout()
        keys.setSpacing(4)
        for number, key in enumerate((self.launch, self.clear, self.arm, self.disarm)):
            keys.addWidget(key, 0, number)
        keys.setColumnStretch(4, 1)
        below = row(self._state, self._when, 1)
        self.setLayout(column(self._title, self._sentence, below, keys, margin=8, gap=3))

    def _key(self, text: str, told: object) -> QPushButton:
        made = button(text, lambda: self._tell(told), name="faultkey")
        made.setMinimumWidth(20)
        return made

    def _tell(self, told: object) -> None:
        if self._shown is not None:
            told.emit(self._shown.id)  # type: ignore[attr-defined]  # a bound signal, which PySide6 gives no type

    def take_focus(self) -> bool:
        """Put the keyboard on the first button that can be pressed; False where none can."""
        for key in (self.launch, self.clear, self.arm, self.disarm):
            if key.isEnabled() and not key.isHidden():
                key.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False

    def show_fault(self, fault: FaultRow) -> None:
        """Show one fault as it stands."""
        if fault == self._shown:
            return
        self._shown = fault
        set_text(self._title, f"{fault.code}  {fault.title}" if fault.code else fault.title)
        set_text(self._state, fault.state_words())
        self._state.setObjectName("bad" if fault.state == "live" else "small")
        set_text(self._when, fault.when)
        set_text(self._sentence, fault.sentence)
        self._sentence.setVisible(fault.state == "live")
        hint(self, fault.sentence)
        for key, wanted in (
            (self.launch, fault.can_launch),
            (self.arm, fault.can_arm),
            (self.disarm, fault.can_disarm),
            (self.clear, fault.can_clear),
        ):
            self._offer(key, fault, wanted=wanted)
        self.setProperty("live", "true" if fault.state == "live" else "false")
        for widget in (self, self._state):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def _offer(self, key: QPushButton, fault: FaultRow, *, wanted: bool) -> None:
        if not wanted and key.hasFocus():
            self.setFocus()
        key.setVisible(wanted)
        key.setEnabled(not fault.barred)
        key.setAccessibleName(f"{key.text()}: {fault.title}")
        hint(key, fault.barred or fault.sentence)
