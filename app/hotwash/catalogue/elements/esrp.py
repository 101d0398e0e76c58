"""Emergency Services Routing Proxy: asks the ECRF where a call belongs and forwards it by policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Proxy
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyServiceRoutingProxy(Proxy):
    """Asks the ECRF where a call belongs and forwards it by policy."""

    kind: ClassVar[str] = "esrp"
    title: ClassVar[str] = term("Emergency Services Routing Proxy")
