"""Appendices A to E of the Situation Manual; the handbook has A to D too."""

from __future__ import annotations

from hotwash.documents.agenda import NOTE, schedule_table
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Block, Column, Columns2, Heading, Row, Section, Table, Text
from hotwash.documents.forms.room import emergency_blocks, guidelines
from hotwash.domain.plan import Part
from hotwash.domain.scenario import Acronym

ACRONYMS = (
    Acronym(short="BCF", long="Border Control Function"),
    Acronym(short="ECRF", long="Emergency Call Routing Function"),
    Acronym(short="ESInet", long="Emergency Services IP Network"),
    Acronym(short="ESRP", long="Emergency Service Routing Proxy"),
    Acronym(short="NOC", long="Network operations centre"),
    Acronym(short="PSAP", long="Public Safety Answering Point"),
    Acronym(short="SimCell", long="Simulation cell"),
    Acronym(short="SitMan", long="Situation Manual"),
    Acronym(short="T+", long="Exercise time since the start"),
)
"""Where the author lists none."""


def schedule(plan: Beforehand) -> Section:
    """Appendix A."""
    return Section((Heading("Appendix A: Exercise schedule"), Text(NOTE, "small"), schedule_table(plan)))


def participants(plan: Beforehand) -> tuple[Block, ...]:
    """Appendix B: organizations with their seats; the level of each is for a person to write in."""
    seats: dict[str, list[str]] = {}
    for seat in (*plan.seats(Part.PLAYER), *plan.seats(Part.EVALUATOR), *plan.seats(Part.OBSERVER)):
        seats.setdefault(seat.organisation or "No organization named", []).append(seat.name)
    named = (*seats, *(one for one in plan.scenario.overview.organisations if one not in seats))
    rows = tuple(Row((one, ", ".join(seats.get(one, ("\u2013",))), ""), height=22) for one in named)
    columns = (Column("Organization", 170), Column("Seats", 188), Column("Level (Federal, State, Local, other)", 110))
    return (
        Heading("Appendix B: Participating organizations"),
        Table(columns, rows or (Row(("None is named.", "", "")),), form="organizations"),
    )


def plans(plan: Beforehand) -> tuple[Block, ...]:
    """Appendix C."""
    rows = tuple(Row((one.title, one.owner, one.date, one.relevance)) for one in plan.scenario.paperwork.plans)
    empty = (Row(("", "", "", ""), height=24),) * (2 if rows else 5)
    columns = (Column("Title", 140), Column("Owner", 100), Column("Date", 60), Column("Relevance", 168))
    return (
        Heading("Appendix C: Relevant plans and standards"),
        Table(columns, (*rows, *empty), ruled=True, form="plans"),
    )


def acronyms(plan: Beforehand) -> tuple[Block, ...]:
    """Appendix D, in two columns."""
    kept = sorted(plan.scenario.paperwork.acronyms or ACRONYMS, key=lambda one: one.short.casefold())
    half = (len(kept) + 1) // 2
    left, right = (
        Table((Column("Acronym", 60), Column("Meaning", 165)), tuple(Row((one.short, one.long)) for one in part),
              labels=True)
        for part in (kept[:half], kept[half:])
    )  # fmt: skip
    return (Heading("Appendix D: Acronyms"), Columns2((left,), (right,) if right.rows else ()))


def emergency(plan: Beforehand) -> Section:
    """Appendix E: a full page to take out and hang up."""
    rules = Text("Ground rules: " + " ".join(guidelines(plan)), "small")
    return Section(plan.ended((Heading("Appendix E: Real emergency and stop"), *emergency_blocks(plan), rules)))
