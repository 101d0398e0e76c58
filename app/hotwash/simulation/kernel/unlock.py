"""The plain half of "run without Python's lock"; the compiled half is the inline function in unlock.pxd.

Knows only that a loop runs. This module is never compiled itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hotwash.simulation.kernel.loop import Loop


def run(loop: Loop) -> int:
    """Run the loop up to its stop; other threads may run meanwhile where it is compiled."""
    return loop.run()
