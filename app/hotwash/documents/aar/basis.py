"""Where every figure comes from, what the model leaves out, and how the clock was driven."""

from __future__ import annotations

from hotwash.documents.aar.figures import figures
from hotwash.documents.aar.material import Material, permille
from hotwash.documents.content import Block, Bullets, Column, Heading, Row, Section, Table, Text
from hotwash.domain.facts import ClockJumped, ClockPaused, JumpStopped, SpeedChanged
from hotwash.domain.time import clock
from hotwash.exercise.projections.measures import ASSUMED_BASELINE_PERMILLE
from hotwash.exercise.projections.outages import RESTORED_PERMILLE, RUN_MINUTES

LIMITS = (
    "The network, its traffic and its callers are simulated. Nothing was sent to a live network, and nobody dialled.",
    (
        "Calls are drawn from the demand and the callers' behaviour with the seed in the stamp. The same scenario, "
        "seed and decisions give the same figures; another seed gives other counts of the same size."
    ),
    (
        "Answer times hold the way through the network, the wait for a free call taker, and the seconds until that "
        "person picks up, which are drawn about the mean that the scenario gives each PSAP."
    ),
    "How long an act takes is drawn from its range as well, unless the facilitator ruled a time.",
    (
        "Counts are read minute by minute. A call that still waits at the last tally is in progress. A call that is "
        "cut off after it was answered counts as cut off; only the chart and the windows, which tell what happened "
        "when, have it under both."
    ),
    (
        "A firewall is modelled as ordered rules, inspections and limits for the flows of a call. Vendors' defects, "
        "packet loss and the internals of handsets are not."
    ),
)


def basis(material: Material) -> Section:
    """Sources first, then definitions and limits, in one flow."""
    return Section((*_sources(material), *_simulation_notes(material)))


def _sources(material: Material) -> tuple[Block, ...]:
    """Published, computed and default figures, and the notes of the author."""
    scenario = material.scenario
    rows = tuple(Row((one.id, one.standing, one.text)) for one in scenario.sources)
    return (
        Heading("Where the figures come from"),
        Text(
            "Published: printed by somebody else and named here. Computed: read from the journal of this run, or "
            "derived from published figures. Default: chosen by the author and free to be edited."
        ),
        Table(
            (Column("Source", 96), Column("Standing", 56), Column("What it says", 316)),
            rows or (Row(("\u2013", "\u2013", "The scenario names no source.")),),
            size=8.5,
        ),
        *figures(material),
        *((Heading("Notes of the author", 2), Bullets(scenario.notes)) if scenario.notes else ()),
    )


def _simulation_notes(material: Material) -> tuple[Block, ...]:
    """Definitions behind the figures, limits of the model, and pauses and speeds."""
    measures = material.measures
    baseline = (
        f"{permille(ASSUMED_BASELINE_PERMILLE)} (default: no call was decided before the first fault)"
        if measures.baseline_is_default
        else f"{permille(measures.baseline_permille)} (computed: the minutes before the first fault)"
    )
    definitions = (
        (
            "Success rate: attempts answered by voice through the ESInet, of those so answered or failed. Test calls "
            "are left out."
        ),
        (
            f"Outage: the time in which at least one fault is live; faults less than {RUN_MINUTES} minutes apart are "
            "one outage. Each outage has intervals of its own; a milestone counts the first time it is reached in it."
        ),
        (
            "Before, during, between, after: minutes before the first outage, minutes in which a fault was live at any "
            "moment, minutes between two outages, and minutes after the last."
        ),
        "Callers, and callers never answered: people of the public. Who only tests whether 911 works is in neither.",
        f"Baseline: {baseline}.",
        (
            f"Mitigated: the first minute after the worst {RUN_MINUTES} minutes in which half of the lost success rate "
            f"is back, and over {RUN_MINUTES} minutes from there too."
        ),
        (
            f"Restored: the same with {permille(RESTORED_PERMILLE)} of the baseline; the rest is room for chance in "
            f"{RUN_MINUTES} minutes of calls."
        ),
        (
            "Notice to PSAPs: the rules of the Federal Communications Commission ask 911 service providers to tell "
            "affected PSAPs as soon as possible and within 30 minutes of discovery. Check the wording in force "
            "(47 CFR part 4)."
        ),
        "Answered within: from dialling to the answer of a call taker, calls answered through the ESInet only.",
        f"User-minutes: {measures.user_minutes_reason if measures.user_minutes is None else measures.user_minutes}",
        "\u25af in a text stands for a character that the printed fonts lack; the journal holds it.",
    )
    return (
        Heading("Simulation notes"),
        Heading("How figures are defined", 2),
        Bullets(definitions),
        Heading("Limits of the model", 2),
        Bullets(LIMITS),
        Heading("How the clock was driven", 2),
        Bullets(_clock(material)),
    )


def _clock(material: Material) -> tuple[str, ...]:
    """Pauses, jumps and speeds, from the journal."""
    said: list[str] = []
    for one in material.happened:
        match one.fact:
            case ClockPaused(reason=reason):
                said.append(f"{clock(one.at)} paused{f': {reason}' if reason else ''} [{one.reference}]")
            case ClockJumped(to=to):
                said.append(f"{clock(one.at)} ordered to run ahead to {clock(to)} [{one.reference}]")
            case JumpStopped():
                said.append(f"{clock(one.at)} run ahead stopped [{one.reference}]")
            case SpeedChanged(permille=speed):
                said.append(f"{clock(one.at)} at {speed / 1000:g} times real time [{one.reference}]")
            case _:
                pass
    most = 20
    rest = (f"{len(said) - most} more changes are in the journal.",) if len(said) > most else ()
    return (*said[:most], *rest) or ("Without pause, jump or change of speed.",)
