"""Places for the elements of a network on a map: layered by role, at once. Knows ids, roles and links only; no screen.

Elements need not make sense together: a network that is still being drawn is laid out too. The same network is always
laid out the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hotwash.domain.elements import Answering, Border, Element, Originating, Proxy, Service, Telephone

Point = tuple[int, int]
"""Right and down, in map units."""
ACROSS = 200
"""Map units from one layer to the next; all distances are editorial choices."""
DOWN = 60
BESIDE = 110
_TALLEST = 40
"""Elements in one column; more of a layer stand in columns beside it."""
_SWEEPS = 8
_ORIGIN, _GATEWAY, _BORDER, _PROXY, _ROUTER, _LAST, _PSAP = range(7)
_BY_KIND: Mapping[str, int] = {
    "lng": _GATEWAY,
    "text_control_centre": _GATEWAY,
    "esrp": _PROXY,
    "esinet_router": _ROUTER,
    "lpg": _LAST,
}
_OLD = ("legacy_selective_router", "lsrg")


@dataclass(frozen=True, slots=True)
class Spot:
    """One element as a layout sees it: `kind` is None where it is not known, `region` groups PSAPs."""

    id: str
    kind: type[Element] | None
    region: str = ""


def layered(spots: Sequence[Spot], links: Sequence[tuple[str, str]]) -> dict[str, Point]:
    """Places in the direction of a call: originating networks, gateways, BCFs, routing proxies, routers, PSAPs.

    ECRF, LIS, DNS stand below the routing proxies, telephone networks below everything; PSAPs keep together by region.
    Crossings are made fewer by sweeps that order each layer by the mean place of its neighbours.
    """
    known = {spot.id: spot for spot in spots}
    near: dict[str, list[str]] = {spot.id: [] for spot in spots}
    for a, b in links:
        if a in near and b in near and a != b:
            near[a].append(b)
            near[b].append(a)
    layer = _layers(spots, near)
    rows: dict[int, list[str]] = {}
    for spot in spots:
        if spot.id in layer:
            rows.setdefault(layer[spot.id], []).append(spot.id)
    ranks = _fewer_crossings(rows, near, known)
    places = _columns(rows, ranks)
    aside = [spot for spot in spots if spot.id not in layer]
    found = places | _aside(aside, places, layer)
    return {spot.id: found[spot.id] for spot in spots}


def _layers(spots: Sequence[Spot], near: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The layer of everything that stands in the way of a call; by role, else between those that it links."""
    found: dict[str, int] = {}
    known = {spot.id: spot.kind for spot in spots}
    loose: list[Spot] = []
    for spot in spots:
        kind = spot.kind
        if kind is None or issubclass(kind, Telephone | Service):
            continue
        elif kind.kind in _OLD:
            found[spot.id] = _old(kind.kind, [known[other] for other in near[spot.id]])
        elif kind.kind in _BY_KIND:
            found[spot.id] = _BY_KIND[kind.kind]
        elif issubclass(kind, Originating):
            found[spot.id] = _ORIGIN
        elif issubclass(kind, Border):
            found[spot.id] = _BORDER
        elif issubclass(kind, Answering):
            found[spot.id] = _PSAP
        else:
            loose.append(spot)
    for spot in loose:
        around = [found[other] for other in near[spot.id] if other in found]
        middle = (min(around) + max(around)) // 2 if around else _ROUTER
        passes = spot.kind is not None and issubclass(spot.kind, Proxy)
        found[spot.id] = min(max(middle, _GATEWAY), _LAST) if passes else middle
    return found


def _old(kind: str, near: Sequence[type[Element] | None]) -> int:
    """A legacy selective router or its gateway: on the way in, in the middle, or on the way out."""
    around = [other for other in near if other is not None]
    before = Border if kind == "lsrg" else Originating
    if any(issubclass(other, before) for other in around):
        return _GATEWAY
    return _PROXY if any(issubclass(other, Border) for other in around) else _ROUTER


def _fewer_crossings(
    rows: dict[int, list[str]], near: Mapping[str, Sequence[str]], known: Mapping[str, Spot]
) -> dict[str, float]:
    """Order each layer by its neighbours, to and fro; what counts is the place within a layer, from 0 to 1."""
    ranks: dict[str, float] = {}

    def number(row: Sequence[str]) -> None:
        for at, name in enumerate(row):
            ranks[name] = (at + 0.5) / len(row)

    for row in rows.values():
        number(row)
    for sweep in range(_SWEEPS):
        layers = sorted(rows, reverse=sweep % 2 == 1)
        for layer in layers:
            wish = {
                name: _mean([ranks[other] for other in near[name] if other in ranks], ranks[name])
                for name in rows[layer]
            }
            if layer == _PSAP:
                together: dict[str, list[float]] = {}
                for name in rows[layer]:
                    together.setdefault(known[name].region, []).append(wish[name])
                middle = {region: _mean(wishes, 0.5) for region, wishes in together.items()}
                rows[layer].sort(key=lambda name: (middle[known[name].region], known[name].region, wish[name]))
            else:
                rows[layer].sort(key=lambda name: wish[name])
            number(rows[layer])
    return ranks


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _columns(rows: Mapping[int, Sequence[str]], ranks: Mapping[str, float]) -> dict[str, Point]:
    """A layer in one column, or in several where it is long; layers are centred on one line."""
    height = max((min(len(row), _TALLEST) for row in rows.values()), default=1) * DOWN
    places: dict[str, Point] = {}
    right = 0
    for layer in sorted(rows):
        row = sorted(rows[layer], key=lambda name: ranks[name])
        columns = -(-len(row) // _TALLEST)
        deep = -(-len(row) // columns)
        step = DOWN if layer == _PSAP or deep * 2 * DOWN > height else 2 * DOWN
        top = (height - deep * step) // 2 + step // 2
        for at, name in enumerate(row):
            places[name] = (right + at // deep * BESIDE, top + at % deep * step)
        right += (columns - 1) * BESIDE + ACROSS
    return places


def _aside(aside: Sequence[Spot], places: Mapping[str, Point], layer: Mapping[str, int]) -> dict[str, Point]:
    """Services below the routing proxies, telephone networks below those; what is unknown last."""
    bottom = max((down for _, down in places.values()), default=-2 * DOWN) + 2 * DOWN
    proxies = [places[name][0] for name, row in layer.items() if row == _PROXY]
    left = min(proxies) if proxies else min((right for right, _ in places.values()), default=0)
    found: dict[str, Point] = {}
    services = [spot for spot in aside if spot.kind is not None and issubclass(spot.kind, Service)]
    others = [spot for spot in aside if spot not in services]
    for line, row in enumerate((services, others)):
        for at, spot in enumerate(row):
            found[spot.id] = (left + at * BESIDE, bottom + line * 2 * DOWN)
    return found
