"""Which PSAPs had been told of an outage, and when: each when it has read a notice, not when the notice was sent.

*Told*: the time at which a PSAP has read the first notice of the outage. Who reads later is a figure of the act in the
scenario; a milestone that no act of the scenario marked counts as read by every PSAP at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from hotwash.domain.facts import ActionBegan, ActionEnded, Happened, MilestoneReached
from hotwash.domain.scenario import OfferedAction, Scenario
from hotwash.domain.steps import Milestone
from hotwash.domain.time import MINUTE, Millis
from hotwash.exercise.projections.duties import MOST_STEPS, discovery
from hotwash.exercise.projections.measured import Outage, permille
from hotwash.exercise.projections.users import REPORTABLE_MINUTES

NOTIFIED = "psaps_notified"


@dataclass(frozen=True, slots=True)
class Telling:
    """PSAPs told in one outage: `times` gives, for each time at which more had read a notice, the share that had.

    Shares are in thousandths of all PSAPs; `in_time` is the share told within 30 minutes of discovery, None where the
    outage was not discovered.
    """

    times: tuple[tuple[Millis, int], ...]
    in_time: int | None


def telling(
    scenario: Scenario, happened: Sequence[Happened], outage: Outage, ends: Millis, *, limit: Millis = 0
) -> Telling:
    """Read from the journal up to `ends`; `limit` is the time allowed from discovery, 30 minutes where it is 0."""
    allowed = limit or REPORTABLE_MINUTES * MINUTE
    psaps = tuple(psap.id for psap in scenario.network.psaps())
    first: dict[str, Millis] = {}
    for one, act in _notices(scenario, happened):
        if not outage.onset.at <= one.at <= ends:
            continue
        readers = act.action.readers(scenario.network) if act else ((0, psaps),)
        for later, who in readers:
            for psap in who:
                if one.at + later <= ends:
                    first[psap] = min(first.get(psap, one.at + later), one.at + later)
    told = sorted(first.values())
    times = {at: permille(number, len(psaps)) or 0 for number, at in enumerate(told, start=1)}
    known = discovery(outage)
    if known is None:
        return Telling(tuple(times.items()), None)
    return Telling(tuple(times.items()), permille(sum(at - known.at <= allowed for at in told), len(psaps)) or 0)


def _notices(scenario: Scenario, happened: Sequence[Happened]) -> list[tuple[Happened, OfferedAction | None]]:
    """Notices to PSAPs, each with the act under way at that desk that marks it; None where there was no such act."""
    running: dict[int, ActionBegan] = {}
    found: list[tuple[Happened, OfferedAction | None]] = []
    for one in happened:
        match one.fact:
            case ActionBegan(run=run):
                running[run] = one.fact
            case ActionEnded(run=run):
                running.pop(run, None)
            case MilestoneReached(name="psaps_notified", by=by):
                offered = (scenario.actions.get(act.action) for act in running.values() if act.seat == by)
                marking = (act for act in offered if act is not None and _marks(scenario, act))
                found.append((one, next(marking, None)))
            case _:
                pass
    return found


def _marks(scenario: Scenario, offered: OfferedAction) -> bool:
    steps = islice(offered.action.steps(scenario.network), MOST_STEPS)
    return any(isinstance(step, Milestone) and step.name == NOTIFIED for step in steps)
