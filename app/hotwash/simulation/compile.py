"""Turns a scenario under its live overlays into the flat tables of the call kernel; tables are never patched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hotwash.analysis.routes import Routes
from hotwash.analysis.verdict import CallVerdict, Judge, Treatment, what_matters
from hotwash.domain.effective import Effective
from hotwash.domain.elements import Proxy
from hotwash.domain.firewall import Transport
from hotwash.domain.impairment import IdleAged, Loss, RateLimited, SessionLimited
from hotwash.domain.network import Network
from hotwash.domain.scenario import Practice, Scenario
from hotwash.simulation import tables
from hotwash.simulation.hours import has_periods, minute_of_week, staffed
from hotwash.simulation.tables import Answering, Border, Door, Notice, Route, Tables
from hotwash.simulation.who_calls import NUISANCE, SURGE, TEST, Casting, StreamName

__all__ = ["Compiled", "Compiler", "StreamName", "compile_tables"]

_TRANSMISSIONS = 7.0
"""How often an INVITE that nobody answers is sent over UDP before timer B ends it (RFC 3261)."""
_OVER = {
    Loss.SILENT: tables.Treatment.SILENT,
    Loss.REJECTED: tables.Treatment.REJECT,
    Loss.NO_AUDIO: tables.Treatment.NO_AUDIO,
}
_MOST_DOORS = 2
_Row = tuple[int, int, tuple[float, float, float, int, float, float]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """Tables with the names behind their numbers. `verdicts` has one verdict for each stream."""

    tables: Tables
    streams: tuple[StreamName, ...]
    verdicts: tuple[CallVerdict, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the network does with calls: by stream, and by PSAP where calls go on to that find it full."""

    verdicts: tuple[CallVerdict, ...]
    routes: tuple[Route, ...]
    overflows: tuple[str, ...]


class Compiler:
    """Compiles one scenario's worlds; what no overlay can change is worked out once, verdicts once for each network."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._casting = Casting(scenario)
        self.streams = self._casting.names
        self._timed = has_periods(scenario.network)
        self._judged: dict[object, _Judged] = {}
        self._routes: dict[object, Routes] = {}
        self._rows: dict[_Row, Route] = {}
        """Rows made so far: most are the same after a change, and the kernel passes by those that it has."""

    def compile(self, world: Effective, minute: int | None = None) -> Compiled:
        """Every table of the kernel for the world as it is now, at a minute of the story's week (None: its first)."""
        practice, network, casting = self._scenario.practice, world.network, self._casting
        minute = minute_of_week(self._scenario.start, 0) if minute is None else minute
        judged = self._judge(network, minute if self._timed else 0)
        doors = _doors(world)
        made = Tables(
            clock_ms=casting.clock_ms(),
            profiles=(casting.profile,),
            personas=casting.personas,
            streams=casting.streams,
            routes=_behind_doors(judged.routes, judged.verdicts, doors),
            answering=_answering(world, practice, minute, judged.overflows),
            borders=tuple(_border(world, border.id, border.session_limit) for border in network.borders()),
            notices=_notices(world, practice),
            factors=_factors(world, self.streams),
            doors=tuple(doors.values()),
        )
        return Compiled(made, self.streams, judged.verdicts)

    def _judge(self, network: Network, minute: int) -> _Judged:
        """Kept for everything that matters to a verdict, and the ways for what matters to those."""
        key = what_matters(network, minute)
        shape = key.shape
        known = self._judged.get(key)
        if known is None:
            if shape not in self._routes:
                self._routes[shape] = Routes(network)
            judge = Judge(network, self._routes[shape], minute_of_week=minute)
            calls: dict[tuple[str, str], CallVerdict] = {}
            for name in self.streams:
                if (name.origin, name.psap) not in calls:
                    calls[name.origin, name.psap] = judge.call(name.origin, name.psap)
            verdicts = tuple(calls[name.origin, name.psap] for name in self.streams)
            routes = _routes(network, verdicts, self._rows)
            known = self._judged[key] = _Judged(verdicts, routes, _overflows(judge, calls))
        return known


