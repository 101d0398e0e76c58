"""What a fault lays over a network as its script goes on, and the world that follows; lets no call be made.

Conditions on calls count as met at once, and a drawn time as its typical one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from hotwash.domain.effective import Effective, effective
from hotwash.domain.elements import Answering
from hotwash.domain.impairment import (
    Fatigued,
    Flooded,
    IdleAged,
    Impairment,
    Inspected,
    OnBridge,
    PeerUnreachable,
    RateLimited,
    SessionLimited,
    Staffed,
    Surged,
    TakenOver,
    Triaged,
)
from hotwash.domain.network import Network
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import Fault
from hotwash.domain.steps import Ban, Clear, Impair, Wait, WaitAbout
from hotwash.domain.time import HOUR, Millis
from hotwash.simulation.pairs import can_take_over
from hotwash.simulation.peers import ALL, Peering

_MOST_STEPS = 10_000
_ROUNDS = 4
_QUEUES = (SessionLimited, RateLimited, IdleAged, Surged, Flooded, Fatigued, OnBridge, Triaged)


@dataclass(frozen=True, slots=True)
class Stage:
    """What lies over the network from `at` on, in ms since the fault first laid anything."""

    at: Millis
    laid: tuple[Impairment, ...]


def stages(network: Network, fault: Fault) -> tuple[Stage, ...]:
    """The first hour of a fault from its first overlay on; empty where it lays none."""
    live: dict[str, Impairment] = {}
    found: list[Stage] = []
    now = began = 0
    for step in islice(fault.steps(network), _MOST_STEPS):
        match step:
            case Wait(ms) | WaitAbout(typical=ms):
                now += ms
            case Impair(target, key, change):
                began = began if found else now
                live[key + target] = Impairment(f"fault:rehearsed:{key}", target, change)
            case Ban(target, key, inspection):
                began = began if found else now
                live[key + target] = Impairment(f"fault:rehearsed:{key}", target, Inspected(inspection))
            case Clear(key):
                live = {name: one for name, one in live.items() if one.key != f"fault:rehearsed:{key}"}
            case _:
                continue
        if now - began > HOUR:
            break
        laid = tuple(live.values())
        if found and found[-1].at == now - began:
            found[-1] = Stage(now - began, laid)
        elif laid and (not found or found[-1].laid != laid):
            found.append(Stage(now - began, laid))
        elif found and not laid and found[-1].laid:
            found.append(Stage(now - began, ()))
    return tuple(found)


def onset(network: Network, fault: Fault) -> Millis:
    """How long after its beginning a fault first lays anything, in ms; 0 where it never does."""
    now = 0
    for step in islice(fault.steps(network), _MOST_STEPS):
        match step:
            case Wait(ms) | WaitAbout(typical=ms):
                now += ms
            case Impair() | Ban():
                return now
            case _:
                pass
    return 0


def needs_calls(network: Network, fault: Fault) -> bool:
    """Whether what a fault does can only be told by letting calls be made: limits, queues, more callers than usual."""
    for step in islice(fault.steps(network), _MOST_STEPS):
        match step:
            case Ban():
                return True
            case Impair(change=Staffed(permille)) if permille:
                return True
            case Impair(change=change) if isinstance(change, _QUEUES):
                return True
            case _:
                pass
    return False


class Aftermath:
    """The world under overlays, once standbys have taken over and failed keep-alives have been noticed."""

    def __init__(self, scenario: Scenario) -> None:
        self._network = scenario.network
        self._sent = scenario.practice.keep_alive > 0
        self._peering: Peering | None = None
        self._pairs = scenario.network.standby_pairs()

    def world(self, laid: Iterable[Impairment]) -> Effective:
        """The effective world; partly lost keep-alives are taken as answered."""
        overlays = tuple(laid)
        world = effective(self._network, overlays)
        for _ in range(_ROUNDS):
            more = (*self._taken_over(world), *self._unreachable(world, overlays))
            fresh = tuple(one for one in more if one not in overlays)
            if not fresh:
                break
            overlays = (*overlays, *fresh)
            world = effective(self._network, overlays)
        return world

    def _taken_over(self, world: Effective) -> Iterable[Impairment]:
        for active, standby in self._pairs:
            if not world.network.is_up(active.id) and can_take_over(world, active, standby):
                yield Impairment(f"pair:{standby.id}", standby.id, TakenOver())

    def _unreachable(self, world: Effective, overlays: tuple[Impairment, ...]) -> Iterable[Impairment]:
        if not self._sent or not any(self._steers(overlay.target) for overlay in overlays):
            return
        if self._peering is None:
            self._peering = Peering(self._network)
        for (watcher, peer), loss in self._peering.lost(world).items():
            if loss >= ALL and self._peering.steers((watcher, peer)):
                yield Impairment(f"keep-alive:{watcher}:{peer}", watcher, PeerUnreachable(peer))

    def _steers(self, target: str) -> bool:
        """Whether what lies on a place can stop keep-alives by which calls are steered: not at or behind a PSAP."""
        network = self._network
        if target in network.links:
            ends = (network.links[target].a, network.links[target].b)
            return not any(isinstance(network.elements[end], Answering) for end in ends)
        return not isinstance(network.elements.get(target), Answering)
