"""Active/standby pairs of BCFs: the standby takes over a while after the active one has gone down, and gives back."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.effective import Effective
from hotwash.domain.elements import Border
from hotwash.domain.impairment import Impairment, TakenOver
from hotwash.domain.network import Network
from hotwash.simulation.control import Control, Run
from hotwash.simulation.overlays import Overlays

PAIR = "pair"
"""Who lays what follows from a pair by itself; also the beginning of its overlays' keys."""


@dataclass(eq=False, frozen=True, slots=True)
class _Takeover:
    """One takeover under way; when the active BCF is back before it is over, it is forgotten."""

    standby: str


class Pairs:
    """Follows the active BCF of every active/standby pair. `look` must follow every change of the world."""

    def __init__(self, network: Network, control: Control, overlays: Overlays) -> None:
        self._pairs = network.standby_pairs()
        self._control = control
        self._overlays = overlays
        self._under_way: dict[str, _Takeover] = {}
        self._run = Run(PAIR, PAIR, kind="own")

    def look(self) -> None:
        """Begin, forget or give back takeovers, as the world stands now."""
        world = self._overlays.present
        for active, standby in self._pairs:
            wanted = not world.network.is_up(active.id) and can_take_over(world, active, standby)
            taken = standby.id in world.network.taken_over
            if not wanted:
                self._under_way.pop(standby.id, None)
                if taken:
                    self._overlays.lift([_key(standby.id)], PAIR)
            elif not taken and standby.id not in self._under_way:
                takeover = self._under_way[standby.id] = _Takeover(standby.id)
                self._control.after(active.takeover, lambda mine=takeover: self._take(mine))  # type: ignore[misc]  # one each

    def _take(self, takeover: _Takeover) -> None:
        if self._under_way.get(takeover.standby) is takeover:
            del self._under_way[takeover.standby]
            self._overlays.put(self._run, Impairment(_key(takeover.standby), takeover.standby, TakenOver()))


def can_take_over(world: Effective, active: Border, standby: Border) -> bool:
    """Whether a standby can take the calls of the active BCF when that goes down."""
    broken = world.broken_failovers
    return world.network.is_up(standby.id) and active.id not in broken and standby.id not in broken


def cut_by_fall(world: Effective, target: str, *, cut: bool) -> tuple[str, ...]:
    """The elements whose calls are cut when `target` goes down; `cut` is whether they are where it has no partner.

    Where the pair shares its state the calls of the active BCF live on in the standby, and fall with it.
    """
    for active, standby in world.network.standby_pairs():
        if target == active.id and can_take_over(world, active, standby):
            return () if active.state_sync else (target,)
        if target == standby.id and cut and not world.network.is_up(active.id):
            return target, active.id
    return (target,) if cut else ()


def _key(standby: str) -> str:
    return f"{PAIR}:{standby}"
