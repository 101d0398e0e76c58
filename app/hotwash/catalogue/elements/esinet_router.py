"""ESInet router: passes traffic of one region to its PSAPs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Proxy
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class EsinetRouter(Proxy):
    """Passes traffic of one region to its PSAPs."""

    kind: ClassVar[str] = "esinet_router"
    title: ClassVar[str] = term("ESInet router")
