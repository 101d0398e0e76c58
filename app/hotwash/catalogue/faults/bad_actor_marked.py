"""F24, a carrier's source is marked as a bad actor: every border refuses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST
from hotwash.catalogue.places import whose
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection, Verb
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import MINUTE, SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class BadActorMarked(Fault):
    """A mark on an `emergency-source` spreads from the BadActors interface of one BCF to all (NENA-STA-010.3f).

    Clearing the mark at every BCF ends it. A roll-back, a reload, a bypass and a fail-over do nothing, for the mark is
    everywhere. Blocking the source does what is done already.
    """

    kind: ClassVar[str] = "bad_actor_marked"
    title: ClassVar[str] = term("Carrier marked as a bad actor")
    code: ClassVar[str] = "F24"
    remedies: ClassVar[frozenset[str]] = frozenset({"clear_mark"})

    origin: str = about(term("Originating network that was marked."), refers="element")
    answers: bool = about(term("Whether its calls are refused with 403 instead of lost in silence."), default=True)
    spreads: int = about(
        term("Time until the next BCF has the mark too."), unit="ms", low=0, high=10 * MINUTE, default=20 * SECOND
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """The mark at one border after the other; calls in progress survive."""
        verb, code = (Verb.REJECT, 403) if self.answers else (Verb.DENY, 0)
        flows = (Flow.INVITE, Flow.OPTIONS)
        mark = Inspection("bad-actor", flows, (self.origin,), 1000, say("comes from a marked source"), verb, code)
        borders = network.borders()
        for number, border in enumerate(borders):
            if number:
                yield Wait(self.spreads)
            yield Impair(border.id, f"mark-{border.id}", Inspected(mark))
        yield Until(CallsFailed(4), LONGEST)
        if borders:
            text = say("Calls of a source that is marked as a bad actor are being refused.")
            yield Alarm("InitialTrafficBlocked", borders[0].id, text)
        yield Wait(3 * MINUTE)
        yield Until(CallsFailed(8), LONGEST)
        words = say("All of our 911 calls to you fail, at every site. Other carriers tell us theirs are fine.")
        yield Tell(words, say("Carrier NOC"), say("phone"))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "{name} is marked as a bad actor at every border; its callers {meet}.",
            name=whose(network, self.origin),
            meet=say("are refused") if self.answers else say("hear silence"),
        )
