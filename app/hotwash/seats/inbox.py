"""Commands of browsers on their way to whoever owns the session; knows neither."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from hotwash.domain.commands import Command
from hotwash.exercise.session import Answer


@dataclass(frozen=True, slots=True)
class Asked:
    """A command that a browser asked for. `reply` may be called from any thread, once.

    A reply of None says that the command was not looked at and should be sent again.
    """

    actor: str
    cid: str
    command: Command
    reply: Callable[[Answer | None], None]


class Inbox:
    """Filled by the server's thread, emptied by the owner of the session. `on_asked` is called after each `put`."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Asked] = SimpleQueue()
        self.on_asked: Callable[[], None] = _nobody

    def put(self, asked: Asked) -> None:
        """Hand a command over."""
        self._queue.put(asked)
        self.on_asked()

    def take(self, most: int) -> list[Asked]:
        """At most so many of those that wait, oldest first."""
        taken: list[Asked] = []
        while len(taken) < most:
            try:
                taken.append(self._queue.get_nowait())
            except Empty:
                break
        return taken


def _nobody() -> None:
    """Nobody is waiting for commands."""
