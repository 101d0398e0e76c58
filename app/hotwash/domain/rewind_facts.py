"""What happens when an exercise is taken back to an earlier moment; both histories stay in the record."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.time import Millis


@dataclass(frozen=True, slots=True)
class RewindBegan:
    """The exercise is being taken back to `to`; until it is there, or that is cancelled, time stands."""

    to: Millis
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class RewindCancelled:
    """The exercise stays where it is; `why` may be empty."""

    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Rewound:
    """The exercise stands at `to` again: the first fact of history number `branch`.

    The history before it was left at `left_at` with entry `left_seq` as its last, and stays in the record. Of its facts
    those up to entry `last` still hold.
    """

    to: Millis
    left_at: Millis
    left_seq: int
    last: int
    branch: int
    reason: str


RewindFact = RewindBegan | RewindCancelled | Rewound
