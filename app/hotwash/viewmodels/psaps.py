"""The table twin of the map: every PSAP as a row that can be sorted and searched."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.analysis.conditions import Standing
from hotwash.domain.network import Network
from hotwash.viewmodels.map_state import MapState, Queue, wait_text
from hotwash.viewmodels.words import noop, said

COLUMNS = (noop("PSAP"), noop("Standing"), noop("Waiting"), noop("Busy"), noop("Log"))


@dataclass(frozen=True, slots=True)
class PsapRow:
    """One PSAP; `logged` are numbers that wait for a call-back. Without a `queue` nothing is known of its people."""

    id: str
    name: str
    region: str
    standing: Standing
    word: str
    queue: Queue | None
    logged: int

    def texts(self) -> tuple[str, ...]:
        """What the columns say."""
        if self.queue is None:
            return (self.name, self.word, "–", "–", "–")
        waiting = f"{self.queue.waiting} · {wait_text(self.queue.oldest)}" if self.queue.waiting else "0"
        busy = f"{self.queue.busy}/{self.queue.positions}"
        return (self.name, self.word, waiting, busy, str(self.logged))

    def keys(self) -> tuple[object, ...]:
        """What the columns are sorted by; numbers as numbers, standings by how bad they are."""
        bad = list(Standing).index(self.standing)
        queue = self.queue or Queue()
        return (
            self.name.casefold(),
            (bad, self.word),
            queue.waiting,
            queue.oldest,
            queue.busy,
            self.logged,
        )


def psap_rows(network: Network, state: MapState, logged: tuple[int, ...]) -> tuple[PsapRow, ...]:
    """Every PSAP in the network's order; `logged` in the same order."""
    rows = []
    for number, psap in enumerate(network.psaps()):
        condition = state.condition(psap.id)
        region = network.regions[psap.region].name if psap.region in network.regions else psap.region
        rows.append(
            PsapRow(
                psap.id,
                psap.name,
                region,
                condition.standing,
                said(condition.word),
                state.queues.get(psap.id),
                logged[number] if number < len(logged) else 0,
            )
        )
    return tuple(rows)
