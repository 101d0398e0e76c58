"""A small window to put a condition together: words, ids of the draft, joints; says at once what it means."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QWidget

from hotwash.scenario.draft import Draft
from hotwash.ui.choosers import Box, Words, box_of, key_of, line_of, named
from hotwash.ui.controls import button, column, row
from hotwash.ui.plain_text import label, set_text, shown, tr
from hotwash.viewmodels.condition_parts import JOINTS, Blank, blanks, joined, sense, words, written
from hotwash.viewmodels.words import said


class ConditionDialog(QDialog):
    """Edits one condition; `take` is given the text once it can be read."""

    def __init__(
        self, parent: QWidget | None, draft: Draft, title: str, text: str, take: Callable[[str], None]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("debriefwindow")
        self.setWindowTitle(shown(title))
        self._draft, self._take = draft, take
        self.text = Words(tr("Condition"), 3)
        self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.sense = label(wrap=True)
        self.sense.setMinimumHeight(self.fontMetrics().lineSpacing() * 3)
        self.word = box_of(tr("What is waited for"), [(one.word, one.shown) for one in words()])
        self.fields: dict[str, QComboBox | QLineEdit] = {}
        self._form = QFormLayout()
        self.put_key = button(tr("Put in"), self.put, explain=tr("Puts it in where the cursor stands (Ctrl+Return)"))
        self.joints = {one: button(said(one), self._joint(one)) for one in JOINTS}
        self.take_key = button(tr("Take"), self._taken, name="primary")
        self._lay_out(title)
        self.text.textChanged.connect(self._judge)
        self.word.currentIndexChanged.connect(lambda _: self._ask())
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.put)
        self._ask()
        self._judge()
        self.word.setFocus()

    def put(self) -> None:
        """The chosen word with what was filled in, where the cursor stands."""
        values = {name: _value(field) for name, field in self.fields.items()}
        self._insert(written(key_of(self.word), values))

    def _joint(self, part: str) -> Callable[[], None]:
        return lambda: self._insert(part)

    def _insert(self, part: str) -> None:
        cursor = self.text.textCursor()
        made, at = joined(self.text.toPlainText(), cursor.position(), part)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(made)
        cursor.setPosition(at)
        self.text.setTextCursor(cursor)

    def _lay_out(self, title: str) -> None:
        parts = row(*self.joints.values(), 1, gap=4)
        bottom = row(1, button(tr("Cancel"), self.reject), self.take_key)
        page = column(named(title, self.text), self.sense, margin=12, gap=8)
        page.addLayout(parts)
        page.addLayout(named(tr("What is waited for"), self.word))
        page.addLayout(self._form)
        page.addLayout(row(1, self.put_key))
        page.addStretch(1)
        page.addLayout(bottom)
        self.setLayout(page)
        self.resize(560, 460)

    def _ask(self) -> None:
        """Fields for what the chosen word asks for."""
        while self._form.rowCount():
            self._form.removeRow(0)
        self.fields = {}
        for blank in blanks(self._draft, key_of(self.word)):
            field = self.fields[blank.name] = _field(blank)
            name = blank.label if blank.needed else tr("{label} (if you like)", label=blank.label)
            field.setAccessibleName(shown(name))
            title = label(name, name="small")
            title.setBuddy(field)
            self._form.addRow(title, field)

    def _judge(self) -> None:
        found = sense(self._draft, self.text.toPlainText())
        set_text(self.sense, f"{'✓' if found.is_sound else '✕'} {found.sentence}")
        self.text.setAccessibleDescription(shown(found.sentence))
        self.take_key.setEnabled(found.is_sound)

    def _taken(self) -> None:
        text = " ".join(self.text.toPlainText().split())
        self.accept()
        self._take(text)


def _field(blank: Blank) -> QComboBox | QLineEdit:
    if not blank.options:
        line = QLineEdit()
        line.setPlaceholderText({"clock": "0:10:00", "count": "10"}.get(blank.sort, ""))
        return line
    box = Box()
    if not blank.needed:
        box.addItem(shown(tr("(any)")), "")
    for one in blank.options:
        box.addItem(shown(one.shown if one.shown == one.word else f"{one.shown} ({one.word})"), one.word)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(20)
    if len(blank.options) > 12:
        line_of(box)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = box.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return box


def _value(field: QComboBox | QLineEdit) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    place = field.findText(field.currentText())
    return str(field.itemData(place)) if place >= 0 else ""
