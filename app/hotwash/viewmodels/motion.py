"""Where every call is drawn at one moment: on its way, parked at its PSAP, or lingering where it failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hotwash.analysis.verdict import Treatment
from hotwash.catalogue.elements.ocif import OutgoingCallInterfaceFunction
from hotwash.domain.time import Millis
from hotwash.viewmodels import dots
from hotwash.viewmodels.calls import CallsSeen
from hotwash.viewmodels.dots import Floats, Ints
from hotwash.viewmodels.paths import Paths
from hotwash.viewmodels.scene import Role, Scene

TRANSIT_MS: Millis = 1_600
"""Wall-clock time a dot takes from phone to PSAP, whatever the speed: much slower than life, and said so."""
LINGER_MS: Millis = 2_400
"""Wall-clock time for which the mark of a failed call stays where it failed."""
RING = 10
"""Most calls drawn around one PSAP; the others are in its number."""

Columns = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class DotFrame:
    """One picture of the calls: map units, a push in pixels, mark, opacity and row of each dot."""

    xy: Floats
    push: Floats
    mark: Ints
    opacity: Floats
    row: Ints


@dataclass(frozen=True, slots=True)
class _Alive:
    """Attempts that may be seen, a column each; `seized` is when a call taker began to pick up, `mute` whether no
    call of its kind is heard."""

    row: Ints
    started: Ints
    seized: Ints
    answered: Ints
    ended: Ints
    outcome: Ints
    way: Ints
    psap: Ints
    caller: Ints
    path: Ints
    failed_at: Ints
    mute: NDArray[np.bool_]
    test: NDArray[np.bool_]


NO_DOTS = DotFrame(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0, int), np.zeros(0), np.zeros(0, int))


class Motion:
    """Follows the calls of one run. `take` once a tick, `frame` once a picture."""

    def __init__(self, scene: Scene, psaps: tuple[str, ...], calls: CallsSeen) -> None:
        self._scene, self._calls = scene, calls
        self._psaps = np.array([scene.index.get(psap, 0) for psap in psaps], dtype=np.int64)
        self._spots = np.array([(node.x, node.y) for node in scene.nodes], dtype=float).reshape(-1, 2)
        phones = [i for i, node in enumerate(scene.nodes) if node.role is Role.TELEPHONE]
        self._outgoing = [i for i in phones if scene.nodes[i].kind == OutgoingCallInterfaceFunction.title][:1]
        self._telephone = [i for i in phones if i not in self._outgoing][:1]
        self._paths = Paths()
        self._ways: dict[tuple[int, int, int, int], tuple[int, int, bool]] = {}
        self._first, self._alive, self._stretch = 0, _none_alive(), 1.0

    def take(self, now: Millis, speed: float) -> None:
        """Note which attempts may be seen around `now`; `speed` in exercise seconds per wall second."""
        self._stretch = max(speed, 0.25)
        table = self._calls.columns(self._first)
        shown = (TRANSIT_MS + LINGER_MS) * self._stretch
        ended, started = _column(table, "ended"), _column(table, "started")
        until = np.where(ended < 0, now, np.maximum(ended, started)) + shown
        seen = np.flatnonzero((until >= now) & (_column(table, "way") != dots.WALK_IN))
        gone = len(started) if not len(until) or not (until >= now).any() else int(np.argmax(until >= now))
        self._alive = self._pick(table, seen)
        self._first += gone

    def frame(self, now: float, pixels: float, radii: Floats) -> DotFrame:
        """The picture at `now` (ms, may lie between ticks); `pixels` per map unit, `radii` of the nodes in pixels."""
        a = self._alive
        if not len(a.row):
            return NO_DOTS
        transit, linger = TRANSIT_MS * self._stretch, LINGER_MS * self._stretch
        age = now - a.started
        decided = (a.ended >= 0) & (a.ended <= now)
        arrived = age >= transit
        talking = (a.answered >= 0) & (a.answered <= now) & arrived
        picked = (a.seized >= 0) & (a.seized <= now) & (a.answered < 0) & ~decided
        mute = picked & (a.mute | (a.outcome == dots.NO_AUDIO))
        never_through = (a.failed_at >= 0) & (a.outcome != dots.NO_AUDIO) & ~picked & ~talking
        crossed = dots.failed(a.outcome) | (a.outcome == dots.UNREACHED)
        known = np.where(arrived & (decided | never_through) | (a.outcome == dots.NO_AUDIO), a.outcome, 0)
        mark = dots.marks(np.where(mute, dots.NO_AUDIO, known), a.way, a.test, talking)
        over = np.where(never_through, a.started + transit, np.maximum(a.ended, a.started + transit))
        lingering = (decided | never_through) & (now >= over)
        fading = np.clip(1.0 - (now - over) / linger, 0.0, 1.0)
        wrong = crossed | (a.outcome == dots.NO_AUDIO)
        present = ~arrived | talking | picked | (a.outcome == dots.NO_AUDIO)
        shown = (age >= 0) & np.where(lingering, wrong & (fading > 0), present)
        length = self._paths.length(a.path)
        inset = np.minimum(5.0 / max(pixels, 1e-6), length / 2.2)
        spot, across = self._paths.at(a.path, inset + np.clip(age / transit, 0, 1) * (length - 2 * inset))
        push = across * ((a.caller * 7919 % 7) - 3)[:, None] * 1.5
        parked = shown & arrived
        where = np.where(lingering & (a.failed_at >= 0), a.failed_at, self._psaps[np.maximum(a.psap, 0)])
        spot[parked] = self._spots[where[parked]]
        push[parked] = _ring(where[parked], radii[where[parked]], lingering[parked], a.row[parked])
        shown &= np.isfinite(push[:, 0])
        opacity = np.where(lingering, 0.25 + 0.75 * fading, 1.0)
        return DotFrame(spot[shown], push[shown], mark[shown], opacity[shown], a.row[shown])

    def _pick(self, table: Columns, seen: Ints) -> _Alive:
        stream, version = _column(table, "stream")[seen], _column(table, "version")[seen]
        way, psap, outcome = (_column(table, name)[seen] for name in ("way", "psap", "outcome"))
        stops = dots.failed(outcome) & (_column(table, "delivered")[seen] < 0)
        path, failed_at, mute = self._routes(version, stream, way, psap, stops)
        test = self._calls.test_streams()
        return _Alive(
            row=seen + self._first,
            started=_column(table, "started")[seen],
            seized=_column(table, "seized")[seen],
            answered=_column(table, "answered")[seen],
            ended=_column(table, "ended")[seen],
            outcome=outcome,
            way=way,
            psap=psap,
            caller=_column(table, "caller")[seen],
            path=path,
            failed_at=failed_at,
            mute=mute,
            test=test[stream] if len(test) else np.zeros(len(stream), bool),
        )

    def _routes(
        self, version: Ints, stream: Ints, way: Ints, psap: Ints, stops: NDArray[np.bool_]
    ) -> tuple[Ints, Ints, NDArray[np.bool_]]:
        """Path, node of failure and muteness of each attempt; worked out once for all that go alike."""
        streams, psaps = int(stream.max(initial=0)) + 1, len(self._psaps) + 2
        alike = ((version * streams + stream) * 16 + way * 2 + stops) * psaps + psap + 1
        _, first, where = np.unique(alike, return_index=True, return_inverse=True)
        found = [
            self._route(int(version[n]), int(stream[n]), int(way[n]), int(psap[n]), stops=bool(stops[n])) for n in first
        ]
        table = np.array(found, dtype=np.int64).reshape(-1, 3)
        return table[where, 0], table[where, 1], table[where, 2] > 0

    def _route(self, version: int, stream: int, way: int, psap: int, *, stops: bool) -> tuple[int, int, bool]:
        """The path's number, the node at which such a call fails (-1 where it does not), and whether all are mute."""
        key = (version, stream, way * 2 + stops, psap)
        known = self._ways.get(key)
        if known is None:
            known = self._ways[key] = self._new_route(version, stream, way, psap, stops=stops)
        return known

    def _new_route(self, version: int, stream: int, way: int, psap: int, *, stops: bool) -> tuple[int, int, bool]:
        index = self._scene.index
        origin = index.get(self._calls.origin_of(stream), 0)
        end = int(self._psaps[psap]) if 0 <= psap < len(self._psaps) else origin
        if way in (dots.TEN_DIGIT, dots.CALL_BACK):
            nodes = [origin, *self._telephone, end]
            back = [end, *self._outgoing, *self._telephone, origin]
            return self._number(nodes if way == dots.TEN_DIGIT else back), -1, False
        verdict = self._calls.verdict(version, stream)
        if verdict.astray is not None and index.get(verdict.astray.psap) == end != index.get(verdict.psap):
            verdict = verdict.astray
        nodes = [index[element] for element in verdict.path if element in index] or [origin]
        failed_at = index.get(verdict.failed_element or verdict.border, -1)
        mute = verdict.share(Treatment.NO_AUDIO) > 0 and not verdict.delivered_permille
        if stops and failed_at in nodes:
            return self._number(nodes[: nodes.index(failed_at) + 1]), failed_at, mute
        if nodes[-1] != end and end != origin:
            nodes = [*nodes, end]
        return self._number(nodes), (index.get(verdict.failed_element, -1) if verdict.failed_at else -1), mute

    def _number(self, nodes: list[int]) -> int:
        spots = [(self._scene.nodes[i].x, self._scene.nodes[i].y) for i in nodes]
        return self._paths.number(tuple(nodes), spots)


