"""The facilitator's approvals: what seats have asked for and wait for, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotwash.ui.controls import column, panel, scrolled
from hotwash.ui.plain_text import label, tr
from hotwash.ui.request_list import RequestList
from hotwash.ui.sentence_list import Sentence, SentenceList
from hotwash.ui.theme import Theme
from hotwash.viewmodels.requests import DecidedLine, RequestRow


class ApprovalsPanel(QWidget):
    """Shows requests, each with its answers, above those that were answered."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.requests = RequestList()
        self.empty = label(tr("No seat waits for approval."), name="muted", wrap=True)
        self.decided = SentenceList(theme, tr("Decided"))
        self._head = label(tr("Decided"), name="subheading")
        content = QWidget()
        content.setLayout(column(self.requests, self.empty, 1))
        self.area = scrolled(content, tr("Waiting for approval"))
        whole = panel(self.area, self._head, self.decided)
        inside = whole.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.setStretch(0, 3)
        inside.setStretch(2, 2)
        self.setLayout(column(whole))
        self.requests.arrived.connect(lambda: self.area.verticalScrollBar().setValue(0))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_approvals((), ())

    def show_approvals(self, waiting: tuple[RequestRow, ...], decided: Sequence[DecidedLine]) -> None:
        """Show those of one moment."""
        self.requests.show_requests(waiting, self)
        self.empty.setVisible(not waiting)
        self.decided.show_items([Sentence(one.time, one.kind, one.text, one.reference) for one in decided])
        for part in (self._head, self.decided):
            part.setVisible(bool(decided))

    def take_focus(self) -> None:
        """Put the keyboard on the first answer that somebody waits for."""
        if not self.requests.take_focus():
            (self if self.decided.isHidden() else self.decided).setFocus(Qt.FocusReason.ShortcutFocusReason)
