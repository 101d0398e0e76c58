"""Telephone network: public telephone network that carries 10-digit calls and call-backs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Telephone
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneNetwork(Telephone):
    """Public telephone network that carries 10-digit calls and call-backs."""

    kind: ClassVar[str] = "telephone_network"
    title: ClassVar[str] = term("Telephone network")
