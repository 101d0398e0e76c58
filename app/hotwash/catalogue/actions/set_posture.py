"""A PSAP, or the operator for it, tells its security posture; under Red its calls must go elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import PostureSet
from hotwash.domain.network import Network
from hotwash.domain.policy_routing import SecurityPosture
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE, SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPosture(Action):
    """The security posture of a PSAP is told until its state is restored. Takes up to 3 min (a default)."""

    kind: ClassVar[str] = "set_posture"
    title: ClassVar[str] = term("Set the security posture of a PSAP")
    hint: ClassVar[str] = term("Others know that it is under attack; under Red its calls go elsewhere.")

    psap: str = about(term("PSAP whose posture it is."), refers="psap")

    posture: SecurityPosture = about(
        term("Posture that is told, by its name in NENA-STA-010.3f."), default=SecurityPosture.ORANGE
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=30 * SECOND)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=1 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=3 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Entered and sent to whoever watches that PSAP."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Impair(self.psap, "posture", PostureSet(self.posture))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("{psap} tells posture {posture}.", psap=called(network, self.psap), posture=self.posture.value)
