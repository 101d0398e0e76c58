"""The facilitator's desk in the window: the board by keys alone, dialogs, SimCell, people, STOP; with real panels."""

from dataclasses import replace
from datetime import datetime
from time import process_time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hotwash.domain.commands import FACILITATOR, Rewind, SetSpeed, StartClock
from hotwash.domain.conduct_commands import SendMessage, TakeSeat
from hotwash.domain.conduct_facts import ActKeyedIn, InjectDeferred, InjectSkipped, MessageSent
from hotwash.domain.facts import ClockPaused
from hotwash.domain.time import MINUTE, SECOND
from hotwash.ui.arrangement import Shape
from hotwash.ui.conduct_view import ConductView
from hotwash.ui.improvise_dialog import ImproviseDialog
from hotwash.ui.main_window import MainWindow
from hotwash.ui.menus import ButtonKeys
from hotwash.ui.paper_dialog import PaperDialog
from hotwash.viewmodels.actions import ACTIONS
from hotwash.viewmodels.facilitation import Room
from tests.room_world import room_scenario
from tests.ui.conftest import MakeWindow, SampleDesk, run_to
from tests.ui.seen import exposed


@pytest.fixture
def view(make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot) -> ConductView:
    desk.scenario = room_scenario()
    window = make_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.view is not None
    window.menus.actions["clock.run"].trigger()
    window.menus.actions["clock.run"].trigger()
    return window.view


def to(view: ConductView, ms: int) -> None:
    view.conduct.session.run_to(ms)
    view.refresh()
    QApplication.processEvents()


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key) -> None:
    QTest.keyClick(focus(), key)


def question(view: ConductView) -> QDialog:
    """The dialog in front, with the keyboard."""
    dialog = view.room.dialog
    assert dialog is not None
    dialog.activateWindow()
    for _ in range(50):
        QApplication.processEvents()
        if dialog.isActiveWindow():
            break
    assert dialog.isActiveWindow()
    return dialog


def state(view: ConductView, inject: str) -> str:
    return view.conduct.session.board.conduct.inject(inject).state


def test_injects_are_held_and_released_by_keys_alone(view: ConductView) -> None:
    to(view, 12 * MINUTE + 5 * SECOND)
    assert view.injects.list.current == "call-in", "what became due is chosen by itself"
    view.focus_part("injects")
    assert view.injects.list.hasFocus()
    press(Qt.Key.Key_H)
    assert state(view, "call-in") == "held"
    press(Qt.Key.Key_Down)
    assert view.injects.list.current == "press"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert state(view, "call-in") == "released"
    assert view.injects.list.current == "press", "the choice goes on to what is next"
    press(Qt.Key.Key_R)
    assert state(view, "press") == "released"


def test_single_letters_are_the_boards_while_it_has_the_keyboard(view: ConductView) -> None:
    to(view, MINUTE)
    view.focus_part("injects")
    press(Qt.Key.Key_S)
    dialog = question(view)
    assert dialog.isVisible(), "S skips here, and goes to the seat everywhere else"
    QTest.keyClicks(focus(), "No time")
    press(Qt.Key.Key_Return)
    skipped = [one.fact for one in view.conduct.session.facts if isinstance(one.fact, InjectSkipped)]
    assert [(fact.inject, fact.reason) for fact in skipped] == [("call-in", "No time")]


def test_an_inject_is_put_off_and_a_time_that_is_gone_is_said_in_the_dialog(view: ConductView) -> None:
    to(view, 2 * MINUTE)
    view.focus_part("injects")
    press(Qt.Key.Key_D)
    dialog = question(view)
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setText("0:01:00")
    press(Qt.Key.Key_Return)
    assert "choose a later time" in "\n".join(exposed(dialog))
    line.setText("0:20:00")
    press(Qt.Key.Key_Return)
    deferred = [one.fact for one in view.conduct.session.facts if isinstance(one.fact, InjectDeferred)]
    assert [(fact.inject, fact.to) for fact in deferred] == [("call-in", 20 * MINUTE)]


