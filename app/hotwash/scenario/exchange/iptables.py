"""The text of `iptables-save` to one policy: the filter table, FORWARD with every chain that it jumps to, in order.

A match that the model has no word for is never ignored: its rule would let through, or stop, more than it did.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from hotwash.domain.firewall import Verb, Zone
from hotwash.domain.sentences import say, term
from hotwash.scenario.exchange.context import FRESH, Context
from hotwash.scenario.exchange.errors import FileTooLarge, NotATable, NothingInIt, OtherFormat, TooMuch
from hotwash.scenario.exchange.guessing import slug
from hotwash.scenario.exchange.imported import Imported, Remarks
from hotwash.scenario.exchange.rules import DraftPolicy, DraftRule, Match, Ports, network_of, policies_of, zone_of
from hotwash.scenario.exchange.settle import line_text
from hotwash.scenario.problems import shown

MOST_BYTES = 10 << 20
DEEPEST = 16
MOST_WALKED = 30_000
_VERBS = {"ACCEPT": Verb.ALLOW, "DROP": Verb.DENY, "REJECT": Verb.REJECT}
_LOGS = frozenset({"LOG", "NFLOG", "ULOG"})
_COUNTERS = re.compile(r"\[\d+:\d+\]\s+(?=-A)")
_METHODS = ("INVITE", "OPTIONS")
_QUIET = frozenset({"--reject-with", "--log-prefix", "--log-level", "--nflog-prefix", "--nflog-group", "--algo", "--to",
                    "--log-tcp-options", "--log-ip-options", "--tcp-flags-comment"})  # fmt: skip
"""Options that do not change what a rule matches."""
_WITHOUT_VALUE = frozenset({"--log-tcp-options", "--log-ip-options"})
_MODULES = frozenset({"tcp", "udp", "state", "conntrack", "comment", "multiport", "string"})


class _Unsaid(Exception):
    """A part of a line that the model has no word for."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One rule as written; `number` counts lines of the file from 1."""

    number: int
    words: tuple[str, ...]


