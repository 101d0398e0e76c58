"""Telephony denial of service: calls that only want to occupy lines and call takers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import ramp
from hotwash.catalogue.places import region_name
from hotwash.domain.fields import about
from hotwash.domain.impairment import EVERYWHERE, Flooded
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, Tell, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialOfService(Fault):
    """Nuisance calls that stay on the line; they go on until their source is blocked.

    Blocking the source ends it. More staff and triage help a little, for every call taker gets such calls. Nothing
    done to rules, sessions or sites does anything. As in Arizona on 25 October 2016: more than 100 hang-up calls within
    minutes at one PSAP.
    """

    kind: ClassVar[str] = "denial_of_service"
    title: ClassVar[str] = term("Telephony denial of service")
    remedies: ClassVar[frozenset[str]] = frozenset({"block_source"})

    region: str = about(term("Region whose PSAPs are flooded; empty for everywhere."), refers="region", default="")
    permille: int = about(
        term("Nuisance calls relative to normal demand."), unit="‰", low=1, high=100_000, default=5_000
    )
    rises: int = about(term("Time in which it rises."), unit="ms", low=0, high=24 * HOUR, default=3 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Up within minutes, and no end."""
        for wait, permille in ramp(0, self.permille, self.rises):
            yield Wait(wait)
            yield Impair(self.region or EVERYWHERE, "flood", Flooded(permille))
        yield Wait(3 * MINUTE)
        words = say("Call after call with nobody there, and they don't hang up. We hang up and they are back.")
        yield Tell(words, say("A PSAP supervisor"), say("phone"))
        yield Wait(10 * MINUTE)
        words = say("A frightened man says that his phone dials 911 by itself since he opened a link.")
        yield Tell(words, say("A PSAP call taker"), say("phone"))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "Nuisance calls, {times:g} times the normal demand, occupy the lines and call takers of {where}; callers "
            "wait, or hear busy.",
            times=self.permille / 1000,
            where=region_name(network, self.region),
        )
