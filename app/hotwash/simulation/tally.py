"""Counts one minute of calls into the fact that the journal keeps; columns in, names out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from hotwash.domain.facts import CallsTallied
from hotwash.domain.network import Network
from hotwash.domain.outcomes import BY_ESINET, FAILED, Outcome, Way
from hotwash.domain.time import Millis
from hotwash.simulation.callers_tally import Unserved
from hotwash.simulation.calls_view import OUTCOMES, WAYS, CallsView, Columns
from hotwash.simulation.kernel import Calls
from hotwash.simulation.losses import Losses

IN_PROGRESS = OUTCOMES.index(Outcome.IN_PROGRESS)
DROPPED = OUTCOMES.index(Outcome.DROPPED)
ESINET = tuple(OUTCOMES.index(outcome) for outcome in BY_ESINET)
NO_HELP = tuple(OUTCOMES.index(outcome) for outcome in FAILED)
EMERGENCY = WAYS.index(Way.NINE_ONE_ONE)
CALL_BACK = WAYS.index(Way.CALL_BACK)
FIRST_ATTEMPT = 1

Integers = npt.NDArray[np.int64]


class Tally:
    """Keeps its place in the kernel's columns, so that each minute is counted once."""

    def __init__(self, kernel: Calls, view: CallsView, network: Network, losses: Losses) -> None:
        self._kernel = kernel
        self._view = view
        self._losses = losses
        self._unserved = Unserved()
        self._psaps = [psap.id for psap in network.psaps()]
        numbers = {psap: number for number, psap in enumerate(self._psaps)}
        self._public = view.public_streams()
        streams = range(view.stream_count())
        self._apart = ["" if self._public[stream] else view.kind_of(stream) for stream in streams]
        """Name under which a stream's calls are counted apart: test or nuisance; empty for the public's."""
        self._origin = [self._apart[stream] or view.origin_of(stream) for stream in streams]
        self._home = np.array([numbers[view.home_of(stream)] for stream in streams], dtype=np.int64)
        self._seen = 0
        self._open: Integers = np.empty(0, dtype=np.int64)
        self._talking: dict[int, int] = {}
        """Rows of talks that may yet be cut, each with the outcome it was counted under."""

    def minute(self, length: Millis) -> CallsTallied:
        """Everything since the last call of this function, `length` ago, up to the kernel's present instant.

        A call that came to no PSAP counts at the one that it belongs to.
        """
        return self._counted(length, over=True)

    def so_far(self, length: Millis) -> CallsTallied:
        """What `minute` would give at this instant but for the check; nothing is taken note of."""
        return self._counted(length, over=False)

    def _counted(self, length: Millis, *, over: bool) -> CallsTallied:
        first = min([self._seen, *self._open[:1].tolist(), *self._talking])
        columns = self._view.columns(first)
        outcome, ended = columns["outcome"], columns["ended"]
        fresh = np.arange(self._seen - first, len(outcome))
        rows = np.concatenate([self._open - first, fresh])
        decided = rows[outcome[rows] != IN_PROGRESS]
        cut = np.array([row - first for row in self._talking if outcome[row - first] == DROPPED], dtype=np.int64)
        before = np.array([self._talking[row] for row in (cut + first).tolist()], dtype=np.int64)
        public = self._public[columns["stream"][cut]]
        if over:
            self._keep(first, rows, decided, outcome, ended)
        counted = np.concatenate([decided, cut])
        place = np.where(columns["psap"] >= 0, columns["psap"], self._home[columns["stream"]])
        started, callers = self._started(columns, fresh)
        theirs = self._public[columns["stream"][counted]]
        ours, apart = counted[theirs], counted[~theirs]
        lost = ours[np.isin(outcome[ours], NO_HELP)]
        came = self._came(columns, decided)
        return CallsTallied(
            length=length,
            started=started,
            callers=callers,
            outcomes=_count([OUTCOMES[o].value for o in outcome[counted]]),
            origins=self._by(columns["stream"][counted], outcome[counted], self._origin.__getitem__),
            psaps=self._by(place[counted], outcome[counted], self._psaps.__getitem__),
            answer_ms=self._answer_times(columns, decided),
            waiting=int(sum(self._view.waiting())),
            talking=int(sum(self._view.busy())),
            logged=int(sum(self._view.log_length())),
            check=f"{self._kernel.checksum():016x}" if over else "",
            cut_origins=self._by(columns["stream"][cut], before, self._origin.__getitem__),
            cut_psaps=self._by(place[cut], before, self._psaps.__getitem__),
            ways=self._by(columns["way"][ours], outcome[ours], _way),
            cut_ways=self._by(columns["way"][cut[public]], before[public], _way),
            causes=self._causes(columns, lost),
            delivered=len(came),
            unlocated=int(np.count_nonzero(columns["located"][came] == 0)),
            misrouted=self._misrouted(columns, came),
            first_failed=self._first(columns, lost),
            unserved=self._unserved.after(columns["caller"][ours], outcome[ours], keep=over),
            tests_of=self._tests(columns["stream"][fresh]),
            apart_psaps=self._by(place[apart], outcome[apart], self._psaps.__getitem__),
            cut_apart_psaps=self._by(place[cut[~public]], before[~public], self._psaps.__getitem__),
            beyond=self._beyond(columns),
            alerted=self._alerted(columns, fresh),
        )

    def _alerted(self, columns: Columns, fresh: Integers) -> int:
        """What intrusion prevention would have stopped of the calls begun at a border, as a sum of their shares."""
        rows = fresh[(columns["way"][fresh] == EMERGENCY) & (columns["border"][fresh] >= 0)]
        judged = columns["route" if "route" in columns else "stream"][rows].tolist()
        versions = columns["version"][rows].tolist()
        return sum(self._losses.alerted(version, stream) for version, stream in zip(versions, judged, strict=True))

    def _beyond(self, columns: Columns) -> dict[str, int]:
        """Calls of other PSAPs that a PSAP has no position for now: at most those that it has too many."""
        held = zip(self._view.busy(), self._view.waiting(), self._view.positions(), strict=True)
        over = [max(0, busy + waiting - positions) for busy, waiting, positions in held]
        if not any(over):
            return {}
        here = (columns["ended"] < 0) & (columns["delivered"] >= 0) & (columns["way"] == EMERGENCY)
        theirs = here & (columns["psap"] != self._home[columns["stream"]])
        foreign = np.bincount(columns["psap"][theirs], minlength=len(over)).tolist()
        found = [min(*pair) for pair in zip(over, foreign, strict=True)]
        return {psap: count for psap, count in sorted(zip(self._psaps, found, strict=True)) if count}

    def _tests(self, streams: Integers) -> dict[str, int]:
        """Test calls begun, by the PSAP that they belong to."""
        tests = streams[self._view.test_streams()[streams]]
        return _count([self._psaps[home] for home in self._home[tests].tolist()])

    def _came(self, columns: Columns, decided: Integers) -> Integers:
        """911 attempts of the public that came to a PSAP."""
        ours = decided[self._public[columns["stream"][decided]]]
        by_911 = ours[columns["way"][ours] == EMERGENCY]
        came: Integers = by_911[columns["delivered"][by_911] >= 0]
        return came

    def _misrouted(self, columns: Columns, came: Integers) -> int:
        elsewhere = columns["psap"][came] != self._home[columns["stream"][came]]
        return int(np.count_nonzero(elsewhere & (columns["answered"][came] >= 0)))

    def _first(self, columns: Columns, rows: Integers) -> int:
        first = (columns["attempt"][rows] == FIRST_ATTEMPT) & (columns["way"][rows] != CALL_BACK)
        return int(np.count_nonzero(first))

    def _causes(self, columns: Columns, lost: Integers) -> dict[str, dict[str, int]]:
        judged = "route" if "route" in columns else "stream"
        names = ("outcome", "way", "version", judged, "border", "ended", "astray")
        causes = [
            self._losses.cause(OUTCOMES[outcome], WAYS[way], version, stream, border, ended, astray=astray)
            for outcome, way, version, stream, border, ended, astray in zip(
                *(columns[name][lost].tolist() for name in names), strict=True
            )
        ]
        return self._by(np.arange(len(causes)), columns["outcome"][lost], causes.__getitem__)

    def _keep(self, first: int, rows: Integers, decided: Integers, outcome: Integers, ended: Integers) -> None:
        """What may still change: attempts under way, and talks that may yet be cut."""
        talking = [row - first for row in self._talking] + decided.tolist()
        known = self._talking
        self._talking = {
            row + first: known.get(row + first, int(outcome[row]))
            for row in talking
            if ended[row] < 0 and outcome[row] != DROPPED
        }
        self._open = np.sort(rows[outcome[rows] == IN_PROGRESS]) + first
        self._seen = first + len(outcome)

    def _answer_times(self, columns: Columns, decided: Integers) -> tuple[int, ...]:
        """Milliseconds from dialling to answer of every 911 call of the public answered through the ESInet."""
        by_voice = np.isin(columns["outcome"][decided], ESINET) & self._public[columns["stream"][decided]]
        rows = decided[by_voice]
        return tuple(sorted(int(wait) for wait in columns["answered"][rows] - columns["started"][rows]))

    def _started(self, columns: Columns, fresh: Integers) -> tuple[dict[str, int], int]:
        way, stream = columns["way"][fresh], columns["stream"][fresh]
        names = [self._apart[s] or WAYS[w].value for w, s in zip(way.tolist(), stream.tolist(), strict=True)]
        new = (columns["attempt"][fresh] == FIRST_ATTEMPT) & self._public[stream] & (way != WAYS.index(Way.CALL_BACK))
        return _count(names), int(np.count_nonzero(new))

    def _by(self, values: Integers, outcomes: Integers, name_of: Callable[[int], str]) -> dict[str, dict[str, int]]:
        table: dict[str, dict[str, int]] = {}
        for value, outcome in zip(values.tolist(), outcomes.tolist(), strict=True):
            counts = table.setdefault(name_of(value), {})
            word = OUTCOMES[outcome].value
            counts[word] = counts.get(word, 0) + 1
        return {name: dict(sorted(counts.items())) for name, counts in sorted(table.items())}


def _way(number: int) -> str:
    return WAYS[number].value


def _count(names: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))
