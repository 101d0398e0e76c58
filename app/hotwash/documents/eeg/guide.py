"""Exercise Evaluation Guides, blank or with what people put down: one set for each core capability; no rating is ever
printed that a person did not give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hotwash.documents.aar.material import day
from hotwash.documents.aar.ratings import definitions
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import (
    Block,
    Boxed,
    Column,
    Document,
    Field,
    FieldLine,
    Heading,
    Row,
    Section,
    Table,
    Text,
)
from hotwash.documents.eeg.capabilities import DESCRIPTIONS
from hotwash.documents.eeg.capabilities import SOURCE as GOAL
from hotwash.documents.text import one_line
from hotwash.domain.plan import Target, task_numbers
from hotwash.domain.ratings import DEFINITIONS, SOURCE
from hotwash.domain.scenario import Objective
from hotwash.domain.time import clock

TITLE = "Exercise Evaluation Guide"
NOTES_HEIGHT = 150.0
"""Least height of a cell for notes: eight lines and more."""
ROWS = 16
OPEN, TICKED = "\u2610", "\u2612"
LETTERS = "P\n\nS\n\nM\n\nU"
"""Below one another, so that a pen can circle one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in the row of one target: notes with the measured times below them, and a person's rating."""

    measured: str = ""
    notes: str = ""
    rating: str = LETTERS


