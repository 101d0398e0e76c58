"""F26, the change that broke something also cut the way to put it right: all work takes longer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import border_with, called
from hotwash.domain.fields import about
from hotwash.domain.impairment import LockedOut
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, Tell, Wait
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagementLockedOut(Fault):
    """Log-in from afar goes through the very firewalls that are in trouble; it stops no call by itself.

    It makes every remedy on the policy and its borders three to five times as slow, until somebody stands at the
    console. Everything else does nothing. As at CenturyLink in December 2018 and T-Mobile in June 2020.
    """

    kind: ClassVar[str] = "management_locked_out"
    title: ClassVar[str] = term("Nobody can log in to the firewalls")
    code: ClassVar[str] = "F26"
    remedies: ClassVar[frozenset[str]] = frozenset({"console_visit"})

    policy: str = about(term("Policy whose firewalls nobody can log in to."), refers="policy")
    factor_permille: int = about(
        term("How long work takes, relative to normal."), unit="‰", low=1000, high=20_000, default=4000
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """At once, for the policy and for each border that enforces it; a while later somebody tries to log in."""
        change = LockedOut(self.factor_permille)
        yield Impair(self.policy, "locked-out", change)
        for border in network.borders():
            if border.policy == self.policy:
                yield Impair(border.id, f"locked-out-{border.id}", change)
        yield Wait(5 * MINUTE)
        where = called(network, border_with(network, self.policy) or self.policy)
        words = say("We cannot log in to {where}. The jump host does not reach it.", where=where)
        yield Tell(words, say("The firewall vendor"), say("phone"))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "Nobody can log in to the firewalls of '{name}' from afar; until somebody goes there, work on them takes "
            "{times:g} times as long.",
            name=called(network, self.policy),
            times=self.factor_permille / 1000,
        )
