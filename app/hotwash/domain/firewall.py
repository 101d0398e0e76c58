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


MEDIA = frozenset({Flow.MEDIA_IN, Flow.MEDIA_OUT})
"""What callers and call takers say to each other."""
SIP = frozenset({Flow.INVITE, Flow.OPTIONS})
"""Flows that run over a transport which the originating network chooses."""


def service_of(flow: Flow, *, text: bool = False) -> Service:
    """What a rule has to name to catch a flow; the media of a text call are MSRP."""
    return Service.MSRP if text and flow in MEDIA else SERVICE_OF[flow]


def runs_over(flow: Flow, sip: Transport, *, text: bool = False) -> Transport:
    """What a flow runs over where SIP runs over `sip`: RTP and DNS over UDP, MSRP over TCP, LoST and HELD over TLS."""
    if flow in SIP:
        return sip
    if flow in MEDIA:
        return Transport.TCP if text else Transport.UDP
    return Transport.UDP if flow is Flow.DNS else Transport.TLS


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


PLAIN = Traits("")
"""A call of no network in particular."""


@dataclass(frozen=True, slots=True)
class Group:
    """An address group: a name for several sources."""

    id: str
    members: tuple[str, ...]


def names(sources: tuple[str, ...], source: str, groups: tuple[Group, ...]) -> bool:
    """Whether a list of sources names one, by itself or by a group that it belongs to."""
    return source in sources or any(group.id in sources and source in group.members for group in groups)


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

    def matches(self, flow: Flow, seen: Traits, over: Transport | None = None, groups: tuple[Group, ...] = ()) -> bool:
        """Whether this line applies to a flow of such calls; `over` is what their SIP runs over, first choice if None.

        `groups` are the address groups of the policy.
        """
        if self.sources and not names(self.sources, seen.source, groups):
            return False
        return self.applies(flow, over or seen.transports[0], text=seen.text)

    def applies(self, flow: Flow, over: Transport, *, text: bool) -> bool:
        """Whether this line applies to a flow of its sources."""
        if Service.ANY not in self.services and service_of(flow, text=text) not in self.services:
            return False
        if self.from_zone not in (Zone.ANY, FROM_ZONE[flow]):
            return False
        return not self.transports or runs_over(flow, over, text=text) in self.transports


@dataclass(frozen=True, slots=True)
class Inspection:
    """A check behind the rules that stops flows which the rules let through (IPS signature, SIP ALG). It logs.

    It concerns calls of `sources`, over `transports`, that carry their location by `locations` (each empty: any), and
    only INVITEs larger than `over_bytes` over UDP where that is given. `verb` DENY drops in silence, REJECT answers
    with SIP `code` (0: 503). One that `strips_location` lets the call pass, without its location. OPTIONS carry no
    location, so a check of it lets them pass. A `signature` is one of intrusion prevention, which a policy may set to
    alert only: then it stops nothing.
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
    signature: bool = False

    def concerns(self, flow: Flow, seen: Traits, over: Transport, groups: tuple[Group, ...] = ()) -> bool:
        """Whether it looks at a flow of such calls, whose SIP runs over `over`."""
        if flow not in self.flows or (self.sources and not names(self.sources, seen.source, groups)):
            return False
        if flow is Flow.OPTIONS and (self.locations or self.strips_location):
            return False
        if self.locations and seen.location not in self.locations:
            return False
        carried = runs_over(flow, over, text=seen.text)
        if self.over_bytes and not (
            flow is Flow.INVITE and carried is Transport.UDP and seen.invite_bytes > self.over_bytes
        ):
            return False
        return not self.transports or carried in self.transports


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules in order, first match wins, then the default; then inspections, unless bypassed."""

    id: str
    name: str
    rules: tuple[Rule, ...]
    default: Verb = Verb.DENY
    inspections: tuple[Inspection, ...] = ()
    bypassed: bool = False
    alert_only: bool = False
    """Whether its intrusion prevention only reports, so that no signature stops anything."""
    groups: tuple[Group, ...] = ()

    def with_rule_first(self, rule: Rule) -> Policy:
        """The policy with `rule` above every other line."""
        return replace(self, rules=(rule, *self.rules))

    def without_rule(self, rule_id: str) -> Policy:
        """The policy less one line; unchanged where no such line stands."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.id != rule_id))

    @property
    def reporting(self) -> tuple[Inspection, ...]:
        """Signatures that only report now."""
        return tuple(item for item in self.inspections if item.signature) if self.alert_only else ()

    @property
    def stopping(self) -> tuple[Inspection, ...]:
        """Inspections that stop what they concern: those that do not only report."""
        quiet = self.reporting
        return tuple(item for item in self.inspections if item not in quiet) if quiet else self.inspections

    def with_inspection(self, inspection: Inspection) -> Policy:
        """The policy with one more inspection."""
        return replace(self, inspections=(*self.inspections, inspection))
