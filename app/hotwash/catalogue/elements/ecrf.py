"""Emergency Call Routing Function: LoST server that tells the responsible PSAP for a location."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyCallRoutingFunction(Service):
    """LoST server that tells the responsible PSAP for a location."""

    kind: ClassVar[str] = "ecrf"
    title: ClassVar[str] = "Emergency Call Routing Function"
