"""VoIP network: an internet telephone provider; its calls are SIP from the start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Originating
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class VoipNetwork(Originating):
    """An internet telephone provider; its calls are SIP from the start."""

    kind: ClassVar[str] = "voip_network"
    title: ClassVar[str] = term("VoIP network")
