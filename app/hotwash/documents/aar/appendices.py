"""Improvement plan to fill in by hand, participants, acronyms, stamp and signatures."""

from __future__ import annotations

from datetime import date

from hotwash.documents.aar.findings import areas_of, corrections_of
from hotwash.documents.aar.material import Material, day
from hotwash.documents.aar.room import took_part
from hotwash.documents.content import Block, Column, Figure, Heading, Row, Section, Space, Table, Text, Together
from hotwash.documents.qr import qr
from hotwash.documents.sheet import Sheet, SheetColumn
from hotwash.documents.stamp import Stamp
from hotwash.domain.review_facts import CorrectionPlanned

POETE = "Planning, Organization, Equipment, Training, Exercises"
ACRONYMS = (
    ("AAR/IP", "After-Action Report/Improvement Plan"),
    ("BCF", "Border Control Function: firewall and session border controller"),
    ("ECRF", "Emergency Call Routing Function"),
    ("ENDEX", "End of exercise"),
    ("ESInet", "Emergency Services IP Network"),
    ("ESRP", "Emergency Service Routing Proxy"),
    ("HSEEP", "Homeland Security Exercise and Evaluation Program"),
    ("LIS", "Location Information Server"),
    ("LNG", "Legacy Network Gateway"),
    ("LoST", "Location-to-Service Translation"),
    ("NENA", "National Emergency Number Association"),
    ("POETE", POETE),
    ("PRF", "Policy Routing Function"),
    ("PSAP", "Public Safety Answering Point"),
    ("RTP", "Real-time Transport Protocol, which carries voice"),
    ("SIP", "Session Initiation Protocol, which sets calls up"),
    ("T+", "Exercise time since the start"),
)


def improvement_plan(material: Material, *, in_report: bool = True) -> Section:
    """The matrix on a sheet across: a core capability spans its issues, an issue its corrective actions."""
    overview = material.scenario.overview
    rows = _planned(material) or _blank(material)
    table = Table(
        (
            Column("Core Capability", 92), Column("Issue/Area for Improvement", 130), Column("Corrective Action", 146),
            Column("Capability Element", 66), Column("Primary Responsible Organization", 80),
            Column("Organization POC", 72), Column("Start Date", 58), Column("Completion Date", 61),
        ),
        tuple(rows), ruled=True, size=8.5,
    )  # fmt: skip
    title = "Appendix A: Improvement plan" if in_report else "Improvement plan"
    intro = (
        f"This improvement plan has been developed specifically for {overview.sponsor or 'the sponsor'} as a result of "
        f"{overview.name}, played on the scenario date {day(material.scenario)}. "
        f"Capability elements: {POETE}. State the gap as the issue and what will be done as the corrective action."
    )
    return Section((Heading(title), Text(intro, "small"), table), landscape=True)


def _blank(material: Material) -> list[Row]:
    """Rows for a pen."""
    capabilities = tuple(dict.fromkeys(one.capability for one in material.scenario.objectives)) or ("",)
    rows: list[Row] = []
    for place, capability in enumerate((*capabilities, "")):
        for line in range(4):
            issue = f"{place + 1}.{line // 2 + 1}" if line % 2 == 0 else ""
            joined = 0 if line == 0 else 1 if line == 2 else 2
            rows.append(Row((capability if line == 0 else "", issue, *[""] * 6), height=36, joined=joined))
    return rows


def _planned(material: Material) -> list[Row]:
    """A row for each corrective action that was planned; an area without any has one to be filled in."""
    rows: list[Row] = []
    capabilities: set[str] = set()
    findings: set[str] = set()
    for finding, capability, number, issue, one in planned_of(material):
        cells = (
            (one.action, one.element, one.organisation, one.contact, one.starts, one.completes) if one else ("",) * 6
        )
        joined = 2 if finding in findings else int(capability in capabilities)
        first = "" if joined else capability
        rows.append(Row((first, "" if joined == 2 else f"{number}. {issue}", *cells), height=36, joined=joined))
        capabilities.add(capability)
        findings.add(finding)
    return rows


def planned_of(material: Material) -> list[tuple[str, str, int, str, CorrectionPlanned | None]]:
    """Finding, core capability, number of the area, the area itself, and one corrective action for it or None."""
    capability = {one.id: one.capability for one in material.scenario.objectives}
    order = list(capability)
    areas = sorted((fact for _, fact in areas_of(material)), key=lambda fact: order.index(fact.objective))
    found: list[tuple[str, str, int, str, CorrectionPlanned | None]] = []
    for number, fact in enumerate(areas, start=1):
        about = (fact.finding, capability[fact.objective], number, fact.statement)
        planned = corrections_of(material, fact.finding)
        found += [(*about, one) for one in planned] if planned else [(*about, None)]
    return found


