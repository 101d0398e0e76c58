"""Router: passes traffic on by address; at a carrier, between networks, before a PSAP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Proxy
from hotwash.domain.fields import about
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class Router(Proxy):
    """Passes traffic on by address, and looks at nothing else. Its latency is a default."""

    kind: ClassVar[str] = "router"
    title: ClassVar[str] = term("Router")

    latency: int = about(term("Time it adds to call set-up."), unit="milliseconds", low=0, high=60_000, default=1)
