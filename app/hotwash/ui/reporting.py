"""From the menu to a finished report: ask, build, look at it. Loaded when it is first wanted."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hotwash.exercise.recording import Run
from hotwash.ui.plain_text import tr
from hotwash.ui.preview import Preview
from hotwash.ui.report_dialog import ReportDialog, builder
from hotwash.ui.theme import Theme
from hotwash.viewmodels.desk import Desk


def ask_report(parent: QWidget, desk: Desk, theme: Theme, session: Run, file: Path | None = None) -> ReportDialog:
    """Open the dialog; the preview follows once the file is there. `file` is the exercise's own, where it is known."""
    proposed = desk.exercise_folder() / report_name(session.scenario.title, file, datetime.now().astimezone())
    made = ReportDialog(parent, theme, builder(desk, session), proposed)
    made.built.connect(lambda path: show_report(parent, theme, path))
    made.open()
    return made


def report_name(title: str, file: Path | None, now: datetime) -> str:
    """What the file of the report is called."""
    return tr("{exercise} after-action report", exercise=report_stem(title, file, now)) + ".pdf"


def report_stem(title: str, file: Path | None, now: datetime) -> str:
    """A name that tells exercises apart: that of the exercise file, otherwise the title and the time of day."""
    return file.stem if file is not None else f"{_plain(title)} {now:%Y-%m-%d %H%M}"


def _plain(title: str) -> str:
    """A title without what file systems refuse."""
    words = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+', " ", title).split()
    return " ".join(words)[:80].strip(" .") or "exercise"


def show_report(parent: QWidget, theme: Theme, path: Path) -> Preview:
    """The finished file on the screen."""
    made = Preview(parent, theme, path)
    made.open()
    return made
