"""Detect, diagnose, reroute, restore, revert: the clocks of each fault side by side, and work-arounds left behind."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.documents.aar.material import Material, references, took
from hotwash.documents.content import Block, Bullets, Column, Heading, Row, Table, Text
from hotwash.documents.text import one_line
from hotwash.domain.time import clock
from hotwash.exercise.projections.intervals import GRACE, FaultClock, Workaround, fault_clocks
from hotwash.exercise.projections.measured import Moment

NAMES = ("detect", "diagnose", "reroute", "restore", "revert")
TITLE = "Detect, diagnose, reroute, restore, revert"


def fault_blocks(material: Material) -> tuple[Block, ...]:
    """One row for each time that a fault began; nothing where none did."""
    clocks = fault_clocks(material.scenario, material.happened)
    if not clocks:
        return ()
    columns = (
        Column("Fault", 112), Column("Began T+", 48), *(Column(name.capitalize(), 47) for name in NAMES),
        Column("Evidence", 73),
    )  # fmt: skip
    table = Table(columns, tuple(_row(one) for one in clocks), size=8.5, caption=(
        "Detect and restore count from the beginning of the fault; diagnose and reroute from detection, or from the "
        "beginning where nobody detected it; revert from the end of the last fault that a work-around was for. Below "
        "each length stands the T+ at which it was reached. With several faults at a time, what shows no cause "
        "counts for each."
    ))  # fmt: skip
    return (Heading(TITLE, 2), table, *_left_behind(material, clocks))


def _row(one: FaultClock) -> Row:
    moments = (one.detected, one.diagnosed, one.rerouted, one.restored, one.reverted)
    lengths = tuple(_length(one, name) for name in NAMES)
    reached = tuple(clock(moment.at) if moment else "" for moment in moments)
    seqs = tuple(dict.fromkeys(seq for moment in (one.began, *moments) if moment for seq in moment.seqs))
    cells = (one_line(one.title, 120) or one.fault, clock(one.began.at), *lengths, references(seqs))
    return Row(cells, notes=("", "", *reached, ""))


def _length(one: FaultClock, name: str) -> str:
    """A length; a dash where there was nothing to take back or to lead round, which is no omission."""
    found = one.intervals.get(name)
    if found is None and name in ("reroute", "revert") and not one.workarounds:
        return "\u2013"
    return took(found)


def _left_behind(material: Material, clocks: tuple[FaultClock, ...]) -> Iterator[Block]:
    """Work-arounds that outlived the repair, each once."""
    now = material.measures.span
    every = {(work.key, work.target, work.laid.seqs): work for one in clocks for work in one.workarounds}
    if not every:
        return
    yield Heading("Work-arounds that were forgotten", 3)
    forgotten = tuple(_told(material, work) for work in every.values() if work.forgotten(now))
    grace = f"{clock(GRACE)} (default)"
    if not forgotten:
        yield Text(f"None stayed longer than {grace} after the repair.")
        return
    yield Text(f"These stayed longer than {grace} after the repair:", "small")
    yield Bullets(forgotten)


def _told(material: Material, work: Workaround) -> str:
    offered = material.scenario.actions.get(work.action)
    title = material.act(work.action, offered.action.title) if offered else one_line(work.action, 60) or "An act"
    until, gone = work.needed_until, work.gone
    moments: tuple[Moment | None, ...] = (work.laid, until, gone)
    seqs = tuple(dict.fromkeys(seq for moment in moments if moment for seq in moment.seqs))
    needed = f"needed until T+ {clock(until.at)}" if until else "still needed"
    after = f", {clock(gone.at - until.at)} after the repair" if gone and until else ""
    end = f"taken back at T+ {clock(gone.at)}{after}" if gone else "never taken back in this exercise"
    laid = f"laid at T+ {clock(work.laid.at)}"
    return f"{title}, on {material.what(work.target)}: {laid}, {needed}, {end} [{references(seqs)}]."
