"""What is wrong with the draft, what should be looked at and what is to know, live: each row goes to its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from hotwash.ui.controls import SearchLine, button, column, row
from hotwash.ui.plain_text import amp, hint, label, set_text, tr
from hotwash.ui.row_table import RowTable
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.draft_problems import Problem, Severity, problems
from hotwash.viewmodels.words import noop

HEADS = (noop("How much it weighs"), noop("Where"), noop("What"))


class ProblemsPanel(QWidget):
    """Problems by weight and words; a line above says whether they are of the draft as it is now."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        del theme  # rows take their colours from the style sheet
        super().__init__()
        self._table = table
        self._all: tuple[Problem, ...] = ()
        self._words: QLabel = label(name="small")
        self.keys: dict[Severity, QPushButton] = {one: self._filter_key(one) for one in Severity}
        self.search = SearchLine(tr("Filter"), tr("Filter (Ctrl+F)"))
        self.rows = RowTable(tr("Problems"), HEADS, wide=2)
        self.rows.setTabKeyNavigation(False)
        self.rows.doubleClicked.connect(lambda _: self.go())
        self.rows.clicked.connect(lambda _: self.go())
        self.search.textChanged.connect(lambda _: self._show())
        self.search.entered.connect(self._to_rows)
        self.search.left.connect(self.rows.setFocus)
        self._shortcuts()
        top = row(*self.keys.values(), self._words, 1, self.search, margin=0)
        whole = column(top, margin=4, gap=2)
        whole.addWidget(self.rows, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.rows)
        table.listen(self._told)
        self._told(Changed.READING)

    def go(self) -> None:
        """Have the place of the chosen problem shown."""
        chosen = self.rows.key()
        found = next((one for one in self._all if one.id == chosen), None)
        if found is not None:
            self._table.go(found.section, found.key, found.path)

    def _filter_key(self, severity: Severity) -> QPushButton:
        made = button("", self._show)
        made.setCheckable(True)
        made.setChecked(True)
        hint(made, tr("Show these or leave them out: {words}", words=severity.words))
        return made

    def _shortcuts(self) -> None:
        for keys, command in (("Return", self.go), ("Enter", self.go), ("Ctrl+F", self.search.setFocus)):
            over = self if keys == "Ctrl+F" else self.rows
            made = QShortcut(QKeySequence(keys), over)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(command)

    def _told(self, what: Changed) -> None:
        if what & (Changed.READING | Changed.FINDINGS):
            self._all = problems(self._table)
            self._show()
        if what & (Changed.READING | Changed.FINDINGS | Changed.DRAFT):
            set_text(self._words, self._state())

    def _show(self) -> None:
        wanted = self.search.text().casefold().split()
        found = []
        for one in self._all:
            here = f"{one.severity.words} {one.place} {one.sentence}".casefold()
            if self.keys[one.severity].isChecked() and all(word in here for word in wanted):
                found.append(one)
        cells = tuple((f"{one.severity.sign} {one.severity.words}", one.place, one.sentence) for one in found)
        self.rows.show_rows(cells, tuple(one.id for one in found))
        for severity, key in self.keys.items():
            count = sum(1 for one in self._all if one.severity is severity)
            words = tr("{sign} {words}: {count}", sign=severity.sign, words=severity.words, count=count)
            key.setText(amp(words))
            key.setAccessibleName(words)

    def _to_rows(self) -> None:
        self.rows.setFocus()
        if not self.rows.key():
            self.rows.selectRow(0)

    def _state(self) -> str:
        if not self._table.is_read:
            return tr("Not checked yet.")
        count = len(self._table.reading.mistakes)
        if count:
            return tr("To mend before it can be played: {count}", count=count)
        if not self._table.is_looked_at:
            return tr("It can be played; being looked at…")
        return tr("It can be played.") if self._all else tr("Nothing is wrong.")


def counted(table: DesignTable) -> str:
    """The name of the panel with how many problems there are of each weight."""
    counts = (len(table.reading.mistakes), len(table.findings), len(table.remarks))
    signs = [f"{severity.sign} {count}" for severity, count in zip(Severity, counts, strict=True) if count]
    return tr("Problems ({counts})", counts="  ".join(signs)) if signs else tr("Problems")
