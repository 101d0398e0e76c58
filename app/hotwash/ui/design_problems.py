"""What is wrong with the draft, live: each row goes to its place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QWidget

from hotwash.scenario.draft import Draft, Mistake
from hotwash.ui.controls import column
from hotwash.ui.keyed_rows import ROW, KeyedRows
from hotwash.ui.plain_text import label, set_text, tr
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_scene import spot_of
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.words import said


class ProblemsPanel(QWidget):
    """Mistakes of the last reading; a line above says whether that is of the draft as it is now."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        super().__init__()
        self._table = table
        self._words: QLabel = label(name="small")
        self.rows: KeyedRows[Mistake] = KeyedRows(self, _key, self._spoken)
        self.list = QListView()
        self.list.setAccessibleName(tr("Problems"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.list.setModel(self.rows)
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        self.setLayout(column(self._words, self.list, margin=4, gap=2))
        table.listen(self._told)
        self._told(Changed.READING)

    def _told(self, what: Changed) -> None:
        if what & (Changed.READING | Changed.DRAFT):
            set_text(self._words, self._state())
        if what & Changed.READING:
            self.rows.show(self._table.reading.mistakes)

    def _state(self) -> str:
        if not self._table.is_read:
            return tr("Not checked yet.")
        count = len(self._table.reading.mistakes)
        return tr("To mend before it can be played: {count}", count=count) if count else tr("Nothing is wrong.")

    def _spoken(self, mistake: Mistake) -> str:
        name = place_name(self._table.draft, mistake.section, mistake.key)
        where = " ".join(part for part in (name, mistake.path) if part)
        return tr("{place}: {sentence}", place=where or tr("Head"), sentence=said(mistake.sentence))

    def _go(self, index: QModelIndex) -> None:
        mistake = index.data(ROW)
        if isinstance(mistake, Mistake):
            self._table.go(mistake.section, mistake.key, mistake.path)


def place_name(draft: Draft, section: str, key: int) -> str:
    """What people call an entry: its name, else its id; empty for the head."""
    for item in draft.items(section) if section else ():
        if item.key == key:
            return spot_of(item).name if section == "elements" else item.id or section
    return ""


def _key(mistake: Mistake) -> str:
    return f"{mistake.section} {mistake.key} {mistake.path} {mistake.sentence}"
