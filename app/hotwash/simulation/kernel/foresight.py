"""The plain half of "have at hand what is needed soon"; the compiled half are the hints in foresight.pxd.

Knows nothing and changes nothing: a hint has no result. This module is never compiled itself.
"""

from __future__ import annotations

from hotwash.simulation.kernel.words import Floats, Ints, Words

FORESEES = 1 << 62
"""From so many streams on hints are given: from how many on they no longer fit into a processor's nearest memory."""


def look(  # noqa: PLR0917  # as the compiled half
    callers: Ints,
    at: int,
    bar: Words,
    packed: Words,
    latency: Floats,
    served: Ints,
    emergency: Ints,
    lines_to: Ints,
    spot: Ints,
    free_at: Floats,
    follow: Ints,
) -> None:
    """Have at hand what the callers soon after row ``at`` will need; there are at least 24."""


def line(line_time: Floats, line_word: Words, after: int) -> None:
    """Have the line before number ``after`` of the book at hand; none where that is nought."""
