"""Wall time times speed, in slices; a gap pauses, a jump can be cancelled."""

from hotwash.domain.commands import FACILITATOR, SetSpeed, StartClock
from hotwash.domain.time import HOUR, MINUTE
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from tests.small_world import small_scenario


def paced(budget_s: float = 1.0) -> Pacer:
    session = Session(small_scenario(), 911, MemoryStore())
    session.open()
    return Pacer(session, budget_s)


def test_time_stands_until_it_is_started_and_then_follows_speed() -> None:
    pacer = paced()
    pacer.tick(100.0)
    pacer.tick(101.0)
    assert pacer.session.now == 0
    pacer.session.ask(FACILITATOR, StartClock())
    pacer.tick(101.5)
    assert pacer.session.now == 500
    pacer.session.ask(FACILITATOR, SetSpeed(60_000))
    pacer.tick(102.5)
    assert pacer.session.now == 500 + 60_000
    pacer.tick(103.5)
    assert 50 < pacer.achieved < 70


def test_many_small_ticks_lose_no_time() -> None:
    pacer = paced()
    pacer.session.ask(FACILITATOR, StartClock())
    for n in range(1_001):
        pacer.tick(n * 0.0333)
    assert abs(pacer.session.now - 33_300) <= 1


def test_a_held_up_machine_pauses_and_says_why() -> None:
    pacer = paced()
    pacer.session.ask(FACILITATOR, StartClock())
    pacer.tick(0.0)
    pacer.tick(1.0)
    pacer.tick(61.0)
    assert pacer.session.now == 1_000
    assert not pacer.session.board.running
    assert "held up for 60 s" in pacer.session.board.pause_reason


def test_a_jump_is_many_ticks_and_can_be_cancelled() -> None:
    pacer = paced(budget_s=0.0)
    assert pacer.jump(30 * MINUTE).accepted
    pacer.tick(0.0)
    assert 0 < pacer.session.now < 30 * MINUTE
    assert pacer.jumping_to == 30 * MINUTE
    pacer.cancel_jump()
    stopped = pacer.session.now
    pacer.tick(0.1)
    assert pacer.session.now == stopped
    assert pacer.jump(31 * MINUTE).accepted
    for n in range(1_000):
        pacer.tick(0.2 + n * 0.05)
    assert pacer.session.now == 31 * MINUTE
    assert pacer.jumping_to is None


def test_the_clock_stops_at_the_end() -> None:
    pacer = paced()
    pacer.session.ask(FACILITATOR, StartClock())
    pacer.session.ask(FACILITATOR, SetSpeed(60_000))
    for n in range(100):
        pacer.tick(float(n))
    assert pacer.session.now == HOUR
    assert not pacer.session.board.running
    assert pacer.session.board.pause_reason == "The exercise has reached its end."
