"""Legacy PSAP Gateway: turns SIP of the ESInet into the CAMA trunks of a PSAP that has no other equipment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Gateway, Proxy
from hotwash.domain.fields import about
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyPsapGateway(Proxy):
    """Turns SIP of the ESInet into the CAMA trunks of a legacy PSAP.

    Its latency is a default; its capacity is the number of trunks, without limit unless one is given.
    """

    kind: ClassVar[str] = "lpg"
    title: ClassVar[str] = term("Legacy PSAP Gateway")
    gateway: ClassVar[Gateway] = Gateway.OUTWARD

    latency: int = about(term("Time it adds to call set-up."), unit="milliseconds", low=0, high=60_000, default=20)
    capacity: int = about(term("Its trunks: most calls at a time; 0 means no limit."), low=0, high=1_000_000, default=0)
