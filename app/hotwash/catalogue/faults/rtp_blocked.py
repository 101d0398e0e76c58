"""F6, media ports blocked: calls arrive with their number, and nobody hears anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import border_with
from hotwash.domain.fields import about
from hotwash.domain.firewall import Rule, Service, Verb, Zone
from hotwash.domain.impairment import RuleFirst
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.steps import Alarm, CallsFailed, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE

_HEARD = {
    "both": "callers hear silence",
    "to-psap": "callers are not heard",
    "to-caller": "callers hear silence",
}
_ZONES = {"both": Zone.ANY, "to-psap": Zone.OUTSIDE, "to-caller": Zone.INSIDE}


@dataclass(frozen=True, slots=True, kw_only=True)
class RtpBlocked(Fault):
    """A firewall policy drops the voice of every call and lets the signalling pass."""

    kind: ClassVar[str] = "rtp_blocked"
    title: ClassVar[str] = "Voice sessions dropped by the firewall"
    code: ClassVar[str] = "F6"
    remedies: ClassVar[frozenset[str]] = frozenset({"permit_media"})

    policy: str = about("Policy that drops the voice.", refers="policy")
    direction: str = about("Voice that is dropped: both, to-psap or to-caller.", default="both")

    def __post_init__(self) -> None:
        if self.direction not in _ZONES:
            raise ValueError(f"direction '{self.direction}' must be one of: {', '.join(_ZONES)}")

    def steps(self, network: Network) -> Iterator[Step]:
        """The rule at once; calls in progress survive; the symptoms as the first calls fail."""
        rule = Rule("session-guard", Verb.DENY, (Service.RTP,), _ZONES[self.direction], log=True, note="drops voice")
        yield Impair(self.policy, "session-guard", RuleFirst(rule))
        yield Until(CallsFailed(4), 12 * HOUR)
        where = "reach callers" if self.direction == "to-caller" else "arrive at PSAPs"
        yield Alarm(
            "MediaLoss",
            border_with(network, self.policy),
            f"Calls are set up but no voice packets {where}.",
            policy=self.policy,
        )
        yield Wait(3 * MINUTE)
        yield Until(CallsFailed(6), HOUR)
        there = "callers say that they hear nobody" if self.direction == "to-caller" else "there is nobody there"
        yield Tell(
            f"Our 911 lines ring and the number shows, but {there}. Is it only us?", "A PSAP supervisor", "phone"
        )
        yield Wait(5 * MINUTE)
        yield Until(CallsFailed(16, psaps=4), HOUR)
        yield Tell(
            "Three more PSAPs report calls without sound. The numbers are in the call log.",
            "State police dispatch",
            "radio",
        )

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        name = network.policies[self.policy].name if self.policy in network.policies else self.policy
        sites = [border.name for border in network.borders() if border.policy == self.policy]
        return (
            f"The firewall policy '{name}' at {' and '.join(sites) or 'no site'} drops the voice of new calls; "
            f"{_HEARD[self.direction]} while their numbers still reach the PSAP logs."
        )
