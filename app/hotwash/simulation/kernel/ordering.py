"""The plain half of "put a block in order"; the compiled half is the inline function in ordering.pxd.

Knows only times and rows. An order by (time, row) is the same however it is made. This module is
never compiled itself.
"""

from __future__ import annotations

from hotwash.simulation.kernel.words import Floats, Ints


def sort(order: Ints, bucket: Ints, times: Floats, into: Floats, count: int, begin: float) -> None:  # noqa: ARG001
    """Fill ``order`` with the rows of ``times``, by time and then row, and ``into`` with the times.

    No time is before ``begin`` or after what stands in ``into`` behind them; this and ``bucket`` serve the other half.
    """
    found = sorted(range(count), key=times.__getitem__)
    order[:count] = found
    into[:count] = map(times.__getitem__, found)
