"""Requests in the window: in a place of their own, answered by mouse and by keys, then among what was decided."""

from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hotwash.domain.commands import FACILITATOR, StartClock, TakeAction
from hotwash.domain.facts import ActionBegan, ActionDeclined
from hotwash.domain.scenario import Seat
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.ui.main_window import MainWindow
from hotwash.ui.menus import ButtonKeys
from hotwash.ui.request_list import RequestList
from hotwash.ui.seat_panel import SeatPanel
from hotwash.ui.theme import Theme
from hotwash.viewmodels.conduct import Conduct
from tests.ui.conftest import MakeWindow, SampleDesk, begin_small, run_to


def asking(make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot) -> tuple[MainWindow, RequestList]:
    scenario = desk.scenario
    guarded = replace(scenario.actions["bypass"], approval=FACILITATOR)
    desk.scenario = replace(scenario, actions=MappingProxyType({**scenario.actions, "bypass": guarded}))
    window = make_window(begin=False)
    begin_small(window, qtbot)
    view = window.view
    assert view is not None
    window.menus.actions["clock.run"].trigger()
    run_to(window, 60_000)
    assert view.approvals.requests.isHidden()
    view.conduct.session.ask("duty", TakeAction("bypass"))
    view.refresh()
    assert view.arrangement.left.tabText(2) == "Approvals (1)"
    view.focus_part("approvals")
    QApplication.processEvents()
    return window, view.approvals.requests


def test_a_request_is_approved_by_keys_alone(make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot) -> None:
    window, requests = asking(make_window, desk, qtbot)
    view = window.view
    assert view is not None
    assert requests.isVisible()
    row = next(iter(requests._rows.values()))
    assert row.approve.hasFocus()
    assert row.approve.accessibleName().startswith("Approve: Duty officer asks")
    keys = ButtonKeys()
    row.approve.installEventFilter(keys)
    QTest.keyClick(row.approve, Qt.Key.Key_Space)
    assert any(isinstance(one.fact, ActionBegan) for one in view.conduct.session.facts)
    assert not requests.isVisible()
    assert requests._rows == {}
    told = [item.text for item in view.approvals.decided.sentences.items]
    assert told == ["Approved: Duty officer asks: " + row._text.text().partition(": ")[2]]


def test_a_request_is_declined_with_its_reason(make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot) -> None:
    window, requests = asking(make_window, desk, qtbot)
    view = window.view
    assert view is not None
    row = next(iter(requests._rows.values()))
    QTest.keyClicks(row.reason, "<b>Not</b> now")
    QTest.mouseClick(row.decline, Qt.MouseButton.LeftButton)
    declined = [one.fact for one in view.conduct.session.facts if isinstance(one.fact, ActionDeclined)]
    assert [fact.reason for fact in declined] == ["<b>Not</b> now"]
    assert not requests.isVisible()
    told = [item.text for item in view.approvals.decided.sentences.items]
    assert len(told) == 1
    assert told[0].startswith("Declined by the facilitator: Duty officer asks: ")
    assert told[0].endswith(". <b>Not</b> now")
    assert "<b>Not</b> now" in "\n".join(message.text for message in view.conduct.desk("duty").messages)


def test_the_seats_view_shows_no_request(make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot) -> None:
    window, requests = asking(make_window, desk, qtbot)
    window.menus.actions["map.seat_view"].trigger()
    QApplication.processEvents()
    assert not requests.isVisible()


def test_a_seat_answers_at_its_own_desk_and_the_keys_go_with_the_request(
    qtbot: QtBot, theme: Theme, desk: SampleDesk
) -> None:
    chief = Seat("chief", "Chief", "State 911", "You decide.")
    scenario = desk.scenario
    guarded = replace(scenario.actions["bypass"], approval="chief")
    session = Session(
        replace(
            scenario,
            seats=MappingProxyType({"chief": chief, **scenario.seats}),
            actions=MappingProxyType({**scenario.actions, "bypass": guarded}),
        ),
        911,
        MemoryStore(),
    )
    session.open()
    session.ask(FACILITATOR, StartClock())
    conduct = Conduct(session)
    panel = SeatPanel(theme)
    qtbot.addWidget(panel)
    panel.acted.connect(conduct.act)
    panel.show()
    panel.show_seat(conduct.desk("chief"))
    acts = set(panel._acts)
    conduct.act("duty", "bypass")
    panel.show_seat(conduct.desk("chief"))
    assert set(panel._acts) - acts == {"approve:1", "decline:1"}
    assert panel._act_list.indexOf(panel._acts["approve:1"]) == 0, "above what may be done at any time"
    panel._acts["approve:1"].key.setFocus()
    panel._acts["approve:1"].key.click()
    panel.show_seat(conduct.desk("chief"))
    assert set(panel._acts) == acts
    assert any(isinstance(one.fact, ActionBegan) for one in session.facts)


def test_the_words_of_a_request_are_shown_whole(make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot) -> None:
    window, requests = asking(make_window, desk, qtbot)
    window.resize(1366, 768)
    window.show()
    QTest.qWait(50)
    for row in requests._rows.values():
        for words in (row._text, row._small):
            assert words.height() >= words.heightForWidth(words.width())
