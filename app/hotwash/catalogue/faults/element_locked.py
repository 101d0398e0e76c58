"""F12, maintenance in the wrong order: an element is locked while emergency calls still go to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import CallsFailed, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementLocked(Fault):
    """Ordinary calls go round the locked element; 911 calls stick to it and end in silence, and no alarm is raised.

    Unlocking it, or rolling the work back, ends it. Reloading firewalls, exceptions and bypasses do nothing. After the
    review of the Optus outage of 18 September 2025.
    """

    kind: ClassVar[str] = "element_locked"
    title: ClassVar[str] = term("Element locked before its traffic was moved")
    code: ClassVar[str] = "F12"
    remedies: ClassVar[frozenset[str]] = frozenset({"unlock_element", "roll_back"})

    gateway: str = about(term("Element that was locked."), refers="element")
    heard_of: int = about(
        term("Failed calls after which an ambulance service asks whether something is wrong."),
        low=1,
        high=100_000,
        default=40,
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """The lock at once; keep-alives stay green; the signs come from people, and none of them says 911."""
        name = called(network, self.gateway)
        lock = Inspection("locked", (Flow.INVITE,), note=say("goes to a locked element"))
        yield Impair(self.gateway, "lock", Inspected(lock))
        yield Until(CallsFailed(2), LONGEST)
        yield Wait(10 * MINUTE)
        figures = say("Daily figures: call set-up failures at {name} slightly above the limit. Minor.", name=name)
        yield Tell(figures, say("Performance report"), say("email"))
        yield Wait(20 * MINUTE)
        yield Until(CallsFailed(5), LONGEST)
        words = say("A customer says that an emergency call failed. The agent went through the handset steps with him.")
        yield Tell(words, say("Customer contact centre"), say("ticket"))
        yield Wait(HOUR)
        yield Until(CallsFailed(self.heard_of, psaps=2), LONGEST)
        words = say("Several people who reached us late say that their first calls met silence. Is something wrong?")
        yield Tell(words, say("The ambulance service"), say("phone"))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "{name} was locked for maintenance before emergency traffic was moved away; 911 calls that go to it end in "
            "silence while ordinary calls go round it.",
            name=called(network, self.gateway),
        )
