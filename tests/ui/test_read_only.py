"""A recording in the window: everything is shown, nothing can be done, and every control that could says why."""

from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from hotwash.domain.commands import FACILITATOR, LaunchFault, StartClock, TakeAction
from hotwash.domain.time import MINUTE
from hotwash.exercise.recording import Recording, Run
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.ui.conduct_view import ConductView
from hotwash.ui.main_window import MainWindow
from hotwash.ui.map_menu import element_menu
from hotwash.ui.preview import Preview
from hotwash.ui.report_dialog import ReportDialog
from hotwash.viewmodels.actions import ACTIONS
from hotwash.viewmodels.desk import Cancelled, Progress
from hotwash.viewmodels.palette_entries import palette_targets
from tests.small_world import small_scenario
from tests.ui.conftest import MakeWindow, SampleDesk
from tests.ui.seen import exposed

REASON = "The file is damaged at entry 41 (x < y & z). The last 3 entries, after T+0:40:00, are left out."
ACTS_ON_IT = {"clock.run", "clock.jump", "clock.jump_ahead", "exercise.end", "focus.note", "speed.10"}
LOOKS_AT_IT = {"map.fit", "map.seat_view", "map.only", "focus.log", "exercise.report", "exercise.copy", "exercise.anew"}


def recorded() -> Recording:
    """Forty minutes of the small world with a fault, an act under way, and calls failing."""
    session = Session(small_scenario(per_day=4_000), 911, MemoryStore())
    session.open()
    session.ask(FACILITATOR, StartClock())
    session.ask(FACILITATOR, LaunchFault(next(iter(session.scenario.faults))))
    session.run_to(38 * MINUTE)
    session.ask(next(iter(session.scenario.seats)), TakeAction("logs"))
    session.run_to(40 * MINUTE)
    return Recording(session.scenario, 911, tuple(session.facts), 40 * MINUTE, REASON)


