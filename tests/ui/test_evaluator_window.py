"""The evaluator's window by keyboard alone: notes stamped when begun, tasks judged, targets rated, notes merged."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hotwash.bootstrap.exercises import Played, begin
from hotwash.domain.commands import FACILITATOR, AcknowledgeAlarm, Rewind
from hotwash.domain.plan import Rating
from hotwash.domain.ratings import DEFINITIONS
from hotwash.domain.review_commands import Observe, RateTarget
from hotwash.domain.review_facts import Observed, TargetRated, TaskJudged
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import MINUTE
from hotwash.exercise.projections.tasks import TaskState
from hotwash.exercise.session import Session
from hotwash.ui.dialogs import Question
from hotwash.ui.evaluator_window import EvaluatorWindow
from hotwash.ui.main_window import MainWindow
from tests.room_world import room_scenario
from tests.ui.conftest import HOSTILE, MakeWindow, SampleDesk, run_to
from tests.ui.seen import exposed

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(desk: SampleDesk, make_window: MakeWindow) -> MainWindow:
    """The main window on the room, running."""
    desk.scenario = room_scenario(per_day=1_200)
    window = make_window()
    for _ in ("begun", "and held"):
        window.menus.actions["clock.run"].trigger()
    return window


def session(window: MainWindow) -> Session:
    assert window.view is not None
    return window.view.conduct.session


def opened(window: MainWindow, seat: str = "eva") -> EvaluatorWindow:
    view = window.view
    assert view is not None
    window.gestures.evaluating.open_live(view, seat)
    found = window.gestures.evaluating.windows["", seat]
    QApplication.processEvents()
    return found


@pytest.fixture
def eva(room: MainWindow, qtbot: QtBot) -> EvaluatorWindow:
    """The evaluator's window."""
    made = opened(room)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def asked(made: Question | None, qtbot: QtBot) -> QWidget:
    """A question once it can be answered; what has the keyboard in it."""
    assert made is not None
    qtbot.waitUntil(made.isActiveWindow)
    return focused()


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_the_window_opens_from_the_menu_for_the_seat_that_is_chosen(room: MainWindow, qtbot: QtBot) -> None:
    room.menus.actions["show.evaluator"].trigger()
    box = asked(room.gestures.evaluating.question, qtbot)
    assert isinstance(box, QComboBox)
    assert [box.itemText(n).split(":")[0] for n in range(box.count())] == ["Evaluator", "Lead evaluator"]
    QTest.keyClick(box, Qt.Key.Key_Return)
    [made] = room.gestures.evaluating.windows.values()
    qtbot.waitExposed(made)
    assert made.panel.desk.seat == "eva"
    made.close()
    assert room.gestures.evaluating.windows == {}


def test_a_note_is_about_the_moment_at_which_typing_began(room: MainWindow, eva: EvaluatorWindow, qtbot: QtBot) -> None:
    run_to(room, 13 * MINUTE)
    eva.panel.refresh()
    assert eva.panel.note.injects.currentData() == "call-in", "linked to what was released last"
    QTest.keyClick(eva, Qt.Key.Key_N, CTRL)
    box = eva.panel.note.text
    QTest.keyClicks(box, "Asks the")
    run_to(room, 15 * MINUTE)
    QTest.keyClick(box, Qt.Key.Key_Return, SHIFT)
    QTest.keyClicks(box, "vendor")
    for key in (Qt.Key.Key_1, Qt.Key.Key_Plus):
        QTest.keyClick(box, key, ALT)
    QTest.keyClick(box, Qt.Key.Key_Return)
    [seen] = session(room).board.review.observations
    assert seen.fact == Observed("eva", "Asks the\nvendor", "t1", "call-in", "+", 13 * MINUTE, "")
    assert seen.at == 15 * MINUTE
    assert box.toPlainText() == ""
    assert eva.panel.note.stamp.text() == ""
    assert (eva.panel.note.tasks.currentData(), eva.panel.note.sign) == ("", "")


def test_keys_link_a_note_and_take_the_link_back(eva: EvaluatorWindow, qtbot: QtBot) -> None:
    note = eva.panel.note
    for key, task in (
        (Qt.Key.Key_2, "t2"),
        (Qt.Key.Key_2, ""),
        (Qt.Key.Key_3, "t3"),
        (Qt.Key.Key_9, "t3"),
        (Qt.Key.Key_0, ""),
    ):
        QTest.keyClick(note.text, key, ALT)
        assert note.tasks.currentData() == task
    for key, sign in ((Qt.Key.Key_Minus, "-"), (Qt.Key.Key_Plus, "+"), (Qt.Key.Key_Plus, "")):
        QTest.keyClick(note.text, key, ALT)
        assert note.sign == sign


