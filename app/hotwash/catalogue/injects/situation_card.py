"""Seats are asked what they think is wrong and how sure they are; skippable, never scored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Delivery
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import AskBeliefs, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationCard(Delivery):
    """A card of twenty seconds."""

    kind: ClassVar[str] = "situation_card"
    title: ClassVar[str] = term("Situation card")

    to: tuple[str, ...] = about(term("Seats that are asked; none for every player."), default=())

    @property
    def mode(self) -> str:
        """By the system."""
        return "system"

    @property
    def script(self) -> str:
        """The question as it is asked."""
        return say("What do you think is wrong, and how sure are you?")

    @property
    def sender(self) -> str:
        """The facilitator."""
        return term("Facilitator")

    @property
    def recipients(self) -> tuple[str, ...]:
        """Seats that are asked."""
        return self.to

    def steps(self, network: Network) -> Iterator[Step]:
        """The card appears at once."""
        yield AskBeliefs(self.to)

    def effect(self, network: Network) -> str:
        """None on the network."""
        return ""
