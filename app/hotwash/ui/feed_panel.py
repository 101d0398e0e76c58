"""The trainee feed: what seats did, in one list, of one seat or of all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hotwash.ui.controls import Choice, SearchLine, column, panel, row
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.sentence_list import Sentence, SentenceList
from hotwash.ui.theme import Theme
from hotwash.viewmodels.feed import FeedLine


class FeedPanel(QWidget):
    """Shows lines, filtered by seat and words."""

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.list = SentenceList(theme, tr("What seats did"))
        self.seats = Choice(theme, tr("Whose doings"))
        self.seats.addItem(tr("All seats"), "")
        self.seats.narrow()
        self.search = SearchLine(tr("Search the feed"), tr("Search the feed"))
        self._lines: list[FeedLine] = []
        self.search.left.connect(self.left)
        self.search.entered.connect(self.list.setFocus)
        self.search.textChanged.connect(lambda _: self._again())
        self.seats.currentIndexChanged.connect(lambda _: self._again())
        top = row(self.seats, self.search)
        top.setStretch(0, 1)
        self.setLayout(column(panel(top, self.list)))

    def offer_seats(self, seats: Sequence[tuple[str, str]]) -> None:
        """Ids and names of the seats that can be chosen."""
        for seat, name in seats:
            self.seats.addItem(shown(name), seat)

    def show_feed(self, lines: Sequence[FeedLine]) -> None:
        """Show the whole feed; what is new is appended. Where another history is played now, all of it is new."""
        held = len(self._lines)
        same = held <= len(lines) and (not held or lines[held - 1] == self._lines[-1])
        if same and held == len(lines):
            return
        fresh = lines[held:] if same else lines
        self._lines = [*self._lines, *fresh] if same else list(lines)
        shown = self.list.sentences.items if same else []
        self.list.show_items([*shown, *self._wanted(fresh)])

    def _wanted(self, lines: Sequence[FeedLine]) -> list[Sentence]:
        seat = self.seats.currentData()
        return [Sentence(one.time, one.kind, one.text, one.reference) for one in lines if not seat or one.seat == seat]

    def _again(self) -> None:
        self.list.show_items(self._wanted(self._lines))
        self.list.want(frozenset(), self.search.text())
