"""What is really wrong, module by module: the hidden cause in words, the faults, and the network as they leave it."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.analysis.conditions import conditions
from hotwash.documents.aar.network import network_picture
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Block, Column, Figure, Heading, Row, Section, Table, Text, Together
from hotwash.documents.outlines import outline_of
from hotwash.domain.effective import effective
from hotwash.domain.impairment import Impairment
from hotwash.domain.msel import Inject
from hotwash.domain.plan import Module
from hotwash.domain.scenario import PlannedFault
from hotwash.domain.steps import Clear, Impair
from hotwash.domain.time import Millis, clock


def truth(plan: Beforehand) -> Section:
    """Scenario with its cause, faults with their times, a map for each module."""
    scenario = plan.scenario
    blocks: list[Block] = [
        Heading("The scenario and what is behind it"),
        Text(scenario.overview.scenario, lead="Scenario."),
        *(Text(one) for one in scenario.paperwork.hidden),
    ]
    if not scenario.paperwork.hidden:
        blocks.append(Text("The author tells no more than the faults below.", "small"))
    blocks += [Heading("Faults of the scenario", 2), _faults(plan)]
    for module, end in _with_ends(plan):
        blocks += _module(plan, module, end)
    return Section(tuple(blocks))


def _faults(plan: Beforehand) -> Table:
    network = plan.scenario.network
    rows = tuple(
        Row((one.id, f"{one.fault.title}{f' ({one.fault.code})' if one.fault.code else ''}",
             "by the facilitator" if one.at is None else f"T+ {clock(one.at)}, {plan.moment(one.at)}",
             str(one.fault.narrative(network))))
        for one in plan.scenario.faults.values()
    )  # fmt: skip
    columns = (Column("Id", 78), Column("Fault", 100), Column("Begins", 82), Column("What it does", 208))
    return Table(columns, rows or (Row(("\u2013", "The scenario has none.", "", "")),), size=8.5)


def _with_ends(plan: Beforehand) -> Iterator[tuple[Module, Millis]]:
    kept = plan.scenario.modules
    for place, module in enumerate(kept):
        yield module, kept[place + 1].begins if place + 1 < len(kept) else plan.scenario.span


def _module(plan: Beforehand, module: Module, end: Millis) -> Iterator[Block]:
    """The truth of one module as it is where nobody has acted."""
    scenario = plan.scenario
    live = [one for one in scenario.faults.values() if one.at is not None and one.at < end]
    network = effective(scenario.network, [overlay for one in live for overlay in _overlays(plan, one)]).network
    names = ", ".join(f"{one.fault.title} ({one.id})" for one in live) or "nothing"
    told = Text(
        f"Live by T+ {clock(end)} if nobody acts and nothing else is released: {names}. The map is computed from "
        "what these faults do first; a run may differ.",
        "small",
    )
    picture = network_picture(network, conditions(network), outline_of(scenario.outline))
    figure = Figure(picture, f"{module.title}: how each element stands for new calls (computed).")
    yield Together((Heading(f"Ground truth, {module.title}", 2), told, figure))


def _overlays(plan: Beforehand, planned: PlannedFault) -> Iterator[Impairment]:
    """What a fault lays before it takes anything away again by itself."""
    for step in planned.fault.steps(plan.scenario.network):
        if isinstance(step, Clear):
            return
        if isinstance(step, Impair):
            yield Impairment(f"{planned.id}/{step.key}", step.target, step.change)


def pool(injects: list[Inject]) -> Table:
    """Contingency injects with what each is for."""
    rows = tuple(Row((one.shown_number, one.label or "\u2013", one.subject, one.note)) for one in injects)
    columns = (Column("#", 36), Column("Label", 72), Column("Subject", 160), Column("Note", 200))
    return Table(columns, rows or (Row(("\u2013", "", "The MSEL has no contingency inject.", "")),))
