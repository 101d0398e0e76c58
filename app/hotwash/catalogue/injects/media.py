"""Something that anybody can read or hear: a news item, a post, a broadcast. It becomes part of the public picture."""

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
class Media(Delivery):
    """Public words."""

    kind: ClassVar[str] = "media"
    title: ClassVar[str] = term("Media")

    outlet: str = about(term("Who publishes it."))
    text: str = about(term("What it says."))

    @property
    def mode(self) -> str:
        """Media."""
        return "media"

    @property
    def script(self) -> str:
        """What it says."""
        return self.text

    @property
    def sender(self) -> str:
        """Who publishes it."""
        return self.outlet

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody."""
        return ()

    def steps(self, network: Network) -> Iterator[Step]:
        """It is public at once."""
        yield Tell(self.text, self.outlet, self.mode, public=True)

    def effect(self, network: Network) -> str:
        """None on the network; what the public does of it is the model's only where an act says so."""
        return ""
