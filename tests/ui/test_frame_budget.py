"""A frame of the live map stays far cheaper than Qt's item scene; by ratio, because machines differ."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.benchmarks import map_frame


@pytest.mark.slow
def test_a_frame_is_at_least_fifty_times_cheaper_than_items(qapp: QApplication) -> None:
    assert map_frame.run(quick=True)["ratio"] >= 50
