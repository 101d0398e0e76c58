"""Outlines of countries and states that are drawn behind a printed network; knows no network."""

from __future__ import annotations

import json

from hotwash.documents.picture import Point
from hotwash.resources import shipped


def outline_of(name: str) -> tuple[tuple[Point, ...], ...]:
    """Rings of a shipped outline in map units; none where the name is unknown."""
    if not name or not all(part.isalnum() for part in name.split("-")):
        return ()
    file = shipped("assets") / "outlines" / f"{name}.json"
    if not file.is_file():
        return ()
    shapes = json.loads(file.read_text(encoding="utf-8"))["shapes"]
    return tuple(
        tuple((float(x), float(y)) for x, y in ring)
        for shape in shapes
        if shape["role"] == "state"
        for ring in shape["rings"]
    )
