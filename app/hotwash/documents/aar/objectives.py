"""Analysis of core capabilities: empty ratings for the evaluators, and per objective what was measured.

Only a time limit that the target itself states is compared; whether the target was met is for a person to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hotwash.documents.aar import critical_tasks, findings, ratings
from hotwash.documents.aar.material import NOT_REACHED, Material, count, reference, stretch, took
from hotwash.documents.content import Block, Column, Heading, Row, Section, Table, Text, Together
from hotwash.domain.facts import ActionBegan, ActionEnded, AlarmRaised, Happened
from hotwash.domain.scenario import Objective
from hotwash.domain.time import HOUR, MINUTE, SECOND, Millis, clock
from hotwash.exercise.projections.measured import Moment, Outage

_LIMIT = re.compile(
    r"\b[Ww]ithin (\d{1,4}) (second|minute|hour)s? (?:of|from|after) (?:the )?(detection|first alarm|onset)\b"
)
_UNITS = {"second": SECOND, "minute": MINUTE, "hour": HOUR}
_WORDS = {
    "onset": "Fault",
    "first alarm": "First alarm",
    "detection": "Detection",
    "detected": "detection",
    "psaps_notified": "PSAPs notified",
    "public_notified": "public notified",
    "mitigated": "half of the loss recovered",
    "restored": "service restored",
    "all_clear": "all-clear given",
}
_INTERVALS: dict[str, tuple[tuple[str, str], ...]] = {
    "Situational Assessment": (("first alarm", "detected"), ("onset", "detected")),
    "Operational Communications": (("detection", "psaps_notified"), ("onset", "psaps_notified")),
    "Infrastructure Systems": (("detection", "restored"), ("onset", "mitigated"), ("onset", "restored")),
    "Public Information and Warning": (
        ("detection", "public_notified"), ("onset", "public_notified"), ("restored", "all_clear"),
    ),
}  # fmt: skip
"""Intervals by core capability of the National Preparedness Goal; the first is the one a target limits."""
_ANY = (("onset", "detected"), ("onset", "restored"))


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit read from a target: from which moment, and how long."""

    start: str
    ms: Millis


def limit_of(target: str) -> Limit | None:
    """The limit in words like "Within 10 minutes of detection"; None where the target states none."""
    found = _LIMIT.search(target)
    if found is None:
        return None
    number, unit, start = found.groups()
    return Limit(start, int(number) * _UNITS[unit])


def capabilities(material: Material) -> Section:
    """Table 1 with the ratings that persons have given, and what the letters mean; what nobody rated stays empty."""
    rows = tuple(
        Row((one.text, one.capability, *ratings.cells(material, one)), height=34)
        for one in material.scenario.objectives
    )
    table = Table(
        (
            Column("Objective", 150),
            Column("Core Capability", 118),
            *(Column(letter, 50, "centre") for letter in "PSMU"),
        ),
        rows or (Row(("No objective is set in the scenario.", "", "", "", "", "")),),
        caption=f"Table 1. Summary of Core Capability Performance. {ratings.told(material)}",
    )
    return Section(
        (
            Heading("Analysis of core capabilities"),
            Text(
                "Aligning exercise objectives and core capabilities provides a consistent taxonomy for evaluation that "
                "transcends individual exercises to support preparedness reporting and trend analysis. Table 1 takes "
                "the objectives, the aligned core capabilities, and the performance ratings as observed during the "
                "exercise and determined by the evaluators."
            ),
            table,
            *ratings.coverage(material),
            ratings.definitions(),
        )
    )


def objectives(material: Material) -> tuple[Section, ...]:
    """A page for each objective."""
    numbered = enumerate(material.scenario.objectives, start=1)
    return tuple(Section(tuple(_objective(material, number, one))) for number, one in numbered)


