"""An evaluator's window: follows an exercise on this PC, or keeps notes in a file where there is no network."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hotwash.ui.controls import Choice, column
from hotwash.ui.dialogs import Question
from hotwash.ui.evaluator_panel import EvaluatorPanel
from hotwash.ui.plain_text import label, shown, tr
from hotwash.ui.tab_order import step
from hotwash.ui.theme import Theme
from hotwash.ui.toast import Toast
from hotwash.viewmodels.evaluator import EvaluatorDesk

SHOW_MS = 500
"""How often what was measured is shown anew."""


class EvaluatorWindow(QWidget):
    """Closes with the window that it was opened from; `closed` is told once it is gone."""

    def __init__(self, parent: QWidget, theme: Theme, desk: EvaluatorDesk, closed: Callable[[], None]) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("evaluatorwindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        room = self.screen().availableGeometry()
        self.resize(min(1120, room.width() - 20), min(780, room.height() - 60))
        self._theme, self._closed, self._warned = theme, closed, False
        self.question: Question | None = None
        self.panel = EvaluatorPanel(theme, desk)
        self.setLayout(column(self.panel, margin=8))
        self.toast = Toast(self, lambda: QRect(QPoint(self.width() // 3, 3), QPoint(self.width() - 150, 47)))
        self.panel.said.connect(self.toast.give)
        self.panel.asked_to_correct_note.connect(self._correct_note)
        self.panel.asked_to_correct_task.connect(self._correct_task)
        self.panel.asked_to_reject.connect(self._reject)
        self._show = QTimer(self)
        self._show.timeout.connect(self.panel.refresh)
        self._show.start(SHOW_MS)
        self.panel.refresh()
        name = self.panel.view.name if self.panel.view is not None else ""
        self.setWindowTitle(shown(tr("{name}: evaluation – Hotwash", name=name)))
        self.panel.note.take_focus()

    def _correct_note(self, reference: str) -> None:
        view = self.panel.view
        old = next((note for note in view.notes if note.reference == reference), None) if view else None
        if old is None:
            return
        line = self._line(tr("Correction"), old.text)
        text = tr("Nothing is changed: a new note says that it corrects {reference}.", reference=reference)
        self._ask(
            tr("Correct a note"), text, tr("Keep"), lambda: self.panel.desk.correct_note(reference, line.text()), line
        )

    def _correct_task(self, task: str) -> None:
        desk = self.panel.desk
        time = self._line(tr("Exercise time at which it was shown"), "")
        time.setPlaceholderText("0:15:00")
        seat = Choice(self._theme, tr("Seat that showed it"))
        seat.addItem(tr("no matter which seat"), "")
        for one in desk.pack.seats:
            seat.addItem(shown(one.name), one.id)
        reason = self._line(tr("Reason"), "")
        text = tr("{task}: at which exercise time was it shown, and by whom? The measured times stay.", task=task)
        self._ask(
            tr("Correct measured times"),
            text,
            tr("Keep"),
            lambda: desk.correct_task(task, time.text(), str(seat.currentData()), reason.text()),
            time,
            seat,
            reason,
        )

    def _reject(self, task: str) -> None:
        reason = self._line(tr("Reason"), "")
        text = tr("{task}: why do the measured times not show it? They stay, with what you say beside them.", task=task)
        self._ask(
            tr("Reject measured times"),
            text,
            tr("Reject"),
            lambda: self.panel.desk.reject(task, reason.text()),
            reason,
        )

    def _line(self, name: str, text: str) -> QLineEdit:
        made = QLineEdit(shown(text))
        made.setAccessibleName(name)
        made.setMaxLength(3_900)
        return made

    def _ask(self, title: str, text: str, do: str, command: Callable[[], str], *parts: QWidget) -> None:
        def go() -> str:
            why = command()
            self.panel.refresh()
            return why

        made = self.question = Question(self, title, text, do, go)
        for part in parts:
            made.body.addWidget(label(part.accessibleName(), name="small"))
            made.body.addWidget(part)
        parts[0].setFocus()
        made.open()

    def focusNextPrevChild(self, forward: bool) -> bool:  # Qt's own signature
        """Tab goes on in the order in which it is read."""
        return step(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is not kept yet is asked about once."""
        unkept = self.panel.unkept
        if unkept and not self._warned:
            self._warned = True
            self.toast.give(tr("{unkept} Close once more to leave it.", unkept=unkept))
            event.ignore()
            return
        self._show.stop()
        self._closed()
        super().closeEvent(event)
