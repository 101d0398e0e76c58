"""What lost the attempts that failed: by the fault or act whose overlay did it, by the network, or at the PSAPs.

*Lost by a fault or an act*: its overlay's line refused, dropped or muted the call, took its way out of use, limited it,
gave out a wrong number, or cut it off. An attempt that several would have lost counts for the first on its way.
Busy or hung up waiting on 911 is laid to a surge or a flood of calls that was live for that network or region when the
call began. *Network*: lost by the author's own lines, limits or gaps. *PSAP*: busy or hung up waiting otherwise, for
want of room, of a free 10-digit line, or of a call taker. Test calls are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from hotwash.domain.facts import CallsTallied
from hotwash.domain.outcomes import Outcome

ACT = "act:"
"""What the cause of an act begins with; a fault is a cause by its id."""
NETWORK = "network"
PSAP = "psap"


@dataclass(frozen=True, slots=True)
class Loss:
    """Attempts that one cause lost, by outcome."""

    cause: str
    outcomes: Mapping[str, int]

    @property
    def kind(self) -> str:
        """One of fault, act, network, psap."""
        if self.cause in (NETWORK, PSAP):
            return self.cause
        return "act" if self.cause.startswith(ACT) else "fault"

    @property
    def id(self) -> str:
        """Id of the fault or act; the kind for the others."""
        return self.cause.removeprefix(ACT)

    @property
    def failed(self) -> int:
        """All of them."""
        return sum(self.outcomes.values())

    @property
    def cut_off(self) -> int:
        """Calls in progress that it cut."""
        return self.outcomes.get(Outcome.DROPPED, 0)


def losses(tallies: Sequence[CallsTallied]) -> tuple[Loss, ...]:
    """Every cause with what it lost, the greatest first; nothing for a journal older than this count."""
    found: dict[str, Counter[str]] = {}
    for tally in tallies:
        for cause, counts in tally.causes.items():
            found.setdefault(cause, Counter()).update(counts)
    order = tuple(outcome.value for outcome in Outcome)
    made = [Loss(cause, MappingProxyType({o: c[o] for o in order if c[o]})) for cause, c in found.items()]
    return tuple(sorted(made, key=lambda loss: (-loss.failed, loss.cause)))


def cut_off(found: Sequence[Loss]) -> Mapping[str, int]:
    """Calls in progress that were cut, by the kind of what cut them."""
    kinds = Counter({"fault": 0, "act": 0, "other": 0})
    for loss in found:
        kinds[loss.kind if loss.kind in kinds else "other"] += loss.cut_off
    return MappingProxyType(dict(kinds))
