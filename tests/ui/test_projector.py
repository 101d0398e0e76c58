"""The projector's window: what it shows, its keys, its letters, and that no fault of any kind leaks onto it."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from hotwash.catalogue import registry
from hotwash.domain.commands import FACILITATOR, LaunchFault, StartClock
from hotwash.domain.conduct_commands import ImproviseInject, ReleaseInject, StopPlay
from hotwash.domain.scenario import PlannedFault
from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.ui.conduct_view import ConductView
from hotwash.ui.projector_window import ProjectorWindow
from hotwash.ui.theme import Theme
from hotwash.viewmodels.conduct import Conduct
from hotwash.viewmodels.map_state import MapState
from tests.catalogue.samples import sample
from tests.room_world import room_scenario
from tests.ui.conftest import MakeWindow, SampleDesk, run_to
from tests.ui.seen import exposed


@pytest.fixture
def view(make_window: MakeWindow, desk: SampleDesk) -> ConductView:
    desk.scenario = room_scenario()
    window = make_window()
    assert window.view is not None
    window.menus.actions["clock.run"].trigger()
    run_to(window, 13 * MINUTE)
    window.menus.actions["room.projector"].trigger()
    return window.view


def projector(view: ConductView) -> ProjectorWindow:
    found = view.room.projector
    assert found is not None
    view.refresh()
    QApplication.processEvents()
    return found


def blank(window: ProjectorWindow) -> bool:
    return window.blanked


def test_it_follows_the_exercise_and_closes_with_it(view: ConductView) -> None:
    window = projector(view)
    assert window.isVisible()
    seen = "\n".join(exposed(window))
    for words in ("Dead air", "13:13:0", "Callers are silent.", "Ground rules"):
        assert words in seen, words
    view.conduct.session.ask(FACILITATOR, ReleaseInject("press"))
    view.conduct.session.ask(FACILITATOR, ImproviseInject("Rain", "<b>Rain</b> in the room", "Caretaker", "in-person"))
    seen = "\n".join(exposed(projector(view)))
    assert "Channel 5 (media): Is 911 down?" in seen
    assert "<b>Rain</b> in the room" in seen, "literally, as it was written"
    assert "We pick up and hear nothing." not in seen
    view.stop()
    assert view.room.projector is None


def test_its_map_is_neutral_and_no_mouse_asks_it_anything(view: ConductView) -> None:
    window = projector(view)
    assert window.map.state == MapState(seat_view=True)
    assert window.map.focusPolicy() is Qt.FocusPolicy.NoFocus
    window.resize(1920, 1080)
    QTest.qWait(120)
    picture = window.map._picture
    assert picture.size() == window.map.size()
    assert picture.devicePixelRatio() > 1.5, "letters and signs are drawn larger, not stretched"


def test_b_blanks_it_and_a_real_emergency_is_seen_all_the_same(view: ConductView) -> None:
    window = projector(view)
    QTest.keyClick(window, Qt.Key.Key_B)
    assert blank(window)
    assert not any(label.isVisible() for label in window.findChildren(QLabel))
    QTest.keyClick(window, Qt.Key.Key_B)
    assert not blank(window)
    QTest.keyClick(window, Qt.Key.Key_B)
    view.conduct.session.ask("noc", StopPlay("Fire alarm."))
    assert not blank(projector(view))
    assert window.banner.isVisible()
    assert "Fire alarm." in "\n".join(exposed(window.banner))


def test_f11_fills_the_screen_and_escape_gives_it_back(view: ConductView) -> None:
    window = projector(view)
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert view.room.projector is None
    view.refresh()


@pytest.mark.parametrize(
    ("size", "letters"), [((640, 360), 14), ((1280, 720), 21), ((1920, 1080), 31), ((3840, 2160), 44)]
)
def test_its_letters_grow_with_it(view: ConductView, size: tuple[int, int], letters: int) -> None:
    window = projector(view)
    window.resize(*size)
    QApplication.processEvents()
    labels = [one for one in window.area.findChildren(QLabel) if one.isVisible() and not one.objectName()]
    assert labels
    assert {one.fontInfo().pixelSize() for one in labels} == {letters}
    for one in labels:
        assert one.height() >= one.heightForWidth(one.width()), one.text()


@pytest.mark.parametrize("kind", list(registry.faults()))
def test_no_fault_of_any_kind_leaks(theme: Theme, qtbot: object, kind: str) -> None:
    fault = sample(registry.faults()[kind])
    scenario = room_scenario()
    faults = MappingProxyType({**scenario.faults, "own-fault": PlannedFault("own-fault", fault, None)})
    session = Session(replace(scenario, faults=faults), 911, MemoryStore())
    session.open()
    session.ask(FACILITATOR, StartClock())
    session.ask(FACILITATOR, LaunchFault("own-fault"))
    session.run_to(25 * MINUTE)
    conduct = Conduct(session)
    window = ProjectorWindow(theme, None, conduct.scene, conduct.outline, lambda: None)
    try:
        window.show()
        window.show_picture(conduct.room.picture())
        QApplication.processEvents()
        seen = "\n".join(exposed(window))
        hidden = [
            fault.title,
            fault.narrative(scenario.network),
            "own-fault",
            *(line.sentence for line in session.board.faults),
        ]
        hidden += [fault.code] if len(fault.code) > 1 else []
        hidden += [one.delivery.script for one in scenario.injects.values() if one.delivery.script]
        hidden += [conduct.names["fault:voice"], "Border policy"]
        assert [words for words in hidden if words in seen] == []
        assert "Ground rules" in seen
    finally:
        window.close()
