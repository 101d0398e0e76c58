"""Going back as a dialog sees it: the moments there are, what has passed since, and a view that starts over."""

from datetime import datetime

import pytest

from hotwash.domain.commands import FACILITATOR, StartClock, TakeAction
from hotwash.domain.conduct_commands import SendMessage, SetBookmark
from hotwash.domain.review_commands import GiveFeedback, Observe
from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.viewmodels.conduct import Conduct
from hotwash.viewmodels.rewinding import Rewinding
from tests.room_world import room_scenario


@pytest.fixture
def one() -> Session:
    made = Session(room_scenario(), 911, MemoryStore())
    made.open()
    made.ask(FACILITATOR, StartClock())
    made.run_to(7 * MINUTE)
    made.ask(FACILITATOR, SetBookmark("First guess"))
    made.run_to(13 * MINUTE)
    made.ask("duty", TakeAction("logs"))
    made.ask("duty", SendMessage(("noc",), "phone", "Anything?"))
    made.ask("eva", Observe("Asked."))
    made.ask("guest", GiveFeedback("observer"))
    made.run_to(21 * MINUTE)
    return made


def test_moments_are_bookmarks_injects_faults_and_whole_times_newest_first(one: Session) -> None:
    assert [moment.text for moment in Rewinding(one).moments()] == [
        "0:20:00  a five-minute mark",
        "0:15:00  a five-minute mark",
        "0:12:30  inject 1: A PSAP reports dead air",
        "0:10:00  fault began: Voice sessions dropped by the firewall",
        "0:10:00  a five-minute mark",
        "0:07:00  bookmark: First guess",
        "0:05:00  a five-minute mark",
        "0:00:00  a five-minute mark",
    ]


def test_what_would_be_left_is_counted(one: Session) -> None:
    first, *lines = Rewinding(one).passed_since("0:12:00")
    assert "0:09:00 of exercise time are left" in first
    assert "acts begun: 1" in lines
    assert "messages sent: 1" in lines
    assert "observations and ratings, which stay with that history: 1" in lines
    assert not [line for line in lines if line.endswith(": 0")]
    assert Rewinding(one).passed_since("0:21:00") == ("The exercise is at 0:21:00; choose a time before that.",)
    assert "is not a time" in Rewinding(one).passed_since("soon")[0]


def test_it_is_ordered_followed_and_cancelled(one: Session) -> None:
    rewinding = Rewinding(one)
    assert [rewinding.done_permille] == [None]
    assert "choose a time before" in rewinding.go("0:30:00", "")
    assert rewinding.go("T+0:12:00", " Once more. ") == ""
    assert [rewinding.done_permille] == [0]
    assert "being taken back" in rewinding.go("0:11:00", "")
    assert rewinding.cancel() == ""
    assert rewinding.done_permille is None
    assert "not being taken back" in rewinding.cancel()
    rewinding.go("0:12:00", "Once more.")
    one.catch_up()
    assert one.board.left[0].by.reason == "Once more."
    assert one.now == 12 * MINUTE


def test_a_view_starts_over_on_the_history_that_is_played(one: Session) -> None:
    conduct = Conduct(one)
    wall = datetime(2026, 1, 1, 9, 0)  # noqa: DTZ001  # any local time will do
    before = conduct.shown(wall)
    assert before.figures is not None
    Rewinding(one).go("0:08:00", "Once more.")
    assert conduct.shown(wall).clocks.detail == "going back to 0:08:00"
    for tick in range(200):
        conduct.tick(tick / 20)
    after = conduct.shown(wall)
    assert after.figures is not None
    assert after.figures.attempts < before.figures.attempts
    assert [line.seq for line in conduct.log] == [item.seq for item in one.facts]
    assert conduct.log[-3].text == "The exercise was taken back here from 0:21:00. Once more."
    assert after.plot is not None
    assert len(after.plot.minutes) == 8
    fresh = Conduct(one).shown(wall)
    assert (after.figures, after.psaps, after.map) == (fresh.figures, fresh.psaps, fresh.map)
