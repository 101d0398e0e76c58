"""The quick note of an evaluator: the time is stamped when typing begins, Enter keeps it, keys link it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from hotwash.ui.controls import Choice, button, column, heading, panel, row
from hotwash.ui.plain_text import hint, label, set_text, shown, tr
from hotwash.ui.theme import Theme
from hotwash.viewmodels.evaluator_view import EvaluatorView

LONGEST = 3_900
"""Characters of a note; the exercise keeps 4,000, and a correction needs some of them."""
LINES = 76
"""Pixels of height of the box: three lines."""


class NoteText(QPlainTextEdit):
    """A small box to type in. Enter keeps, Shift+Enter begins another line, Tab goes on, Esc leaves."""

    kept = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class NoteBox(QWidget):
    """Tells when typing begins and of notes to keep; what was written stays until it was kept."""

    begun = Signal()
    dropped = Signal()
    kept = Signal(str, str, str, str)
    """Text, task, inject, sign."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.text = NoteText()
        self.text.setAccessibleName(tr("Note"))
        self.text.setPlaceholderText(tr("What do you see? Who does what? (Ctrl+N; Enter keeps it)"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(LINES)
        self.text.textChanged.connect(self._changed)
        self.text.kept.connect(self.keep)
        self.stamp = label(name="small")
        self.tasks, self.injects = Choice(theme, tr("Task of the note")), Choice(theme, tr("Inject of the note"))
        for box in (self.tasks, self.injects):
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        hint(self.tasks, tr("Alt+1 to Alt+9 choose a task, Alt+0 none"))
        self.injects.activated.connect(lambda _: self._choose_inject())
        self._own_inject = False
        """Whether the person chose an inject for this note; else it goes with the current one."""
        self.plus = self._sign("+", tr("A strength (Alt++)"))
        self.minus = self._sign("–", tr("An area for improvement (Alt+-)"))
        self.keep_key = button(tr("Keep note"), self.keep, name="primary")
        self._links: tuple[object, ...] = ()
        links = row(self.tasks, self.injects)
        links.setStretch(0, 1)
        links.setStretch(1, 1)
        keys = row(self.plus, self.minus, 1, self.keep_key)
        top = row(heading(tr("Quick note")), 1, self.stamp)
        self.setLayout(column(panel(top, self.text, links, keys)))

    @property
    def sign(self) -> str:
        """The sign chosen."""
        return "+" if self.plus.isChecked() else "-" if self.minus.isChecked() else ""

    @property
    def written(self) -> bool:
        """Whether there is a note that is not kept yet."""
        return bool(self.text.toPlainText().strip())

    def show_links(self, view: EvaluatorView) -> None:
        """Offer the tasks and injects there are; a new note goes with the current inject."""
        links = (tuple((task.task, task.key, task.text) for task in view.tasks), view.injects)
        if links != self._links:
            self._links = links
            self._offer(self.tasks, tr("No task"), [(one.task, f"{one.key or '·'}  {one.text}") for one in view.tasks])
            self._offer(self.injects, tr("No inject"), list(view.injects))
        if not self._own_inject and not self.written:
            self.injects.setCurrentIndex(max(0, self.injects.findData(view.inject)))
        for widget in (self.text, self.tasks, self.injects, self.plus, self.minus, self.keep_key):
            widget.setEnabled(not view.barred)

    def show_stamp(self, words: str) -> None:
        """Show the moment the note will be about; empty while none is begun."""
        set_text(self.stamp, tr("seen at {time}", time=words) if words else "")

    def link(self, task: str) -> None:
        """Link the note to a task; the same once more, or an empty one, to none."""
        place = self.tasks.findData(task) if task else 0
        self.tasks.setCurrentIndex(0 if place == self.tasks.currentIndex() else max(0, place))

    def set_sign(self, sign: str) -> None:
        """Mark it as a strength or an area for improvement; the same once more, as neither."""
        for key, own in ((self.plus, "+"), (self.minus, "-")):
            key.setChecked(own == sign and self.sign != sign)

    def take_focus(self) -> None:
        """Put the keyboard into the note."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep(self) -> None:
        """Ask that the note is kept."""
        if self.written:
            task, inject = self.tasks.currentData(), self.injects.currentData()
            self.kept.emit(self.text.toPlainText().strip()[:LONGEST], str(task or ""), str(inject or ""), self.sign)

    def clear(self) -> None:
        """A new note."""
        self.text.clear()
        self.tasks.setCurrentIndex(0)
        self._own_inject = False
        for key in (self.plus, self.minus):
            key.setChecked(False)

    def _choose_inject(self) -> None:
        self._own_inject = True

    def _changed(self) -> None:
        (self.begun if self.written else self.dropped).emit()

    def _sign(self, mark: str, words: str) -> QPushButton:
        made = button(mark, lambda: None, explain=words)
        made.setCheckable(True)
        made.setAccessibleName(words)
        made.clicked.connect(lambda _=False: self._only(made))
        return made

    def _only(self, key: QPushButton) -> None:
        for other in (self.plus, self.minus):
            if other is not key:
                other.setChecked(False)

    def _offer(self, box: Choice, none: str, choices: Sequence[tuple[str, str]]) -> None:
        kept = box.currentData()
        box.clear()
        box.addItem(none, "")
        for key, words in choices:
            box.addItem(shown(words), key)
        box.setCurrentIndex(max(0, box.findData(kept)))
