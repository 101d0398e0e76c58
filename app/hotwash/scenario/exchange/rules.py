"""Firewall rules by ports, addresses and interfaces as rules of a policy by flows of a call; knows no file format.

Ports are those of IANA's registry; what else a guess rests on is told with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

from hotwash.domain.firewall import Service, Transport, Verb, Zone
from hotwash.domain.sentences import say, term
from hotwash.scenario.exchange.context import Context
from hotwash.scenario.exchange.errors import NoSuchAddress, TooMuch
from hotwash.scenario.exchange.guessing import fresh_id, is_id
from hotwash.scenario.exchange.imported import Entry, Imported, Plain, Remarks, Report
from hotwash.scenario.exchange.settle import line_text, settled
from hotwash.scenario.problems import shown
from hotwash.scenario.routing import MOST_RULES

Ports = tuple[tuple[int, int], ...]
"""Ranges of ports, both ends included; none at all means every port."""
Networks = tuple[IPv4Network | IPv6Network, ...]
_KNOWN: tuple[tuple[int, str, tuple[Service, ...]], ...] = (
    (5060, "", (Service.SIP_INVITE, Service.SIP_OPTIONS)),
    (5061, "", (Service.SIP_INVITE, Service.SIP_OPTIONS)),
    (2855, "tcp", (Service.MSRP,)),
    (443, "tcp", (Service.LOST, Service.HELD)),
    (53, "", (Service.DNS,)),
)
"""Ports, the protocol that they need if any, and what runs there: SIP (RFC 3261), MSRP (RFC 4975), LoST and HELD over
HTTPS (RFC 5222, RFC 5985), DNS."""
_MANY_PORTS = 50
"""A range of UDP ports of at least so many above 1023 is taken for media: RTP has no ports of its own (RFC 3550)."""
_INSIDE = ("lan", "inside", "internal", "trust", "esinet", "int", "priv")
_OUTSIDE = ("wan", "outside", "external", "untrust", "ext", "public", "carrier", "uplink")


@dataclass(frozen=True, slots=True)
class Match:
    """What a line asks of a packet; empty parts ask nothing."""

    protocol: str = ""
    ports: Ports = ()
    sources: tuple[str, ...] = ()
    zone: Zone = Zone.ANY
    method: str = ""
    """A SIP method that its text must hold."""


@dataclass(frozen=True, slots=True)
class DraftRule:
    """One line that lets through or stops."""

    place: str
    verb: Verb
    match: Match
    id: str = ""
    log: bool = False
    note: str = ""
    services: tuple[Service, ...] | None = None
    """Flows that the line names itself (empty: all); None where its ports tell."""
    transports: tuple[Transport, ...] | None = None


class Addresses:
    """Which addresses are which originating network, as the author says."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given: list[tuple[IPv4Network | IPv6Network, str]] = []
        for text, origin in given.items():
            network = network_of(text)
            if network is None:
                raise NoSuchAddress(text)
            self._given.append((network, origin))

    def origins(self, texts: Sequence[str], known: Sequence[str], groups: Mapping[str, Plain]) -> list[str] | None:
        """The sources of a rule for addresses or names; an empty list for any, None where one of them is unknown."""
        found: dict[str, None] = {}
        for text in texts:
            if text in known or text in groups:
                found[text] = None
                continue
            network = network_of(text)
            if network is None:
                return None
            if network.prefixlen == 0:
                return []
            inside = [origin for own, origin in self._given if own.version == network.version and _holds(network, own)]
            if not inside:
                return None
            found |= dict.fromkeys(inside)
        return list(found)


def network_of(text: str) -> IPv4Network | IPv6Network | None:
    """A range of addresses; None where the text is none."""
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def _holds(outer: IPv4Network | IPv6Network, inner: IPv4Network | IPv6Network) -> bool:
    return int(outer.network_address) <= int(inner.network_address) and int(outer.broadcast_address) >= int(
        inner.broadcast_address
    )


def zone_of(interface: str, outside: Sequence[str]) -> Zone | None:
    """The side of the border that an interface lies on; None where its name does not tell."""
    plain = interface.casefold()
    if interface in outside:
        return Zone.OUTSIDE
    if outside:
        return Zone.INSIDE
    if any(word in plain for word in _OUTSIDE):
        return Zone.OUTSIDE
    return Zone.INSIDE if any(word in plain for word in _INSIDE) else None


def services_of(match: Match) -> tuple[Service, ...] | None:
    """The flows of a call that run over some ports; empty for every one, None where no call uses them."""
    if match.protocol not in ("", "tcp", "udp", "tls"):
        return None
    if match.method:
        return (Service.SIP_OPTIONS,) if match.method == "OPTIONS" else (Service.SIP_INVITE,)
    if not match.ports:
        return ()
    found: dict[Service, None] = {}
    for low, high in match.ports:
        if (low, high) == (0, 65_535):
            return ()
        for port, protocol, services in _KNOWN:
            wanted = not protocol or match.protocol in ("", protocol, "tls")
            if low <= port <= high and wanted:
                found |= dict.fromkeys(services)
        if match.protocol in ("", "udp") and high - max(low, 1024) + 1 >= _MANY_PORTS:
            found[Service.RTP] = None
    return tuple(found) or None


