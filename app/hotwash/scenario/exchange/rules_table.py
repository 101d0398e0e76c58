"""Firewall rules as CSV, one row each under one header, to and from policies.

A row with the verb `group` names sources; a row with the id `default` says what becomes of everything else. Inspections
have no place in such a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from hotwash.domain.firewall import Service, Transport, Verb, Zone
from hotwash.domain.sentences import say, term
from hotwash.scenario.exchange.context import FRESH, Context
from hotwash.scenario.exchange.entries import text_of
from hotwash.scenario.exchange.errors import ColumnMissing, NothingInIt
from hotwash.scenario.exchange.guessing import is_id, slug
from hotwash.scenario.exchange.imported import Entry, Imported, Plain, Remarks
from hotwash.scenario.exchange.rules import DraftPolicy, DraftRule, Match, Ports, policies_of, services_of, zone_of
from hotwash.scenario.exchange.tables import TableRow, TextTable, by_title, read_table, row_place, written_table
from hotwash.scenario.problems import shown

COLUMNS = ("policy", "id", "verb", "services", "transports", "from_zone", "sources", "log", "note")
GROUP, DEFAULT = "group", "default"
TITLES: Mapping[str, tuple[str, ...]] = {
    "policy": ("policy", "firewall", "ruleset", "rule set", "device"),
    "id": ("id", "rule", "rule id", "rule name", "name", "no", "number", "#"),
    "verb": ("verb", "action", "target", "decision", "permit/deny"),
    "services": ("services", "service", "application"),
    "transports": ("transports", "transport"),
    "protocol": ("protocol", "proto"),
    "ports": ("ports", "port", "dport", "dports", "destination port", "dst port", "dest port"),
    "from_zone": ("from_zone", "from zone", "zone", "source zone", "interface", "in interface", "direction"),
    "sources": ("sources", "source", "src", "source address", "from", "members"),
    "log": ("log", "logging"),
    "note": ("note", "comment", "description", "remark", "remarks"),
}
_VERBS = {
    **dict.fromkeys(("allow", "accept", "permit", "pass"), Verb.ALLOW),
    **dict.fromkeys(("deny", "drop", "block", "discard"), Verb.DENY),
    **dict.fromkeys(("reject", "refuse", "reset"), Verb.REJECT),
}
_SERVICES: Mapping[str, tuple[Service, ...]] = {
    **{service.value: (service,) for service in Service},
    "sip": (Service.SIP_INVITE, Service.SIP_OPTIONS), "sips": (Service.SIP_INVITE, Service.SIP_OPTIONS),
    "invite": (Service.SIP_INVITE,), "options": (Service.SIP_OPTIONS,), "media": (Service.RTP,), "srtp": (Service.RTP,),
    "https": (Service.LOST, Service.HELD),
}  # fmt: skip
_ANYTHING = frozenset({"any", "all", "*", "ip", "0.0.0.0/0", "::/0"})
_YES = frozenset({"true", "yes", "y", "1", "x", "on", "log", "enabled"})
_PORT = re.compile(r"(\d{1,5})(?:[-:](\d{1,5}))?\Z", re.ASCII)
_PARTS = re.compile(r"[;,\s]+")


@dataclass(slots=True)
class _Growing:
    """One policy while its rows are read."""

    title: str
    default: Verb = Verb.DENY
    rules: list[DraftRule] = field(default_factory=list)
    groups: dict[str, Plain] = field(default_factory=dict)


def read_rules_table(
    data: bytes, file: str, context: Context = FRESH, addresses: Mapping[str, str] | None = None
) -> Imported:
    """The policies of a table of rules; `file` is only a name for sentences. `addresses` tells which range is which
    originating network (id). Raises ExchangeError."""
    table = read_table(data, file)
    if table.column(*TITLES["verb"]) is None:
        raise ColumnMissing(file, term("what a rule does (verb or action)"))
    if not table.rows:
        raise NothingInIt(file, term("rules"))
    remarks = Remarks()
    _tell_columns(table, remarks)
    found: dict[str, _Growing] = {}
    stem = PurePath(file).stem
    for row in table.rows:
        cells = by_title(table, row, TITLES)
        title = cells.get("policy", "").strip() or stem
        _row(found.setdefault(title, _Growing(title)), row, cells, remarks)
    drafts = [
        DraftPolicy(title if is_id(title) else slug(title) or "imported-policy", title, one.default, tuple(one.rules),
                    one.groups)
        for title, one in found.items()
    ]  # fmt: skip
    return policies_of(drafts, addresses or {}, context, remarks, file)


def _tell_columns(table: TextTable, remarks: Remarks) -> None:
    known = {title for titles in TITLES.values() for title in titles}
    for title in table.header:
        if title.strip() and title.strip().casefold() not in known:
            remarks.left("", say("the column {title}, which no rule here has", title=shown(title, 40)))


def _row(policy: _Growing, row: TableRow, cells: Mapping[str, str], remarks: Remarks) -> None:
    place = row_place(row)
    word = cells.get("verb", "").strip().casefold()
    ident = cells.get("id", "").strip()
    if word == GROUP:
        policy.groups[ident] = tuple(part for part in _PARTS.split(cells.get("sources", "")) if part)
        return
    verb = _VERBS.get(word)
    if verb is None:
        remarks.left(place, say("{word} is nothing that a rule does", word=shown(word, 30)))
    elif ident == DEFAULT:
        policy.default = verb
    else:
        draft = _rule(place, verb, cells, remarks)
        if draft is not None:
            policy.rules.append(draft)


def _rule(place: str, verb: Verb, cells: Mapping[str, str], remarks: Remarks) -> DraftRule | None:
    protocol = cells.get("protocol", "").strip().casefold()
    protocol = "" if protocol in _ANYTHING else protocol
    named, ports, unknown = _services(f"{cells.get('services', '')};{cells.get('ports', '')}")
    match = Match(protocol=protocol, ports=ports, zone=_zone(cells.get("from_zone", "").strip(), place, remarks))
    sources = tuple(part for part in _PARTS.split(cells.get("sources", "")) if part and part not in _ANYTHING)
    by_port = services_of(match) if ports or not named else None
    if unknown:
        remarks.left(place, say("{words}: no service of a call", words=", ".join(shown(word, 20) for word in unknown)))
        if not (named or ports):
            return None
    services = None if by_port is None and not named else tuple(dict.fromkeys((*named, *(by_port or ()))))
    words = [part for part in _PARTS.split(cells.get("transports", "").casefold()) if part]
    known = tuple(Transport(word) for word in words if word in {one.value for one in Transport})
    return DraftRule(
        place=place,
        verb=verb,
        match=Match(match.protocol, match.ports, sources, match.zone),
        id=cells.get("id", "").strip(),
        log=cells.get("log", "").strip().casefold() in _YES,
        note=cells.get("note", ""),
        services=services,
        transports=known or None,
    )


def _services(text: str) -> tuple[tuple[Service, ...], Ports, list[str]]:
    """Services by name, ports, and words that are neither."""
    named: dict[Service, None] = {}
    ports: list[tuple[int, int]] = []
    unknown = []
    for part in _PARTS.split(text.casefold()):
        plain = part.rpartition("/")[2]
        found = _PORT.match(plain)
        if not part or part in _ANYTHING:
            continue
        if plain in _SERVICES:
            named |= dict.fromkeys(_SERVICES[plain])
        elif found is not None and int(found[1]) <= int(found[2] or found[1]) <= 65_535:
            ports.append((int(found[1]), int(found[2] or found[1])))
        else:
            unknown.append(part)
    return tuple(named), tuple(ports), unknown


def _zone(text: str, place: str, remarks: Remarks) -> Zone:
    plain = text.casefold()
    if not plain or plain in _ANYTHING:
        return Zone.ANY
    if plain in {zone.value for zone in Zone}:
        return Zone(plain)
    zone = zone_of(text, ())
    if zone is None:
        remarks.guessed(place, say("{name} does not tell inside from outside; taken for both", name=shown(text, 30)))
        return Zone.ANY
    remarks.guessed(place, say("{name} is taken for {zone}, by its name", name=shown(text, 30), zone=zone.value))
    return zone


def written_rules(policies: Iterable[Entry]) -> bytes:
    """A row for each rule and group and for each default; `read_rules_table` gives the same policies back, less their
    inspections and titles."""
    rows: list[list[str]] = []
    for policy in policies:
        ident = str(policy["id"])
        for group in _listed(policy, "groups"):
            rows.append([ident, str(group["id"]), GROUP, "", "", "", text_of(group["members"]), "", ""])
        for rule in _listed(policy, "rules"):
            cells = [text_of(rule[key]) if key in rule else "" for key in COLUMNS[1:]]
            rows.append([ident, *cells])
        rows.append([ident, DEFAULT, str(policy.get("default", Verb.DENY.value)), "", "", "", "", "", ""])
    return written_table(COLUMNS, rows)


def _listed(policy: Entry, key: str) -> list[Mapping[str, Plain]]:
    found = policy.get(key, ())
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, tuple) else []
