"""What an exercise measured, as a pure fold over its journal; it rates nothing and knows neither file nor page.

Words: an *attempt* is one try to get help, by whatever way; it is *decided* once its outcome is known. The
*success rate* is 911 calls answered by voice through the ESInet per attempt that was so answered or failed;
attempts by other ways are in neither number. *Baseline* is that rate before the first fault began. Test calls
are counted by themselves and in no rate; only the rows of the PSAPs hold them, because a PSAP can't tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from hotwash.domain.facts import (
    CallersTallied,
    CallsTallied,
    ExerciseOpened,
    FaultBegan,
    FaultEnded,
    Happened,
    MilestoneReached,
)
from hotwash.domain.outcomes import BY_ESINET, BY_OTHER_WAY, FAILED, Outcome, Way
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import MINUTE
from hotwash.exercise.projections.measured import Measures, Minute, Moment, Place, Window, permille, total

__all__ = ["Measures", "measures"]

TEST = "test"
"""Name under which test calls stand among the ways and the origins of a tally."""
RUN_MINUTES = 5
"""Minutes that are pooled before a recovery counts; one minute alone holds too few calls to judge by."""
RESTORED_PERMILLE = 950
"""Share of the baseline rate that counts as back at baseline; leaves room for chance in five minutes of calls."""
ASSUMED_BASELINE_PERMILLE = 980
"""Default, taken only where no call was decided before the first fault began."""


def measures(scenario: Scenario, happened: Sequence[Happened], *, engine: str = "") -> Measures:
    """Everything measured so far; the same journal gives the same figures."""
    tallies = [(one, one.fact) for one in happened if isinstance(one.fact, CallsTallied)]
    minutes = tuple(_minute(one, tally) for one, tally in tallies)
    onset, over = _faults(happened)
    baseline, is_default = _baseline(minutes, onset)
    stated = _stated(happened)
    started = _added({key.replace("-", "_"): n for key, n in tally.started.items()} for _, tally in tallies)
    outcomes = _added(_public(tally) for _, tally in tallies)
    attempts = sum(started.values()) - started.get(TEST, 0)
    undecided = 0 if Outcome.DROPPED in outcomes else attempts - sum(outcomes.values())
    at_end = next(((one, one.fact) for one in reversed(happened) if isinstance(one.fact, CallersTallied)), None)
    names = {element.id: element.name for element in scenario.network.elements.values()}
    return Measures(
        scenario=scenario.id,
        seed=next((one.fact.seed for one in happened if isinstance(one.fact, ExerciseOpened)), scenario.seed),
        engine=engine,
        span=minutes[-1].at if minutes else (happened[-1].at if happened else 0),
        attempts=attempts,
        started=MappingProxyType(started),
        callers=sum(tally.callers for _, tally in tallies),
        callers_never_answered=None if at_end is None else at_end[1].callers - at_end[1].served,
        outcomes=_in_order({**outcomes, **({Outcome.IN_PROGRESS.value: undecided} if undecided > 0 else {})}),
        answer_ms=tuple(sorted(ms for _, tally in tallies for ms in tally.answer_ms)),
        psaps=_places([p.id for p in scenario.network.psaps()], names, [tally.psaps for _, tally in tallies]),
        origins=_places([o.id for o in scenario.network.origins()], names, [_origins(tally) for _, tally in tallies]),
        minutes=minutes,
        windows=_windows(minutes, onset, over),
        onset=onset,
        faults_over=over,
        baseline_permille=baseline,
        baseline_is_default=is_default,
        timeline=MappingProxyType({**stated, **_recoveries(minutes, onset, baseline)}),
        stated=MappingProxyType(stated),
        callers_at_end=None if at_end is None else at_end[1].callers,
        callers_seq=None if at_end is None else at_end[0].seq,
    )


def _public(tally: CallsTallied) -> dict[str, int]:
    """Decided attempts of the public by outcome: test calls are no emergencies and count in no rate."""
    tests = tally.origins.get(TEST, {})
    return {name: count - tests.get(name, 0) for name, count in tally.outcomes.items()}


def _origins(tally: CallsTallied) -> dict[str, dict[str, int]]:
    return {origin: counts for origin, counts in tally.origins.items() if origin != TEST}


def _minute(one: Happened, tally: CallsTallied) -> Minute:
    public = _public(tally)
    return Minute(
        at=one.at,
        seq=one.seq,
        offered=tally.started.get(Way.NINE_ONE_ONE, 0),
        answered=total(public, BY_ESINET),
        failed=total(public, FAILED),
        other_way=total(public, BY_OTHER_WAY),
        test=tally.started.get(TEST, 0),
        waiting=tally.waiting,
    )


def _faults(happened: Sequence[Happened]) -> tuple[Moment | None, Moment | None]:
    """When the first fault began, and when the last one ended (None while one is live)."""
    began = [one for one in happened if isinstance(one.fact, FaultBegan)]
    if not began:
        return None, None
    live: set[str] = set()
    over: Moment | None = None
    for one in happened:
        if isinstance(one.fact, FaultBegan):
            live.add(one.fact.fault)
            over = None
        elif isinstance(one.fact, FaultEnded):
            live.discard(one.fact.fault)
            over = over if live else Moment(one.at, (one.seq,))
    return Moment(began[0].at, (began[0].seq,)), over


def _baseline(minutes: Sequence[Minute], onset: Moment | None) -> tuple[int, bool]:
    before = [minute for minute in minutes if onset is None or minute.at <= onset.at]
    rate = _rate(before)
    return (ASSUMED_BASELINE_PERMILLE, True) if rate is None else (rate, False)


def _stated(happened: Sequence[Happened]) -> dict[str, Moment]:
    """The first time each milestone was reached."""
    found: dict[str, Moment] = {}
    for one in happened:
        if isinstance(one.fact, MilestoneReached) and one.fact.name not in found:
            found[one.fact.name] = Moment(one.at, (one.seq,))
    return found


def _recoveries(minutes: Sequence[Minute], onset: Moment | None, baseline: int) -> dict[str, Moment]:
    """Mitigated: the first minute after the worst stretch with half of the lost success rate back, and the
    minutes after it too. Restored: the same with 95 % of the baseline rate. Both at the start of that minute.
    """
    if onset is None:
        return {}
    after = [minute for minute in minutes if minute.at > onset.at]
    level = baseline * RESTORED_PERMILLE // 1000
    pooled = [_rate(after[start : start + RUN_MINUTES]) for start in range(len(after) - RUN_MINUTES + 1)]
    known = [(rate, start) for start, rate in enumerate(pooled) if rate is not None]
    if not known or min(known)[0] >= level:
        return {}
    worst, start = min(known)
    found: dict[str, Moment] = {}
    for name, needed in (("mitigated", worst + (baseline - worst + 1) // 2), ("restored", level)):
        for place in range(start, len(pooled)):
            own, run = _rate(after[place : place + 1]), pooled[place]
            if own is not None and run is not None and own >= needed and run >= needed:
                window = after[place : place + RUN_MINUTES]
                found[name] = Moment(max(onset.at, window[0].at - MINUTE), (window[0].seq, window[-1].seq))
                break
    return found


def _windows(minutes: Sequence[Minute], onset: Moment | None, over: Moment | None) -> tuple[Window, ...]:
    groups: dict[str, list[Minute]] = {"before": [], "during": [], "after": []}
    for minute in minutes:
        if onset is None or minute.at <= onset.at:
            groups["before"].append(minute)
        elif over is not None and minute.at - MINUTE >= over.at:
            groups["after"].append(minute)
        else:
            groups["during"].append(minute)
    return tuple(_window(name, group) for name, group in groups.items() if group)


def _window(name: str, group: Sequence[Minute]) -> Window:
    return Window(
        name=name,
        minutes=len(group),
        offered=sum(minute.offered for minute in group),
        answered=sum(minute.answered for minute in group),
        failed=sum(minute.failed for minute in group),
        other_way=sum(minute.other_way for minute in group),
        first_seq=group[0].seq,
        last_seq=group[-1].seq,
    )


def _places(
    order: Sequence[str], names: Mapping[str, str], tallies: Sequence[Mapping[str, Mapping[str, int]]]
) -> tuple[Place, ...]:
    """Every place of the network in its order, then any that only the journal knows."""
    found: dict[str, Counter[str]] = {place: Counter() for place in order}
    for tally in tallies:
        for place, counts in tally.items():
            found.setdefault(place, Counter()).update(counts)
    return tuple(Place(key, names.get(key, key), _in_order(counts)) for key, counts in found.items())


def _added(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(total)


def _in_order(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Counts in the order of the list of outcomes; names that it lacks come last."""
    known = {outcome.value: counts[outcome.value] for outcome in Outcome if counts.get(outcome.value)}
    return MappingProxyType({**known, **{key: counts[key] for key in sorted(counts) if counts[key]}})


def _rate(minutes: Sequence[Minute]) -> int | None:
    return permille(sum(minute.answered for minute in minutes), sum(minute.decided for minute in minutes))
