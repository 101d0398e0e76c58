"""A seat's own window: tools of its own sight, messages, card, decisions and STOP, by keyboard, and never a cause."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from hotwash.domain.commands import FACILITATOR, EndExercise
from hotwash.domain.conduct_commands import AskForBeliefs, ImproviseInject, SendMessage
from hotwash.domain.conduct_facts import BeliefStated, DecisionLogged, MessageSent, PlayStopped
from hotwash.domain.facts import Fact
from hotwash.domain.review_facts import FeedbackGiven
from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.ui.desk_window import DeskWindow
from hotwash.ui.main_window import MainWindow
from tests.room_world import room_scenario
from tests.ui.conftest import HOSTILE, MakeWindow, SampleDesk, run_to
from tests.ui.seen import exposed


@pytest.fixture
def window(make_window: MakeWindow, desk: SampleDesk) -> MainWindow:
    desk.scenario = replace(room_scenario(per_day=6_000), injects={})
    return make_window()


@pytest.fixture(autouse=True)
def trouble(window: MainWindow) -> None:
    """Twenty minutes into an exercise in which voice is blocked."""
    window.menus.actions["clock.run"].trigger()
    run_to(window, 20 * MINUTE)
    window.menus.actions["clock.run"].trigger()


def session(window: MainWindow) -> Session:
    assert window.view is not None
    return window.view.conduct.session


def take(window: MainWindow, seat: str) -> DeskWindow:
    """A seat's own window, opened as the facilitator does."""
    view = window.view
    assert view is not None
    view.seat.seats.setCurrentIndex(view.seat.seats.findData(seat))
    window.menus.actions["show.seat_window"].trigger()
    QApplication.processEvents()
    own = view.seat_window
    assert isinstance(own, DeskWindow)
    assert (own.seat, own.tools.seat, own.desk.seat) == (seat, seat, seat)
    return own


def told(window: MainWindow, kind: type[Fact]) -> list[Fact]:
    return [one.fact for one in session(window).facts if isinstance(one.fact, kind)]


def tabs(own: DeskWindow) -> list[str]:
    return [own.tools.tabs.tabText(place) for place in range(own.tools.tabs.count())]


def test_every_seat_has_the_tabs_of_its_sight_and_no_cause_in_any(window: MainWindow) -> None:
    found = {}
    for seat in ("duty", "noc", "psap-a", "cell", "guest"):
        own = take(window, seat)
        found[seat] = tabs(own)
        seen = "\n".join(exposed(own))
        for fault in session(window).board.faults:
            assert fault.title not in seen
            assert fault.sentence not in seen
    assert found == {
        "duty": ["Map", "Messages", "Decision log"],
        "noc": ["Map", "Firewall", "Messages", "Decision log"],
        "psap-a": ["Map", "Calls", "Counters", "Messages", "Decision log"],
        "cell": ["Map", "Calls", "Counters", "Messages", "Decision log"],
        "guest": [],
    }


def test_a_call_that_is_chosen_shows_its_ladder_and_stays_chosen(window: MainWindow) -> None:
    own = take(window, "psap-a")
    calls = own.tools.calls
    calls.list.selectRow(2)
    key, ladder = calls.list.key(), [calls.ladder.model().index(n, 2).data() for n in range(3)]
    assert ladder[0] in ("INVITE with a location", "INVITE without a location")
    assert ladder[1] == "180 Ringing"
    session(window).run_to(22 * MINUTE)
    QApplication.processEvents()
    own.tools.refresh()
    assert key in calls.list._rows.keys
    assert "RTP: 0 packets in" in "\n".join(exposed(own)) or calls.list.key() != key


def test_a_firewall_shows_its_lines_with_hits_and_its_log(window: MainWindow) -> None:
    own = take(window, "noc")
    seen = "\n".join(exposed(own.tools))
    assert "allow-invite" in seen
    assert "deny by line session-guard: media in of a call from Cell carrier" in seen