def transports_of(match: Match, services: Sequence[Service]) -> tuple[Transport, ...]:
    """What a rule asks SIP to run over; nothing where it asks of none."""
    sip = not services or Service.SIP_INVITE in services or Service.SIP_OPTIONS in services
    if match.protocol == "udp" and sip:
        return (Transport.UDP,)
    if match.protocol == "tls":
        return (Transport.TLS,)
    if match.protocol != "tcp" or not sip:
        return ()
    secure = [low <= 5061 <= high for low, high in match.ports]
    plain = [low <= 5060 <= high for low, high in match.ports]
    if any(secure) != any(plain) and set(services) <= {Service.SIP_INVITE, Service.SIP_OPTIONS}:
        return (Transport.TLS,) if any(secure) else (Transport.TCP,)
    return (Transport.TLS, Transport.TCP)


def rule_entry(
    draft: DraftRule, addresses: Addresses, known: Sequence[str], groups: Mapping[str, Plain], remarks: Remarks
) -> dict[str, Plain] | None:
    """The rule of one line; None, and told, where it concerns no call or more than can be said here."""
    services = services_of(draft.match) if draft.services is None else draft.services
    if services is None:
        remarks.left(draft.place, say("the rule concerns no flow of an emergency call"))
        return None
    sources = addresses.origins(draft.match.sources, known, groups)
    if sources is None:
        sentence = say(
            "nobody says which originating networks {addresses} are, and without its source the rule would mean more",
            addresses=", ".join(draft.match.sources[:4]),
        )
        remarks.left(draft.place, sentence)
        return None
    entry: dict[str, Plain] = {"id": draft.id, "verb": draft.verb.value}
    if services:
        entry["services"] = tuple(service.value for service in services)
        _tell_services(draft, services, remarks)
    transports = transports_of(draft.match, services) if draft.transports is None else draft.transports
    if transports:
        entry["transports"] = tuple(one.value for one in transports)
    if draft.match.zone is not Zone.ANY:
        entry["from_zone"] = str(draft.match.zone.value)
    if sources:
        entry["sources"] = tuple(sources)
    if draft.log:
        entry["log"] = True
    if draft.note:
        entry["note"] = draft.note
    return entry


def _tell_services(draft: DraftRule, services: Sequence[Service], remarks: Remarks) -> None:
    if draft.match.ports:
        ports = ", ".join(f"{low}" if low == high else f"{low}-{high}" for low, high in draft.match.ports[:4])
        named = ", ".join(service.value for service in services)
        remarks.guessed(draft.place, say("ports {ports} are taken for {services}", ports=ports, services=named))


@dataclass(frozen=True, slots=True)
class DraftPolicy:
    """One policy before its sources are known."""

    id: str
    title: str
    default: Verb
    rules: tuple[DraftRule, ...]
    groups: Mapping[str, Plain]


def policies_of(
    drafts: Sequence[DraftPolicy], addresses: Mapping[str, str], context: Context, remarks: Remarks, file: str
) -> Imported:
    """The policies with their report. Raises ExchangeError where there are too many rules."""
    where = Addresses(addresses)
    known = tuple(context.known.get("origin", ()))
    taken = set(context.taken)
    made: list[tuple[str, Entry]] = []
    total = taken_rules = 0
    for draft in drafts:
        if len(draft.rules) > MOST_RULES:
            raise TooMuch(file, MOST_RULES, term("rules"))
        ident = draft.id if is_id(draft.id) and draft.id not in taken else fresh_id(draft.id, "imported-policy", taken)
        taken.add(ident)
        rules = _rules(draft, where, known, remarks)
        total += len(draft.rules)
        taken_rules += len(rules)
        entry: dict[str, Plain] = {"id": ident, "name": line_text(draft.title) or ident, "rules": tuple(rules)}
        if draft.default is not Verb.DENY:
            entry["default"] = str(draft.default.value)
        if draft.groups:
            entry["groups"] = tuple({"id": name, "members": members} for name, members in draft.groups.items())
        made.append((say("policy {id}", id=ident), entry))
    found = settled("policies", made, context, remarks)
    summary = say("{taken:,} of {total:,} rules taken, into {count:,} policies.", taken=taken_rules, total=total,
                  count=len(found))  # fmt: skip
    named = ", ".join(str(entry["id"]) for entry in found)
    step = say("Name the policy ({policies}) under 'policy' of the BCF or firewall that enforces it.", policies=named)
    return Imported(file, Report(file, summary, remarks.lines(), (step,)), policies=found)


def _rules(draft: DraftPolicy, where: Addresses, known: Sequence[str], remarks: Remarks) -> list[Mapping[str, Plain]]:
    made: list[Mapping[str, Plain]] = []
    used: set[str] = set()
    for number, rule in enumerate(draft.rules, start=1):
        entry = rule_entry(rule, where, known, draft.groups, remarks)
        if entry is None:
            continue
        wanted = rule.id or f"rule-{number}"
        ident = wanted if is_id(wanted) and wanted not in used else fresh_id(wanted, f"rule-{number}", used)
        if rule.id and ident != rule.id:
            told = say(
                "{written} can't be the id of a rule here, so it is {ident}", written=shown(rule.id), ident=ident
            )
            remarks.guessed(rule.place, told)
        used.add(ident)
        made.append({**entry, "id": ident})
    return made
