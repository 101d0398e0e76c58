"""Keep-alives (SIP OPTIONS) between elements: who finds a peer unreachable, when, and when it is back.

Everybody sends at one instant of each period to all of its peers, and the answer is judged at that instant. Nothing is
simulated while answers stay as they are: a change of the world tells whose do not, and only these are looked at when
they next send.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from hotwash.catalogue.places import listed
from hotwash.domain.elements import Answering
from hotwash.domain.facts import Fact, StateChanged
from hotwash.domain.impairment import Impairment, PeerUnreachable
from hotwash.domain.network import Network
from hotwash.domain.policy_routing import ElementState
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.domain.time import SECOND, Millis
from hotwash.simulation.alarms import Alarms
from hotwash.simulation.control import Control, Run
from hotwash.simulation.overlays import Overlays
from hotwash.simulation.peers import ALL, Peering, Peers
from hotwash.simulation.states import ELEMENT_STATE
from hotwash.simulation.streams import uniform

TIMER_F: Millis = 32 * SECOND
"""How long an answer to a request other than INVITE is waited for: 64 times T1 of 500 ms (RFC 3261)."""
NAMED = 4
"""Peers that one alarm names; of more it gives the number."""
KEEP_ALIVE = "keep-alive"
"""Who finds a peer unreachable; also the beginning of its overlays' keys."""


@dataclass(eq=False, slots=True)
class _Silence:
    """Peers that did not answer one watcher's keep-alives of one instant."""

    watcher: str
    peers: list[str] = field(default_factory=list)


