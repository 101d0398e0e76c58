"""Text network: people in it write to 911; a text has messages in place of voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Originating
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class TextNetwork(Originating):
    """Texts to 911 of one mobile network; they enter through a Text Control Center."""

    kind: ClassVar[str] = "text_network"
    title: ClassVar[str] = term("Text network")
    text: ClassVar[bool] = True
