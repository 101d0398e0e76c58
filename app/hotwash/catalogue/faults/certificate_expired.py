"""F7, the TLS certificate of a BCF has expired: no new connection comes up, and the old ones end one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST, ramp
from hotwash.catalogue.places import called, listed, whose
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection, Transport, Verb
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateExpired(Fault):
    """Calls that try TLS at one BCF fail more and more, as connections end; over TCP or UDP they pass, where allowed.

    Both nodes of a pair mostly have one certificate, and it expires on both together. A new certificate ends it. A
    roll-back does nothing. A reload makes it worse: every connection that is still up ends at once.
    """

    kind: ClassVar[str] = "certificate_expired"
    title: ClassVar[str] = term("Certificate of a border expired")
    code: ClassVar[str] = "F7"
    remedies: ClassVar[frozenset[str]] = frozenset({"replace_certificate"})
    worsened_by: ClassVar[frozenset[str]] = frozenset({"reload_firewall"})

    border: str = about(term("BCF whose certificate has expired."), refers="border")
    also: tuple[str, ...] = about(term("More BCFs with the same certificate."), refers="border", default=())
    origin: str = about(term("Originating network whose trunk it serves; empty for all."), refers="element", default="")
    spreads: int = about(term("Time in which established connections end."), unit="ms", low=0, default=2 * HOUR)
    answers: bool = about(term("Whether calls are refused with 503 instead of lost in silence."), default=True)

    def steps(self, network: Network) -> Iterator[Step]:
        """A first share at once, the rest over time; calls in progress survive until their connection idles."""
        yield from self._lost("expiry", 100)
        stages = list(ramp(100, 1000, self.spreads))
        yield Alarm(
            "InitialTrafficBlocked",
            self.border,
            say("TLS handshake failed: certificate_expired. First at the full hour, UTC."),
            among=(self.border, *self.also),
        )
        for wait, permille in stages:
            yield Wait(wait)
            yield from self._lost("expiry", permille)
        yield Until(CallsFailed(8), LONGEST)
        yield Wait(2 * MINUTE)
        words = say("Our trunk to you does not come up again. Each try ends in the handshake.")
        yield Tell(words, say("Carrier NOC"), say("email"))

    def worse(self, network: Network) -> Iterator[Step]:
        """Every connection ends, and none comes up again."""
        yield from self._lost("no-connection", 1000)

    def _lost(self, key: str, permille: int) -> Iterator[Impair]:
        inspection = Inspection(
            key,
            (Flow.INVITE, Flow.OPTIONS),
            (self.origin,) if self.origin else (),
            permille,
            say("gets no TLS connection"),
            Verb.REJECT if self.answers else Verb.DENY,
            503 if self.answers else 0,
            (Transport.TLS,),
        )
        yield Impair(self.border, key, Inspected(inspection))
        for border in self.also:
            yield Impair(border, f"{key}-{border}", Inspected(inspection))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "The certificate of {name} has expired; within {hours:g} h no call from {whose} reaches it over TLS, and "
            "callers hear {heard}.",
            name=listed([called(network, border) for border in (self.border, *self.also)]),
            hours=self.spreads / HOUR,
            whose=whose(network, self.origin),
            heard=say("a fast busy tone") if self.answers else say("silence"),
        )
