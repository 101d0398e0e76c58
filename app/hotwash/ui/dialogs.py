"""Small questions: to which time to jump, whether to end, which keys there are, what this program is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from hotwash import __version__
from hotwash.domain.time import MINUTE, SECOND, Millis, clock, parse_clock
from hotwash.ui.controls import button, column, row
from hotwash.ui.plain_text import label, set_text, shown, tr
from hotwash.viewmodels.actions import ACTIONS
from hotwash.viewmodels.clocks import out_of_reach
from hotwash.viewmodels.words import said_by


def time_asked(text: str, start: datetime) -> Millis:
    """Exercise time from `1:15:00` or `T+1:15:00`, or from the story's time of day as `14:15`.

    Raises ValueError with a sentence.
    """
    words = text.strip().upper().removeprefix("T+")
    if words.count(":") == 1:
        try:
            moment = datetime.strptime(words, "%H:%M").replace(tzinfo=start.tzinfo)
        except ValueError:
            raise ValueError(tr("'{text}' is no time of day; write it as 14:30", text=text)) from None
        story = start.replace(hour=moment.hour, minute=moment.minute, second=0, microsecond=0)
        if story < start:
            story += timedelta(days=1)
        return int((story - start).total_seconds()) * SECOND
    return parse_clock(words)


class Question(QDialog):
    """A question with one button that does it and one that leaves everything as it is."""

    def __init__(self, parent: QWidget, title: str, text: str, do: str, command: Callable[[], str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(shown(title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self._command = command
        self.problem = label(name="bad", wrap=True)
        self.problem.hide()
        self.do = button(do, self._do, name="primary")
        self.do.setDefault(True)
        self.body = column()
        keys = row(1, button(tr("Cancel"), self.reject), self.do)
        self.setLayout(column(label(text, wrap=True), self.body, self.problem, keys, margin=16, gap=10))

    def _do(self) -> None:
        sentence = self._command()
        if sentence:
            set_text(self.problem, sentence)
            self.problem.show()
        else:
            self.accept()


@dataclass(frozen=True, slots=True)
class When:
    """What a time that is asked for has to keep to: the story's start, the length of the exercise, and now."""

    start: datetime
    span: Millis
    now: Callable[[], Millis]

    def asked(self, text: str, *, later: bool = False) -> Millis:
        """The time that somebody wrote; `later` leaves out this moment.

        Raises ValueError with a sentence where it is none, or out of reach.
        """
        at = time_asked(text, self.start)
        sentence = out_of_reach(self.now(), self.span, at, later=later)
        if sentence:
            raise ValueError(sentence)
        return at

    def proposed(self, ahead: Millis) -> str:
        """A time so much later, at most the end."""
        return clock(min(self.now() + ahead, self.span))


def ask_time(parent: QWidget, when: When, jump: Callable[[Millis], str]) -> Question:
    """To which time to jump; what can't be is said here, and `jump` is only asked for what can."""
    line = QLineEdit(when.proposed(15 * MINUTE))
    line.setAccessibleName(tr("Time to jump to"))
    line.selectAll()

    def go() -> str:
        try:
            return jump(when.asked(line.text()))
        except ValueError as error:
            return said_by(error)

    text = tr("Run ahead to which time? Exercise time such as 1:15:00, or the story's time of day such as 14:15.")
    made = Question(parent, tr("Jump to a time"), text, tr("Jump"), go)
    made.body.addWidget(line)
    line.setFocus()
    made.open()
    return made


def ask_arm(parent: QWidget, when: When, fault: str, arm: Callable[[Millis], str]) -> Question:
    """At which time a fault begins by itself; the answer of `arm` is shown where it refuses."""
    line = QLineEdit(when.proposed(5 * MINUTE))
    line.setAccessibleName(tr("Time at which the fault begins"))
    line.selectAll()

    def go() -> str:
        try:
            return arm(when.asked(line.text(), later=True))
        except ValueError as error:
            return said_by(error)

    text = tr(
        "{fault}: begin by itself at which time? Exercise time such as 1:15:00, or the story's time of day "
        "such as 14:15.",
        fault=fault,
    )
    made = Question(parent, tr("Arm a fault"), text, tr("Arm"), go)
    made.body.addWidget(line)
    line.setFocus()
    made.open()
    return made


def ask_replace(parent: QWidget, file: str, replace: Callable[[], None]) -> Question:
    """Whether a file that is there already may be replaced."""

    def go() -> str:
        replace()
        return ""

    text = tr("There is a file '{file}' already. Replace it?", file=file)
    made = Question(parent, tr("Replace the file"), text, tr("Replace"), go)
    made.open()
    return made


def ask_end(parent: QWidget, end: Callable[[], str]) -> Question:
    """Whether to end the exercise for good."""
    text = tr("End the exercise for everybody? No more time passes then; notes and the report are still possible.")
    made = Question(parent, tr("End the exercise"), text, tr("End the exercise"), end)
    made.open()
    return made


