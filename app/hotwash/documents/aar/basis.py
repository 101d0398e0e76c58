"""Where every figure comes from, what the model leaves out, and how the clock was driven."""

from __future__ import annotations

from collections import Counter

from hotwash.documents.aar.definitions import definitions
from hotwash.documents.aar.figures import figures
from hotwash.documents.aar.material import Material
from hotwash.documents.content import Block, Bullets, Column, Heading, Row, Section, Table, Text
from hotwash.domain.facts import ClockJumped, ClockPaused, JumpStopped, SpeedChanged
from hotwash.domain.rewind_facts import Rewound
from hotwash.domain.time import clock
from hotwash.scenario.provenance import uses

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


ASSUMPTIONS = (
    "The scenario is plausible, and events happen as they are presented.",
    "All players receive information at the same time unless it is addressed to a seat.",
    "The network, its calls and its callers are simulated; nobody dials a real number.",
    "Acts take realistic time and may fail; the clock may run faster than real time, stand, or be taken back.",
    "Who is not in the room is played by the SimCell.",
)
"""Where the author sets none; defaults."""


def basis(material: Material) -> tuple[Section, ...]:
    """Assumptions and limits on a page of their own, then sources and definitions in one flow."""
    return Section(assumptions_and_limits(material)), Section((*sources(material), *_simulation_notes(material)))


def assumptions_and_limits(material: Material) -> tuple[Block, ...]:
    """Everything that a reader has to grant before the figures mean anything; short enough for one page."""
    scenario = material.scenario
    standing = {one.id: one.standing for one in scenario.sources}
    rests: Counter[str] = Counter()
    for (_, source), number in uses(scenario).items():
        rests[standing.get(source, "default")] += number
    counted = "; ".join(f"{word} {rests[word]:,}" for word in ("published", "computed", "default"))
    return (
        Heading("Assumptions and limits of the model"),
        Text(
            f"{counted}. Each with its source under \u201cWhere the figures come from\u201d. Times and counts of this "
            "exercise come from its journal and carry the numbers of their entries.",
            lead="Figures and notes that the model rests on:",
        ),
        Heading("Assumptions and artificialities", 2),
        Bullets(scenario.paperwork.assumptions or ASSUMPTIONS),
        Heading("Limits of the model", 2),
        Bullets(LIMITS),
    )


def sources(material: Material) -> tuple[Block, ...]:
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
    """Definitions behind the figures, and pauses and speeds."""
    return (
        Heading("Simulation notes"),
        Heading("How figures are defined", 2),
        Bullets(definitions(material)),
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
            case Rewound(to=to, left_at=left_at, reason=reason):
                why = f": {reason}" if reason else ""
                said.append(
                    f"{clock(to)} taken back to here from {clock(left_at)}{why} [{one.reference}]; what was played "
                    "from here on before that stands in the journal and counts in no figure"
                )
            case SpeedChanged(permille=speed):
                said.append(f"{clock(one.at)} at {speed / 1000:g} times real time [{one.reference}]")
            case _:
                pass
    backs = [one.fact for one in material.happened if isinstance(one.fact, Rewound)]
    untold = backs[-1].branch - len(backs) if backs else 0
    if untold:
        said.insert(
            0, f"Taken back {backs[-1].branch} times in all; {untold} of them on histories that were left since"
        )
    most = 20
    rest = (f"{len(said) - most} more changes are in the journal.",) if len(said) > most else ()
    return (*said[:most], *rest) or ("Without pause, jump or change of speed.",)
