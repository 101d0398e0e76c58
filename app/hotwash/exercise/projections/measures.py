"""What an exercise measured, as a pure fold over its journal; it rates nothing and knows neither file nor page.

Words: an *attempt* is one try to get help, by whatever way; it is *decided* once its outcome is known. *Offered* are
attempts begun. The *success rate* is 911 calls answered by voice through the ESInet per 911 attempt that was so
answered or failed; attempts by other ways are in neither number. *Baseline* is that rate before the first fault began.
Test calls are counted by themselves, at each PSAP too, and stand in no rate; malicious calls are in none either.
Attempts and callers are never mixed: whatever counts callers says so. For attempts by each way and for callers it
holds that offered = helped + failed (or not helped) + in progress.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from hotwash.domain.facts import CallsTallied, ExerciseOpened, Happened
from hotwash.domain.outcomes import BY_ESINET, BY_OTHER_WAY, FAILED, Outcome
from hotwash.domain.outcomes import Way as ByWay
from hotwash.domain.scenario import Scenario
from hotwash.exercise.projections.answering import WITHIN_S, worst_hour
from hotwash.exercise.projections.beside import beside, reach_permille
from hotwash.exercise.projections.duties import duties
from hotwash.exercise.projections.losses import losses
from hotwash.exercise.projections.measured import Minute, Moment, Place, total
from hotwash.exercise.projections.outages import outages, rate, stated, windows, with_recoveries
from hotwash.exercise.projections.overload import overloads
from hotwash.exercise.projections.people import people
from hotwash.exercise.projections.tallies import APART, TEST, added, but_tests, by_911, cut, public
from hotwash.exercise.projections.telling import telling
from hotwash.exercise.projections.users import user_minutes
from hotwash.exercise.projections.whole import Delivery, Measures, Way

__all__ = ["Measures", "measures"]

ASSUMED_BASELINE_PERMILLE = 980
"""Default, taken only where no call was decided before the first fault began."""


def measures(
    scenario: Scenario, happened: Sequence[Happened], *, engine: str = "", within_s: tuple[int, ...] = WITHIN_S
) -> Measures:
    """Everything measured so far; the same journal gives the same figures.

    `within_s` are the answer-time limits in seconds to give shares for, because standards and agencies differ.
    """
    tallies = [(one, one.fact) for one in happened if isinstance(one.fact, CallsTallied)]
    counts = [tally for _, tally in tallies]
    minutes = tuple(_minute(one, tally) for one, tally in tallies)
    begun = outages(happened)
    baseline, is_default = _baseline(minutes, begun[0].onset if begun else None)
    found = with_recoveries(begun, minutes, baseline)
    now = happened[-1].at if happened else 0
    ends = [outage.onset.at - 1 for outage in found[1:]] + [now]
    population = scenario.demand.population
    users = user_minutes(population, found, minutes, now, _lost(scenario, counts))
    started = _started(counts)
    outcomes = added((public(tally) for tally in counts), (cut(tally) for tally in counts))
    attempts = sum(started.values()) - sum(started.get(name, 0) for name in APART)
    undecided = attempts - sum(outcomes.values())
    everybody = people(happened)
    return Measures(
        scenario=scenario.id,
        seed=next((one.fact.seed for one in happened if isinstance(one.fact, ExerciseOpened)), scenario.seed),
        engine=engine,
        span=minutes[-1].at if minutes else now,
        attempts=attempts,
        started=MappingProxyType(started),
        callers=sum(tally.callers for tally in counts) if everybody is None else everybody.told.callers,
        callers_never_answered=None if everybody is None else everybody.told.callers - everybody.told.served,
        outcomes=_in_order({**outcomes, **({Outcome.IN_PROGRESS.value: undecided} if undecided > 0 else {})}),
        answer_ms=tuple(sorted(ms for tally in counts for ms in tally.answer_ms)),
        psaps=_psaps(scenario, counts),
        origins=_origins(scenario, counts),
        minutes=minutes,
        windows=windows(minutes, found),
        outages=found,
        baseline_permille=baseline,
        baseline_is_default=is_default,
        stated=MappingProxyType(stated(happened)),
        ways=_ways(counts, started),
        delivery=_delivery(counts),
        losses=losses(counts),
        people=everybody,
        worst_hour=worst_hour(happened),
        within_s=within_s,
        population=population,
        users=users,
        duties=duties(scenario, found, happened, users, now),
        told=tuple(telling(scenario, happened, one, end) for one, end in zip(found, ends, strict=False)),
        reach=tuple(reach_permille(scenario, happened, one, end) for one, end in zip(found, ends, strict=False)),
        beside=beside(happened),
        overloads=overloads(happened, {element.id: element.name for element in scenario.network.elements.values()}),
    )


def _lost(scenario: Scenario, tallies: Sequence[CallsTallied]) -> tuple[Mapping[str, int], ...]:
    """Attempts of the public that failed in each minute, by region."""
    region = {psap.id: psap.region for psap in scenario.network.psaps()}
    made = []
    for tally in tallies:
        found: dict[str, int] = {}
        for psap, counts in tally.psaps.items():
            failed = total(counts, FAILED) - total(tally.apart_psaps.get(psap, {}), FAILED)
            found[region.get(psap, "")] = found.get(region.get(psap, ""), 0) + max(0, failed)
        made.append(found)
    return tuple(made)


def _started(tallies: Iterable[CallsTallied]) -> dict[str, int]:
    return added({key.replace("-", "_"): n for key, n in tally.started.items()} for tally in tallies)


def _ways(tallies: Sequence[CallsTallied], started: Mapping[str, int]) -> Mapping[str, Way]:
    """Each way that was tried, in the order of the list of ways; none for a journal older than this count."""
    if not any(tally.ways for tally in tallies):
        return MappingProxyType({})
    made = {}
    for way in ByWay:
        counts = added((t.ways.get(way, {}) for t in tallies), (t.cut_ways.get(way, {}) for t in tallies))
        if started.get(way) or any(counts.values()):
            made[way.value] = Way(started.get(way, 0), _in_order(counts))
    return MappingProxyType(made)


def _delivery(tallies: Sequence[CallsTallied]) -> Delivery:
    return Delivery(
        delivered=sum(tally.delivered for tally in tallies),
        unlocated=sum(tally.unlocated for tally in tallies),
        misrouted=sum(tally.misrouted for tally in tallies),
        first_failed=sum(tally.first_failed for tally in tallies),
    )


def _minute(one: Happened, tally: CallsTallied) -> Minute:
    ours = public(tally)
    return Minute(
        at=one.at,
        seq=one.seq,
        length=tally.length,
        offered=tally.started.get(ByWay.NINE_ONE_ONE, 0),
        answered=total(ours, BY_ESINET),
        failed=total(by_911(tally), FAILED),
        other_way=total(ours, BY_OTHER_WAY),
        test=tally.started.get(TEST, 0),
        waiting=tally.waiting,
        cut=total(cut(tally), BY_ESINET),
        unserved=tally.unserved,
    )


def _baseline(minutes: Sequence[Minute], onset: Moment | None) -> tuple[int, bool]:
    before = [minute for minute in minutes if onset is None or minute.at <= onset.at]
    known = rate(before)
    return (ASSUMED_BASELINE_PERMILLE, True) if known is None else (known, False)


def _psaps(scenario: Scenario, tallies: Sequence[CallsTallied]) -> tuple[Place, ...]:
    """What is counted apart is taken off, and what was cut off of it put back; older journals don't tell it."""
    order = [psap.id for psap in scenario.network.psaps()]
    pairs = [(tally.psaps, tally.cut_psaps) for tally in tallies]
    pairs += [(tally.cut_apart_psaps, tally.apart_psaps) for tally in tallies]
    tests = added(tally.tests_of for tally in tallies)
    told = sum(tests.values()) == sum(tally.started.get(TEST, 0) for tally in tallies)
    found = _places(scenario, order, pairs)
    return tuple(replace(place, tests=tests.get(place.id, 0) if told else None) for place in found)


