"""Live facts: three large figures, and the table of outcomes with the marks that the map uses."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from hotwash.domain.outcomes import Outcome
from hotwash.ui.controls import column, heading, row, scrolled
from hotwash.ui.marks import draw_mark
from hotwash.ui.plain_text import label, set_text, tr
from hotwash.ui.theme import Theme
from hotwash.viewmodels.dots import Mark
from hotwash.viewmodels.figures import Figures, OutcomeRow
from hotwash.viewmodels.map_state import wait_text

ORDER = tuple(outcome.value for outcome in Outcome)
"""Rows of the outcome table from top to bottom, whichever comes up first."""
HEADINGS = 3
"""Labels at the head of the outcome table."""


class MarkPicture(QWidget):
    """One mark of the map, beside its words."""

    def __init__(self, theme: Theme, mark: Mark) -> None:
        super().__init__()
        self._theme, self.mark = theme, mark
        self.setFixedSize(QSize(18, 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_mark(painter, self.mark, QPointF(9, 9), self._theme.tokens)
        painter.end()


class FiguresPanel(QWidget):
    """The last five minutes in large figures."""

    def __init__(self) -> None:
        super().__init__()
        self._figures: dict[str, QLabel] = {}
        self._smalls: dict[str, QLabel] = {}
        boxes = [
            self._box(*words)
            for words in (("answered", tr("answered")), ("failed", tr("failed")), ("waiting", tr("waiting")))
        ]
        self._rate = label(name="small")
        top = row(heading(tr("Last 5 minutes")), 1, self._rate)
        self.setLayout(column(top, row(*boxes, gap=8), gap=4))

    def _box(self, key: str, word: str) -> QWidget:
        box = QWidget()
        box.setObjectName("row")
        box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._figures[key], self._smalls[key] = label("0", name="figure"), label(name="small")
        self._figures[key].setAccessibleName(word)
        box.setLayout(
            column(row(self._figures[key], label(word, name="muted"), 1, gap=6), self._smalls[key], margin=6, gap=0)
        )
        return box

    def show_figures(self, figures: Figures | None) -> None:
        """Show the figures of one moment; None shows none at all."""
        if figures is None:
            for text in (self._rate, *self._figures.values(), *self._smalls.values()):
                set_text(text, "")
            return
        set_text(self._figures["answered"], f"{figures.answered:,}")
        set_text(self._figures["failed"], f"{figures.failed:,}")
        set_text(self._figures["waiting"], f"{figures.waiting:,}")
        set_text(self._smalls["answered"], tr("{total:,} in all", total=figures.total_answered))
        set_text(self._smalls["failed"], tr("{total:,} in all", total=figures.total_failed))
        oldest = tr("oldest {wait}", wait=wait_text(figures.oldest)) if figures.oldest >= 0 else ""
        oldest = oldest if figures.waiting else tr("nobody")
        set_text(self._smalls["waiting"], oldest)
        name = "figurebad" if figures.failed else "figure"
        if self._figures["failed"].objectName() != name:
            self._figures["failed"].setObjectName(name)
            self._figures["failed"].style().unpolish(self._figures["failed"])
            self._figures["failed"].style().polish(self._figures["failed"])
        rate = "–" if figures.success is None else f"{figures.success} %"
        set_text(self._rate, tr("{rate} answered; {busy} on a line", rate=rate, busy=figures.busy))


def _below(figures: Figures) -> Iterator[str]:
    """What stands under the outcomes: callers beside attempts, who still needs help, what lost the calls, tests."""
    if figures.callers:
        yield tr("{attempts:,} attempts by {callers:,} callers.", attempts=figures.attempts, callers=figures.callers)
    if figures.unserved:
        yield tr("{callers:,} callers have failed and are not helped yet.", callers=figures.unserved)
    for loss in figures.losses:
        yield tr("Lost by {cause}: {failed:,}", cause=loss.words, failed=loss.failed)
    if figures.tests:
        yield tr("{tests:,} test calls are not in these figures.", tests=figures.tests)


class OutcomeTable(QWidget):
    """Every outcome so far: mark, word, last five minutes, in all."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout()
        self._grid.setContentsMargins(8, 6, 8, 6)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        for place, word in ((1, tr("Outcome")), (2, tr("5 min")), (3, tr("In all"))):
            side = Qt.AlignmentFlag.AlignLeft if place == 1 else Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(label(word, name="subheading"), 0, place, side)
        self._rows: dict[str, tuple[QLabel, QLabel]] = {}
        self._empty = label(tr("No calls yet. Start the clock."), name="muted")
        self._below = label(name="small", wrap=True)
        inside = QWidget()
        inside.setLayout(column(self._grid, self._empty, self._below, 1))
        self.setLayout(column(scrolled(inside, tr("Outcomes"))))

    def show_outcomes(self, figures: Figures | None) -> None:
        """Show the table of one moment; None empties it."""
        if figures is None:
            self._clear()
            return
        self._empty.setVisible(not figures.rows)
        for outcome in figures.rows:
            lately, total = self._rows.get(outcome.outcome) or self._add(outcome)
            set_text(lately, f"{outcome.lately:,}")
            set_text(total, f"{outcome.total:,}")
        set_text(self._below, "\n".join(_below(figures)))

    def _clear(self) -> None:
        for place in range(self._grid.count() - 1, HEADINGS - 1, -1):
            item = self._grid.takeAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._rows.clear()
        set_text(self._below, "")

    def _add(self, outcome: OutcomeRow) -> tuple[QLabel, QLabel]:
        place = 1 + ORDER.index(outcome.outcome)
        lately, total = label(), label()
        self._grid.addWidget(MarkPicture(self._theme, outcome.mark), place, 0)
        self._grid.addWidget(label(outcome.words), place, 1)
        self._grid.addWidget(lately, place, 2, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(total, place, 3, Qt.AlignmentFlag.AlignRight)
        self._rows[outcome.outcome] = (lately, total)
        return lately, total
