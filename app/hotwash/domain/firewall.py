"""A firewall policy as an ordered rule list over the flows of a call; knows no network and no time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from hotwash.domain.sentences import term


class Flow(StrEnum):
    """The separate things one emergency call sends.

    Queries run inside, from an element to its server; the others are judged by every firewall on the way.
    """

    INVITE = "INVITE"
    MEDIA_IN = term("media in")
    MEDIA_OUT = term("media out")
    OPTIONS = "OPTIONS"
    LOST = term("LoST query")
    HELD = term("HELD query")
    DNS = term("DNS query")


class Service(StrEnum):
    """What a rule can name; `msrp` is what a text call has in place of `rtp`."""

    SIP_INVITE = "sip-invite"
    SIP_OPTIONS = "sip-options"
    RTP = "rtp"
    MSRP = "msrp"
    LOST = "lost"
    HELD = "held"
    DNS = "dns"
    ANY = "any"


class Transport(StrEnum):
    """What SIP runs over between an originating network and the border."""

    TLS = "tls"
    TCP = "tcp"
    UDP = "udp"


class LocationBy(StrEnum):
    """How a call carries its location: in the call, as a reference to be looked up, or not at all."""

    VALUE = "value"
    REFERENCE = "reference"
    NONE = "none"


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
    Flow.HELD: Service.HELD,
    Flow.DNS: Service.DNS,
}
FROM_ZONE: dict[Flow, Zone] = {
    Flow.INVITE: Zone.OUTSIDE,
    Flow.MEDIA_IN: Zone.OUTSIDE,
    Flow.MEDIA_OUT: Zone.INSIDE,
    Flow.OPTIONS: Zone.OUTSIDE,
    Flow.LOST: Zone.INSIDE,
    Flow.HELD: Zone.INSIDE,
    Flow.DNS: Zone.INSIDE,
}


@dataclass(frozen=True, slots=True)
class Traits:
    """What a firewall can see of the calls of one originating network.

    `transports` in the order in which they are tried; `invite_bytes` the size of a call set-up; `text` where it is a
    text call, which has MSRP in place of RTP.
    """

    source: str
    transports: tuple[Transport, ...] = (Transport.TLS,)
    invite_bytes: int = 1500
    location: LocationBy = LocationBy.VALUE
    text: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """An address group: a name for several sources."""

    id: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a policy. `sources` empty means any source; otherwise ids of originating networks or of groups.

    `transports` empty means any.

    What a line without `log` drops does not show in the firewall's log; neither does what the default drops.
    """

    id: str
    verb: Verb
    services: tuple[Service, ...] = (Service.ANY,)
    from_zone: Zone = Zone.ANY
    sources: tuple[str, ...] = ()
    log: bool = False
    note: str = ""
    transports: tuple[Transport, ...] = ()

    def matches(self, flow: Flow, source: str) -> bool:
        """Whether this line applies to a flow of a call that began in originating network `source`."""
        if Service.ANY not in self.services and SERVICE_OF[flow] not in self.services:
            return False
        if self.from_zone not in (Zone.ANY, FROM_ZONE[flow]):
            return False
        return not self.sources or source in self.sources


@dataclass(frozen=True, slots=True)
class Inspection:
    """A check behind the rules that stops flows which the rules let through (IPS signature, SIP ALG). It logs.

    It concerns calls of `sources`, over `transports`, that carry their location by `locations` (each empty: any), and
    only INVITEs larger than `over_bytes` over UDP where that is given. `verb` DENY drops in silence, REJECT answers
    with SIP `code` (0: 503). One that `strips_location` lets the call pass, without its location.
    """

    id: str
    flows: tuple[Flow, ...]
    sources: tuple[str, ...] = ()
    permille: int = 1000
    note: str = ""
    verb: Verb = Verb.DENY
    code: int = 0
    transports: tuple[Transport, ...] = ()
    over_bytes: int = 0
    locations: tuple[LocationBy, ...] = ()
    strips_location: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules in order, first match wins, then the default; then inspections, unless bypassed."""

    id: str
    name: str
    rules: tuple[Rule, ...]
    default: Verb = Verb.DENY
    inspections: tuple[Inspection, ...] = ()
    bypassed: bool = False
    groups: tuple[Group, ...] = ()

    def with_rule_first(self, rule: Rule) -> Policy:
        """The policy with `rule` above every other line."""
        return replace(self, rules=(rule, *self.rules))

    def without_rule(self, rule_id: str) -> Policy:
        """The policy less one line; unchanged where no such line stands."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.id != rule_id))

    def with_inspection(self, inspection: Inspection) -> Policy:
        """The policy with one more inspection."""
        return replace(self, inspections=(*self.inspections, inspection))
