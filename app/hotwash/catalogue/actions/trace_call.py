"""Follows the signalling of one call: how far it gets, and what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Reveal, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceCall(Action):
    """Somebody has one 911 call followed through the SIP traces of all who carry it. Sound leaves no trace there."""

    kind: ClassVar[str] = "trace_call"
    title: ClassVar[str] = term("Trace the path of a call")
    hint: ClassVar[str] = term("Tells how far the signalling of a call gets and what comes back; nothing about sound.")

    origin: str = about(term("Originating network the call is made in."), refers="element")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=4 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Time to collect the traces, then the path."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Reveal("call_trace", self.origin)

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("A call from {origin} was traced.", origin=called(network, self.origin))
