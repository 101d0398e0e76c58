"""A fail-over that does not work when it is tried, to a site that has the same fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST
from hotwash.catalogue.places import called
from hotwash.domain.elements import Border
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import FailoverBroken, Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import CallsFailed, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class FailoverBrokenOnBoth(Fault):
    """Traffic can't be moved away from one BCF; and the policy of the other site carries the same bad content.

    Putting the fail-over right ends the first, an exception or alert only the second. Ordering the fail-over once more
    does nothing. Sites that share one policy have the same content anyhow, and nothing is laid twice. As at BT on
    25 June 2023, where a switch failed at first and made the outage total.
    """

    kind: ClassVar[str] = "failover_broken"
    title: ClassVar[str] = term("Fail-over does not work")
    remedies: ClassVar[frozenset[str]] = frozenset({"fix_failover", "signature_exception", "alert_only"})

    border: str = about(term("BCF that cannot be failed over."), refers="border")
    other: str = about(
        term("Policy of the other site, if that has the same content; empty if it is sound."),
        refers="policy",
        default="",
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """Both lie there from now on; the first shows only when somebody tries."""
        yield Impair(self.border, "fail-over", FailoverBroken())
        if self._same_content(network):
            note = say("takes the INVITE for an attack")
            same = Inspection("sig-54871", (Flow.INVITE,), note=note)
            yield Impair(self.other, "same-content", Inspected(same))
            yield Until(CallsFailed(6), LONGEST)
            yield Wait(5 * MINUTE)
            words = say("Calls that reach you by the other site fail in the same way.")
            yield Tell(words, say("Carrier NOC"), say("email"))

    def _same_content(self, network: Network) -> bool:
        own = network.elements[self.border]
        return bool(self.other) and not (isinstance(own, Border) and own.policy == self.other)

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        name = called(network, self.border)
        if not self._same_content(network):
            return say("A fail-over away from {name} does not work when it is tried.", name=name)
        return say(
            "A fail-over away from {name} does not work when it is tried, and the firewall policy '{other}' of the "
            "other site has the same content, so that calls there meet silence.",
            name=name,
            other=called(network, self.other),
        )
