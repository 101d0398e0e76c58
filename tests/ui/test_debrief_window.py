"""The debrief window by keyboard alone: evidence ticked, findings and corrective actions kept, gaps gone to."""

import time
from itertools import pairwise
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hotwash.domain.commands import EndExercise, WriteNote
from hotwash.domain.conduct_commands import SetBookmark
from hotwash.domain.review_commands import GiveFeedback, PlanCorrection, WriteFinding
from hotwash.domain.review_facts import CorrectionPlanned, FeedbackGiven, FindingWritten
from hotwash.domain.time import MINUTE
from hotwash.exercise.recording import Recording
from hotwash.exercise.session import Session
from hotwash.ui import debriefing
from hotwash.ui.debrief_feedback import FeedbackDialog
from hotwash.ui.debrief_window import DebriefWindow
from hotwash.ui.main_window import MainWindow
from hotwash.ui.theme import Theme
from hotwash.ui.turns import Turns
from hotwash.viewmodels.debrief import BOOKMARK, MOMENT, Debrief
from tests.room_world import room_scenario
from tests.ui.conftest import HOSTILE, MakeWindow, SampleDesk, run_to
from tests.ui.seen import exposed

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
BOTH = CTRL | Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
Fact = TypeVar("Fact")


@pytest.fixture
def room(desk: SampleDesk, make_window: MakeWindow) -> MainWindow:
    """The main window on the room, twenty minutes on, with a note of the facilitator."""
    desk.scenario = room_scenario(per_day=1_200)
    window = make_window()
    window.menus.actions["clock.run"].trigger()
    run_to(window, 20 * MINUTE)
    session(window).ask("facilitator", WriteNote("The duty officer asked PSAP A."))
    session(window).ask("facilitator", SetBookmark("Dead air"))
    return window


def session(window: MainWindow) -> Session:
    assert window.view is not None
    return window.view.conduct.session


@pytest.fixture
def debrief(room: MainWindow, qtbot: QtBot) -> DebriefWindow:
    """Its debrief window, opened by its keys."""
    QTest.keyClick(room, Key.Key_D, BOTH)
    qtbot.waitUntil(lambda: room.gestures.debriefing.window is not None, timeout=10_000)
    made = room.gestures.debriefing.window
    assert made is not None
    qtbot.waitUntil(made.isActiveWindow)
    return made


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
    QApplication.processEvents()


def kept(window: MainWindow, kind: type[Fact]) -> list[Fact]:
    return [one.fact for one in session(window).facts if isinstance(one.fact, kind)]


def pick(debrief: DebriefWindow, words: str) -> int:
    """Search the timeline and tick what is found, by keys; its number."""
    press(debrief, Key.Key_F, CTRL)
    QTest.keyClicks(focused(), words)
    press(debrief, Key.Key_Down)
    assert focused() is debrief.timeline.table
    press(debrief, Key.Key_Space)
    return debrief.timeline.model.rows[debrief.timeline.table.currentIndex().row()].line.seq


def test_an_area_is_written_by_keys_alone_with_evidence_and_a_corrective_action(
    room: MainWindow, debrief: DebriefWindow
) -> None:
    press(debrief, Key.Key_A, ALT)
    assert focused() is debrief.report.finding.statement
    QTest.keyClicks(focused(), "Nobody knew the plan")
    seq = pick(debrief, "asked psap a")
    assert debrief.report.finding.evidence.count() == 1
    assert f"E-{seq:05}" in debrief.report.finding.evidence.item(0).text()
    press(debrief, Key.Key_3, CTRL)
    press(debrief, Key.Key_Tab)
    QTest.keyClicks(focused(), "Plan 7")
    press(debrief, Key.Key_Tab)
    QTest.keyClicks(focused(), "It was never exercised")
    press(debrief, Key.Key_S, CTRL)
    (area,) = kept(room, FindingWritten)
    assert area == FindingWritten(
        "facilitator", area.finding, "area", "o1", "Nobody knew the plan", "Plan 7", "It was never exercised",
        (seq,),
    )  # fmt: skip
    (gap,) = [debrief.lint.item(n).text() for n in range(debrief.lint.count())]
    assert "has no corrective action" in gap
    assert "Nobody knew the plan" in gap
    press(debrief, Key.Key_C, ALT)
    QTest.keyClicks(focused(), "Write it")
    for words in ("", "State 911", "Chief", "2026-02-01"):
        press(debrief, Key.Key_Tab)
        QTest.keyClicks(focused(), words)
    for words in ("", "2026-12-31"):
        press(debrief, Key.Key_Tab)
        QTest.keyClicks(focused(), words) if words else None
    press(debrief, Key.Key_S, CTRL)
    (planned,) = kept(room, CorrectionPlanned)
    assert planned.organisation == "State 911"
    assert (planned.starts, planned.completes) == ("2026-02-01", "2026-12-31")
    assert debrief.lint.count() == 0
    assert "nothing is lacking" in debrief.state.text()