def test_a_note_that_is_refused_stays_where_it_was_written(eva: EvaluatorWindow, qtbot: QtBot) -> None:
    box = eva.panel.note.text
    box.setPlainText("\u200b")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.toPlainText() == "\u200b"
    assert "empty" in eva.toast.text.text()


def test_nothing_is_changed_by_a_correction(room: MainWindow, eva: EvaluatorWindow, qtbot: QtBot) -> None:
    run_to(room, 5 * MINUTE)
    QTest.keyClicks(eva.panel.note.text, "Called PSAP A")
    QTest.keyClick(eva.panel.note.text, Qt.Key.Key_Return)
    QTest.keyClick(eva, Qt.Key.Key_E, CTRL)
    line = asked(eva.question, qtbot)
    assert isinstance(line, QLineEdit)
    assert line.text() == "Called PSAP A"
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClicks(line, " and B")
    QTest.keyClick(line, Qt.Key.Key_Return)
    first, second = session(room).board.review.observations
    assert isinstance(second.fact, Observed)
    assert second.fact.text == f"Correction of {first.reference}: Called PSAP A and B"
    items = eva.panel.notes.sentences.items
    assert f"corrected by {second.reference}" in items[0].text
    assert len(items) == 2


def test_measured_times_are_offered_and_judged_beside(room: MainWindow, eva: EvaluatorWindow, qtbot: QtBot) -> None:
    run_to(room, 13 * MINUTE)
    assert session(room).ask("duty", AcknowledgeAlarm(1)).accepted
    eva.panel.refresh()
    assert eva.panel.view is not None
    first = eva.panel.view.tasks[0]
    assert (first.state, first.judged) == ("met", "")
    assert "took 0:03:00 of 0:05:00 · Duty officer · E-" in first.measured
    accept, correct, reject = eva.panel.tasks._rows["t1"]._keys
    QTest.keyClick(accept, Qt.Key.Key_Space)
    assert eva.panel.view.tasks[0].judged == "accepted"
    QTest.keyClick(correct, Qt.Key.Key_Space)
    QTest.keyClicks(asked(eva.question, qtbot), "0:12:40")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    eva.activateWindow()
    qtbot.waitUntil(eva.isActiveWindow)
    QTest.keyClick(reject, Qt.Key.Key_Space)
    line = asked(eva.question, qtbot)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert eva.question is not None
    assert eva.question.problem.text().startswith("Say why")
    QTest.keyClicks(line, "By accident")
    QTest.keyClick(line, Qt.Key.Key_Return)
    judged = [one.fact for one in session(room).facts if isinstance(one.fact, TaskJudged)]
    assert [(one.verdict, one.at, one.reason) for one in judged] == [
        ("accept", -1, ""),
        ("correct", 12 * MINUTE + 40_000, ""),
        ("reject", -1, "By accident"),
    ]
    assert eva.panel.view.tasks[0].measured == first.measured


def test_a_rating_is_the_persons_alone(room: MainWindow, eva: EvaluatorWindow, qtbot: QtBot) -> None:
    run_to(room, 50 * MINUTE)
    QTest.keyClick(eva, Qt.Key.Key_2, CTRL)
    target, capability = eva.panel.guide.forms()
    assert (target.rating, capability.rating) == (Rating.UNRATED, Rating.UNRATED)
    QTest.keyClick(target.letters[Rating.M], Qt.Key.Key_Space)
    QTest.keyClick(target.letters[Rating.S], Qt.Key.Key_Space)
    QTest.keyClicks(target.note, "Late, but calm.")
    eva.panel.refresh()
    assert target.note.toPlainText() == "Late, but calm.", "what is being written stays"
    assert not any(isinstance(one.fact, TargetRated) for one in session(room).facts), "nothing is kept by itself"
    QTest.keyClick(target.keep, Qt.Key.Key_Space)
    [(_, kept)] = session(room).board.review.targets
    assert kept.fact == TargetRated("eva", "g1", Rating.S, "Late, but calm.")
    assert not target.changed
    QTest.keyClick(target.letters[Rating.S], Qt.Key.Key_Space)
    QTest.keyClick(target.keep, Qt.Key.Key_Space)
    assert [one.fact.rating for _, one in session(room).board.review.targets if isinstance(one.fact, TargetRated)] == [
        Rating.UNRATED
    ]


