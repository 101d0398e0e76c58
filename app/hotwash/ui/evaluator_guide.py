"""The Exercise Evaluation Guide on the screen: targets with tasks, notes and a rating that only a person gives."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from hotwash.domain.plan import Rating
from hotwash.domain.ratings import DEFINITIONS, SOURCE
from hotwash.ui.controls import button, column, panel, row, scrolled
from hotwash.ui.plain_text import hint, label, set_text, shown, tr
from hotwash.viewmodels.evaluator_view import EvaluatorView, RatingLine
from hotwash.viewmodels.words import said

NOTE_HEIGHT = 84
"""Pixels of height of the notes of a target."""


class Guide(QWidget):
    """Every target and core capability. It tells of ratings to keep."""

    rated = Signal(object, object, str)
    """Line, rating, explanation."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: dict[tuple[str, str], RatingForm] = {}
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(8)
        self._list.addStretch(1)
        words = tr("The ratings are yours: the program measures times and proposes no letter. Empty means not rated.")
        self.setLayout(
            column(label(words, name="small", wrap=True), scrolled(inside, tr("Evaluation guide")), margin=8)
        )

    @property
    def unsaved(self) -> bool:
        """Whether something was written that is not kept yet."""
        return any(form.changed for form in self._forms.values())

    def forms(self) -> tuple[RatingForm, ...]:
        """The forms, in the order of the guide."""
        return tuple(self._forms.values())

    def show_ratings(self, view: EvaluatorView) -> None:
        """Show what was rated; what somebody is writing stays."""
        for place, line in enumerate(view.ratings):
            key = (line.mark, line.id)
            if key not in self._forms:
                self._forms[key] = made = RatingForm(self, line)
                self._list.insertWidget(place, made)
            self._forms[key].show_line(line, barred=view.barred)


class RatingForm(QWidget):
    """One target or capability: four letters, an explanation, and a button that keeps both."""

    def __init__(self, owner: Guide, line: RatingLine) -> None:
        super().__init__()
        self._owner, self._line = owner, line
        self._kept: tuple[Rating, str] = (Rating.UNRATED, "")
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.letters: dict[Rating, QPushButton] = {}
        for one in DEFINITIONS:
            self.letters[one.rating] = self._letter(one.rating, said(one.name), said(one.meaning), line)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(NOTE_HEIGHT)
        self.note.setPlaceholderText(tr("Observation notes and explanation of the rating"))
        self.note.setAccessibleName(shown(tr("Explanation: {target}", target=line.text)))
        self.note.textChanged.connect(self._changed)
        self.keep = button(tr("Keep rating"), self._keep)
        self.keep.setAccessibleName(shown(tr("Keep rating: {target}", target=line.text)))
        self._state, self._others = label(name="small", wrap=True), label(name="small", wrap=True)
        self._tasks = label(name="small", wrap=True)
        reference = label(tr("Source: {reference}", reference=line.reference) if line.reference else "", name="small")
        reference.setVisible(bool(line.reference))
        keys = row(*self.letters.values(), 1, self.keep, gap=4)
        self.setLayout(
            column(
                panel(
                    label(line.heading, name="subheading", wrap=True),
                    label(line.text, wrap=True),
                    reference,
                    self._tasks,
                    self.note,
                    keys,
                    self._state,
                    self._others,
                    gap=4,
                )
            )
        )
        self._show_state()

    @property
    def rating(self) -> Rating:
        """The letter chosen; UNRATED for none."""
        return next((rating for rating, key in self.letters.items() if key.isChecked()), Rating.UNRATED)

    @property
    def changed(self) -> bool:
        """Whether what stands here differs from what was kept."""
        return (self.rating, self.note.toPlainText().strip()) != self._kept

    def show_line(self, line: RatingLine, *, barred: str) -> None:
        """Show what was kept, unless somebody is writing here."""
        self._line = line
        tasks = [
            f"☐ {task.number}  {task.text}" + (f" — {task.measured}" if task.measured else "") for task in line.tasks
        ]
        set_text(self._tasks, "\n".join(tasks))
        self._tasks.setVisible(bool(tasks))
        if self._kept != (line.rating, line.note):
            untouched = not self.changed
            self._kept = (line.rating, line.note)
            if untouched:
                self._fill()
        set_text(self._others, line.others)
        self._others.setVisible(bool(line.others))
        for widget in (self.note, self.keep, *self.letters.values()):
            widget.setEnabled(not barred)
        self._show_state()

    def _fill(self) -> None:
        rating, note = self._kept
        for letter, key in self.letters.items():
            key.setChecked(letter is rating)
        self.note.setPlainText(shown(note))

    def _letter(self, rating: Rating, name: str, meaning: str, line: RatingLine) -> QPushButton:
        made = button(rating.value, lambda: self._choose(rating), explain=f"{name}. {meaning}")
        made.setCheckable(True)
        made.setAccessibleName(shown(f"{name}: {line.text}"))
        self._group.addButton(made)
        return made

    def _choose(self, rating: Rating) -> None:
        """One letter or none: the same once more takes it back."""
        for letter, key in self.letters.items():
            if letter is not rating:
                key.setChecked(False)
        self._show_state()

    def _changed(self) -> None:
        self._show_state()

    def _keep(self) -> None:
        self._owner.rated.emit(self._line, self.rating, self.note.toPlainText().strip())

    def _show_state(self) -> None:
        kept = self._kept[0].value or tr("not rated")
        set_text(self._state, tr("not kept yet") if self.changed else tr("kept: {rating}", rating=kept))
        self.keep.setObjectName("primary" if self.changed else "")
        self.keep.style().polish(self.keep)


def definitions() -> QWidget:
    """The official definitions, word for word."""
    parts = []
    for one in DEFINITIONS:
        meaning = label(said(one.meaning), wrap=True)
        parts.append(panel(label(said(one.name), name="heading"), meaning, gap=3))
        hint(meaning, said(one.name))
    inside = QWidget()
    inside.setLayout(column(*parts, label(said(SOURCE), name="small", wrap=True), 1))
    whole = QWidget()
    whole.setLayout(column(scrolled(inside, tr("Definitions of the ratings")), margin=8))
    return whole
