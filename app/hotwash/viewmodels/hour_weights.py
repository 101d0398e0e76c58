"""The day of the public as 24 weights, and what they mean in calls an hour. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.editor.edits import headed
from hotwash.scenario.draft import Fields
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.words import msg

HOURS = 24


@dataclass(frozen=True, slots=True)
class HourProfile:
    """Weights of the hours of a day, and the calls they make of the calls a day; `source` where they come from."""

    weights: tuple[int, ...]
    calls: tuple[float, ...]
    source: str
    weekend: bool


def profile(table: DesignTable, *, weekend: bool = False) -> HourProfile:
    """The profile of the draft as it is; even hours where nothing that can be read stands there."""
    demand = table.draft.head.get("demand")
    fields = demand if isinstance(demand, Fields) else Fields()
    held = fields.get("weekend_hours" if weekend else "hours")
    weights = tuple(one if isinstance(one, int) else 0 for one in held) if isinstance(held, tuple) else ()
    if weekend and len(weights) != HOURS:
        weights = profile(table).weights
    if len(weights) != HOURS:
        weights = (1,) * HOURS
    per_day, scale = fields.get("per_day"), fields.get("weekend_permille", 1000) if weekend else 1000
    calls = per_day * (scale if isinstance(scale, int) else 1000) / 1000 if isinstance(per_day, int) else 0.0
    whole = sum(weights) or 1
    source = fields.get("hours_source")
    return HourProfile(
        weights, tuple(calls * one / whole for one in weights), source if isinstance(source, str) else "", weekend
    )


def set_weight(table: DesignTable, hour: int, weight: int, *, weekend: bool = False) -> None:
    """Give an hour another weight; moves in a row over the same hour are one step."""
    weights = profile(table, weekend=weekend).weights
    new = (*weights[:hour], max(0, min(weight, 1_000_000)), *weights[hour + 1 :])
    name = msg("Change the weight of {hour}:00", hour=f"{hour:02d}")
    path = ("demand", "weekend_hours" if weekend else "hours")
    table.edit(name, headed(table.draft, path, new), gesture=f"hour-{hour}-{weekend}")


def told_hour(found: HourProfile, hour: int) -> str:
    """One hour in words."""
    return msg(
        "{begin}:00 to {end}:00: {calls:,.0f} calls, weight {weight:,}",
        begin=f"{hour:02d}", end=f"{(hour + 1) % HOURS:02d}", calls=found.calls[hour], weight=found.weights[hour],
    )  # fmt: skip
