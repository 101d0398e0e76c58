"""The plain half of "put a block in order"; the compiled half is the inline function in ordering.pxd.

Knows only times and rows. An order by (time, row) is the same however it is made. This module is
never compiled itself.
"""

from __future__ import annotations

from hotwash.simulation.kernel.words import Floats, Ints


def sort(order: Ints, bucket: Ints, times: Floats, count: int, begin: float, end: float) -> None:  # noqa: ARG001
    """Fill ``order`` with the rows of ``times``, by time and then by row; the rest serves the compiled half."""
    order[:count] = sorted(range(count), key=times.__getitem__)
