"""A surge: up within minutes, along, down, and gone; nothing takes it away."""

from hotwash.catalogue.faults.demand_surge import DemandSurge
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, at, moments

FAULT = DemandSurge(region="north")


def extra(time: int) -> int:
    return at(FAULT, time).world().surge("cell", "north")


def test_the_published_surges_are_eight_to_ten_times_normal() -> None:
    assert 8 <= 1 + DemandSurge().permille / 1000 <= 10


def test_it_rises_stays_and_falls() -> None:
    rising, falling = [extra(m * MINUTE) for m in range(6)], [extra(m * MINUTE) for m in range(38, 70)]
    assert rising == [0, 1600, 3200, 4800, 6400, 8000]
    assert extra(30 * MINUTE) == 8000
    assert falling == sorted(falling, reverse=True)
    assert falling[-1] == 0
    assert not moments(FAULT.steps(NETWORK))[-1].live


def test_it_concerns_its_region_or_everybody() -> None:
    assert at(FAULT, 9 * MINUTE).world().surge("cell", "south") == 0
    assert at(DemandSurge(), 9 * MINUTE).world().surge("voip", "south") == 8000


def test_the_narrative_gives_the_multiple() -> None:
    assert "people in North call 9 times as much as ever" in FAULT.narrative(NETWORK)
    assert "people in the whole area" in DemandSurge().narrative(NETWORK)
