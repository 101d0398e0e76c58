"""Boxes of forms offer everything that the reader knows: sites, tasks, links without ids, words of the program."""

from __future__ import annotations

import pytest

from hotwash.scenario.draft import Draft, draft_of, read_draft
from hotwash.scenario.files import find_scenario, scenario_files
from hotwash.scenario.shapes import Many, Whole
from hotwash.viewmodels.form_values import typed, written
from hotwash.viewmodels.names import names_by_group


@pytest.fixture(scope="module")
def draft() -> Draft:
    return draft_of(scenario_files(find_scenario("massachusetts-2024")))


def words(draft: Draft, group: str) -> set[str]:
    return {option.word for option in names_by_group(draft).get(group, ())}


def test_what_stands_within_entries_can_be_named(draft: Draft) -> None:
    scenario = read_draft(draft).scenario
    assert scenario is not None
    assert words(draft, "task") == {task.id for target in scenario.targets.values() for task in target.tasks}
    assert words(draft, "site") == {one.site for one in scenario.network.elements.values() if one.site}
    assert words(draft, "link") == set(scenario.network.links)
    assert words(draft, "psap") == {one.id for one in scenario.network.psaps()}


def test_words_of_the_program_can_be_named(draft: Draft) -> None:
    assert "everything" in words(draft, "sight-element")
    assert "facilitator" in words(draft, "actor")
    assert "simcell" in words(draft, "party")
    assert "rtp_blocked" in words(draft, "kind")
    assert {"default", "computed"} <= words(draft, "source")
    assert not [group for group in names_by_group(draft) if group.startswith(".")]


def test_bends_are_written_as_points() -> None:
    shape = Many(Many(Whole(), 2, 2))
    assert written(((400, 60), (410, -20))) == "400, 60\n410, -20"
    assert typed(shape, "400, 60\n410, -20") == ((400, 60), (410, -20))
    assert typed(shape, "") is None
