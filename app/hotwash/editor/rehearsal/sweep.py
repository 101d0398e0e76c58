"""Tries what may fail, one by one and in pairs, and ranks it by what it costs; told how far it went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from hotwash.domain.elements import Service
from hotwash.domain.impairment import Impairment
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say
from hotwash.editor.rehearsal.cases import Case, Sort, of_catalogue, offered, places
from hotwash.editor.rehearsal.figures import Costs, Figures
from hotwash.editor.rehearsal.stages import needs_calls, stages
from hotwash.editor.rehearsal.trial_run import JustLaid, TrialRuns

Progress = Callable[[int, int], bool]
"""Told what is done of how much; False stops the work."""

MOST_RUNS = 8
MOST_CALLS = 8_000
"""Trial runs of one sweep, and calls in all of them; defaults that keep it to a few seconds."""
RUNS_OF_A_KIND = 1
"""Places at which a fault of the catalogue that needs a trial run gets one: those that most calls meet; a default."""
MOST_PAIRS = 500
"""Pairs that are judged; a default."""
WORST = 8
"""So many of the worst single failures are paired with each other; a default."""
_RUN = 8
"""What a trial run counts in the progress, in judged cases."""
_MUCH = 0.02
"""Share of all calls that must go elsewhere before a trial run looks whether they find room there; a default."""


@dataclass(frozen=True, slots=True)
class Row:
    """One failure with its costs. `measured` by a trial run, otherwise worked out from verdicts."""

    case: Case
    figures: Figures
    measured: bool = False


@dataclass(frozen=True, slots=True)
class Sweep:
    """Rows with the worst first. `usual` is what is lost without any failure; `coverage` says what was not tried."""

    singles: tuple[Row, ...]
    pairs: tuple[Row, ...]
    usual: Figures
    coverage: tuple[str, ...]
    cancelled: bool = False


class _Cancelled(Exception):
    """Who asked does not want the rest."""


class _Count:
    """How far the work is."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def step(self, by: int = 1) -> None:
        """So much more is done."""
        self._done = min(self._done + by, self._total)
        if self._progress is not None and not self._progress(self._done, self._total):
            raise _Cancelled

    def finish(self) -> None:
        """Everything is done, also where less came up than was counted."""
        self._done = self._total
        if self._progress is not None:
            self._progress(self._total, self._total)


def sweep(
    scenario: Scenario,
    progress: Progress | None = None,
    *,
    most_runs: int = MOST_RUNS,
    most_pairs: int = MOST_PAIRS,
) -> Sweep:
    """Every element, link and site, every fault that the scenario has, faults of the catalogue with their defaults, and
    pairs of these that cost more than either alone.

    The same scenario gives the same rows in the same order. Where `progress` stops it, the rows so far are given.
    """
    work = _Work(scenario, progress, most_runs, most_pairs)
    try:
        work.singly()
        work.in_pairs()
        work.count.finish()
    except _Cancelled:
        return work.result(cancelled=True)
    return work.result()


