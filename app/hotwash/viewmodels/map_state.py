"""What the map shows besides its scene: standings, queues, alarms, choice; two layers, truth and what a seat knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hotwash.analysis.conditions import WORKING, Condition, Standing
from hotwash.domain.elements import Answering
from hotwash.domain.network import Network
from hotwash.domain.time import Millis


@dataclass(frozen=True, slots=True)
class Queue:
    """People at one PSAP: waiting, call takers on a line, call takers in all, and the longest wait in ms."""

    waiting: int = 0
    busy: int = 0
    positions: int = 0
    oldest: Millis = 0


@dataclass(frozen=True, slots=True)
class MapState:
    """One moment of the map. In a seat's view `conditions` are what was told to it, and `queues` are empty."""

    conditions: Mapping[str, Condition] = field(default_factory=dict)
    queues: Mapping[str, Queue] = field(default_factory=dict)
    alarmed: frozenset[str] = frozenset()
    seat_view: bool = False
    own: frozenset[str] | None = None
    """What is on the map of the desk that is looked at; None for everything."""

    def on_map(self, item: str) -> bool:
        """Whether the desk that is looked at has an element on its own map."""
        return self.own is None or item in self.own

    def condition(self, item: str) -> Condition:
        """How an element or a link stands."""
        return self.conditions.get(item, WORKING)

    def troubled(self, item: str) -> bool:
        """Whether an element or a link needs attention: it does not work, or (at a seat) it has an alarm."""
        return self.condition(item).standing is not Standing.WORKING or item in self.alarmed


def as_met(network: Network, standings: Mapping[str, Condition]) -> dict[str, Condition]:
    """Conditions as people should read them: only borders block; a PSAP that hears nobody is a victim of it."""
    return {
        item: Condition(Standing.DEGRADED, found.word)
        if found.standing is Standing.BLOCKING and isinstance(network.elements.get(item), Answering)
        else found
        for item, found in standings.items()
    }


def wait_text(ms: Millis) -> str:
    """Minutes and seconds of a wait."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02}"
