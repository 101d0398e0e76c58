"""The window of left histories: a row for each, what was done there, and the ways to its board and its papers."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QProgressBar, QSplitter, QWidget

from hotwash.exercise.recording import Recording
from hotwash.ui.controls import button, column, heading, panel, row
from hotwash.ui.plain_text import label, set_text, shown, tr
from hotwash.ui.print_work import WorkThread, raise_again
from hotwash.ui.row_table import RowTable
from hotwash.ui.sentence_list import Sentence, SentenceList
from hotwash.ui.tab_order import step
from hotwash.ui.theme import Theme
from hotwash.viewmodels.desk import Cancelled, Progress
from hotwash.viewmodels.histories import ABOUT, EMPTY, HEADS, WHY, Histories, HistoryLine

LOOK_MS = 1_000
"""How often it is looked whether the exercise was taken back once more."""
NARROW, LOW = 820, 480
"""Pixels of width and of height from which there is room for the reasons and for words about the table."""
Open = Callable[[Recording], None]


class HistoryTable(RowTable):
    """Enter opens the board of the history that is chosen."""

    def __init__(self, open_board: Callable[[], None]) -> None:
        super().__init__(tr("Left histories, newest first"), HEADS, wide=WHY)
        self._open = open_board
        self.doubleClicked.connect(lambda _: open_board())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)


class HistoriesWindow(QWidget):
    """Closes with the workspace that it was opened from. `open_board` and `open_papers` are given a recording."""

    def __init__(
        self, parent: QWidget, theme: Theme, histories: Histories, open_board: Open, open_papers: Open,
        closed: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("debriefwindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._histories, self._closed = histories, closed
        self._lines: dict[str, HistoryLine] = {}
        self._known = (-1, -1)
        self.work: WorkThread | None = None
        self.table = HistoryTable(lambda: self._with(open_board))
        self.table.chosen.connect(self._show_done)
        self.done = SentenceList(theme, tr("What was done in the part that was left"))
        self.empty = label(tr(EMPTY), name="muted", wrap=True)
        self.about = label(tr(ABOUT), name="small", wrap=True)
        self.why = label(name="small", wrap=True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(tr("Measuring the histories"))
        self.board = button(tr("Look at its board"), lambda: self._with(open_board), name="primary")
        self.papers = button(tr("Its report and papers…"), lambda: self._with(open_papers))
        self.keys = row(self.board, self.papers, 1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self._heads = (heading(tr("Left histories")), self.about)
        self.split.addWidget(panel(self._heads[0], self.table, self.about))
        self.split.addWidget(panel(heading(tr("What was done there")), self.why, self.done))
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([240, 360])
        self.nothing = QWidget()
        self.nothing.setLayout(column(self.empty, self.progress, 1))
        box = column(self.nothing, self.split, self.keys, margin=8)
        box.setStretch(0, 1)
        box.setStretch(1, 1_000)
        self.setLayout(box)
        room = self.screen().availableGeometry()
        self.resize(min(980, room.width() - 20), min(640, room.height() - 60))
        self.setWindowTitle(shown(tr("{name}: left histories – Hotwash", name=histories.run.scenario.title)))
        self._look = QTimer(self)
        self._look.timeout.connect(self.refresh)
        self._look.start(LOOK_MS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._show_lines(())
        self.setFocus()  # never on what stops play
        self.refresh()

    def refresh(self) -> None:
        """Measure anew where there is a history that was not there before, or while the clock stands more of the one
        that is played; the window lives meanwhile."""
        board = self._histories.run.board
        count, minutes = self._histories.count, len(board.minutes)
        wanted = (count, self._known[1] if board.running and count == self._known[0] else minutes)
        if wanted == self._known or self.work is not None:
            return
        self._known = wanted
        if not count:
            self._show_lines(())
            return
        found: list[tuple[HistoryLine, ...]] = []

        def work(_: Progress, cancelled: Cancelled) -> None:
            found.append(self._histories.gather(board, cancelled))

        thread = self.work = WorkThread(QApplication.instance() or self, work)

        def done() -> None:
            thread.wait()
            thread.deleteLater()
            if shiboken6.isValid(self):
                self.work = None
                self._show_lines(found[0] if found else ())

        thread.finished.connect(done)
        thread.broken.connect(raise_again)
        self.empty.hide()
        self.progress.setVisible(not self._lines)
        thread.start()

    def _show_lines(self, lines: tuple[HistoryLine, ...]) -> None:
        self._lines = {one.key: one for one in lines}
        self.empty.setVisible(not lines and self.work is None)
        self.nothing.setVisible(not lines)
        self.progress.setVisible(self.work is not None)
        for part in (self.split, self.board, self.papers):
            part.setVisible(bool(lines))
        self.table.show_rows(tuple(one.cells for one in lines), tuple(self._lines))
        if lines and not self.table.key():
            self.table.selectRow(0)
            self.table.setFocus()
        self._show_done(self.table.key())

    def _show_done(self, key: str) -> None:
        one = self._lines.get(key)
        lines = one.done if one is not None else ()
        narrow = self.table.isColumnHidden(WHY)
        set_text(self.why, one.cells[WHY] if one is not None and narrow else "")
        self.why.setVisible(bool(self.why.text()))
        self.done.show_items([Sentence(line.time, line.kind, line.text, line.reference) for line in lines])

    def chosen(self) -> Recording | None:
        """The history that is chosen."""
        one = self._lines.get(self.table.key())
        return self._histories.recording(one.number) if one is not None else None

    def _with(self, use: Open) -> None:
        """Do something with the history that is chosen."""
        recording = self.chosen()
        if recording is not None:
            use(recording)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the reason stands above what was done, and nothing explains the table."""
        super().resizeEvent(event)
        self.table.setColumnHidden(WHY, self.width() < NARROW)
        for part in self._heads:
            part.setVisible(self.height() >= LOW)
        self._show_done(self.table.key())

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
        self._look.stop()
        if self.work is not None:
            self.work.cancel()
        self._closed()
        super().closeEvent(event)
