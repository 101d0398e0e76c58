"""What happens when something goes wrong in the window itself: a file takes the details, a person gets one sentence."""

from __future__ import annotations

import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from hotwash.ui.plain_text import tell, tr

LARGEST = 1_000_000
"""Bytes of the file before it is begun anew."""


class CrashHook(QObject):
    """Takes exceptions that nobody caught, of any thread, and shows one box at a time."""

    caught = Signal(str)

    def __init__(self, place: Path) -> None:
        super().__init__()
        self.place = place
        self.box: QMessageBox | None = None
        self.caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on nothing reaches the terminal as a traceback."""
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def remove(self) -> None:
        """Leave exceptions to Python again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write the details down and tell the person."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self.caught.emit(self._write("".join(traceback.format_exception(kind, error, trace))))

    def _write(self, details: str) -> str:
        """Where the details are; empty where they could not be written."""
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            mode = "w" if self.place.exists() and self.place.stat().st_size > LARGEST else "a"
            with self.place.open(mode, encoding="utf-8", errors="backslashreplace") as file:
                file.write(f"\n{datetime.now().astimezone().isoformat(timespec='seconds')}\n{details}")
        except OSError:
            return ""
        return str(self.place)

    def _show(self, place: str) -> None:
        if self.box is not None:
            return
        where = tr("The details are in {place}", place=place) if place else tr("The details could not be written down.")
        self.box = tell(
            QApplication.activeWindow(),
            tr("Hotwash"),
            tr("Something went wrong in the window; the exercise is safe on disk."),
            where,
        )
        self.box.destroyed.connect(self._gone)

    def _gone(self) -> None:
        self.box = None
