"""The modules of the Situation Manual: time box, story, situation map, key issues, questions by seat."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import (
    Block,
    Bullets,
    Column,
    Figure,
    Heading,
    Row,
    Section,
    Table,
    Text,
    Together,
    WriteLines,
)
from hotwash.documents.network_map import network_map
from hotwash.domain.plan import Module
from hotwash.domain.time import clock

LINES = 3
"""Lines to write on below a question, in the workbook."""
INTRO = (
    "Talk these over with what you know now. The list is no test and is not complete; add what your plans ask of you "
    "at this point."
)
MAP_NOTE = (
    "Nothing here tells what works and what does not: mark on it what you know, and how you know it."
)  # fmt: skip


def modules(plan: Beforehand, *, workbook: bool) -> tuple[Section, ...]:
    """Each begins on a right-hand page."""
    kept = plan.scenario.modules
    ends = [*(one.begins for one in kept[1:]), *([plan.scenario.span] if kept else [])]
    return tuple(
        Section(tuple(_module(plan, one, end, workbook=workbook)), starts_right=True)
        for one, end in zip(kept, ends, strict=True)
    )  # fmt: skip


def _module(plan: Beforehand, module: Module, end: int, *, workbook: bool) -> Iterator[Block]:
    yield Heading(module.title)
    yield Table(
        (Column("", 118), Column("", 350)),
        (
            Row(("Time in the room", f"{module.minutes} minutes")),
            Row(("Scenario time", f"{plan.moment(module.begins)} to {plan.moment(end)}")),
            Row(("Exercise time", f"T+ {clock(module.begins)} to {clock(end)}")),
        ),
        header=False, labels=True,
    )  # fmt: skip
    yield Heading("Scenario", 2)
    for line in sorted(module.story, key=lambda one: one.at):
        yield Text(line.text, lead=f"{plan.moment(line.at)}.")
    if not module.story:
        yield Text("The facilitator tells it.")
    yield Figure(
        network_map(plan.scenario),
        f"Situation map for {plan.moment(module.begins)} (T+ {clock(module.begins)}), the network as built. {MAP_NOTE}",
    )
    if module.issues:
        yield Together((Heading("Key issues", 2), Bullets(module.issues)))
    yield from _questions(plan, module, workbook=workbook)


def _questions(plan: Beforehand, module: Module, *, workbook: bool) -> Iterator[Block]:
    """Numbered through the module, grouped by the seats that they are for; those for everybody first."""
    groups: dict[tuple[str, ...], list[str]] = {(): []}
    for question in module.questions:
        groups.setdefault(question.seats, []).append(question.text)
    number = 0
    intro: tuple[Block, ...] = (Heading("Questions", 2), Text(INTRO))
    for seats, texts in groups.items():
        if not texts:
            continue
        title = Heading(", ".join(map(plan.who, seats)) or "Everybody", 3)
        for place, text in enumerate(texts):
            number += 1
            asked = Text(text, lead=f"{number}.")
            lines = (WriteLines(LINES, name=f"{module.id}-answer-{number}"),) if workbook else ()
            yield Together((*intro, *((title,) if place == 0 else ()), asked, *lines))
            intro = ()
    if not number:
        yield from intro
        yield Text("The scenario asks none here; the facilitator does.")
