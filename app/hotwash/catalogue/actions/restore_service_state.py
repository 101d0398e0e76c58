"""A PSAP tells that it is back to normal: service state, queue and security posture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout, Withdraw
from hotwash.domain.time import MINUTE, SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreServiceState(Action):
    """What was told of a PSAP is taken back. Takes up to 3 min (a default)."""

    kind: ClassVar[str] = "restore_service_state"
    title: ClassVar[str] = term("Set a PSAP back to normal")
    hint: ClassVar[str] = term("Calls are sent there again, if nothing else keeps them away.")

    psap: str = about(term("PSAP that is back to normal."), refers="psap")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=30 * SECOND)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=1 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=3 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Entered and sent to whoever watches that PSAP."""
        yield WaitAbout(self.least, self.typical, self.most)
        name = called(network, self.psap)
        for change in ("ServiceStateSet", "QueueStateSet", "PostureSet"):
            yield Withdraw(
                self.psap,
                change,
                found=say("{name} is back to normal.", name=name),
                not_found=say("{name} was told to be normal already.", name=name),
            )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("{psap} was set back to normal.", psap=called(network, self.psap))
