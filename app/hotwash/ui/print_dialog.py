"""Choose documents, paper and format; look at them, save them or print them, beside the window's own thread."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLineEdit, QWidget

from hotwash.exercise.recording import Run
from hotwash.ui.controls import Choice, button, column, row
from hotwash.ui.dialogs import Question, ask_replace
from hotwash.ui.plain_text import hint, label, tr
from hotwash.ui.preview import Preview
from hotwash.ui.print_table import DocumentTable
from hotwash.ui.print_work import Sheets, on_paper, saving, saving_into, saving_set
from hotwash.ui.report_dialog import ASKED_LATER, PAPERS
from hotwash.ui.theme import Theme
from hotwash.ui.work_dialog import WorkDialog
from hotwash.viewmodels.desk import Desk, PrintOrder
from hotwash.viewmodels.printing import FORMATS, check_pages, gaps, offered, shared_formats


class PrintDialog(WorkDialog):
    """Everything that can be printed of one exercise and its scenario. `saved` tells a file or folder that is there."""

    saved = Signal(Path)
    printed = Signal()

    def __init__(self, parent: QWidget, theme: Theme, desk: Desk, run: Run, stem: str, chosen: str = "") -> None:
        super().__init__(parent, tr("Close"))
        self._theme, self._desk, self._run, self._stem = theme, desk, run, stem
        self.question: Question | None = None
        self.preview: Preview | None = None
        self._kept = TemporaryDirectory()
        self.setWindowTitle(tr("Print documents"))
        self.table = DocumentTable(offered(run))
        self.paper, self.form = Choice(theme, tr("Paper")), Choice(theme, tr("Format of a file"))
        for name, words in PAPERS:
            self.paper.addItem(tr(words), name)
        self.draft = QCheckBox(tr("DRAFT mark"))
        self.draft.setChecked(True)
        hint(self.draft, tr("Take it off where the report is final"))
        self.pages = QLineEdit()
        self.pages.setAccessibleName(tr("Pages"))
        self.pages.setPlaceholderText(tr("all, or 1-3, 5"))
        self._build()
        self.table.changed.connect(self._show_chosen)
        self.table.currentCellChanged.connect(lambda *_: self._show_chosen())
        self.draft.clicked.connect(lambda on: self._ask_final() if not on else None)
        self.table.tick([chosen] if chosen else [])
        self.show_idle()
        room = parent.screen().availableGeometry()
        self.resize(min(820, room.width() - 20), min(680, room.height() - 60))
        self._begin_at(chosen)

    def _build(self) -> None:
        self.whole = button(tr("Whole print set"), self.tick_all, explain=tr("Alt+W"))
        self.none = button(tr("None"), lambda: self.table.tick([]))
        self.look = button(tr("Preview"), self.show_preview)
        self.save = button(tr("Save…"), self.ask_save)
        self.print = button(tr("Print…"), self.ask_print, name="primary")
        counts = tr(
            "Copies are counted from the seats: players and observers, and 20 % spare (a default; change them)."
        )
        self.setLayout(
            column(
                row(self.whole, self.none, 1),
                self.table,
                label(counts, name="small", wrap=True),
                row(label(tr("Paper")), self.paper, label(tr("Pages")), self.pages, self.draft, 1),
                row(label(tr("Format of a file")), self.form, 1),
                self.progress,
                self.words,
                self.problem,
                row(self.stop, 1, self.look, self.save, self.print),
                margin=16,
                gap=8,
            )
        )

    def _begin_at(self, chosen: str) -> None:
        place = next((n for n, one in enumerate(self.table.rows) if one.name == chosen), 0)
        self.table.setCurrentCell(place, 0)
        self.table.setFocus()

    # What is chosen

    def tick_all(self) -> None:
        """The whole print set, with its counts."""
        self.table.count_as_set()
        self.table.tick([one.name for one in self.table.rows])

    def order(self, name: str, form: str = "pdf") -> PrintOrder:
        """One document as the fields say."""
        return PrintOrder(name, str(self.paper.currentData()), form, self.draft.isChecked())

    def _chosen(self) -> list[int]:
        """Rows that are ticked; the one with the keyboard where none is."""
        ticked = self.table.ticked()
        return ticked or ([self.table.currentRow()] if self.table.currentRow() >= 0 else [])

    def _show_chosen(self) -> None:
        rows = [self.table.rows[place] for place in self._chosen()]
        kept = self.form.currentData()
        self.form.clear()
        for name in shared_formats(rows):
            self.form.addItem(tr(FORMATS[name]), name)
        self.form.setCurrentIndex(max(0, self.form.findData(kept)))
        self.pages.setEnabled(len(rows) == 1)
        ticked = self.table.ticked()
        sheets = sum(self.table.copies(place) for place in ticked)
        text = tr("{documents} documents, {copies} copies in all", documents=len(ticked), copies=sheets)
        self.tell(text if len(ticked) > 1 else "")

    def _ask_final(self) -> None:
        """Taking the mark off is asked about while the report lacks something."""
        lacking = gaps(self._run)
        if not lacking:
            return
        self.draft.setChecked(True)

        def final() -> str:
            self.draft.setChecked(False)
            return ""

        text = tr("The report still lacks {lacking} things; the debrief lists them. Mark it as final all the same?",
                  lacking=lacking)  # fmt: skip
        self.question = Question(self, tr("Mark as final"), text, tr("Mark as final"), final)
        self.question.open()

    # Looking, saving, printing

    def show_preview(self) -> None:
        """The document that has the keyboard, page by page; the first that is ticked where it is not among them."""
        chosen = self._chosen()
        if not chosen:
            return
        place = self.table.currentRow() if self.table.currentRow() in chosen else chosen[0]
        one = self.table.rows[place]
        path = Path(self._kept.name) / f"{one.name}.pdf"

        def show() -> None:
            self.preview = Preview(self, self._theme, path, one.title)
            self.preview.open()

        self.start(saving(self._desk, self._run, [(self.order(one.name), path)]), show)

    def ask_save(self) -> None:
        """Into which file, or into which folder where there are several."""
        chosen = self._chosen()
        if len(chosen) == 1:
            one, form = self.table.rows[chosen[0]], str(self.form.currentData())
            proposed = str(self._desk.exercise_folder() / f"{self._stem} {_plain(one.title)}.{form}")
            file, _ = QFileDialog.getSaveFileName(
                self, tr("Save the document as"), proposed, f"{tr(FORMATS[form])} (*.{form})", options=ASKED_LATER
            )
            if file:
                self.save_to(Path(file if file.lower().endswith(f".{form}") else f"{file}.{form}"))
        elif chosen:
            folder = str(self._desk.exercise_folder())
            found = QFileDialog.getExistingDirectory(self, tr("Save the documents into the folder"), folder)
            if found:
                self.save_into(Path(found))

    def save_to(self, path: Path) -> None:
        """The one document into a file that is named; one that is there is asked about."""
        one, form = self.table.rows[self._chosen()[0]], str(self.form.currentData())
        if path.suffix.lower() == ".hotwash":
            self.refuse(tr("That is the name of an exercise; give the document another one."))
            return
        work = saving(self._desk, self._run, [(self.order(one.name, form), path)])

        def go() -> None:
            self.start(work, lambda: self._saved(path))

        if path.exists():
            self.question = ask_replace(self, path.name, go)
        else:
            go()

    def save_into(self, folder: Path) -> None:
        """Several into a folder of their own in the one that is named; all of them with the sheet of contents."""
        chosen, form = self._chosen(), str(self.form.currentData() or "pdf")
        into = _new_folder(folder / tr("{exercise} print set", exercise=self._stem))
        if len(chosen) == len(self.table.rows):
            work = saving_set(self._desk, self._run, self.order(""), into)
        else:
            rows = [self.table.rows[place] for place in chosen]
            orders = [(self.order(one.name, form), _plain(one.title)) for one in rows]
            work = saving_into(self._desk, self._run, orders, into)
        self.start(work, lambda: self._saved(into))

    def ask_print(self) -> None:
        """Which printer, then print what is ticked."""
        why = check_pages(self.pages.text()) if self.pages.isEnabled() else ""
        if why or not self._chosen():
            self.refuse(why or tr("Tick what is to be printed."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        chooser = QPrintDialog(printer, self)
        chooser.setOptions(QPrintDialog.PrintDialogOption.PrintToFile)  # pages, copies and sides are asked for here
        if chooser.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """The same on a printer that is named."""
        chosen = self._chosen()
        pages = self.pages.text() if len(chosen) == 1 else ""
        wanted = [
            Sheets(
                self.order(self.table.rows[place].name), self.table.copies(place), self.table.two_sides(place), pages
            )
            for place in chosen
        ]
        self.start(on_paper(self._desk, self._run, wanted, printer), self._printed)

    def _printed(self) -> None:
        self.tell(tr("Printed."))
        self.printed.emit()

    def _saved(self, path: Path) -> None:
        self.tell(tr("Saved as {path}", path=path))
        self.saved.emit(path)

    def busy_parts(self) -> tuple[QWidget, ...]:
        """What rests while documents are made."""
        return (self.table, self.whole, self.none, self.paper, self.form, self.pages, self.draft, self.look,
                self.save, self.print)  # fmt: skip

    def rested(self) -> None:
        """The keyboard back on the documents."""
        self._show_chosen()
        self.table.setFocus()

    def done(self, result: int) -> None:
        """What was only looked at goes."""
        self._kept.cleanup()
        super().done(result)


def _plain(title: str) -> str:
    """A title as every file system takes it."""
    return " ".join(re.sub(r"[^\w\s-]+", " ", title).split())[:80] or "document"


def _new_folder(wanted: Path) -> Path:
    """A folder that is not there yet: nothing is ever written over."""
    number, found = 2, wanted
    while found.exists():
        found = wanted.with_name(f"{wanted.name} {number}")
        number += 1
    return found
