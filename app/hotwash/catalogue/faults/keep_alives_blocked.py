"""F16, OPTIONS are taken for scanning: a healthy path is marked out of service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST, waves
from hotwash.catalogue.places import called, whose
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import CallsFailed, Clear, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepAlivesBlocked(Fault):
    """Calls would pass, but peers that get no answer to their keep-alives send them elsewhere, or refuse them.

    The keep-alives themselves notice it and raise their own alarm. Permitting OPTIONS ends it. A roll-back does
    nothing; a fail-over moves the calls to where the next policy may do the same.
    """

    kind: ClassVar[str] = "keep_alives_blocked"
    title: ClassVar[str] = term("Keep-alives blocked")
    code: ClassVar[str] = "F16"
    remedies: ClassVar[frozenset[str]] = frozenset({"permit_options"})

    policy: str = about(term("Policy that blocks OPTIONS."), refers="policy")
    origin: str = about(
        term("Originating network whose keep-alives it blocks; empty for all."), refers="element", default=""
    )

    flaps: int = about(
        term("It blocks for so long, lets pass for as long, and so on; 0 blocks all the time."),
        unit="ms",
        low=0,
        high=24 * HOUR,
        default=0,
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """The block at once, for good or in waves; calls in progress survive."""
        sources = (self.origin,) if self.origin else ()
        scan = Inspection("options-scan", (Flow.OPTIONS,), sources, note=say("looks like scanning"))
        if self.flaps:
            yield from self._waves(scan)
            return
        yield Impair(self.policy, "scan", Inspected(scan))
        yield Until(CallsFailed(4), LONGEST)
        yield Wait(3 * MINUTE)
        words = say("Your border is marked out of service here, so we send no calls there. Your side says it is green.")
        yield Tell(words, say("Carrier NOC"), say("email"))

    def _waves(self, scan: Inspection) -> Iterator[Step]:
        """What stays between two waves stops nothing, but the remedy finds it."""
        yield Impair(self.policy, "profile", Inspected(Inspection("scan-profile", (), note=say("counts requests"))))
        for _ in waves(2 * self.flaps):
            yield Impair(self.policy, "scan", Inspected(scan))
            yield Wait(self.flaps)
            yield Clear("scan")
            yield Wait(self.flaps)

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "The firewall policy '{name}' drops the keep-alives of {whose}; its peers mark a healthy path out of "
            "service and send calls elsewhere, or refuse them.",
            name=called(network, self.policy),
            whose=whose(network, self.origin),
        )
