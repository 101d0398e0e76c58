"""Drafts on their way in and out: opened to be worked on, and written whole to be played; knows no screen."""

from __future__ import annotations

from hotwash.bootstrap.exercises import Played
from hotwash.scenario.draft import Draft, draft_of
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.scenario.reader import read_scenario_files
from hotwash.scenario.writer import written


def opened(name_or_path: str) -> Draft:
    """The draft of a scenario by path or shipped name; raises ScenarioProblems where it can't be taken apart."""
    return draft_of(scenario_files(find_scenario(name_or_path)))


def played(draft: Draft) -> Played:
    """The scenario of a draft with bytes that say just that; raises ScenarioProblems where it has mistakes."""
    files = written({}, draft, draft)
    return Played(read_scenario_files(files), files)
