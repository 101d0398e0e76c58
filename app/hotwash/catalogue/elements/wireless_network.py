"""Wireless network: a mobile network (IMS E-CSCF), whose phones can use another one for an emergency call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Originating
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class WirelessNetwork(Originating):
    """A mobile network (IMS E-CSCF), whose phones can use another one for an emergency call."""

    kind: ClassVar[str] = "wireless_network"
    title: ClassVar[str] = term("Wireless network")
    camps: ClassVar[bool] = True
