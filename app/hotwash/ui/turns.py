"""Long work on the window's own thread in pieces, one in each turn of the event loop, so that the window lives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer


class Turns(QObject):
    """Carries an iterator out, a step in each turn; input and painting come in between."""

    def __init__(self, parent: QObject, steps: Iterator[None], failed: Callable[[], None]) -> None:
        """`failed` is told where a step raises, before the exception goes on to the window's hook."""
        super().__init__(parent)
        self._steps, self._failed = steps, failed
        self.taken = 0
        """Steps carried out so far."""
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def stop(self) -> None:
        """No further step."""
        self._timer.stop()

    def _step(self) -> None:
        try:
            next(self._steps)
            self.taken += 1
        except StopIteration:
            self.stop()
        except BaseException:
            self.stop()
            self._failed()
            raise
