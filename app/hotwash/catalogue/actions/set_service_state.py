"""A PSAP, or the operator for it, tells its service state; policy routing goes by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import ServiceStateSet
from hotwash.domain.network import Network
from hotwash.domain.policy_routing import ServiceState
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE, SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class SetServiceState(Action):
    """The service state of a PSAP is told until it is restored. Takes up to 3 min (a default)."""

    kind: ClassVar[str] = "set_service_state"
    title: ClassVar[str] = term("Set the service state of a PSAP")
    hint: ClassVar[str] = term("Where rules say so, its calls go elsewhere; a wrong state strands them.")

    psap: str = about(term("PSAP whose state it is."), refers="psap")
    state: ServiceState = about(
        term("State that is told, by its name in NENA-STA-010.3f."), default=ServiceState.OVERLOADED
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=30 * SECOND)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=1 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=3 * MINUTE)

    def __post_init__(self) -> None:
        if self.state is ServiceState.UNREACHABLE:
            raise ValueError(say("state 'Unreachable' is what others find, and can't be set"))

    def steps(self, network: Network) -> Iterator[Step]:
        """Entered and sent to whoever watches that PSAP."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Impair(self.psap, "service-state", ServiceStateSet(self.state))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("{psap} is marked {state}.", psap=called(network, self.psap), state=self.state.value)
