"""From the menu to a finished report: ask, build, look at it. Loaded when it is first wanted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from hotwash.exercise.session import Session
from hotwash.ui.preview import Preview
from hotwash.ui.report_dialog import ReportDialog, builder
from hotwash.ui.theme import Theme
from hotwash.viewmodels.desk import Desk


def ask_report(parent: QWidget, desk: Desk, theme: Theme, session: Session) -> ReportDialog:
    """Open the dialog; the preview follows once the file is there."""
    proposed = desk.exercise_folder() / f"{session.scenario.id} after-action report.pdf"
    made = ReportDialog(parent, theme, builder(desk, session), proposed)
    made.built.connect(lambda path: show_report(parent, theme, path))
    made.open()
    return made


def show_report(parent: QWidget, theme: Theme, path: Path) -> Preview:
    """The finished file on the screen."""
    made = Preview(parent, theme, path)
    made.open()
    return made
