"""Clocks that rules set running, user-minutes, and what was done beside the calls, each with its entries."""

from __future__ import annotations

from hotwash.documents.aar.material import (
    NOT_MEASURED,
    NOT_REACHED,
    Material,
    count,
    minutes,
    permille,
    references,
    stretch,
)
from hotwash.documents.content import Block, Column, Heading, Row, Table
from hotwash.domain.outcomes import Way
from hotwash.domain.time import clock
from hotwash.exercise.projections.duties import MET, MISSED, NOT_DISCOVERED, NOT_DUE, NOT_OFFERED, RUNNING, Duty
from hotwash.exercise.projections.losses import cut_off
from hotwash.exercise.projections.measured import Outage
from hotwash.exercise.projections.users import REPORTABLE, REPORTABLE_MINUTES, UserMinutes

WORDS = {
    "psaps_told": "Affected PSAPs told, from discovery",
    "psaps_updated": "More told to PSAPs, from the first notice",
    "regulator_told": "Regulator notified, from discovery",
}
ABROAD = (
    "The papers of the scenario name no rule of the United States: these limits are printed to compare with, and may "
    "bind nobody in it. "
)
MOST_NEIGHBOURS = 3
"""Overloaded neighbours that the report names; the file of figures has all of them."""
STATES = {
    MET: "met",
    MISSED: "not met",
    RUNNING: "still running",
    NOT_DISCOVERED: "not discovered",
    NOT_DUE: "not due",
    NOT_OFFERED: "not played",
}


def clocks(material: Material) -> tuple[Block, ...]:
    """A row for each clock of each outage; nothing without an outage."""
    if not material.measures.duties:
        return ()
    theirs = american(material)
    rows = tuple(_clock(duty, several=len(material.measures.outages) > 1) for duty in material.measures.duties)
    table = Table(
        (
            Column("Clock", 188), Column("Rule", 66), Column("Limit", 48, "right"), Column("Took", 52, "right"),
            Column("Met?", 54, "centre"), Column("Evidence", 60),
        ),
        rows, size=8.5,
        caption=("" if theirs else ABROAD) + "Limits as of the editions of 2014 to 2017 with the orders of 2013 and "
        "2022. Check the wording in force, and whom it binds. Not due: service was back before, or the outage was too "
        "small. Not played: no act stops the clock.",
    )  # fmt: skip
    return Heading("Clocks that rules set running" if theirs else "Clocks of the United States, to compare", 2), table


def american(material: Material) -> bool:
    """Whether the papers of the scenario name the federal rules, so that their clocks are more than a comparison."""
    scenario = material.scenario
    said = (
        *(one.title for one in scenario.paperwork.plans),
        *(one.text for one in scenario.sources),
        *scenario.notes,
        *(one.reference for one in scenario.targets.values()),
    )
    return any("CFR" in one for one in said)


def _clock(duty: Duty, *, several: bool) -> Row:
    words = WORDS[duty.key] + (f" (outage {duty.outage})" if several else "")
    took = NOT_REACHED if duty.took is None else clock(max(0, duty.took))
    cited = references(duty.done.seqs if duty.done else (duty.since.seqs if duty.since else ()))
    return Row((words, duty.rule, clock(duty.limit), took, STATES[duty.state], cited))


def beside(material: Material) -> tuple[Block, ...]:
    """User-minutes, call-backs, 10-digit lines, calls cut off, exposure, statements and false steps."""
    rows = (*_users(material), *_call_backs(material), *_lines(material), *_steps(material))
    columns = (Column("Figure", 252), Column("Number", 120, "right"), Column("Evidence", 96))
    return Heading("Beside the calls", 2), Table(columns, tuple(Row(row) for row in rows), size=8.5)


Cells = tuple[str, str, str]


def _users(material: Material) -> tuple[Cells, ...]:
    measures = material.measures
    rows = []
    for outage, users, reach in zip(measures.outages, measures.users, measures.reach, strict=True):
        of = f", outage {outage.number}" if len(measures.outages) > 1 else ""
        number = NOT_MEASURED if users.count is None else count(users.count)
        reportable = {None: "not known", True: "yes", False: "no"}[users.reportable]
        threshold = f"{REPORTABLE:,} user-minutes and {REPORTABLE_MINUTES} minutes"
        rows += [
            (f"User-minutes (potential users){of}", number, stretch(users.seqs)),
            (f"At least {threshold} (47 CFR 4.9){of}", reportable, stretch(users.seqs)),
            *_by_region(material, users, of),
            (f"PSAPs told within 30 minutes of discovery{of}", _told(material, outage),
             _cited(outage, "psaps_notified")),
            *_last_told(material, outage, of),
            (f"Greatest reach of a notice to the public (assumed){of}", permille(reach),
             _cited(outage, "public_notified")),
        ]  # fmt: skip
    return tuple(rows)