@pytest.fixture
def window(
    make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    def resume(path: Path, progress: Progress | None = None) -> Recording:
        return recorded()

    monkeypatch.setattr(desk, "resume", resume)
    made = make_window(begin=False)
    made.resume(tmp_path / "old.hotwash")
    qtbot.waitUntil(lambda: made.opening is None, timeout=20_000)
    return made


@pytest.fixture
def view(window: MainWindow) -> ConductView:
    assert window.view is not None
    return window.view


def said_on(widget: QWidget) -> bool:
    return escape(REASON) in widget.toolTip() and widget.accessibleDescription() == REASON


def test_it_says_why_and_what_can_be_done(window: MainWindow, view: ConductView) -> None:
    assert view.notice.isVisible()
    assert REASON in view.notice_words.text()
    assert "this file is never changed" in view.notice_words.text()
    assert "(read-only)" in window.windowTitle()
    assert not view.over.isVisible()


def test_everything_recorded_is_shown_and_the_clock_stands(view: ConductView) -> None:
    run = view.conduct.run
    assert len(view.log.list.sentences.items) == len(run.board.log)
    assert view.last is not None
    assert view.last.clocks.elapsed == "T+0:40:00"
    assert view.last.clocks.state == "read-only"
    assert view.last.plot is not None
    assert len(view.last.plot.minutes) == 40
    figures = view.last.figures
    assert figures is not None
    assert figures.total_answered + figures.total_failed > 10
    view.figures.show_figures(replace(figures, waiting=3))
    assert not any("oldest" in text for text in exposed(view.figures))
    assert [fault.state for fault in view.last.faults].count("live") == len(run.board.faults) > 0
    assert view.map.state.conditions == view.conduct.world()[1]
    assert view.conduct.troubles()
    view.tick()
    view.refresh()
    assert run.now == 40 * MINUTE
    assert not view._tick.isActive()


def test_no_call_is_drawn_and_nobody_is_said_to_wait(view: ConductView) -> None:
    view.map.repaint()
    assert len(view.map.rows) == 0
    assert view.map.state.queues == {}
    assert view.last is not None
    assert {row.texts()[2:] for row in view.last.psaps} == {("–", "–", "–")}
    view.open_card("element:psap-a")
    assert any("does not say who is on a line or waits" in text for text in exposed(view.card))
    assert view.conduct.card("call:0") is None


def test_every_control_that_acts_is_off_and_says_why(window: MainWindow, view: ConductView) -> None:
    for key in (view.bar._run, view.bar._jump, *view.bar._speeds, view.log.note, view.log.add):
        assert not key.isEnabled()
        assert said_on(key)
    for panel in (view.faults, view.seat):
        keys = [key for key in panel.findChildren(QPushButton) if not key.isHidden()]
        assert len(keys) > 3
        assert not any(key.isEnabled() for key in keys)
        assert all(said_on(key) for key in keys)
    for name in ACTS_ON_IT:
        assert not window.menus.actions[name].isEnabled(), name
        assert escape(REASON) in window.menus.actions[name].toolTip(), name
    for name in LOOKS_AT_IT:
        assert window.menus.actions[name].isEnabled(), name


def test_menus_and_palette_offer_only_to_look(view: ConductView) -> None:
    assert {key.partition(":")[0] for _, key in palette_targets(view.conduct)} == {"element"}
    assert view.last is not None
    menu = element_menu(view, "bcf-east")
    acting = [action for action in menu.actions() if "fault" in action.text()]
    assert acting
    assert not any(action.isEnabled() for action in acting)
    assert all(escape(REASON) in action.toolTip() for action in acting)
    menu.close()


def test_what_is_asked_all_the_same_is_refused_with_the_reason(view: ConductView) -> None:
    before = view.conduct.run.board
    conduct = view.conduct
    asked = [
        conduct.run_or_pause(),
        conduct.set_speed(10),
        conduct.jump(50 * MINUTE),
        conduct.stop_jump(),
        conduct.launch("x"),
        conduct.act("duty", "logs"),
        conduct.acknowledge("duty", 1),
        conduct.note("x"),
        conduct.end(),
    ]
    assert set(asked) == {REASON}
    assert conduct.run.board is before


def test_the_seats_view_and_its_window_work(window: MainWindow, view: ConductView) -> None:
    window.menus.actions["map.seat_view"].trigger()
    assert view.last is not None
    assert view.last.faults == ()
    assert view.map.state.seat_view
    window.menus.actions["map.seat_view"].trigger()
    window.menus.actions["show.seat_window"].trigger()
    assert view.seat_window is not None
    assert any("PSAP" in text or "Acts" in text for text in exposed(view.seat_window))
    view.seat_window.close()


def test_the_report_is_made_from_it(
    window: MainWindow,
    view: ConductView,
    desk: SampleDesk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Run] = []

    def write_report(session: Run, path: Path, paper: str, progress: Progress, cancelled: Cancelled) -> None:
        told.append(session)
        canvas = Canvas(str(path))
        canvas.drawString(72, 72, "report")
        canvas.save()

    monkeypatch.setattr(desk, "write_report", write_report)
    window.menus.actions["exercise.report"].trigger()
    dialog = window.gestures.dialog
    assert isinstance(dialog, ReportDialog)
    dialog.place.setText(str(tmp_path / "r.pdf"))
    with qtbot.waitSignal(dialog.built, timeout=10_000):
        dialog.make.click()
    assert told == [view.conduct.run]
    for preview in window.findChildren(Preview):
        preview.close()


def test_a_copy_is_saved_and_a_refusal_is_said(window: MainWindow, desk: SampleDesk, tmp_path: Path) -> None:
    window.gestures.copy_to(tmp_path / "new.hotwash")
    assert desk.copies == [(tmp_path / "old.hotwash", tmp_path / "new.hotwash")]
    assert window.toast.text.text() == "Saved as new.hotwash."
    desk.failure = "The disk is full."
    window.gestures.copy_to(tmp_path / "more.hotwash")
    assert window.toast.text.text() == "The disk is full."


def test_starting_anew_leaves_it_for_an_exercise_that_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    window.menus.actions["exercise.anew"].trigger()
    qtbot.waitUntil(lambda: window.opening is None, timeout=20_000)
    view = window.view
    assert view is not None
    assert view.conduct.barred == ""
    assert not view.notice.isVisible()
    assert view.conduct.session.now == 0
    assert view.bar._run.isEnabled()
    assert not window.menus.actions["exercise.anew"].isEnabled()
    assert not any(REASON in window.menus.actions[record.id].toolTip() for record in ACTIONS)
