"""The world as it is: live overlays, the tables compiled from them, and the kernel that runs on those.

Overlays laid at one instant are compiled once, before any call moves or is read. Knows nothing of scripts but
who laid an overlay.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from hotwash.analysis.explain import Attempt, explain
from hotwash.domain.effective import Effective, effective
from hotwash.domain.elements import Filter, Proxy
from hotwash.domain.impairment import Impairment
from hotwash.domain.network import Network
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import Millis
from hotwash.simulation.calls_view import OUTCOMES, WAYS, CallsView
from hotwash.simulation.compile import Compiler
from hotwash.simulation.control import Run
from hotwash.simulation.hours import minute_of_week
from hotwash.simulation.kernel import NOTE, Calls
from hotwash.simulation.losses import ELSEWHERE, Losses, cause_of
from hotwash.simulation.tables import Tables


@dataclass(frozen=True, slots=True)
class Laid:
    """A live overlay, who laid it, and since when it has been as it is."""

    impairment: Impairment
    run: Run
    since: Millis


class World:
    """Overlays and calls of one exercise. `settle` must follow changes before calls are advanced or looked at."""

    def __init__(self, scenario: Scenario, seed: int, compiler: Compiler | None = None) -> None:
        """A `compiler` of the same scenario knows already what does not depend on the calls."""
        self._scenario = scenario
        self.compiler = compiler or Compiler(scenario)
        self.live: dict[str, Laid] = {}
        self.present: Effective = effective(scenario.network, ())
        self._minute = minute_of_week(scenario.start, 0)
        compiled = self.compiler.compile(self.present, self._minute)
        self._compiled = compiled
        self.kernel = Calls(compiled.tables, seed)
        self.calls = CallsView(self.kernel, compiled)
        self.calls.add_version(compiled.verdicts)
        self.losses = Losses(scenario.network, compiled.verdicts)
        self._network_times: list[Millis] = [0]
        self._networks: list[Network] = [self.present.network]
        self._borders = {border.id: number for number, border in enumerate(scenario.network.borders())}
        self._policy_of = {border.id: border.policy for border in scenario.network.borders()}
        self._psaps = {psap.id: number for number, psap in enumerate(scenario.network.psaps())}
        self._cuts: list[tuple[str, str]] = []
        self._stale = False

    @property
    def tables(self) -> Tables:
        """The tables that calls run on now."""
        return self._compiled.tables

    def impairments(self) -> tuple[Impairment, ...]:
        """Live overlays in the order in which they were first laid."""
        return tuple(laid.impairment for laid in self.live.values())

    def lay(self, impairment: Impairment, run: Run, now: Millis) -> None:
        """Lay an overlay; one with the same key keeps its place, and its time too where it stays what it was."""
        known = self.live.get(impairment.key)
        same = known is not None and known.impairment == impairment
        since = known.since if known is not None and same else now
        self.live[impairment.key] = Laid(impairment, run, since)
        self._changed()

    def cut(self, target: str, script: str) -> None:
        """Calls in progress through an element, a link or everything that enforces a policy, or in a PSAP, are cut.

        At a BCF it is the calls that hold a session there. Elsewhere it is the calls that have come to a PSAP on a way
        through it: the way on which they were sent, so that a full queue's overflow counts as if it took them there.
        """
        self._cuts.append((target, script))

    def turn(self, minute: int) -> None:
        """It is another minute of the story's week, and what hangs on the hour may be other than before."""
        self._minute = minute
        self._stale = True

    def lift(self, key: str) -> Laid:
        """Take a live overlay away."""
        laid = self.live.pop(key)
        self._changed()
        return laid

    def advance(self, until: Millis) -> Millis | None:
        """Bring every call up to `until`, exclusive; where a notice stops them, the instant of the notice."""
        if until > self.kernel.now_ms:
            self.settle()
        return self.kernel.now_ms if self.kernel.advance(until) == NOTE else None

    def settle(self) -> None:
        """Whole new tables for the world as it is now, then the cuts; attempts already judged keep their verdict."""
        if self._stale:
            self._stale = False
            self._compile()
        cuts, self._cuts = self._cuts, []
        for target, script in cuts:
            for border, row in self._borders.items():
                if target in (border, self._policy_of[border]):
                    self.kernel.drop(row)
                    self.losses.cut(self.kernel.now_ms, row, script)
            places = self._passing(target)
            if places:
                self.kernel.drop_rows(self.calls.under_way(places))
                self.losses.cut(self.kernel.now_ms, ELSEWHERE, script)
            if target in self._psaps:
                self.kernel.drop_all_at(self._psaps[target])
                self.losses.cut(self.kernel.now_ms, ELSEWHERE, script)

    def _passing(self, target: str) -> frozenset[str]:
        """What a call can pass of a target, BCFs and PSAPs apart: a link, a proxy, firewalls with that id or policy."""
        network = self._scenario.network
        if target in network.links:
            return frozenset({target})
        proxies = (proxy.id for proxy in network.of(Proxy) if proxy.id == target)
        walls = (wall.id for wall in network.of(Filter) if target in (wall.id, wall.policy))
        return frozenset((*proxies, *walls))

    def why(self, row: int) -> str:
        """Why an attempt (row of the call columns) ended as it did, in one sentence."""
        column = {name: int(values[0]) for name, values in self.calls.columns(row).items()}
        verdict = self.calls.verdict(column["version"], column["route"], column["astray"])
        psap = self._scenario.network.psaps()[column["psap"]].id if column["psap"] >= 0 else verdict.psap
        ended = column["ended"] if column["ended"] >= 0 else self.kernel.now_ms
        attempt = Attempt(
            OUTCOMES[column["outcome"]], WAYS[column["way"]], psap, column["delivered"] >= 0, column["answered"] >= 0
        )
        return explain(attempt, verdict, self._networks[bisect_right(self._network_times, ended) - 1])

    def _changed(self) -> None:
        self.present = effective(self._scenario.network, self.impairments())
        self._stale = True

    def _compile(self) -> None:
        compiled = self.compiler.compile(self.present, self._minute)
        tables, before = compiled.tables, self._compiled.tables
        if self.present.network != self._networks[-1]:
            self._network_times.append(self.kernel.now_ms)
            self._networks.append(self.present.network)
        laid = [(cause_of(one.run.key), one.impairment) for one in self.live.values()]
        blame = self.losses.blame(laid, compiled.verdicts)
        if compiled.verdicts != self._compiled.verdicts or blame != self.losses.newest:
            self.calls.add_version(compiled.verdicts, self.kernel.now_ms)
            self.losses.add_version(blame, compiled.verdicts)
            self.kernel.load_routes(tables.routes, self.calls.version_count() - 1)
        elif tables.routes != before.routes:
            self.kernel.load_routes(tables.routes, self.calls.version_count() - 1)
        if tables.answering != before.answering:
            self.kernel.load_answering(tables.answering)
        if tables.borders != before.borders:
            self.kernel.load_borders(tables.borders)
        if tables.doors != before.doors:
            self.kernel.load_doors(tables.doors)
        if tables.notices != before.notices:
            self.kernel.load_notices(tables.notices)
        if tables.factors != before.factors:
            self.kernel.load_factors(tables.factors)
        self._compiled = compiled
        self.calls.take(compiled)
