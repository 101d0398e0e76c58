"""A recorded exercise that is looked at and never gone on with: its board is folded from facts, no call runs again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hotwash.domain.facts import Happened
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import Millis
from hotwash.exercise.lack import Lack
from hotwash.exercise.projections.board import fold
from hotwash.exercise.session import Session


class Recording:
    """What a journal's facts say, standing still at its last place. It holds no file and takes no command.

    `reason` is one sentence for people: why it can only be looked at. `identity` ties a printed page to the
    journal: the exercise's own id, and the end of its chain in hexadecimal. `engine` computed its figures. `lack` is
    what a page made of it must say of it, None where it is sound and the same as ever. `history` says in a few words
    which one it is of an exercise that was taken back, empty for the one that is played; whoever makes it sets that.
    """

    trouble = ""
    """Nothing is written, so nothing can fail to be."""

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        facts: Sequence[Happened],
        now: Millis,
        reason: str,
        *,
        engine: str = "",
        identity: tuple[str, str] = ("", ""),
        lack: Lack | None = None,
    ) -> None:
        self.scenario, self.seed = scenario, seed
        self.now = now
        self.reason = reason
        self.engine = engine
        self.lack = lack
        self.history = ""
        self.told_pauses: Mapping[int, Millis] = {}
        """What `pauses` gives; whoever has the file's rows sets it."""
        self._identity = identity
        self.board = replace(fold(facts), running=False, jump=None, rewind=None)

    @property
    def facts(self) -> Sequence[Happened]:
        """Everything that can be told, in order."""
        return self.board.log

    def identity(self) -> tuple[str, str]:
        """The exercise's own id and the end of its journal's sound chain in hexadecimal."""
        return self._identity

    def pauses(self) -> dict[int, Millis]:
        """Real time of each pause, in ms, by the number of the entry that tells it; none where no file tells them."""
        return dict(self.told_pauses)

    def close(self) -> None:
        """There is nothing to let go of."""


Run = Session | Recording
"""An exercise on the screen: one that goes on, or one that is looked at."""
