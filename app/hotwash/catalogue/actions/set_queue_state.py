"""A PSAP sets the state of its queue, so that calls are not sent there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import QueueStateSet
from hotwash.domain.network import Network
from hotwash.domain.policy_routing import QueueState
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class SetQueueState(Action):
    """The state of a PSAP's queue is told until it is restored. Takes 1 to 5 min (a default)."""

    kind: ClassVar[str] = "set_queue_state"
    title: ClassVar[str] = term("Set the queue state of a PSAP")
    hint: ClassVar[str] = term("Where rules say so, its calls go elsewhere; a wrong state strands them.")

    psap: str = about(term("PSAP whose queue it is."), refers="psap")

    state: QueueState = about(term("State that is set, by its name in NENA-STA-010.3f."), default=QueueState.DISABLED)
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=1 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=2 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def __post_init__(self) -> None:
        if self.state is QueueState.UNREACHABLE:
            raise ValueError(say("state 'Unreachable' is what others find, and can't be set"))

    def steps(self, network: Network) -> Iterator[Step]:
        """Entered and sent to whoever sends calls there."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Impair(self.psap, "queue-state", QueueStateSet(self.state))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The queue of {psap} is {state}.", psap=called(network, self.psap), state=self.state.value)
