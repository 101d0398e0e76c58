"""Callers as people, not attempts: who was helped at once, late, by another way, or never; from the last tally of all.

*Caller*: one person of the public who needs help, however often that person tries; who only tests is none.
*Helped at once*: the first attempt was answered on 911. *Connected late*: the first attempt failed, a later one was
answered on 911. *By another way*: helped first by 10-digit line, call-back, another network or in person.
*Never connected*: nobody has helped, whether the caller has given up or still tries when the exercise ends.
*Redial ratio*: own attempts per caller. *Failed attempts per failed caller*: what BT 999 published as 1.13 for 2023.
*Lost-call-minutes*: for every caller of whom an attempt failed, the time from the end of the first failed attempt to
help, or to the end of the exercise; it is the area under the callers not yet served.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hotwash.domain.facts import CallersTallied, Happened
from hotwash.domain.outcomes import BY_ESINET, BY_OTHER_WAY
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True)
class People:
    """The callers of one exercise; `seq` is the entry they were read from."""

    seq: int
    told: CallersTallied

    @property
    def by_way_known(self) -> bool:
        """False for a journal older than the count of who was helped how."""
        return sum(self.told.helped.values()) == self.told.served and self.told.attempts > 0

    @property
    def at_once(self) -> int:
        """Answered on 911 at the first attempt."""
        return _sum(self.told.helped_at_once, BY_ESINET)

    @property
    def late(self) -> int:
        """Answered on 911 after a first attempt that failed."""
        return _sum(self.told.helped, BY_ESINET) - self.at_once

    @property
    def other_way(self) -> Mapping[str, int]:
        """Helped first by each other way, after a failed attempt or at once."""
        return {o.value: self.told.helped[o] for o in BY_OTHER_WAY if self.told.helped.get(o)}

    @property
    def never(self) -> int:
        """Helped by nobody."""
        return self.told.gave_up + self.told.still_trying

    @property
    def redial_permille(self) -> int | None:
        """Own attempts per caller, in thousandths."""
        return _ratio(self.told.attempts, self.told.callers)

    @property
    def failures_permille(self) -> int | None:
        """Failed attempts per caller with any, in thousandths."""
        return _ratio(self.told.failed, self.told.failed_callers)

    @property
    def coverage_permille(self) -> int | None:
        """Callers reached by call-back, of those with a failed attempt and a number that can be dialled."""
        return _ratio(self.told.reached_back, self.told.dialable)

    @property
    def helped_within(self) -> Mapping[str, int]:
        """Callers helped within so many minutes of first dialling, the shortest time first."""
        return dict(sorted(self.told.helped_within.items(), key=lambda item: (len(item[0]), item[0])))

    @property
    def lost_call_minutes(self) -> float:
        """Caller-minutes between failure and help."""
        return round(self.told.unserved_ms / MINUTE, 1)


def people(happened: Sequence[Happened]) -> People | None:
    """The callers, where the exercise was closed."""
    return next((People(one.seq, one.fact) for one in reversed(happened) if isinstance(one.fact, CallersTallied)), None)


def _sum(counts: Mapping[str, int], names: Sequence[str]) -> int:
    return sum(counts.get(name, 0) for name in names)


def _ratio(part: int, whole: int) -> int | None:
    return None if whole <= 0 else (part * 1000 + whole // 2) // whole
