"""Turns a scenario under its live overlays into the flat tables of the call kernel; tables are never patched."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.analysis.routes import Routes
from hotwash.analysis.verdict import CallVerdict, Judge, Treatment
from hotwash.domain.callers import TESTERS, Callers
from hotwash.domain.effective import Effective
from hotwash.domain.network import Network
from hotwash.domain.scenario import Practice, Scenario
from hotwash.simulation.hours import has_periods, minute_of_week, staffed
from hotwash.simulation.streams import stable_key
from hotwash.simulation.tables import (
    Answering,
    Border,
    Notice,
    Persona,
    Profile,
    Route,
    Stream,
    Tables,
)

_TREATMENTS = {Treatment.DELIVER: 0, Treatment.SILENT: 1, Treatment.REJECT: 2, Treatment.NO_AUDIO: 3}


@dataclass(frozen=True, slots=True)
class StreamName:
    """What one stream of calls is: who calls, which PSAP it belongs to, and whether it is only a test."""

    origin: str
    psap: str
    test: bool


@dataclass(frozen=True, slots=True)
class Compiled:
    """Tables with the names behind their numbers. `verdicts` has one verdict for each stream."""

    tables: Tables
    streams: tuple[StreamName, ...]
    verdicts: tuple[CallVerdict, ...]


def stream_names(network: Network) -> tuple[StreamName, ...]:
    """Streams in kernel order: every originating network by every PSAP, then test calls by PSAP."""
    psaps = network.psaps()
    origins = network.origins()
    named = [StreamName(origin.id, psap.id, test=False) for origin in origins for psap in psaps]
    if origins:
        testers = max(origins, key=lambda origin: origin.share_permille)
        named += [StreamName(testers.id, psap.id, test=True) for psap in psaps]
    return tuple(named)


class Compiler:
    """Compiles one scenario's worlds; what no overlay can change is worked out once, verdicts once for each network."""

    def __init__(self, scenario: Scenario) -> None:
        network = scenario.network
        personas = _personas(network)
        self._scenario = scenario
        self.streams = stream_names(network)
        self._personas = tuple(_persona(callers) for callers in personas)
        self._timed = has_periods(network)
        self._streams = _streams(scenario, network, self.streams, [callers.id for callers in personas])
        self._judged: dict[object, tuple[tuple[CallVerdict, ...], tuple[Route, ...]]] = {}
        self._routes: dict[object, Routes] = {}

    def compile(self, world: Effective, minute: int | None = None) -> Compiled:
        """Every table of the kernel for the world as it is now, at a minute of the story's week (None: its first)."""
        scenario, network = self._scenario, world.network
        start = scenario.start
        minute = minute_of_week(start, 0) if minute is None else minute
        verdicts, routes = self._verdicts(network, minute if self._timed else 0)
        tables = Tables(
            clock_ms=((start.hour * 60 + start.minute) * 60 + start.second) * 1000,
            profiles=(Profile(tuple(float(weight) for weight in scenario.demand.hours)),),
            personas=self._personas,
            streams=self._streams,
            routes=routes,
            answering=_answering(world, scenario.practice, minute),
            borders=tuple(Border(session_limit=b.session_limit, rate_per_s=0.0, burst=0.0) for b in network.borders()),
            notices=_notices(world, scenario.practice),
            factors=_factors(world, self.streams),
        )
        return Compiled(tables, self.streams, verdicts)

    def _verdicts(self, network: Network, minute: int) -> tuple[tuple[CallVerdict, ...], tuple[Route, ...]]:
        """A network differs from the author's by what is down and by its policies alone."""
        shape = (network.down_elements, network.down_links, network.taken_over)
        key = (shape, minute, tuple(network.policies.values()))
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
            known = self._judged[key] = (verdicts, _routes(network, verdicts))
        return known


def compile_tables(scenario: Scenario, world: Effective) -> Compiled:
    """The tables of one world; for many worlds of one scenario keep a `Compiler`."""
    return Compiler(scenario).compile(world)


def _personas(network: Network) -> list[Callers]:
    personas = list(network.callers.values())
    if TESTERS.id not in network.callers:
        personas.append(TESTERS)
    return personas


