"""What a seat may see: symptoms and nothing else, in every widget, tip and word for a screen reader."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hotwash.domain.time import MINUTE
from hotwash.ui import toast
from hotwash.ui.desk_window import DeskWindow
from hotwash.ui.main_window import MainWindow
from tests.ui.conftest import run_to
from tests.ui.seen import exposed

RULE = "session-guard"
"""The rule that drops the voice; it stands in the fault's sentence and on the border's card."""


def in_trouble(window: MainWindow) -> None:
    """Half an hour in: voice is blocked, an alarm rings, cards and tips of the facilitator are full of causes."""
    view = window.view
    assert view is not None
    window.menus.actions["clock.run"].trigger()
    run_to(window, 30 * MINUTE)
    view.open_card("element:bcf-east")
    view.map.select("bcf-east")
    view.do("Rule session-guard is to blame.")
    view.refresh()
    QApplication.processEvents()


def causes(window: MainWindow) -> list[str]:
    """Words that would give a cause away, all of them in the facilitator's view at this moment."""
    view = window.view
    assert view is not None
    assert view.last is not None
    live = [fault for fault in view.last.faults if fault.state == "live"]
    assert live
    words = [RULE, "drops voice", *(fault.title for fault in view.last.faults), *(fault.sentence for fault in live)]
    seen = "\n".join(exposed(window))
    assert [word for word in words if word not in seen] == []
    return words


def test_no_cause_is_left_anywhere_in_the_seats_view(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    in_trouble(window)
    words = causes(window)
    window.menus.actions["map.seat_view"].trigger()
    QApplication.processEvents()
    seen = "\n".join(exposed(window))
    assert [word for word in words if word in seen] == []
    assert (view.plot._plot.flags, view.plot._plot.minutes) == ((), ())
    assert {text.text() for text in view.figures._figures.values()} == {""}
    assert view.outcomes._rows == {}


def test_the_record_of_a_seats_view_holds_no_truth(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    in_trouble(window)
    assert view.last is not None
    assert view.last.plot is not None
    assert view.last.plot.flags
    assert view.last.situation.trouble
    view.set_seat_view(on=True)
    shown = view.last
    assert (shown.faults, shown.figures, shown.plot, shown.psaps) == ((), None, None, ())
    assert not shown.situation.armed


def test_the_truth_comes_back_whole(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    in_trouble(window)
    window.menus.actions["map.seat_view"].trigger()
    window.menus.actions["map.seat_view"].trigger()
    QApplication.processEvents()
    assert "drops the voice" in "\n".join(exposed(view.faults))
    assert view.outcomes._rows
    assert view.plot._plot.flags
    assert "drops the voice" in "\n".join(exposed(view.log))


def test_the_seats_own_window_shows_symptoms_and_closes_with_the_exercise(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    in_trouble(window)
    words = causes(window)
    window.menus.actions["show.seat_window"].trigger()
    own = view.seat_window
    assert own is not None
    assert own.isVisible()
    seen = "\n".join(exposed(own))
    assert "Acknowledge" in seen
    assert [word for word in words if word in seen] == []
    window.close_exercise()
    assert not own.isVisible()


def test_an_alarm_that_is_cleared_is_over_and_no_longer_rung(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    in_trouble(window)
    window.menus.actions["map.seat_view"].trigger()
    before = set(view.map.state.alarmed)
    assert before
    standing = [alarm for alarm in view.conduct.session.board.alarms if alarm.cleared_at < 0]
    assert standing
    view.conduct.clear("voice")
    run_to(window, 45 * MINUTE)
    assert all(alarm.cleared_at >= 0 for alarm in view.conduct.session.board.alarms)
    assert view.map.state.alarmed == frozenset()
    assert "over since" in "\n".join(exposed(view.seat))
    assert "0 to acknowledge" in "\n".join(exposed(view.seat))


class Ear:
    """Stands in for the accessibility of Qt and keeps what is announced."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def updateAccessibility(self, event: object) -> None:
        self.heard.append(event.message())  # type: ignore[attr-defined]  # an announcement, which has a message


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    made = Ear()
    monkeypatch.setattr(toast, "QAccessible", made)
    return made


def test_a_new_alarm_is_said_to_eyes_and_ears_once(window: MainWindow, ear: Ear) -> None:
    view = window.view
    assert view is not None
    window.menus.actions["clock.run"].trigger()
    run_to(window, 30 * MINUTE)
    (alarm,) = view.conduct.session.board.alarms
    assert [text for text in ear.heard if alarm.text in text] == [f"New alarm: {alarm.text}"]
    assert window.toast.text.text() == f"New alarm: {alarm.text}"
    view.refresh()
    assert len([text for text in ear.heard if alarm.text in text]) == 1


def test_an_alarm_is_said_where_the_seat_sits(window: MainWindow, ear: Ear, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    window.menus.actions["show.seat_window"].trigger()
    own = view.seat_window
    assert isinstance(own, DeskWindow)
    window.menus.actions["clock.run"].trigger()
    run_to(window, 30 * MINUTE)
    assert own.toast.text.text().startswith("New alarm: ")
    assert len([text for text in ear.heard if text.startswith("New alarm: ")]) == 1
    assert own.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def test_alarms_of_an_exercise_that_is_gone_on_with_are_not_new(window: MainWindow, ear: Ear) -> None:
    in_trouble(window)
    ear.heard.clear()
    window.menus.actions["show.seat_window"].trigger()
    QApplication.processEvents()
    assert [text for text in ear.heard if text.startswith("New alarm")] == []
