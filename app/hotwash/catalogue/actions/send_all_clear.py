"""The public is told that 911 works; too early, and a second wave of calls is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.impairment import EVERYWHERE, PublicRecalled
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Milestone, Step, Tell, Wait, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAllClear(Action):
    """The public returns to 911 and is asked not to test it."""

    kind: ClassVar[str] = "send_all_clear"
    title: ClassVar[str] = term("Send the all-clear")
    hint: ClassVar[str] = term("The public goes back to 911.")

    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=15 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=30 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Checked, written, sent; then people return."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Milestone("all_clear")
        yield Tell(
            say("911 works again. You may resume calling 911. Please do not make test calls."),
            say("State 911"),
            say("post"),
            public=True,
        )
        for recalled in (400, 700, 900, 1000):
            yield Impair(EVERYWHERE, "all-clear", PublicRecalled(recalled))
            yield Wait(5 * MINUTE)

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The public was told to resume calling 911.")
