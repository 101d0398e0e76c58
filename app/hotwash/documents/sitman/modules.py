"""The modules of the Situation Manual: time box, story, situation map, key issues, questions by seat."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

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
from hotwash.documents.known import known_by, named, reports_by
from hotwash.documents.network_map import network_map
from hotwash.domain.plan import Module
from hotwash.domain.scripts import MODES
from hotwash.domain.time import clock

LINES = 3
"""Lines to write on below a question, in the workbook."""
INTRO = (
    "Talk these over with what you know now. The list is no test and is not complete; add what your plans ask of you "
    "at this point."
)
RING_NOTE = "Rings and numbers mark where what everybody was told of by then was met. "
MAP_NOTE = "Nothing here tells what works and what does not: add what you know, and how you know it."
MOST_TOLD = 130
"""Characters of a told paragraph in the list beside a map; the whole of it stands under its own module."""
ORDINARY = "Nothing out of the ordinary has been told to everybody by then."


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
    yield from situation(plan, module)
    if module.issues:
        yield Together((Heading("Key issues", 2), Bullets(module.issues)))
    yield from _questions(plan, module, workbook=workbook)


def situation(plan: Beforehand, module: Module) -> tuple[Block, ...]:
    """The map as everybody knows it when the module begins, and the list that its numbers lead to."""
    known = known_by(plan.scenario, module.begins)
    numbered = tuple(enumerate(known, start=1))
    picture = network_map(plan.scenario, told=[(number, one.places) for number, one in numbered])
    when = f"{plan.moment(module.begins)} (T+ {clock(module.begins)})"
    rings = RING_NOTE if any(one.places for one in known) else ""
    figure = Figure(picture, f"Situation map for {when}, drawn on the network as built. {rings}{MAP_NOTE}")
    network = plan.scenario.network
    rows = tuple(
        Row(
            (
                str(number),
                plan.moment(one.at),
                shorten(one.text, MOST_TOLD, placeholder=" \u2026"),
                named(network, one.places),
            )
        )
        for number, one in numbered
    )
    columns = (Column("No.", 26, "right"), Column("Since", 82), Column("What everybody was told", 250),
               Column("Ringed on the map", 110))  # fmt: skip
    empty = (Row(("–", "", ORDINARY, "")),)
    caption = f"What everybody knows by {when}. {_reports(plan, module)}".rstrip()
    return (figure, Table(columns, rows or empty, caption=caption, size=8.5))


def _reports(plan: Beforehand, module: Module) -> str:
    """How many reports single seats hold by then; whoever holds one tells it or not."""
    reports = reports_by(plan.scenario, module.begins)
    if not reports:
        return ""
    number = reports.total()
    ways = ", ".join(f"{count} by {MODES.get(way, way)}" for way, count in reports.items())
    told = "report has" if number == 1 else "reports have"
    return f"By then {number} {told} also reached single seats ({ways}): say what you were told."


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
