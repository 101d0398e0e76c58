"""Where dots are drawn: on their way, at their PSAP, or where they failed."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from hotwash.analysis.passage import Loss
from hotwash.analysis.verdict import CallVerdict, Treatment, judge_call
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome
from hotwash.viewmodels import dots
from hotwash.viewmodels.dots import Mark
from hotwash.viewmodels.motion import LINGER_MS, TRANSIT_MS, Motion
from hotwash.viewmodels.paths import Paths
from hotwash.viewmodels.scene import scene_of
from tests.small_world import small_network

OUTCOMES = list(Outcome)


class SampleCalls:
    """Calls that a test writes down; all from the cell carrier to PSAP A."""

    def __init__(self, network: Network, *rows: dict[str, int], failed_at: str = "", mute: bool = False) -> None:
        names = ["caller", "stream", "attempt", "way", "psap", "border", "version", "started", "delivered", "answered"]
        names += ["ended", "outcome", "located", "seized"]
        plain = dict.fromkeys(names, 0) | {"delivered": -1, "seized": -1, "answered": -1, "ended": -1, "attempt": 1}
        self.rows = [plain | row for row in rows]
        self.names = names
        self._verdict = judge_call(network, "cell", "psap-a")
        if failed_at or mute:
            treatment = Treatment.NO_AUDIO if mute else Treatment.SILENT
            loss = Loss(treatment, 1000, failed_at or "bcf-east", "border-policy", "line")
            self._verdict = replace(self._verdict, course=replace(self._verdict.course, losses=(loss,)))

    def columns(self, start: int = 0) -> dict[str, np.ndarray]:
        return {name: np.array([row[name] for row in self.rows[start:]], dtype=np.int64) for name in self.names}

    def waiting(self) -> Sequence[int]:
        return (0, 0)

    def busy(self) -> Sequence[int]:
        return (0, 0)

    def positions(self) -> Sequence[int]:
        return (1, 1)

    def oldest_since(self) -> Sequence[int]:
        return (-1, -1)

    def log_length(self) -> Sequence[int]:
        return (0, 0)

    def origin_of(self, stream: int) -> str:
        return "cell"

    def is_test(self, stream: int) -> bool:
        return stream == 1

    def test_streams(self) -> np.ndarray:
        return np.array([False, True])

    def verdict(self, version: int, stream: int) -> CallVerdict:
        return self._verdict


def motion(*rows: dict[str, int], now: int, speed: float = 1.0, failed_at: str = "", mute: bool = False) -> Motion:
    network = small_network()
    made = Motion(scene_of(network), ("psap-a", "psap-b"), SampleCalls(network, *rows, failed_at=failed_at, mute=mute))
    made.take(now, speed)
    return made


RADII = np.full(8, 10.0)


def test_a_dot_starts_at_the_carrier_and_arrives_at_the_psap() -> None:
    moving = motion({"started": 1_000, "delivered": 1_020}, now=1_000)
    begin = moving.frame(1_000, 1.0, RADII)
    near_end = moving.frame(1_000 + TRANSIT_MS - 1, 1.0, RADII)
    assert begin.xy[0] == pytest.approx((5, 0), abs=0.5)
    assert near_end.xy[0] == pytest.approx((595, 1.2), abs=2)
    assert begin.mark.tolist() == [Mark.RINGING]


def test_the_way_takes_the_same_wall_time_at_any_speed() -> None:
    slow = motion({"started": 0}, now=0, speed=1).frame(TRANSIT_MS / 2, 1.0, RADII)
    fast = motion({"started": 0}, now=0, speed=60).frame(60 * TRANSIT_MS / 2, 1.0, RADII)
    assert slow.xy[0] == pytest.approx(fast.xy[0])


def test_callers_who_talk_stand_around_their_psap_and_leave_when_they_hang_up() -> None:
    rows = [{"started": 0, "delivered": 20, "answered": 100, "caller": n} for n in range(3)]
    talking = motion(*rows, now=5_000).frame(5_000, 1.0, RADII)
    assert talking.mark.tolist() == [Mark.TALKING] * 3
    assert talking.xy.tolist() == [[600, 0]] * 3
    assert len({tuple(np.round(push, 3)) for push in talking.push}) == 3
    over = [row | {"ended": 60_000, "outcome": OUTCOMES.index(Outcome.ANSWERED)} for row in rows]
    assert not len(motion(*over, now=60_001).frame(60_001, 1.0, RADII).row)


def test_who_waits_is_told_by_the_queue_and_not_by_a_dot() -> None:
    waiting = motion({"started": 0, "delivered": 20}, now=5_000).frame(5_000, 1.0, RADII)
    assert not len(waiting.row)


def test_a_dropped_set_up_ends_in_a_cross_at_the_border_that_fades() -> None:
    silent = {"started": 0, "ended": 900, "outcome": OUTCOMES.index(Outcome.SILENT)}
    moving = motion(silent, now=TRANSIT_MS, failed_at="bcf-east")
    fresh = moving.frame(TRANSIT_MS, 1.0, RADII)
    later = moving.frame(TRANSIT_MS + LINGER_MS / 2, 1.0, RADII)
    assert fresh.mark.tolist() == [Mark.FAILED]
    assert fresh.xy.tolist() == [[200, 0]]
    assert 0.25 < later.opacity[0] < fresh.opacity[0] == 1
    assert not len(moving.frame(TRANSIT_MS + LINGER_MS + 1, 1.0, RADII).row)


def test_a_call_without_sound_reaches_its_psap_and_is_then_marked_at_the_border() -> None:
    mute = {"started": 0, "delivered": 20, "ended": 9_000, "outcome": OUTCOMES.index(Outcome.NO_AUDIO)}
    moving = motion(mute, now=9_000, failed_at="bcf-east")
    assert moving.frame(8_000, 1.0, RADII).xy.tolist() == [[600, 0]]
    after = moving.frame(9_100, 1.0, RADII)
    assert (after.xy.tolist(), after.mark.tolist()) == ([[200, 0]], [Mark.NO_SOUND])


def test_a_picked_up_call_without_sound_is_seen_before_anybody_has_hung_up() -> None:
    picked = {"started": 0, "delivered": 20, "seized": 20}
    frame = motion(picked, now=4_000, mute=True).frame(4_000, 1.0, RADII)
    assert (frame.mark.tolist(), frame.xy.tolist()) == ([Mark.NO_SOUND], [[600, 0]])


def test_a_healthy_call_that_is_being_picked_up_wears_no_mark_of_trouble() -> None:
    picked = {"started": 0, "delivered": 20, "seized": 20}
    frame = motion(picked, now=4_000).frame(4_000, 1.0, RADII)
    assert (frame.mark.tolist(), frame.xy.tolist()) == ([Mark.RINGING], [[600, 0]])


def test_a_failure_is_told_on_arrival_and_not_on_the_way() -> None:
    silent = {"started": 0, "ended": 10, "outcome": OUTCOMES.index(Outcome.SILENT)}
    moving = motion(silent, now=TRANSIT_MS, failed_at="bcf-east")
    assert moving.frame(TRANSIT_MS / 2, 1.0, RADII).mark.tolist() == [Mark.RINGING]
    assert moving.frame(TRANSIT_MS, 1.0, RADII).mark.tolist() == [Mark.FAILED]


def test_old_calls_are_forgotten_and_rows_keep_their_numbers() -> None:
    answered = OUTCOMES.index(Outcome.ANSWERED)
    old = [{"started": 0, "answered": 10, "ended": 20, "outcome": answered} for _ in range(50)]
    moving = motion(*old, {"started": 100_000}, now=100_000)
    assert moving.frame(100_001, 1.0, RADII).row.tolist() == [50]
    moving.take(100_010, 1.0)
    assert moving.frame(100_020, 1.0, RADII).row.tolist() == [50]


def test_what_went_wrong_comes_before_how_the_call_was_made() -> None:
    busy, fine = OUTCOMES.index(Outcome.BUSY), 0
    mark = dots.marks(
        np.array([fine, fine, fine, busy]),
        np.array([0, dots.TEN_DIGIT, dots.CALL_BACK, dots.TEN_DIGIT]),
        np.array([True, False, False, False]),
        np.array([False, False, True, False]),
    )
    assert mark.tolist() == [Mark.TEST, Mark.TEN_DIGIT, Mark.CALL_BACK, Mark.FAILED]


def test_paths_of_different_lengths_are_measured_each_by_itself() -> None:
    paths = Paths()
    short = paths.number("short", [(0, 0), (10, 0)])
    long = paths.number("long", [(0, 0), (0, 30), (40, 30)])
    assert paths.number("short", []) == short
    assert paths.length(np.array([short, long])).tolist() == [10, 70]
    points, _ = paths.at(np.array([short, short, long, long]), np.array([5.0, 99.0, 30.0, 50.0]))
    assert points.tolist() == [[5, 0], [10, 0], [0, 30], [20, 30]]
