"""The SimCell: messages of seats, those that wait for an answer first, and the line with which to answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hotwash.domain.conduct_commands import SendMessage
from hotwash.exercise.decide_conduct import SPOKEN
from hotwash.exercise.words import LONGEST_LINE
from hotwash.ui.choosers import line_of
from hotwash.ui.controls import Choice, button, column, panel, row
from hotwash.ui.keyed_rows import ROW, Index, KeyedRows
from hotwash.ui.log_panel import NoteLine
from hotwash.ui.plain_text import amp, hint, label, set_text, shown, tr
from hotwash.ui.sentence_list import breakable
from hotwash.ui.theme import Theme, font
from hotwash.viewmodels.conduct_lines import mode_word
from hotwash.viewmodels.simcell import TEMPLATE, SimCellRow, Voice, script
from hotwash.viewmodels.words import said

_LEFT, _GAP = 10, 5
_WORDS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


class SimCellPanel(QWidget):
    """Shows messages and tells of answers."""

    sent = Signal(SendMessage)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._voices: dict[str, str] = {}
        self.list = MessageList(theme)
        self.empty = label(tr("Nobody has sent a message yet."), name="muted")
        self.voice, self.whom = Choice(theme, tr("Who speaks")), Choice(theme, tr("To whom"))
        line_of(self.voice).setMaxLength(LONGEST_LINE)
        self.mode = Choice(theme, tr("How it is said"))
        for box in (self.voice, self.whom, self.mode):
            box.narrow()
        for mode in SPOKEN:
            self.mode.addItem(mode_word(mode), mode)
        self.text = NoteLine()
        self.text.setAccessibleName(tr("What is said"))
        self.text.setPlaceholderText(tr("Answer or call; Enter sends it, Esc leaves"))
        self.text.setMaxLength(4_000)
        self.marked = QCheckBox(amp(said(TEMPLATE)))
        self.marked.setChecked(True)
        hint(self.marked, tr("Said before and after the words"))
        self.send = button(tr("Send"), self._send)
        self._about = label(name="small", wrap=True)
        self.list.chosen.connect(self._answer)
        self.list.activated.connect(lambda _: self.take_focus())
        self.text.returnPressed.connect(self._send)
        self.text.left.connect(self.left)
        self.voice.currentTextChanged.connect(lambda _: self._tell_voice())
        for keys, box, by in (
            ("Alt+Down", self.whom, 1), ("Alt+Up", self.whom, -1),
            ("Alt+Shift+Down", self.voice, 1), ("Alt+Shift+Up", self.voice, -1),
        ):  # fmt: skip
            chooser = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            chooser.activated.connect(partial(_another, box, by))
        hint(self.whom, tr("Alt+Down and Alt+Up choose another while you write"))
        hint(self.voice, tr("Alt+Shift+Down and Alt+Shift+Up choose another while you write"))
        who = row(self.voice, label("→"), self.whom, self.mode, gap=4)
        who.setStretch(0, 2)
        who.setStretch(2, 1)
        say = row(self.text, self.send, gap=4)
        self.setLayout(column(panel(self.empty, self.list, self._about, who, say, self.marked, gap=4)))

    def offer(self, voices: Sequence[Voice], seats: Sequence[tuple[str, str]]) -> None:
        """Whom it may speak for, and to whom."""
        self._voices = {one.name: one.words for one in voices}
        for one in voices:
            self.voice.addItem(shown(one.name))
        for seat, name in seats:
            self.whom.addItem(shown(name), seat)
        self._tell_voice()

    def show_messages(self, rows: tuple[SimCellRow, ...]) -> None:
        """Show the messages of one moment."""
        self.empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self.list.show_rows(rows)

    def bar_all(self, reason: str) -> None:
        """Say why nothing can be said: this is a recording."""
        for widget in (self.text, self.send, self.voice, self.whom, self.mode, self.marked):
            widget.setEnabled(False)
            hint(widget, reason)

    def clear(self) -> None:
        """What was written has been sent."""
        self.text.clear()

    def take_focus(self) -> None:
        """Put the keyboard on the line to write in."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _answer(self, chosen: SimCellRow | None) -> None:
        """Make ready to answer a message: to whoever sent it, in the same way, as whoever spoke with them last."""
        if chosen is None or not chosen.can_answer:
            return
        self.whom.setCurrentIndex(max(0, self.whom.findData(chosen.seat)))
        self.mode.setCurrentIndex(max(0, self.mode.findData(chosen.mode)))
        if chosen.voice and not self.text.text():
            self._speak_as(chosen.voice)

    def _speak_as(self, name: str) -> None:
        """One of the list, or somebody who was put in by hand."""
        place = self.voice.findText(shown(name))
        if place >= 0:
            self.voice.setCurrentIndex(place)
        else:
            self.voice.setEditText(shown(name))

    def _send(self) -> None:
        text, chosen = self.text.text().strip(), self.list.row
        if not text or self.whom.currentData() is None:
            return
        seat = str(self.whom.currentData())
        answers = chosen.message if chosen is not None and chosen.can_answer and chosen.seat == seat else 0
        words = script(text) if self.marked.isChecked() else text
        self.sent.emit(
            SendMessage((seat,), str(self.mode.currentData()), words, answers, self.voice.currentText().strip())
        )

    def _tell_voice(self) -> None:
        words = self._voices.get(self.voice.currentText(), "")
        set_text(self._about, words)
        self._about.setVisible(bool(words))


