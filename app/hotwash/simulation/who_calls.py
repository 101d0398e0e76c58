"""Streams of calls: who calls which PSAP, how often and in what manner; knows no overlay that is live.

Surge and nuisance calls are streams of their own with keys of their own, so that nobody else's calls shift.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from hotwash.domain.callers import TESTERS, Callers
from hotwash.domain.elements import Originating
from hotwash.domain.impairment import EVERYWHERE, Flooded, Surged
from hotwash.domain.scenario import Demand, Scenario
from hotwash.domain.steps import Impair, Step
from hotwash.simulation.streams import stable_key
from hotwash.simulation.tables import Persona, Profile, Stream

CALL, TEST, SURGE, NUISANCE = "call", "test", "surge", "nuisance"
"""Kinds of streams: the public as always, people who only try 911, additional people in need, malicious calls."""

NUISANCES = Callers(
    id="nuisance",
    patience=120_000,
    redial_silent=950,
    redial_rejected=950,
    redial_no_audio=950,
    redial_busy=950,
    redial_abandoned=950,
    redial_dropped=950,
    redial_least=1_000,
    redial_mean=5_000,
    attempts=50,
    talk=60_000,
    dialable=0,
)
"""Callers who only want to occupy lines, where the author gives no group of that id; every figure is a default."""

_MOST_STEPS = 10_000
_WEEK = 7 * 24
_MONDAY_TO_FRIDAY = 5


@dataclass(frozen=True, slots=True)
class StreamName:
    """What one stream of calls is: who calls, which PSAP it belongs to, and of what kind its calls are."""

    origin: str
    psap: str
    kind: str = CALL

    @property
    def test(self) -> bool:
        """Whether it is only test calls."""
        return self.kind == TEST

    @property
    def public(self) -> bool:
        """Whether its callers need help."""
        return self.kind in (CALL, SURGE)


def stream_names(scenario: Scenario) -> tuple[StreamName, ...]:
    """Streams in kernel order: every originating network by every PSAP, test calls, then surges and nuisance calls.

    Surges and nuisance calls have a stream only where a fault or an action of the scenario can cause them.
    """
    network = scenario.network
    psaps, origins = network.psaps(), network.origins()
    named = [StreamName(origin.id, psap.id) for origin in origins for psap in psaps]
    if not origins:
        return tuple(named)
    usual = _largest(origins).id
    named += [StreamName(usual, psap.id, TEST) for psap in psaps]
    surged, flooded = _targets(scenario)
    named += [
        StreamName(origin.id, psap.id, SURGE)
        for origin in origins
        for psap in psaps
        if not surged.isdisjoint({EVERYWHERE, origin.id, psap.region})
    ]
    named += [
        StreamName(usual, psap.id, NUISANCE) for psap in psaps if not flooded.isdisjoint({EVERYWHERE, psap.region})
    ]
    return tuple(named)


def _largest(origins: tuple[Originating, ...]) -> Originating:
    return max(origins, key=lambda origin: origin.share_permille)


def _targets(scenario: Scenario) -> tuple[frozenset[str], frozenset[str]]:
    """Where the scenario's faults and actions can lay a surge, and where nuisance calls."""
    surged, flooded = set(), set()
    for step in _steps(scenario):
        if isinstance(step, Impair) and isinstance(step.change, Surged):
            surged.add(step.target)
        elif isinstance(step, Impair) and isinstance(step.change, Flooded):
            flooded.add(step.target)
    return frozenset(surged), frozenset(flooded)


def _steps(scenario: Scenario) -> Iterator[Step]:
    network = scenario.network
    for planned in scenario.faults.values():
        yield from islice(chain(planned.fault.steps(network), planned.fault.worse(network)), _MOST_STEPS)
    for offered in scenario.actions.values():
        yield from islice(offered.action.steps(network), _MOST_STEPS)