def _origins(scenario: Scenario, tallies: Sequence[CallsTallied]) -> tuple[Place, ...]:
    order = [origin.id for origin in scenario.network.origins()]
    return _places(scenario, order, [(but_tests(tally.origins), but_tests(tally.cut_origins)) for tally in tallies])


def _places(
    scenario: Scenario,
    order: Sequence[str],
    tallies: Sequence[tuple[Mapping[str, Mapping[str, int]], Mapping[str, Mapping[str, int]]]],
) -> tuple[Place, ...]:
    """Every place of the network in its order, then any that only the journal knows; answers cut off taken back."""
    names = {element.id: element.name for element in scenario.network.elements.values()}
    found: dict[str, Counter[str]] = {place: Counter() for place in order}
    for counted, gone in tallies:
        for place, counts in counted.items():
            found.setdefault(place, Counter()).update(counts)
        for place, counts in gone.items():
            found.setdefault(place, Counter()).subtract(counts)
    return tuple(Place(key, names.get(key, key), _in_order(counts)) for key, counts in found.items())


def _in_order(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Counts in the order of the list of outcomes; names that it lacks come last."""
    known = {outcome.value: counts[outcome.value] for outcome in Outcome if counts.get(outcome.value)}
    return MappingProxyType({**known, **{key: counts[key] for key in sorted(counts) if counts[key]}})
