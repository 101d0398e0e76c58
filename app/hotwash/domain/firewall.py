"""A firewall policy as an ordered rule list over the flows of a call; knows no network and no time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from hotwash.domain.sentences import term


class Flow(StrEnum):
    """The separate things one emergency call sends: the LoST query is judged inside, the others at every firewall."""

    INVITE = "INVITE"
    MEDIA_IN = term("media in")
    MEDIA_OUT = term("media out")
    OPTIONS = "OPTIONS"
    LOST = term("LoST query")


class Service(StrEnum):
    """What a rule can name. No call of the model sends HELD or DNS, so lines for those match nothing here."""

    SIP_INVITE = "sip-invite"
    SIP_OPTIONS = "sip-options"
    RTP = "rtp"
    LOST = "lost"
    HELD = "held"
    DNS = "dns"
    ANY = "any"


class Zone(StrEnum):
    """The side of the border a flow comes from or goes to."""

    OUTSIDE = term("outside")
    INSIDE = term("inside")
    ANY = "any"


class Verb(StrEnum):
    """What a matching rule does: let through, drop without a word, or refuse with an answer."""

    ALLOW = term("allow")
    DENY = term("deny")
    REJECT = term("reject")


SERVICE_OF: dict[Flow, Service] = {
    Flow.INVITE: Service.SIP_INVITE,
    Flow.MEDIA_IN: Service.RTP,
    Flow.MEDIA_OUT: Service.RTP,
    Flow.OPTIONS: Service.SIP_OPTIONS,
    Flow.LOST: Service.LOST,
}
FROM_ZONE: dict[Flow, Zone] = {
    Flow.INVITE: Zone.OUTSIDE,
    Flow.MEDIA_IN: Zone.OUTSIDE,
    Flow.MEDIA_OUT: Zone.INSIDE,
    Flow.OPTIONS: Zone.OUTSIDE,
    Flow.LOST: Zone.INSIDE,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a policy. `sources` empty means any source; otherwise ids of originating networks.

    What a line without `log` drops does not show in the firewall's log; neither does what the default drops.
    """

    id: str
    verb: Verb
    services: tuple[Service, ...] = (Service.ANY,)
    from_zone: Zone = Zone.ANY
    sources: tuple[str, ...] = ()
    log: bool = False
    note: str = ""

    def matches(self, flow: Flow, source: str) -> bool:
        """Whether this line applies to a flow of a call that began in originating network `source`."""
        if Service.ANY not in self.services and SERVICE_OF[flow] not in self.services:
            return False
        if self.from_zone not in (Zone.ANY, FROM_ZONE[flow]):
            return False
        return not self.sources or source in self.sources


@dataclass(frozen=True, slots=True)
class Inspection:
    """A check behind the rules that drops flows which the rules let through (IPS signature, SIP ALG). It logs."""

    id: str
    flows: tuple[Flow, ...]
    sources: tuple[str, ...] = ()
    permille: int = 1000
    note: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules in order, first match wins, then the default; then inspections, unless bypassed."""

    id: str
    name: str
    rules: tuple[Rule, ...]
    default: Verb = Verb.DENY
    inspections: tuple[Inspection, ...] = ()
    bypassed: bool = False

    def with_rule_first(self, rule: Rule) -> Policy:
        """The policy with `rule` above every other line."""
        return replace(self, rules=(rule, *self.rules))

    def without_rule(self, rule_id: str) -> Policy:
        """The policy less one line; unchanged where no such line stands."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.id != rule_id))

    def with_inspection(self, inspection: Inspection) -> Policy:
        """The policy with one more inspection."""
        return replace(self, inspections=(*self.inspections, inspection))