class Casting:
    """Streams of one scenario with their profile and their personas."""

    def __init__(self, scenario: Scenario) -> None:
        self.names = stream_names(scenario)
        self.weekly, self.profile = _profile(scenario.demand)
        self.personas: tuple[Persona, ...] = ()
        self._personas: list[tuple[str, int, bool]] = []
        """Group, share of phones that cannot be called back, and whether another network is at hand, by persona."""
        self._scenario = scenario
        self._groups = {group.id: group for group in (TESTERS, NUISANCES)} | dict(scenario.network.callers)
        self.streams = self._cast()
        self.personas = tuple(self._persona(*which) for which in self._personas)

    def clock_ms(self) -> int:
        """Time of the profile at which the exercise begins: since midnight, or since Monday where weeks differ."""
        start = self._scenario.start
        days = start.weekday() if self.weekly else 0
        return (((days * 24 + start.hour) * 60 + start.minute) * 60 + start.second) * 1000

    def _cast(self) -> tuple[Stream, ...]:
        demand, network = self._scenario.demand, self._scenario.network
        psaps, origins = network.psaps(), network.origins()
        home = {psap.id: number for number, psap in enumerate(psaps)}
        area = {region: number for number, region in enumerate(network.regions)}
        numbers = {origin.id: number for number, origin in enumerate(origins)}
        total = sum(psap.weight for psap in psaps) or 1
        row = {(name.origin, name.psap): n for n, name in enumerate(self.names) if name.kind == CALL}
        tags = {TEST: len(origins), NUISANCE: len(origins) + 1}
        per_day = demand.per_day * _mean_day(demand) if self.weekly else demand.per_day
        streams = []
        for name in self.names:
            number, psap = numbers[name.origin], psaps[home[name.psap]]
            origin = origins[number]
            other = _other_network(origins, origin) if name.public else ""
            share = origin.share_permille if name.public else 1000
            streams.append(
                Stream(
                    profile=0,
                    per_day=per_day * share * psap.weight / (1000 * total),
                    persona=self._row(name, origin, camps=bool(other)),
                    home=home[name.psap],
                    area=area[psap.region],
                    tag=tags.get(name.kind, number),
                    key=stable_key(name.kind, name.origin, name.psap),
                    camp=row.get((other, name.psap), -1),
                    source=number,
                )
            )
        return tuple(streams)

    def _row(self, name: StreamName, origin: Originating, *, camps: bool) -> int:
        group = {TEST: TESTERS.id, NUISANCE: NUISANCES.id}.get(name.kind, origin.callers)
        which = (group, origin.uninitialised_permille if name.public else 0, camps)
        if which not in self._personas:
            self._personas.append(which)
        return self._personas.index(which)

    def _persona(self, group: str, uninitialised_permille: int, camps: bool) -> Persona:  # noqa: FBT001  # one of three
        callers = self._groups[group]
        made = _persona(callers)
        dialable = made.dialable * (1000 - uninitialised_permille) / 1000
        return replace(made, dialable=dialable, camps=callers.other_network / 1000 if camps else 0.0)


def _other_network(origins: tuple[Originating, ...], origin: Originating) -> str:
    """The network that an origin's phones use when their own fails: the largest other one that serves such phones."""
    others = tuple(other for other in origins if other.camps and other.id != origin.id)
    return _largest(others).id if origin.camps and others else ""


def _profile(demand: Demand) -> tuple[bool, Profile]:
    """Whether weekends differ, and the hourly weights of a day or, where they do, of a week from Monday."""
    weekday = tuple(float(weight) for weight in demand.hours)
    if not demand.weekend_hours and demand.weekend_permille == 1000:
        return False, Profile(weekday)
    weekend = tuple(float(weight) for weight in demand.weekend_hours or demand.hours)
    scale = demand.weekend_permille / 1000 * (sum(weekday) / (sum(weekend) or 1.0))
    saturday = tuple(weight * scale for weight in weekend)
    return True, Profile(weekday * _MONDAY_TO_FRIDAY + saturday * 2)


def _mean_day(demand: Demand) -> float:
    """Calls of a mean day of the week relative to a day from Monday to Friday."""
    return (_MONDAY_TO_FRIDAY + 2 * demand.weekend_permille / 1000) / 7


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
