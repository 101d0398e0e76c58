"""An MSEL taken in from a sheet: what each column means, a test that changes nothing, then one step; and given out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFileDialog, QGridLayout, QSplitter, QWidget

from hotwash.domain.scenario import Scenario
from hotwash.ui.choosers import box_of, key_of, named
from hotwash.ui.controls import button, column, row, scrolled
from hotwash.ui.newest import Newest
from hotwash.ui.plain_text import label, set_text, tell, tr
from hotwash.ui.row_table import RowTable
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.msel_sheets import (
    ENDINGS,
    HEADS,
    Trial,
    fields,
    keep,
    mapping_beside,
    take,
    try_sheet,
    write_sheet,
)


class MselImportDialog(QDialog):
    """Tries a sheet beside the window, at once and whenever a column is to mean something else."""

    def __init__(self, parent: QWidget | None, table: DesignTable, scenario: Scenario, path: Path) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("debriefwindow")
        self.setWindowTitle(tr("Import an MSEL from {file}", file=path.name))
        self._table, self._scenario, self._path = table, scenario, path
        self.trial: Trial | None = None
        self._taking = False
        self.boxes: dict[str, QComboBox] = {}
        self._form = QWidget()
        self._grid = QGridLayout(self._form)
        self._grid.setColumnStretch(1, 1)
        self.how = box_of(
            tr("Lines whose number is there already"),
            [("number", tr("are laid over the line of that number")), ("add", tr("are added as new lines"))],
        )
        self.keep = QCheckBox(tr("Keep these columns beside the scenario for the next sheet"))
        self.keep.setEnabled(table.folder is not None)
        self.report = RowTable(tr("Report of the test"), HEADS, wide=2)
        self.summary = label(wrap=True)
        self.test_key = button(tr("Test"), self.test, explain=tr("Shows what would be taken; changes nothing"))
        self.take_key = button(tr("Import"), self.take, name="primary")
        self._lay_out()
        self._work = Newest(self)
        self._work.found.connect(self._found)
        self.how.activated.connect(lambda _: self.test())
        beside = mapping_beside(table.folder)
        self._wrong = beside if isinstance(beside, str) else ""
        self._try(beside if isinstance(beside, dict) else None)

    @property
    def busy(self) -> bool:
        """Whether the sheet is being read."""
        return self._work.busy

    def mapping(self) -> dict[str, str] | None:
        """Fields by column title as the boxes say; None before there are any."""
        return {title: key_of(box) for title, box in self.boxes.items()} or None

    def test(self) -> None:
        """Show what would become of every row and column."""
        self._try(self.mapping())

    def take(self) -> None:
        """Try once more with the columns as they are, and have the draft hold what comes of it."""
        self._taking = True
        self.test()

    def done(self, result: int) -> None:
        """Closing waits for what is being read, which nobody wants any more."""
        self._work.stop()
        super().done(result)

    def _lay_out(self) -> None:
        left = QWidget()
        whole = column(label(tr("What each column of the sheet means"), name="subheading"), gap=4)
        whole.addWidget(scrolled(self._form, tr("Columns of the sheet")), 1)
        left.setLayout(whole)
        right = QWidget()
        beside = column(self.summary, gap=4)
        beside.addWidget(self.report, 1)
        right.setLayout(beside)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(left)
        parts.addWidget(right)
        parts.setSizes([380, 620])
        page = column(margin=10, gap=8)
        page.addWidget(parts, 1)
        page.addLayout(named(tr("Lines whose number is there already"), self.how))
        page.addWidget(self.keep)
        page.addLayout(row(1, button(tr("Close"), self.reject), self.test_key, self.take_key))
        self.setLayout(page)
        self.resize(1020, 600)

    def _try(self, mapping: dict[str, str] | None) -> None:
        path, scenario, by_number = self._path, self._scenario, key_of(self.how) == "number"
        self.take_key.setEnabled(False)
        set_text(self.summary, tr("The sheet is being read…"))
        self._work.ask(lambda: try_sheet(path, scenario, mapping, by_number=by_number))

    def _found(self, found: object) -> None:
        taking, self._taking = self._taking, False
        if isinstance(found, Trial):
            self.trial = found
            if not self.boxes:
                self._offer(found)
            set_text(self.summary, " ".join(filter(None, (self._wrong, found.summary))))
            self.report.show_rows(found.lines)
            self.take_key.setEnabled(bool(found.reading.injects))
            if taking:
                self._take(found)
        else:
            self.trial = None
            set_text(self.summary, str(found))
            self.report.show_rows(())

    def _take(self, trial: Trial) -> None:
        if self.keep.isChecked() and self._table.folder is not None:
            wrong = keep(self._table.folder, trial.mapping)
            if wrong:
                set_text(self.summary, wrong)
                return
        take(self._table, trial, self._path.name)
        self.accept()

    def _offer(self, trial: Trial) -> None:
        """A box for each titled column, with what was guessed."""
        pairs = [(one.word, one.shown) for one in fields()]
        for place, (title, field) in enumerate(trial.mapping.items()):
            box = box_of(tr("Column {title} means", title=title), pairs)
            box.setCurrentIndex(box.findData(field))
            box.activated.connect(lambda _: self.test())
            name = label(title, wrap=True)
            name.setBuddy(box)
            self._grid.addWidget(name, place, 0)
            self._grid.addWidget(box, place, 1)
            self.boxes[title] = box
        self._grid.setRowStretch(len(self.boxes), 1)
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            first.setFocus()


class MselSheets:
    """Import and export of the MSEL of a table, asked for from a page of it."""

    def __init__(self, over: QWidget, table: DesignTable) -> None:
        self._over, self._table = over, table
        self.dialog: MselImportDialog | None = None
        self.told: QDialog | None = None
        self._writer = Newest(over)
        self._writer.found.connect(lambda sentence: self._tell(str(sentence)))

    @property
    def busy(self) -> bool:
        """Whether a sheet is being written."""
        return self._writer.busy

    def ask_import(self) -> None:
        """Ask for a sheet."""
        if self._sound() is None:
            return
        words = tr("Sheets (*.xlsx *.xlsm *.csv *.tsv *.txt)")
        chosen, _ = QFileDialog.getOpenFileName(self._over, tr("Import an MSEL"), "", words)
        if chosen:
            self.take_in(Path(chosen))

    def take_in(self, path: Path) -> None:
        """Show what a sheet would bring."""
        scenario = self._sound()
        if scenario is not None:
            self.dialog = MselImportDialog(self._over.window(), self._table, scenario, path)
            self.dialog.open()

    def ask_export(self) -> None:
        """Ask for a place, and write the whole MSEL there."""
        scenario = self._sound()
        if scenario is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self._over, tr("Export the MSEL"), f"{scenario.id}-msel.xlsx", tr("Workbook (*.xlsx);;CSV (*.csv)")
        )
        if chosen:
            path = Path(chosen)
            self.give_out(path if path.suffix.lower() in ENDINGS else path.with_name(f"{path.name}.xlsx"))

    def give_out(self, path: Path) -> None:
        """Write the whole MSEL, by the ending of the name; says when it is done."""
        scenario = self._sound()
        if scenario is not None:
            self._writer.ask(lambda: write_sheet(scenario, path))

    def stop(self) -> None:
        """Write nothing more."""
        self._writer.stop()

    def _sound(self) -> Scenario | None:
        """The draft as a scenario; says so where it is none."""
        found = self._table.reading.scenario if self._table.is_read else None
        if found is None:
            self._tell(tr("The draft must have no problems before its MSEL goes into a sheet or comes from one."))
        return found

    def _tell(self, sentence: str) -> None:
        self.told = tell(self._over.window(), tr("MSEL"), sentence)
