"""What an exercise measured, as a pure fold over its journal; it rates nothing and knows neither file nor page.

Words: an *attempt* is one try to get help, by whatever way; it is *decided* once its outcome is known. The
*success rate* is 911 calls answered by voice through the ESInet per attempt that was so answered or failed;
attempts by other ways are in neither number. *Baseline* is that rate before the first fault began. Test calls
are counted by themselves and in no rate; only the rows of the PSAPs hold them, because a PSAP can't tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from hotwash.domain.facts import (
    CallersTallied,
    CallsTallied,
    ExerciseOpened,
    Happened,
)
from hotwash.domain.outcomes import BY_ESINET, BY_OTHER_WAY, FAILED, Outcome, Way
from hotwash.domain.scenario import Scenario
from hotwash.exercise.projections.measured import Measures, Minute, Moment, Place, total
from hotwash.exercise.projections.outages import outages, rate, stated, windows, with_recoveries
from hotwash.exercise.projections.tallies import APART, TEST, added, but_tests, cut, public

__all__ = ["Measures", "measures"]

ASSUMED_BASELINE_PERMILLE = 980
"""Default, taken only where no call was decided before the first fault began."""


def measures(scenario: Scenario, happened: Sequence[Happened], *, engine: str = "") -> Measures:
    """Everything measured so far; the same journal gives the same figures."""
    tallies = [(one, one.fact) for one in happened if isinstance(one.fact, CallsTallied)]
    minutes = tuple(_minute(one, tally) for one, tally in tallies)
    found = outages(happened)
    baseline, is_default = _baseline(minutes, found[0].onset if found else None)
    started = added({key.replace("-", "_"): n for key, n in tally.started.items()} for _, tally in tallies)
    outcomes = added((public(tally) for _, tally in tallies), (cut(tally) for _, tally in tallies))
    attempts = sum(started.values()) - sum(started.get(name, 0) for name in APART)
    undecided = attempts - sum(outcomes.values())
    at_end = next(((one, one.fact) for one in reversed(happened) if isinstance(one.fact, CallersTallied)), None)
    names = {element.id: element.name for element in scenario.network.elements.values()}
    return Measures(
        scenario=scenario.id,
        seed=next((one.fact.seed for one in happened if isinstance(one.fact, ExerciseOpened)), scenario.seed),
        engine=engine,
        span=minutes[-1].at if minutes else (happened[-1].at if happened else 0),
        attempts=attempts,
        started=MappingProxyType(started),
        callers=sum(tally.callers for _, tally in tallies) if at_end is None else at_end[1].callers,
        callers_never_answered=None if at_end is None else at_end[1].callers - at_end[1].served,
        outcomes=_in_order({**outcomes, **({Outcome.IN_PROGRESS.value: undecided} if undecided > 0 else {})}),
        answer_ms=tuple(sorted(ms for _, tally in tallies for ms in tally.answer_ms)),
        psaps=_places(
            [psap.id for psap in scenario.network.psaps()],
            names,
            [(tally.psaps, tally.cut_psaps) for _, tally in tallies],
        ),
        origins=_places(
            [origin.id for origin in scenario.network.origins()],
            names,
            [(but_tests(tally.origins), but_tests(tally.cut_origins)) for _, tally in tallies],
        ),
        minutes=minutes,
        windows=windows(minutes, found),
        outages=with_recoveries(found, minutes, baseline),
        baseline_permille=baseline,
        baseline_is_default=is_default,
        stated=MappingProxyType(stated(happened)),
        callers_seq=None if at_end is None else at_end[0].seq,
    )


def _minute(one: Happened, tally: CallsTallied) -> Minute:
    ours = public(tally)
    return Minute(
        at=one.at,
        seq=one.seq,
        length=tally.length,
        offered=tally.started.get(Way.NINE_ONE_ONE, 0),
        answered=total(ours, BY_ESINET),
        failed=total(ours, FAILED),
        other_way=total(ours, BY_OTHER_WAY),
        test=tally.started.get(TEST, 0),
        waiting=tally.waiting,
        cut=total(cut(tally), BY_ESINET),
    )


def _baseline(minutes: Sequence[Minute], onset: Moment | None) -> tuple[int, bool]:
    before = [minute for minute in minutes if onset is None or minute.at <= onset.at]
    known = rate(before)
    return (ASSUMED_BASELINE_PERMILLE, True) if known is None else (known, False)


def _places(
    order: Sequence[str],
    names: Mapping[str, str],
    tallies: Sequence[tuple[Mapping[str, Mapping[str, int]], Mapping[str, Mapping[str, int]]]],
) -> tuple[Place, ...]:
    """Every place of the network in its order, then any that only the journal knows; answers cut off taken back."""
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