def test_a_gap_leads_to_the_fields_that_mend_it(room: MainWindow, debrief: DebriefWindow) -> None:
    session(room).ask("facilitator", WriteFinding("area", "o1", "First gap", "P", "A", (2,)))
    ((place, _),) = session(room).board.review.findings
    session(room).ask("facilitator", PlanCorrection(place, "Do it", "Training", "State 911", "Chief"))
    debrief.refresh()
    press(debrief, Key.Key_4, CTRL)
    press(debrief, Key.Key_Return)
    assert focused() is debrief.report.correction.action
    assert debrief.report.correction.action.words() == "Do it"


def test_what_was_ticked_before_is_taken_by_the_next_finding(room: MainWindow, debrief: DebriefWindow) -> None:
    seq = pick(debrief, "asked psap a")
    press(debrief, Key.Key_S, ALT)
    QTest.keyClicks(focused(), "They asked")
    press(debrief, Key.Key_S, CTRL)
    (strength,) = kept(room, FindingWritten)
    assert strength.evidence == (seq,)


def test_evidence_is_taken_out_with_delete(debrief: DebriefWindow) -> None:
    seq = pick(debrief, "asked psap a")
    press(debrief, Key.Key_S, ALT)
    assert debrief.report.picked() == (seq,)
    debrief.report.finding.evidence.setFocus()
    debrief.report.finding.evidence.setCurrentRow(0)
    press(debrief, Key.Key_Delete)
    assert debrief.report.picked() == ()


def test_bookmarks_and_moments_come_first_and_filters_leave_the_rest_out(debrief: DebriefWindow, qtbot: QtBot) -> None:
    timeline = debrief.timeline
    qtbot.waitUntil(lambda: debrief.moments is None, timeout=20_000)
    signs = [one.sign for one in timeline.model.rows]
    first = [one for one in timeline.model.rows if one.sign]
    assert signs == [one.sign for one in first] + [""] * (len(signs) - len(first))
    assert [one.line.text.split(": ")[-1] for one in first if one.sign == BOOKMARK] == ["Dead air"]
    assert next(one.line.kind for one in first if one.sign == MOMENT) == "fault"
    timeline.kinds.setCurrentIndex(timeline.kinds.findText("Alarms"))
    assert {one.line.kind for one in timeline.model.rows} == {"alarm"}
    timeline.kinds.setCurrentIndex(1)
    timeline.seats.setCurrentIndex(timeline.seats.findData("duty"))
    assert timeline.model.rows
    assert all("duty" in one.seats for one in timeline.model.rows)


def test_closing_half_typed_asks_and_loses_nothing(room: MainWindow, debrief: DebriefWindow, qtbot: QtBot) -> None:
    press(debrief, Key.Key_S, ALT)
    QTest.keyClicks(focused(), "Half a sen")
    press(debrief, Key.Key_2, CTRL)
    press(debrief, Key.Key_Up)
    assert debrief.report.finding.isVisible() is False
    debrief.close()
    assert debrief.isVisible()
    question = debrief.question
    assert question is not None
    question.reject()
    assert debrief.unkept == "One entry of the report is not kept yet."
    assert room.gestures.debriefing.unkept
    press(debrief, Key.Key_Down)
    assert debrief.report.finding.statement.words() == "Half a sen"
    debrief.close()
    again = debrief.question
    assert again is not None
    again.do.click()
    qtbot.waitUntil(lambda: room.gestures.debriefing.window is None)


def test_another_exercise_is_opened_only_after_a_word_about_what_is_typed(
    room: MainWindow, debrief: DebriefWindow, qtbot: QtBot
) -> None:
    before = room.view
    press(debrief, Key.Key_S, ALT)
    QTest.keyClicks(focused(), "Half a sen")
    room.begin("small", None)
    assert room.opening is None
    assert room.view is before
    assert "not kept yet" in room.toast.text.text()
    room.begin("small", None)
    qtbot.waitUntil(lambda: room.view is not before, timeout=20_000)
    qtbot.waitUntil(lambda: room.gestures.debriefing.window is None)


def test_a_refused_entry_says_why_and_stays(room: MainWindow, debrief: DebriefWindow) -> None:
    press(debrief, Key.Key_S, ALT)
    press(debrief, Key.Key_S, CTRL)
    assert debrief.report.problem.isVisible()
    assert debrief.unkept
    assert kept(room, FindingWritten) == []


def test_a_wrong_date_is_refused_with_its_sentence(room: MainWindow, debrief: DebriefWindow) -> None:
    session(room).ask("facilitator", WriteFinding("area", "o1", "A gap"))
    debrief.refresh()
    press(debrief, Key.Key_Down)
    press(debrief, Key.Key_C, ALT)
    QTest.keyClicks(focused(), "Do it")
    debrief.report.correction.starts.line.setText("soon")
    press(debrief, Key.Key_S, CTRL)
    assert "soon" in debrief.report.problem.text()
    debrief.report.correction.starts.open_calendar()
    calendar = debrief.report.correction.starts.calendar
    assert calendar is not None
    day = calendar.selectedDate().toString("yyyy-MM-dd")
    calendar.activated.emit(calendar.selectedDate())
    assert debrief.report.correction.starts.line.text() == day


