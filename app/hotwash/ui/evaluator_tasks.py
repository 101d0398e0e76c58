"""Critical tasks with their measured times, each to be accepted, corrected or rejected; and where to look now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hotwash.exercise.projections.tasks import TaskState
from hotwash.ui.controls import button, column, panel, row, scrolled
from hotwash.ui.plain_text import hint, label, set_text, shown, tr
from hotwash.viewmodels.evaluator_view import CueLine, EvaluatorView, TaskLine

MOST_CUES = 3
"""Hints shown at a time; the rest are counted."""
_MARKS = {TaskState.MET: "good", TaskState.LATE: "warn", TaskState.NOT_SHOWN: "warn"}


class CueStrip(QWidget):
    """Quiet hints: where to look now. Never a sound, never the keyboard."""

    muted = Signal(str)
    noted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(3)
        self._rest = label(name="small")
        self.quiet = button(tr("Mute all"), lambda: self.muted.emit(""))
        top = row(label(tr("Look now"), name="subheading"), 1, self._rest, self.quiet)
        self.setLayout(column(panel(top, self._lines, gap=4)))
        self._shown: tuple[CueLine, ...] | None = None
        self._keys: dict[str, QPushButton] = {}
        self._made: list[QWidget] = []

    def show_cues(self, view: EvaluatorView, *, quiet: bool) -> None:
        """Show what is worth a look at this moment."""
        first = view.cues[:MOST_CUES]
        rest = len(view.cues) - len(first)
        words = tr("{number} more", number=rest) if rest else ""
        set_text(self._rest, tr("{number} muted", number=view.muted) if quiet and view.muted else words)
        self.quiet.setText(tr("Show hints") if quiet else tr("Mute all"))
        self.setVisible(bool(view.cues) or view.muted > 0)
        if first == self._shown:
            return
        self._shown = first
        focused = next((task for task, key in self._keys.items() if key.hasFocus()), "")
        for gone in self._made:
            gone.hide()
            gone.deleteLater()
        self._keys = {}
        self._made = [self._line(cue) for cue in first]
        for line in self._made:
            self._lines.addWidget(line)
        if focused:
            (self._keys.get(focused) or self.quiet).setFocus()

    def _line(self, cue: CueLine) -> QWidget:
        made = QWidget()
        made.setObjectName("row")
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        key = f"Alt+{cue.key}  " if cue.key else ""
        small = " · ".join(part for part in (cue.why, cue.until, cue.seats) if part)
        take = button(tr("Note it"), lambda: self.noted.emit(cue.task), name="faultkey")
        mute = button(tr("Mute"), lambda: self.muted.emit(cue.task), name="faultkey")
        take.setAccessibleName(shown(tr("Note it: {task}", task=cue.text)))
        mute.setAccessibleName(shown(tr("Mute: {task}", task=cue.text)))
        self._keys[cue.task] = take
        words = column(label(f"{key}{cue.text}", wrap=True), label(small, name="small", wrap=True), gap=1)
        line = row(words, take, mute, margin=6)
        line.setStretch(0, 1)
        made.setLayout(line)
        return made


class TaskList(QWidget):
    """Every critical task. It tells what a person says of its measured times."""

    accepted = Signal(str)
    corrected = Signal(str)
    rejected = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, _Task] = {}
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(6)
        self._none = label(tr("This exercise names no critical tasks."), name="muted", wrap=True)
        self._list.addWidget(self._none)
        self._list.addStretch(1)
        self.coverage = label(name="small", wrap=True)
        self.setLayout(column(self.coverage, scrolled(inside, tr("Critical tasks")), margin=8))

    def show_tasks(self, view: EvaluatorView) -> None:
        """Show every task as it stands."""
        self._none.setVisible(not view.tasks)
        for place, task in enumerate(view.tasks):
            if task.task not in self._rows:
                self._rows[task.task] = made = _Task(self, task)
                self._list.insertWidget(place, made)
            self._rows[task.task].show_task(task)
        set_text(self.coverage, view.coverage)
        self.coverage.setVisible(bool(view.coverage))


class _Task(QWidget):
    """One task: what it is, what was measured, what was said of it."""

    def __init__(self, owner: TaskList, task: TaskLine) -> None:
        super().__init__()
        self.setObjectName("row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._last: TaskLine | None = None
        key = f"Alt+{task.key}  " if task.key else ""
        self._text = label(f"{key}{task.number}  {task.text}", wrap=True)
        self._measured = label(wrap=True)
        self._judged, self._others = label(name="small", wrap=True), label(name="small", wrap=True)
        about = task.task
        self._keys = (
            button(tr("Accept"), lambda: owner.accepted.emit(about), name="faultkey"),
            button(tr("Correct…"), lambda: owner.corrected.emit(about), name="faultkey"),
            button(tr("Reject…"), lambda: owner.rejected.emit(about), name="faultkey"),
        )
        for each in self._keys:
            each.setAccessibleName(shown(f"{each.text()}: {task.text}"))
        self._line = QWidget()
        self._line.setLayout(row(*self._keys, 1, gap=4))
        self.setLayout(column(self._text, self._measured, self._judged, self._others, self._line, margin=8, gap=3))

    def show_task(self, task: TaskLine) -> None:
        """Show it as it stands now."""
        if task == self._last:
            return
        self._last = task
        self._measured.setObjectName("muted" if task.state is None or task.waiting else _MARKS.get(task.state, "muted"))
        self._measured.style().polish(self._measured)
        notes = tr("{number} of your notes", number=task.notes) if task.notes else ""
        measured = tr("System: {measured}", measured=task.measured) if task.measured else ""
        judged = tr("You: {judged}", judged=task.judged) if task.judged else ""
        own = " · ".join(part for part in (judged, notes) if part)
        for line, words in ((self._measured, measured), (self._judged, own), (self._others, task.others)):
            set_text(line, words)
            line.setVisible(bool(words))
        self._line.setVisible(task.state not in (None, TaskState.NO_RULE))
        for key in self._keys:
            if not task.can_judge and key.hasFocus():
                self.setFocus()
            key.setEnabled(task.can_judge)
        hint(self, task.text)
