"""Firewall: enforces a policy on the way of a call, beside the BCF; no call enters the ESInet through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Filter
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class Firewall(Filter):
    """Enforces a policy at a carrier, between zones, or before a PSAP."""

    kind: ClassVar[str] = "firewall"
    title: ClassVar[str] = term("Firewall")
