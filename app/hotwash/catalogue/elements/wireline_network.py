"""Wireline network: a fixed telephone network; its calls enter through a legacy network gateway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Originating
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class WirelineNetwork(Originating):
    """A fixed telephone network; its calls enter through a legacy network gateway."""

    kind: ClassVar[str] = "wireline_network"
    title: ClassVar[str] = term("Wireline network")