def compile_tables(scenario: Scenario, world: Effective) -> Compiled:
    """The tables of one world; for many worlds of one scenario keep a `Compiler`."""
    return Compiler(scenario).compile(world)


def _overflows(judge: Judge, calls: Mapping[tuple[str, str], CallVerdict]) -> tuple[str, ...]:
    """By PSAP where calls go on to that find it full; its own calls from the largest network stand for all."""
    network = judge.network
    by_share = sorted(network.origins(), key=lambda origin: -origin.share_permille)
    made = []
    for psap in network.psaps():
        own = (calls[origin.id, psap.id] for origin in by_share)
        found = next((verdict for verdict in own if verdict.psap == psap.id == verdict.onward.elements[-1]), None)
        made.append(psap.overflow if found is None else judge.overflow(found))
    return tuple(made)


def _routes(network: Network, verdicts: tuple[CallVerdict, ...], made: dict[_Row, Route]) -> tuple[Route, ...]:
    """Rows for the kernel, in the order of the streams; what calls of one course share is worked out once.

    The links and proxies that a call holds are added by `_behind_doors`.
    """
    home = {psap.id: number for number, psap in enumerate(network.psaps())}
    borders = {border.id: number for number, border in enumerate(network.borders())}
    common: dict[int, tuple[float, float, float, int, float, float]] = {}
    known: dict[int, Route] = {}

    def of(verdict: CallVerdict) -> Route:
        alike = common.get(id(verdict.course))
        if alike is None:
            alike = common[id(verdict.course)] = (
                verdict.share(Treatment.SILENT) / 1000,
                verdict.share(Treatment.REJECT) / 1000,
                verdict.share(Treatment.NO_AUDIO) / 1000,
                borders.get(verdict.border, -1),
                verdict.blind_permille / 1000,
                _TRANSMISSIONS if verdict.transport is Transport.UDP else 1.0,
            )
        psap, latency = home[verdict.psap], verdict.latency
        row = (psap, latency, alike)
        route = made.get(row)
        if route is None:
            silent, rejected, no_audio, border, blind, weight = alike
            route = Route(silent, rejected, no_audio, psap, float(latency), border, blind, weight=weight)
            made[row] = route
        return route

    for verdict in verdicts:
        if id(verdict) not in known:
            route = of(verdict)
            if verdict.astray is not None:
                route = replace(route, stray=verdict.course.astray / 1000, astray=of(verdict.astray))
            known[id(verdict)] = route
    return tuple(known[id(verdict)] for verdict in verdicts)


def door_places(network: Network) -> tuple[str, ...]:
    """Every link and proxy, in the order of the table of doors."""
    return (*network.links, *(proxy.id for proxy in network.of(Proxy)))


def _doors(world: Effective) -> dict[str, Door]:
    """Every link and proxy with the calls it can hold now; one that is simply full refuses."""
    network = world.network
    capacity = {link.id: link.capacity for link in network.links.values()}
    capacity |= {proxy.id: proxy.capacity for proxy in network.of(Proxy)}
    return {place: _door(world, place, limit) for place, limit in capacity.items()}


def _door(world: Effective, place: str, capacity: int) -> Door:
    door = Door(capacity)
    for limit in world.limits.get(place, ()):
        if isinstance(limit, SessionLimited) and (door.limit == 0 or limit.limit < door.limit):
            door = Door(max(1, limit.limit), _OVER[limit.over])
    return door


def _behind_doors(
    routes: tuple[Route, ...], verdicts: tuple[CallVerdict, ...], doors: dict[str, Door]
) -> tuple[Route, ...]:
    """Each route with the limited links and proxies on its way; of more than two those that hold least."""
    limited = {place: (door.limit, row) for row, (place, door) in enumerate(doors.items()) if door.limit > 0}
    if not limited:
        return routes
    made = []
    for route, verdict in zip(routes, verdicts, strict=True):
        kept, other = _kept_doors(verdict, limited), route.astray
        if verdict.astray is not None and other is not None:
            other = replace(other, doors=_kept_doors(verdict.astray, limited))
        made.append(replace(route, doors=kept, astray=other) if kept or other is not None else route)
    return tuple(made)