def improvising(view: ConductView) -> ImproviseDialog:
    view.room.ask("improvise")
    dialog = question(view)
    assert isinstance(dialog, ImproviseDialog)
    return dialog


def test_an_inject_of_the_moment_takes_a_few_keys(view: ConductView) -> None:
    to(view, MINUTE)
    dialog = improvising(view)
    assert dialog.subject.hasFocus()
    QTest.keyClicks(dialog.subject, "Rain")
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(focus(), "It <b>rains</b> in.")
    QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.do.click()
    [made] = view.conduct.session.board.conduct.improvised
    assert (made.fact.subject, made.fact.text, made.fact.to) == (  # type: ignore[union-attr]  # it is an InjectImprovised
        "Rain",
        "It <b>rains</b> in.",
        tuple(room_scenario().seats),
    ), "everybody is named: what names nobody rings at the switchboard only"
    assert "It <b>rains</b> in." in "\n".join(exposed(view.injects)) + "\n".join(exposed(view.log))


def test_an_inject_taken_from_the_msel_is_released_as_that_line_unless_it_was_changed(view: ConductView) -> None:
    to(view, MINUTE)
    dialog = improvising(view)
    dialog.take("2 Press asks")
    assert dialog.text.words() == "Is 911 down?"
    assert dialog.public.isChecked()
    dialog.do.click()
    assert state(view, "press") == "released"
    dialog = improvising(view)
    dialog.take("1 A PSAP reports dead air")
    dialog.text.setPlainText("We hear a hum.")
    dialog.do.click()
    assert state(view, "call-in") == "waiting"
    assert len(view.conduct.session.board.conduct.improvised) == 1


def test_the_simcell_answers_whoever_waits(view: ConductView) -> None:
    to(view, MINUTE)
    view.conduct.session.ask("noc", SendMessage(("simcell",), "radio", "Anything at your end?"))
    to(view, 2 * MINUTE)
    titles = [view.arrangement.below.tabText(place) for place in range(view.arrangement.below.count())]
    assert titles == ["Log", "Feed", "SimCell (1)", "People"]
    view.focus_part("simcell")
    QTest.keyClicks(focus(), "All quiet.")
    press(Qt.Key.Key_Return)
    sent = [one.fact for one in view.conduct.session.facts if isinstance(one.fact, MessageSent)][-1]
    assert (sent.to, sent.mode, sent.answers, sent.sender) == (("noc",), "radio", 1, "PSAP B desk")
    assert sent.text == "THIS IS AN EXERCISE. All quiet. THIS IS AN EXERCISE."
    assert view.simcell.text.text() == ""
    assert view.arrangement.below.tabText(2) == "SimCell"


def test_an_answer_is_given_by_whoever_spoke_with_that_seat_last(view: ConductView) -> None:
    to(view, MINUTE)
    one = view.conduct.session
    names = [view.simcell.voice.itemText(n) for n in range(view.simcell.voice.count())]
    assert len(names) > 1
    for name in (names[0], names[-1]):
        one.ask("facilitator", SendMessage(("noc",), "phone", "Hello?", sender=name))
    one.ask("facilitator", SendMessage(("duty",), "phone", "Hello?", sender=names[0]))
    one.ask("noc", SendMessage(("simcell",), "phone", "Who was that?"))
    view.refresh()
    view.focus_part("simcell")
    assert view.simcell.voice.currentText() == names[-1]
    QTest.keyClicks(focus(), "It was us.")
    press(Qt.Key.Key_Return)
    sent = [happened.fact for happened in one.facts if isinstance(happened.fact, MessageSent)][-1]
    assert (sent.to, sent.sender) == (("noc",), names[-1])


