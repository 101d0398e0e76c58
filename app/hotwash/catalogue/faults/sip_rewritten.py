"""F5, a SIP ALG rewrites what passes: calls are refused, lose their sound, or lose their location."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST
from hotwash.catalogue.places import border_with, called, whose
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection, Verb
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, CallsWithoutLocation, Condition, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE


class Harm(StrEnum):
    """What the rewriting does to a call."""

    REFUSED = "refused"
    ONE_WAY = "one-way"
    NO_AUDIO = "no-audio"
    NO_LOCATION = "no-location"


_FLOWS = {
    Harm.REFUSED: (Flow.INVITE,),
    Harm.ONE_WAY: (Flow.MEDIA_IN,),
    Harm.NO_AUDIO: (Flow.MEDIA_IN, Flow.MEDIA_OUT),
    Harm.NO_LOCATION: (Flow.INVITE,),
}
_HEARD = {
    Harm.REFUSED: say("callers hear a fast busy tone"),
    Harm.ONE_WAY: say("callers are not heard"),
    Harm.NO_AUDIO: say("callers hear silence"),
    Harm.NO_LOCATION: say("calls arrive without a location"),
}
_LOGGED = {
    Harm.REFUSED: ("BadSIP", say("Malformed messages: Content-Length does not fit the body.")),
    Harm.ONE_WAY: ("BadSDP", say("The c= line of the offer names an address that is not the caller's.")),
    Harm.NO_AUDIO: ("BadSDP", say("The c= line of offer and answer names addresses that nobody uses.")),
    Harm.NO_LOCATION: ("BadSIP", say("Malformed messages: a body part is missing.")),
}
_TOLD = {
    Harm.ONE_WAY: say("We see your callers' numbers, they hear us, and we do not hear them."),
    Harm.NO_AUDIO: say("Calls come in with a number, and there is no sound in either direction."),
    Harm.NO_LOCATION: say("Calls come in without a location, and not only ours."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SipRewritten(Fault):
    """An application layer gateway, on again after a firmware upgrade, rewrites headers and SDP.

    Disabling the ALG, or rolling the upgrade back, ends it. Reloading the firewall or failing over to a site with the
    same firmware does nothing.
    """

    kind: ClassVar[str] = "sip_rewritten"
    title: ClassVar[str] = term("SIP ALG rewrites calls")
    code: ClassVar[str] = "F5"
    remedies: ClassVar[frozenset[str]] = frozenset({"disable_alg", "roll_back"})

    policy: str = about(term("Policy whose firewalls rewrite."), refers="policy")
    origin: str = about(term("Originating network whose dialect suffers; empty for all."), refers="element", default="")
    harm: Harm = about(term("What becomes of a call that was rewritten."), default=Harm.REFUSED)
    answer: int = about(term("SIP code with which calls are refused."), low=400, high=699, default=488)
    permille: int = about(term("Share of calls that suffer."), unit="‰", low=1, high=1000, default=1000)

    def steps(self, network: Network) -> Iterator[Step]:
        """The rewriting at once; calls in progress survive, and keep-alives have nothing to rewrite."""
        refuses = self.harm is Harm.REFUSED
        inspection = Inspection(
            "sip-alg",
            _FLOWS[self.harm],
            (self.origin,) if self.origin else (),
            self.permille,
            say("rewrites the message"),
            Verb.REJECT if refuses else Verb.DENY,
            self.answer if refuses else 0,
            strips_location=self.harm is Harm.NO_LOCATION,
        )
        yield Impair(self.policy, "alg", Inspected(inspection))
        yield Until(self._noticed(4), LONGEST)
        name, text = _LOGGED[self.harm]
        yield Alarm(name, border_with(network, self.policy), text, policy=self.policy)
        yield Wait(5 * MINUTE)
        yield Until(self._noticed(10), 2 * HOUR)
        if refuses:
            words = say("Our calls to you come back with error {code} since your last upgrade.", code=self.answer)
            yield Tell(words, say("Carrier NOC"), say("email"))
        else:
            yield Tell(_TOLD[self.harm], say("A PSAP supervisor"), say("phone"))

    def _noticed(self, calls: int) -> Condition:
        return CallsWithoutLocation(calls) if self.harm is Harm.NO_LOCATION else CallsFailed(calls)

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "A SIP ALG in the firewall policy '{name}' rewrites {percent:g} % of calls from {whose}; {heard}.",
            name=called(network, self.policy),
            percent=self.permille / 10,
            whose=whose(network, self.origin),
            heard=_HEARD[self.harm],
        )