def _kept_doors(verdict: CallVerdict, limited: Mapping[str, tuple[int, int]]) -> tuple[int, ...]:
    met = {limited[place] for place in (*verdict.path, *verdict.links) if place in limited}
    return tuple(sorted(row for _, row in sorted(met)[:_MOST_DOORS]))


def _border(world: Effective, border: str, session_limit: int) -> Border:
    """A border's own limit and those laid over it; of several of one sort the strictest holds."""
    made = Border(silent_limit=session_limit)
    for limit in world.limits.get(border, ()):
        match limit:
            case SessionLimited(most, Loss.SILENT):
                made = replace(made, silent_limit=_least(made.silent_limit, most))
            case SessionLimited(most, Loss.REJECTED):
                made = replace(made, reject_limit=_least(made.reject_limit, most))
            case SessionLimited(most, _):
                made = replace(made, no_audio_limit=_least(made.no_audio_limit, most))
            case RateLimited(per_minute, burst, over, per_source):
                if made.rate_per_s == 0.0 or per_minute / 60 < made.rate_per_s:
                    rate, at_once = max(per_minute, 1) / 60, float(max(burst, 1))
                    made = replace(made, rate_per_s=rate, burst=at_once, rate_over=_OVER[over], per_source=per_source)
            case IdleAged(idle):
                made = replace(made, idle_ms=float(_least(int(made.idle_ms), idle)))
    return made


def _least(known: int, laid: int) -> int:
    """The smaller of two limits, of which the first may be 0: none. The kernel knows no limit below 1."""
    return min(known, max(1, laid)) if known > 0 else max(1, laid)


def _answering(world: Effective, practice: Practice, minute: int, overflows: tuple[str, ...]) -> tuple[Answering, ...]:
    """One row for each PSAP; `overflows` are by PSAP where calls go on to, as policy routing and the PSAPs say."""
    psaps = world.network.psaps()
    by_shift = {psap.id: staffed(psap, minute) for psap in psaps}
    number = {psap.id: n for n, psap in enumerate(psaps)}
    made = []
    for psap, overflow in zip(psaps, overflows, strict=True):
        up, desk, usual = world.network.is_up(psap.id), world.desk(psap.id), by_shift[psap.id]
        positions = usual * desk.staffed_permille // 1000
        made.append(
            Answering(
                positions=positions if up else 0,
                room=max(usual, positions) + psap.waiting if up else 0,
                overflow=number.get(overflow, -1),
                overflow_ms=float(practice.overflow),
                admin_lines=max(0, psap.admin_lines + desk.lines_added),
                call_backs=psap.id in world.call_backs,
                reserve=max(0, min(practice.kept_free, positions - 1)),
                call_back_ring_ms=float(practice.call_back_ring),
                call_back_talk_mean_ms=float(practice.call_back_talk),
                call_back_fail_ms=float(practice.call_back_unanswered),
                evented=True,
                pick_up_mean_ms=float(psap.pick_up),
                talk_factor=desk.talk_permille / 1000,
                patience_factor=desk.patience_permille / 1000,
            )
        )
    return tuple(made)


def _notices(world: Effective, practice: Practice) -> tuple[Notice, ...]:
    notices = dict(world.notices)
    return tuple(
        Notice(
            ten_digit_share=notices[region].ten_digit_permille / 1000,
            walk_in_share=notices[region].walk_in_permille / 1000,
            walk_in_mean_ms=float(practice.walk_in),
            wrong_share=world.wrong_number(region) / 1000,
        )
        for region in world.network.regions
    )


def _factors(world: Effective, names: tuple[StreamName, ...]) -> tuple[float, ...]:
    region = {psap.id: psap.region for psap in world.network.psaps()}
    tests = {key: notice.test_calls_permille / 1000 for key, notice in world.notices}
    made = []
    for name in names:
        here = region[name.psap]
        by_kind = {TEST: tests.get(here, 0.0)}
        if name.kind == SURGE:
            by_kind[SURGE] = world.surge(name.origin, here) / 1000
        elif name.kind == NUISANCE:
            by_kind[NUISANCE] = world.flood(here) / 1000
        made.append(by_kind.get(name.kind, 1.0))
    return tuple(made)
