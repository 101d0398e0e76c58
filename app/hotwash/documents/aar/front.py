"""Cover, handling, contents and exercise overview, in the order of the HSEEP template."""

from __future__ import annotations

from hotwash.documents.aar.material import Material, day
from hotwash.documents.content import Block, Column, Contents, Figure, Heading, Row, Section, Space, Table, Text
from hotwash.documents.marks import Marks
from hotwash.documents.picture import Box, Picture, Tone
from hotwash.domain.time import clock
from hotwash.exercise.lack import Lack

TEMPLATE_STATEMENT = (
    "The After-Action Report/Improvement Plan (AAR/IP) aligns exercise objectives with preparedness doctrine to "
    "include the National Preparedness Goal and related frameworks and guidance. Exercise information required for "
    "preparedness reporting and trend analysis is included; users are encouraged to add additional sections as needed "
    "to support their own organizational needs."
)
"""FEMA's words on every AAR/IP template of the Homeland Security Exercise and Evaluation Program; public domain."""

BAR = Picture(468, 12, (Box(0, 2, 468, 3, weight=0, fill=Tone.INK),), "")


def cover(material: Material, marks: Marks) -> Section:
    """Name, title, date, sponsor; DRAFT until somebody calls it final."""
    overview = material.scenario.overview
    lines: list[Block] = [
        Space(110),
        Text(overview.name or material.scenario.title, "cover-name"),
        Figure(BAR),
        Text("After-Action Report/Improvement Plan", "cover-title"),
        Text(f"Exercise date: {day(material.scenario)} (date of the scenario)", "cover-line"),
        Text(f"Sponsor: {overview.sponsor or 'not named'}", "cover-line"),
        Text(f"Handling: {marks.handling or 'no marking set'}", "cover-line"),
    ]
    if marks.draft:
        lines.append(Text("DRAFT", "draft"))
    room = 90 if marks.draft else 150
    if material.lack is not None:
        lines += [Space(20), Text(material.lack.sentence, "body", lead=caution(material.lack))]
        room = 20
    if marks.history:
        lines += [Space(20), Text(marks.history, "body", lead="A history that was left:")]
        room = 20
    lines += [
        Space(room),
        Text(TEMPLATE_STATEMENT, "small"),
        Text(
            "Every time and count in this report was read from the exercise's journal and cites its entries (E-00000). "
            "Ratings are left to the evaluators: the software proposes none.",
            "small",
        ),
    ]
    return Section(tuple(lines))


def caution(lack: Lack) -> str:
    """What is wrong, in the words that stand before its sentence."""
    return "The record of this exercise is in doubt:" if lack.whole else "The record of this exercise is incomplete:"


def played(material: Material) -> str:
    """How much was played, or how much of that the record tells; never more than is known."""
    lack, planned = material.lack, clock(material.scenario.span)
    if lack is None:
        return f"{clock(material.measures.span)} of {planned} planned were played"
    if lack.whole:
        return f"{clock(material.measures.span)} of {planned} planned were played; {lack.brief}"
    noted = f"; the clock was last noted at {clock(lack.noted)}" if lack.noted and lack.noted > lack.since else ""
    return f"the record tells the first {clock(lack.since)} of {planned} planned{noted}; {lack.brief}"


def handling_and_contents(handling: str) -> Section:
    """Handling instructions where a marking is set, then the contents."""
    instructions = (
        Heading("Handling instructions"),
        Text(f"The title of this document carries the marking \u201c{handling}\u201d.", lead="1."),
        Text(
            "Information gathered in this AAR/IP should be safeguarded, handled, transmitted and stored in accordance "
            "with the sponsor's security directives.",
            lead="2.",
        ),
        Text(
            "It may name weaknesses of a network that carries emergency calls. Reproduce it, whole or in part, only "
            "with the sponsor's approval.",
            lead="3.",
        ),
    )
    return Section((*(instructions if handling else ()), Heading("Contents"), Contents()))


def overview_table(material: Material) -> Section:
    """The eleven rows of the exercise overview, in their order."""
    scenario, overview = material.scenario, material.scenario.overview
    start = scenario.start
    objectives = "\n".join(f"{number}. {one.text}" for number, one in enumerate(scenario.objectives, start=1))
    organisations = "\n".join(overview.organisations)
    rows = (
        ("Exercise Name", overview.name),
        ("Exercise Dates", f"{day(scenario)}, {start:%H:%M} of the scenario; {played(material)}"),
        ("Scope", overview.scope),
        ("Mission Area(s)", ", ".join(overview.mission_areas)),
        ("Core Capabilities", "\n".join(f"\u2022 {one}" for one in overview.capabilities)),
        ("Objectives", objectives),
        ("Threat or Hazard", overview.threat),
        ("Scenario", overview.scenario),
        ("Sponsor", overview.sponsor),
        ("Participating Organizations", f"{len(overview.organisations)}; seats in Appendix B\n{organisations}"),
        ("Point of Contact", overview.contact),
    )
    table = Table(
        (Column("", 118), Column("", 350)), tuple(Row(row) for row in rows), header=False, labels=True, size=9.5
    )
    return Section((Heading("Exercise overview"), table))
