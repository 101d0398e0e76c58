"""Nuisance calls: up within minutes, and no end."""

from hotwash.catalogue.faults.denial_of_service import DenialOfService
from hotwash.domain.steps import Tell
from hotwash.domain.time import HOUR, MINUTE
from tests.catalogue.samples import NETWORK, at

FAULT = DenialOfService(region="north", permille=3_000)


def test_it_rises_and_stays() -> None:
    floods = [at(FAULT, m * MINUTE).world().flood("north") for m in (0, 1, 2, 3, 600)]
    assert floods == [0, 1000, 2000, 3000, 3000]
    assert at(FAULT, 20 * HOUR).world().flood("south") == 0


def test_the_pattern_is_told_and_a_way_to_it_later() -> None:
    told = [step.sender for step in FAULT.steps(NETWORK) if isinstance(step, Tell)]
    assert told == ["A PSAP supervisor", "A PSAP call taker"]


def test_the_narrative_gives_the_multiple() -> None:
    assert "3 times the normal demand, occupy the lines and call takers of North" in FAULT.narrative(NETWORK)
