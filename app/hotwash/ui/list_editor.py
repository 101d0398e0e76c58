"""Lists of records within one entry, such as the lines of a firewall: a table, the form of a line, and Apply.

Nothing reaches the author's draft before Apply; for firewalls and routing it is told first how many calls that costs.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QSplitter, QVBoxLayout, QWidget

from hotwash.editor.edits import Path, entry
from hotwash.ui.condition_dialog import ConditionDialog
from hotwash.ui.controls import button, column, row, scrolled
from hotwash.ui.form_fields import ConditionField, Field, GroupField, TableField, field_of
from hotwash.ui.hit_counter import HitCounter
from hotwash.ui.newest import Newest
from hotwash.ui.plain_text import label, set_text, tr
from hotwash.ui.row_table import RowTable
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.form import Row, Sort, inner_rows
from hotwash.viewmodels.form import set_text as set_row
from hotwash.viewmodels.list_rows import (
    add_row,
    delete_row,
    gain,
    kind_row,
    list_table,
    move_row,
    row_value,
    set_kind,
)
from hotwash.viewmodels.rule_hits import HEAD, hit_words

COSTLY = ("policies", "route_policies")
"""Lists of entries whose change may cost calls."""
WIDEST = 240
"""Pixels of a column of records."""
PAUSE_MS = 250
"""Quiet time before the cost of a change is worked out."""


class ListEditor(QDialog):
    """Edits one list of one entry of a table; `applied` once the author's draft has the change."""

    applied = Signal()

    def __init__(self, table: DesignTable, key: int, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("debriefwindow")
        self._base, self._key, self._path = table, key, path
        self.pending = DesignTable(table.draft)
        self.pending.read()
        shown = list_table(self.pending, key, path)
        self.setWindowTitle(shown.title)
        self.rows = RowTable(shown.title, ("", *shown.heads), shown.wide + 1)
        self.rows.setWordWrap(False)
        self.rows.horizontalHeader().setMaximumSectionSize(WIDEST)
        self._heads = shown.heads
        self._form, self._fields = QWidget(), QVBoxLayout()
        self._form.setLayout(self._fields)
        self.fields: dict[Path, Field] = {}
        self._shape: tuple[object, ...] = ()
        self.cost = label(name="muted", wrap=True)
        self.apply_key = button(tr("Apply"), self.apply, name="primary")
        self._keys = self._made_keys()
        self.counter = HitCounter(lambda: self.pending.reading.scenario, self._name)
        self.counter.setVisible(self._section() == "policies" and path[-1] in ("rules", "inspections"))
        self.counter.counted.connect(self._show)
        self._lay_out()
        self.inner: ListEditor | None = None
        self.builder: ConditionDialog | None = None
        self._teller = Newest(self)
        self._teller.found.connect(lambda words: set_text(self.cost, str(words)))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE_MS)
        self._later.timeout.connect(self._work_out)
        self.rows.selectionModel().currentRowChanged.connect(lambda *_: self._show_form())
        self.pending.listen(self._changed)
        self._show()
        if shown.rows:
            self.rows.selectRow(0)

    @property
    def at(self) -> int:
        """Position of the chosen record; -1 where none is."""
        return self.rows.currentIndex().row()

    def apply(self) -> None:
        """Have the change stand in the author's draft, as one step."""
        if self.pending.draft != self._base.draft:
            self._base.edit(self.pending.history.undoes or self.windowTitle(), self.pending.draft)
        self.applied.emit()
        self.accept()

    def done(self, result: int) -> None:
        """Closing waits for the last sentence, which nobody reads any more."""
        self._later.stop()
        for one in (self._teller, self.counter):
            one.stop()
        super().done(result)

    def open_inner(self, path: Path) -> None:
        """Edit a list within the chosen record, in a window over this one; its change is one step here."""
        self.inner = ListEditor(self.pending, self._key, path, self)
        self.inner.open()

    def add(self) -> None:
        """One more record below the chosen one."""
        at = self.at + 1
        add_row(self.pending, self._key, self._path, at)
        self.rows.selectRow(at)

    def duplicate(self) -> None:
        """The chosen record once more."""
        at = self.at
        if at >= 0:
            add_row(self.pending, self._key, self._path, at + 1, row_value(self.pending, self._key, self._path, at))
            self.rows.selectRow(at + 1)

    def delete(self) -> None:
        """The list without the chosen record."""
        at = self.at
        if at >= 0:
            delete_row(self.pending, self._key, self._path, at)
            self.rows.selectRow(min(at, self.rows.model().rowCount() - 1))

    def move_by(self, by: int) -> None:
        """The chosen record one place up or down."""
        at = self.at
        if at >= 0 and 0 <= at + by < self.rows.model().rowCount():
            move_row(self.pending, self._key, self._path, at, at + by)
            self.rows.selectRow(at + by)

    def _made_keys(self) -> QWidget:
        commands: tuple[tuple[str, Callable[[], None], str], ...] = (
            (tr("Add"), self.add, "Ctrl+N"),
            (tr("Duplicate"), self.duplicate, "Ctrl+D"),
            (tr("Delete"), self.delete, "Del"),
            (tr("Up"), lambda: self.move_by(-1), "Alt+Up"),
            (tr("Down"), lambda: self.move_by(1), "Alt+Down"),
            (tr("Undo"), self.pending.undo, "Ctrl+Z"),
            (tr("Redo"), self.pending.redo, "Ctrl+Shift+Z"),
        )
        hits = QShortcut(QKeySequence("Ctrl+H"), self)
        hits.activated.connect(lambda: self.counter.count() if self.counter.isVisible() else None)
        keys = []
        for words, command, shortcut in commands:
            sequence = QKeySequence(shortcut)
            native = sequence.toString(QKeySequence.SequenceFormat.NativeText)
            keys.append(button(words, command, explain=tr("{what} ({key})", what=words, key=native)))
            made = QShortcut(sequence, self.rows if shortcut == "Del" else self)
            made.setContext(
                Qt.ShortcutContext.WidgetShortcut if shortcut == "Del" else Qt.ShortcutContext.WindowShortcut
            )
            made.activated.connect(command)
        holder = QWidget()
        holder.setLayout(row(*keys, 1))
        return holder

    def _lay_out(self) -> None:
        left = QWidget()
        whole = column(self._keys)
        whole.addWidget(self.rows, 1)
        whole.addWidget(self.counter)
        left.setLayout(whole)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(left)
        parts.addWidget(scrolled(self._form, tr("Form of the chosen line")))
        parts.setSizes([700, 340])
        close = button(tr("Close without applying"), self.reject)
        page = column(margin=10, gap=8)
        page.addWidget(parts, 1)
        bottom = row(self.cost, close, self.apply_key)
        bottom.setStretch(0, 1)
        page.addLayout(bottom)
        self.setLayout(page)
        self.resize(1080, 620)

    def _changed(self, what: Changed) -> None:
        if what & Changed.DRAFT:
            self.pending.read()
        elif what & Changed.READING:
            self._show()

    def _show(self) -> None:
        shown = list_table(self.pending, self._key, self._path)
        hits = self.counter.hits
        heads = shown.heads if hits is None else (HEAD, *shown.heads)
        wide = shown.wide + (1 if hits is None else 2)
        at, anew = self.at, heads != self._heads
        if anew:
            self._heads = heads
            self.rows.set_heads(("", *heads), wide)
        counted = [() if hits is None else (hit_words(hits, name),) for name in shown.ids]
        cells = tuple((line.mark, *more, *line.cells) for line, more in zip(shown.rows, counted, strict=True))
        self.rows.show_rows(cells)
        if anew:
            self.rows.selectRow(at)
        self.counter.renew()
        self.apply_key.setEnabled(self.pending.draft != self._base.draft)
        self._show_form()
        self._later.start()

    def _show_form(self) -> None:
        at = self.at
        rows = inner_rows(self.pending, self._key, (*self._path, at)) if at >= 0 else ()
        kind = kind_row(self.pending, self._key, (*self._path, at)) if at >= 0 else None
        rows = (*((kind,) if kind is not None else ()), *(one for one in rows if kind is None or one.path != kind.path))
        shape = tuple((one.path[-1], one.sort, bool(one.options)) for one in rows)
        if shape == self._shape and all(one.path in self.fields for one in rows):
            for one in rows:
                self.fields[one.path].show_row(one)
            return
        self._shape, self.fields = shape, {}
        while (item := self._fields.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for one in rows:
            self._fields.addWidget(self._field(one))
        self._fields.addStretch(1)

    def _field(self, one: Row) -> QWidget:
        if one.sort is Sort.GROUP:
            return GroupField(one, self._field)
        made = field_of(one)
        self.fields[one.path] = made
        made.said.connect(lambda text: self._set(made.row, text))
        if isinstance(made, TableField):
            made.opened.connect(lambda: self.open_inner(made.row.path))
        if isinstance(made, ConditionField):
            made.asked.connect(lambda: self.build(made))
        return made

    def build(self, field: Field) -> None:
        """Put the condition of a field together in a window over this one."""
        draft, one = self.pending.draft, field.row
        self.builder = ConditionDialog(self, draft, one.label, one.text, lambda text: self._set(field.row, text))
        self.builder.open()

    def _set(self, one: Row, text: str) -> None:
        kind = kind_row(self.pending, self._key, one.path[: len(self._path) + 1])
        if kind is not None and kind.path == one.path:
            set_kind(self.pending, self._key, one.path[:-1], text)
        else:
            set_row(self.pending, {self._key}, one, text)

    def _work_out(self) -> None:
        """Have it told what the change costs, where it can cost calls."""
        before, after = self._base.reading.scenario, self.pending.reading.scenario
        if after is None:
            set_text(self.cost, tr("Something is not right yet, so nobody can say what this costs."))
        elif before is not None and self._section() in COSTLY:
            set_text(self.cost, tr("Working out what this costs…"))
            self._teller.ask(lambda: gain(before, after))
        else:
            set_text(self.cost, "")

    def _section(self) -> str:
        return entry(self._base.draft, self._key)[0] if self._key else ""

    def _name(self) -> str:
        return entry(self.pending.draft, self._key)[1].id if self._key else ""
