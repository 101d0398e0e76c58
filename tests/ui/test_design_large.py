"""The canvas with 2,000 elements and 5,000 links: a step of a drag touches what moves, and stays within a frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from statistics import median
from time import process_time

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hotwash.editor.edits import moved
from hotwash.editor.templates import beginnings, begun
from hotwash.scenario.draft import Draft, Fields, Item
from hotwash.scenario.files import HEAD
from hotwash.ui.design_canvas import DesignCanvas
from hotwash.ui.design_gestures import Move
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_scene import DesignScene
from hotwash.viewmodels.design_table import DesignTable

ELEMENTS, LINKS = 2_000, 5_000
KEY = 1_026


def large() -> Draft:
    """Rows of fifty elements in ten zones, each linked to its neighbours."""
    elements = []
    for place in range(ELEMENTS):
        values = {
            "kind": "psap" if place % 5 == 0 else "router",
            "id": f"e{place}",
            "name": f"Element {place}",
            "at": (place % 50 * 60, place // 50 * 60),
            "zone": f"zone {place // 200}",
        }
        elements.append(Item(place + 1, HEAD, Fields(values)))
    links = []
    for place in range(LINKS):
        other = (place % ELEMENTS + 1 + place // ELEMENTS * 50) % ELEMENTS
        fields = Fields({"id": f"l{place}", "a": f"e{place % ELEMENTS}", "b": f"e{other}"})
        links.append(Item(ELEMENTS + place + 1, HEAD, fields))
    draft = begun(beginnings()[0]).draft.with_items("elements", elements).with_items("links", links)
    return replace(draft, next_key=ELEMENTS + LINKS + 1)


@pytest.fixture
def canvas(qtbot: QtBot, theme: Theme) -> DesignCanvas:
    table = DesignTable(large())
    made = DesignCanvas(table, theme)
    qtbot.addWidget(made)
    table.listen(made.told)
    made.resize(1600, 900)
    made.show()
    QApplication.processEvents()
    made.resetTransform()
    made.centre(made.picture.place(KEY))
    QApplication.processEvents()
    return made


def cost(step: Callable[[int], object], times: int = 15) -> float:
    """CPU milliseconds of one step with its painting; the median."""
    found = []
    for number in range(times):
        start = process_time()
        step(number)
        QApplication.processEvents()
        found.append((process_time() - start) * 1_000)
    return median(found)


def test_a_drag_step_touches_the_element_and_its_links_only(canvas: DesignCanvas) -> None:
    ends = len(canvas.picture.model.ends[KEY])
    canvas.picture.shift({KEY}, QPointF(10, 10))
    assert canvas.picture.touched == 1 + ends
    table = canvas.table
    table.edit("Move", moved(table.draft, {KEY}, 10, 10))
    assert canvas.picture.touched == 1 + ends
    assert table.draft.items("elements")[0] is table.history.first.items("elements")[0]


def test_a_drag_step_costs_little_of_what_painting_everything_costs(canvas: DesignCanvas) -> None:
    """As a ratio of one run; the whole map is some 150 ms of a slow computer, a frame 16."""

    def all_anew(_: int) -> None:
        canvas.viewport().update()

    canvas.fit()
    whole = cost(all_anew, 5)
    one = cost(lambda number: canvas.picture.shift({KEY}, QPointF(number, number)))
    assert one < whole / 4


def test_a_drag_of_very_many_paints_nothing_anew(canvas: DesignCanvas) -> None:
    canvas.fit()
    whole = cost(lambda _: canvas.viewport().update(), 5)
    painted = canvas.picture.touched
    keys = frozenset(range(1, 501))
    canvas.table.select(keys)
    move = Move(canvas, frozenset({1}), canvas.picture.place(1), Qt.KeyboardModifier.NoModifier)
    start = canvas.picture.place(1)
    move.move(start + QPointF(40, 0), Qt.KeyboardModifier.NoModifier)
    veil = move._veil
    assert veil is not None
    assert veil.isVisible()
    assert cost(lambda number: veil.shift(QPointF(number + 1, 0))) < whole / 4
    assert canvas.picture.touched == painted, "the items themselves stay where they are"
    before = canvas.picture.place(1)
    move.release(start + QPointF(40, 0), Qt.KeyboardModifier.NoModifier)
    assert canvas.picture.place(1) == before + QPointF(40, 0)
    assert move._veil is None
    assert len(canvas.table.history.steps) == 1


def test_what_is_the_same_costs_nothing() -> None:
    draft, scene = large(), DesignScene()
    assert len(scene.take(draft).drawn) == ELEMENTS + LINKS
    assert scene.take(draft).drawn == ()
    further = moved(draft, {KEY}, 1, 1)
    assert scene.take(further).drawn == (KEY,)
    assert scene.take(draft).drawn == (KEY,)