def test_the_feed_is_filtered_by_seat(view: ConductView) -> None:
    to(view, MINUTE)
    view.conduct.session.ask("noc", SendMessage(("duty",), "chat", "From the NOC"))
    view.conduct.session.ask("duty", SendMessage(("noc",), "chat", "From the desk"))
    view.refresh()
    assert len(view.feed.list.sentences.items) == 2
    view.feed.seats.setCurrentIndex(view.feed.seats.findData("noc"))
    assert [one.text for one in view.feed.list.sentences.items] == ["ESInet NOC → Duty officer (chat): From the NOC"]
    view.conduct.session.ask("noc", SendMessage(("duty",), "chat", "Once more"))
    view.conduct.session.ask("duty", SendMessage(("noc",), "chat", "Me too"))
    view.refresh()
    assert len(view.feed.list.sentences.items) == 2


def test_paper_seats_are_keyed_in_with_both_times(view: ConductView) -> None:
    to(view, 5 * MINUTE)
    view.conduct.session.ask(FACILITATOR, TakeSeat("noc", "paper"))
    view.refresh()
    view.people.key_in.emit("noc")
    dialog = view.room.dialog
    assert isinstance(dialog, PaperDialog)
    room_for_it = dialog.at.width() - dialog.at.fontMetrics().horizontalAdvance("10:00:00")
    assert room_for_it > dialog.at.fontMetrics().averageCharWidth(), "the whole time is to be read"
    dialog.act.setCurrentIndex(dialog.act.findData("logs"))
    dialog.at.setText("0:03:30")
    dialog.do.click()
    [keyed] = [one for one in view.conduct.session.facts if isinstance(one.fact, ActKeyedIn)]
    assert (keyed.at, keyed.fact.acted) == (5 * MINUTE, 3 * MINUTE + 30 * SECOND)  # type: ignore[union-attr]  # as filtered
    assert view.conduct.session.board.actions[-1].seat == "noc"


@pytest.mark.parametrize("kind", ["act", "message", "decision", "card", "ack"])
def test_everything_that_a_seat_does_can_be_keyed_in(view: ConductView, kind: str) -> None:
    to(view, 16 * MINUTE)
    view.room.ask("key_in")
    dialog = view.room.dialog
    assert isinstance(dialog, PaperDialog)
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    dialog.words.setPlainText("Hello")
    dialog.to.tick(["noc"])
    dialog.decision.setPlainText("Post the numbers")
    dialog.belief.setPlainText("Voice is gone")
    assert dialog.pages.currentIndex() == dialog.kind.currentIndex()
    dialog.do.click()
    keyed = [one.fact for one in view.conduct.session.facts if isinstance(one.fact, ActKeyedIn)]
    assert [fact.seat for fact in keyed] == ["duty"]


def test_stop_is_at_hand_everywhere_and_only_the_facilitator_lets_play_go_on(
    view: ConductView, make_window: MakeWindow
) -> None:
    window = view.window()
    assert isinstance(window, MainWindow)
    window.menus.actions["clock.run"].trigger()
    assert view.bar.stop.isVisible()
    window.menus.actions["show.seat_window"].trigger()
    window.menus.actions["room.projector"].trigger()
    projector = view.room.projector
    assert projector is not None
    view.room.ask("bookmark")
    keys = ButtonKeys()
    keys.stop = window.menus.actions["exercise.stop"]
    assert view.room.dialog is not None
    view.room.dialog.installEventFilter(keys)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view.room.dialog, Qt.Key.Key_F12, both)
    QApplication.processEvents()
    assert view.conduct.session.board.conduct.stopped_by == FACILITATOR
    assert not view.conduct.session.board.running
    assert view.stopped.isVisible()
    assert view.banners[0].isVisible()
    assert projector.banner.isVisible()
    assert view.banners[0].key is projector.banner.key is None
    assert not window.menus.actions["clock.run"].isEnabled()
    assert not view.over.isVisible()
    assert [act.label for act in view.conduct.desk("duty").acts if act.enabled] == [], "each would be refused"
    window.menus.actions["exercise.resume"].trigger()
    QApplication.processEvents()
    assert [act.label for act in view.conduct.desk("duty").acts if act.enabled]
    assert not view.stopped.isVisible()
    assert not projector.banner.isVisible()
    assert window.menus.actions["clock.run"].isEnabled()


