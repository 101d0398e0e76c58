"""What a seat thinks and decides, in its own window: the situation card as a small dialog, and the decision log."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from hotwash.ui.controls import Choice, button, column, row
from hotwash.ui.plain_text import label, shown, tr
from hotwash.ui.seat_talk import Lines
from hotwash.ui.sentence_list import Sentence, SentenceList
from hotwash.ui.theme import Theme

Believe = Callable[[str, tuple[str, ...], int, str], str]
"""Takes the cause, the places, how sure and the words of a card; says why not, or nothing."""
Decide = Callable[[str, str, str], str]
"""Takes a decision, why, and what is expected; says why not, or nothing."""


class SituationCard(QDialog):
    """Asks what is wrong, where, and how sure one is. It stays in front of the desk only, and Esc skips it."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        believe: Believe,
        causes: Sequence[tuple[str, str]],
        places: Sequence[tuple[str, str]],
        sure: Sequence[int],
    ) -> None:
        super().__init__(parent)
        self._believe = believe
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Situation card"))
        self.cause = Choice(theme, tr("What is wrong?"))
        self.cause.addItem(tr("Something else, or no idea yet"), "")
        for kind, title in causes:
            self.cause.addItem(shown(title), kind)
        self.words = Lines(tr("In your own words"), tr("In your own words"), self.hand_in)
        self.places = QListWidget()
        self.places.setAccessibleName(tr("Where? (may be left out)"))
        self.places.setMaximumHeight(150)
        self.places.setTabKeyNavigation(False)
        for place, name in places:
            item = QListWidgetItem(shown(name))
            item.setData(Qt.ItemDataRole.UserRole, place)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.places.addItem(item)
        self.sure = Choice(theme, tr("How sure are you?"))
        for percent in sure:
            self.sure.addItem(tr("{percent} %", percent=percent), percent)
        self._why_not = label(name="bad", wrap=True)
        self._why_not.hide()
        self.setLayout(
            column(
                label(tr("What do you think is wrong? It takes 20 seconds."), name="heading", wrap=True),
                label(tr("What is wrong?"), name="subheading"),
                self.cause,
                self.words,
                label(tr("Where? (may be left out)"), name="subheading"),
                self.places,
                label(tr("How sure are you?"), name="subheading"),
                self.sure,
                self._why_not,
                row(button(tr("Skip"), self.reject), 1, button(tr("Hand in"), self.hand_in, name="primary")),
                margin=12,
            )
        )
        self.resize(420, 520)

    def hand_in(self) -> None:
        """Hand the card in; where it is refused it stays and says why."""
        where = tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in map(self.places.item, range(self.places.count()))
            if item.checkState() is Qt.CheckState.Checked
        )
        sentence = self._believe(
            str(self.cause.currentData()), where, int(self.sure.currentData()), self.words.toPlainText()
        )
        if not sentence:
            self.accept()
            return
        self._why_not.setText(shown(sentence))
        self._why_not.show()


class DecisionLog(QWidget):
    """Lines of the decision log, and the fields for one more."""

    def __init__(self, theme: Theme, decide: Decide) -> None:
        super().__init__()
        self._decide = decide
        self.told = SentenceList(theme, tr("Decision log"))
        self.what = Lines(tr("Decision"), tr("Decision; Ctrl+Enter logs it"), self.log)
        self.why = Lines(tr("Because (may be left empty)"), tr("Because (may be left empty)"), self.log)
        self.expect = Lines(tr("We expect (may be left empty)"), tr("We expect (may be left empty)"), self.log)
        self.key = button(tr("Log the decision"), self.log, name="primary")
        writing = self._writing = QWidget()
        writing.setLayout(column(self.what, self.why, self.expect, row(1, self.key), 1, gap=4))
        whole = row(self.told, writing, gap=8, margin=6)
        whole.setStretch(0, 3)
        whole.setStretch(1, 2)
        self.setLayout(whole)

    def show_decisions(self, lines: Sequence[tuple[str, str]], *, barred: str) -> None:
        """Show the log, newest last."""
        self.told.show_items([Sentence(time, "note", text) for time, text in reversed(lines)])
        self._writing.setEnabled(not barred)

    def log(self) -> None:
        """Log what was written; what was refused stays where it is."""
        fields = (self.what, self.why, self.expect)
        if not self._decide(*(field.toPlainText() for field in fields)):
            for field in fields:
                field.clear()
