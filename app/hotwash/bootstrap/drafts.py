"""Drafts on their way into an exercise: written whole to be played; knows no screen."""

from __future__ import annotations

from hotwash.bootstrap.exercises import Played
from hotwash.scenario.draft import Draft
from hotwash.scenario.reader import read_scenario_files
from hotwash.scenario.writer import written


def played(draft: Draft) -> Played:
    """The scenario of a draft with bytes that say just that; raises ScenarioProblems where it has mistakes."""
    files = written({}, draft, draft)
    return Played(read_scenario_files(files), files)
