"""The report of two hours with twenty busy seats is made in less than three seconds of the processor."""

from __future__ import annotations

from dataclasses import replace
from time import process_time
from types import MappingProxyType

import pytest

from hotwash.documents.aar.report import report
from hotwash.documents.names import Format, rendered
from hotwash.domain import conduct_facts, facts
from hotwash.domain.facts import Fact, Happened
from hotwash.domain.scenario import Scenario, Seat
from hotwash.domain.time import HOUR, MINUTE
from tests.documents.after_papers import tally
from tests.documents.before_papers import ENGINE, FIXED, SHIPPED, shipped

SEATS, EACH, MOST_S = 20, 60, 3.0


def twenty_seats() -> Scenario:
    scenario = shipped(SHIPPED[0])
    seats = dict(scenario.seats)
    for number in range(SEATS - len(seats)):
        seats[f"desk-{number}"] = Seat(f"desk-{number}", f"Desk {number}", "An agency", "You watch.")
    return replace(scenario, seats=MappingProxyType(seats))


def two_hours(scenario: Scenario) -> list[Happened]:
    """Every seat writes a note or sends a message every two minutes; calls are counted every minute."""
    told: list[tuple[int, Fact]] = [
        (0, facts.ExerciseOpened("m", "Massachusetts", "2024-06-18T13:00:00", 3 * HOUR, 911)),
        (0, facts.ClockStarted()),
        (15 * MINUTE, facts.FaultBegan("firewall", "Voice dropped", "F6", "The border drops voice.", "script")),
        (80 * MINUTE, facts.FaultEnded("firewall", "Voice dropped", "duty-officer")),
        *((n * MINUTE, tally(0, 8) if 15 < n <= 80 else tally(8, 0)) for n in range(1, 121)),
    ]
    seats = list(scenario.seats)
    for place, seat in enumerate(seats):
        other = seats[(place + 1) % len(seats)]
        for n in range(EACH):
            words = f"Entry {n}: calls connect and nobody hears anything; we go on working the log and ask the carrier."
            said: Fact = (
                facts.NoteWritten(seat, words) if n % 2
                else conduct_facts.MessageSent(place * EACH + n + 1, seat, seat, (other,), "phone", words, 0)
            )  # fmt: skip
            told.append((n * 2 * MINUTE + place * 1_000, said))
    return [Happened(seq, at, fact) for seq, (at, fact) in enumerate(sorted(told, key=lambda one: one[0]), start=1)]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_report_of_twenty_seats_and_two_hours(form: Format) -> None:
    scenario = twenty_seats()
    happened = two_hours(scenario)
    marks = replace(FIXED, stamp=None)
    rendered(report(scenario, happened[:50], engine=ENGINE, marks=marks), form)  # fonts and templates are read once
    begins = process_time()
    data = rendered(report(scenario, happened, engine=ENGINE, marks=marks), form)
    assert process_time() - begins < MOST_S
    assert len(data) > 100_000
