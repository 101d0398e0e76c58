"""Clocks that rules set running when an outage is discovered, for each outage: met, missed, still running, or none.

*Discovery*: the first of detection, notice to PSAPs and notice to the public, for who tells of an outage knows of it.
The limits are those of 47 CFR 4.9 (editions of 2014 to 2017, with the orders of 2013 and 2022); check the wording in
force, and whether the agency that plays is bound by it at all. An exercise's clock gives no legal advice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from hotwash.domain.facts import Happened, MilestoneReached
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import term
from hotwash.domain.steps import Milestone
from hotwash.domain.time import MINUTE, Millis
from hotwash.exercise.projections.measured import Moment, Outage
from hotwash.exercise.projections.users import UserMinutes

MET, MISSED, RUNNING, NOT_DISCOVERED, NOT_DUE = "met", "missed", "running", "not discovered", "not due"
NOT_OFFERED = "not offered"
"""State of a clock that no act of the scenario could stop, so that it says nothing about the players."""
CHECK = term("Check the wording in force.")
MOST_STEPS = 1_000
"""Steps of an act that are looked through."""
DISCOVERED_BY = ("detected", "psaps_notified", "public_notified")
REGULATOR_TOLD = ("regulator_notified", "fcc_notified", "nors_notified")
"""Names under which a script may mark the notification to the regulator."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One clock of one outage: from `since`, at most `limit`, until `done`."""

    outage: int
    key: str
    rule: str
    limit: Millis
    since: Moment | None
    done: Moment | None
    state: str

    @property
    def took(self) -> Millis | None:
        """Time it took."""
        return self.done.at - self.since.at if self.since and self.done else None


def discovery(outage: Outage) -> Moment | None:
    """When somebody in charge first knew."""
    known = [outage.timeline[name] for name in DISCOVERED_BY if name in outage.timeline]
    return min(known, key=lambda moment: moment.at, default=None)


def duties(
    scenario: Scenario, found: Sequence[Outage], happened: Sequence[Happened], users: Sequence[UserMinutes], now: Millis
) -> tuple[Duty, ...]:
    """Every clock of every outage, as it stands at `now`."""
    can_tell = _offers(scenario, REGULATOR_TOLD)
    made: list[Duty] = []
    for place, outage in enumerate(found):
        ends = found[place + 1].onset.at if place + 1 < len(found) else now
        known = discovery(outage)
        told = outage.timeline.get("psaps_notified")
        update = _again(happened, told, ends)
        regulator = next((outage.timeline[name] for name in REGULATOR_TOLD if name in outage.timeline), None)
        due = users[place].reportable if place < len(users) else None
        made += [
            Duty(outage.number, "psaps_told", "47 CFR 4.9(h)", 30 * MINUTE, known, told,
                 _state(known, told, 30 * MINUTE, now)),
            Duty(outage.number, "psaps_updated", "47 CFR 4.9(h)", 120 * MINUTE, told, update,
                 NOT_DUE if told is None
                 else _state(told, update, 120 * MINUTE, now, over=outage.timeline.get("restored"))),
            Duty(outage.number, "regulator_told", "47 CFR 4.9", 120 * MINUTE, known, regulator,
                 _excused(_state(known, regulator, 120 * MINUTE, now), is_due=due is not False, is_offered=can_tell)),
        ]  # fmt: skip
    return tuple(made)


def _offers(scenario: Scenario, names: Sequence[str]) -> bool:
    """Whether an act of the scenario marks one of these milestones."""
    return any(
        isinstance(step, Milestone) and step.name in names
        for offered in scenario.actions.values()
        for step in islice(offered.action.steps(scenario.network), MOST_STEPS)
    )


def _again(happened: Sequence[Happened], told: Moment | None, ends: Millis) -> Moment | None:
    """The next notice to PSAPs after the first."""
    if told is None:
        return None
    names = ("psaps_notified", "psaps_updated")
    for one in happened:
        later = told.at < one.at <= ends and one.seq > told.seqs[-1]
        if later and isinstance(one.fact, MilestoneReached) and one.fact.name in names:
            return Moment(one.at, (one.seq,))
    return None


def _state(since: Moment | None, done: Moment | None, limit: Millis, now: Millis, *, over: Moment | None = None) -> str:
    """How a clock stands; a duty is not due any more where service was back before its time was up."""
    if since is None:
        return NOT_DISCOVERED
    if done is not None:
        return MET if done.at - since.at <= limit else MISSED
    if over is not None and over.at - since.at <= limit:
        return NOT_DUE
    return RUNNING if now - since.at <= limit else MISSED


def _excused(state: str, *, is_due: bool, is_offered: bool) -> str:
    """A clock that nobody stopped is no fault where the outage is too small for it, or where no act could stop it."""
    if state not in (RUNNING, MISSED):
        return state
    if not is_due:
        return NOT_DUE
    return state if is_offered else NOT_OFFERED
