"""Work beside the window's own thread of which only the newest matters: what a draft means, what a change costs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

Work = Callable[[], object]


class _Once(QThread):
    """One piece of work, whose result or failure is picked up when it has finished."""

    def __init__(self, parent: QObject, work: Work) -> None:
        super().__init__(parent)
        self._work = work
        self.result: object = None
        self.failure: Exception | None = None

    def run(self) -> None:
        try:
            self.result = self._work()
        except Exception as error:  # noqa: BLE001  # Qt would only print it; the window's thread raises it again
            self.failure = error


class Newest(QObject):
    """Does one piece of work at a time; of those asked for meanwhile only the last one. `found` gives its result."""

    found = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._running: _Once | None = None
        self._next: Work | None = None
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Whether something is being worked out."""
        return self._running is not None

    def ask(self, work: Work) -> None:
        """Have this done as soon as what runs is done; what was asked before and has not begun is forgotten."""
        if self._stopped:
            return
        if self._running is not None:
            self._next = work
            return
        self._running = _Once(self, work)
        self._running.finished.connect(self._done)
        self._running.start()

    def stop(self) -> None:
        """Do nothing more; waits for what runs."""
        self._stopped, self._next = True, None
        if self._running is not None:
            self._running.wait()

    def _done(self) -> None:
        one = self._running
        if one is None:
            return
        self._running = None
        one.deleteLater()
        if self._stopped:
            return
        following, self._next = self._next, None
        if following is not None:
            self.ask(following)
        elif one.failure is not None:
            raise one.failure
        else:
            self.found.emit(one.result)
