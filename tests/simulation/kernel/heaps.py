"""Feeds the same random events to both event heaps and prints how many came out alike: ``python -m ...``."""

from __future__ import annotations

from hotwash.simulation.kernel.heap import Heap
from hotwash.simulation.kernel.queueing import PlainHeap
from tests.simulation.kernel.worlds import Dice


def main() -> int:
    """Stops at the first difference; many times are equal, so that kinds and callers decide."""
    dice = Dice(1, "heap")
    owner = [dice.below(6) for _ in range(64)]
    one, other = Heap(512, owner), PlainHeap(512, owner)
    alike = 0
    for made in range(3_000):
        if dice.below(3) > (one.size > 100):
            time, event = float(dice.below(8)), (made << 32) | (dice.below(64) << 3) | dice.below(5)
            one.push(time, event)
            other.push(time, event)
        elif one.size:
            if one.pop() != other.pop():
                break
            alike += 1
        if (one.size, one.time[0]) != (other.size, other.time[0]):
            break
    print(alike)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
