"""What a file of another program leaves open: the kind of an element by words of its label, an id, calls by line speed.

The words are a list of our own. Every guess is told in the report, and the author changes it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping

from hotwash.scenario.exchange.entries import number_of
from hotwash.scenario.shapes import ID_PATTERN

PLAIN_KIND = "router"
CALL_BITS = 80_000
"""What one call takes each way in bit/s: 160 bytes of G.711 every 20 ms (RFC 3551) under 40 bytes of RTP, UDP and IPv4
headers (RFC 3550, RFC 768, RFC 791)."""
MOST_CALLS = 1_000_000
LONGEST_ID = 56

_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("text_control_centre", ("text control centre", "text control center", "tcc")),
    ("legacy_selective_router", ("selective router", "legacy selective router", "911 tandem", "tandem")),
    ("lsrg", ("lsrg", "legacy selective router gateway")),
    ("lpg", ("lpg", "legacy psap gateway")),
    ("lng", ("lng", "legacy network gateway")),
    ("psap", ("psap", "ecc", "answering point", "call centre", "call center", "dispatch", "dispatch centre",
              "dispatch center", "911 centre", "911 center", "emergency communications center", "control room")),
    ("esrp", ("esrp", "emergency services routing proxy", "routing proxy")),
    ("ecrf", ("ecrf", "lvf")),
    ("bcf", ("bcf", "sbc", "border control function", "session border controller", "border")),
    ("firewall", ("firewall", "fw", "ips")),
    ("lis", ("lis", "location server", "ali")),
    ("dns", ("dns", "name server", "nameserver")),
    ("ocif", ("ocif",)),
    ("esinet_router", ("esinet", "esinet router")),
    ("telephone_network", ("pstn", "telephone network", "public telephone network")),
    ("voip_network", ("voip", "voip network", "voip provider")),
    ("text_network", ("text network", "text provider", "sms")),
    ("wireless_network", ("wireless", "wireless network", "mobile network", "mobile carrier", "cellular", "mno", "lte",
                          "mobile", "cell carrier")),
    ("wireline_network", ("wireline", "wireline network", "landline", "ilec", "clec", "fixed lines")),
    (PLAIN_KIND, ("router", "switch", "gateway router", "core", "p", "pe", "ce")),
)  # fmt: skip
_SPEED = re.compile(
    r"(?<![\w.])(?:(\d+)\s*[x*]\s*)?(\d+(?:[.,]\d+)?)\s*([kmgt]?)(?:i?b(?:it)?s?(?:/s|ps|/sec)|bps|b/s)(?!\w)",
    re.ASCII | re.IGNORECASE,
)
_TIMES = {"": 1.0, "k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12}
_ID = re.compile(ID_PATTERN, re.ASCII)


def kind_by_words(text: str, known: Mapping[str, object]) -> tuple[str, str]:
    """The kind that the longest word or phrase of a text stands for, and those words; both empty where none does."""
    plain = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    squeezed = plain.replace(" ", "_")
    if squeezed in known:
        return squeezed, plain
    best, kind = "", ""
    for name, phrases in _WORDS:
        for phrase in phrases:
            if name in known and len(phrase) > len(best) and f" {phrase} " in f" {_without_numbers(plain)} ":
                best, kind = phrase, name
    return kind, best


def _without_numbers(text: str) -> str:
    """`bcf1` is a BCF too."""
    return re.sub(r"(?<=[^\W\d])\d+(?=\s|\Z)", "", text)


def fresh_id(wanted: str, otherwise: str, taken: Container[str]) -> str:
    """An id like `wanted`, or like `otherwise` where nothing of it can stand in one; the next free number behind it."""
    plain = slug(wanted) or slug(otherwise) or "item"
    if plain.isdigit():
        plain = f"{slug(otherwise).rstrip('0123456789').rstrip('-') or 'node'}-{plain}"[:LONGEST_ID]
    ident, count = plain, 1
    while ident in taken:
        count += 1
        ident = f"{plain[:LONGEST_ID]}-{count}"
    return ident


def slug(text: str) -> str:
    """Small letters, digits and hyphens out of a text; letters with marks lose them."""
    plain = unicodedata.normalize("NFKD", text[:400]).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")


def is_id(text: str) -> bool:
    """Whether a text can be an id as it is."""
    return _ID.fullmatch(text) is not None


def bits_of(text: str) -> float:
    """The speed that a text such as `2 x 155 Mbps` names, in bit/s; 0 where it names none."""
    found = _SPEED.search(text[:400])
    if found is None:
        return 0.0
    number = number_of(found[2]) or 0.0
    return float(found[1] or 1) * number * _TIMES[found[3].casefold()]


def calls_over(bits: float) -> int:
    """How many calls fit into a line of so many bit/s at a time, 1 to the most that a link can have."""
    return int(min(max(bits // CALL_BITS, 1), MOST_CALLS))