def tracker(material: Material) -> Sheet:
    """The same matrix to keep up to date in a workbook, with what becomes of each action until it is tried again."""
    overview = material.scenario.overview
    capabilities = tuple(dict.fromkeys(one.capability for one in material.scenario.objectives)) or ("",)
    planned = planned_of(material)
    rows = tuple(
        (capability, str(number), issue, *_tracked(one), "open" if one else None, *[None] * 4)
        for _, capability, number, issue, one in planned
    ) or tuple(
        (capability, f"{place}.{issue}", *[None] * 12)
        for place, capability in enumerate(capabilities, start=1)
        for issue in (1, 1, 2, 2)
    )
    columns = (
        SheetColumn("Core Capability", width=22),
        SheetColumn("Issue", width=7),
        SheetColumn("Issue/Area for Improvement", width=30),
        SheetColumn("Corrective Action", width=36),
        SheetColumn("Capability Element", width=14, choices=tuple(POETE.split(", "))),
        SheetColumn("Primary Responsible Organization", width=20, choices=tuple(dict.fromkeys(overview.organisations))),
        SheetColumn("Organization POC", width=16),
        SheetColumn("Start Date", "date", 11),
        SheetColumn("Completion Date", "date", 11),
        SheetColumn("Status", width=11, choices=("open", "in progress", "done", "cancelled")),
        SheetColumn("Last update", "date", 11),
        SheetColumn("Percent", "number", 8),
        SheetColumn("Evidence of completion", width=24),
        SheetColumn("Re-test run", width=16),
    )
    return Sheet("Improvement plan", columns, rows, spare=20)


def _tracked(planned: CorrectionPlanned | None) -> tuple[str | date | None, ...]:
    if planned is None:
        return (None,) * 6
    days = (date.fromisoformat(day) if day else None for day in (planned.starts, planned.completes))
    return (planned.action, planned.element, planned.organisation or None, planned.contact or None, *days)


def participants_and_acronyms(material: Material) -> Section:
    """Organisations, seats, acronyms; the level of each organisation is for a person to fill in."""
    scenario = material.scenario
    organisations = Table(
        (Column("Participating organization", 328), Column("Level (Federal, State, Local, other)", 140)),
        tuple(Row((one, ""), height=18) for one in scenario.overview.organisations) or (Row(("None is named.", "")),),
    )
    seats = Table(
        (Column("Seat", 110), Column("Organization", 110), Column("Part", 248)),
        tuple(Row((seat.name, seat.organisation, seat.brief)) for seat in scenario.seats.values())
        or (Row(("\u2013", "\u2013", "No seat is set.")),),
        size=8.5,
    )
    acronyms = Table(
        (Column("Acronym", 90), Column("Meaning", 378)),
        tuple(Row(pair) for pair in ACRONYMS),
        labels=True,
        size=8.5,
    )
    return Section(
        (
            Heading("Appendix B: Exercise participants"),
            organisations,
            Heading("Seats", 2),
            seats,
            *took_part(material),
            Heading("Appendix C: Acronyms"),
            Together((acronyms,)),
        )
    )


def reproducing(material: Material, stamp: Stamp, letter: str) -> Section:
    """What is needed to run it again, with the same as a code, and the signatures."""
    rows = (
        ("Scenario", f"{material.scenario.id}: {material.scenario.title}"),
        ("Scenario digest (SHA-256)", stamp.scenario),
        ("Seed", str(stamp.seed)),
        ("Engine", stamp.engine),
        ("Run", stamp.run or "not given"),
        ("Digest of the facts (SHA-256)", stamp.facts),
        ("Journal head", stamp.head or "not given"),
        ("Entries", f"{len(material.happened):,}"),
        *((("Record", material.lack.brief),) if material.lack is not None else ()),
    )
    blocks: list[Block] = [
        Heading(f"Appendix {letter}: Reproducing this report"),
        Text(
            "Running a sound exercise file again with the same engine gives the same facts, and they give the same "
            "figures."
            " Every page carries the first digits below; the code holds the same text."
        ),
        Table((Column("", 138), Column("", 330)), tuple(Row(row) for row in rows), header=False, labels=True, size=8.5),
        Figure(qr(stamp.line, 110.0), stamp.line),
        Space(8),
        Together((Heading("Approval", 2), _signatures())),
    ]
    return Section(tuple(blocks))


def _signatures() -> Table:
    return Table(
        (Column("", 90), Column("Name and organization", 208), Column("Signature", 100), Column("Date", 70)),
        tuple(Row((one, "", "", ""), height=26) for one in ("Prepared by", "Reviewed by", "Approved by")),
        labels=True,
    )
