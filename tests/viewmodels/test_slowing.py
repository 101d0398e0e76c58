"""The clock slows to ×1 where people have something to do, only where that is switched on, and by a command."""

import pytest

from hotwash.domain.commands import FACILITATOR, Rewind, SetSpeed, StartClock
from hotwash.domain.conduct_facts import InjectDue, InjectReleased
from hotwash.domain.facts import SpeedChanged
from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.viewmodels.slowing import Slowing
from tests.room_world import room_scenario


@pytest.fixture
def one() -> Session:
    """The room's world at ×60, before its first inject is due."""
    session = Session(room_scenario(), 911, MemoryStore())
    session.open()
    session.ask(FACILITATOR, StartClock())
    session.ask(FACILITATOR, SetSpeed(60_000))
    return session


def until_due(session: Session, slowing: Slowing) -> str:
    """Let time pass in ticks until the watch says something, or an hour is over."""
    told = slowing.look()
    while not told and session.now < 60 * MINUTE:
        session.run_to(session.now + 10_000)
        told = slowing.look()
    return told


def test_what_waits_for_people_slows_the_clock_and_is_named(one: Session) -> None:
    slowing = Slowing(one)
    slowing.on = True
    told = until_due(one, slowing)
    assert told.startswith("Slowed to ×1: inject ")
    assert one.board.speed_permille == 1_000
    last = [h.fact for h in one.facts if isinstance(h.fact, InjectDue | InjectReleased | SpeedChanged)]
    assert isinstance(last[-1], SpeedChanged)
    assert isinstance(last[-2], InjectDue | InjectReleased)
    assert slowing.look() == ""


def test_nobody_asked_for_it(one: Session) -> None:
    assert until_due(one, Slowing(one)) == ""
    assert one.board.speed_permille == 60_000


def test_what_was_played_before_it_was_switched_on_slows_nothing(one: Session) -> None:
    slowing = Slowing(one)
    one.run_to(30 * MINUTE)
    slowing.look()
    slowing.on = True
    assert slowing.look() == ""
    one.ask(FACILITATOR, Rewind(2 * MINUTE, ""))
    while not one.catch_up():
        pass
    one.ask(FACILITATOR, StartClock())
    assert slowing.look() == ""
    assert until_due(one, slowing)
