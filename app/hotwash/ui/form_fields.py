"""One field for each row of a form: shows what stands there, marks defaults, and tells what the author means.

A field tells at the end of an edit (Enter, leaving it, a choice), so that one edit is one step to undo.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListWidgetItem, QPushButton, QWidget

from hotwash.ui.choosers import Box, Ticks, Words, line_of
from hotwash.ui.controls import button, column, row
from hotwash.ui.plain_text import hint, label, set_text, shown, tr
from hotwash.viewmodels.form import Row, Sort
from hotwash.viewmodels.names import Option

MANY_OPTIONS = 12
"""From so many on, a box to choose from can be typed into."""


class Field(QWidget):
    """A row of a form with its name, its unit, its help and its mistake; `said` is the text that is to stand there."""

    said = Signal(str)

    def __init__(self, row: Row) -> None:
        super().__init__()
        self.row = row
        self._name = label(name="small", wrap=True)
        self._mistake = label(name="bad", wrap=True)
        self.editor = self._made(row)
        self._name.setBuddy(self.editor)
        self.setLayout(column(self._name, self._shown_part(), self._mistake, gap=1))
        self.show_row(row)

    def show_row(self, row: Row) -> None:
        """Show a row of the same path and sort; what is being typed is left alone."""
        self.row = row
        set_text(self._name, named(row))
        self.editor.setAccessibleName(row.label)
        hint(self.editor, help_of(row))
        hint(self._name, help_of(row))
        self.editor.setAccessibleDescription(" ".join(filter(None, (row.mistake, help_of(row)))))
        set_text(self._mistake, row.mistake and tr("Not right yet: {why}", why=row.mistake))
        self._mistake.setVisible(bool(row.mistake))
        self._show(row)

    def _made(self, row: Row) -> QWidget:
        """The widget that edits this sort of row."""
        raise TypeError(row.sort)

    def _shown_part(self) -> QWidget:
        """What stands below the name: the widget that edits, and what belongs beside it."""
        return self.editor

    def _show(self, row: Row) -> None:
        """Put what stands in the row into the widget."""
        raise TypeError(row.sort)


def named(row: Row) -> str:
    """The name of a row with its unit, and that it is needed or mixed."""
    unit = f" ({row.unit})" if row.unit else ""
    if row.is_mixed:
        return tr("{label}{unit}: differs", label=row.label, unit=unit)
    if row.required and not row.text and row.sort not in (Sort.GROUP, Sort.TABLE):
        return tr("{label}{unit}: needed", label=row.label, unit=unit)
    return f"{row.label}{unit}"


def help_of(row: Row) -> str:
    """What a row is for, and its range."""
    limits = ""
    if row.low and row.high:
        limits = tr("From {low} to {high}.", low=row.low, high=row.high)
    elif row.low:
        limits = tr("At least {low}.", low=row.low)
    elif row.high:
        limits = tr("At most {high}.", high=row.high)
    if row.sort is Sort.TIME:
        limits = " ".join(filter(None, (limits, tr("Written h:mm:ss."))))
    return " ".join(filter(None, (row.help, limits)))


def default_of(row: Row) -> str:
    """What holds where nothing stands in a row, in the words of a form."""
    if row.is_mixed:
        return tr("(differs)")
    return tr("{value} (default)", value=row.default) if row.default else ""


class LineField(Field):
    """A single line."""

    def _made(self, row: Row) -> QWidget:
        self.line = QLineEdit()
        self.line.editingFinished.connect(self._told)
        return self.line

    def _show(self, row: Row) -> None:
        self.line.setPlaceholderText(shown(default_of(row)))
        text = ", ".join(row.text.split("\n")) if row.sort is Sort.POINT else row.text
        if self.line.text() != text:
            self.line.setText(text)
        self.line.setModified(False)

    def _told(self) -> None:
        if self.line.isModified():
            self.line.setModified(False)
            self.said.emit(self.line.text())


class WordsField(Field):
    """Several lines; told when the field is left."""

    def _made(self, row: Row) -> QWidget:
        self.words = Words(row.label, 3)
        self.words.installEventFilter(self)
        return self.words

    def _show(self, row: Row) -> None:
        self.words.setPlaceholderText(shown(default_of(row)))
        if self.words.toPlainText() != row.text:
            self.words.setPlainText(row.text)
        self.words.document().setModified(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        left = isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut
        if left and watched is self.words and self.words.document().isModified():
            self.words.document().setModified(False)
            self.said.emit(self.words.toPlainText())
        return super().eventFilter(watched, event)


class ChoiceField(Field):
    """One of several words, or nothing, which brings the default."""

    def _made(self, row: Row) -> QWidget:
        self.box: QComboBox = Box()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        if len(row.options) > MANY_OPTIONS:
            self._typed()
        self.box.activated.connect(lambda _: self._told())
        return self.box

    def _typed(self) -> None:
        line = line_of(self.box)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.box.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        line.editingFinished.connect(self._told)

    def _show(self, row: Row) -> None:
        options = options_of(row)
        held = [self.box.itemData(place) for place in range(self.box.count())]
        if held != [option.word for option in options]:
            self.box.clear()
            for option in options:
                self.box.addItem(shown(option.shown), option.word)
        self.box.setCurrentIndex(max(self.box.findData(row.text), 0))
        if self.box.isEditable():
            line_of(self.box).setCursorPosition(0)

    def _told(self) -> None:
        place = self._meant() if self.box.isEditable() else self.box.currentIndex()
        if place < 0:
            typed = self.box.currentText()
            self._show(self.row)
            set_text(self._mistake, tr("There is no '{word}' to choose; what stood here stays.", word=typed))
            self._mistake.show()
            return
        word = str(self.box.itemData(place))
        if word != self.row.text or (self.row.is_mixed and word):
            self.said.emit(word)
        elif self.box.isEditable():
            self._show(self.row)

    def _meant(self) -> int:
        """Place of the option that was typed: its words, its id, or a part of one option's words alone; -1 for none."""
        typed = self.box.currentText().strip().casefold()
        texts = [self.box.itemText(place).casefold() for place in range(self.box.count())]
        words = [str(self.box.itemData(place)).casefold() for place in range(self.box.count())]
        if typed in texts:
            return self.box.currentIndex() if texts[self.box.currentIndex()] == typed else texts.index(typed)
        if typed in words:
            return words.index(typed)
        parts = [place for place, text in enumerate(texts) if typed in text]
        return parts[0] if len(parts) == 1 else -1


