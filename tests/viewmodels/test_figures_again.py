"""Opened again, an exercise shows the figures and the causes of lost calls that it showed before: they are a fold."""

from datetime import UTC, datetime

import pytest

from hotwash.domain.commands import FACILITATOR, LaunchFault, PauseClock, StartClock
from hotwash.domain.facts import CallsTallied
from hotwash.domain.time import MINUTE
from hotwash.exercise.recording import Recording
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.viewmodels.conduct import Conduct
from hotwash.viewmodels.figures import Counting, Figures, cause_words
from tests.small_world import small_scenario


@pytest.fixture
def one() -> Session:
    """Forty minutes with a fault, at a whole minute."""
    session = Session(small_scenario(per_day=12_000), 911, MemoryStore())
    session.open()
    session.ask(FACILITATOR, StartClock())
    session.run_to(10 * MINUTE)
    session.ask(FACILITATOR, LaunchFault(next(iter(session.scenario.faults))))
    session.run_to(40 * MINUTE)
    session.ask(FACILITATOR, PauseClock(""))
    return session


def shown(session: Session) -> Figures:
    return Counting(cause_words(session.scenario)).count(session.board.minutes, None)


def test_every_cause_is_there_with_all_that_it_lost(one: Session) -> None:
    lost: dict[str, int] = {}
    for happened in one.facts:
        if isinstance(happened.fact, CallsTallied):
            for cause, counts in happened.fact.causes.items():
                lost[cause] = lost.get(cause, 0) + sum(counts.values())
    figures = shown(one)
    assert len(lost) >= 2
    assert sorted(row.failed for row in figures.losses) == sorted(lost.values())
    assert sum(lost.values()) == figures.total_failed


def test_opening_again_gives_the_same(one: Session) -> None:
    again = Conduct(Recording(one.scenario, 911, tuple(one.facts), one.now, "Looked at."))
    figures = again.shown(datetime(2024, 6, 18, 13, tzinfo=UTC)).figures
    assert figures is not None
    before = shown(one)
    assert figures.losses == before.losses
    assert (figures.total_answered, figures.total_failed) == (before.total_answered, before.total_failed)
    assert figures.rows == before.rows
