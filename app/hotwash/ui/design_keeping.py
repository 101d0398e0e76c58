"""Saves the draft of one workspace, and puts unsaved work aside a moment after each step; knows no panel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTime, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from hotwash.editor.recent import noted, recent_file
from hotwash.editor.recovery import Keeper, NotKept, recovery_folder
from hotwash.editor.saving import Document, NeedsAPlace, NotSaved, saved, saved_as
from hotwash.scenario.draft import Draft
from hotwash.scenario.problems import ScenarioProblems
from hotwash.ui.plain_text import tr
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.words import said_by

PAUSE_MS = 2_000
"""How long nothing may have changed before unsaved work is put aside."""


class _Told(QObject):
    """Brings news into the window's thread."""

    done = Signal(str)
    failed = Signal(object)


class _Task(QRunnable):
    def __init__(self, told: _Told, keeper: Keeper, document: Document, draft: Draft) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._told, self._keeper, self._document, self._draft = told, keeper, document, draft

    def run(self) -> None:
        try:
            self._keeper.keep(self._document, self._draft)
        except NotKept as failed:
            self._told.done.emit(said_by(failed))
        except Exception as error:  # noqa: BLE001  # Qt would only print it; the window's thread raises it again
            self._told.failed.emit(error)
        else:
            self._told.done.emit("")


class Keeping(QObject):
    """One document and the table that works on it. `close` gives unsaved work up, and waits for what is being done."""

    said = Signal(str)
    """A sentence for the author."""

    def __init__(self, over: QWidget, table: DesignTable, document: Document, folder: Path | None = None) -> None:
        super().__init__(over)
        self._over, self._table = over, table
        self.document = document
        self._keeper = Keeper(recovery_folder() if folder is None else folder)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._told = _Told(self)
        self._told.done.connect(self._done)
        self._told.failed.connect(self._raise)
        self._task: _Task | None = None
        self._trouble = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self.keep)
        table.listen(self._changed)
        if document.place is not None:
            noted(recent_file(), document.place, document.title)

    def _changed(self, what: Changed) -> None:
        if what & Changed.DRAFT:
            self._soon.start()

    def keep(self) -> None:
        """Put unsaved work aside now."""
        self._soon.stop()
        if self._task is not None:
            self._soon.start()
        elif self._table.is_saved:
            self._keeper.forget()
        else:
            self._task = _Task(self._told, self._keeper, self.document, self._table.draft)
            self._pool.start(self._task)

    def _done(self, trouble: str) -> None:
        self._task = None
        if trouble and trouble != self._trouble:
            self.said.emit(trouble)
        self._trouble = trouble
        if not trouble:
            self._table.has_kept(QTime.currentTime().toString("HH:mm:ss"))

    def _raise(self, error: Exception) -> None:
        self._task = None
        raise error

    def save(self) -> bool:
        """Save where it was opened from; asks where that is nowhere, or not its own. Whether it is saved now."""
        try:
            self._has_saved(saved(self.document, self._table.draft))
        except NeedsAPlace:
            return self.save_as()
        except (NotSaved, ScenarioProblems) as failed:
            self.said.emit(said_by(failed))
            return False
        return True

    def save_as(self) -> bool:
        """Ask for a folder, or a file, and save there."""
        ident = self._table.draft.head.get("id")
        proposed = ident if isinstance(ident, str) and ident else "scenario"
        chosen, _ = QFileDialog.getSaveFileName(self._over, tr("Save the scenario in a new folder"), proposed)
        return bool(chosen) and self.save_to(Path(chosen))

    def save_to(self, place: Path) -> bool:
        """Save at a place; whatever scenario is there is not overwritten."""
        try:
            self._has_saved(saved_as(self.document, self._table.draft, place))
        except (NotSaved, ScenarioProblems) as failed:
            self.said.emit(said_by(failed))
            return False
        return True

    def _has_saved(self, document: Document) -> None:
        self._pool.waitForDone()
        self.document = document
        self._keeper.forget()
        self._table.has_saved(document.draft)
        if document.place is not None:
            noted(recent_file(), document.place, document.title)
            self.said.emit(tr("Saved in {place}.", place=document.place.name))

    def close(self) -> None:
        """Keep nothing any more; what is not saved is given up."""
        self._soon.stop()
        self._told.blockSignals(True)
        self._pool.waitForDone()
        self._keeper.close()