def test_a_message_is_written_and_answered_by_keyboard(window: MainWindow) -> None:
    own = take(window, "duty")
    talk = own.tools.talk
    own.tools.tabs.setCurrentWidget(talk)
    talk.to.setFocus()
    talk.to.setCurrentRow(0)
    QTest.keyClick(talk.to, Qt.Key.Key_Space)
    talk.text.setFocus()
    talk.text.setPlainText(HOSTILE)
    QTest.keyClick(talk.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sent = told(window, MessageSent)
    assert sent == [MessageSent(1, "duty", "Duty officer", ("noc",), "phone", HOSTILE, 0)]
    assert talk.text.toPlainText() == ""
    talk = take(window, "noc").tools.talk
    talk.told.setCurrentIndex(talk.told.model().index(talk.told.model().rowCount() - 1, 0))
    talk.answer.click()
    QTest.keyClicks(talk.text, "Heard.")
    talk.key.click()
    answer = told(window, MessageSent)[1]
    assert isinstance(answer, MessageSent)
    assert (answer.to, answer.answers, answer.mode) == (("duty",), 1, "phone")


def test_what_is_refused_stays_where_it_was_written_and_is_said(window: MainWindow, qtbot: QtBot) -> None:
    own = take(window, "duty")
    with qtbot.waitSignal(own.tools.told) as said:
        own.tools.talk.text.setPlainText("To nobody")
        own.tools.talk.key.click()
    assert said.args == ["Say to whom the message goes."]
    assert own.tools.talk.text.toPlainText() == "To nobody"


def test_a_card_that_is_asked_for_opens_once_and_is_handed_in(window: MainWindow) -> None:
    own = take(window, "duty")
    assert session(window).ask(FACILITATOR, AskForBeliefs()).accepted
    own.tools.refresh()
    card = own.tools.card
    assert card is not None
    titles = [card.cause.itemText(n) for n in range(card.cause.count())]
    assert len(titles) > 30
    assert titles[1:] == sorted(titles[1:])
    card.hand_in()
    assert card.isVisible()
    card.words.setPlainText("Voice is blocked")
    card.sure.setCurrentIndex(card.sure.findData(60))
    card.hand_in()
    assert told(window, BeliefStated) == [BeliefStated("duty", "Voice is blocked", 60, "", ())]
    own.tools.refresh()
    assert own.tools.card is None


def test_a_card_that_is_skipped_does_not_come_back_by_itself(window: MainWindow) -> None:
    own = take(window, "duty")
    session(window).ask(FACILITATOR, AskForBeliefs())
    own.tools.refresh()
    card = own.tools.card
    assert card is not None
    card.reject()
    own.tools.refresh()
    assert not card.isVisible()
    own.tools.card_key.click()
    again = own.tools.card
    assert again is not None
    assert again.isVisible()
    again.reject()


def test_a_decision_is_logged(window: MainWindow) -> None:
    own = take(window, "duty")
    log = own.tools.decisions
    log.what.setPlainText("Call back")
    log.why.setPlainText("Numbers show")
    log.key.click()
    assert told(window, DecisionLogged) == [DecisionLogged("duty", "Call back", "Numbers show", "")]
    assert "Call back" in "\n".join(exposed(log))


def test_stop_is_asked_once_and_comes_from_the_seat(window: MainWindow) -> None:
    own = take(window, "psap-a")
    own.stop.click()
    box = own.tools._question
    assert isinstance(box, QMessageBox)
    key = next(key for key in box.findChildren(QPushButton) if key.text() == "STOP")
    key.click()
    assert told(window, PlayStopped) == [PlayStopped("psap-a", "")]


def test_messages_of_people_reach_the_feed_of_a_desk_but_not_another_seats(window: MainWindow) -> None:
    assert session(window).ask("noc", SendMessage(("duty",), "chat", "Only for duty")).accepted
    own = take(window, "duty")
    own.desk.show_seat(own._view.conduct.desk("duty"))
    assert "Only for duty" in "\n".join(exposed(own.desk))
    own = take(window, "cell")
    own.desk.show_seat(own._view.conduct.desk("cell"))
    assert "Only for duty" not in "\n".join(exposed(own))


def test_a_window_of_a_seat_stays_with_its_seat_and_shows_no_other(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    duty = take(window, "duty")
    assert duty.windowTitle() == "Duty officer – Hotwash"
    noc = take(window, "noc")
    assert noc is not duty
    assert duty.isVisible()
    assert take(window, "duty") is duty, "one window for each seat"
    for own in (duty, noc):
        assert not own.desk.seats.isVisible()
        assert own.desk.seats.count() == 1
    seen = "\n".join(exposed(duty))
    assert [seat.name for seat in session(window).scenario.seats.values() if f"Seat: {seat.name}" in seen] == [
        "Duty officer"
    ]
    assert "Firewall" not in tabs(duty)
    view.seat.seats.setCurrentIndex(view.seat.seats.findData("cell"))
    view.refresh()
    assert (duty.desk.seat, noc.desk.seat) == ("duty", "noc"), "choosing in the main window changes neither"
    noc.close()
    assert set(view.desks.windows) == {"duty"}


def test_after_the_end_a_window_is_closed_but_for_the_feedback_form(window: MainWindow) -> None:
    own = take(window, "duty")
    own.tools.talk.text.setPlainText("Begun")
    assert session(window).ask(FACILITATOR, EndExercise()).accepted
    own._view.refresh()
    own._refresh()
    tools = own.tools
    live = [key.text() for key in own.findChildren(QPushButton) if key.isEnabled() and key.isVisible()]
    assert live == ["Feedback form…"]
    assert "The exercise has ended, and this desk is closed." in "\n".join(exposed(own))
    assert tools.talk.text.toPlainText() == "Begun"
    assert not tools.talk.text.isEnabled()
    tools.feedback_key.click()
    form = tools.feedback
    assert form is not None
    form.comments.setPlainText("Good.")
    form.do.click()
    (given,) = told(window, FeedbackGiven)
    assert isinstance(given, FeedbackGiven)
    assert (given.by, given.role, given.comments) == ("duty", "player", "Good.")


def test_what_nobody_could_answer_offers_no_answer(window: MainWindow) -> None:
    for mode, to, public in (("media", (), True), ("in-person", (), False), ("phone", ("duty",), False)):
        told_to = ImproviseInject(mode, f"By {mode}", "Somebody", mode, to, public=public)
        assert session(window).ask(FACILITATOR, told_to).accepted
    own = take(window, "duty")
    talk = own.tools.talk
    own.tools.refresh()
    found = {}
    for row in range(talk.told.model().rowCount()):
        talk.told.setCurrentIndex(talk.told.model().index(row, 0))
        letter = talk._letter()
        assert letter is not None
        found[letter.text] = talk.answer.isEnabled()
    assert [found[f"By {mode}"] for mode in ("media", "in-person", "phone")] == [False, False, True]
