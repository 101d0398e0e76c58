"""Has drafts read beside the window's own thread, the newest only, a moment after the author has stopped; no widget.

What is sound is then looked at by lint, also beside.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from hotwash.scenario.draft import Draft, Reading, read_draft
from hotwash.ui.newest import Newest
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.draft_problems import Looked, look

PAUSE_MS = 250
"""How long nothing may have changed before the draft is read."""


class DraftReader(QObject):
    """Keeps the reading of a table up to its draft, and what lint says of it."""

    def __init__(self, parent: QObject, table: DesignTable, read: Callable[[Draft], Reading] = read_draft) -> None:
        super().__init__(parent)
        self._table, self._read = table, read
        self._newest = Newest(self)
        self._newest.found.connect(self._found)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self._start)
        table.listen(self._changed)
        self._start()

    @property
    def busy(self) -> bool:
        """Whether a reading is under way or about to begin."""
        return self._newest.busy or self._soon.isActive()

    def stop(self) -> None:
        """Read nothing more, and wait for what is being read."""
        if self._changed in self._table.listeners:
            self._table.forget(self._changed)
        self._soon.stop()
        self._newest.stop()

    def _changed(self, what: Changed) -> None:
        if what & Changed.DRAFT:
            self._soon.start()

    def _start(self) -> None:
        draft = self._table.draft
        if not self._table.is_read:
            self._newest.ask(lambda: (draft, self._read(draft)))

    def _found(self, found: object) -> None:
        match found:
            case (Draft() as draft, Reading() as reading):
                self._table.has_read(draft, reading)
                scenario = reading.scenario
                if scenario is not None and self._table.is_read:
                    self._newest.ask(lambda: look(scenario))
            case Looked() as looked:
                self._table.has_looked(looked.findings, looked.remarks)
