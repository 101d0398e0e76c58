"""What stands in a network, by what it does to a call; the kinds themselves are in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Anything that is placed on the map and can be linked, sit at a site, and fail."""

    kind: ClassVar[str] = ""
    title: ClassVar[str] = ""

    id: str = about(term("Name used in links, faults and decisions; letters, digits and hyphens."))
    name: str = about(term("Name shown on the map and on paper."))
    at: tuple[int, int] = about(term("Place on the map: right and down, in map units."))
    site: str = about(term("Building it stands in; elements of one site can fail together."), default="")
    source: str = about(
        term("Where its figures come from: published, computed or default, and by whom."), default="default"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Originating(Element):
    """A network in which callers dial; its call share is of all 911 calls."""

    share_permille: int = about(term("Share of all 911 calls that begin here."), unit="‰", low=0, high=1000)
    callers: str = about(term("Which caller behaviour its people follow."), default="public")


@dataclass(frozen=True, slots=True, kw_only=True)
class Border(Element):
    """A firewall and session border controller through which calls enter the ESInet."""

    policy: str = about(term("Firewall policy it enforces; sites that share one fail alike."), refers="policy")
    session_limit: int = about(term("Most sessions at a time; 0 means no limit."), low=0, high=1_000_000, default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy(Element):
    """Something that passes calls on: gateway, routing proxy, router."""

    latency: int = about(term("Time it adds to call set-up."), unit="milliseconds", low=0, high=60_000, default=5)
    locates: bool = about(term("Whether it asks the ECRF where a call belongs."), default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Element):
    """A server that call elements query: ECRF, LIS, DNS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering(Element):
    """A PSAP: call takers at positions, a waiting room, and ordinary telephone lines beside 911."""

    region: str = about(term("Region it belongs to."), refers="region")
    weight: int = about(term("Share of the demand relative to the other PSAPs."), low=0, high=1_000_000)
    positions: int = about(term("Call takers who can talk at once."), low=0, high=2_000)
    waiting: int = about(term("911 calls that can wait while all call takers talk."), low=0, high=10_000)
    admin_lines: int = about(term("10-digit calls it can hold at once."), low=0, high=1_000, default=4)
    pick_up: int = about(
        term("Mean time until a free call taker picks up."), unit="ms", low=0, high=600_000, default=5_000
    )
    overflow: str = about(
        term("PSAP that takes a call when this one is full; empty for none."), refers="psap", default=""
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Telephone(Element):
    """The public telephone network that carries 10-digit calls and call-backs around the ESInet."""
