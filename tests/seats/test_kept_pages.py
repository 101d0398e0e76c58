"""Pages made a part at a time are the pages made whole, at every moment and for every sort of seat."""

from itertools import count

import pytest

from hotwash.domain.commands import (
    FACILITATOR,
    AcknowledgeAlarm,
    LaunchFault,
    Rewind,
    StartClock,
    TakeAction,
    WriteNote,
)
from hotwash.domain.conduct_commands import AskForBeliefs, LogDecision, SendMessage, StateBelief, StopPlay
from hotwash.domain.facts import Happened
from hotwash.domain.time import MINUTE
from hotwash.domain.visibility import eyes_of
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.seats.kept_pages import VERSIONS, KeptPages
from hotwash.seats.pages.desk import DeskPages
from tests.room_world import room_scenario


class Twins:
    """The same exercise shown by both."""

    def __init__(self) -> None:
        self.scenario = room_scenario(per_day=20_000)
        self.session = Session(self.scenario, 911, MemoryStore())
        self.session.open()
        self.eyes = eyes_of(self.scenario.seats.values(), self.scenario.network)
        self.kept, self.whole = KeptPages(self.scenario), DeskPages(self.scenario)
        self._taken = 0
        self._numbers = {seat: count(1) for seat in self.scenario.seats}

    def compare(self) -> int:
        """How many sections there are; each is the same on both."""
        fresh, self._taken = self.session.facts[self._taken :], len(self.session.facts)
        for seat, eyes in self.eyes.items():
            seen = [(one, fact) for one in fresh if (fact := eyes.see(one.fact)) is not None]
            told = [Happened(next(self._numbers[seat]), one.at, fact) for one, fact in seen]
            for pages in (self.kept, self.whole):
                pages.take(seat, told)
        found = 0
        for pages in (self.kept, self.whole):
            pages.moment(self.session)
        for seat in self.scenario.seats:
            one, other = self.kept.sections(seat), self.whole.sections(seat)
            assert list(one) == list(other)
            for own in one:
                assert one[own](seat) == other[own](seat), (seat, own)
                found += 1
        return found


@pytest.fixture
def twins(monkeypatch: pytest.MonkeyPatch) -> Twins:
    monkeypatch.setattr("hotwash.seats.kept_pages.LEAST_S", 0.0)
    monkeypatch.setattr("hotwash.seats.kept_pages.PATIENCE", 0)
    monkeypatch.setattr("hotwash.exercise.instruments.LEAST_S", 0.0)
    return Twins()


def test_every_section_is_what_it_would_be(twins: Twins) -> None:
    ask = twins.session.ask
    twins.compare()
    ask(FACILITATOR, StartClock())
    ask(FACILITATOR, LaunchFault("voice"))
    for minute in range(1, 15):
        twins.session.run_to(minute * MINUTE)
        alarms = [line.alarm for line in twins.session.board.alarms]
        acts = (
            ("duty", WriteNote(f"note {minute}")),
            ("duty", LogDecision(f"decision {minute}")),
            ("noc", StateBelief(f"belief {minute}", 50)),
            ("noc", SendMessage(("duty", "psap-a"), "phone", f"message {minute}")),
            ("duty", TakeAction("logs" if minute % 2 else "bypass")),
            ("noc", TakeAction("bypass")),
            ("duty", AcknowledgeAlarm(alarms[minute % len(alarms)] if alarms else 1)),
            (FACILITATOR, AskForBeliefs()),
        )
        ask(*acts[minute % len(acts)])
        assert twins.compare() > len(VERSIONS)
        assert twins.compare() > len(VERSIONS)
    ask("guest", StopPlay("Fire."))
    twins.compare()


def test_another_past_is_told_from_its_beginning(twins: Twins) -> None:
    twins.session.ask(FACILITATOR, StartClock())
    twins.session.ask("duty", WriteNote("before"))
    twins.session.run_to(10 * MINUTE)
    twins.compare()
    for pages in (twins.kept, twins.whole):
        pages.start_over()
    twins._taken = 0
    twins._numbers = {seat: count(1) for seat in twins.scenario.seats}
    assert twins.session.ask(FACILITATOR, Rewind(5 * MINUTE, "once more")).accepted
    assert twins.session.catch_up()
    twins.session.run_to(10 * MINUTE)
    assert twins.compare() > len(VERSIONS)
