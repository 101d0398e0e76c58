"""A story with another number and other words: the window's own texts say them, names stay as people gave them."""

import re
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from hotwash.domain.outcomes import WORDS
from hotwash.domain.scenario import Scenario, Wording
from hotwash.domain.time import MINUTE
from hotwash.ui.main_window import MainWindow
from hotwash.viewmodels.words import label, said, tell_in
from tests.small_world import small_scenario
from tests.ui.conftest import MakeWindow, SampleDesk, begin_small, run_to
from tests.ui.seen import exposed

OURS = re.compile(r"\b(911|PSAPs?|10-digit)\b")


def elsewhere() -> Scenario:
    words = (
        Wording(word="PSAP", said="call desk"),
        Wording(word="PSAPs", said="call desks"),
        Wording(word="10-digit", said="local"),
    )
    return replace(small_scenario(per_day=20_000), seed=7, number="000", words=words)


def named(scenario: Scenario) -> list[str]:
    """Everything that people have written and that may hold any word."""
    names = [one.name for one in scenario.network.elements.values()]
    for seat in scenario.seats.values():
        names += [seat.name, seat.brief, seat.organisation]
    return sorted(filter(None, [scenario.title, *names]), key=len, reverse=True)


def own(window: MainWindow, scenario: Scenario) -> list[str]:
    """What the window itself says, with names taken out."""
    texts = exposed(window) + [action.text() for action in window.menus.actions.values()]
    for name in named(scenario):
        texts = [text.replace(name, "") for text in texts]
    return texts


def test_labels_menus_and_outcomes_speak_as_the_story(
    make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.scenario = elsewhere()
    window = make_window()
    view = window.view
    assert view is not None
    fault = next(iter(desk.scenario.faults))
    view.conduct.run_or_pause()
    view.conduct.launch(fault)
    run_to(window, 20 * MINUTE)
    for part in ("psaps", "faults", "injects", "people", "simcell"):
        view.focus_part(part)
    found = own(window, desk.scenario)
    assert [text for text in found if OURS.search(text)] == []
    assert any("call desks" in text for text in found)
    assert "Go to the call desk table" in found
    desk.scenario = small_scenario()
    begin_small(window, qtbot)
    assert "Go to the PSAP table" in own(window, desk.scenario)


def test_what_people_wrote_is_never_said_otherwise() -> None:
    tell_in(elsewhere().swaps)
    try:
        assert label("PSAPs and {name}", name="PSAP 1") == "call desks and PSAP 1"
        assert said("The PSAP called 911.") == "The PSAP called 911."
        assert all(not OURS.search(said(words)) for words in WORDS.values())
    finally:
        tell_in(())
    assert label("PSAPs") == "PSAPs"
