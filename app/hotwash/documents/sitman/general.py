"""General information and background of the Situation Manual: roles, structure, rules, model, network; no cause."""

from __future__ import annotations

from collections.abc import Iterable

from hotwash.documents.aar.basis import ASSUMPTIONS, LIMITS
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Block, Bullets, Columns2, Figure, Heading, Mark, Section, Text
from hotwash.documents.forms.room import directory_table, guidelines
from hotwash.documents.network_map import network_map
from hotwash.documents.overview import objectives_table
from hotwash.documents.parts_of_people import CLOCK_MODES, ROLES
from hotwash.domain.plan import Part
from hotwash.domain.time import clock


def general_information(plan: Beforehand, *, closed: bool = False) -> tuple[Block, ...]:
    """Parts (a) to (f); with the targets of the objectives where it is `closed`."""
    paperwork = plan.scenario.paperwork
    intro = (
        "The objectives below describe what is expected of the exercise. Each is linked to a core capability of the "
        "National Preparedness Goal."
    )
    return (
        Heading("General information"),
        Heading("Exercise objectives and core capabilities", 2),
        Text(intro),
        objectives_table(plan, closed=closed),
        Heading("Participant roles and responsibilities", 2),
        *(Text(text, lead=role) for role, text in ROLES),
        Heading("Exercise structure", 2),
        *_structure(plan),
        Heading("Exercise guidelines", 2),
        Bullets(guidelines(plan)),
        Heading("Assumptions and artificialities", 2),
        Bullets(paperwork.assumptions or ASSUMPTIONS),
        Heading("Exercise evaluation", 2),
        Text(
            "Evaluators compare what is done with the objectives, targets and tasks of the evaluation guides. The "
            "software gives times and counts from the journal; ratings come from people only. Players help by filling "
            "in the feedback form, which stays in the room for the report."
        ),
    )  # fmt: skip


def _structure(plan: Beforehand) -> Iterable[Block]:
    modules = plan.scenario.modules
    yield Text(
        f"The exercise is moderated and has {len(modules)} modules. Each begins with an update of the situation, goes "
        "on with play and questions by function, and ends with a round in which all take part."
        if modules
        else "The exercise is played in one piece, moderated by the facilitator."
    )  # fmt: skip
    lines = tuple(
        f"{one.title}: {one.minutes} minutes in the room, from {plan.moment(one.begins)} of the scenario"
        for one in modules
    )
    if lines:
        yield Bullets(lines)


def simulated_network(plan: Beforehand) -> tuple[Block, ...]:
    """Part (g): what the model holds and what it leaves out."""
    network = plan.scenario.network
    psaps, demand = network.psaps(), plan.scenario.demand
    counts = (
        f"{len(network.origins())} originating networks, {len(network.borders())} BCFs, {len(psaps)} PSAPs, "
        f"{len(network.links)} links"
    )
    standing = next((one.standing for one in plan.scenario.sources if one.id == demand.source), demand.source)
    marked = Mark.PUBLISHED if standing == "published" else Mark.DEFAULT if standing == "default" else Mark.COMPUTED
    return (
        Heading("Simulated network", 2),
        Text(f"The model holds {Mark.DEFAULT.on(counts, 'layout by the author')}."),
        Text(f"On an average day {marked.on(f'{demand.per_day:,} emergency calls', demand.source)} are made in it."),
        Text("Its limits:"),
        Bullets((*LIMITS, *CLOCK_MODES)),
    )


def background(plan: Beforehand) -> Section:
    """Community, organizations, network in plain words; the picture that every player may know."""
    words = plan.scenario.paperwork.background or (
        ("To be written by the sponsor before printing: the community, its organizations and its network, in plain "
        "words. The picture below shows the simulated network."),
    )  # fmt: skip
    seats = tuple(f"{one.name} ({one.organisation})" for one in plan.seats(Part.PLAYER))
    half = (len(seats) + 1) // 2
    return Section(
        (
            Heading("Background"),
            *(Text(one) for one in words),
            Heading("The network as built", 2),
            Figure(
                network_map(plan.scenario),
                "Built so at T+ "
                f"{clock(0)}. Small circles are PSAPs. The picture tells how things are connected, not how they stand.",
            ),
            Heading("Who plays", 2),
            Columns2((Bullets(seats[:half] or ("No seat is set.",)),), (Bullets(seats[half:]),)),
            Heading("Contact directory", 2),
            directory_table(plan),
        )
    )
