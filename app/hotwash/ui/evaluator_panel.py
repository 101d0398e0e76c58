"""The evaluator's panel: where to look, a quick note, own notes, tasks with measured times, the evaluation guide."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.plan import Rating
from hotwash.ui.controls import button, column, heading, panel, row
from hotwash.ui.evaluator_guide import Guide, definitions
from hotwash.ui.evaluator_msel import ExpectedActions
from hotwash.ui.evaluator_note import NoteBox
from hotwash.ui.evaluator_tasks import CueStrip, TaskList
from hotwash.ui.plain_text import amp, label, set_text, tr
from hotwash.ui.sentence_list import Sentence, SentenceList
from hotwash.ui.theme import Theme
from hotwash.viewmodels.evaluator import EvaluatorDesk
from hotwash.viewmodels.evaluator_view import HOT_KEYS, EvaluatorView, RatingLine

SIDE_BY_SIDE = 760
"""Pixels of width from which notes and tasks stand side by side."""


class EvaluatorPanel(QWidget):
    """One evaluator's desk on the screen; `refresh` brings it up to date."""

    said = Signal(str)
    asked_to_correct_note = Signal(str)
    asked_to_correct_task = Signal(str)
    asked_to_reject = Signal(str)

    def __init__(self, theme: Theme, desk: EvaluatorDesk) -> None:
        super().__init__()
        self.desk = desk
        self.view: EvaluatorView | None = None
        self._name, self._title, self._clock = label(name="heading"), label(name="small"), label(name="clock")
        self._place = label(name="small", wrap=True)
        self._barred = label(name="bad", wrap=True)
        self.cues, self.note = CueStrip(), NoteBox(theme)
        self.notes = SentenceList(theme, tr("Your notes"))
        self.correct = button(tr("Correct…"), self.correct_note)
        self.tasks, self.guide, self.msel = TaskList(), Guide(), ExpectedActions()
        self.tabs = QTabWidget()
        for part, words in (
            (self.tasks, tr("Tasks")),
            (self.guide, tr("Evaluation guide")),
            (self.msel, tr("Injects")),
            (definitions(), tr("Definitions")),
        ):
            self.tabs.addTab(part, amp(words))
        self.tabs.tabBar().setAccessibleName(tr("Tasks, evaluation guide, injects, definitions"))
        self._lay_out()
        self._connect()
        self._keys()

    @property
    def unkept(self) -> str:
        """What was written and is not kept yet, as a sentence; empty where there is nothing."""
        if self.note.written:
            return tr("There is a note that is not kept yet.")
        return tr("There is a rating that is not kept yet.") if self.guide.unsaved else ""

    def refresh(self) -> None:
        """Show everything as it is now."""
        view = self.view = self.desk.view()
        set_text(self._name, tr("Evaluator: {name}", name=view.name) if view.seat != FACILITATOR else view.name)
        set_text(self._title, view.title)
        set_text(self._clock, view.clock)
        for line, words in ((self._place, view.place), (self._barred, view.barred)):
            set_text(line, words)
            line.setVisible(bool(words))
        self.cues.show_cues(view, quiet=self.desk.quiet)
        self.note.show_links(view)
        self.tasks.show_tasks(view)
        self.guide.show_ratings(view)
        self.msel.show_injects(view)
        self.notes.show_items(
            [
                Sentence(note.time, "note", _words(note.sign, note.text, note.about, note.corrected), note.reference)
                for note in reversed(view.notes)
            ]
        )
        self.correct.setEnabled(bool(view.notes) and not view.barred)

    def do(self, why: str) -> None:
        """After a command: say what was refused, and show what changed."""
        if why:
            self.said.emit(why)
        self.refresh()

    def correct_note(self) -> None:
        """Ask for a correction of the note that is chosen, or of the newest."""
        items = self.notes.sentences.items
        if items:
            chosen = self.notes.currentIndex()
            place = chosen.row() if chosen.isValid() else len(items) - 1
            self.asked_to_correct_note.emit(items[place].reference)

    def _lay_out(self) -> None:
        left = QWidget()
        own = panel(row(heading(tr("Your notes")), 1, self.correct), self.notes)
        feed = column(self.note, own)
        feed.setStretch(1, 1)
        left.setLayout(feed)
        split = self._split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.tabs)
        split.setSizes([460, 560])
        split.setChildrenCollapsible(False)
        top = column(row(self._name, self._title, 1, self._clock), self._place, self._barred, gap=2)
        whole = column(top, self.cues, split)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.note.begun.connect(self._begin)
        self.note.dropped.connect(self._drop)
        self.note.kept.connect(self._keep)
        self.note.text.left.connect(lambda: self.notes.setFocus(Qt.FocusReason.OtherFocusReason))
        self.cues.muted.connect(self._mute)
        self.cues.noted.connect(self._note_task)
        self.tasks.accepted.connect(lambda task: self.do(self.desk.accept(task)))
        self.tasks.corrected.connect(self.asked_to_correct_task)
        self.tasks.rejected.connect(self.asked_to_reject)
        self.guide.rated.connect(self._rate)
        self.notes.activated.connect(lambda _: self.correct_note())

    def _keys(self) -> None:
        self._key(("Ctrl+N",), self.note.take_focus)
        self._key(("Alt++", "Alt+="), lambda: self.note.set_sign("+"))
        self._key(("Alt+-",), lambda: self.note.set_sign("-"))
        self._key(("Alt+0",), lambda: self.note.link(""))
        for place in range(self.tabs.count()):
            self._key((f"Ctrl+{place + 1}",), partial(self._to_tab, place))
        self._key(("Ctrl+E",), self.correct_note)
        self._key(("Ctrl+U",), lambda: self._mute(""))
        for number in range(1, HOT_KEYS + 1):
            self._key((f"Alt+{number}",), partial(self._link, number))

    def _key(self, keys: tuple[str, ...], command: Callable[[], object]) -> None:
        for key in keys:
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WindowShortcut)
            made.activated.connect(command)

    def _to_tab(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)
        self.tabs.tabBar().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _link(self, key: int) -> None:
        task = next((line.task for line in self.view.tasks if line.key == key), "") if self.view else ""
        if task:
            self.note.link(task)

    def _begin(self) -> None:
        self.note.show_stamp(self.desk.begin())

    def _drop(self) -> None:
        self.desk.drop()
        self.note.show_stamp("")

    def _keep(self, text: str, task: str, inject: str, sign: str) -> None:
        """A note that was refused stays where it was written."""
        why = self.desk.note(text, task, inject, sign)
        if not why:
            self.note.clear()
        self.do(why)

    def _note_task(self, task: str) -> None:
        if self.note.tasks.currentData() != task:
            self.note.link(task)
        self.note.take_focus()

    def _mute(self, task: str) -> None:
        self.desk.mute(task)
        self.refresh()

    def _rate(self, line: RatingLine, rating: Rating, note: str) -> None:
        self.do(self.desk.rate(line, rating, note))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE
        side = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._split.orientation() is not side:
            self._split.setOrientation(side)


def _words(sign: str, text: str, about: str, corrected: str) -> str:
    mark = {"+": "[+] ", "-": "[–] "}.get(sign, "")
    return mark + text + "".join(f" ({part})" for part in (about, corrected) if part)
