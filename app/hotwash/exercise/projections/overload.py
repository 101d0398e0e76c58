"""Neighbours that calls of other PSAPs overload: how many more they held than they had positions for.

*Beyond*: 911 calls of other PSAPs at a PSAP at the end of a minute, as far as it held more calls than it had staffed
positions. Call-minutes add them up, a minute each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hotwash.domain.facts import CallsTallied, Happened


@dataclass(frozen=True, slots=True)
class Overload:
    """One neighbour: call-minutes beyond its positions, the most at the end of a minute, and first and last tally."""

    psap: str
    name: str
    call_minutes: int
    most: int
    seqs: tuple[int, ...]


def overloads(happened: Sequence[Happened], names: Mapping[str, str]) -> tuple[Overload, ...]:
    """Every PSAP that was overloaded so, the worst first."""
    found: dict[str, list[tuple[int, int]]] = {}
    for one in happened:
        if isinstance(one.fact, CallsTallied):
            for psap, count in one.fact.beyond.items():
                found.setdefault(psap, []).append((one.seq, count))
    made = [
        Overload(
            psap,
            names.get(psap, psap),
            sum(count for _, count in counts),
            max(count for _, count in counts),
            tuple(dict.fromkeys((counts[0][0], counts[-1][0]))),
        )
        for psap, counts in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.call_minutes, one.psap)))
