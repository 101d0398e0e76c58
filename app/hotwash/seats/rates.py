"""How often something may be done: buckets that refill, and a window over guesses. Times are monotonic seconds."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from hotwash.seats.limits import GUESSES_KEPT, GUESSES_PER_ADDRESS, GUESSES_PER_MIN

MINUTE_S = 60.0


@dataclass(slots=True)
class Bucket:
    """Holds `burst` tokens at most and gains `per_s` of them a second."""

    per_s: float
    burst: float
    tokens: float = -1.0
    at: float = 0.0
    excess: int = 0
    """How often a token was asked for in vain since the bucket was last full."""

    def take(self, now: float) -> bool:
        """Take a token if there is one."""
        self.tokens = self.burst if self.tokens < 0 else min(self.burst, self.tokens + (now - self.at) * self.per_s)
        self.at = now
        if self.tokens >= self.burst:
            self.excess = 0
        if self.tokens < 1.0:
            self.excess += 1
            return False
        self.tokens -= 1.0
        return True

    def wait_s(self) -> float:
        """Seconds until the next token."""
        return max(0.0, (1.0 - self.tokens) / self.per_s)


@dataclass(slots=True)
class Guesses:
    """Lets at most so many wrong codes a minute reach the check, with some kept for those who have not guessed yet.

    Nobody is shut out for good: whoever is refused may try again in a while, and right codes cost nothing.
    """

    overall: int = GUESSES_PER_MIN
    each: int = GUESSES_PER_ADDRESS
    reserve: int = GUESSES_KEPT
    _wrong: deque[tuple[float, str]] = field(default_factory=deque)

    def wait_s(self, address: str, now: float) -> float:
        """Seconds until a code from this address may be looked at; 0 for at once."""
        while self._wrong and self._wrong[0][0] <= now - MINUTE_S:
            self._wrong.popleft()
        own = [at for at, who in self._wrong if who == address]
        most = self.overall if not own else self.overall - self.reserve
        waits = [0.0]
        if len(own) >= self.each:
            waits.append(own[-self.each] + MINUTE_S - now)
        if len(self._wrong) >= most:
            waits.append(self._wrong[len(self._wrong) - most][0] + MINUTE_S - now)
        return max(waits)

    def wrong(self, address: str, now: float) -> None:
        """A code was looked at and was wrong."""
        self._wrong.append((now, address))
