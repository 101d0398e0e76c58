"""At 1366x768 the facilitator sees several injects at once, and approvals have a tab beside them."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hotwash.ui.msel_list import InjectList
from tests.room_world import room_scenario
from tests.ui.conftest import MakeWindow, SampleDesk


def whole_rows(board: InjectList) -> int:
    """How many rows are seen from top to bottom, headings apart."""
    port = board.viewport().rect()
    seen = [board.visualRect(board.rows.index(place)) for place in range(board.rows.rowCount())]
    return sum(port.contains(box) for box in seen)


@pytest.mark.parametrize("size", [(1366, 768), (1600, 900)])
def test_several_injects_are_seen_at_once(make_window: MakeWindow, desk: SampleDesk, size: tuple[int, int]) -> None:
    desk.scenario = room_scenario()
    view = make_window(*size).view
    assert view is not None
    view.focus_part("injects")
    QApplication.processEvents()
    assert view.injects.height() > 0.85 * view.arrangement.height()
    assert whole_rows(view.injects.list) >= 5
    assert view.bar.height() < 80


def test_a_narrower_window_keeps_the_whole_width_for_the_log(
    make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot
) -> None:
    window = make_window(1366, 768)
    view = window.view
    assert view is not None
    for width, tall in ((1100, False), (1366, True), (1100, False)):
        window.resize(width, 768)
        qtbot.waitUntil(lambda: view.width() == width, timeout=5_000)  # noqa: B023  # asked before the next one
        for _ in range(10):
            QApplication.processEvents()
        assert (view.arrangement.left.height() > 0.9 * view.arrangement.height()) is tall
        assert [view.arrangement.left.tabText(n) for n in range(3)] == ["Injects", "Faults", "Approvals"]