def options_of(row: Row) -> tuple[Option, ...]:
    """What a box offers: nothing (with the default beside it), the words, and what stands there if none of them."""
    first = Option("", default_of(row) or tr("(nothing)"))
    made = [Option(option.word, _whole(option)) for option in row.options]
    if row.sort is Sort.TRUTH:
        made = [Option("true", tr("yes")), Option("false", tr("no"))]
        first = Option("", tr("{value} (default)", value=tr("yes") if row.default == "true" else tr("no")))
        first = Option("", tr("(differs)")) if row.is_mixed else first
    if row.text and row.text not in [option.word for option in made]:
        made.append(Option(row.text, tr("{word} (unknown)", word=row.text)))
    return (first, *made)


def _whole(option: Option) -> str:
    return option.shown if option.shown == option.word else f"{option.shown} ({option.word})"


class TicksField(Field):
    """Several of several words, with Space."""

    def _made(self, row: Row) -> QWidget:
        self.ticks = Ticks(row.label, ())
        self.ticks.itemChanged.connect(self._told)
        self._showing = False
        return self.ticks

    def _show(self, row: Row) -> None:
        self._showing = True
        chosen = tuple(filter(None, row.text.split("\n")))
        pairs = [(option.word, _whole(option)) for option in row.options]
        pairs += [(word, tr("{word} (unknown)", word=word)) for word in chosen if word not in dict(pairs)]
        held = [self.ticks.item(place).data(Qt.ItemDataRole.UserRole) for place in range(self.ticks.count())]
        if held != [key for key, _ in pairs]:
            fresh = Ticks(row.label, pairs)
            self.ticks.clear()
            while fresh.count():
                self.ticks.addItem(fresh.takeItem(0))
            self.ticks.setMaximumHeight(24 * min(6, max(2, len(pairs))) + 8)
        self.ticks.tick(chosen)
        self._showing = False

    def _told(self, _: QListWidgetItem) -> None:
        if not self._showing:
            ticked = self.ticks.keys()
            kept = [word for word in self.row.text.split("\n") if word in ticked]
            self.said.emit("\n".join(dict.fromkeys([*kept, *ticked])))


class TableField(Field):
    """A list of records: how many there are, and the way to them."""

    opened = Signal()

    def _made(self, row: Row) -> QWidget:
        self.key: QPushButton = button(row.label, self.opened.emit)
        return self.key

    def _show(self, row: Row) -> None:
        words = (
            tr("They differ: open one by one") if row.is_mixed else tr("{count} in the list: open…", count=row.count)
        )
        self.key.setText(words)


class ConditionField(LineField):
    """A condition as it is written, and the way to a window that puts one together."""

    asked = Signal()

    def _made(self, row_: Row) -> QWidget:
        line = super()._made(row_)
        self.key = button("…", self.asked.emit, explain=tr("Put the condition together (F4)"))
        self.key.setMaximumWidth(40)
        again = QShortcut(QKeySequence("F4"), self)
        again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self.asked)
        self.beside = QWidget()
        self.beside.setLayout(row(line, self.key, gap=2))
        return line

    def _shown_part(self) -> QWidget:
        return self.beside

    def show_row(self, row: Row) -> None:
        super().show_row(row)
        self.key.setAccessibleName(tr("Put together: {label}", label=row.label))


class GroupField(QWidget):
    """Rows of one record, under its name; folds away."""

    def __init__(self, row: Row, make: Callable[[Row], QWidget]) -> None:
        super().__init__()
        self.key = button(row.label, self._fold, name="link")
        self.key.setCheckable(False)
        hint(self.key, row.help)
        self.parts = [make(inner) for inner in row.rows]
        self._body = QWidget()
        inside = column(*self.parts, gap=8)
        inside.setContentsMargins(10, 0, 0, 0)
        self._body.setLayout(inside)
        self.setLayout(column(_left(self.key), self._body, gap=2))

    def _fold(self) -> None:
        self._body.setVisible(self._body.isHidden())
        self.key.setAccessibleDescription(tr("folded") if self._body.isHidden() else tr("unfolded"))


def _left(widget: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(widget, 1))
    return holder


FIELDS: dict[Sort, type[Field]] = {
    Sort.LONG_WORDS: WordsField,
    Sort.LINES: WordsField,
    Sort.TRUTH: ChoiceField,
    Sort.CHOICE: ChoiceField,
    Sort.NAME: ChoiceField,
    Sort.NAMES: TicksField,
    Sort.CHOICES: TicksField,
    Sort.TABLE: TableField,
    Sort.CONDITION: ConditionField,
}
"""What edits a sort of row; everything else is a line."""


def field_of(row: Row) -> Field:
    """The field of a row that is no group."""
    return FIELDS.get(row.sort, LineField)(row)
