"""Legacy Network Gateway: turns CAMA and SS7 calls into SIP before the BCF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Gateway, Proxy
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyNetworkGateway(Proxy):
    """Turns CAMA and SS7 calls into SIP before the BCF."""

    kind: ClassVar[str] = "lng"
    title: ClassVar[str] = term("Legacy Network Gateway")
    gateway: ClassVar[Gateway] = Gateway.INWARD
