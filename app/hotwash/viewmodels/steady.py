"""Seconds that pass for people: they never go back with the wall clock, and go on while a machine sleeps.

What Python calls monotonic stands still on Linux while the machine is suspended.
"""

from __future__ import annotations

import time

_WITH_SLEEP = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""Linux counts sleep in the first, macOS in the second; Windows has neither and counts it in `time.monotonic`."""


def steady() -> float:
    """Seconds since some moment."""
    if _WITH_SLEEP is None:
        return time.monotonic()
    return time.clock_gettime(_WITH_SLEEP)
