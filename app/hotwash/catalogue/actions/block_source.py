"""A suspected attacker is blocked at the border: right against a flood, and fatal if it is a carrier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import among, remedied
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.firewall import Rule, Verb
from hotwash.domain.impairment import RuleFirst
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSource(Action):
    """A flood from outside ends, and calls of one sender are dropped. Takes 1 to 4 min (a default)."""

    kind: ClassVar[str] = "block_source"
    title: ClassVar[str] = term("Block the suspected source of an attack")
    hint: ClassVar[str] = term("Nothing from that address gets in any more, whoever it is.")

    policy: str = about(term("Policy that blocks it."), refers="policy")
    origin: str = about(
        term("Originating network to which the suspected address belongs; empty where it is an attacker's own."),
        refers="element",
        default="",
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=1 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=2 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=4 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Typed in and committed: the flood ends, and so does whatever else comes from there."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.policy)
        if self.origin:
            rule = Rule(
                "blocked-source", Verb.DENY, sources=(self.origin,), log=True, note=say("blocks a suspected source")
            )
            yield Impair(self.policy, "blocked-source", RuleFirst(rule))
        yield from remedied(
            among(network, "", ""),
            "block_source",
            found=say("The source was blocked. Nuisance calls have stopped."),
            not_found=say("The source was blocked. Nuisance calls did not come from there."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("A suspected source was blocked in {policy}.", policy=called(network, self.policy))
