"""The inspector: the form of what is chosen, one or many; made from the grammar's rows, knows no kind by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotwash.editor.edits import Path
from hotwash.ui.condition_dialog import ConditionDialog
from hotwash.ui.controls import button, column, scrolled
from hotwash.ui.controls import row as beside
from hotwash.ui.design_asking import FindBox, Found
from hotwash.ui.form_fields import ConditionField, Field, GroupField, TableField, field_of
from hotwash.ui.plain_text import amp, label, set_text, tr
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.form import Row, Sort, head_rows, rows_of
from hotwash.viewmodels.form import set_text as set_row
from hotwash.viewmodels.inspected import caption
from hotwash.viewmodels.named_by import named_by


class Inspector(QWidget):
    """Shows the chosen entries of a table, and edits them. `opened` asks for the table of a list: entry and path."""

    opened = Signal(int, object)

    def __init__(self, table: DesignTable) -> None:
        super().__init__()
        self._table = table
        self._shape: tuple[object, ...] = ()
        self.fields: dict[Path, Field] = {}
        self.title, self.about = label(name="heading", wrap=True), label(name="small", wrap=True)
        self.named = button("", self.show_named, name="link", explain=tr("Shows what names it, and goes there"))
        self.finder: FindBox | None = None
        self.builder: ConditionDialog | None = None
        self._form = QWidget()
        self._rows = QVBoxLayout(self._form)
        self._rows.setContentsMargins(8, 4, 8, 8)
        self._rows.setSpacing(8)
        self.area = scrolled(self._form, tr("Form of what is chosen"))
        top = QWidget()
        top.setLayout(column(self.title, self.about, beside(self.named, 1), margin=8, gap=2))
        whole = column(top, gap=0)
        whole.addWidget(self.area, 1)
        self.setLayout(whole)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.show_chosen)
        table.listen(self._changed)
        self.show_chosen()

    def close_table(self) -> None:
        """The table is put away; nothing of it is listened to any more."""
        self._later.stop()
        self._table.forget(self._changed)

    def focus(self, path: Path) -> bool:
        """Put the cursor into the field of a path, or of what it stands in; False where there is none."""
        for length in range(len(path), 0, -1):
            found = self.fields.get(path[:length])
            if found is not None:
                found.editor.setFocus()
                self.area.ensureWidgetVisible(found)
                return True
        return False

    def show_chosen(self) -> None:
        """Show what is chosen now; fields stay where the form has the same rows, so that nobody loses the cursor."""
        keys = self._table.selection
        rows = rows_of(self._table, keys) if keys else head_rows(self._table)
        heading, words = caption(self._table)
        set_text(self.title, heading)
        set_text(self.about, words)
        count = len(named_by(self._table))
        words = tr("Named by {count} entries…", count=count) if count != 1 else tr("Named by one entry…")
        self.named.setText(amp(words))
        self.named.setVisible(count > 0)
        shape = tuple((row.path, row.sort, len(row.options) > 0) for row in _flat(rows))
        if shape != self._shape:
            self._shape = shape
            self._rebuild(rows)
            return
        for row in _flat(rows):
            if row.path in self.fields:
                self.fields[row.path].show_row(row)

    def show_named(self) -> None:
        """A list of what names the chosen entry; Enter goes there."""
        found = {f"{one.section}:{one.key}": one for one in named_by(self._table)}

        def go(key: str) -> None:
            self._table.go(found[key].section, found[key].key)

        things = [Found(key, one.words) for key, one in found.items()]
        self.finder = FindBox(self.window(), tr("Names of {what}", what=self.title.text()), things, go)
        self.finder.open()

    def build(self, field: Field) -> None:
        """Put the condition of a field together in a window of its own."""
        self.builder = ConditionDialog(
            self.window(), self._table.draft, field.row.label, field.row.text, self._setter(field)
        )
        self.builder.open()

    def _changed(self, what: Changed) -> None:
        if what & (Changed.DRAFT | Changed.SELECTION | Changed.READING):
            self._later.start()

    def _rebuild(self, rows: tuple[Row, ...]) -> None:
        self.fields = {}
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for row in rows:
            self._rows.addWidget(self._widget(row))
        self._rows.addStretch(1)

    def _widget(self, row: Row) -> QWidget:
        if row.sort is Sort.GROUP:
            return GroupField(row, self._widget)
        made = field_of(row)
        self.fields[row.path] = made
        made.said.connect(self._setter(made))
        if isinstance(made, TableField):
            made.opened.connect(lambda: self._open(row.path))
        if isinstance(made, ConditionField):
            made.asked.connect(lambda: self.build(made))
        return made

    def _open(self, path: Path) -> None:
        """A list is edited in one entry at a time, or in the head."""
        if len(self._table.selection) <= 1:
            self.opened.emit(next(iter(self._table.selection), 0), path)

    def _setter(self, field: Field) -> Callable[[str], None]:
        def said(text: str) -> None:
            set_row(self._table, self._table.selection, field.row, text)

        return said


def _flat(rows: tuple[Row, ...]) -> Iterator[Row]:
    for row in rows:
        yield row
        yield from _flat(row.rows)
