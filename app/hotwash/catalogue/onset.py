"""How a fault grows, ebbs and comes in waves, as waits and values; knows no network and lays nothing."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.domain.time import HOUR, MINUTE, Millis

LONGEST: Millis = 48 * HOUR
"""How long a fault that comes in waves goes on, and how long a symptom may wait for its calls; a default."""
STAGES = 12
"""Most stages in which a value grows or falls; every stage gives the calls new tables. A default."""


def ramp(first: int, last: int, over: Millis) -> Iterator[tuple[Millis, int]]:
    """Stages from `first` to `last`: how long to wait before each, and its value; the last comes `over` ms from now.

    A ramp without length is one stage. Stages are a minute apart at least, and equally long.
    """
    stages = max(1, min(STAGES, over // MINUTE))
    for stage in range(1, stages + 1):
        wait = over * stage // stages - over * (stage - 1) // stages
        yield wait, first + (last - first) * stage // stages


def waves(length: Millis) -> range:
    """Numbers of the waves, each `length` ms long, that fit into the longest time; one at least."""
    return range(max(1, LONGEST // max(length, MINUTE)))
