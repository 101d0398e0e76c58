"""Attempts and callers apart: what was offered, delivered and answered, who was helped how, and what lost the rest."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.documents.aar.material import (
    NOT_MEASURED,
    Material,
    count,
    percent,
    references,
    stretch,
)
from hotwash.documents.content import Block, Column, Heading, Row, Table, Text
from hotwash.domain.outcomes import FAILED, WORDS, Outcome, Way
from hotwash.exercise.projections.losses import Loss
from hotwash.exercise.projections.people import People

_COLUMNS = (Column("Figure", 252), Column("Number", 84, "right"), Column("Share", 132, "right"))
_SHORT = {
    Outcome.NO_AUDIO: "No sound",
    Outcome.SILENT: "Silence",
    Outcome.REJECTED: "Fast busy",
    Outcome.BUSY: "Busy",
    Outcome.ABANDONED: "Hung up",
    Outcome.DROPPED: "Cut off",
    Outcome.WRONG_PLACE: "Wrong number",
}


def attempts_and_callers(material: Material) -> tuple[Block, ...]:
    """The two counts that outages are published by, never mixed; nothing where the journal is older than they are."""
    if Way.NINE_ONE_ONE not in material.measures.ways:
        return ()
    return (
        Heading("Attempts and callers", 2),
        Text(
            "One outage is published as very different numbers, because some sources count attempts and others "
            "callers. An attempt is one try; a caller is one person. Compare each figure only with one of the same "
            "kind."
        ),
        _attempts(material),
        *_callers(material),
        *_causes(material),
    )


def _attempts(material: Material) -> Table:
    measures = material.measures
    by_911, delivery = measures.ways[Way.NINE_ONE_ONE], measures.delivery
    offered = by_911.offered

    def row(words: str, number: int) -> Row:
        return Row((words, count(number), f"{percent(number, offered)} of offered"))

    rows = (
        Row(("Offered: 911 attempts of the public", count(offered), ""), bold=True),
        row("Delivered: came to a PSAP, heard there or not", delivery.delivered),
        row("Answered by voice", by_911.helped),
        row("Failed", by_911.failed),
        row("In progress at the end", by_911.in_progress),
        row("Delivered without a location", delivery.unlocated),
        row("Misrouted: answered by a PSAP that is not responsible", delivery.misrouted),
        Row(("First attempts, by whatever way, that failed", count(delivery.first_failed), "")),
    )
    return Table(_COLUMNS, rows, caption=f"Attempts. Computed from {stretch(measures.tallies)}.", size=8.5)


def _callers(material: Material) -> Iterator[Block]:
    people = material.measures.people
    if people is None or not people.by_way_known:
        yield Text("Callers are counted when the exercise is closed, and this one was not.", "note")
        return
    everybody = people.told.callers

    def row(words: str, number: int) -> Row:
        return Row((words, count(number), f"{percent(number, everybody)} of callers"))

    rows = (
        Row(("Callers: people of the public who needed help", count(everybody), ""), bold=True),
        row("Answered on 911 at the first attempt", people.at_once),
        row("Connected late: the first attempt failed, 911 helped later", people.late),
        *(row(f"By another way: {WORDS[Outcome(way)]}", number) for way, number in people.other_way.items()),
        row("Never connected: gave up", people.told.gave_up),
        row("Never connected: still trying at the end", people.told.still_trying),
        row("First attempt failed", people.told.first_failed),
        Row(("Redial ratio: own attempts for each caller", _ratio(people.redial_permille), "")),
        Row(("Failed attempts for each caller with any", _ratio(people.failures_permille), "")),
        Row(("Lost-call-minutes", f"{people.lost_call_minutes:,.1f}", f"most at once {count(_most(material))}")),
        *_help(people),
    )
    yield Table(_COLUMNS, rows, caption=f"Callers. Computed from {references((people.seq,))}.", size=8.5)


def _help(people: People) -> Iterator[Row]:
    told = people.told
    for limit, number in people.helped_within.items():
        share = f"{percent(number, told.callers)} of callers"
        length = "1 minute" if limit == "1" else f"{limit} minutes"
        yield Row((f"Helped within {length} of first dialling", count(number), share))


def _most(material: Material) -> int:
    return material.measures.most_unserved


def _ratio(permille: int | None) -> str:
    return NOT_MEASURED if permille is None else f"{permille / 1000:.3f}"


def _causes(material: Material) -> Iterator[Block]:
    """A row for each cause, the greatest loss first."""
    losses = material.measures.losses
    if not losses:
        return
    shown = [outcome for outcome in FAILED if any(loss.outcomes.get(outcome) for loss in losses)]
    columns = (
        Column("Lost by", 176),
        *(Column(_SHORT[outcome], 38, "right") for outcome in shown),
        Column("Failed", 42, "right"),
    )
    rows = [
        Row((_who(material, loss), *(count(loss.outcomes.get(o, 0)) for o in shown), count(loss.failed)))
        for loss in losses
    ]
    sums = (count(sum(loss.outcomes.get(o, 0) for loss in losses)) for o in shown)
    rows.append(Row(("Total", *sums, count(sum(loss.failed for loss in losses))), bold=True))
    yield Heading("What lost the attempts", 2)
    yield Table(
        columns, tuple(rows), size=8.5,
        caption="Failed attempts by every way, by what lost them; one that several things would have "
        f"lost counts for the first on its way. Computed from {stretch(material.measures.tallies)}.",
    )  # fmt: skip


def _who(material: Material, loss: Loss) -> str:
    if loss.kind == "network":
        return "The network as its author made it"
    if loss.kind == "psap":
        return "PSAPs: no room, no free line, or nobody free in time"
    if loss.kind == "act":
        offered = material.scenario.actions.get(loss.id)
        return f"Act: {material.act(loss.id, offered.action.title) if offered else loss.id}"
    return f"Fault: {material.fault(loss.id)}"