class _Work:
    """One sweep under way."""

    def __init__(self, scenario: Scenario, progress: Progress | None, most_runs: int, most_pairs: int) -> None:
        self.scenario = scenario
        self._costs = Costs(scenario)
        self._most_runs = min(most_runs, max(1, int(MOST_CALLS / max(1.0, self._costs.rate)))) if most_runs else 0
        self._most_pairs = most_pairs
        self._runs = TrialRuns(scenario)
        self._load = self._costs.met(())
        self._singles: list[Row] = []
        self._pairs: list[Row] = []
        self._told: list[str] = []
        self._ran = 0
        self._judged = [*places(scenario), *offered(scenario), *of_catalogue(scenario)]
        self.count = _Count(len(self._judged) + self._most_runs * _RUN + most_pairs, progress)

    def result(self, *, cancelled: bool = False) -> Sweep:
        """What has been found so far."""
        return Sweep(
            tuple(sorted(self._singles, key=_rank)),
            tuple(sorted(self._pairs, key=_rank)),
            self._costs.usual,
            tuple(self._told),
            cancelled,
        )

    def singly(self) -> None:
        """Everything by itself; then trial runs where verdicts can't tell."""
        network = self.scenario.network
        to_run: list[Row] = []
        for case in self._judged:
            own = case.fault if case.sort in (Sort.OFFERED, Sort.CATALOGUE) else None
            row = Row(case, self._figures(case))
            self.count.step()
            if own is not None and needs_calls(network, own):
                to_run.append(row)
            elif case.sort is not Sort.CATALOGUE or _costly(row, self._costs.usual):
                self._singles.append(row)
        self._run(self._chosen(to_run))
        much = _MUCH * self._costs.usual.calls
        crowded = [row for row in self._singles if row.figures.elsewhere > much and not row.measured]
        crowded.sort(key=lambda row: (-row.figures.elsewhere, row.case.id))
        self._run(crowded[: max(0, self._most_runs - self._ran)])
        left = len(crowded) - sum(row.measured for row in self._singles if row.figures.elsewhere > much)
        if left > 0:
            self._told.append(
                say("For {count} failures nobody looked whether calls that go elsewhere find room there.", count=left)
            )

    def _figures(self, case: Case) -> Figures:
        if case.laid or case.fault is None:
            return self._costs.of(case.laid)
        return self._costs.over_an_hour(stages(self.scenario.network, case.fault))

    def _chosen(self, rows: Sequence[Row]) -> list[Row]:
        """Rows that get a trial run: those of the scenario, and of each kind those whose places most calls meet."""
        chosen = [row for row in rows if row.case.sort is Sort.OFFERED]
        by_kind: dict[str, list[Row]] = {}
        for row in rows:
            if row.case.sort is Sort.CATALOGUE and row.case.fault is not None:
                by_kind.setdefault(row.case.fault.kind, []).append(row)
        ranked = [
            sorted(found, key=lambda row: (-self._met(row.case), row.case.id))[:RUNS_OF_A_KIND]
            for found in by_kind.values()
        ]
        for turn in range(RUNS_OF_A_KIND):
            chosen += [found[turn] for found in ranked if turn < len(found)]
        kept = chosen[: self._most_runs]
        if len(rows) > len(kept):
            self._told.append(
                say(
                    "{count} of {all} faults that show only while calls are made were not tried; those where most "
                    "calls pass were.",
                    count=len(rows) - len(kept),
                    all=len(rows),
                )
            )
        return kept

    def _met(self, case: Case) -> float:
        return max((self._load.get(place, 0.0) for place in case.places), default=0.0)

    def _run(self, rows: Iterable[Row]) -> None:
        """Trial runs; each row takes the place of the judged one."""
        for row in rows:
            fault: Fault = (
                row.case.fault if row.case.fault is not None and not row.case.laid else JustLaid(laid=row.case.laid)
            )
            measured = Row(row.case, self._runs.of(fault, row.figures), measured=True)
            self._ran += 1
            self._singles = [one for one in self._singles if one is not row]
            if row.case.sort is not Sort.CATALOGUE or _costly(measured, self._costs.usual):
                self._singles.append(measured)
            self.count.step(_RUN)

    def in_pairs(self) -> None:
        """The worst with each other, and places of which one stands in for the other."""
        pairs = self._of_the_worst() + self._standing_in()
        seen: dict[frozenset[str], tuple[Case, Case]] = {}
        for first, second in pairs:
            seen.setdefault(frozenset((first.id, second.id)), (first, second))
        tried = list(seen.values())[: self._most_pairs]
        if len(seen) > len(tried):
            self._told.append(
                say("{count} of {all} pairs were not tried.", count=len(seen) - len(tried), all=len(seen))
            )
        alone = {row.case.id: row.figures for row in self._singles}
        for first, second in tried:
            row = Row(_pair(first, second), self._costs.of((*self._laid(first), *self._laid(second))))
            self.count.step()
            if all(_costly(row, alone[case.id]) for case in (first, second)):
                self._pairs.append(row)

    def _laid(self, case: Case) -> tuple[Impairment, ...]:
        """What lies of a case at its worst."""
        if case.laid or case.fault is None:
            return case.laid
        found = stages(self.scenario.network, case.fault)
        return max((stage.laid for stage in found), key=lambda laid: self._costs.of(laid).lost, default=())

    def _of_the_worst(self) -> list[tuple[Case, Case]]:
        """Of several failures that lie in each other, such as an element and its site, the worst stands for all."""
        worst: list[Row] = []
        for row in sorted(self._singles, key=_rank):
            if row.measured or row.figures.lost <= self._costs.usual.lost:
                continue
            inside = any(_overlap(row.case, other.case) for other in worst)
            if not inside and len(worst) < WORST:
                worst.append(row)
        return [(first.case, second.case) for first, second in combinations(worst, 2)]

    def _standing_in(self) -> list[tuple[Case, Case]]:
        """Places that stand in for each other: once either is lost, calls meet the other.

        A call that is lost by two failures and by neither alone meets, under each, the place of the other.
        """
        network = self.scenario.network
        order = {Sort.ELEMENT: 0, Sort.SITE: 1, Sort.LINK: 2}
        servers = {server.id for server in network.of(Service)}
        asked = servers | {link.id for link in network.links.values() if link.carries == "queries"}
        used = frozenset(self._load) | asked
        inner = [row.case for row in self._singles if row.case.sort in order and not self._ends_at_psap(row.case)]
        inner = [case for case in inner if case.sort is Sort.SITE or not used.isdisjoint(case.places)]
        inner.sort(key=lambda case: (order[case.sort], case.id))
        met = {
            case.id: frozenset(self._costs.met(case.laid))
            | (asked if not asked.isdisjoint(case.places) else frozenset())
            for case in inner
        }
        pairs = [
            (first, second)
            for first, second in combinations(inner, 2)
            if not met[first.id].isdisjoint(second.places)
            and not met[second.id].isdisjoint(first.places)
            and not _overlap(first, second)
        ]
        pairs.sort(key=lambda pair: order[pair[0].sort] + order[pair[1].sort])
        return pairs

    def _ends_at_psap(self, case: Case) -> bool:
        """Whether it is a PSAP, or its last line."""
        psaps = {psap.id for psap in self.scenario.network.psaps()}
        lines = self.scenario.network.links
        return any(
            place in psaps or (place in lines and {lines[place].a, lines[place].b} & psaps) for place in case.places
        )


def _pair(first: Case, second: Case) -> Case:
    title = say("{first} and {second}", first=first.title, second=second.title)
    where = tuple(dict.fromkeys((*first.places, *second.places)))
    return Case(f"pair:{first.id}+{second.id}", Sort.PAIR, title, where, parts=(first, second))


def _overlap(first: Case, second: Case) -> bool:
    """Whether one lies in the other."""
    return bool(set(first.places) & set(second.places))


def _costly(row: Row, usual: Figures) -> bool:
    """Whether it costs more than something else in any respect."""
    one = row.figures
    return (
        one.lost > usual.lost + 1e-9
        or len(one.unreachable) > len(usual.unreachable)
        or one.unlocated > usual.unlocated + 1e-9
        or one.elsewhere > usual.elsewhere + 1e-9
    )


def _rank(row: Row) -> tuple[object, ...]:
    """The most calls lost first, then the most PSAPs, calls elsewhere and calls without a location."""
    one = row.figures
    return (-round(one.lost, 6), -len(one.unreachable), -round(one.elsewhere, 6), -round(one.unlocated, 6), row.case.id)
