"""Drafts on their way in and out: opened to be worked on, and written whole to be played; knows no screen."""

from __future__ import annotations

from pathlib import Path

from hotwash.bootstrap.exercises import Played
from hotwash.editor import saving
from hotwash.editor.saving import Document
from hotwash.scenario.draft import Draft
from hotwash.scenario.files import find_scenario
from hotwash.scenario.reader import read_scenario_files
from hotwash.scenario.writer import written


def opened(name_or_path: str) -> Document:
    """A scenario by path, or a copy of a shipped one by its name; raises ScenarioProblems where it can't be edited."""
    found = find_scenario(name_or_path)
    return saving.opened(found) if isinstance(found, Path) else saving.copied(found)


def played(draft: Draft) -> Played:
    """The scenario of a draft with bytes that say just that; raises ScenarioProblems where it has mistakes."""
    files = written({}, draft, draft)
    return Played(read_scenario_files(files), files)
