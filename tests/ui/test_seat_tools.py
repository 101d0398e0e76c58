"""A seat's own window: tools of its own sight, messages, card, decisions and STOP, by keyboard, and never a cause."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.conduct_commands import AskForBeliefs, SendMessage
from hotwash.domain.conduct_facts import BeliefStated, DecisionLogged, MessageSent, PlayStopped
from hotwash.domain.facts import Fact
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


@pytest.fixture
def own(window: MainWindow) -> DeskWindow:
    """The seat's own window, twenty minutes into an exercise in which voice is blocked."""
    view = window.view
    assert view is not None
    window.menus.actions["clock.run"].trigger()
    run_to(window, 20 * MINUTE)
    window.menus.actions["clock.run"].trigger()
    window.menus.actions["show.seat_window"].trigger()
    assert isinstance(view.seat_window, DeskWindow)
    return view.seat_window


def session(window: MainWindow) -> Session:
    assert window.view is not None
    return window.view.conduct.session


def take(own: DeskWindow, seat: str) -> None:
    own.desk.seats.setCurrentIndex(own.desk.seats.findData(seat))
    QApplication.processEvents()
    assert own.tools.seat == seat


def told(window: MainWindow, kind: type[Fact]) -> list[Fact]:
    return [one.fact for one in session(window).facts if isinstance(one.fact, kind)]


def tabs(own: DeskWindow) -> list[str]:
    return [own.tools.tabs.tabText(place) for place in range(own.tools.tabs.count())]


def test_every_seat_has_the_tabs_of_its_sight_and_no_cause_in_any(window: MainWindow, own: DeskWindow) -> None:
    found = {}
    for seat in ("duty", "noc", "psap-a", "cell", "guest"):
        take(own, seat)
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


def test_a_call_that_is_chosen_shows_its_ladder_and_stays_chosen(window: MainWindow, own: DeskWindow) -> None:
    take(own, "psap-a")
    calls = own.tools.calls
    calls.list.selectRow(2)
    key, ladder = calls.list.key(), [calls.ladder.model().index(n, 2).data() for n in range(3)]
    assert ladder[0] in ("INVITE with a location", "INVITE without a location")
    assert ladder[1] == "180 Ringing"
    session(window).run_to(22 * MINUTE)
    QApplication.processEvents()
    own.tools.show_seat("cell")
    own.tools.show_seat("psap-a")
    own.tools.refresh()
    assert key in calls.list._rows.keys
    assert "RTP: 0 packets in" in "\n".join(exposed(own)) or calls.list.key() != key


def test_a_firewall_shows_its_lines_with_hits_and_its_log(own: DeskWindow) -> None:
    take(own, "noc")
    seen = "\n".join(exposed(own.tools))
    assert "allow-invite" in seen
    assert "deny by line session-guard: media in of a call from Cell carrier" in seen


def test_a_message_is_written_and_answered_by_keyboard(window: MainWindow, own: DeskWindow) -> None:
    take(own, "duty")
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
    take(own, "noc")
    talk.told.setCurrentIndex(talk.told.model().index(talk.told.model().rowCount() - 1, 0))
    talk.answer.click()
    QTest.keyClicks(talk.text, "Heard.")
    talk.key.click()
    answer = told(window, MessageSent)[1]
    assert isinstance(answer, MessageSent)
    assert (answer.to, answer.answers, answer.mode) == (("duty",), 1, "phone")


def test_what_is_refused_stays_where_it_was_written_and_is_said(own: DeskWindow, qtbot: QtBot) -> None:
    take(own, "duty")
    with qtbot.waitSignal(own.tools.told) as said:
        own.tools.talk.text.setPlainText("To nobody")
        own.tools.talk.key.click()
    assert said.args == ["Say to whom the message goes."]
    assert own.tools.talk.text.toPlainText() == "To nobody"


def test_a_card_that_is_asked_for_opens_once_and_is_handed_in(window: MainWindow, own: DeskWindow) -> None:
    take(own, "duty")
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


def test_a_card_that_is_skipped_does_not_come_back_by_itself(window: MainWindow, own: DeskWindow) -> None:
    take(own, "duty")
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


def test_a_decision_is_logged(window: MainWindow, own: DeskWindow) -> None:
    take(own, "duty")
    log = own.tools.decisions
    log.what.setPlainText("Call back")
    log.why.setPlainText("Numbers show")
    log.key.click()
    assert told(window, DecisionLogged) == [DecisionLogged("duty", "Call back", "Numbers show", "")]
    assert "Call back" in "\n".join(exposed(log))


def test_stop_is_asked_once_and_comes_from_the_seat(window: MainWindow, own: DeskWindow) -> None:
    take(own, "psap-a")
    own.stop.click()
    box = own.tools._question
    assert isinstance(box, QMessageBox)
    key = next(key for key in box.findChildren(QPushButton) if key.text() == "STOP")
    key.click()
    assert told(window, PlayStopped) == [PlayStopped("psap-a", "")]


def test_messages_of_people_reach_the_feed_of_a_desk_but_not_another_seats(window: MainWindow, own: DeskWindow) -> None:
    assert session(window).ask("noc", SendMessage(("duty",), "chat", "Only for duty")).accepted
    own._view.refresh()
    take(own, "duty")
    own.desk.show_seat(own._view.conduct.desk("duty"))
    assert "Only for duty" in "\n".join(exposed(own.desk))
    take(own, "cell")
    own.desk.show_seat(own._view.conduct.desk("cell"))
    assert "Only for duty" not in "\n".join(exposed(own))
