"""What stands in a network, by what it does to a call; the kinds themselves are in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, LocationBy, Traits, Transport
from hotwash.domain.sentences import term


class Pairing(StrEnum):
    """How two BCFs share the work."""

    ACTIVE_ACTIVE = "active/active"
    ACTIVE_STANDBY = "active/standby"


class Part(StrEnum):
    """The part of one BCF in an active/standby pair."""

    ACTIVE = "active"
    STANDBY = "standby"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Call takers at positions from an hour of the day on, until the next shift begins."""

    begins: int = about(term("Hour of the day at which it begins."), low=0, high=23)
    positions: int = about(term("Call takers who can talk at once."), low=0, high=2_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """Something that another program's file said of an element or link and that means nothing here.

    It is kept as it was written, so that the same program finds it again in a file that is written for it.
    """

    name: str = about(term("What the other program calls it."))
    text: str = about(term("What it said."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Anything that is placed on the map and can be linked, sit at a site, and fail."""

    kind: ClassVar[str] = ""
    title: ClassVar[str] = ""

    id: str = about(term("Name used in links, faults and decisions; letters, digits and hyphens."))
    name: str = about(term("Name shown on the map and on paper."))
    at: tuple[int, int] = about(term("Place on the map: right and down, in map units."))
    site: str = about(term("Building it stands in; elements of one site can fail together."), default="")
    zone: str = about(term("Part of the map it is drawn in, such as a carrier's edge; only a picture."), default="")
    tags: tuple[str, ...] = about(term("Words by which authors find it and choose many at once."), default=())
    source: str = about(
        term("Where its figures come from: published, computed or default, and by whom."), default="default"
    )
    attributes: tuple[Attribute, ...] = about(
        term("What another program's file said of it; kept for that program, without meaning here."), default=()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Originating(Element):
    """A network in which callers dial; its call share is of all 911 calls."""

    share_permille: int = about(term("Share of all 911 calls that begin here."), unit="‰", low=0, high=1000)
    callers: str = about(term("Which caller behaviour its people follow."), default="public")
    transports: tuple[Transport, ...] = about(
        term("What its SIP runs over, in the order it tries them."), default=(Transport.TLS,)
    )
    invite_bytes: int = about(
        term("Size of its call set-up message; a large one is split over UDP."),
        unit="bytes",
        low=200,
        high=65_000,
        default=1500,
    )
    location: LocationBy = about(term("How its calls carry their location."), default=LocationBy.VALUE)
    uninitialised_permille: int = about(
        term("Share of its callers whose phone cannot be called back."), unit="‰", low=0, high=1000, default=0
    )
    text: ClassVar[bool] = False
    """Whether its calls are text."""
    camps: ClassVar[bool] = False
    """Whether its callers' phones can use another network of this kind for an emergency call."""

    def traits(self) -> Traits:
        """What a firewall sees of its calls."""
        return Traits(self.id, self.transports, self.invite_bytes, self.location, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Border(Element):
    """A firewall and session border controller through which calls enter the ESInet."""

    policy: str = about(term("Firewall policy it enforces; sites that share one fail alike."), refers="policy")
    session_limit: int = about(term("Most sessions at a time; 0 means no limit."), low=0, high=1_000_000, default=0)
    pair: str = about(term("BCF it forms a pair with; empty for none."), refers="border", default="")
    pairing: Pairing = about(term("How the pair works."), default=Pairing.ACTIVE_ACTIVE)
    part: Part = about(term("Its part in an active/standby pair."), default=Part.ACTIVE)
    state_sync: bool = about(
        term("Whether the pair shares session state, so that a takeover keeps calls."), default=True
    )
    takeover: int = about(term("Time the standby needs to take over."), unit="ms", low=0, high=3_600_000, default=5_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter(Element):
    """A firewall on the way other than the entry border: at a carrier, between zones, before a PSAP."""

    policy: str = about(term("Firewall policy it enforces."), refers="policy")
    latency: int = about(term("Time it adds to call set-up."), unit="milliseconds", low=0, high=60_000, default=1)


class Gateway(StrEnum):
    """Which way calls pass a gateway between SIP and the old telephone network."""

    NONE = ""
    INWARD = "inward"
    OUTWARD = "outward"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy(Element):
    """Something that passes calls on: gateway, routing proxy, router."""

    latency: int = about(term("Time it adds to call set-up."), unit="milliseconds", low=0, high=60_000, default=5)
    locates: bool = about(term("Whether it asks the ECRF where a call belongs."), default=False)
    capacity: int = about(term("Most calls at a time; 0 means no limit."), low=0, high=1_000_000, default=0)
    enters: ClassVar[bool] = False
    """Whether calls may come in through it without a BCF, and then without a location (legacy selective router)."""
    gateway: ClassVar[Gateway] = Gateway.NONE
    """Inward: calls of the old network come in by it (LNG). Outward: a PSAP of the old kind stands behind it (LPG)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Element):
    """A server that call elements query: ECRF, LIS, DNS."""

    answers: ClassVar[Flow] = Flow.LOST
    """The query it answers."""


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
    shifts: tuple[Shift, ...] = about(
        term("Positions by shift; where there are none the positions are the same all day."), default=()
    )
    overflow: str = about(
        term("PSAP that takes a call when this one is full; empty for none."), refers="psap", default=""
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Telephone(Element):
    """The public telephone network that carries 10-digit calls and call-backs around the ESInet."""
