"""Keyed draws of the control plane: a number is named by seed and purpose, never by its turn."""

from __future__ import annotations

from hashlib import blake2b
from math import sqrt

from hotwash.domain.time import Millis


def stable_key(*parts: str) -> int:
    """A 64-bit number from names; the same on every machine, untouched by what else stands in the scenario."""
    return int.from_bytes(blake2b("\x1f".join(parts).encode(), digest_size=8).digest(), "big")


def uniform(seed: int, *purpose: str) -> float:
    """A number in (0, 1) that depends on the seed and the purpose alone."""
    return ((stable_key(str(seed), *purpose) >> 11) + 0.5) / (1 << 53)


def triangular(seed: int, least: Millis, typical: Millis, most: Millis, *purpose: str) -> Millis:
    """A time between `least` and `most`, most often near `typical`.

    Only a square root is needed, which IEEE 754 rounds alike everywhere; the result is whole milliseconds.
    """
    if most <= least:
        return least
    peak = min(max(typical, least), most)
    u, width = uniform(seed, *purpose), most - least
    split = (peak - least) / width
    if u < split:
        return least + round(sqrt(u * width * (peak - least)))
    return most - round(sqrt((1.0 - u) * width * (most - peak)))
