"""Border Control Function: firewall and session border controller at the edge of the ESInet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Border
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderControlFunction(Border):
    """Firewall and session border controller at the edge of the ESInet."""

    kind: ClassVar[str] = "bcf"
    title: ClassVar[str] = term("Border Control Function")
