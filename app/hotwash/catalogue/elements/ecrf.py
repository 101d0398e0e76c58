"""Emergency Call Routing Function: LoST server that tells the responsible PSAP for a location."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Service
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyCallRoutingFunction(Service):
    """LoST server that tells the responsible PSAP for a location."""

    kind: ClassVar[str] = "ecrf"
    title: ClassVar[str] = term("Emergency Call Routing Function")
