"""Histories that were played and taken back: what each measured, beside the played one up to the same moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hotwash.documents.aar.material import Material, count, reference
from hotwash.documents.content import Block, Column, Row, Table
from hotwash.documents.text import one_line
from hotwash.domain.facts import Happened
from hotwash.domain.rewind_facts import Rewound
from hotwash.domain.time import Millis, clock
from hotwash.exercise.branching import Branch
from hotwash.exercise.projections.measures import Measures, measures

TITLE = "Histories that were left"
_COLUMNS = (
    Column("History", 40, "right"), Column("Left at T+", 48), Column("Back to T+", 48), Column("Why", 110),
    Column("Failed there", 52, "right"), Column("Failed as played", 52, "right"), Column("Restored there", 62),
    Column("Last entry", 56),
)  # fmt: skip


def histories(material: Material) -> tuple[Block, ...]:
    """A row for each way back; nothing where the exercise was never taken back."""
    if material.left:
        rows = tuple(_row(material, branch) for branch in material.left)
        note = (
            "Failed: 911 attempts that got no help from the start of the exercise to the moment at which that history "
            "was left, there and in the history that this report is of. Left histories stand in the exercise file and "
            "count in no other figure."
        )
        return (Table(_COLUMNS, rows, size=8.5, caption=note),)
    told = tuple(_told(one.fact, one.seq) for one in material.happened if isinstance(one.fact, Rewound))
    if not told:
        return ()
    short = "What the left histories measured is told where this report is printed from the exercise file."
    return (Table(_COLUMNS, told, size=8.5, caption=short),)


def _row(material: Material, branch: Branch) -> Row:
    assert branch.left is not None  # only left ones are given
    there = measures(material.scenario, branch.facts, engine=material.engine)
    played = measures(material.scenario, _until(material.happened, branch.ends), engine=material.engine)
    return Row(
        (
            str(branch.number + 1), clock(branch.ends), clock(branch.left.to), one_line(branch.left.reason) or "\u2013",
            count(there.failed), count(played.failed) if material.measures.span >= branch.ends else "not reached",
            _restored(there), reference(branch.left.left_seq),
        )
    )  # fmt: skip


def _until(happened: Iterable[Happened], end: Millis) -> Sequence[Happened]:
    return [one for one in happened if one.at <= end]


def _restored(found: Measures) -> str:
    """When service was back in each outage."""
    times = (outage.timeline.get("restored") for outage in found.outages)
    return "; ".join(f"T+ {clock(moment.at)}" if moment else "no" for moment in times) or "no outage"


def _told(fact: Rewound, seq: int) -> Row:
    why = one_line(fact.reason) or "\u2013"
    return Row((str(fact.branch), clock(fact.left_at), clock(fact.to), why, *["\u2013"] * 3, reference(seq)))
