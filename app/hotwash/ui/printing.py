"""From the menu to printed documents. Loaded when it is first wanted, because it knows every document."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hotwash.exercise.recording import Run
from hotwash.ui.print_dialog import PrintDialog
from hotwash.ui.reporting import report_stem
from hotwash.ui.theme import Theme
from hotwash.viewmodels.desk import Desk


def ask_print(  # all of them are the window's
    parent: QWidget, desk: Desk, theme: Theme, session: Run, file: Path | None, chosen: str = ""
) -> PrintDialog:
    """Open the dialog, with one document ticked where it is named. `file` is the exercise's own, where it is known."""
    stem = report_stem(session.scenario.title, file, datetime.now().astimezone())
    made = PrintDialog(parent, theme, desk, session, stem, chosen)
    made.open()
    return made
