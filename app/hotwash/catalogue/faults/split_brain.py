"""F8, both nodes of a pair believe that they are active: about half of the calls go to the wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST, waves
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Clear, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitBrain(Fault):
    """Two nodes answer to one address; it flips between them, and each flip cuts the calls in progress.

    Isolating or switching off one node ends it. A roll-back does nothing; a reloaded node comes back as active.
    """

    kind: ClassVar[str] = "split_brain"
    title: ClassVar[str] = term("Both firewalls of a pair active")
    code: ClassVar[str] = "F8"
    remedies: ClassVar[frozenset[str]] = frozenset({"isolate_node", "power_off_node"})

    border: str = about(term("BCF that callers know the pair by."), refers="border")
    permille: int = about(term("Share of calls that go to the wrong node."), unit="‰", low=1, high=1000, default=500)
    flips: int = about(term("Time between flips of the address."), unit="ms", low=MINUTE, default=4 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Half of the calls at once; then keep-alives fail and come back at every other flip."""
        note = say("reaches the node that knows nothing of the call")
        half = Inspection("wrong-node", (Flow.INVITE,), permille=self.permille, note=note)
        flap = Inspection("address-flips", (Flow.OPTIONS,), note=note)
        yield Impair(self.border, "half", Inspected(half), cut_calls=True)
        yield Alarm("Firewall", self.border, say("Two nodes report ACTIVE; the address moves between them."))
        for number in waves(2 * self.flips):
            yield Wait(self.flips)
            yield Impair(self.border, "flap", Inspected(flap), cut_calls=True)
            if number == 1:
                yield Until(CallsFailed(4), LONGEST)
                words = say("About every second call from us gets through. Live calls break off every few minutes.")
                yield Tell(words, say("Carrier NOC"), say("phone"))
            yield Wait(self.flips)
            yield Clear("flap")

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "Both nodes of {name} are active; {percent:g} % of calls go to the wrong one and end in silence, and calls "
            "in progress are cut at every flip.",
            name=called(network, self.border),
            percent=self.permille / 10,
        )
