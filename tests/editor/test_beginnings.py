"""Templates are sound scenarios that play sensibly; what comes with the app begins as a copy; the library fits."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest

from hotwash.domain.outcomes import Outcome
from hotwash.domain.scenario import Scenario
from hotwash.editor.library import capabilities, inserted, mistakes, starters
from hotwash.editor.saving import NeedsAPlace, opened, saved, saved_as
from hotwash.editor.templates import Beginning, Origin, beginnings, begun
from hotwash.exercise.play import play
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.scenario.draft import draft_of, read_draft
from hotwash.scenario.files import scenario_files
from hotwash.scenario.lint import lint
from hotwash.scenario.reader import read_scenario_files

TEMPLATES = ("small-county", "state-esinet", "legacy-region", "transitional-mix")
ANSWERED = ("answered", "answered_elsewhere", "answered_no_location")


def beginning(name: str) -> Beginning:
    return next(each for each in beginnings() if each.name == name)


@cache
def scenario(name: str) -> Scenario:
    return read_scenario_files(scenario_files(beginning(name).path))


@cache
def totals(name: str, decisions: str, *, faults: bool = True) -> dict[str, int]:
    """How the calls of a template ended, by outcome."""
    played = scenario(name)
    if not faults:
        quiet = {each: replace(planned, at=None) for each, planned in played.faults.items()}
        played = replace(played, faults=MappingProxyType(quiet))
    session = Session(played, 911, MemoryStore())
    session.open()
    try:
        play(session, played.decisions[decisions], played.span)
        return {outcome: count for outcome, count in session.board.totals if count}
    finally:
        session.close()


def test_the_gallery_begins_with_nothing_and_ends_with_copies() -> None:
    cards = beginnings()
    assert [card.name for card in cards[:5]] == ["blank", *TEMPLATES]
    assert {card.origin for card in cards[:5]} == {Origin.TEMPLATE}
    assert {card.name for card in cards[5:]} == {"massachusetts-2024", "optus-2025", "att-volte-2017"}
    assert all(card.title and card.summary for card in cards)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_is_sound(name: str) -> None:
    found = scenario(name)
    assert [str(finding) for finding in lint(found)] == []
    assert len(found.injects) >= 6
    assert all(found.targets[target].tasks for target in found.targets)
    assert {"do-nothing", "textbook"} == set(found.decisions)
    assert any(planned.at is not None for planned in found.faults.values())
    places = [element.at for element in found.network.elements.values()]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("name", TEMPLATES)
def test_without_faults_everybody_is_answered(name: str) -> None:
    found = totals(name, "do-nothing", faults=False)
    ended = sum(count for outcome, count in found.items() if outcome != "in_progress")
    assert ended > 20
    assert found["answered"] / ended > 0.99


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_fault_matters_and_acting_helps(name: str) -> None:
    usual, nothing, book = (
        totals(name, "do-nothing", faults=False),
        totals(name, "do-nothing"),
        totals(name, "textbook"),
    )
    assert nothing["answered"] < usual["answered"] * 0.8
    assert book["answered"] > nothing["answered"] or name == "legacy-region"


def test_blank_says_what_it_lacks() -> None:
    reading = read_draft(begun(beginning("blank")).draft)
    assert reading.scenario is None
    assert {mistake.path for mistake in reading.mistakes} == {"elements"}
    assert all("there is no" in mistake.sentence for mistake in reading.mistakes)


def test_a_beginning_is_nobodys_file(tmp_path: Path) -> None:
    document = begun(beginning("optus-2025"))
    assert document.title.startswith("Copy of A gateway")
    assert document.draft.head["id"] == "optus-2025-copy"
    with pytest.raises(NeedsAPlace):
        saved(document, document.draft)
    saved_as(document, document.draft, tmp_path / "mine")
    assert read_draft(opened(tmp_path / "mine").draft).mistakes == ()
    assert begun(beginning("blank")).draft.head["id"] == "blank"
    named = begun(beginning("small-county"), name="Żary County", title="Żary")
    assert (named.draft.head["id"], named.title) == ("zary-county", "Żary")


def test_the_library_is_sound_and_covers_the_capabilities() -> None:
    assert mistakes() == ()
    assert len(capabilities()) >= 8
    assert len({starter.name for starter in starters()}) == len(starters()) >= 9
    assert all(len(starter.tasks) >= 2 for starter in starters())


@pytest.mark.parametrize("name", ["blank", "small-county"])
def test_every_starter_fits_twice_into_a_draft(name: str) -> None:
    draft = draft_of(scenario_files(beginning(name).path))
    before = {mistake.sentence for mistake in read_draft(draft).mistakes}
    for starter in (*starters(), *starters()):
        draft, keys = inserted(draft, starter)
        assert keys
    assert {mistake.sentence for mistake in read_draft(draft).mistakes} == before
    names = [item.id for item in draft.items("targets")]
    assert len(names) == len(set(names)) >= 2 * len(starters())
    found = [item.fields["capability"] for item in draft.items("objectives")]
    assert len(found) == len(set(found))


def test_outcomes_that_count_as_answered_are_words_of_the_program() -> None:
    assert set(ANSWERED) <= {outcome.name.lower() for outcome in Outcome}
