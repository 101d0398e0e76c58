"""What the journal tells the app between calls: trouble, shortness of room, recovery; knows nothing else."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass


class State(enum.Enum):
    """How the exercise file is doing."""

    WELL = "well"
    SHORT_OF_ROOM = "short of room"
    """The disk was full, the ballast was released, and writing goes on: pause and make room."""
    TROUBLE = "trouble"
    """Nothing can be written: pause, show the sentence, try again."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A change of state with one sentence for people."""

    state: State
    sentence: str


Listener = Callable[[Notice], None]
"""Called on the writer's thread: hand over and return at once; never wait for the journal in it."""


def nobody(notice: Notice) -> None:
    """The listener where nobody listens: the futures carry the same news."""