class Keepalives:
    """Keep-alives of one exercise. `look` must follow every change of the world, at its instant."""

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        control: Control,
        overlays: Overlays,
        alarms: Alarms,
        tell: Callable[[Fact], None],
    ) -> None:
        self._period = scenario.practice.keep_alive
        self._network: Network = scenario.network
        self._seed = seed
        self._control = control
        self._overlays = overlays
        self._alarms = alarms
        self._tell = tell
        self._peering = Peering(scenario.network)
        self._lost: Mapping[Peers, int] = {}
        self._lost_by: dict[str, list[Peers]] = {}
        self._waiting: dict[str, dict[Peers, _Silence]] = {}
        self._unreachable: dict[str, dict[Peers, int]] = {}
        """Pairs that have failed, by watcher, each with the number of its alarm."""
        self._standing: dict[int, int] = {}
        """For how many pairs each alarm stands."""
        self._ringing: dict[str, int] = {}
        """Alarms that stand, by each peer that they name."""
        self._due: dict[str, Millis] = {}
        self._run = Run(KEEP_ALIVE, KEEP_ALIVE, kind="own")

    def phase(self, watcher: str) -> Millis:
        """When in each period a watcher sends; drawn once for each."""
        return int(uniform(self._seed, "keep-alive", watcher) * self._period)

    def look(self) -> None:
        """Work out whose answers are others than before, and have these sent for when they next are."""
        if not self._period:
            return
        lost = self._peering.lost(self._overlays.present)
        if lost is not self._lost:
            self._lost, self._lost_by = lost, {}
            for pair in lost:
                self._lost_by.setdefault(pair[0], []).append(pair)
            for watcher in dict.fromkeys((*self._lost_by, *self._waiting, *self._unreachable)):
                if self._open(watcher):
                    self._send_next(watcher, self._control.now)

    def _open(self, watcher: str) -> list[Peers]:
        """Pairs of a watcher whose next keep-alive may change something."""
        waiting, unreachable = self._waiting.get(watcher, {}), self._unreachable.get(watcher, {})
        failing = [pair for pair in self._lost_by.get(watcher, ()) if pair not in unreachable and pair not in waiting]
        return failing + [pair for pair in (*waiting, *unreachable) if self._lost.get(pair, 0) < ALL]

    def _send_next(self, watcher: str, since: Millis) -> None:
        """Look at a watcher's keep-alives at the first instant from `since` on at which it sends."""
        at = since + (self.phase(watcher) - since) % self._period
        if self._due.get(watcher, -1) < since or at < self._due[watcher]:
            self._due[watcher] = at
            self._control.after(at - self._control.now, lambda: self._send(watcher, at))

    def _send(self, watcher: str, at: Millis) -> None:
        if self._due.get(watcher) != at:
            return
        del self._due[watcher]
        if not self._overlays.present.network.is_up(watcher):
            return
        silence = _Silence(watcher)
        answered = []
        waiting = self._waiting.setdefault(watcher, {})
        for pair in self._open(watcher):
            if self._answered(pair, at):
                answered.append(pair)
            elif pair not in self._unreachable.get(watcher, {}) and pair not in waiting:
                silence.peers.append(pair[1])
                waiting[pair] = silence
        if silence.peers:
            self._control.after(TIMER_F, lambda: self._time_out(silence))
        self._back(answered)
        if self._open(watcher):
            self._send_next(watcher, at + 1)

    def _answered(self, pair: Peers, at: Millis) -> bool:
        loss = self._lost.get(pair, 0)
        drawn = ALL if loss in (0, ALL) else uniform(self._seed, "options", *pair, str(at)) * ALL
        return loss < ALL and drawn >= loss

    def _time_out(self, silence: _Silence) -> None:
        """No answer came in time: whoever is still waited for is unreachable."""
        watcher = silence.watcher
        waiting = self._waiting.get(watcher, {})
        pairs = [(watcher, peer) for peer in silence.peers if waiting.get((watcher, peer)) is silence]
        for pair in pairs:
            del waiting[pair]
        if not pairs or not self._overlays.present.network.is_up(watcher):
            return
        alarms = self._alarms_for(watcher, [peer for _, peer in pairs])
        for pair in pairs:
            alarm = self._unreachable.setdefault(watcher, {})[pair] = alarms[pair[1]]
            self._standing[alarm] = self._standing.get(alarm, 0) + 1
            if self._peering.steers(pair):
                self._overlays.put(self._run, Impairment(_key(pair), watcher, PeerUnreachable(pair[1])))
            self._tell(StateChanged(pair[1], ELEMENT_STATE, ElementState.UNREACHABLE.value, watcher))
        if any(self._lost.get(pair, 0) < ALL for pair in pairs):
            self._send_next(watcher, self._control.now)

    def _alarms_for(self, watcher: str, peers: Sequence[str]) -> dict[str, int]:
        """The alarm for each peer: the one that stands and names it already, whoever raised it, or a new one.

        So what many watchers miss rings once, and so does what two miss of each other. One that only gives a number
        of peers stands for none of them elsewhere. What a PSAP misses shows at the PSAP.
        """
        alarms = {peer: self._ringing[peer] for peer in peers if peer in self._ringing}
        for peer in [peer for peer in peers if (peer, watcher) in self._unreachable.get(peer, {})]:
            alarms.setdefault(peer, self._unreachable[peer][peer, watcher])
        new = [peer for peer in peers if peer not in alarms]
        if new:
            alone = len(new) == 1 and not isinstance(self._network.elements[watcher], Answering)
            place = new[0] if alone else watcher
            alarm = self._alarms.raise_own("KeepAliveFailureLogEvent", place, self._text(watcher, new))
            alarms.update(dict.fromkeys(new, alarm))
            if len(new) <= NAMED:
                self._ringing.update(dict.fromkeys(new, alarm))
        return alarms

    def _back(self, answered: Sequence[Peers]) -> None:
        """Peers that answer: what was waited for is forgotten, and who was unreachable is not any more."""
        for pair in answered:
            self._waiting.get(pair[0], {}).pop(pair, None)
            alarm = self._unreachable.get(pair[0], {}).pop(pair, None)
            if alarm is None:
                continue
            if self._peering.steers(pair):
                self._overlays.lift([_key(pair)], KEEP_ALIVE)
            self._tell(StateChanged(pair[1], ELEMENT_STATE, ElementState.NORMAL.value, pair[0]))
            self._standing[alarm] -= 1
            if not self._standing[alarm]:
                self._alarms.clear(alarm, KEEP_ALIVE)
                self._ringing = {peer: number for peer, number in self._ringing.items() if number != alarm}

    def _text(self, watcher: str, peers: Sequence[str]) -> str:
        names = [self._network.elements[peer].name for peer in peers]
        if len(names) > NAMED:
            return say(
                "{watcher} gets no answer to keep-alives from {count} peers.",
                watcher=self._network.elements[watcher].name,
                count=len(names),
            )
        return say(
            "{watcher} gets no answer to keep-alives from {peers}.",
            watcher=self._network.elements[watcher].name,
            peers=listed(names),
        )


def _key(pair: Peers) -> str:
    return f"{KEEP_ALIVE}:{pair[0]}:{pair[1]}"