def _by_region(material: Material, users: UserMinutes, of: str) -> tuple[Cells, ...]:
    """A row for each region, where there are several."""
    if len(users.regions) < 2:
        return ()
    names = material.scenario.network.regions
    return tuple(
        (f"\u2013 in {names[region].name if region in names else region}{of}", count(number), stretch(users.seqs))
        for region, number in users.regions.items()
    )


def _last_told(material: Material, outage: Outage, of: str) -> tuple[Cells, ...]:
    """Where some PSAPs read a notice later than others: when the last of them had."""
    times = material.measures.told[outage.number - 1].times
    if len(times) < 2:
        return ()
    first, last = times[0], times[-1]
    later = f"{permille(first[1])}; {permille(last[1])} after {clock(last[0] - first[0])}"
    return ((f"PSAPs that had read the first notice at once; later{of}", later, _cited(outage, "psaps_notified")),)


def _told(material: Material, outage: Outage) -> str:
    return permille(material.measures.told_in_time[outage.number - 1])


def _cited(outage: Outage, name: str) -> str:
    moment = outage.timeline.get(name)
    return stretch(moment.seqs) if moment else "\u2013"


def _call_backs(material: Material) -> tuple[Cells, ...]:
    measures = material.measures
    way = measures.ways.get(Way.CALL_BACK)
    if way is None:
        return ()
    people = measures.people if measures.people and measures.people.by_way_known else None
    of_callers: tuple[Cells, ...] = ()
    if people is not None:
        told = (
            f"{count(people.told.reached_back)} of {count(people.told.dialable)} ({permille(people.coverage_permille)})"
        )
        of_callers = (("Coverage: callers reached, of failed callers with a number", told, references((people.seq,))),)
    evidence = stretch(measures.tallies)
    return ("Call-backs attempted; answered", f"{count(way.offered)}; {count(way.helped)}", evidence), *of_callers


def _lines(material: Material) -> tuple[Cells, ...]:
    way = material.measures.ways.get(Way.TEN_DIGIT)
    evidence = stretch(material.measures.tallies)
    cut = cut_off(material.measures.losses)
    rows = []
    if way is not None:
        rows.append(("Attempts on 10-digit lines; blocked", f"{count(way.offered)}; {count(way.blocked)}", evidence))
    if any(cut.values()):
        number = f"{count(cut['act'])}; {count(cut['fault'])}"
        rows.append(("Calls in progress cut by an act; by a fault", number, evidence))
    return tuple(rows)


def _steps(material: Material) -> tuple[Cells, ...]:
    found = material.measures.beside
    return (
        ("Exposure: minutes in which a policy was bypassed", minutes(found.exposure),
         references(found.exposure_seqs[:4])),
        *_watched(material),
        ("Public statements", count(len(found.statements)), references(found.statements[:4])),
        *_doubled(material),
        ("Declared while no fault was live", count(len(found.false_declarations)),
         references(found.false_declarations[:4])),
        ("All-clears while a fault was live", count(len(found.early_all_clears)),
         references(found.early_all_clears[:4])),
    )  # fmt: skip


def _watched(material: Material) -> tuple[Cells, ...]:
    """Where intrusion prevention was set to alert only: for how long, and what it would have stopped."""
    found = material.measures.beside
    if not found.alert_only_seqs:
        return ()
    number = f"{minutes(found.alert_only)}; {count(found.alerted)}"
    return (
        ("Minutes of alert only; calls that would have been stopped", number, references(found.alert_only_seqs[:4])),
    )


def _doubled(material: Material) -> tuple[Cells, ...]:
    """Statements that others contradicted, and neighbours that calls of others were too many for."""
    said = material.measures.beside.contradicted
    rows = [("Public statements that another contradicted", count(len(said)), references(said[:4]))]
    for one in material.measures.overloads[:MOST_NEIGHBOURS]:
        number = f"{count(one.call_minutes)}; {count(one.most)}"
        rows.append((f"Calls of others at {one.name} beyond its positions: minutes; most at once", number,
                     stretch(one.seqs)))  # fmt: skip
    return tuple(rows)