def test_after_endex_the_report_is_still_written(room: MainWindow, debrief: DebriefWindow) -> None:
    session(room).ask("facilitator", EndExercise())
    press(debrief, Key.Key_S, ALT)
    QTest.keyClicks(focused(), "Well done")
    press(debrief, Key.Key_S, CTRL)
    assert [one.statement for one in kept(room, FindingWritten)] == ["Well done"]


def test_taking_out_is_asked_about(room: MainWindow, debrief: DebriefWindow) -> None:
    session(room).ask("facilitator", WriteFinding("strength", "o1", "They asked"))
    debrief.refresh()
    press(debrief, Key.Key_Down)
    press(debrief, Key.Key_Delete)
    question = debrief.question
    assert question is not None
    assert len(session(room).board.review.findings) == 1
    question.do.click()
    assert session(room).board.review.findings == ()


def test_a_feedback_form_is_keyed_in(room: MainWindow, debrief: DebriefWindow) -> None:
    debrief.forms.click()
    form = debrief.question
    assert isinstance(form, FeedbackDialog)
    form.lists["strengths"].setPlainText("Calm\n\n Clear ")
    form.marks[0].setCurrentIndex(4)
    form.marks[-1].setCurrentIndex(3)
    form.reject()
    assert form.isVisible()
    form.do.click()
    (given,) = kept(room, FeedbackGiven)
    assert given.marks == {"1": 4, "11": 3}
    assert given.strengths == ("Calm", "Clear")
    assert "(1)" in debrief.forms.text()


def test_a_recording_shows_why_nothing_can_be_written(theme: Theme, qtbot: QtBot) -> None:
    played = Recording(room_scenario(), 1, (), 0, "It was played with an older version.")
    parent = QWidget()
    qtbot.addWidget(parent)
    window = DebriefWindow(parent, theme, Debrief(played), lambda: None, lambda: None)
    window.show()
    assert window.barred.text() == "It was played with an older version."
    assert not window.report.new_strength.isEnabled()
    window.report.begin("strength")
    assert window.debrief.drafts == {}
    assert window.debrief.give(GiveFeedback("player")) == "It was played with an older version."


def test_text_of_people_is_shown_as_typed(room: MainWindow, debrief: DebriefWindow) -> None:
    session(room).ask("facilitator", WriteNote(HOSTILE))
    session(room).ask("facilitator", WriteFinding("area", "o1", HOSTILE, evidence=(2,)))
    debrief.refresh()
    press(debrief, Key.Key_Down)
    texts = exposed(debrief)
    assert any("<b>x</b>" in text for text in texts)
    assert not any("\u202e" in text for text in texts)


@pytest.mark.parametrize("size", [(683, 384), (910, 512), (1240, 820)])
def test_every_part_is_reached_by_tab_on_every_screen(debrief: DebriefWindow, size: tuple[int, int]) -> None:
    debrief.resize(*size)
    press(debrief, Key.Key_A, ALT)
    seen = set()
    for _ in range(40):
        press(debrief, Key.Key_Tab)
        seen.add(focused())
    report = debrief.report
    assert {
        debrief.timeline.table, debrief.timeline.search, report.outline, report.finding.statement,
        report.finding.reference, report.finding.analysis, report.finding.evidence, report.keep, debrief.print,
    } <= seen  # fmt: skip


def test_the_window_lives_while_the_debrief_is_opened(
    room: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work is cut by steps, with turns for others in between; processor time is only held to a wide bound."""
    steps: list[tuple[int, float]] = []
    turns = [0]
    once = Turns._step

    def step(doing: Turns) -> None:
        began = time.thread_time()
        once(doing)
        steps.append((turns[0], time.thread_time() - began))

    def others() -> None:
        turns[0] += 1

    monkeypatch.setattr(Turns, "_step", step)
    monkeypatch.setattr(debriefing, "AT_ONCE", 20)
    timer = QTimer()
    timer.timeout.connect(others)
    timer.start(0)
    room.menus.actions["exercise.debrief"].trigger()
    assert not steps
    qtbot.waitUntil(lambda: room.gestures.debriefing.window is not None, timeout=10_000)
    timer.stop()
    served, spent = zip(*steps, strict=True)
    assert len(steps) >= 9 + len(session(room).facts) // 20
    assert all(after > before for before, after in pairwise(served))
    assert max(spent) < 0.1
    made = room.gestures.debriefing.window
    assert made is not None
    assert len(made.debrief.timeline()) == len(session(room).facts)


def test_an_exercise_that_is_left_meanwhile_opens_no_debrief(room: MainWindow) -> None:
    room.menus.actions["exercise.debrief"].trigger()
    room.close_exercise()
    QApplication.processEvents()
    assert room.gestures.debriefing.building is None
    assert room.gestures.debriefing.window is None
