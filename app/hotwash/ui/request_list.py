"""Acts that wait for approval, each with its two answers; the list is not there while nothing waits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from hotwash.ui.controls import button, column, row
from hotwash.ui.plain_text import hint, label, set_text, tr
from hotwash.viewmodels.requests import RequestRow

LONGEST_REASON = 500
"""Characters of a reason; more has no room on a seat's desk."""


class RequestList(QWidget):
    """Shows requests and tells which one is approved, or declined and why."""

    approved = Signal(int)
    declined = Signal(int, str)
    arrived = Signal()
    """Somebody new waits."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, _Row] = {}
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self.setLayout(column(label(tr("Waiting for approval"), name="subheading"), self._list, gap=4))
        self.hide()

    def show_requests(self, requests: tuple[RequestRow, ...], refuge: QWidget) -> None:
        """Show what waits, the oldest first; `refuge` takes the keyboard from a row that goes."""
        for number in set(self._rows) - {request.request for request in requests}:
            gone = self._rows.pop(number)
            if any(key.hasFocus() for key in (gone.approve, gone.decline, gone.reason)):
                refuge.setFocus()
            gone.setParent(None)
            gone.deleteLater()
        for request in requests:
            if request.request not in self._rows:
                self._rows[request.request] = made = _Row(self, request.request)
                self._list.addWidget(made)
                self.arrived.emit()
            self._rows[request.request].show_request(request)
        self.setVisible(bool(requests))

    def take_focus(self) -> bool:
        """Put the keyboard on the first answer; False where nothing waits."""
        for made in self._rows.values():
            made.approve.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return False


class _Row(QWidget):
    """One request."""

    def __init__(self, owner: RequestList, number: int) -> None:
        super().__init__()
        self.setObjectName("row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text, self._small = label(wrap=True), label(name="small", wrap=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setPlaceholderText(tr("Reason, if declined"))
        self.reason.setAccessibleName(tr("Reason, if declined"))
        self.approve: QPushButton = button(tr("Approve"), lambda: owner.approved.emit(number), name="faultkey")
        self.decline: QPushButton = button(
            tr("Decline"), lambda: owner.declined.emit(number, self.reason.text().strip()), name="faultkey"
        )
        keys = row(self.approve, self.decline, 1, gap=4)
        self.setLayout(column(self._text, self._small, keys, self.reason, margin=8, gap=3))

    def show_request(self, request: RequestRow) -> None:
        """Show one request as it stands."""
        set_text(self._text, request.text)
        set_text(self._small, f"{request.when} · {request.approver}" if request.approver else request.when)
        for key in (self.approve, self.decline):
            key.setAccessibleName(f"{key.text()}: {request.text}")
            hint(key, request.text)
