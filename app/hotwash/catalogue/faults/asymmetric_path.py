"""F9, replies come back by the other firewall, which knows no such session and drops them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST, waves
from hotwash.catalogue.places import border_with, called
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection, Transport
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Clear, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class AsymmetricPath(Fault):
    """A share of TCP and TLS call set-ups dies, and a share of calls is heard in one direction only.

    Which calls it meets hangs on their addresses and ports. A route that is put right ends it; so does a bypass of the
    state check. A roll-back of the firewall, a reload, and clearing sessions do nothing.
    """

    kind: ClassVar[str] = "asymmetric_path"
    title: ClassVar[str] = term("Replies take another path")
    code: ClassVar[str] = "F9"
    remedies: ClassVar[frozenset[str]] = frozenset({"fix_route"})

    policy: str = about(term("Policy whose firewalls drop what they saw no beginning of."), refers="policy")
    permille: int = about(term("Share of call set-ups that die."), unit="‰", low=1, high=1000, default=400)
    voice_permille: int = about(
        term("Share of the other calls in which callers are not heard."), unit="‰", low=1, high=1000, default=400
    )
    flaps: int = about(term("Time between changes of the keep-alives."), unit="ms", low=MINUTE, default=4 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Both shares at once; keep-alives come and go. Calls in progress lose one direction, none is cut."""
        note = say("belongs to no session")
        over = (Transport.TCP, Transport.TLS)
        invites = Inspection("out-of-state", (Flow.INVITE,), (), self.permille, note, transports=over)
        voice = Inspection("out-of-state-voice", (Flow.MEDIA_IN,), (), self.voice_permille, note)
        alive = Inspection("out-of-state-keep-alive", (Flow.OPTIONS,), note=note)
        yield Impair(self.policy, "invites", Inspected(invites))
        yield Impair(self.policy, "voice", Inspected(voice))
        for number in waves(2 * self.flaps):
            yield Wait(self.flaps)
            yield Impair(self.policy, "keep-alive", Inspected(alive))
            if number == 0:
                yield Until(CallsFailed(4), LONGEST)
                text = say("Packets dropped: first packet is not SYN, no session.")
                yield Alarm("MidTrafficBlocked", border_with(network, self.policy), text, policy=self.policy)
            if number == 1:
                yield Until(CallsFailed(10), LONGEST)
                words = say("Ping works, and some calls fail while others are fine. We find no pattern.")
                yield Tell(words, say("Carrier NOC"), say("email"))
            yield Wait(self.flaps)
            yield Clear("keep-alive")

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "Replies pass the firewalls of '{name}' by another path than requests; {percent:g} % of call set-ups over "
            "TCP or TLS end in silence, and in {voice:g} % of calls the caller is not heard.",
            name=called(network, self.policy),
            percent=self.permille / 10,
            voice=self.voice_permille / 10,
        )