def _persona(callers: Callers) -> Persona:
    return Persona(
        patience_mean_ms=float(callers.patience),
        dead_air_mean_ms=float(callers.dead_air),
        persistence=(
            callers.redial_silent / 1000,
            callers.redial_rejected / 1000,
            callers.redial_no_audio / 1000,
            callers.redial_busy / 1000,
            callers.redial_abandoned / 1000,
            callers.redial_dropped / 1000,
        ),
        redial_min_ms=float(callers.redial_least),
        redial_mean_ms=float(callers.redial_mean),
        max_attempts=callers.attempts,
        talk_mean_ms=float(callers.talk),
        talk_sigma=callers.talk_spread_permille / 1000,
        hello_mean_ms=float(callers.hello),
        dialable=callers.dialable / 1000,
        reachable=callers.reachable / 1000,
    )


def _streams(
    scenario: Scenario, network: Network, names: tuple[StreamName, ...], personas: list[str]
) -> tuple[Stream, ...]:
    psaps = network.psaps()
    home = {psap.id: number for number, psap in enumerate(psaps)}
    weight = {psap.id: psap.weight for psap in psaps}
    area = {region: number for number, region in enumerate(network.regions)}
    total = sum(weight.values()) or 1
    origins = {origin.id: (number, origin) for number, origin in enumerate(network.origins())}
    streams = []
    for name in names:
        number, origin = origins[name.origin]
        share = 1000 if name.test else origin.share_permille
        streams.append(
            Stream(
                profile=0,
                per_day=scenario.demand.per_day * share * weight[name.psap] / (1000 * total),
                persona=personas.index(TESTERS.id if name.test else origin.callers),
                home=home[name.psap],
                area=area[psaps[home[name.psap]].region],
                tag=len(origins) if name.test else number,
                key=stable_key("test" if name.test else "call", name.origin, name.psap),
            )
        )
    return tuple(streams)


def _routes(network: Network, verdicts: tuple[CallVerdict, ...]) -> tuple[Route, ...]:
    home = {psap.id: number for number, psap in enumerate(network.psaps())}
    borders = {border.id: number for number, border in enumerate(network.borders())}
    return tuple(
        Route(
            treatment=_TREATMENTS[verdict.treatment],
            share=verdict.permille / 1000,
            psap=home[verdict.psap],
            latency_ms=float(verdict.latency),
            border=borders.get(verdict.border, -1),
            located=verdict.located,
            logged=False,
        )
        for verdict in verdicts
    )


def _answering(world: Effective, practice: Practice, minute: int) -> tuple[Answering, ...]:
    psaps = world.network.psaps()
    by_shift = {psap.id: staffed(psap, minute) for psap in psaps}
    number = {psap.id: n for n, psap in enumerate(psaps)}
    return tuple(
        Answering(
            positions=by_shift[psap.id] if world.network.is_up(psap.id) else 0,
            room=by_shift[psap.id] + psap.waiting if world.network.is_up(psap.id) else 0,
            overflow=number.get(psap.overflow, -1),
            overflow_ms=float(practice.overflow),
            admin_lines=psap.admin_lines,
            call_backs=psap.id in world.call_backs,
            reserve=max(0, min(practice.kept_free, by_shift[psap.id] - 1)),
            call_back_ring_ms=float(practice.call_back_ring),
            call_back_talk_mean_ms=float(practice.call_back_talk),
            call_back_fail_ms=float(practice.call_back_unanswered),
            evented=True,
            pick_up_mean_ms=float(psap.pick_up),
        )
        for psap in psaps
    )


def _notices(world: Effective, practice: Practice) -> tuple[Notice, ...]:
    notices = dict(world.notices)
    return tuple(
        Notice(
            ten_digit_share=notices[region].ten_digit_permille / 1000,
            walk_in_share=notices[region].walk_in_permille / 1000,
            walk_in_mean_ms=float(practice.walk_in),
        )
        for region in world.network.regions
    )


def _factors(world: Effective, names: tuple[StreamName, ...]) -> tuple[float, ...]:
    region = {psap.id: psap.region for psap in world.network.psaps()}
    tests = {key: notice.test_calls_permille / 1000 for key, notice in world.notices}
    return tuple(tests.get(region[name.psap], 0.0) if name.test else 1.0 for name in names)