def test_stop_works_on_the_welcome_screen_too(view: ConductView) -> None:
    window = view.window()
    assert isinstance(window, MainWindow)
    window.show_welcome()
    assert window.menus.actions["exercise.stop"].isEnabled()
    window.menus.actions["exercise.stop"].trigger()
    assert view.conduct.session.board.conduct.stopped_by == FACILITATOR
    assert view.stopped.isVisible(), "what was called is in front"


def test_an_evaluators_window_has_the_banner_and_the_key(view: ConductView) -> None:
    window = view.window()
    assert isinstance(window, MainWindow)
    window.gestures.evaluating.open_live(view, "eva")
    [own] = window.gestures.evaluating.windows.values()
    [key] = [key for key in own.findChildren(QPushButton) if key.objectName() == "stop"]
    key.click()
    view.refresh()
    assert view.conduct.session.board.conduct.stopped_by == FACILITATOR
    [banner] = view.banners
    assert banner.isVisibleTo(own)
    own.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert view.banners == []
    view.refresh()


def test_going_back_in_time_takes_the_board_and_the_feed_back(view: ConductView) -> None:
    to(view, 5 * MINUTE)
    view.conduct.session.ask("noc", SendMessage(("duty",), "chat", "Early"))
    to(view, 14 * MINUTE)
    view.conduct.session.ask("noc", SendMessage(("duty",), "chat", "Late"))
    view.conduct.room.release("press")
    view.refresh()
    assert state(view, "press") == "released"
    assert len(view.feed.list.sentences.items) == 2
    assert view.conduct.session.ask(FACILITATOR, Rewind(6 * MINUTE, "Once more")).accepted
    while view.conduct.session.board.rewinding is not None:
        view.conduct.tick(0.0)
    view.refresh()
    assert state(view, "press") == "waiting"
    assert [one.text for one in view.feed.list.sentences.items] == ["ESInet NOC → Duty officer (chat): Early"]
    view.focus_part("injects")
    view.injects.list.choose("press")
    press(Qt.Key.Key_R)
    assert state(view, "press") == "released"


def test_the_clock_is_paused_with_a_reason_stepped_and_set_to_pause(view: ConductView) -> None:
    window = view.window()
    assert isinstance(window, MainWindow)
    window.menus.actions["clock.run"].trigger()
    window.menus.actions["clock.pause_reason"].trigger()
    question(view)
    QTest.keyClicks(focus(), "Fire drill next door")
    press(Qt.Key.Key_Return)
    paused = [one.fact for one in view.conduct.session.facts if isinstance(one.fact, ClockPaused)]
    assert paused[-1].reason == "Fire drill next door"
    before = view.conduct.session.now
    for name, ms in (("step_1", SECOND), ("step_10", 10 * SECOND), ("step_60", MINUTE)):
        window.menus.actions[f"clock.{name}"].trigger()
        while view.conduct.jumping_to is not None:
            view.conduct.tick(0.0)
        view.refresh()
        before += ms
        assert view.conduct.session.now == before
        assert not view.conduct.session.board.running
    window.menus.actions["clock.pause_at"].trigger()
    dialog = question(view)
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setText("0:10:00")
    press(Qt.Key.Key_Return)
    assert view.conduct.session.board.conduct.pause_at == 10 * MINUTE
    assert "pauses at 0:10:00" in "\n".join(exposed(view.bar))
    window.menus.actions["clock.no_pause_at"].trigger()
    assert view.conduct.session.board.conduct.pause_at == -1


