"""F1, a rule push took the allowance for one or all originating networks away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import routing_proxies, routing_proxy
from hotwash.domain.fields import about
from hotwash.domain.firewall import Rule, Service, Verb
from hotwash.domain.impairment import RuleFirst
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsAbsent, CallsFailed, Impair, Step, Tell, Until
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowRuleMissing(Fault):
    """A new deny line stands above the line that lets 911 calls in, or a carrier fell off a list of trusted sources.

    Rolling the push back ends it, and a bypass goes round it. A reload, clearing sessions, an exception and a fail-over
    to a site with the same policy do nothing. As at AT&T on 8 March 2017.
    """

    kind: ClassVar[str] = "allow_rule_missing"
    title: ClassVar[str] = term("Firewall rule push blocks calls")
    code: ClassVar[str] = "F1"
    remedies: ClassVar[frozenset[str]] = frozenset({"roll_back"})

    policy: str = about(term("Policy that was pushed."), refers="policy")
    origin: str = about(term("Originating network it blocks; empty blocks every one."), refers="element", default="")
    answers: bool = about(term("Whether the firewall refuses with an answer instead of dropping."), default=False)
    keep_alives: bool = about(
        term("Whether the line stops keep-alives too, so that peers notice; otherwise all looks well."), default=True
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """The push at once; calls in progress survive in the session table."""
        verb = Verb.REJECT if self.answers else Verb.DENY
        services = (Service.SIP_INVITE, Service.SIP_OPTIONS) if self.keep_alives else (Service.SIP_INVITE,)
        name, sources = (f"push-0618-{self.origin}", (self.origin,)) if self.origin else ("push-0618", ())
        rule = Rule(name, verb, services, sources=sources, log=True)
        yield Impair(self.policy, "push", RuleFirst(rule))
        yield Until(CallsFailed(8), 12 * HOUR)
        few = say("Fewer 911 calls than expected reach the ESInet.")
        yield Alarm("CallDrought", routing_proxy(network), few, among=routing_proxies(network))
        if self._stops_all(network):
            yield Until(CallsAbsent(6 * MINUTE), HOUR)
            yield Tell(
                say("It is too quiet. We have had no 911 call for a while."), say("A PSAP call taker"), say("phone")
            )
        else:
            yield Until(CallsFailed(30, psaps=3), 6 * HOUR)
            heard = say("a fast busy tone") if self.answers else say("silence")
            if self.keep_alives and not self.answers and self._everywhere(network):
                heard = say("silence or a fast busy tone")
            words = say(
                "People come to the counter and say that 911 gives them {heard}. Other calls come in as usual.",
                heard=heard,
            )
            yield Tell(words, say("A PSAP call taker"), say("phone"))

    def _stops_all(self, network: Network) -> bool:
        return not self.origin and self._everywhere(network)

    def _everywhere(self, network: Network) -> bool:
        return all(border.policy == self.policy for border in network.borders())

    def _heard(self, network: Network) -> str:
        """What callers meet: nothing answers them until the network has noticed that its keep-alives fail too."""
        if self.answers:
            return say("a fast busy tone")
        if not self.keep_alives:
            return say("silence")
        if self._everywhere(network):
            return say("silence, and a fast busy tone once keep-alives have failed")
        return say("silence until keep-alives have failed and calls go another way")

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        name = network.policies[self.policy].name if self.policy in network.policies else self.policy
        whose = network.elements[self.origin].name if self.origin in network.elements else say("every network")
        return say(
            "A rule pushed to the firewall policy '{name}' blocks calls from {whose}; callers hear {heard}.",
            name=name,
            whose=whose,
            heard=self._heard(network),
        )