def _ring(where: Ints, radius: Floats, lingering: NDArray[np.bool_], row: Ints) -> Floats:
    """Pixels from the node's middle for dots parked around it; NaN beyond the ring.

    Callers who talk stand in order; marks that linger keep a place of their own, so that none jumps while it fades.
    """
    order = np.lexsort((row, lingering, where))
    ordered, late = where[order], lingering[order]
    fresh = np.ones(len(ordered), dtype=bool)
    fresh[1:] = (ordered[1:] != ordered[:-1]) | (late[1:] != late[:-1])
    begin = np.maximum.accumulate(np.where(fresh, np.arange(len(ordered)), 0))
    slot = np.empty(len(where), dtype=np.int64)
    slot[order] = np.arange(len(ordered)) - begin
    slot = np.where(lingering, row % (2 * RING), slot)
    angle = -np.pi / 2 + slot * (2 * np.pi / RING) + np.where(lingering, np.pi / RING, 0.0)
    reach = radius + np.where(lingering, 8.0 + 9.0 * (slot // RING), 5.0)
    push = np.column_stack([np.cos(angle), np.sin(angle)]) * reach[:, None]
    push[(slot >= RING) & ~lingering] = np.nan
    return push


def _column(table: Columns, name: str) -> Ints:
    return np.asarray(table[name]).astype(np.int64, copy=False)


def _none_alive() -> _Alive:
    none, no = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool)
    return _Alive(none, none, none, none, none, none, none, none, none, none, none, no, no)
