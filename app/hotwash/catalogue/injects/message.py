"""A message of somebody whom the SimCell plays, by telephone, radio, e-mail, chat, ticket or in person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Delivery
from hotwash.domain.sentences import term
from hotwash.domain.steps import Step, Tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Delivery):
    """Words that reach seats, as if somebody called, wrote or came in."""

    kind: ClassVar[str] = "message"
    title: ClassVar[str] = term("Message")

    channel: str = about(term("How it comes: phone, e-mail, radio, chat, ticket, in-person or note."), default="phone")
    speaker: str = about(term("Who speaks."))
    to: tuple[str, ...] = about(term("Seats that it reaches; none for all."), default=())
    text: str = about(term("What is said, up to 50 words."))

    @property
    def mode(self) -> str:
        """As the author chose."""
        return self.channel

    @property
    def script(self) -> str:
        """What is said."""
        return self.text

    @property
    def sender(self) -> str:
        """Who speaks."""
        return self.speaker

    @property
    def recipients(self) -> tuple[str, ...]:
        """Seats that hear it."""
        return self.to

    def steps(self, network: Network) -> Iterator[Step]:
        """It is told at once."""
        yield Tell(self.text, self.speaker, self.channel, self.to)

    def effect(self, network: Network) -> str:
        """None on the network."""
        return ""
