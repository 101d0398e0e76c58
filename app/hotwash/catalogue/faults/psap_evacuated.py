"""A PSAP is evacuated: its call takers leave their positions, with or without telling the ESInet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import ServiceStateSet, Staffed
from hotwash.domain.network import Network
from hotwash.domain.policy_routing import ServiceState
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Cut, Impair, Step, Tell, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class PsapEvacuated(Fault):
    """Nobody answers there; until the PSAP's service state is `Unstaffed`, policies still send calls to it.

    Staff who are back end it. An order that diverts its calls, or a service state that is set for it, keeps calls from
    ringing there, and they are others' to answer. Nothing done to a firewall does anything.
    """

    kind: ClassVar[str] = "psap_evacuated"
    title: ClassVar[str] = term("PSAP evacuated")
    remedies: ClassVar[frozenset[str]] = frozenset({"return_staff"})

    psap: str = about(term("PSAP that is evacuated."), refers="psap")
    tells: bool = about(term("Whether somebody sets the service state on the way out."), default=True)
    after: int = about(
        term("Time until the service state is set."), unit="ms", low=0, high=24 * HOUR, default=3 * MINUTE
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """Calls are broken off and positions left at once; the state follows, where anybody thinks of it."""
        name = called(network, self.psap)
        yield Impair(self.psap, "positions", Staffed(0))
        yield Cut(self.psap)
        yield Wait(MINUTE)
        words = say("The fire alarm has sounded at {name}. Everybody must leave the building.", name=name)
        yield Tell(words, name, say("radio"))
        if self.tells:
            yield Wait(self.after)
            yield Impair(self.psap, "state", ServiceStateSet(ServiceState.UNSTAFFED))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        name = called(network, self.psap)
        if self.tells:
            return say("{name} was evacuated and told so; its calls go where policies send them.", name=name)
        return say("{name} was evacuated and told nobody; calls ring there until callers hang up.", name=name)
