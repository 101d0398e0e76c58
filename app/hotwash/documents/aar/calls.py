"""What became of the calls: by outcome and window, by originating network, by PSAP, and against the standards."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.documents.aar.duties import beside
from hotwash.documents.aar.material import (
    NOT_MEASURED,
    Material,
    count,
    minutes,
    percent,
    permille,
    seconds,
    stretch,
    stretches,
)
from hotwash.documents.aar.people import attempts_and_callers
from hotwash.documents.content import Block, Column, Heading, Row, Section, Table, Text
from hotwash.domain.network import Network
from hotwash.domain.outcomes import BY_ESINET, BY_OTHER_WAY, FAILED, WORDS, Outcome
from hotwash.domain.time import clock
from hotwash.exercise.projections.answering import STANDARDS, WORST_BY_S
from hotwash.exercise.projections.measured import Place

_SHORT = {
    Outcome.NO_AUDIO: "No sound",
    Outcome.SILENT: "Silence",
    Outcome.REJECTED: "Fast busy",
    Outcome.BUSY: "Busy",
    Outcome.ABANDONED: "Hung up",
    Outcome.DROPPED: "Cut off",
    Outcome.WRONG_PLACE: "Wrong number",
}


APART = (
    "Counted are attempts of the public and call-backs, so that all PSAPs together give the outcomes above. Test calls "
    "stand in a column of their own, by the PSAP that they belong to, and in no other; malicious calls stand in none."
)
TOGETHER = "Test calls are in these rows, because this journal does not tell them apart at the PSAPs."


def calls(material: Material) -> Section:
    """Outcomes, windows, networks and answer times."""
    return Section(
        (
            Heading("What became of the calls"),
            Heading("Outcomes by cause", 2),
            *_outcomes(material),
            *attempts_and_callers(material),
            Heading("Before, during and after the fault", 2),
            _windows(material),
            Heading("By originating network", 2),
            _places("Originating network", material.measures.origins, material),
            Heading("Answer times against the standards", 2),
            *_answer_times(material),
            *beside(material),
            *_psaps(material),
        )
    )


def _psaps(material: Material) -> tuple[Block, ...]:
    """What each PSAP with a failed attempt saw, worst first."""
    found = material.measures.psaps
    hit = sorted((place for place in found if place.failed), key=lambda place: (-place.failed, place.name, place.id))
    spared = [place for place in found if not place.failed]
    text = (
        f"{len(hit)} of {len(found)} PSAPs had an attempt fail that was meant for them. The other {len(spared)} "
        f"answered {count(sum(place.answered for place in spared))} attempts without a failure."
    )
    told = all(place.tests is not None for place in found)
    note = Text(APART if told else TOGETHER, "note")
    table = (_places("PSAP", hit, material),) if hit else ()
    return Heading("What each PSAP saw"), Text(text), *table, note


def _outcomes(material: Material) -> tuple[Block, ...]:
    measures = material.measures
    whole = sum(measures.outcomes.values())
    evidence = stretch(measures.tallies)
    rows: list[Row] = []
    for title, group in (
        ("Answered through the ESInet", BY_ESINET),
        ("Reached by another way", BY_OTHER_WAY),
        ("No help by this attempt", FAILED),
        ("Other", (Outcome.CALL_BACK_UNREACHED, Outcome.IN_PROGRESS)),
    ):
        here = [(outcome, measures.outcomes.get(outcome, 0)) for outcome in group]
        total = sum(number for _, number in here)
        if not total:
            continue
        rows.append(Row((title, "", count(total), percent(total, whole)), bold=True))
        rows += [
            Row(("", WORDS[outcome], count(number), percent(number, whole)), joined=0)
            for outcome, number in here
            if number
        ]
    table = Table(
        (Column("Group", 160), Column("Outcome", 158), Column("Attempts", 75, "right"), Column("Share", 75, "right")),
        tuple(rows) or (Row(("No attempt was decided.", "", "", "")),),
        caption=f"Attempts of the public and call-backs by what became of them; computed from {evidence}.",
    )
    return (table,)


def _windows(material: Material) -> Table:
    rows = tuple(
        Row(
            (
                window.name.capitalize(),
                minutes(window.length),
                count(window.offered),
                count(window.answered),
                count(window.failed),
                count(window.other_way),
                permille(window.rate_permille),
                stretches(window.stretches),
            )
        )
        for window in material.measures.windows
    )
    return Table(
        (
            Column("Window", 50), Column("Minutes", 44, "right"), Column("Offered on 911", 52, "right"),
            Column("Answered", 50, "right"), Column("Failed", 42, "right"), Column("Other ways", 44, "right"),
            Column("Success rate", 52, "right"), Column("Evidence", 134),
        ),
        rows or (Row(("\u2013",) * 8),),
        caption=f"Success rate: answered by voice through the ESInet, of those so answered or failed.{_cut(material)}",
        size=8.5,
    )  # fmt: skip


def _cut(material: Material) -> str:
    """What becomes of calls that were answered in one minute and cut off in a later one; nothing where none was."""
    cut = sum(minute.cut for minute in material.measures.minutes)
    if not cut:
        return ""
    return f" Of them {count(cut)} were answered and cut off in a later minute: under both here, as cut off elsewhere."


def _places(title: str, places: Sequence[Place], material: Material) -> Table:
    shown = [place for place in places if place.outcomes]
    causes = tuple(outcome for outcome in _SHORT if any(place.outcomes.get(outcome) for place in shown))
    words = [_SHORT[outcome] for outcome in causes]
    network = material.scenario.network
    tested = title == "PSAP" and any(place.tests for place in material.measures.psaps)
    regions = {psap.id: material.what(psap.region) for psap in network.psaps()}
    columns = (
        Column(title, 120), Column("Region" if title == "PSAP" else "Kind", 76),
        Column("Answered", 46, "right"), Column("Other ways", 44, "right"),
        *(Column(word, 38, "right") for word in words), Column("Failed", 42, "right"),
        *((Column("Test calls", 40, "right"),) if tested else ()),
    )  # fmt: skip
    rows = [
        Row(
            (
                place.name,
                regions.get(place.id) or _kind(network, place.id),
                *_numbers([place], causes),
                *_tests([place], told=tested),
            )
        )
        for place in shown
    ]
    if shown:
        rows.append(Row(("Total of these rows", "", *_numbers(shown, causes), *_tests(shown, told=tested)), bold=True))
    return Table(
        columns,
        tuple(rows) or (Row(("No attempt was decided.", *[""] * (len(columns) - 1))),),
        caption=f"Computed from {stretch(material.measures.tallies)}. Causes that did not occur have no column.",
        size=8.0,
    )


def _kind(network: Network, element: str) -> str:
    return network.elements[element].title if element in network.elements else ""


def _numbers(places: Sequence[Place], causes: Sequence[Outcome]) -> tuple[str, ...]:
    return (
        count(sum(place.answered for place in places)),
        count(sum(place.other_way for place in places)),
        *(count(sum(place.outcomes.get(outcome, 0) for place in places)) for outcome in causes),
        count(sum(place.failed for place in places)),
    )


def _tests(places: Sequence[Place], *, told: bool) -> tuple[str, ...]:
    return (count(sum(place.tests or 0 for place in places)),) if told else ()


def _answer_times(material: Material) -> tuple[Block, ...]:
    measures = material.measures
    hour = measures.worst_hour
    rows = []
    for standard in STANDARDS:
        shares = (measures.within(standard.seconds), hour.answers.within(standard.seconds) if hour else None)
        met = "\u2013" if shares[0] is None else ("yes" if shares[0] * 1000 >= standard.permille else "no")
        shown = (NOT_MEASURED if share is None else f"{share * 100:.1f} %" for share in shares)
        required = f"{standard.permille / 10:g} %"
        rows.append(Row((standard.name, f"\u2264 {standard.seconds} s", required, *shown, met)))
    table = Table(
        (
            Column("Standard", 176), Column("Answered in", 60), Column("Required", 54, "right"),
            Column("Measured", 66, "right"), Column("Worst hour", 66, "right"), Column("Met?", 46, "centre"),
        ),
        tuple(rows),
        caption=f"{count(len(measures.answer_ms))} calls answered through the ESInet over the whole exercise, "
        f"from dialling to pick-up; computed from {stretch(measures.tallies)}. Calls that failed are in no row. "
        "Standards and agencies differ: check which one binds.",
        size=8.5,
    )  # fmt: skip
    percentiles = ", ".join(f"{one} % in {seconds(measures.percentile(one))}" for one in (50, 90, 95, 99))
    worst = "Worst hour: none, because the exercise was shorter than an hour or nothing was answered."
    if hour is not None:
        late = ", ".join(f"{one} % in {seconds(hour.answers.percentile(one))}" for one in (50, 90, 95, 99))
        worst = (
            f"T+ {clock(hour.begins)} to {clock(hour.ends)} [{stretch(hour.seqs)}], of the rolling hours the one "
            f"with the smallest share within {WORST_BY_S} s: {late} or less."
        )
    return (
        table,
        Text(f"{percentiles} or less.", "small", lead="Percentiles (nearest rank):"),
        Text(worst, "small", lead="Worst hour:" if hour else ""),
    )
