"""Has drafts read beside the window's own thread, the newest only, a moment after the author has stopped; no widget."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from hotwash.scenario.draft import Draft, Reading, read_draft
from hotwash.viewmodels.design_table import Changed, DesignTable

PAUSE_MS = 250
"""How long nothing may have changed before the draft is read."""


class _Told(QObject):
    """Brings what was found out into the window's thread."""

    done = Signal(object, object)
    failed = Signal(object)


class _Task(QRunnable):
    def __init__(self, told: _Told, draft: Draft, read: Callable[[Draft], Reading]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._told, self._draft, self._read = told, draft, read

    def run(self) -> None:
        try:
            found = self._read(self._draft)
        except Exception as error:  # noqa: BLE001  # Qt would only print it; the window's thread raises it again
            self._told.failed.emit(error)
        else:
            self._told.done.emit(self._draft, found)


class DraftReader(QObject):
    """Keeps the reading of a table up to its draft. One draft is read at a time; those in between are passed over."""

    def __init__(self, parent: QObject, table: DesignTable, read: Callable[[Draft], Reading] = read_draft) -> None:
        super().__init__(parent)
        self._table, self._read = table, read
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._told = _Told(self)
        self._told.done.connect(self._done)
        self._told.failed.connect(self._failed)
        self._task: _Task | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self._start)
        table.listen(self._changed)
        self._start()

    @property
    def busy(self) -> bool:
        """Whether a reading is under way or about to begin."""
        return self._task is not None or self._soon.isActive()

    def stop(self) -> None:
        """Read nothing more, and wait for what is being read."""
        if self._changed in self._table.listeners:
            self._table.forget(self._changed)
        self._soon.stop()
        self._told.blockSignals(True)
        self._pool.waitForDone()
        self._task = None

    def _changed(self, what: Changed) -> None:
        if what & Changed.DRAFT:
            self._soon.start()

    def _start(self) -> None:
        if self._task is None and not self._table.is_read:
            self._task = _Task(self._told, self._table.draft, self._read)
            self._pool.start(self._task)

    def _done(self, draft: Draft, reading: Reading) -> None:
        self._task = None
        self._table.has_read(draft, reading)
        if not self._table.is_read and not self._soon.isActive():
            self._start()

    def _failed(self, error: Exception) -> None:
        self._task = None
        raise error
