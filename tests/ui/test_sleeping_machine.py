"""A laptop that slept, or was held up, and a clock that is set back: the exercise stands where it was and says why."""

import time
from datetime import datetime, tzinfo
from typing import Self

import pytest
from PySide6.QtWidgets import QApplication

from hotwash.domain.commands import FACILITATOR, SetSpeed
from hotwash.domain.facts import ClockPaused
from hotwash.ui import conduct_view
from hotwash.ui.main_window import MainWindow
from hotwash.viewmodels import steady as steady_seconds
from tests.ui.seen import exposed


class Seconds:
    """Time that passes only where a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Seconds:
    made = Seconds()
    assert window.view is not None
    window.view._tick.stop()
    monkeypatch.setattr(conduct_view, "steady", made)
    window.view.tick()
    return made


def passing(window: MainWindow, seconds: Seconds, by: float) -> None:
    assert window.view is not None
    seconds.now += by
    window.view.tick()


def test_a_minute_of_sleep_pauses_and_no_exercise_time_passes(window: MainWindow, seconds: Seconds) -> None:
    view = window.view
    assert view is not None
    one = view.conduct.session
    view.conduct.run_or_pause()
    one.ask(FACILITATOR, SetSpeed(60_000))
    for _ in range(4):
        passing(window, seconds, 0.05)
    before = one.now
    assert before > 0
    passing(window, seconds, 60.0)
    assert one.now == before
    assert not one.board.running
    view.refresh()
    QApplication.processEvents()
    assert any("The computer was held up for 60 s." in text for text in exposed(view.bar))
    passing(window, seconds, 0.05)
    assert one.now == before
    view.conduct.run_or_pause()
    passing(window, seconds, 0.05)
    assert before < one.now < before + 10_000
    assert sum(isinstance(happened.fact, ClockPaused) for happened in one.facts) == 1


def test_a_wall_clock_that_is_set_back_moves_nothing(
    window: MainWindow, seconds: Seconds, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Earlier(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(1999, 1, 1, 4, 5, tzinfo=tz)

    view = window.view
    assert view is not None
    one = view.conduct.session
    view.conduct.run_or_pause()
    passing(window, seconds, 1.0)
    before = one.now
    monkeypatch.setattr(conduct_view, "datetime", Earlier)
    view.refresh()
    passing(window, seconds, 1.0)
    assert one.now == before + 1_000
    assert one.board.running
    assert any("wall clock 04:05" in text for text in exposed(view.bar))


def test_seconds_never_go_back_and_count_sleep_where_the_machine_can() -> None:
    read = [steady_seconds.steady() for _ in range(1_000)]
    assert read == sorted(read)
    assert steady_seconds._WITH_SLEEP in (
        None,
        getattr(time, "CLOCK_BOOTTIME", None),
        getattr(time, "CLOCK_MONOTONIC", None),
    )
