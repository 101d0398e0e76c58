"""F6, media ports blocked: calls arrive with their number, and nobody hears anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import also, border_with
from hotwash.domain.fields import about
from hotwash.domain.firewall import Rule, Service, Verb, Zone
from hotwash.domain.impairment import RuleFirst
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE

_HEARD = {
    "both": say("callers hear silence"),
    "to-psap": say("callers are not heard"),
    "to-caller": say("callers hear silence"),
}
_ZONES = {"both": Zone.ANY, "to-psap": Zone.OUTSIDE, "to-caller": Zone.INSIDE}


@dataclass(frozen=True, slots=True, kw_only=True)
class RtpBlocked(Fault):
    """A firewall policy drops the voice of every call and lets the signalling pass.

    Permitting the media range ends it, and a bypass goes round it. A roll-back, a reload, clearing sessions and a
    fail-over to a site with the same policy do nothing; call-backs by telephone work all the while.
    """

    kind: ClassVar[str] = "rtp_blocked"
    title: ClassVar[str] = term("Voice sessions dropped by the firewall")
    code: ClassVar[str] = "F6"
    remedies: ClassVar[frozenset[str]] = frozenset({"permit_media"})

    policy: str = about(term("Policy that drops the voice."), refers="policy")
    direction: str = about(term("Voice that is dropped: both, to-psap or to-caller."), default="both")

    def __post_init__(self) -> None:
        if self.direction not in _ZONES:
            raise ValueError(
                say(
                    "direction '{direction}' must be one of: {zones}", direction=self.direction, zones=", ".join(_ZONES)
                )
            )

    def steps(self, network: Network) -> Iterator[Step]:
        """The rule at once; calls in progress survive; the symptoms as the first calls fail."""
        rule = Rule(
            "session-guard", Verb.DENY, (Service.RTP,), _ZONES[self.direction], log=True, note=say("drops voice")
        )
        yield Impair(self.policy, "session-guard", RuleFirst(rule))
        yield Until(CallsFailed(4), 12 * HOUR)
        where = say("reach callers") if self.direction == "to-caller" else say("arrive at PSAPs")
        yield Alarm(
            "MediaLoss",
            border_with(network, self.policy),
            say("Calls are set up but no voice packets {where}.", where=where),
            policy=self.policy,
        )
        yield Wait(3 * MINUTE)
        yield Until(CallsFailed(6), HOUR)
        there = (
            say("callers say that they hear nobody") if self.direction == "to-caller" else say("there is nobody there")
        )
        yield Tell(
            say("Our 911 lines ring and the number shows, but {there}. Is it only us?", there=there),
            say("A PSAP supervisor"),
            say("phone"),
        )
        yield Wait(5 * MINUTE)
        yield Until(CallsFailed(16, psaps=4), HOUR)
        yield Tell(
            say("Three more PSAPs report calls without sound. The numbers are in the call log."),
            say("State police dispatch"),
            say("radio"),
        )

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        name = network.policies[self.policy].name if self.policy in network.policies else self.policy
        sites = [border.name for border in network.borders() if border.policy == self.policy]
        return say(
            "The firewall policy '{name}' at {sites} drops the voice of new calls; {heard} while "
            "their numbers still reach the PSAP logs.",
            name=name,
            sites=also(sites) or say("no site"),
            heard=_HEARD[self.direction],
        )
