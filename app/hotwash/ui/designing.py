"""From the window to the workspace of an author: opens scenarios in a thread, keeps one, runs what it says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QFileDialog

from hotwash.editor.recent import RecentScenario
from hotwash.editor.recovery import Recoverable
from hotwash.editor.saving import Document
from hotwash.editor.templates import Beginning
from hotwash.scenario.draft import Draft
from hotwash.ui.plain_text import shown, tr
from hotwash.viewmodels.actions import Situation
from hotwash.viewmodels.design_files import (
    CantOpen,
    DesignFiles,
    begin,
    begin_named,
    give_up,
    has_written,
    lately,
    left_behind,
    not_written,
    open_place,
    recover,
)

if TYPE_CHECKING:
    from hotwash.ui.design_filing import Filing
    from hotwash.ui.design_workspace import DesignWorkspace
    from hotwash.ui.main_window import MainWindow


CLASHING = ("exercise.welcome", "exercise.design", "show.look")
"""Actions of the window whose keys mean something else to authors: F2 edits, Ctrl+D duplicates, Ctrl+Shift+N adds."""


class OpeningThread(QThread):
    """Opens one scenario. Once it has finished exactly one of `document`, `failure` and `error` is there."""

    def __init__(self, parent: QObject, make: Callable[[], Document]) -> None:
        super().__init__(parent)
        self._make = make
        self.document: Document | None = None
        self.failure: CantOpen | None = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.document = self._make()
        except CantOpen as failure:
            self.failure = failure
        except Exception as error:  # noqa: BLE001  # Qt would only print it; the window's thread raises it again
            self.error = error


class Designing:
    """What the main window does for authors: one scenario at a time, which stays until another is opened."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.workspace: DesignWorkspace | None = None
        self.filing: Filing | None = None
        self.opening: OpeningThread | None = None
        self._recovering: Recoverable | None = None
        self._warned: Draft | None = None
        """The unsaved draft about which a warning was given."""

    @property
    def in_front(self) -> bool:
        """Whether the author's workspace is what is seen."""
        return self.workspace is not None and self._window.stack.currentWidget() is self.workspace

    @property
    def unkept(self) -> str:
        """What is not saved, as a sentence; empty for nothing. It warns once for each state of it."""
        table = self.workspace.table if self.workspace is not None else None
        if table is None or table.is_saved or self._warned is table.draft:
            return ""
        self._warned = table.draft
        return tr("The draft has changes that are not saved; they can be recovered at the next start.")

    def mind_keys(self) -> None:
        """Something else is in front; keys that mean two things mean the author's in the author's workspace."""
        self._window.menus.give_way(CLASHING, on=self.in_front)

    def enter(self) -> None:
        """The draft that is open, else the question what to work on."""
        if self.workspace is not None and not self.in_front:
            self.show()
        else:
            self.ask()

    def ask(self) -> None:
        """Ask what to work on."""
        from hotwash.ui.design_start import StartDialog

        dialog = StartDialog(
            self._window, left_behind=left_behind(), lately=lately(), can_go_on=self.workspace is not None
        )
        dialog.chosen.connect(self.begin_with)
        dialog.given_up.connect(give_up)
        dialog.file_asked.connect(self.ask_file)
        dialog.went_on.connect(self.show)
        self._window.gestures.dialog = dialog
        dialog.open()

    def ask_file(self) -> None:
        """A scenario from the disk: its folder is that of the file chosen."""
        words = tr("Scenarios (*.yaml *.yml)")
        chosen, _ = QFileDialog.getOpenFileName(self._window, tr("Open a scenario"), "", words)
        if chosen:
            self.begin_at(Path(chosen))

    def begin_with(self, what: object) -> None:
        """Begin with what was chosen in the gallery."""
        match what:
            case Beginning():
                self._open(lambda: begin(what))
            case RecentScenario():
                self.begin_at(what.place)
            case Recoverable():
                self._open(lambda: recover(what), recovering=what)

    def begin_at(self, place: Path) -> None:
        """Open a scenario from the disk; a sentence says why where that can't be."""
        self._open(lambda: open_place(place))

    def begin_from(self, name: str) -> None:
        """Begin with the template or shipped scenario of that name."""
        self._open(lambda: begin_named(name))

    def begin_blank(self) -> None:
        """Begin with nothing but a head."""
        self.begin_from("blank")

    def take_in(self, path: Path) -> None:
        """Take a file of another program into the draft; begins a blank one where there is none."""
        if self.filing is not None:
            self.show()
            self.filing.take_in(path)
        else:
            self._open(lambda: begin_named("blank"), then=lambda: self.take_in(path))

    def _open(
        self,
        make: Callable[[], Document],
        *,
        recovering: Recoverable | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Open in a thread, once what is unsaved is saved or given up."""
        if self.opening is not None:
            return

        def begin_opening() -> None:
            self._recovering = recovering
            thread = self.opening = OpeningThread(self._window, make)
            thread.finished.connect(lambda: self._opened(then))
            thread.start()

        if self.filing is not None:
            self.show()
            self.filing.may_leave(begin_opening)
        else:
            begin_opening()

    def _opened(self, then: Callable[[], None] | None) -> None:
        thread, self.opening = self.opening, None
        if thread is None:
            return
        thread.wait()
        thread.deleteLater()
        if thread.error is not None:
            raise thread.error
        if thread.failure is not None:
            self._window.toast.give(str(thread.failure))
        if thread.document is not None:
            self._take(thread.document)
            if then is not None:
                then()

    def _take(self, document: Document) -> None:
        from hotwash.ui.design_filing import Filing
        from hotwash.ui.design_workspace import DesignWorkspace
        from hotwash.viewmodels.design_table import DesignTable

        self.close()
        table = DesignTable(document.draft)
        files = DesignFiles(document, recovering=self._recovering)
        if self._recovering is not None:
            table.saved = files.saved_draft
        table.folder = files.folder
        made = self.workspace = DesignWorkspace(table, self._window.theme)
        filing = self.filing = Filing(made, table, files)
        filing.told.connect(self._window.toast.give)
        filing.reload.connect(self._load_theirs)
        filing.saved.connect(lambda: setattr(table, "folder", files.folder))
        filing.map_asked.connect(self._write_map)
        made.file_asked.connect(filing.do)
        made.left.connect(self._window.show_welcome)
        made.run_asked.connect(self.run)
        made.said.connect(self._window.toast.give)
        self._window.installEventFilter(filing)
        self._window.stack.addWidget(made)
        self.show()

    def _write_map(self, format_: str, path: Path) -> None:
        """The map as it stands on the screen, whole."""
        from hotwash.ui.design_export import write_pdf, write_svg

        made = self.workspace
        if made is None:
            return
        title = made.table.draft.head.get("title")
        when = datetime.now(UTC).astimezone().date()
        write = write_svg if format_ == "svg" else write_pdf
        words = title if isinstance(title, str) else ""
        try:
            write(made.canvas.picture, self._window.theme.tokens, words, when, path)
        except OSError as refused:
            self._window.toast.give(not_written(path, refused).sentence)
        else:
            self._window.toast.give(has_written(path).sentence)

    def _load_theirs(self, place: Path) -> None:
        """What stands on disk instead of the draft, which the author has given up."""
        if self.workspace is not None:
            self.workspace.table.has_saved(self.workspace.table.draft)
        self.begin_at(place)

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

    def close(self, *, leave: bool = False) -> None:
        """Let go of the draft; with `leave` what is unsaved can be recovered at the next start."""
        filing, self.filing = self.filing, None
        if filing is not None:
            self._window.removeEventFilter(filing)
            filing.close(leave=leave)
        made, self.workspace = self.workspace, None
        if made is not None:
            made.stop()
            self._window.stack.removeWidget(made)
            made.deleteLater()

    def settle(self) -> None:
        """Wait until nothing runs beside any more; unsaved work is left where it can be recovered."""
        if self.opening is not None:
            self.opening.wait()
            self.opening = None
        self.close(leave=True)
