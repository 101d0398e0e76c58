"""Messages of a seat's own window: what was said, newest last, and the lines to write or answer with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from hotwash.ui.controls import Choice, button, column, row
from hotwash.ui.plain_text import label, set_text, shown, tr
from hotwash.ui.sentence_list import Sentence, SentenceList
from hotwash.ui.theme import Theme
from hotwash.viewmodels.seat_tools import LetterRow

Send = Callable[[tuple[str, ...], str, str, int], str]
"""Takes whom it is for, the way, the text, and the number of what it answers; says why not, or nothing."""


class Lines(QPlainTextEdit):
    """A field for a few lines; Tab leaves it, Ctrl+Enter does what it is for."""

    def __init__(self, name: str, words: str, done: Callable[[], object]) -> None:
        super().__init__()
        self._done = done
        self.setAccessibleName(name)
        self.setPlaceholderText(words)
        self.setTabChangesFocus(True)
        self.setMaximumHeight(76)
        self.setMinimumHeight(44)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._done()
        else:
            super().keyPressEvent(event)


class SeatTalk(QWidget):
    """Shows letters and sends new ones."""

    def __init__(self, theme: Theme, send: Send) -> None:
        super().__init__()
        self._send = send
        self._letters: tuple[LetterRow, ...] = ()
        self._answers = 0
        self.told = SentenceList(theme, tr("Messages"))
        self.to = QListWidget()
        self.to.setAccessibleName(tr("To whom"))
        self.to.setMaximumHeight(110)
        self.to.setTabKeyNavigation(False)
        self.mode = Choice(theme, tr("By which way"))
        self._about = label(name="small", wrap=True)
        self.text = Lines(tr("Message"), tr("Message; Ctrl+Enter sends it"), self.send)
        self.key = button(tr("Send"), self.send, name="primary")
        self.answer = button(tr("Answer the newest chosen"), self._answer)
        self.answer.setText(tr("Answer"))
        self.answer.setEnabled(False)
        self.told.selectionModel().currentChanged.connect(lambda *_: self._chosen())
        writing = self._writing = QWidget()
        inside = column(label(tr("To whom"), name="subheading"), self.to, row(self.mode, 1), gap=4)
        inside.addWidget(self._about)
        inside.addWidget(self.text)
        inside.addLayout(row(self.answer, 1, self.key))
        inside.addStretch(1)
        writing.setLayout(inside)
        whole = row(self.told, writing, gap=8, margin=6)
        whole.setStretch(0, 3)
        whole.setStretch(1, 2)
        self.setLayout(whole)

    def offer(self, people: Sequence[tuple[str, str]], modes: Sequence[tuple[str, str]]) -> None:
        """Whom one may write to, and how."""
        self.to.clear()
        for address, name in people:
            item = QListWidgetItem(shown(name))
            item.setData(Qt.ItemDataRole.UserRole, address)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.to.addItem(item)
        self.mode.clear()
        for mode, words in modes:
            self.mode.addItem(shown(words), mode)
        self._about_nothing()

    def show_letters(self, letters: tuple[LetterRow, ...], *, barred: str) -> None:
        """Show what was said so far; `barred` says why nothing can be sent, empty where it can."""
        self._letters = letters
        self.told.show_items(
            [Sentence(one.time, "note" if one.mine else "message", f"{one.head}\n{one.text}") for one in letters]
        )
        self._writing.setEnabled(not barred)
        self._chosen()

    def send(self) -> None:
        """Send what was written; what was refused stays where it is."""
        to = tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in map(self.to.item, range(self.to.count()))
            if item.checkState() is Qt.CheckState.Checked
        )
        if not self._send(to, str(self.mode.currentData()), self.text.toPlainText(), self._answers):
            self.text.clear()
            self._about_nothing()

    def _chosen(self) -> None:
        letter = self._letter()
        self.answer.setEnabled(letter is not None and bool(letter.answer_to) and self._writing.isEnabled())

    def _letter(self) -> LetterRow | None:
        index = self.told.currentIndex()
        place = self.told.filter.mapToSource(index).row() if index.isValid() else -1
        return self._letters[place] if 0 <= place < len(self._letters) else None

    def _answer(self) -> None:
        letter = self._letter()
        if letter is None:
            return
        self._answers = letter.number
        for item in map(self.to.item, range(self.to.count())):
            mine = item.data(Qt.ItemDataRole.UserRole) == letter.answer_to
            item.setCheckState(Qt.CheckState.Checked if mine else Qt.CheckState.Unchecked)
        self.mode.setCurrentIndex(max(0, self.mode.findData(letter.mode)))
        set_text(self._about, tr("Answers {head}: {text}", head=letter.head, text=" ".join(letter.text.split())[:80]))
        self.text.setFocus()

    def _about_nothing(self) -> None:
        self._answers = 0
        set_text(self._about, "")
