"""Legacy Selective Router Gateway: lets a legacy selective router and the ESInet pass calls to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Proxy
from hotwash.domain.fields import about
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacySelectiveRouterGateway(Proxy):
    """Lets a legacy selective router and the ESInet pass calls to each other. Its latency is a default."""

    kind: ClassVar[str] = "lsrg"
    title: ClassVar[str] = term("Legacy Selective Router Gateway")

    latency: int = about(term("Time it adds to call set-up."), unit="milliseconds", low=0, high=60_000, default=20)
