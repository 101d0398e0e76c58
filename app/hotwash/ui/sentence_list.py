"""A list of sentences with their times: log, messages. It wraps, follows its end, and takes every text literally."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hotwash.ui.plain_text import shown
from hotwash.ui.theme import Theme, font
from hotwash.ui.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex
_TIME, _LEFT, _GAP = 62, 10, 5
_TEXT, _SMALL = 13, 12
_LONG_WORD = re.compile(r"(\S{24})(?=\S)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One entry. `kind` chooses the colour of the bar at its left and is what a filter goes by."""

    time: str
    kind: str
    text: str
    reference: str = ""

    def spoken(self) -> str:
        """The entry as a screen reader says it."""
        return shown(f"{self.time}, {self.text}")


class Sentences(QAbstractListModel):
    """Sentences that only ever grow at the end."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: list[Sentence] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.items):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.items[index.row()].spoken()
        return self.items[index.row()] if role == Qt.ItemDataRole.UserRole else None

    def show(self, items: Sequence[Sentence]) -> bool:
        """Take the whole list; only what is new is told to the view. Returns whether anything changed."""
        held = len(self.items)
        if len(items) == held and (not held or items[-1] == self.items[-1]):
            return False
        if len(items) > held and list(items[:held]) == self.items:
            self.beginInsertRows(QModelIndex(), held, len(items) - 1)
            self.items.extend(items[held:])
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.items = list(items)
            self.endResetModel()
        return True


class KindFilter(QSortFilterProxyModel):
    """Lets through the kinds that are wanted and the texts that hold the words."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left_out: frozenset[str] = frozenset()
        self._words: tuple[str, ...] = ()

    def want(self, left_out: frozenset[str], words: str) -> None:
        """Filter anew."""
        self.beginFilterChange()
        self._left_out, self._words = left_out, tuple(words.casefold().split())
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        model = self.sourceModel()
        if not isinstance(model, Sentences):
            return True
        item = model.items[source_row]
        text = f"{item.time} {item.text} {item.reference}".casefold()
        return item.kind not in self._left_out and all(word in text for word in self._words)


class SentenceList(QListView):
    """Shows sentences; keeps its end in sight until somebody scrolls up."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.sentences = Sentences(self)
        self.filter = KindFilter(self)
        self.filter.setSourceModel(self.sentences)
        self.setModel(self.filter)
        self.setItemDelegate(_Painter(theme, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._follows = True
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._grown)
        theme.changed.connect(self.viewport().update)

    def show_items(self, items: Sequence[Sentence]) -> None:
        """Show these; the list scrolls on only if its end was in sight."""
        self.sentences.show(items)

    def want(self, left_out: frozenset[str], words: str) -> None:
        """Filter by kind and words, and show the end."""
        self._follows = True
        self.filter.want(left_out, words)
        self.scrollToBottom()

    def _scrolled(self, value: int) -> None:
        self._follows = value >= self.verticalScrollBar().maximum() - 4

    def _grown(self, _least: int, most: int) -> None:
        if self._follows:
            self.verticalScrollBar().setValue(most)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Painter(QStyledItemDelegate):
    """Paints time, bar, wrapped text and reference."""

    def __init__(self, theme: Theme, view: SentenceList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        box = QFontMetrics(font(_TEXT)).boundingRect(
            QRect(0, 0, max(60, self._room(item, width)), 10_000), _FLAGS, breakable(item.text)
        )
        return QSize(width, box.height() + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, tokens = index.data(Qt.ItemDataRole.UserRole), self._theme.tokens
        box: QRect = option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(tokens.chosen))
        painter.fillRect(QRect(box.left() + 2, box.top() + 3, 3, box.height() - 6), kind_colour(item.kind, tokens))
        painter.setFont(font(_SMALL))
        painter.setPen(QColor(tokens.muted))
        top = box.top() + _GAP
        painter.drawText(QRect(box.left() + _LEFT, top, _TIME, 18), Qt.AlignmentFlag.AlignLeft, item.time)
        if item.reference:
            painter.drawText(QRect(box.right() - 66, top, 58, 18), Qt.AlignmentFlag.AlignRight, item.reference)
        painter.setFont(font(_TEXT))
        painter.setPen(QColor(tokens.text))
        room = QRect(box.left() + _LEFT + _TIME, top, self._room(item, box.width()), box.height() - _GAP)
        painter.drawText(room, _FLAGS, breakable(item.text))
        painter.restore()

    def _room(self, item: Sentence, width: int) -> int:
        return width - _LEFT - _TIME - (74 if item.reference else 8)


_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


def breakable(text: str) -> str:
    """The text with places to break in words that would be wider than the list."""
    return _LONG_WORD.sub("\\1\N{ZERO WIDTH SPACE}", shown(text))


def kind_colour(kind: str, tokens: Tokens) -> QColor:
    """The colour of a kind's bar; the text says the same in words."""
    colours = {
        "fault": tokens.bad,
        "alarm": tokens.warn,
        "action": tokens.good,
        "effect": tokens.good,
        "message": tokens.accent,
        "milestone": tokens.good,
        "refused": tokens.bad,
        "note": tokens.text,
    }
    return QColor(colours.get(kind, tokens.line))
