"""The log with its filter and search, and the line for notes that the clock is stamped on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hotwash.ui.controls import Choice, SearchLine, button, column, panel, row
from hotwash.ui.plain_text import hint, tr
from hotwash.ui.sentence_list import Sentence, SentenceList
from hotwash.ui.theme import Theme
from hotwash.viewmodels.log_lines import KINDS, QUIET, LogLine


class NoteLine(QLineEdit):
    """A line that Esc leaves, so that single keys mean actions again."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class LogPanel(QWidget):
    """Shows the log and tells of notes; what was written stays in its line until somebody clears it."""

    noted = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.list = SentenceList(theme, tr("Log"))
        self.kinds = Choice(theme, tr("Which lines of the log"))
        self.kinds.addItem(tr("What matters"), QUIET)
        self.kinds.addItem(tr("Everything"), frozenset())
        for kind, words in KINDS.items():
            self.kinds.addItem(tr(words), frozenset(KINDS) - {kind})
        self.search = SearchLine(tr("Search the log"), tr("Search the log"))
        self.search.left.connect(self.left)
        self.search.entered.connect(self._to_list)
        self.note = NoteLine()
        self.note.left.connect(self.left)
        self.note.setPlaceholderText(tr("Write a note (Ctrl+N); Enter stamps the time on it, Esc leaves"))
        self.note.setAccessibleName(tr("Note"))
        self.note.setMaxLength(4_000)
        self.note.returnPressed.connect(self._write)
        self.add = button(tr("Add note"), self._write)
        self.kinds.currentIndexChanged.connect(lambda _: self._filter())
        self.search.textChanged.connect(lambda _: self._filter())
        self._filter()
        top = row(self.kinds, 1, self.search)
        self.setLayout(column(panel(top, self.list, row(self.note, self.add))))

    def show_log(self, lines: Sequence[LogLine]) -> None:
        """Show the whole log; what is new is appended. Where another history is played now, all of it is new."""
        held = self.list.sentences.items
        same = 0 < len(held) <= len(lines) and lines[len(held) - 1].reference == held[-1].reference
        if not same or len(lines) != len(held):
            known = held if same else []
            fresh = [Sentence(one.time, one.kind, one.text, one.reference) for one in lines[len(known) :]]
            self.list.show_items([*known, *fresh])

    def bar_notes(self, reason: str) -> None:
        """Say why no note can be written: this is the log of a recording."""
        for widget in (self.note, self.add):
            widget.setEnabled(False)
            hint(widget, reason)

    def take_note(self) -> None:
        """Put the keyboard on the line for notes."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.model().index(0, 0))

    def _filter(self) -> None:
        left_out = self.kinds.currentData()
        self.list.want(left_out if isinstance(left_out, frozenset) else frozenset(), self.search.text())

    def _write(self) -> None:
        if self.note.text().strip():
            self.noted.emit(self.note.text())
