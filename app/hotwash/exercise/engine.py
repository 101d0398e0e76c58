"""What computes the figures of an exercise, in one line for stamps; knows no exercise."""

from __future__ import annotations

from hotwash import __version__
from hotwash.simulation.kernel import backend, source_hash


def engine() -> str:
    """Version, kernel build and its source."""
    return " ".join(("hotwash", __version__, "kernel", source_hash()[:12], backend()))