def show_keys(parent: QWidget) -> QDialog:
    """Every key, in the order of the menus, and those that only the map knows."""
    rows = [(tr(a.menu), a.text().removesuffix("…"), ", ".join(a.keys)) for a in ACTIONS if a.keys]
    rows += [
        (tr("On the map"), tr("First element; then along a link, or to the nearest"), tr("Arrow keys")),
        (tr("On the map"), tr("Next or previous element along the way of a call"), tr("Page Down, Page Up")),
        (tr("On the map"), tr("First or last element"), tr("Home, End")),
        (tr("On the map"), tr("Move the map"), tr("Shift+arrow keys, or drag")),
        (tr("On the map"), tr("Open the card of the selected element"), tr("Enter")),
        (tr("On the map"), tr("What can be done with the selected element"), tr("Menu key, Shift+F10, right click")),
        (tr("On the map"), tr("Select nothing; once more, close the card"), tr("Esc")),
        (tr("On the map"), tr("Nearer or farther at the pointer"), tr("Ctrl+wheel")),
        (tr("Anywhere"), tr("Next or previous part, in reading order; the map is one"), tr("Tab, Shift+Tab")),
        (tr("Anywhere"), tr("Back to the map; on a card, close it"), tr("Esc")),
        (tr("Searching"), tr("Empty the line; once more, leave it"), tr("Esc")),
        (tr("Searching"), tr("Go on to what was found"), tr("Down, Enter")),
        (tr("Seat's window"), tr("Close it"), tr("Esc")),
        (tr("Among the injects"), tr("Release the chosen inject"), tr("R, Enter")),
        (tr("Among the injects"), tr("Hold, skip or defer it; go to its details"), tr("H, S, D, I")),
        (tr("Projector"), tr("Fill the second screen, or give it back"), tr("F11, Esc")),
        (tr("Projector"), tr("Blank it, or show it again"), tr("B")),
        *evaluator_keys(),
        *debrief_keys(),
    ]
    table = QTableWidget(len(rows), 3)
    table.setHorizontalHeaderLabels([tr("Where"), tr("What"), tr("Keys")])
    table.setAccessibleName(tr("Keys"))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    for number, texts in enumerate(rows):
        for place, text in enumerate(texts):
            table.setItem(number, place, QTableWidgetItem(shown(text)))
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    table.resizeColumnToContents(0)
    table.setColumnWidth(2, 210)
    made = QDialog(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setWindowTitle(tr("Keys"))
    room = parent.screen().availableGeometry()
    made.resize(min(700, room.width() - 20), min(600, room.height() - 60))
    made.setLayout(column(table, row(1, button(tr("Close"), made.accept)), margin=14, gap=10))
    made.open()
    return made


def evaluator_keys() -> list[tuple[str, str, str]]:
    """Keys that only an evaluator's window knows."""
    where = tr("Evaluator's window")
    return [
        (where, tr("Write a note; Enter keeps it, Shift+Enter begins another line"), tr("Ctrl+N")),
        (where, tr("Link the note to a task, or to none"), tr("Alt+1 to Alt+9, Alt+0")),
        (where, tr("Mark it as a strength, or as an area for improvement"), tr("Alt++, Alt+-")),
        (where, tr("Correct a note"), tr("Ctrl+E")),
        (where, tr("Tasks, evaluation guide, injects, definitions"), tr("Ctrl+1 to Ctrl+4")),
        (where, tr("Mute the hints, or show them again"), tr("Ctrl+U")),
        (where, tr("Close it"), tr("Esc")),
    ]


def debrief_keys() -> list[tuple[str, str, str]]:
    """Keys that only the debrief window knows."""
    where = tr("Debrief window")
    return [
        (where, tr("Use the chosen entry of the timeline as evidence, or no more"), tr("Space")),
        (where, tr("Begin a strength, an area for improvement, a corrective action"), tr("Alt+S, Alt+A, Alt+C")),
        (where, tr("Keep what is written; take out what is chosen"), tr("Ctrl+S, Delete")),
        (where, tr("Timeline, report, fields, what is still lacking"), tr("Ctrl+1 to Ctrl+4")),
        (where, tr("Search the timeline; print"), tr("Ctrl+F, Ctrl+P")),
    ]


def show_about(parent: QWidget) -> QDialog:
    """What this is, which version, and what it does not claim."""
    made = QDialog(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setWindowTitle(tr("About Hotwash"))
    made.setMinimumWidth(440)
    made.setLayout(
        column(
            label(tr("Hotwash {version}", version=__version__), name="title"),
            label(tr("Tabletop outage exercises for emergency calls."), wrap=True),
            label(
                tr(
                    "Every call is simulated. Figures say where they come from: published, computed, or a default that "
                    "the author may edit. The program measures; it rates nobody."
                ),
                name="muted",
                wrap=True,
            ),
            label(
                tr("Apache License 2.0. Font Atkinson Hyperlegible (OFL), icons Lucide (ISC)."), name="small", wrap=True
            ),
            row(1, button(tr("Close"), made.accept)),
            margin=18,
            gap=10,
        )
    )
    made.open()
    return made
