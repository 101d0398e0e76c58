"""What the hour changes: staff shifts of PSAPs, and times for which rules of route policies hold; no clock runs here.

Times of the week count from Monday midnight of the story's local clock, in minutes.
"""

from __future__ import annotations

from datetime import datetime

from hotwash.domain.elements import Answering
from hotwash.domain.network import Network
from hotwash.domain.policy_routing import TimePeriodCondition
from hotwash.domain.time import MINUTE, Millis

DAY = 24 * 60
WEEK = 7 * DAY


def week_time(start: datetime, at: Millis) -> Millis:
    """Milliseconds since Monday midnight at exercise time `at`, of a story that begins at `start`."""
    began = ((start.weekday() * 24 + start.hour) * 60 + start.minute) * MINUTE + start.second * 1_000
    return (began + start.microsecond // 1_000 + at) % (WEEK * MINUTE)


def minute_of_week(start: datetime, at: Millis) -> int:
    """The minute of the story's week at exercise time `at`."""
    return week_time(start, at) // MINUTE


def turns(network: Network) -> tuple[int, ...]:
    """Minutes of the day at which a shift begins, or a time of a rule begins or ends; in order."""
    shifts = {shift.begins * 60 for psap in network.psaps() if len(psap.shifts) > 1 for shift in psap.shifts}
    periods = {edge % DAY for condition in _periods(network) for edge in (condition.start, condition.end)}
    midnight = {0} if any(condition.weekdays for condition in _periods(network)) else set()
    return tuple(sorted(shifts | periods | midnight))


def has_periods(network: Network) -> bool:
    """Whether a route depends on the time of the week."""
    return bool(_periods(network))


def until_next(network: Network, start: datetime, at: Millis) -> Millis | None:
    """How long after `at` the hour next changes something; None where it never does."""
    edges = turns(network)
    if not edges:
        return None
    today = week_time(start, at) % (DAY * MINUTE)
    return min((edge * MINUTE - today - 1) % (DAY * MINUTE) + 1 for edge in edges)


def staffed(psap: Answering, minute: int) -> int:
    """Positions of a PSAP by its shifts at a minute of the week: those of the shift that began last."""
    if not psap.shifts:
        return psap.positions
    passed = minute % DAY
    return min(psap.shifts, key=lambda shift: (passed - shift.begins * 60) % DAY).positions


def _periods(network: Network) -> list[TimePeriodCondition]:
    return [
        condition
        for policy in network.route_policies.values()
        for rule in policy.rules
        for condition in rule.conditions
        if isinstance(condition, TimePeriodCondition)
    ]
