"""The list of injects: headings and lines, worked by keys alone; a line says itself whole to a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hotwash.ui.keyed_rows import ROW, Index, KeyedRows
from hotwash.ui.mode_signs import draw_mode
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.sentence_list import breakable
from hotwash.ui.theme import Theme, font
from hotwash.viewmodels.msel import GROUPS, InjectRow

_KEYS = {
    Qt.Key.Key_R: "release",
    Qt.Key.Key_Return: "release",
    Qt.Key.Key_Enter: "release",
    Qt.Key.Key_H: "hold",
    Qt.Key.Key_S: "skip",
    Qt.Key.Key_D: "defer",
    Qt.Key.Key_I: "details",
}
"""What a key does with the inject that is chosen."""
_LEFT, _SIGN, _GAP = 8, 18, 4
_WORDS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


def _key(item: str | InjectRow) -> str:
    return item if isinstance(item, str) else item.id


def _spoken(item: str | InjectRow) -> str:
    return tr(GROUPS[item]) if isinstance(item, str) else item.spoken()


def _brief(item: InjectRow) -> bool:
    """Whether nothing is to be decided about it yet, so that how it stands needs no line of its own."""
    return item.group in ("ready", "next")


def _grouped(rows: tuple[InjectRow, ...]) -> list[str | InjectRow]:
    """Lines with the keys of their groups before them, which are painted as headings."""
    found: list[str | InjectRow] = []
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            found.append(group)
        found.append(row)
    return found


class InjectList(QListView):
    """Up and Down choose; R or Enter releases, H holds, S skips, D defers, I goes to the details."""

    wanted = Signal(str, str)
    """What is to be done, and with which inject."""
    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Injects"))
        self._due: set[str] = set()
        self.rows: KeyedRows[str | InjectRow] = KeyedRows(self, _key, _spoken, lambda item: isinstance(item, str))
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(theme, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _: self.wanted.emit("details", self.current))
        theme.changed.connect(self.viewport().update)

    @property
    def current(self) -> str:
        """Id of the inject that is chosen; empty for none."""
        item = self.currentIndex().data(ROW)
        return item.id if isinstance(item, InjectRow) else ""

    def show_rows(self, rows: tuple[InjectRow, ...]) -> None:
        """Show these. What was chosen stays so until it is done; what becomes due is chosen while nobody is here."""
        item, due = self.currentIndex().data(ROW), {row.id for row in rows if row.group == "now"}
        fresh, self._due = due - self._due, due
        if self.rows.show(_grouped(rows)) and rows:
            now = next((row for row in rows if isinstance(item, InjectRow) and row.id == item.id), None)
            gone = now is None or (now.group == "done" and isinstance(item, InjectRow) and item.group != "done")
            first = gone or (bool(fresh) and not self.hasFocus())
            self.choose(rows[0].id if first or now is None else now.id)

    def choose(self, inject: str) -> None:
        """Choose one and scroll to it."""
        place = self.rows.place(inject)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place))
            self.scrollTo(self.rows.index(0 if place == 1 else place))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.current)

    def event(self, event: QEvent) -> bool:
        """Single letters are this list's while it has the keyboard, although some are the window's elsewhere."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self._doing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        doing = self._doing(event)
        if doing and self.current:
            self.wanted.emit(doing, self.current)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters do things here; none searches."""

    def _doing(self, event: QKeyEvent) -> str:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        return _KEYS.get(Qt.Key(event.key()), "") if plain else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Painter(QStyledItemDelegate):
    """Paints number and time, sign and word of the mode, subject, and how it stands."""

    def __init__(self, theme: Theme, view: InjectList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item = index.data(ROW)
        width = self._view.viewport().width()
        if not isinstance(item, InjectRow):
            return QSize(width, 24)
        subject, told = self._heights(item, width)
        return QSize(width, 18 + subject + told + 3 * _GAP)

    def _heights(self, item: InjectRow, width: int) -> tuple[int, int]:
        room = QRect(0, 0, max(40, width - 2 * _LEFT), 1_000)
        subject = QFontMetrics(font(14, bold=True)).boundingRect(room, _WORDS, breakable(item.subject))
        if _brief(item):
            return subject.height(), 0
        told = QFontMetrics(font(12)).boundingRect(room, _WORDS, breakable(item.told))
        return subject.height(), told.height()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, tokens = index.data(ROW), self._theme.tokens
        box: QRect = option.rect
        painter.save()
        if isinstance(item, InjectRow):
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(box, QColor(tokens.chosen))
            self._line(painter, item, box)
        else:
            painter.setFont(font(12, bold=True))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(box.adjusted(_LEFT, 4, -4, 0), _LINE, shown(tr(GROUPS[str(item)])))
            painter.fillRect(QRect(box.left() + _LEFT, box.bottom(), box.width() - 2 * _LEFT, 1), QColor(tokens.line))
        painter.restore()

    def _line(self, painter: QPainter, item: InjectRow, box: QRect) -> None:
        tokens, top = self._theme.tokens, box.top() + _GAP
        bar = {"due": tokens.warn, "held": tokens.warn, "released": tokens.good}.get(item.state, tokens.line)
        painter.fillRect(QRect(box.left() + 1, box.top() + 3, 3, box.height() - 6), QColor(bar))
        left, right = box.left() + _LEFT, box.right() - _LEFT
        draw_mode(painter, item.mode, QRectF(left, top, _SIGN - 2, _SIGN - 2), tokens)
        painter.setFont(font(12))
        painter.setPen(QColor(tokens.muted))
        first = item.told if _brief(item) else item.mode_word
        words = " · ".join(part for part in (first, item.planned) if part)
        number = QFontMetrics(font(14, bold=True)).horizontalAdvance(item.number) + 6
        room = QRect(left + _SIGN + 4, top, right - left - _SIGN - 4 - number, 18)
        painter.drawText(
            room, _LINE, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        )
        painter.setFont(font(14, bold=True))
        painter.setPen(QColor(tokens.text))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(right - number, top, number, 18), side, shown(item.number))
        subject, told = self._heights(item, box.width())
        top += 18 + _GAP // 2
        painter.drawText(QRect(left, top, right - left, subject), _WORDS, breakable(item.subject))
        if not told:
            return
        painter.setFont(font(12))
        urgent = item.group == "now"
        painter.setPen(QColor(tokens.warn if urgent else tokens.muted))
        painter.drawText(QRect(left, top + subject + 1, right - left, told + 2), _WORDS, breakable(item.told))