@dataclass(frozen=True, slots=True)
class Said:
    """What evaluators put down: by target, by objective for those without one, then final ratings, rows of the page of
    observations, and who evaluated, by core capability. Where something is missing the form stays blank."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    finals: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    evaluators: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    """Tasks that a person says were performed."""


BLANK, NOTHING_SAID = Entry(), Said()


def eeg(plan: Beforehand) -> Document:
    """Header block, rating chart and page of observations for each core capability."""
    sections = guides(plan) or (Section((Heading(TITLE), Text("The scenario sets no objective."))),)
    return plan.document(TITLE, sections, closed=True)


def guides(plan: Beforehand, said: Said = NOTHING_SAID) -> tuple[Section, ...]:
    """Three pages or more for each core capability, in the order of the objectives; the handbook has them too."""
    names = dict.fromkeys(one.capability for one in plan.scenario.objectives)
    return tuple(section for number, name in enumerate(names, start=1) for section in _guide(plan, name, number, said))


def _guide(plan: Beforehand, capability: str, number: int, said: Said) -> Iterator[Section]:
    objectives = [one for one in plan.scenario.objectives if one.capability == capability]
    key = f"eeg-{number}"
    yield Section((*_head(plan, capability, number), *_objectives(plan, objectives)))
    chart = _chart(plan, capability, objectives, key, said)
    evaluator = _evaluator(key, said.evaluators.get(capability, ""))
    yield Section((*_identity(capability, key, "chart", said), chart, *evaluator, *_ratings()))
    yield Section(_observations(capability, key, said))


def _head(plan: Beforehand, capability: str, number: int) -> Iterator[Block]:
    scenario = plan.scenario
    yield Heading(f"{TITLE} {number}: {one_line(capability, 80)}")
    columns = tuple(
        Column(title, 117)
        for title in ("Exercise name", "Exercise date", "Organization or jurisdiction", "Venue")
    )  # fmt: skip
    sponsor = scenario.overview.sponsor
    row = Row((plan.name, f"____________\n(scenario: {day(scenario)})", sponsor, ""), height=30)
    yield Table(columns, (row,), form=f"eeg-{number}-head")
    areas = ", ".join(scenario.overview.mission_areas) or "____________________"
    yield Table((Column("", 468),), (Row((f"Mission area: {areas}",), band=True, bold=True),), header=False)
    words = DESCRIPTIONS.get(capability)
    told = f"{words} ({GOAL})" if words else "_" * 60
    yield Text(told, lead=f"Core capability: {one_line(capability, 80)}.")


def _objectives(plan: Beforehand, objectives: list[Objective]) -> Iterator[Block]:
    numbers = task_numbers(plan.scenario.targets.values())
    for one in objectives:
        yield Text(one.text, lead=f"Exercise objective {plan.objective_number(one.id)}:")
        own = _targets(plan, one)
        for place, target in own:
            yield Boxed(tuple(_target(target, numbers)), title=f"Organizational Capability Target {place}")
        if not own:
            source = Text(one.source, "small", lead="Source(s):")
            yield Boxed((Text(one.target), source), title="Organizational Capability Target")


def _targets(plan: Beforehand, objective: Objective) -> list[tuple[int, Target]]:
    """The targets of an objective with their numbers."""
    numbered = enumerate(plan.scenario.targets.values(), start=1)
    return [(number, target) for number, target in numbered if target.objective == objective.id]


def _target(target: Target, numbers: dict[str, str]) -> Iterator[Block]:
    yield Text(target.text)
    yield Text("", lead="Critical tasks:")
    for task in target.tasks:
        within = f" (within {clock(task.within)})" if task.within else ""
        yield Text(f"\u2022 {numbers[task.id]} {task.text}{within}")
    if not target.tasks:
        yield Text("\u2022 None is set; write the tasks here: ______________________________")
    reference = target.reference or "____________________"
    yield Text(f"{reference} (figures: {target.source})", "small", lead="Source(s):")


def _identity(capability: str, key: str, page: str, said: Said) -> tuple[Block, ...]:
    """What a loose page is, so that it finds its set again."""
    who = said.evaluators.get(capability) or "____________________  Seat: ______________"
    return (Heading(f"{TITLE}, {page}: {one_line(capability, 80)}", 2),
            Text(f"Form {key}-{page}. Evaluator: {who}", "small"))  # fmt: skip


def _chart(plan: Beforehand, capability: str, objectives: list[Objective], key: str, said: Said) -> Table:
    """A row for each target: its tasks with boxes, room for notes, four letters to circle one of."""
    numbers = task_numbers(plan.scenario.targets.values())
    rows: list[Row] = []
    for one in objectives:
        own = _targets(plan, one)
        for place, target in own:
            tasks = "\n".join(
                f"{TICKED if task.id in said.ticked else OPEN} {numbers[task.id]} {task.text}" for task in target.tasks
            )
            rows.append(_entered(f"{place}. {target.text}", tasks, said.entries.get(target.id, BLANK)))
        if not own:
            rows.append(_entered(one.target, "", said.entries.get(one.id, BLANK)))
    final = f"Final Core Capability Rating: {one_line(capability, 80)}"
    rows.append(Row((final, said.finals.get(capability, "P S M U")), span=3, bold=True, height=26))
    columns = (
        Column("Organizational Capability Target", 104), Column("Associated Critical Tasks", 130),
        Column("Observation Notes and Explanation of Rating", 182),
        Column("Target Rating", 52, "centre", light=not said.finals),
    )  # fmt: skip
    return Table(columns, tuple(rows), ruled=True, form=f"{key}-chart")


def _entered(target: str, tasks: str, entry: Entry) -> Row:
    notes = ("", "", entry.measured) if entry.measured else ()
    return Row((target, tasks, entry.notes, entry.rating), height=NOTES_HEIGHT, notes=notes)


def _evaluator(key: str, who: str) -> tuple[Block, ...]:
    return (
        Heading("Evaluator information", 3),
        Field(f"{key}-evaluator", "Evaluator name", value=who),
        FieldLine((Field(f"{key}-e-mail", "E-mail"), Field(f"{key}-phone", "Phone"))),
        FieldLine((Field(f"{key}-signature", "Signature"), Field(f"{key}-date", "Date"))),
    )


def _ratings() -> tuple[Block, ...]:
    """Key, then definitions in FEMA's words."""
    key = "; ".join(one.name for one in DEFINITIONS)
    return (
        Text(f"{key}. Circle one letter; only a person rates.", "small", lead="Ratings key:"),
        definitions(),
        Text(f"Definitions: {SOURCE}.", "note"),
    )


def _observations(capability: str, key: str, said: Said) -> tuple[Block, ...]:
    seen = said.seen.get(capability, ())
    empty = (Row(("", "", "", ""), height=34),) * max(0, ROWS - len(seen))
    table = Table(
        (Column("Time", 60), Column("What I saw (who did what)", 300), Column("Task id", 70), Column("+ / \u2013", 38)),
        (*seen, *empty), form=f"{key}-notes",
    )  # fmt: skip
    return (*_identity(capability, key, "additional observations", said), table)
