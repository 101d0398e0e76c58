"""Location Information Server: tells where a caller is whose call carries only a reference (HELD, RFC 5985)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Service
from hotwash.domain.firewall import Flow
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationInformationServer(Service):
    """Tells where a caller is whose call carries only a reference (HELD, RFC 5985)."""

    kind: ClassVar[str] = "lis"
    title: ClassVar[str] = term("Location Information Server")
    answers: ClassVar[Flow] = Flow.HELD
