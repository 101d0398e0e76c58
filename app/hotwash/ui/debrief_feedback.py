"""Keying in a participant's feedback form, statement by statement, in the order of the printed form."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hotwash.domain.review_commands import GiveFeedback
from hotwash.exercise.feedback_words import PACE, STATEMENTS
from hotwash.ui.choosers import Words, box_of, key_of, named
from hotwash.ui.controls import column, row, scrolled
from hotwash.ui.dialogs import Question
from hotwash.ui.plain_text import label, tr
from hotwash.viewmodels.words import noop

ROLES = (
    ("player", noop("Player")),
    ("facilitator", noop("Facilitator")),
    ("observer", noop("Observer")),
    ("evaluator", noop("Evaluator")),
    ("simcell", noop("SimCell")),
)
MARKS = range(1, 6)


class FeedbackDialog(Question):
    """One form. What is keyed in half and left is asked about once."""

    def __init__(
        self, parent: QWidget, give: Callable[[GiveFeedback], str], number: int = 0, *, role: str = ""
    ) -> None:
        """`number` is that of a form on paper, 0 for one that its writer fills in here, in a `role`."""
        super().__init__(
            parent,
            tr("Participant feedback form {number}", number=number) if number else tr("Participant feedback form"),
            tr("Copy the form as it was filled in; leave out what was left out. No name is needed.")
            if number
            else tr("It takes ten minutes at most. No name is needed; leave out what you like."),
            tr("Key in") if number else tr("Hand in the form"),
            lambda: give(self.form()),
        )
        self._warned = False
        self.role = box_of(tr("Role"), [(key, tr(words)) for key, words in ROLES])
        self.role.setCurrentIndex(max(0, self.role.findData(role)))
        self.lists = {
            name: Words(words, 3)
            for name, words in (
                ("strengths", tr("Top three strengths, one a line")),
                ("areas", tr("Top three areas for improvement, one a line")),
                ("actions", tr("Corrective actions, one a line")),
                ("items", tr("Equipment, training, policies, plans to review or develop, one a line")),
            )
        }
        self.unseen = Words(tr("What happened that evaluators could not see?"), 2)
        self.comments = Words(tr("Comments"), 3)
        choices = [("", "\N{EN DASH}"), *((str(mark), str(mark)) for mark in MARKS)]
        self.marks = [box_of(text, choices) for text in (*STATEMENTS, PACE)]
        boxes = [row(label(box.accessibleName(), wrap=True), 1, box) for box in self.marks]
        for line in boxes:
            line.setStretch(0, 1)
            line.setStretch(1, 0)
        texts = [*self.lists.values(), self.unseen]
        body = QWidget()
        body.setLayout(
            column(
                named(tr("Role"), self.role),
                *(named(field.accessibleName(), field) for field in texts),
                label(tr("1 = strongly disagree, 5 = strongly agree"), name="small"),
                *boxes,
                named(self.comments.accessibleName(), self.comments),
                margin=4,
            )
        )
        self.body.addWidget(scrolled(body, tr("Form")))
        room = parent.screen().availableGeometry()
        self.resize(min(640, room.width() - 20), min(720, room.height() - 60))
        self.role.setFocus()

    def form(self) -> GiveFeedback:
        """The form as it is filled in."""
        lines = {name: tuple(_lines(field)) for name, field in self.lists.items()}
        return GiveFeedback(
            role=key_of(self.role),
            marks={str(n): int(key_of(box)) for n, box in enumerate(self.marks, start=1) if key_of(box)},
            strengths=lines["strengths"],
            areas=lines["areas"],
            unseen=self.unseen.words(),
            actions=lines["actions"],
            items=lines["items"],
            comments=self.comments.words(),
        )

    def reject(self) -> None:
        """Leave it; what was keyed in is asked about once."""
        form = self.form()
        if form != GiveFeedback(role=form.role) and not self._warned:
            self._warned = True
            self.problem.setText(tr("This form is not keyed in yet. Cancel once more to leave it."))
            self.problem.show()
            return
        super().reject()


def _lines(field: QPlainTextEdit) -> list[str]:
    return [line.strip() for line in field.toPlainText().splitlines() if line.strip()]
