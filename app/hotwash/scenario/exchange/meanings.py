"""What names of other programs mean for a node or link: its label, its place, its kind, its speed; knows no format.

Names are those of the Internet Topology Zoo, of SNDlib and of common graph editors.
"""

from __future__ import annotations

from collections.abc import Mapping

from hotwash.scenario.exchange.drafts import DraftLink, DraftNode, Pairs
from hotwash.scenario.exchange.entries import number_of
from hotwash.scenario.exchange.guessing import bits_of
from hotwash.scenario.exchange.settle import line_text

LABELS = ("label", "name", "title", "nodelabel", "node label")
_LATITUDES = ("latitude", "lat")
_LONGITUDES = ("longitude", "lon", "lng", "long")
_HINTS = ("kind", "type", "role", "category", "device_type", "devicetype")
_SPEEDS = ("linkspeedraw", "speed_bps", "bandwidth_bps", "bps")
_SPEED_LABELS = ("linklabel", "linkspeed", "linknote", "label", "bandwidth", "speed")
_UNITS = {"k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12}


def node_draft(key: str, place: str, values: Pairs, drawn: tuple[float, float] | None = None) -> DraftNode:
    """A node of another program by what the file says of it; `drawn` where that stands apart from the values."""
    by_name = _by_name(values)
    label_name = next((name for name in LABELS if by_name.get(name, "").strip()), "")
    label = by_name.get(label_name, "")
    gone = {label_name} if label and line_text(label) == label else set()
    x, y = (number_of(by_name.get(axis, "")) for axis in ("x", "y"))
    return DraftNode(
        key=key,
        place=place,
        label=label,
        hint=" ".join(by_name[name] for name in _HINTS if name in by_name),
        on_earth=_on_earth(by_name),
        drawn=(x, y) if x is not None and y is not None else drawn,
        kept=_without(values, gone),
    )


def link_draft(key: str, place: str, a: str, b: str, values: Pairs) -> DraftLink:
    """A link of another program."""
    return DraftLink(place=place, a=a, b=b, key=key, bits=_bits(_by_name(values)), kept=values)


def _by_name(values: Pairs) -> dict[str, str]:
    """The first text of each name, in small letters."""
    made: dict[str, str] = {}
    for name, text in values:
        made.setdefault(name.strip().casefold(), text)
    return made


def _without(values: Pairs, names: set[str]) -> Pairs:
    """All but the first of each of some names."""
    left = set(names)
    kept = []
    for name, text in values:
        plain = name.strip().casefold()
        if plain in left:
            left.discard(plain)
        else:
            kept.append((name, text))
    return tuple(kept)


def _on_earth(by_name: Mapping[str, str]) -> tuple[float, float] | None:
    latitude = next((number_of(by_name[name]) for name in _LATITUDES if name in by_name), None)
    longitude = next((number_of(by_name[name]) for name in _LONGITUDES if name in by_name), None)
    return earthly(longitude, latitude)


def earthly(longitude: float | None, latitude: float | None) -> tuple[float, float] | None:
    """Coordinates that lie on earth; None for others."""
    if longitude is None or latitude is None or abs(latitude) > 90 or abs(longitude) > 360:
        return None
    return (longitude, latitude)


def _bits(by_name: Mapping[str, str]) -> float:
    """Raw speed first, then number and unit, then whatever a label says."""
    for name in _SPEEDS:
        raw = number_of(by_name.get(name, ""))
        if raw is not None and raw > 0:
            return raw
    speed = number_of(by_name.get("linkspeed", ""))
    unit = _UNITS.get(by_name.get("linkspeedunits", "").strip()[:1].casefold(), 0.0)
    if speed is not None and speed > 0 and unit:
        return speed * unit
    return next((bits for name in _SPEED_LABELS if (bits := bits_of(by_name.get(name, "")))), 0.0)
