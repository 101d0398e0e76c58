"""A line is cut, and its spare turns out to have been dead for long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import LinkDown
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import MINUTE, SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCut(Fault):
    """One line carries nothing, and neither does the one that should have taken over; nobody watched the spare.

    Repairing a line brings that line back; either is enough. Nothing done to a firewall helps. As in the fibre cuts of
    17 April 2024 and 31 August 2023 (Lumen), and in Vermont in 2014.
    """

    kind: ClassVar[str] = "link_cut"
    title: ClassVar[str] = term("Line cut, and its spare dead")
    remedies: ClassVar[frozenset[str]] = frozenset({"repair_link"})

    link: str = about(term("Line that is cut."), refers="link")
    spare: str = about(term("Line that was dead already; empty for none."), refers="link", default="")

    def steps(self, network: Network) -> Iterator[Step]:
        """Both at once; calls in progress over the line are cut; what is missed first is the keep-alive."""
        if self.spare and self.spare != self.link:
            yield Impair(self.spare, "spare", LinkDown())
        yield Impair(self.link, "cut", LinkDown(), cut_calls=True)
        yield Wait(92 * SECOND)
        line = network.links[self.link]
        text = say("Loss of signal on {line}.", line=called(network, self.link))
        yield Alarm("LossOfSignal", line.a, text)
        yield Wait(5 * MINUTE)
        words = say("We see circuits down, not knowing what runs over them. A crew is on its way.")
        yield Tell(words, say("Carrier NOC"), say("email"))
        if self.spare:
            yield Wait(4 * MINUTE)
            yield Until(CallsFailed(6), LONGEST)
            words = say("The line that should have taken over does not carry either. We thought that it was watched.")
            yield Tell(words, say("ESInet operations"), say("phone"))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        name = called(network, self.link)
        if not self.spare:
            return say("A cut has taken {name} away; calls that need it find no way.", name=name)
        return say(
            "A cut has taken {name} away, and {spare} had been dead already; calls that need either find no way.",
            name=name,
            spare=called(network, self.spare),
        )
