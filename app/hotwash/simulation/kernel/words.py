"""Flat arrays for the kernel: lists when run as plain Python, machine words when compiled.

Knows nothing of calls. A compiled build is recognised by 64-bit words that wrap around. Every other
line of the kernel is the same in both, but for three things whose result has only one right value
and which Python's own libraries do best: running without the lock, sorting (``ordering``) and the
event heap (``queueing``).
"""

from __future__ import annotations

from array import array

_TOP = 0xFFFFFFFFFFFFFFFF
COMPILED = (_TOP + 1) == 0

Floats = list[float]
Ints = list[int]
Words = list[int]


def floats(count: int) -> Floats:
    """``count`` doubles, all zero."""
    return array("d", bytes(8 * count)) if COMPILED else [0.0] * count  # type: ignore[return-value]  # same use


def ints(count: int) -> Ints:
    """``count`` signed 64-bit integers, all zero."""
    return array("q", bytes(8 * count)) if COMPILED else [0] * count  # type: ignore[return-value]  # same use


def smalls(count: int) -> Ints:
    """``count`` signed integers that stay below 2 ** 31, all zero."""
    return array("i", bytes(4 * count)) if COMPILED else [0] * count  # type: ignore[return-value]  # same use


def words(count: int) -> Words:
    """``count`` unsigned 64-bit integers, all zero."""
    return array("Q", bytes(8 * count)) if COMPILED else [0] * count  # type: ignore[return-value]  # same use


def more_floats(old: Floats, held: int, count: int) -> Floats:
    """A new array of ``count`` doubles that begins with the first ``held`` of ``old``."""
    new = floats(count)
    for at in range(held):
        new[at] = old[at]
    return new


def more_ints(old: Ints, held: int, count: int) -> Ints:
    """A new array of ``count`` signed integers that begins with the first ``held`` of ``old``."""
    new = ints(count)
    for at in range(held):
        new[at] = old[at]
    return new


def more_words(old: Words, held: int, count: int) -> Words:
    """A new array of ``count`` unsigned integers that begins with the first ``held`` of ``old``."""
    new = words(count)
    for at in range(held):
        new[at] = old[at]
    return new
