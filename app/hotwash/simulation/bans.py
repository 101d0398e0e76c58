"""Senders that a script bars for a while because their calls met a limit; knows no call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hotwash.domain.impairment import Inspected
from hotwash.domain.steps import Ban, Impair
from hotwash.domain.time import Millis
from hotwash.simulation.control import Run
from hotwash.simulation.overlays import Overlays
from hotwash.simulation.trips import EVERYBODY


@dataclass(eq=False, slots=True)
class _Barred:
    """One ban; `again` when the sender's calls have met the limit during it."""

    step: Impair
    again: bool = False


class Bans:
    """Bans of every script. Each ends by itself, or is lengthened by its whole length, or is cleared by an act."""

    def __init__(self, overlays: Overlays, after: Callable[[Millis, Callable[[], None]], None]) -> None:
        self._overlays = overlays
        self._after = after
        self._barred: dict[tuple[Run, str], _Barred] = {}

    def lay(self, run: Run, step: Ban) -> None:
        """Bar everybody whose calls met the limit for which the script waited last."""
        for sender in run.tripped if step.apart else (EVERYBODY,):
            inspection = replace(step.inspection, sources=(sender,)) if sender else step.inspection
            key = f"{step.key}-{sender}" if sender else step.key
            barred = _Barred(Impair(step.target, key, Inspected(inspection)))
            self._barred[run, sender] = barred
            self._overlays.lay(run, barred.step, passing=True)
            self._await_end(run, sender, barred, step.lasts)

    def met_again(self, run: Run, sender: str) -> bool:
        """Whether a sender is barred by a script now; if so it is remembered that it met the limit once more."""
        barred = self._barred.get((run, sender))
        if barred is None or not self._overlays.lies(run, barred.step.key):
            return False
        barred.again = True
        return True

    def _await_end(self, run: Run, sender: str, barred: _Barred, lasts: Millis) -> None:
        self._after(lasts, lambda: self._over(run, sender, barred, lasts))

    def _over(self, run: Run, sender: str, barred: _Barred, lasts: Millis) -> None:
        if run.stopped or self._barred.get((run, sender)) is not barred:
            return
        if barred.again and self._overlays.lies(run, barred.step.key):
            barred.again = False
            self._await_end(run, sender, barred, lasts)
            return
        del self._barred[run, sender]
        self._overlays.clear(run, barred.step.key)
