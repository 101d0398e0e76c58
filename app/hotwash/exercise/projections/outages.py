"""Outages of an exercise and how each was recovered from, read from the journal and the minutes of calls.

An *outage* lasts while at least one fault is live. Faults less than `RUN_MINUTES` apart are one outage, because no
recovery could be measured between them. Each outage has a timeline of its own, so that a second one, or a fault that
is launched again, neither hides the first nor lengthens it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType

from hotwash.domain.facts import AlarmAcknowledged, AlarmRaised, FaultBegan, FaultEnded, Happened, MilestoneReached
from hotwash.domain.time import MINUTE
from hotwash.exercise.projections.measured import Minute, Moment, Outage, Window, permille

RUN_MINUTES = 5
"""Fewest minutes that are pooled before a recovery counts; one minute alone holds too few calls to judge by."""
RUN_ATTEMPTS = 20
"""Fewest decided attempts that are pooled (a default): at night five minutes hold too few calls to judge by either."""
LONG = 3
"""So many times as long is the stretch that shows that service is not back yet, where a fault is still live."""
RESTORED_PERMILLE = 950
"""Share of the baseline rate that counts as back at baseline; leaves room for chance in five minutes of calls."""


def outages(happened: Sequence[Happened]) -> tuple[Outage, ...]:
    """Every outage, with the milestones that were reached in it, in order."""
    found: list[Outage] = []
    live: set[str] = set()
    for one in happened:
        if isinstance(one.fact, FaultBegan):
            _begun(found, one, one.fact.fault, among_others=bool(live))
            live.add(one.fact.fault)
        elif isinstance(one.fact, FaultEnded) and one.fact.fault in live:
            live.discard(one.fact.fault)
            found[-1] = replace(found[-1], fault_times=_ended(found[-1], one))
            if not live:
                found[-1] = replace(found[-1], over=Moment(one.at, (one.seq,)))
    return tuple(_with_milestones(found, place, happened) for place in range(len(found)))


def _begun(found: list[Outage], one: Happened, fault: str, *, among_others: bool) -> None:
    last = found[-1] if found else None
    soon = last is not None and last.over is not None and one.at - last.over.at < RUN_MINUTES * MINUTE
    moment = Moment(one.at, (one.seq,))
    began = (fault, moment, None)
    if last is not None and (among_others or soon):
        faults = tuple(dict.fromkeys((*last.faults, fault)))
        found[-1] = replace(last, faults=faults, over=None, fault_times=(*last.fault_times, began))
    else:
        found.append(Outage(len(found) + 1, (fault,), moment, None, fault_times=(began,)))


def _ended(outage: Outage, one: Happened) -> tuple[tuple[str, Moment, Moment | None], ...]:
    """The times of its faults once one has ended."""
    assert isinstance(one.fact, FaultEnded)
    ended = Moment(one.at, (one.seq,))
    return tuple(
        (fault, began, ended if over is None and fault == one.fact.fault else over)
        for fault, began, over in outage.fault_times
    )


def _with_milestones(found: Sequence[Outage], place: int, happened: Sequence[Happened]) -> Outage:
    begins = (found[place].onset.at, found[place].onset.seqs[0])
    ends = (found[place + 1].onset.at, found[place + 1].onset.seqs[0]) if place + 1 < len(found) else None
    here = [one for one in happened if (one.at, one.seq) > begins and (ends is None or (one.at, one.seq) < ends)]
    return replace(found[place], stated=MappingProxyType(stated(here)), noticed=MappingProxyType(_noticed(here)))


def _noticed(happened: Iterable[Happened]) -> dict[str, Moment]:
    """The first alarm, and the first time that somebody acknowledged one of those raised here."""
    found: dict[str, Moment] = {}
    raised: set[int] = set()
    for one in happened:
        if isinstance(one.fact, AlarmRaised):
            raised.add(one.fact.alarm)
            found.setdefault("alarm", Moment(one.at, (one.seq,)))
        elif isinstance(one.fact, AlarmAcknowledged) and one.fact.alarm in raised:
            found.setdefault("acknowledged", Moment(one.at, (one.seq,)))
    return found


def _known(outage: Outage) -> dict[str, Moment]:
    """What was noticed and marked. Who acknowledges an alarm of an outage has detected it, also where no script marks
    that because an earlier outage was detected before."""
    found = {**outage.noticed, **outage.stated}
    seen = found.get("acknowledged")
    if seen is not None and ("detected" not in found or seen.at < found["detected"].at):
        found["detected"] = seen
    return found


def stated(happened: Iterable[Happened]) -> dict[str, Moment]:
    """The first time each milestone was reached, as scripts marked it."""
    found: dict[str, Moment] = {}
    for one in happened:
        if isinstance(one.fact, MilestoneReached) and one.fact.name not in found:
            found[one.fact.name] = Moment(one.at, (one.seq,))
    return found


def with_recoveries(found: Sequence[Outage], minutes: Sequence[Minute], baseline: int) -> tuple[Outage, ...]:
    """The outages with their timelines: first alarms, what scripts marked, and recovery as the calls show it.

    Mitigated: the first minute after the worst stretch with half of the lost success rate back, and the
    minutes after it too: at least `RUN_MINUTES` of them, and as many more as hold `RUN_ATTEMPTS`. Restored: the same
    with 95 % of the baseline rate. Both at the start of that minute, and neither before a stretch `LONG` times as long,
    while a fault was live, that falls short of it: then what looked like recovery was luck.
    """
    made = []
    for place, outage in enumerate(found):
        until = found[place + 1].onset.at if place + 1 < len(found) else None
        own = [m for m in minutes if m.at > outage.onset.at and (until is None or m.at <= until)]
        recovered = _recoveries(own, outage, baseline)
        made.append(replace(outage, timeline=MappingProxyType({**_known(outage), **recovered})))
    return tuple(made)


def _recoveries(after: Sequence[Minute], outage: Outage, baseline: int) -> dict[str, Moment]:
    level = baseline * RESTORED_PERMILLE // 1000
    runs = _runs(after, 1)
    pooled = [rate(run) or 0 for run in runs]
    if not pooled or min(pooled) >= level:
        return {}
    worst = min(pooled)
    found: dict[str, Moment] = {}
    for name, needed in (("mitigated", worst + (baseline - worst + 1) // 2), ("restored", level)):
        bad = _last_bad(after, outage, needed)
        start = max(pooled.index(worst), bad.start)
        for place in range(start, len(pooled)):
            own = rate(after[place : place + 1])
            if own is not None and own >= needed and min(pooled[place : max(bad.stop, place + 1)]) >= needed:
                window = runs[place]
                found[name] = Moment(max(outage.onset.at, window[0].began), (window[0].seq, window[-1].seq))
                break
    return found


def _last_bad(after: Sequence[Minute], outage: Outage, needed: int) -> range:
    """The last long stretch, while a fault was live, in which service was not back: what looked well within it was
    luck, unless it stayed so."""
    live = [minute for minute in after if outage.over is None or minute.at <= outage.over.at]
    found = range(0)
    for place, run in enumerate(_runs(live, LONG)):
        if (rate(run) or 0) < needed:
            found = range(place, place + len(run))
    return found


def _runs(minutes: Sequence[Minute], times: int) -> list[Sequence[Minute]]:
    """For each minute the stretch that begins with it and is so many times long enough to judge by, while there is
    one."""
    runs: list[Sequence[Minute]] = []
    end = held = 0
    for start, first in enumerate(minutes):
        while end < len(minutes) and (end - start < times * RUN_MINUTES or held < times * RUN_ATTEMPTS):
            held += minutes[end].decided
            end += 1
        if end - start < times * RUN_MINUTES or held < times * RUN_ATTEMPTS:
            break
        runs.append(minutes[start:end])
        held -= first.decided
    return runs


def windows(minutes: Sequence[Minute], found: Sequence[Outage]) -> tuple[Window, ...]:
    """The minutes added up: before the first outage, during any, between two, after the last."""
    groups: dict[str, list[int]] = {"before": [], "during": [], "between": [], "after": []}
    for place, minute in enumerate(minutes):
        groups[_when(minute, found)].append(place)
    return tuple(_window(name, minutes, places) for name, places in groups.items() if places)


def _when(minute: Minute, found: Sequence[Outage]) -> str:
    if not found or minute.at <= found[0].onset.at:
        return "before"
    for outage in found:
        if minute.at > outage.onset.at and (outage.over is None or minute.began < outage.over.at):
            return "during"
    return "between" if minute.at <= found[-1].onset.at else "after"


def _window(name: str, minutes: Sequence[Minute], places: Sequence[int]) -> Window:
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    group = [minutes[place] for place in places]
    return Window(
        name=name,
        length=sum(minute.length for minute in group),
        offered=sum(minute.offered for minute in group),
        answered=sum(minute.answered for minute in group),
        failed=sum(minute.failed for minute in group),
        other_way=sum(minute.other_way for minute in group),
        stretches=tuple((minutes[first].seq, minutes[last].seq) for first, last in runs),
    )


def rate(minutes: Sequence[Minute]) -> int | None:
    """Success rate of some minutes in thousandths; None where nothing was decided."""
    return permille(sum(minute.answered for minute in minutes), sum(minute.decided for minute in minutes))