def _another(box: Choice, by: int) -> None:
    """The next one of a list, or the one before; round and round."""
    if box.isEnabled() and box.count():
        box.setCurrentIndex((box.currentIndex() + by) % box.count())


class MessageList(QListView):
    """Messages as rows; what waits is marked in word and colour."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Messages"))
        self.rows: KeyedRows[SimCellRow] = KeyedRows(self, lambda one: str(one.message), SimCellRow.spoken)
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(theme, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(40)
        theme.changed.connect(self.viewport().update)

    @property
    def row(self) -> SimCellRow | None:
        """The message that is chosen."""
        item = self.currentIndex().data(ROW)
        return item if isinstance(item, SimCellRow) else None

    def show_rows(self, rows: tuple[SimCellRow, ...]) -> None:
        """Show these; the choice stays where it was, else it is the first."""
        held = self.row
        if self.rows.show(rows) and rows:
            place = self.rows.place(str(held.message)) if held is not None else 0
            self.setCurrentIndex(self.rows.index(max(0, place)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.row)

    def keyboardSearch(self, search: str) -> None:
        """Letters are the window's keys."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Painter(QStyledItemDelegate):
    """Paints who said it to whom and how, whether it waits, and the words."""

    def __init__(self, theme: Theme, view: MessageList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item, width = index.data(ROW), self._view.viewport().width()
        if not isinstance(item, SimCellRow):
            return QSize(width, 20)
        return QSize(width, 18 + self._height(item, width) + 2 * _GAP)

    def _height(self, item: SimCellRow, width: int) -> int:
        room = QRect(0, 0, max(60, width - 2 * _LEFT), 10_000)
        return QFontMetrics(font(13)).boundingRect(room, _WORDS, breakable(item.text)).height()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, tokens = index.data(ROW), self._theme.tokens
        box: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(tokens.chosen))
        colour = tokens.warn if item.waiting else tokens.good if item.answered else tokens.line
        painter.fillRect(QRect(box.left() + 2, box.top() + 3, 3, box.height() - 6), QColor(colour))
        left, width, top = box.left() + _LEFT, box.width() - 2 * _LEFT, box.top() + _GAP
        painter.setFont(font(12, bold=bool(item.waiting)))
        painter.setPen(QColor(tokens.warn if item.waiting else tokens.muted))
        words = " · ".join(part for part in _head(item) if part)
        line = painter.fontMetrics().elidedText(shown(words), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, top, width, 18), Qt.AlignmentFlag.AlignLeft, line)
        painter.setFont(font(13))
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRect(left, top + 18, width, box.height() - 18 - _GAP), _WORDS, breakable(item.text))
        painter.restore()


def _head(item: SimCellRow) -> tuple[str, ...]:
    state = item.waiting or (tr("answered") if item.answered else "")
    return (item.time, f"{item.sender} → {item.whom}", item.mode_word, state)