def test_the_definitions_are_at_hand_word_for_word(eva: EvaluatorWindow) -> None:
    seen = "\n".join(exposed(eva))
    for one in DEFINITIONS:
        assert one.meaning in seen
        assert one.name in seen


def test_what_players_are_expected_to_do_is_at_hand(room: MainWindow, eva: EvaluatorWindow) -> None:
    run_to(room, 13 * MINUTE)
    eva.panel.refresh()
    QTest.keyClick(eva, Qt.Key.Key_3, CTRL)
    assert eva.panel.tabs.currentWidget() is eva.panel.msel
    seen = "\n".join(exposed(eva.panel.msel))
    for words in ("Asks other PSAPs whether they hear callers", "out since T+0:12:30", "planned for T+0:20:00"):
        assert words in seen


def test_where_to_look_is_said_quietly_and_can_be_muted(room: MainWindow, eva: EvaluatorWindow, qtbot: QtBot) -> None:
    run_to(room, 10 * MINUTE)
    eva.panel.refresh()
    assert eva.panel.view is not None
    assert [(cue.task, cue.until) for cue in eva.panel.view.cues] == [("t1", "until T+0:15:00")]
    assert eva.panel.note.text.hasFocus(), "a hint never takes the keyboard"
    before = len(session(room).facts)
    QTest.keyClick(eva, Qt.Key.Key_U, CTRL)
    assert (eva.panel.view.cues, eva.panel.view.muted) == ((), 1)
    QTest.keyClick(eva, Qt.Key.Key_U, CTRL)
    assert len(eva.panel.view.cues) == 1
    assert len(session(room).facts) == before, "muting is nobody else's business"


def test_an_evaluator_sees_no_others_ratings_and_the_lead_sees_the_spread(room: MainWindow) -> None:
    scenario = session(room).scenario
    bob = replace(scenario.seats["eva"], id="bob", name="Second evaluator")
    session(room).scenario = with_seat(scenario, bob.id, bob)
    for by, rating in (("eva", Rating.S), ("bob", Rating.U)):
        assert session(room).ask(by, RateTarget("g1", rating, "Secret words")).accepted
    own, lead = opened(room), opened(room, FACILITATOR)
    assert "Second evaluator" not in "\n".join(exposed(own.panel.guide))
    seen = "\n".join(exposed(lead.panel.guide))
    assert "Evaluator: S (Secret words); Second evaluator: U (Secret words); they differ; you decide" in seen
    assert lead.panel.guide.forms()[0].rating is Rating.UNRATED


def with_seat(scenario: Scenario, key: str, seat: object) -> Scenario:
    return replace(scenario, seats=MappingProxyType({**scenario.seats, key: seat}))  # type: ignore[dict-item]  # a seat


