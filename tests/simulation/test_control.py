"""The control plane: steps in order, times drawn by key, calls always brought up first."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from hotwash.domain.impairment import ElementDown
from hotwash.domain.steps import CallsFailed, Condition, Impair, Milestone, Step, Tripped, Until, Wait, WaitAbout
from hotwash.domain.time import MINUTE, SECOND, Millis
from hotwash.simulation.control import Control, Run
from hotwash.simulation.streams import stable_key, triangular, uniform


class Stage:
    """Writes down what it is asked to do, and when."""

    def __init__(self) -> None:
        self.control: Control | None = None
        self.reached: Millis = 0
        self.failed = 0
        self.done: list[tuple[Millis, str]] = []
        self.minutes: list[Millis] = []
        self.notices: list[Millis] = []
        self.watched: list[tuple[Millis, str]] = []
        self.slow = 1000
        self.broken: set[str] = set()

    def advance_calls(self, until: Millis) -> Millis | None:
        assert until >= self.reached, "calls never go back"
        if self.notices and self.notices[0] <= until:
            self.reached = self.notices[0]
            return self.notices[0]
        self.reached = until
        return None

    def watch(self, run: Run, condition: Tripped) -> None:
        self.watched.append((self.control.now if self.control else -1, run.key))

    def slowness(self, on: str) -> int:
        return self.slow

    def in_vain(self, on: str) -> bool:
        return on in self.broken

    def noticed(self) -> None:
        assert self.control is not None
        assert self.reached == self.control.now == self.notices.pop(0)
        self.done.append((self.control.now, "noticed"))

    def met(self, run: Run, condition: Condition) -> bool:
        return self.failed >= 3

    def carry_out(self, run: Run, step: Step) -> None:
        assert self.control is not None
        assert self.reached == self.control.now, "a control step sees every call before it"
        self.done.append((self.control.now, f"{run.key} {type(step).__name__}"))

    def minute_over(self) -> None:
        assert self.control is not None
        self.minutes.append(self.control.now)


def stage(seed: int = 1) -> tuple[Stage, Control]:
    made = Stage()
    made.control = Control(made, seed)
    return made, made.control


def ended(run: Run) -> None:
    run.effect = "ended"


def test_steps_happen_at_their_times_and_the_end_is_told() -> None:
    made, control = stage()
    run = Run("a", "me")
    control.play(run, iter([Impair("x", "k", ElementDown()), Wait(1_500), Milestone("detected")]), ended)
    control.settle()
    assert made.done == [(0, "a Impair")]
    control.run_to(10_000)
    assert made.done == [(0, "a Impair"), (1_500, "a Milestone")]
    assert run.effect == "ended"


def test_a_stopped_script_does_nothing_more() -> None:
    made, control = stage()
    run = Run("a", "me")
    control.play(run, iter([Wait(1_000), Milestone("detected")]), ended)
    control.run_to(500)
    run.stopped = True
    control.run_to(10_000)
    assert made.done == []
    assert run.effect == ""


def test_every_minute_is_told_once() -> None:
    made, control = stage()
    for target in range(0, 5 * MINUTE + 1, 7_919):
        control.run_to(target)
    control.run_to(5 * MINUTE)
    assert made.minutes == [MINUTE, 2 * MINUTE, 3 * MINUTE, 4 * MINUTE, 5 * MINUTE]


def test_until_waits_for_its_condition_and_looks_every_second() -> None:
    made, control = stage()
    control.play(Run("a", "me"), iter([Until(CallsFailed(3), MINUTE), Milestone("detected")]), ended)
    control.run_to(20 * SECOND)
    made.failed = 2
    control.run_to(30 * SECOND)
    assert made.done == []
    made.failed = 3
    control.run_to(40 * SECOND)
    assert made.done == [(31 * SECOND, "a Milestone")]


def test_a_script_whose_condition_does_not_come_true_in_time_ends_there() -> None:
    made, control = stage()
    run = Run("a", "me")
    control.play(run, iter([Until(CallsFailed(3), MINUTE), Milestone("detected")]), ended)
    control.run_to(MINUTE - 1)
    assert run.effect == ""
    made.failed = 2
    control.run_to(2 * MINUTE)
    assert made.done == []
    assert run.effect == "ended"


def test_a_drawn_time_hangs_on_seed_and_script_alone() -> None:
    def script() -> Iterator[Step]:
        yield WaitAbout(MINUTE, 2 * MINUTE, 5 * MINUTE)
        yield Milestone("detected")

    def at(seed: int, key: str, noise: int) -> Millis:
        made, control = stage(seed)
        for number in range(noise):
            control.play(Run(f"noise-{number}", "x"), script(), ended)
        control.play(Run(key, "me"), script(), ended)
        control.run_to(10 * MINUTE)
        return next(when for when, what in made.done if what == f"{key} Milestone")

    assert at(1, "a", 0) == at(1, "a", 7)
    assert at(1, "a", 0) != at(1, "b", 0)
    assert at(1, "a", 0) != at(2, "a", 0)


def test_a_ruled_time_takes_the_place_of_the_first_draw_only() -> None:
    made, control = stage()
    steps: list[Step] = [
        WaitAbout(MINUTE, 2 * MINUTE, 3 * MINUTE),
        Milestone("detected"),
        WaitAbout(MINUTE, MINUTE, MINUTE),
        Milestone("x"),
    ]
    control.play(Run("a", "me", takes=7), iter(steps), ended)
    control.run_to(10 * MINUTE)
    assert [when for when, _ in made.done] == [7, 7 + MINUTE]


@given(
    st.integers(0, 2**63 - 1), st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**7), st.text(max_size=8)
)
def test_a_triangular_draw_stays_within_its_bounds(seed: int, least: int, more: int, most: int, purpose: str) -> None:
    drawn = triangular(seed, least, least + more, least + more + most, purpose)
    assert least <= drawn <= least + more + most


def test_triangular_draws_have_the_mean_of_their_triangle() -> None:
    draws = [triangular(n, 0, 300_000, 900_000, "x") for n in range(4_000)]
    mean, deviation = 400_000, 187_000
    assert abs(sum(draws) / len(draws) - mean) < 3 * deviation / len(draws) ** 0.5


def test_keys_do_not_run_together() -> None:
    assert stable_key("ab", "c") != stable_key("a", "bc")
    assert 0.0 < uniform(0) < 1.0


@given(st.lists(st.integers(0, 10_000), max_size=6), st.lists(st.integers(0, 12_000), max_size=6))
def test_a_notice_is_heard_at_its_instant_however_time_is_chopped(notices: list[int], stops: list[int]) -> None:
    made, control = stage()
    made.notices = sorted(notices)
    for stop in sorted({*stops, 10_000}):
        control.run_to(stop)
    assert made.done == [(at, "noticed") for at in sorted(notices)]
    assert made.reached == control.now
