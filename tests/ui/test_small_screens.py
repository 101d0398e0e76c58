"""Screens of every size: one arrangement for each, nothing cut off or covered, and each panel still at hand."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hotwash.domain.scenario import Seat
from hotwash.domain.time import MINUTE
from hotwash.ui.arrangement import Shape, shape_of
from hotwash.ui.conduct_view import ConductView
from hotwash.ui.main_window import MainWindow
from hotwash.ui.tab_order import stops
from tests.ui.conftest import MakeWindow, SampleDesk, run_to

SIZES = [(683, 384), (910, 512), (1024, 580), (1366, 768)]
PARTS = ("map", "faults", "psaps", "log", "seat", "note")


def begun(make_window: MakeWindow, size: tuple[int, int]) -> tuple[MainWindow, ConductView]:
    """The small world half an hour on, with an alarm and a failing network."""
    window = make_window(*size)
    view = window.view
    assert view is not None
    window.menus.actions["clock.run"].trigger()
    run_to(window, 30 * MINUTE)
    return window, view


def where(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def settle(window: MainWindow) -> None:
    assert window.view is not None
    window.view.refresh()
    for _ in range(4):
        QApplication.processEvents()


def test_what_there_is_room_for() -> None:
    assert shape_of(QSize(1366, 740)) is Shape.AROUND
    assert shape_of(QSize(1024, 552)) is Shape.BESIDE
    assert shape_of(QSize(910, 484)) is Shape.BESIDE
    assert shape_of(QSize(683, 356)) is Shape.TABS


@pytest.mark.parametrize("size", SIZES)
def test_every_part_is_at_hand_and_whole(make_window: MakeWindow, size: tuple[int, int]) -> None:
    window, view = begun(make_window, size)
    assert window.size().toTuple() == size
    for part in PARTS:
        view.focus_part(part)
        settle(window)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.isVisible(), part
        assert window.rect().contains(where(focused, window).center()), part
    view.arrangement.bring(view.outcomes)
    settle(window)
    assert view.outcomes.isVisible()
    assert view.figures.isVisible()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_covers_anything(make_window: MakeWindow, size: tuple[int, int]) -> None:
    window, view = begun(make_window, size)
    for part in ("map", "faults", "psaps", "log", "seat"):
        view.focus_part(part)
        settle(window)
        panels = [view.bar, view.map, view.faults, view.figures, view.psaps, view.card, view.log, view.seat]
        boxes = [(one, where(one, window)) for one in panels if one.isVisible()]
        for place, (one, box) in enumerate(boxes):
            assert window.rect().contains(box), (part, one)
            assert not [other for other, with_ in boxes[place + 1 :] if box.intersects(with_)], (part, one)
        bar = [where(one, window) for one in view.bar.findChildren(QAbstractButton) if one.isVisible()]
        assert all(not a.intersects(b) for n, a in enumerate(bar) for b in bar[n + 1 :])
        assert all(window.rect().contains(box) for box in bar)


@pytest.mark.parametrize("size", SIZES)
def test_the_first_alarm_is_seen_whole_and_covers_no_caption(make_window: MakeWindow, size: tuple[int, int]) -> None:
    window, view = begun(make_window, size)
    view.focus_part("seat")
    settle(window)
    (alarm,) = view.seat._alarms.values()
    area = where(view.seat._alarm_area, window)
    assert area.contains(where(alarm.key, window))
    for text in alarm.findChildren(QLabel):
        assert text.height() >= text.heightForWidth(text.width())
        assert area.contains(where(text, window))
    assert not area.intersects(where(view.seat.messages, window))


@pytest.mark.parametrize("size", SIZES)
def test_acts_say_how_long_they_take(make_window: MakeWindow, size: tuple[int, int]) -> None:
    window, view = begun(make_window, size)
    view.focus_part("seat")
    settle(window)
    for act in view.seat._acts.values():
        seen = act.takes if act.takes.isVisibleTo(act) else act._below
        assert "min" in seen.text()
        assert seen.isVisibleTo(act)


def test_crossing_the_borders_between_sizes_keeps_focus_tab_and_view(make_window: MakeWindow, qtbot: QtBot) -> None:
    window, view = begun(make_window, (1366, 768))
    view.focus_part("psaps")
    for size in [*SIZES, (683, 384), (1366, 768)]:
        window.resize(*size)
        settle(window)
        assert window.size().toTuple() == size
        assert view.tabs.currentWidget() is view.psaps
        assert QApplication.focusWidget() is view.psaps.search
    view.set_seat_view(on=True)
    for size in SIZES:
        window.resize(*size)
        settle(window)
        assert view.seat.isVisible() or view.map.isVisible()
        assert not any(one.isVisible() for one in (view.faults, view.log, view.psaps, view.figures, view.outcomes))
    view.set_seat_view(on=False)
    settle(window)
    assert view.faults.isVisible()
    assert view.log.isVisible()


@pytest.mark.parametrize("size", SIZES)
def test_the_map_alone_and_back(make_window: MakeWindow, size: tuple[int, int]) -> None:
    window, view = begun(make_window, size)
    window.menus.actions["map.only"].trigger()
    settle(window)
    assert view.map.isVisible()
    assert not any(one.isVisible() for one in (view.faults, view.log, view.seat, view.psaps, view.outcomes))
    window.menus.actions["focus.log"].trigger()
    settle(window)
    assert view.log.isVisible()


def test_the_plot_gives_way_to_the_table(make_window: MakeWindow) -> None:
    window, view = begun(make_window, (1366, 768))
    assert view.plot.isVisible()
    view.focus_part("psaps")
    settle(window)
    assert not view.plot.isVisible()
    assert view.psaps.view.viewport().height() >= 6 * view.psaps.view.rowHeight(0)


def test_the_last_hop_of_a_call_is_seen(make_window: MakeWindow) -> None:
    window, view = begun(make_window, (1366, 768))
    view.open_card("call:0")
    settle(window)
    hops = [one for one in view.card.findChildren(QAbstractButton) if one.objectName() == "hop"]
    assert len(hops) > 2
    area = where(view.card._area.viewport(), window)
    assert all(area.contains(where(hop, window)) for hop in hops)


def test_five_hops_stand_side_by_side_at_the_usual_size(make_window: MakeWindow) -> None:
    _, view = begun(make_window, (1366, 768))
    view.arrangement.bring(view.card)
    assert view.card._across >= 5


def test_tabs_and_their_bar_have_names(window: MainWindow) -> None:
    assert window.view is not None
    assert window.view.tabs.accessibleName()
    assert window.view.tabs.tabBar().accessibleName()


def test_each_of_several_seats_can_be_looked_at(make_window: MakeWindow, desk: SampleDesk) -> None:
    chief = Seat("chief", "Chief", "State 911", "You decide.")
    logs = replace(desk.scenario.actions["logs"], seats=())
    desk.scenario = replace(
        desk.scenario,
        seats=MappingProxyType({**desk.scenario.seats, "chief": chief}),
        actions=MappingProxyType({**desk.scenario.actions, "logs": logs}),
    )
    window, view = begun(make_window, (1366, 768))
    assert view.seat.seats.isVisible()
    assert view.seat.seat == "duty"
    rung: list[str] = []
    view.seat.rang.connect(rung.append)
    view.seat.seats.setCurrentIndex(1)
    settle(window)
    assert view.seat.seat == "chief"
    assert rung == []
    offered = [act.id for act in view.conduct.desk("chief").acts]
    assert list(view.seat._acts) == offered
    key = next(key for key in stops(view.seat._act_area) if isinstance(key, QAbstractButton))
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert view.conduct.session.board.actions[-1].seat == "chief"
    view.seat.seats.setCurrentIndex(0)
    settle(window)
    assert view.seat.seat == "duty"
    window.menus.actions["show.seat_window"].trigger()
    own = view.seat_window
    assert own is not None
    assert own.windowTitle().startswith("Duty")
    view.seat.seats.setCurrentIndex(1)
    settle(window)
    window.menus.actions["show.seat_window"].trigger()
    other = view.seat_window
    assert other is not None
    assert other.windowTitle().startswith("Chief")
    assert own.windowTitle().startswith("Duty"), "it stays with its seat"
