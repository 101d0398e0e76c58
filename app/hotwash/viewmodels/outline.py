"""Shipped map outlines as rings of points in map units; a missing or odd file is no outline, never an error."""

from __future__ import annotations

import json
import re

from hotwash.resources import shipped

Ring = tuple[tuple[float, float], ...]
_NAME = re.compile(r"[a-z0-9-]{1,60}\Z")


def outline(name: str) -> tuple[Ring, ...]:
    """Rings of the state (or country) itself; its counties are left out. Empty where there is no such outline."""
    if not _NAME.match(name):
        return ()
    place = shipped("assets") / "outlines" / f"{name}.json"
    if not place.is_file():
        return ()
    shapes = json.loads(place.read_text(encoding="utf-8")).get("shapes", [])
    whole = [shape for shape in shapes if shape.get("role") != "county"]
    return tuple(tuple((float(x), float(y)) for x, y in ring) for shape in whole for ring in shape["rings"])