def test_closing_with_words_that_are_not_kept_asks_once(eva: EvaluatorWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(eva.panel.note.text, "Half a thought")
    eva.close()
    assert eva.isVisible()
    assert "not kept yet" in eva.toast.text.text()
    eva.close()
    assert not eva.isVisible()


def test_the_main_window_does_not_close_over_a_note_that_is_not_kept(
    room: MainWindow, eva: EvaluatorWindow, qtbot: QtBot
) -> None:
    QTest.keyClicks(eva.panel.note.text, "Half a thought")
    room.close()
    assert room.isVisible()
    assert "not kept yet" in room.toast.text.text()


def test_tab_reaches_everything_and_every_part_has_a_name(eva: EvaluatorWindow, qtbot: QtBot) -> None:
    reached = []
    for _ in range(60):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        if focused() in reached:
            break
        reached.append(focused())
    assert len(reached) > 10
    for part in reached:
        assert part.accessibleName() or getattr(part, "text", str)(), part


def test_hostile_texts_stay_texts(desk: SampleDesk, make_window: MakeWindow, qtbot: QtBot) -> None:
    one = room_scenario(per_day=1_200)
    target = one.targets["g1"]
    tasks = tuple(replace(task, text=HOSTILE) for task in target.tasks)
    desk.scenario = replace(one, targets=MappingProxyType({"g1": replace(target, text=HOSTILE, tasks=tasks)}))
    window = make_window()
    made = opened(window)
    QTest.keyClicks(made.panel.note.text, "<b>x</b> & y")
    QTest.keyClick(made.panel.note.text, Qt.Key.Key_Return)
    run_to(window, 11 * MINUTE)
    made.panel.refresh()
    assert made.panel.view is not None
    assert made.panel.view.cues
    seen = "\n".join(exposed(made))
    assert "<b>x</b> & y" in seen
    assert "\u202e" not in seen


def test_the_lead_has_the_notes_of_all(room: MainWindow) -> None:
    assert session(room).ask("eva", Observe("Asked the vendor")).accepted
    [item] = opened(room, FACILITATOR).panel.notes.sentences.items
    assert item.text == "Asked the vendor (Evaluator)"


def test_a_way_back_is_followed(room: MainWindow, eva: EvaluatorWindow) -> None:
    run_to(room, 13 * MINUTE)
    assert session(room).ask("duty", AcknowledgeAlarm(1)).accepted
    assert session(room).ask("eva", Observe("Acknowledged")).accepted
    eva.panel.refresh()
    assert eva.panel.view is not None
    assert (eva.panel.view.tasks[0].state, len(eva.panel.view.notes)) == (TaskState.MET, 1)
    assert session(room).ask(FACILITATOR, Rewind(11 * MINUTE)).accepted
    assert session(room).catch_up()
    run_to(room, 14 * MINUTE)
    eva.panel.refresh()
    assert (eva.panel.view.tasks[0].state, len(eva.panel.view.notes)) == (TaskState.NOT_SHOWN, 0)


@pytest.fixture
def filed(desk: SampleDesk, make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The main window on a room that is kept in a file."""

    def in_file(scenario: str, seed: int | None) -> Session:
        played = Played(room_scenario(per_day=1_200), {"scenario.yaml": b"x"})
        return begin(played, tmp_path / "room.hotwash", 911)

    monkeypatch.setattr(desk, "begin", in_file)
    window = make_window()
    for _ in ("begun", "and held"):
        window.menus.actions["clock.run"].trigger()
    return window


def test_notes_without_a_network_go_out_and_come_back_through_the_window(
    filed: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    view, evaluating = filed.view, filed.gestures.evaluating
    assert view is not None
    pack = tmp_path / "out.hwpack"
    evaluating.save_pack_to(view, pack)
    assert "for evaluators only" in filed.toast.text.text()
    evaluating.open_pack_from(pack)
    [away] = evaluating.windows.values()
    qtbot.waitUntil(away.isActiveWindow)
    assert away.panel.view is not None
    assert [task.state for task in away.panel.view.tasks] == [None, None, None], "nothing is measured there"
    QTest.keyClicks(away.panel.note.text, "Vendor called")
    QTest.keyClick(away.panel.note.text, Qt.Key.Key_2, ALT)
    QTest.keyClick(away.panel.note.text, Qt.Key.Key_Return)
    assert "out eva.hwnotes" in "\n".join(exposed(away.panel))
    away.close()
    QApplication.processEvents()
    evaluating.ask_merge(view, tmp_path / "out eva.hwnotes")
    assert evaluating.question is not None
    assert "1 new, 0 known already" in "\n".join(exposed(evaluating.question))
    QTest.keyClick(evaluating.question.do, Qt.Key.Key_Space)
    [seen] = view.conduct.session.board.review.observations
    assert isinstance(seen.fact, Observed)
    assert (seen.fact.by, seen.fact.text, seen.fact.task) == ("eva", "Vendor called", "t2")
    evaluating.ask_merge(view, tmp_path / "out eva.hwnotes")
    assert "0 new, 1 known already" in "\n".join(exposed(evaluating.question))
    assert not evaluating.question.do.isEnabled()


@pytest.mark.parametrize("data", [b"", b"\x00\xff", b'{"file": "hotwash-evaluator-pack", "format": 1}'])
def test_a_hostile_file_is_one_sentence(filed: MainWindow, tmp_path: Path, data: bytes) -> None:
    bad = tmp_path / "bad.hwpack"
    bad.write_bytes(data)
    filed.gestures.evaluating.open_pack_from(bad)
    assert "can't be used as an evaluator pack" in filed.toast.text.text()
    assert filed.view is not None
    filed.gestures.evaluating.ask_merge(filed.view, bad)
    assert "can't be used as an evaluator's notes" in filed.toast.text.text()
