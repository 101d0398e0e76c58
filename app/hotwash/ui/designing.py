"""From the window to the workspace of an author: opens drafts in a thread, keeps one, runs what it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QFileDialog

from hotwash.scenario.draft import Draft
from hotwash.ui.plain_text import shown, tr
from hotwash.viewmodels.actions import Situation
from hotwash.viewmodels.desk import OpenFailed
from hotwash.viewmodels.words import said_by

if TYPE_CHECKING:
    from hotwash.editor.saving import Document
    from hotwash.ui.design_keeping import Keeping
    from hotwash.ui.design_workspace import DesignWorkspace
    from hotwash.ui.main_window import MainWindow


class DraftThread(QThread):
    """Opens one draft. Once it has finished exactly one of `document`, `failure` and `error` is there."""

    def __init__(self, parent: QObject, make: Callable[[], Document]) -> None:
        super().__init__(parent)
        self._make = make
        self.document: Document | None = None
        self.failure: OpenFailed | None = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.document = self._make()
        except OpenFailed as failure:
            self.failure = failure
        except Exception as error:  # noqa: BLE001  # Qt would only print it; the window's thread raises it again
            self.error = error


class Designing:
    """What the main window does for authors: one draft at a time, which stays until another is opened."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.workspace: DesignWorkspace | None = None
        self.keeping: Keeping | None = None
        """What saves the draft, and puts it aside meanwhile."""
        self.opening: DraftThread | None = None
        self._warned: Draft | None = None
        """The unsaved draft about which a warning was given."""

    @property
    def in_front(self) -> bool:
        """Whether the author's workspace is what is seen."""
        return self.workspace is not None and self._window.stack.currentWidget() is self.workspace

    @property
    def unkept(self) -> str:
        """What would be lost with the draft, as a sentence; empty for nothing. It warns once for each state of it."""
        table = self.workspace.table if self.workspace is not None else None
        if table is None or table.is_saved or self._warned is table.draft:
            return ""
        self._warned = table.draft
        return tr("The draft has changes that are not saved.")

    def enter(self) -> None:
        """The draft that is open, else the question what to work on."""
        if self.workspace is not None and not self.in_front:
            self.show()
        else:
            self.ask()

    def ask(self) -> None:
        """Ask what to work on."""
        from hotwash.ui.design_start import StartDialog

        dialog = StartDialog(self._window, self._window.first.titles, can_go_on=self.workspace is not None)
        dialog.blank_asked.connect(self.begin_blank)
        dialog.copy_asked.connect(self.begin_from)
        dialog.file_asked.connect(self.ask_file)
        dialog.went_on.connect(self.show)
        self._window.gestures.dialog = dialog
        dialog.open()

    def ask_file(self) -> None:
        """A scenario from the disk: its folder is that of the file chosen."""
        words = tr("Scenarios (*.yaml *.yml)")
        chosen, _ = QFileDialog.getOpenFileName(self._window, tr("Open a scenario"), "", words)
        if chosen:
            path = Path(chosen)
            self.begin_from(str(path.parent if path.name == "scenario.yaml" else path))

    def begin_blank(self) -> None:
        """Begin with nothing but a head."""
        from hotwash.editor.saving import started
        from hotwash.viewmodels.design_new import blank

        self.take(started(blank(tr("New scenario"))))

    def begin_from(self, scenario: str) -> None:
        """Open a scenario, shipped or from the disk; a sentence says why where that can't be."""
        if self.opening is not None:
            return
        thread = self.opening = DraftThread(self._window, lambda: self._window.desk.document(scenario))
        thread.finished.connect(self._opened)
        thread.start()

    def _opened(self) -> None:
        thread, self.opening = self.opening, None
        if thread is None:
            return
        thread.wait()
        thread.deleteLater()
        if thread.error is not None:
            raise thread.error
        if thread.failure is not None:
            self._window.toast.give(said_by(thread.failure))
        if thread.document is not None:
            self.take(thread.document)

    def take(self, document: Document) -> None:
        """Work on a document; the one before is let go, after a warning where it is not saved."""
        from hotwash.ui.design_keeping import Keeping
        from hotwash.ui.design_workspace import DesignWorkspace
        from hotwash.viewmodels.design_table import DesignTable

        unkept = self.unkept
        if unkept:
            self._window.toast.give(tr("{unkept} Open once more to leave it.", unkept=unkept))
            self.show()
            return
        self.close()
        made = self.workspace = DesignWorkspace(DesignTable(document.draft), self._window.theme)
        keeping = self.keeping = Keeping(made, made.table, document)
        keeping.said.connect(self._window.toast.give)
        made.save_asked.connect(keeping.save)
        made.save_as_asked.connect(keeping.save_as)
        made.left.connect(self._window.show_welcome)
        made.run_asked.connect(self.run)
        made.said.connect(self._window.toast.give)
        self._window.stack.addWidget(made)
        self.show()

    def show(self) -> None:
        """The author's workspace in front; an exercise behind it is held."""
        made, window = self.workspace, self._window
        if made is None:
            return
        if window.view is not None:
            window.view.hold()
        window.menus.show(Situation())
        window.menus.actions["exercise.stop"].setEnabled(window.view is not None and not window.view.conduct.barred)
        window.stack.setCurrentWidget(made)
        window.setWindowTitle(shown(tr("Design – Hotwash")))
        made.canvas.setFocus()

    def run(self) -> None:
        """Play what the draft says, as a new exercise; the draft stays open behind it."""
        made = self.workspace
        if made is not None and made.table.is_read and made.table.reading.scenario is not None:
            draft, title = made.table.draft, made.table.reading.scenario.title
            self._window.begin_draft(draft, title)

    def close(self) -> None:
        """Let go of the draft."""
        made, self.workspace = self.workspace, None
        keeping, self.keeping = self.keeping, None
        if keeping is not None:
            keeping.close()
        if made is not None:
            made.stop()
            self._window.stack.removeWidget(made)
            made.deleteLater()

    def settle(self) -> None:
        """Wait until nothing runs beside any more."""
        if self.opening is not None:
            self.opening.wait()
            self.opening = None
        self.close()
