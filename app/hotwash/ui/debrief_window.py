"""The debrief window: timeline at the left, the report at the right, below them what the report still lacks."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QSplitter, QWidget

from hotwash.ui.controls import button, column, heading, panel, row
from hotwash.ui.debrief_feedback import FeedbackDialog
from hotwash.ui.debrief_report import ReportPanel
from hotwash.ui.debrief_timeline import DebriefTimeline
from hotwash.ui.dialogs import Question
from hotwash.ui.plain_text import label, set_text, shown, tr
from hotwash.ui.print_work import WorkThread, raise_again
from hotwash.ui.tab_order import step
from hotwash.ui.theme import Theme
from hotwash.ui.toast import Toast
from hotwash.viewmodels.debrief import Debrief, moments_of
from hotwash.viewmodels.desk import Cancelled, Progress
from hotwash.viewmodels.words import said

SHOW_MS = 1_000
"""How often the timeline is read anew while the exercise goes on."""
TALL = 560
"""Pixels of height from which there is room for the names of the parts."""
PLACE = Qt.ItemDataRole.UserRole


class LintList(QListWidget):
    """What is lacking; Enter or a click goes to its place."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Still lacking"))
        self.setWordWrap(True)
        self.setMinimumHeight(30)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda item: self.chosen.emit(str(item.data(PLACE))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if entered and self.currentRow() >= 0:
            self.chosen.emit(str(self.item(self.currentRow()).data(PLACE)))
        else:
            super().keyPressEvent(event)


class DebriefWindow(QWidget):
    """Closes with the window that it was opened from; `closed` is told once it is gone. `parts` may be made before."""

    def __init__(
        self, parent: QWidget, theme: Theme, debrief: Debrief, print_report: Callable[[], None],
        closed: Callable[[], None], parts: tuple[DebriefTimeline, ReportPanel] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("debriefwindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.debrief, self._closed, self._leaving = debrief, closed, False
        self.question: Question | None = None
        self.moments: WorkThread | None = None
        self.timeline, self.report = parts or (
            DebriefTimeline(theme, debrief.run.scenario, barred=bool(debrief.barred)),
            ReportPanel(debrief),
        )
        self.lint = LintList()
        self.state, self.barred = label(name="warn"), label(name="bad", wrap=True)
        set_text(self.barred, debrief.barred)
        self.barred.setVisible(bool(debrief.barred))
        self.forms = button(tr("Feedback form…"), self.ask_feedback)
        self.forms.setEnabled(not debrief.barred)
        self.print = button(tr("Print…"), print_report, name="primary", explain=tr("Ctrl+P"))
        self._head = row(self.state, 1, self.forms, self.print)
        lacking = heading(tr("Still lacking"))
        self._heads = (self.timeline.head, self.report.head, self.report.finding.about, lacking)
        self.lacking = panel(lacking, self.lint)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.timeline)
        self.split.addWidget(self.report)
        self.split.setChildrenCollapsible(False)
        room = self.screen().availableGeometry()
        self.resize(min(1240, room.width() - 20), min(820, room.height() - 60))
        self.whole = QSplitter(Qt.Orientation.Vertical)
        self.whole.addWidget(self.split)
        self.whole.addWidget(self.lacking)
        self.whole.setChildrenCollapsible(False)
        self.whole.setStretchFactor(0, 1)
        self.whole.setSizes([self.height() * 6 // 7, self.height() // 7])
        box = column(self._head, self.barred, margin=8)
        box.addWidget(self.whole, 1)
        self.setLayout(box)
        self.toast = Toast(self, lambda: QRect(QPoint(self.width() // 3, 3), QPoint(self.width() - 250, 47)))
        self._connect()
        self._keys(print_report)
        self._show = QTimer(self)
        self._show.timeout.connect(self.refresh)
        self._show.start(SHOW_MS)
        self.refresh()
        self.setWindowTitle(shown(tr("{name}: debrief – Hotwash", name=debrief.run.scenario.title)))
        self.report.outline.setFocus()
        self._find_moments()

    def _find_moments(self) -> None:
        """The moments where most changed, worked out beside the window's own thread, which may close meanwhile."""
        scenario, facts = self.debrief.run.scenario, tuple(self.debrief.run.facts)
        found: list[frozenset[int]] = []

        def work(_: Progress, __: Cancelled) -> None:
            found.append(moments_of(scenario, facts))

        thread = self.moments = WorkThread(QApplication.instance() or self, work)

        def done() -> None:
            thread.wait()
            thread.deleteLater()
            if shiboken6.isValid(self) and found:
                self.moments = None
                self.debrief.mark_moments(found[0])
                self.refresh()

        thread.finished.connect(done)
        thread.broken.connect(raise_again)
        thread.start()

    def _connect(self) -> None:
        self.timeline.ticked.connect(lambda seq, on: self.report.tick(seq, on=on))
        self.timeline.left.connect(self.report.outline.setFocus)
        self.report.picked_changed.connect(self._show_timeline)
        self.report.changed.connect(self.refresh)
        self.report.asked_to_drop.connect(self._ask_drop)
        self.lint.chosen.connect(self.go_to)

    def _keys(self, print_report: Callable[[], None]) -> None:
        report = self.report
        for keys, command in (
            ("Ctrl+S", report.keep_chosen),
            ("Alt+S", lambda: report.begin("strength")),
            ("Alt+A", lambda: report.begin("area")),
            ("Alt+C", report.begin_correction),
            ("Ctrl+F", self.timeline.search.setFocus),
            ("Ctrl+1", self.timeline.take_focus),
            ("Ctrl+2", report.outline.setFocus),
            ("Ctrl+3", report.take_fields),
            ("Ctrl+4", self._take_lint),
            ("Ctrl+P", print_report),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(command)

    def refresh(self) -> None:
        """Show what is new."""
        self.report.outline.show_entries(self.debrief.outline())
        self._show_timeline()
        lines = self.debrief.lint()
        texts = [(one.subject, self._lint_text(one.subject, said(one.sentence))) for one in lines]
        if texts != [(self.lint.item(n).data(PLACE), self.lint.item(n).text()) for n in range(self.lint.count())]:
            self.lint.clear()
            for subject, text in texts:
                item = QListWidgetItem(text)
                item.setData(PLACE, subject)
                self.lint.addItem(item)
        self.lacking.setVisible(bool(texts))
        count = len(texts)
        words = (
            tr("DRAFT: {count} gaps", count=count)
            if count
            else tr("DRAFT; nothing is lacking: it can be printed as final")
        )
        set_text(self.state, words)
        forms = self.debrief.forms
        self.forms.setText(tr("Feedback form… ({forms})", forms=forms))

    def go_to(self, subject: str) -> None:
        """Where a gap can be mended, with the keyboard in its fields."""
        self.report.outline.choose(self.debrief.place_of(subject))
        self.report.outline.setFocus()
        self.report.take_fields()

    def ask_feedback(self) -> None:
        """Key in a participant's feedback form."""

        def given() -> None:
            self.refresh()
            self.toast.give(tr("The form is keyed in."))

        made = self.question = FeedbackDialog(self, self.debrief.give, self.debrief.forms + 1)
        made.accepted.connect(given)
        made.open()

    @property
    def unkept(self) -> str:
        """What is not kept yet, as a sentence; empty for nothing."""
        return self.debrief.unkept

    def _lint_text(self, subject: str, sentence: str) -> str:
        about = " ".join(self.debrief.title_of(subject).split())
        return shown(f"{sentence}  \N{EM DASH}  {about[:90]}")

    def _show_timeline(self) -> None:
        self.timeline.show_lines(self.debrief.timeline(), frozenset(self.report.picked()))

    def _take_lint(self) -> None:
        self.lint.setFocus()
        if self.lint.currentRow() < 0:
            self.lint.setCurrentRow(0)

    def _ask_drop(self, place: str) -> None:
        def go() -> str:
            why = self.debrief.drop(place)
            self.report.refresh()
            self.refresh()
            return why

        text = tr("Take this out of the report, with the corrective actions below it? The log keeps that it was there.")
        made = self.question = Question(self, tr("Take out"), text, tr("Take out"), go)
        made.open()

    def _ask_leave(self) -> None:
        def go() -> str:
            self._leaving = True
            QTimer.singleShot(0, self.close)
            return ""

        text = tr("{unkept} Close and lose what was typed?", unkept=self.unkept)
        made = self.question = Question(self, tr("Close the debrief"), text, tr("Close without keeping"), go)
        made.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for head in self._heads:
            head.setVisible(self.height() >= TALL)

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
        """What is not kept yet is asked about."""
        if self.unkept and not self._leaving:
            event.ignore()
            self._ask_leave()
            return
        self._show.stop()
        self._closed()
        super().closeEvent(event)
