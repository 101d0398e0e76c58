"""Domain name server: tells an element the address of its next hop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Service
from hotwash.domain.firewall import Flow
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainNameServer(Service):
    """Tells an element the address of its next hop."""

    kind: ClassVar[str] = "dns"
    title: ClassVar[str] = term("Domain name server")
    answers: ClassVar[Flow] = Flow.DNS