def test_the_clock_slows_when_something_is_due_once_that_is_switched_on(view: ConductView) -> None:
    window = view.window()
    assert isinstance(window, MainWindow)
    action = window.menus.actions["clock.slow"]
    action.trigger()
    assert action.isChecked()
    one = view.conduct.session
    one.ask(FACILITATOR, StartClock())
    one.ask(FACILITATOR, SetSpeed(60_000))
    while one.board.speed_permille > 1_000:
        one.run_to(one.now + MINUTE // 6)
        assert one.now < 60 * MINUTE
        view.tick()
    assert window.toast.text.text().startswith("Slowed to ×1: inject 1 ")
    action.trigger()
    assert not action.isChecked()


def test_a_run_ahead_is_summed_up_in_one_sentence(view: ConductView) -> None:
    window = view.window()
    assert isinstance(window, MainWindow)
    window.menus.actions["clock.run"].trigger()
    view.conduct.jump(15 * MINUTE)
    view.tick()
    while view.conduct.jumping_to is not None:
        view.tick()
    view.tick()
    assert "passed: 1 injects released, 1 faults began" in window.toast.text.text()


def test_all_faults_are_cleared_after_a_question_and_the_proof_is_told(view: ConductView) -> None:
    window = view.window()
    assert isinstance(window, MainWindow)
    to(view, 11 * MINUTE)
    view.arrangement.bring(view.faults)
    view.faults.all_key.click()
    dialog = question(view)
    assert view.conduct.names["fault:voice"] in "\n".join(exposed(dialog))
    assert view.conduct.session.board.faults, "nothing happens before the answer"
    press(Qt.Key.Key_Return)
    assert view.conduct.session.board.live == ()
    assert window.toast.text.text() == "0 faults live, 0 overlays of faults left."
    assert "0 overlays of it left" in "\n".join(exposed(view.faults))
    assert not view.faults.all_key.isEnabled()


def test_nothing_of_the_room_is_left_in_a_seats_view(view: ConductView) -> None:
    to(view, 13 * MINUTE)
    view.conduct.session.ask("noc", SendMessage(("simcell",), "phone", "A private word"))
    view.refresh()
    secret = ["A private word", "Press asks", "Vendor offers its logs", "begins: power"]
    assert [word for word in secret[:3] if word not in "\n".join(exposed(view))] == []
    view.seat.seats.setCurrentIndex(view.seat.seats.findData("psap-a"))
    view.set_seat_view(on=True)
    QApplication.processEvents()
    assert [word for word in secret if word in "\n".join(exposed(view))] == []
    assert view.conduct.viewed == "psap-a"
    assert "PSAP A supervisor" in view._mode_word.text()


def test_the_board_without_injects_says_so_in_one_sentence(window: MainWindow) -> None:
    assert window.view is not None
    window.view.focus_part("injects")
    QApplication.processEvents()
    assert window.view.injects.empty.isVisible()
    assert "no injects" in window.view.injects.empty.text()
    assert window.view.injects.own.hasFocus()


@pytest.mark.parametrize("size", [(683, 384), (910, 512), (1366, 768)])
def test_the_rooms_panels_are_at_hand_at_every_size(
    make_window: MakeWindow, desk: SampleDesk, size: tuple[int, int]
) -> None:
    desk.scenario = room_scenario()
    window = make_window(*size)
    view = window.view
    assert view is not None
    assert (view.arrangement.shape is Shape.AROUND) == (size == (1366, 768))
    run_to(window, MINUTE)
    for part in ("injects", "feed", "simcell", "people"):
        view.focus_part(part)
        view.refresh()
        QApplication.processEvents()
        focused = QApplication.focusWidget()
        assert focused is not None
        assert getattr(view, part).isAncestorOf(focused), part
        assert getattr(view, part).isVisible(), part
    assert window.size().toTuple() == size


def test_no_two_actions_share_a_key() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))


def test_a_board_of_many_lines_is_shown_at_once(view: ConductView) -> None:
    shown = view.conduct.shown(datetime(2026, 1, 1, 9, 0)).room  # noqa: DTZ001  # only shown
    rows = tuple(replace(shown.injects[n % 5], id=str(n), number=str(n)) for n in range(400))
    view.injects.show_room(Room(rows))
    view.injects.list.choose("399")
    began = process_time()
    for n in range(20):
        view.injects.show_room(Room((replace(rows[0], told=str(n)), *rows[1:])))
    assert (process_time() - began) / 20 < 0.05
    assert view.injects.list.current == "399"