def _objective(material: Material, number: int, objective: Objective) -> list[Block]:
    table = Table(
        (
            Column("Measure", 150),
            Column("Target", 62),
            Column("Measured", 68),
            Column("Met?", 40),
            Column("Evidence", 148),
        ),
        tuple(_measured(material, objective)),
        size=8.5,
    )
    outage = _outage(material, objective)
    several = len(material.measures.outages) > 1
    measured_in = (
        (Text(f"Measured in outage {outage.number}, which began at T+ {clock(outage.onset.at)}.", "note"),)
        if outage and several
        else ()
    )
    return [
        Heading(f"Objective {number}: {objective.text}", 2),
        Heading(f"Core capability: {objective.capability}", 3),
        Text(objective.target or "not stated", lead="Target:"),
        Together((table,)),
        *measured_in,
        Text(
            "\u201cMet?\u201d compares the time limit alone. What else the target asks for is judged by the evaluator.",
            "note",
        ),
        *critical_tasks.of_objective(material, objective),
        *findings.of_objective(material, objective, _offered(material)),
    ]


def _measured(material: Material, objective: Objective) -> list[Row]:
    limit = limit_of(objective.target)
    rows: list[Row] = []
    for place, (start, end) in enumerate(_INTERVALS.get(objective.capability, _ANY)):
        begun, reached = _moment(material, objective, start), _moment(material, objective, end)
        time = reached.at - begun.at if begun and reached else None
        limited = limit is not None and limit.start == start and place == 0
        met = "yes" if limit and time is not None and time <= limit.ms else "no"
        seqs = tuple(dict.fromkeys((*(begun.seqs if begun else ()), *(reached.seqs[:1] if reached else ()))))
        words = f"{_WORDS[start]} to {_WORDS[end]}" if start != "restored" else "Service restored to all-clear given"
        rows.append(
            Row(
                (
                    words,
                    f"\u2264 {clock(limit.ms)}" if limit and limited else "\u2013",
                    took(time),
                    met if limited else "\u2013",
                    ", ".join(reference(seq) for seq in seqs) or NOT_REACHED,
                )
            )
        )
    return [*rows, *(_counted(material, objective.capability))]


def _counted(material: Material, capability: str) -> list[Row]:
    measures = material.measures
    everything = stretch(measures.tallies)
    if capability == "Operational Communications":
        made = measures.started.get("call_back", 0)
        reached = measures.outcomes.get("answered_call_back", 0)
        return [
            Row(("Call-backs made, and answered", "\u2013", f"{count(made)}, {count(reached)}", "\u2013", everything)),
            Row(("Reached by another way than 911", "\u2013", count(measures.other_way), "\u2013", everything)),
        ]
    if capability == "Public Information and Warning":
        tests = measures.started.get("test", 0)
        return [Row(("Test calls that the news caused", "\u2013", count(tests), "\u2013", everything))]
    return []


def _moment(material: Material, objective: Objective, name: str) -> Moment | None:
    """A moment of the outage that provokes the objective."""
    outage = _outage(material, objective)
    if name == "onset":
        return outage.onset if outage else None
    if name == "first alarm":
        since = outage.onset.at if outage else 0
        alarms = (one for one in material.happened if isinstance(one.fact, AlarmRaised) and one.at >= since)
        return next((Moment(one.at, (one.seq,)) for one in alarms), None)
    timeline = outage.timeline if outage else material.measures.timeline
    return timeline.get("detected" if name == "detection" else name)


def _outage(material: Material, objective: Objective) -> Outage | None:
    """The first outage with one of the faults that provoke the objective; else the first of all."""
    every = material.measures.outages
    return next((one for one in every if set(one.faults) & set(objective.faults)), every[0] if every else None)


def _offered(material: Material, most: int = 14) -> str:
    """Acts of the seats, as a list to pick from; none is called good or bad."""
    acts: list[tuple[Happened, str]] = [
        (one, material.act(one.fact.action, one.fact.title))
        for one in material.happened
        if isinstance(one.fact, ActionBegan | ActionEnded)
    ]
    ended = [f"{title} {reference(one.seq)}" for one, title in acts if isinstance(one.fact, ActionEnded)]
    shown = ended or [f"{title} {reference(one.seq)}" for one, title in acts]
    more = f"; {len(shown) - most} more in the event chronology" if len(shown) > most else ""
    return "; ".join(shown[:most]) + more + "." if shown else "no act of a seat is in the journal."
