"""F25, a border admits a fixed number of calls and answers all above it with a refusal: an exact plateau."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import Loss, RateLimited, SessionLimited
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, Impair, Step, Tell, Tripped, Until, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCap(Fault):
    """Admission control refuses calls above a limit, with 503 or 480, until fewer are in progress.

    Raising the cap ends it; leading calls to the other site helps while that has room. A roll-back, a reload and a
    bypass of the firewall do nothing, for the limit is the session border controller's.
    """

    kind: ClassVar[str] = "session_cap"
    title: ClassVar[str] = term("Admission limit of a border reached")
    code: ClassVar[str] = "F25"
    remedies: ClassVar[frozenset[str]] = frozenset({"raise_cap"})

    border: str = about(term("BCF that limits."), refers="border")
    calls: int = about(term("Calls at a time that are admitted."), low=1, high=1_000_000, default=10)
    per_minute: int = about(
        term("Call set-ups a minute that are admitted; 0 means any number."), low=0, high=1_000_000, default=0
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """The limit at once; it is felt when the load comes; calls in progress survive."""
        yield Impair(self.border, "cap", SessionLimited(self.calls, Loss.REJECTED))
        if self.per_minute:
            burst = max(1, self.per_minute // 60)
            yield Impair(self.border, "burst", RateLimited(self.per_minute, burst, Loss.REJECTED, per_source=False))
        yield Until(Tripped(self.border, "sessions"), LONGEST)
        text = say("Constraint exceeded: {calls} sessions, and not one more.", calls=self.calls)
        yield Alarm("InitialTrafficBlocked", self.border, text)
        yield Wait(5 * MINUTE)
        yield Until(Tripped(self.border, "sessions"), 6 * HOUR)
        words = say("You answer many of our calls with 503, at the same number of calls each time.")
        yield Tell(words, say("Carrier NOC"), say("email"))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "{name} admits {calls} calls at a time and refuses the rest; their callers hear a fast busy tone.",
            name=called(network, self.border),
            calls=self.calls,
        )
