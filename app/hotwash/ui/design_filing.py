"""Saving, keeping aside, taking in and giving out what an author works on; asks what must be asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from hotwash.scenario.draft import Draft
from hotwash.ui.controls import button, column, row
from hotwash.ui.newest import Newest
from hotwash.ui.plain_text import label, question, tr
from hotwash.ui.row_table import RowTable
from hotwash.viewmodels.design_files import (
    FORMATS,
    MAPS,
    NETWORKS,
    CantOpen,
    DesignFiles,
    Need,
    Taken,
    Told,
    give_out,
    look_into,
    taken_in,
)
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.words import noop, said

PAUSE_MS = 1_500
"""Quiet time before unsaved work is kept aside."""


class Filing(QObject):
    """The files of one workspace. `told` gives sentences, `reload` asks for what stands on disk instead."""

    told = Signal(str)
    reload = Signal(object)
    saved = Signal()
    map_asked = Signal(str, object)
    """The map is to be written in a format to a path."""

    def __init__(self, parent: QWidget, table: DesignTable, files: DesignFiles) -> None:
        super().__init__(parent)
        self._over, self._table, self.files = parent, table, files
        self.dialog: QDialog | None = None
        self._warned = ""
        self._writer = Newest(self)
        self._writer.found.connect(self._written)
        self._keeper = Newest(self)
        self._keeper.found.connect(self._kept)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self.keep)
        table.listen(self._changed)

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._writer.busy or self._keeper.busy or self._soon.isActive()

    def do(self, what: str) -> None:
        """One of save, save_as, import, and the formats of FORMATS to export."""
        if what in FORMATS:
            self.ask_export(what)
        else:
            {"save": self.save, "save_as": self.save_as, "import": self.ask_import}[what]()

    def save(self) -> None:
        """Write the draft where it is from; asks for a place where it has none."""
        draft = self._table.draft
        self._writer.ask(lambda: (draft, self.files.save(draft)))

    def save_as(self) -> None:
        """Ask for a folder, and save there from now on."""
        words = tr("Folder for this scenario")
        chosen, _ = QFileDialog.getSaveFileName(self._over, words, self._suggested(), "", "", _FOLDER)
        if chosen:
            self.save_at(Path(chosen))

    def save_at(self, place: Path, *, may_replace: bool = False) -> None:
        """Save there from now on."""
        draft = self._table.draft
        self._writer.ask(lambda: (draft, self.files.save_as(draft, place, may_replace=may_replace)))

    def keep(self) -> None:
        """Put unsaved work aside, now."""
        self._soon.stop()
        draft = self._table.draft
        if not self._table.is_saved:
            self._keeper.ask(lambda: self.files.keep(draft))

    def look_at_disk(self) -> None:
        """Say it, once, where somebody else has changed the files."""
        words = self.files.changed_meanwhile()
        if words and words != self._warned:
            self.told.emit(words)
        self._warned = words

    def ask_import(self) -> None:
        """Ask for a file of another program, and show what it would bring."""
        words = tr("Files of other programs ({endings})", endings=" ".join(f"*{one}" for one in NETWORKS))
        chosen, _ = QFileDialog.getOpenFileName(self._over, tr("Import a network or firewall rules"), "", words)
        if chosen:
            self.take_in(Path(chosen))

    def take_in(self, path: Path) -> None:
        """Show what a file would bring, to be taken or left."""
        try:
            taken = look_into(path, self._table.reading.scenario if self._table.is_read else None)
        except CantOpen as refused:
            self.told.emit(str(refused))
            return
        dialog = self.dialog = ImportDialog(self._over, path.name, taken)
        dialog.accepted.connect(lambda: self._take(taken, path.name))
        dialog.open()

    def _take(self, taken: Taken, name: str) -> None:
        draft, keys = taken_in(self._table.draft, taken)
        self._table.edit(tr("Import {file}", file=name), draft, select=keys)

    def ask_export(self, format_: str) -> None:
        """Ask for a place, and write the network there for other programs."""
        scenario = self._table.reading.scenario if self._table.is_read else None
        if scenario is None:
            self.told.emit(tr("The draft must have no problems before it can be given out."))
            return
        title, ending = FORMATS[format_]
        name = f"{scenario.id}{ending}"
        chosen, _ = QFileDialog.getSaveFileName(self._over, said(title), name, f"*{ending}")
        if chosen and format_ in MAPS:
            self.map_asked.emit(format_, Path(chosen))
        elif chosen:
            path = Path(chosen)
            self._writer.ask(lambda: (None, give_out(scenario, format_, path)))

    def may_leave(self, then: Callable[[], None]) -> None:
        """Do that once nothing unsaved would be lost: at once, or when the author has said what to do with it."""
        if self._table.is_saved:
            then()
            return
        box = question(self._over, tr("Unsaved changes"), tr("The draft has changes that are not saved."))
        save = box.addButton(tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(tr("Leave without saving"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)

        def answered() -> None:
            if box.clickedButton() is leave:
                then()
            elif box.clickedButton() is save:
                self.save()

        box.finished.connect(answered)
        self.dialog = box
        box.open()

    def close(self, *, leave: bool = False) -> None:
        """Nothing is written any more. With `leave` unsaved work stays where it can be recovered, otherwise it goes."""
        self._soon.stop()
        if leave and not self._table.is_saved:
            self.files.keep(self._table.draft)
        for one in (self._writer, self._keeper):
            one.stop()
        if self._changed in self._table.listeners:
            self._table.forget(self._changed)
        self.files.close(leave=leave and not self._table.is_saved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowActivate:
            self.look_at_disk()
        return super().eventFilter(watched, event)

    def _suggested(self) -> str:
        ident = self._table.draft.head.get("id")
        return ident if isinstance(ident, str) else ""

    def _changed(self, what: Changed) -> None:
        if what & Changed.DRAFT:
            self._soon.start()

    def _kept(self, told: object) -> None:
        if isinstance(told, Told) and told.done:
            self._table.has_kept(told.sentence)
        elif isinstance(told, Told):
            self.told.emit(tr("Unsaved work could not be kept aside: {why}", why=told.sentence))

    def _written(self, result: object) -> None:
        draft, told = result if isinstance(result, tuple) else (None, None)
        if not isinstance(told, Told):
            return
        if told.need is Need.PLACE:
            self.save_as()
        elif told.need is Need.CHOICE:
            self._ask_choice(told.sentence)
        else:
            self.told.emit(told.sentence)
        if told.done and isinstance(draft, Draft):
            self._table.has_saved(draft)
            self.saved.emit()

    def _ask_choice(self, sentence: str) -> None:
        box = question(self._over, tr("Changed on disk"), sentence)
        mine = box.addButton(tr("Save mine elsewhere…"), QMessageBox.ButtonRole.AcceptRole)
        theirs = box.addButton(tr("Load theirs"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(tr("Not now"), QMessageBox.ButtonRole.RejectRole)

        def answered() -> None:
            if box.clickedButton() is mine:
                self.save_as()
            elif box.clickedButton() is theirs and self.files.document.place is not None:
                self.reload.emit(self.files.document.place)

        box.finished.connect(answered)
        self.dialog = box
        box.open()


_FOLDER = QFileDialog.Option.DontConfirmOverwrite


class ImportDialog(QDialog):
    """The report of an import, before anything of it is taken."""

    def __init__(self, parent: QWidget, name: str, taken: Taken) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import {file}", file=name))
        self.resize(860, 520)
        heads = (noop("What became of it"), noop("Where"), noop("Why"))
        self.lines = RowTable(tr("Report of the import"), heads, wide=2)
        self.lines.show_rows(taken.lines)
        self.take_key = button(tr("Take it in"), self.accept, name="primary")
        whole = column(label(taken.summary, wrap=True), margin=12, gap=8)
        whole.addWidget(self.lines, 1)
        whole.addLayout(row(1, button(tr("Leave it"), self.reject), self.take_key))
        self.setLayout(whole)
        self.take_key.setFocus()
