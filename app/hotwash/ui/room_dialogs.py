"""Small questions of the facilitator's desk: a reason, a time, a title, a name; each answered by keys alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QTableWidget, QTableWidgetItem, QWidget

from hotwash.domain.time import MINUTE, Millis
from hotwash.exercise.words import LONGEST_LINE
from hotwash.ui.choosers import box_of, line_of
from hotwash.ui.controls import button, column, row
from hotwash.ui.dialogs import Question, When
from hotwash.ui.plain_text import label, shown, tr
from hotwash.viewmodels.conduct_lines import WAY_WORDS
from hotwash.viewmodels.words import noop, said_by

LONGEST = 500
"""Characters of a reason."""
PAUSE_REASONS = (noop("Discussion"), noop("Break"), noop("Question to the facilitator"), noop("Technical trouble"))
SKIP_REASONS = (noop("No time"), noop("Players did it already"), noop("Does not fit any more"))
DEFER_REASONS = (noop("Players are busy"), noop("Too early"))


def reason_box(name: str, reasons: Sequence[str]) -> QComboBox:
    """A box to choose a reason from or to write one into."""
    made = box_of(name, [("", ""), *((reason, tr(reason)) for reason in reasons)])
    line = line_of(made)
    line.setMaxLength(LONGEST)
    line.setPlaceholderText(name)
    return made


def ask_reason(
    parent: QWidget, title: str, text: str, do: str, reasons: Sequence[str], act: Callable[[str], str]
) -> Question:
    """Ask why, then do it; Enter alone leaves the reason out."""
    box = reason_box(tr("Reason"), reasons)
    made = Question(parent, title, text, do, lambda: act(box.currentText().strip()))
    made.body.addWidget(box)
    box.setFocus()
    made.open()
    return made


def ask_pause(parent: QWidget, pause: Callable[[str], str]) -> Question:
    """Why the clock is paused; it stands in the log, and every deadline freezes with the clock."""
    text = tr("Pause the clock. Every deadline freezes with it; the reason stands in the log.")
    return ask_reason(parent, tr("Pause with a reason"), text, tr("Pause"), PAUSE_REASONS, pause)


def ask_skip(parent: QWidget, inject: str, skip: Callable[[str], str]) -> Question:
    """Why an inject is not played."""
    text = tr("{inject}: not played. It can still be released later.", inject=inject)
    return ask_reason(parent, tr("Skip an inject"), text, tr("Skip"), SKIP_REASONS, skip)


def ask_pause_at(parent: QWidget, when: When, pause_at: Callable[[Millis], str]) -> Question:
    """At which time the clock pauses by itself."""
    line = _time_line(when, 10 * MINUTE)
    text = tr("Pause by itself at which time? Exercise time such as 1:15:00, or the story's time of day such as 14:15.")
    made = Question(parent, tr("Pause at a time"), text, tr("Set"), lambda: _at(when, line, pause_at))
    made.body.addWidget(line)
    line.setFocus()
    made.open()
    return made


def ask_defer(parent: QWidget, when: When, inject: str, defer: Callable[[Millis, str], str]) -> Question:
    """To which time an inject is put off, and why."""
    line, why = _time_line(when, 5 * MINUTE), reason_box(tr("Reason"), DEFER_REASONS)
    text = tr("{inject}: due at which time instead? Exercise time such as 1:15:00, or a time of day such as 14:15.",
              inject=inject)  # fmt: skip
    made = Question(
        parent, tr("Defer an inject"), text, tr("Defer"),
        lambda: _at(when, line, lambda at: defer(at, why.currentText().strip())),
    )  # fmt: skip
    made.body.addWidget(line)
    made.body.addWidget(why)
    line.setFocus()
    made.open()
    return made


def ask_bookmark(parent: QWidget, mark: Callable[[str], str]) -> Question:
    """A title for this moment."""
    line = QLineEdit()
    line.setAccessibleName(tr("Title of the bookmark"))
    line.setMaxLength(LONGEST_LINE)
    text = tr("Mark this moment for the debrief under which title?")
    made = Question(parent, tr("Bookmark"), text, tr("Bookmark"), lambda: mark(line.text().strip()))
    made.body.addWidget(line)
    line.setFocus()
    made.open()
    return made


def ask_clear_all(parent: QWidget, faults: str, clear: Callable[[], str]) -> Question:
    """Whether every live fault is taken away, and armed ones disarmed."""
    text = tr("Take every live fault away at once, and disarm those that are armed? Now live: {faults}", faults=faults)
    made = Question(parent, tr("Clear all faults"), text, tr("Clear all faults"), clear)
    made.open()
    return made


def ask_sit(parent: QWidget, seat: str, sit: Callable[[str, str], str]) -> Question:
    """Who sits down at a seat of this room, and how: at a window here, or on paper."""
    way, name = box_of(tr("How they sit"), [(key, tr(WAY_WORDS[key])) for key in ("window", "paper")]), QLineEdit()
    name.setAccessibleName(tr("Name, if wanted"))
    name.setPlaceholderText(tr("Name, if wanted"))
    name.setMaxLength(LONGEST_LINE)
    text = tr("{seat}: who sits here, and how? No name is needed.", seat=seat)
    made = Question(
        parent, tr("Sit down"), text, tr("Sit down"), lambda: sit(str(way.currentData()), name.text().strip())
    )
    made.body.addWidget(way)
    made.body.addWidget(name)
    way.setFocus()
    made.open()
    return made


def show_bookmarks(parent: QWidget, bookmarks: Sequence[tuple[str, str]]) -> QDialog:
    """Every bookmark with its time."""
    table = QTableWidget(len(bookmarks), 2)
    table.setHorizontalHeaderLabels([tr("Time"), tr("Title")])
    table.setAccessibleName(tr("Bookmarks"))
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setStretchLastSection(True)
    for number, texts in enumerate(bookmarks):
        for place, text in enumerate(texts):
            table.setItem(number, place, QTableWidgetItem(shown(text)))
    made = QDialog(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setWindowTitle(tr("Bookmarks"))
    made.resize(460, 320)
    words = label(tr("No bookmark yet; Ctrl+B sets one."), name="muted")
    words.setVisible(not bookmarks)
    table.setVisible(bool(bookmarks))
    made.setLayout(column(words, table, row(1, button(tr("Close"), made.accept)), margin=14, gap=10))
    made.open()
    return made


def _time_line(when: When, ahead: Millis) -> QLineEdit:
    line = QLineEdit(when.proposed(ahead))
    line.setAccessibleName(tr("Time"))
    line.selectAll()
    return line


def _at(when: When, line: QLineEdit, act: Callable[[Millis], str]) -> str:
    try:
        return act(when.asked(line.text(), later=True))
    except ValueError as error:
        return said_by(error)