def read_iptables(
    data: bytes,
    file: str,
    context: Context = FRESH,
    addresses: Mapping[str, str] | None = None,
    outside: Sequence[str] = (),
) -> Imported:
    """One policy out of the text of `iptables-save`; `file` is only a name for sentences and for the policy.

    `addresses` tells which range is which originating network (id), `outside` which interfaces face them. Raises
    ExchangeError.
    """
    if len(data) > MOST_BYTES:
        raise FileTooLarge(file, MOST_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotATable(file) from None
    remarks = Remarks()
    reading = _Reading(text, file, remarks, outside)
    name = PurePath(file).stem
    policy = DraftPolicy(slug(name) or "imported-policy", name, reading.default(), tuple(reading.rules()), {})
    return policies_of([policy], addresses or {}, context, remarks, file)


class _Reading:
    """The chains of the filter table, and a walk through them from where calls come in."""

    def __init__(self, text: str, file: str, remarks: Remarks, outside: Sequence[str]) -> None:
        self._remarks, self._outside, self._file = remarks, outside, file
        self._walked = 0
        self._chains: dict[str, list[_Line]] = {}
        self._defaults: dict[str, str] = {}
        tables = self._load(text)
        if "filter" not in tables:
            raise OtherFormat(file, "iptables-save")
        if not any(self._chains.values()) and not self._defaults:
            raise NothingInIt(file, term("rules"))
        self._start = "FORWARD" if self._chains.get("FORWARD") or not self._chains.get("INPUT") else "INPUT"
        self._logged: Match | None = None
        remarks.taken("", say("the chain {chain}, and every chain that it jumps to", chain=self._start))
        for chain in ("INPUT", "OUTPUT", "FORWARD"):
            for line in self._chains.get(chain, []) if chain != self._start else []:
                why = say("the chain {chain} concerns the firewall itself, not calls through it", chain=chain)
                remarks.left(_place(line), why)

    def _load(self, text: str) -> set[str]:
        table, tables = "", set()
        for number, raw in enumerate(text.splitlines(), start=1):
            line = _COUNTERS.sub("", raw.strip(), count=1)
            place = say("line {line}", line=number)
            if line.startswith("*"):
                table = line[1:].strip()
                tables.add(table)
            elif table == "filter" and line.startswith(":"):
                name, _, default = line[1:].partition(" ")
                self._chains.setdefault(name, [])
                self._defaults[name] = default.split(" ")[0]
            elif line.startswith("-A") and table == "filter":
                try:
                    words = tuple(shlex.split(line))
                except ValueError:
                    self._remarks.left(place, say("quotes that do not end"))
                    continue
                self._chains.setdefault(words[1] if len(words) > 1 else "", []).append(_Line(number, words[2:]))
            elif line.startswith("-A") and table:
                self._remarks.left(
                    place, say("a rule of the table {table}, which stops no call", table=shown(table, 20))
                )
            elif line and not line.startswith(("#", ":")) and line != "COMMIT":
                self._remarks.left(place, say("no rule"))
        return tables

    def default(self) -> Verb:
        """What becomes of what no rule names."""
        found = self._defaults.get(self._start, "ACCEPT")
        return Verb.DENY if found == "DROP" else Verb.ALLOW

    def rules(self) -> Iterator[DraftRule]:
        """Rules in the order in which a packet meets them."""
        yield from self._walk(self._start, Match(), (self._start,))

    def _walk(self, chain: str, outer: Match, way: tuple[str, ...]) -> Iterator[DraftRule]:
        for line in self._chains.get(chain, []):
            self._walked += 1
            if self._walked > MOST_WALKED:  # a few chains that jump to each other many times are millions of rules
                raise TooMuch(self._file, MOST_WALKED, term("rules, one for each way to it"))
            place = _place(line)
            try:
                match, target, note = self._parsed(line)
            except _Unsaid as unsaid:
                self._remarks.left(place, say("{what} has no word here", what=shown(str(unsaid), 40)))
                continue
            whole = both(outer, match)
            if whole is None:
                self._remarks.left(place, say("no packet that comes here can match it"))
            elif target in _LOGS:
                self._logged = whole
            elif target in _VERBS:
                logged = self._logged == whole
                yield DraftRule(place, _VERBS[target], whole, f"line-{line.number}", logged, note)
                self._logged = None
            elif target == "RETURN" and match == Match():
                return
            elif target in self._chains and target not in way and len(way) < DEEPEST:
                yield from self._walk(target, whole, (*way, target))
            else:
                self._remarks.left(place, say("what it does, {target}, has no word here", target=shown(target, 30)))

    def _parsed(self, line: _Line) -> tuple[Match, str, str]:
        """Match, target and comment of one line. Raises _Unsaid."""
        match, target, note = Match(), "", ""
        words = iter(line.words)
        for word in words:
            if word == "!":
                raise _Unsaid(f"! {next(words, '')}")
            value = "" if word in _WITHOUT_VALUE else next(words, "")
            if word in ("-j", "-g", "--jump", "--goto"):
                target = value
                if word in ("-g", "--goto"):
                    raise _Unsaid(word)
            elif word == "--comment":
                note = line_text(value)
            elif word in ("-m", "--match"):
                if value not in _MODULES:
                    raise _Unsaid(f"-m {value}")
            elif word not in _QUIET:
                match = self._narrowed(match, word, value, _place(line))
        return match, target, note

    def _narrowed(self, match: Match, word: str, value: str, place: str) -> Match:
        """A match with one more condition. Raises _Unsaid."""
        match word:
            case "-p" | "--protocol":
                return replace(match, protocol="" if value == "all" else value)
            case "--dport" | "--dports" | "--destination-port" | "--destination-ports":
                return replace(match, ports=_ports(value))
            case "-s" | "--source":
                network = network_of(value)
                if network is None:
                    raise _Unsaid(f"{word} {value}")
                return match if network.prefixlen == 0 else replace(match, sources=(str(network),))
            case "-d" | "--destination":
                self._remarks.guessed(
                    place, say("{address} is taken for whatever calls go to", address=shown(value, 40))
                )
                return match
            case "-i" | "--in-interface":
                return self._from(match, value, place)
            case "-o" | "--out-interface":
                zone = zone_of(value, self._outside)
                opposite = {Zone.OUTSIDE: Zone.INSIDE, Zone.INSIDE: Zone.OUTSIDE, None: Zone.ANY}[zone]
                return replace(match, zone=opposite) if match.zone is Zone.ANY else match
            case "--state" | "--ctstate":
                if "NEW" not in value.split(","):
                    raise _Unsaid(f"{word} {value}")
                return match
            case "--string" if value.strip() in _METHODS:
                return replace(match, method=value.strip())
            case _:
                raise _Unsaid(f"{word} {value}".strip())

    def _from(self, match: Match, interface: str, place: str) -> Match:
        if interface == "lo":
            raise _Unsaid("-i lo")
        zone = zone_of(interface, self._outside)
        if zone is None:
            self._remarks.guessed(place, say("{name} does not tell inside from outside; taken for both",
                                             name=shown(interface, 30)))  # fmt: skip
            return match
        if not self._outside:
            self._remarks.guessed(place, say("{name} is taken for {zone}, by its name", name=shown(interface, 30),
                                             zone=zone.value))  # fmt: skip
        return replace(match, zone=zone)


def _place(line: _Line) -> str:
    return say("line {line}", line=line.number)


def _ports(text: str) -> Ports:
    """Ranges such as `5060,10000:20000`. Raises _Unsaid."""
    made = []
    for part in text.split(","):
        low, colon, high = part.partition(":")
        first, last = _port(low or "0"), _port(high or "65535" if colon else low)
        made.append((first, last))
    return tuple(made)


def _port(text: str) -> int:
    named = {"sip": 5060, "sips": 5061, "domain": 53, "https": 443}
    if text in named:
        return named[text]
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text) <= 65_535):
        raise _Unsaid(text)
    return int(text)


def both(outer: Match, inner: Match) -> Match | None:
    """What must be true where two lines must match one after the other; None where nothing can."""
    if outer.protocol and inner.protocol and outer.protocol != inner.protocol:
        return None
    if Zone.ANY not in (outer.zone, inner.zone) and outer.zone is not inner.zone:
        return None
    if outer.method and inner.method and outer.method != inner.method:
        return None
    ports = outer.ports or inner.ports
    if outer.ports and inner.ports:
        ports = tuple((max(a, c), min(b, d)) for a, b in outer.ports for c, d in inner.ports if max(a, c) <= min(b, d))
        if not ports:
            return None
    sources = outer.sources or inner.sources
    if outer.sources and inner.sources:
        narrow = _narrower(outer.sources[0], inner.sources[0])
        if narrow is None:
            return None
        sources = (narrow,)
    zone = inner.zone if outer.zone is Zone.ANY else outer.zone
    return Match(outer.protocol or inner.protocol, ports, sources, zone, outer.method or inner.method)


def _narrower(one: str, other: str) -> str | None:
    """The range that lies in the other one; None where they have nothing in common."""
    first, second = network_of(one), network_of(other)
    if first is None or second is None or not (first.version == second.version and first.overlaps(second)):
        return None
    return one if first.prefixlen >= second.prefixlen else other
