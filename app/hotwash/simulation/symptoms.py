"""Whether what a script waits for can be seen in the calls; reads columns and verdicts, changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from hotwash.analysis.call_words import NAMES, POLICY
from hotwash.analysis.routes import QUERIES
from hotwash.analysis.rules import laid_line
from hotwash.analysis.verdict import CallVerdict, Treatment, causes
from hotwash.domain.firewall import Flow
from hotwash.domain.impairment import ElementDown, IdleAged, LinkDown, Loss, PolicyDead, RateLimited, SessionLimited
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome, Way
from hotwash.domain.steps import CallsAbsent, CallsFailed, CallsWithoutLocation, Condition, Tripped
from hotwash.domain.time import Millis
from hotwash.simulation.calls_view import OUTCOMES, WAYS, CallsView, Columns
from hotwash.simulation.control import Run

_OUTCOME = {
    Treatment.SILENT: OUTCOMES.index(Outcome.SILENT),
    Treatment.REJECT: OUTCOMES.index(Outcome.REJECTED),
    Treatment.NO_AUDIO: OUTCOMES.index(Outcome.NO_AUDIO),
}
_OVER = {Loss.SILENT: Treatment.SILENT, Loss.REJECTED: Treatment.REJECT, Loss.NO_AUDIO: Treatment.NO_AUDIO}
_NOBODY = -1
_IN_PROGRESS = OUTCOMES.index(Outcome.IN_PROGRESS)
_NO_LOCATION = OUTCOMES.index(Outcome.ANSWERED_NO_LOCATION)
_EMERGENCY = WAYS.index(Way.NINE_ONE_ONE)

Integers = npt.NDArray[np.int64]


@dataclass(eq=False, slots=True)
class _Watch:
    """What one run has seen of the calls: rows still undecided, and what was counted of the others."""

    seen: int
    first_version: int
    judged: int
    open: Integers = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    guilty: dict[int, Integers] = field(default_factory=dict)
    laid: int = 0
    count: int = 0
    psaps: set[int] = field(default_factory=set)
    borders: dict[int, int] = field(default_factory=dict)
    """How many of the counted calls met each border, by its number in the network."""


class Symptoms:
    """Conditions of scripts, read from the calls that began since each script did."""

    def __init__(self, view: CallsView, network: Network) -> None:
        self._view = view
        self._network = network
        self._public = view.public_streams()
        psaps = {psap.id: number for number, psap in enumerate(network.psaps())}
        self._home = np.array([psaps[view.home_of(stream)] for stream in range(view.stream_count())], dtype=np.int64)
        self._rows = 0
        self._begun: dict[Run, tuple[Millis, int, int]] = {}
        self._watches: dict[tuple[Run, type[Condition]], _Watch] = {}

    def begin(self, run: Run, now: Millis) -> None:
        """A script begins: calls that began earlier don't count for it."""
        self._rows += len(self._view.columns(self._rows)["stream"])
        self._begun[run] = (now, self._rows, self._view.version_count() - 1)

    def end(self, run: Run) -> None:
        """A script is over: what it has seen may be forgotten."""
        self._begun.pop(run, None)
        for key in [key for key in self._watches if key[0] is run]:
            del self._watches[key]

    def met(self, run: Run, condition: Condition, now: Millis) -> bool:
        """Whether a condition of a script that has begun is true."""
        match condition:
            case CallsFailed(at_least, psaps) | CallsWithoutLocation(at_least, psaps):
                watch = self._look(run, type(condition))
                return watch.count >= at_least and len(watch.psaps) >= psaps
            case CallsAbsent(quiet):
                return self._absent(run, quiet, now)
            case Tripped():
                return False

    def place(self, run: Run, borders: Sequence[str]) -> str:
        """Of these borders the one at which most failed calls of a run were counted, else the first; empty for none."""
        numbers = {border.id: number for number, border in enumerate(self._network.borders())}
        watch = self._watches.get((run, CallsFailed))
        counted = watch.borders if watch is not None else {}
        return max(borders, key=lambda border: counted.get(numbers[border], 0), default="")

    def _look(self, run: Run, kind: type[Condition]) -> _Watch:
        _, row, version = self._begun[run]
        watch = self._watches.setdefault((run, kind), _Watch(row, version, version))
        if len(run.laid) != watch.laid:
            watch.guilty, watch.judged, watch.laid = {}, watch.first_version, len(run.laid)
        if not self._judge_versions(watch, run, kind):
            return watch
        first = int(min([watch.seen, *watch.open[:1]]))
        columns = self._view.columns(first)
        outcome = columns["outcome"]
        rows = np.concatenate([watch.open - first, np.arange(watch.seen - first, len(outcome))])
        self._count(watch, columns, rows[outcome[rows] != _IN_PROGRESS])
        watch.open = rows[outcome[rows] == _IN_PROGRESS] + first
        watch.seen = first + len(outcome)
        return watch

    def _count(self, watch: _Watch, columns: Columns, rows: Integers) -> None:
        rows = rows[columns["way"][rows] == _EMERGENCY]
        for version in sorted(set(columns["version"][rows].tolist())):
            if version not in watch.guilty:
                continue
            these = rows[columns["version"][rows] == version]
            which = columns["route"][these] + len(self._home) * columns["astray"][these]
            hit = these[columns["outcome"][these] == watch.guilty[version][which]]
            watch.count += len(hit)
            for border in columns["border"][hit].tolist():
                watch.borders[border] = watch.borders.get(border, 0) + 1
            there = columns["psap"][hit]
            watch.psaps.update(np.where(there < 0, self._home[columns["stream"][hit]], there).tolist())

    def _judge_versions(self, watch: _Watch, run: Run, kind: type[Condition]) -> bool:
        """Whether calls of any version of the network since the run began can show what it waits for."""
        while watch.judged < self._view.version_count():
            outcomes = self._guilty(watch.judged, run, kind)
            if (outcomes != _NOBODY).any():
                watch.guilty[watch.judged] = outcomes
            watch.judged += 1
        return bool(watch.guilty)

    def _guilty(self, version: int, run: Run, kind: type[Condition]) -> Integers:
        """For each stream the outcome that counts for this run, where one does, then for each stream's calls that are
        led elsewhere; tests never count."""
        streams = self._view.stream_count()
        outcomes = np.full(2 * streams, _NOBODY, dtype=np.int64)
        suspects = _Suspects(run, self._network)
        for stream in np.flatnonzero(np.tile(self._public, 2)).tolist():
            verdict = self._view.verdict(version, stream % streams, stream // streams)
            lost = suspects.lost(verdict) or suspects.refused(verdict) if kind is CallsFailed else None
            if lost is not None:
                outcomes[stream] = _OUTCOME[lost]
            elif kind is CallsWithoutLocation and suspects.unlocated(verdict):
                outcomes[stream] = _NO_LOCATION
        return outcomes

    def _absent(self, run: Run, quiet: Millis, now: Millis) -> bool:
        begun, row, _ = self._begun[run]
        if now - begun < quiet:
            return False
        columns = self._view.columns(row)
        came = columns["delivered"][(columns["way"] == _EMERGENCY) & self._public[columns["stream"]]]
        return not came.size or int(came.max()) <= now - quiet


class _Suspects:
    """What one run has laid, as verdicts name it."""

    def __init__(self, run: Run, network: Network) -> None:
        changes = [(overlay.target, overlay.change) for overlay in run.laid]
        self._lines = frozenset((target, name) for target, change in changes if (name := _line(change)))
        self._down = frozenset(target for target, change in changes if isinstance(change, ElementDown | LinkDown))
        self._limits = _limits(run, network)
        asked: dict[str, set[str]] = {}
        for link in network.links.values():
            if link.carries == QUERIES:
                for end in (link.a, link.b):
                    asked.setdefault(end, set()).update((link.id, link.a, link.b))
        self._asked = {element: frozenset(ends) for element, ends in asked.items()}

    def lost(self, verdict: CallVerdict) -> Treatment | None:
        """How the network fails most calls by something of this run; None where it does not."""
        if verdict.treatment is Treatment.DELIVER:
            return None
        mine = [(permille, way) for way, permille, lines in causes(verdict) if self._laid(lines)]
        if mine:
            return max(mine, key=lambda item: item[0])[1]
        return verdict.treatment if self._down and not verdict.border and not causes(verdict) else None

    def refused(self, verdict: CallVerdict) -> Treatment | None:
        """What a call that gets through otherwise meets at a limit of this run on its way; None where none stands."""
        if verdict.treatment is not Treatment.DELIVER:
            return None
        return next((self._limits[place] for place in (verdict.border, *verdict.links) if place in self._limits), None)

    def _laid(self, lines: frozenset[tuple[str, str]]) -> bool:
        """Whether a loss follows from this run: a line of its own, or a name server that it took away."""
        if not self._lines.isdisjoint(lines):
            return True
        unnamed = [place for place, line in lines if line == NAMES]
        return any(not self._down.isdisjoint(self._asked.get(place, ())) for place in unnamed)

    def unlocated(self, verdict: CallVerdict) -> bool:
        """Whether the call is delivered without a location, and this run holds some of the queries up."""
        if not verdict.blind_permille or not verdict.delivered_permille:
            return False
        missing = [query for query in verdict.queries if not query.passed and query.flow is not Flow.DNS]
        if any(not self._down.isdisjoint(self._asked.get(query.at, ())) for query in missing):
            return True
        queries = {(query.policy, query.rule) for query in missing}
        stripped = {(flow.policy or flow.at, flow.rule) for flow in verdict.flows if flow.strips_permille}
        names = {name for _, name in self._lines}
        return not self._lines.isdisjoint(stripped) or any(
            (policy, rule) in self._lines if policy else rule in names for policy, rule in queries if rule
        )


def _line(change: object) -> str:
    return POLICY if isinstance(change, PolicyDead) else laid_line(change)


def _limits(run: Run, network: Network) -> dict[str, Treatment]:
    """Borders and links that a run has limited, and what a call above the limit meets there."""
    found: dict[str, Treatment] = {}
    for overlay in run.laid:
        match overlay.change:
            case SessionLimited(over=over) | RateLimited(over=over):
                meets = _OVER[over]
            case IdleAged():
                meets = Treatment.SILENT
            case _:
                continue
        borders = [border.id for border in network.borders() if border.policy == overlay.target]
        found.update(dict.fromkeys(borders or [overlay.target], meets))
    return found
