"""The plain half of three exact steps on floating numbers; the compiled half is the inline functions in reals.pxd.

Knows only numbers. Each has one right value, whoever works it out: the whole number below one that is
not negative (or -1), a positive number as a factor near one and a power of two, and a number times a power
of two. This module is never compiled itself.
"""

from __future__ import annotations

from math import floor as whole
from math import frexp as split
from math import ldexp as scaled

__all__ = ["scaled", "split", "whole"]
