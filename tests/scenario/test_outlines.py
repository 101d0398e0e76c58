"""Shipped outlines: small, with their source and licence, and with the PSAPs of their scenario inside."""

import json
from typing import Any

import pytest

from hotwash.resources import shipped
from hotwash.scenario.reader import find_scenario, read_scenario
from hotwash.viewmodels.outline import outline

OUTLINES = {"massachusetts-2024": "massachusetts", "att-volte-2017": "united-states", "optus-2025": "australia"}
BESIDE = {"relay-centre"}
"""PSAPs that stand for no place on the map."""
Point = tuple[float, float]


def inside(point: Point, ring: tuple[Point, ...]) -> bool:
    """Whether a ray to the left crosses the ring an odd number of times."""
    x, y = point
    odd = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
    return odd


@pytest.mark.parametrize(("scenario", "name"), OUTLINES.items())
def test_every_shipped_scenario_has_an_outline_with_its_psaps_in_it(scenario: str, name: str) -> None:
    read = read_scenario(find_scenario(scenario))
    assert read.outline == name
    rings = outline(name)
    for psap in read.network.psaps():
        if psap.id not in BESIDE:
            assert any(inside((psap.at[0], psap.at[1]), ring) for ring in rings), psap.id


@pytest.mark.parametrize("name", OUTLINES.values())
def test_an_outline_is_small_and_says_where_it_comes_from_and_may_be_shipped(name: str) -> None:
    path = shipped("assets") / "outlines" / f"{name}.json"
    assert len(path.read_bytes()) < 12_000
    made: dict[str, Any] = json.loads(path.read_bytes())
    assert "ISC" in made["licence"]
    assert "public domain" in made["licence"]
    assert made["source"].split(" by way of ")[1].startswith(("us-atlas 3.0.1", "world-atlas 2.0.2"))
    for ring in outline(name):
        assert len(ring) > 2
        assert all(0 <= x <= 1_600 and 0 <= y <= 900 for x, y in ring)
    assert f"`{name}.json`" in (shipped("assets") / "outlines" / "LICENSES.md").read_text(encoding="utf-8")
