"""Slides to open the exercise with, sixteen to nine: everything that players may know, and no more. Knows no run."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.documents.aar.basis import ASSUMPTIONS
from hotwash.documents.aar.material import day
from hotwash.documents.agenda import NOTE, agenda_table
from hotwash.documents.beforehand import UNKNOWN_SCENARIO, UNKNOWN_THREAT, Beforehand, for_players
from hotwash.documents.content import Block, Columns2, Document, Figure, Heading, Section, Space, Text
from hotwash.documents.forms.room import guidelines, stop_steps
from hotwash.documents.network_map import Look, network_map
from hotwash.documents.parts_of_people import CLOCK_MODES, ROLES
from hotwash.domain.plan import Part

TITLE = "Briefing slides"
LOOK = Look(width=560.0, height=168.0, names=6.5)
"""What a slide has room for below its heading."""
PLAYED = (
    "Your seat shows what your real desk would show: on a screen, on the telephone, or on paper.",
    "Acts take realistic time and may fail. Some need the word of another seat.",
    "Who is not in the room is played by the SimCell; use the exercise numbers only.",
    "Say what you believe, how sure you are, and why, before you act. The scribe writes decisions down.",
)
AFTERWARDS = (
    "Hot wash at once: what happened, what went well, what is to be improved, who does what by when.",
    "Feedback form, at most ten minutes, on paper or on a screen; a name is optional.",
    "Papers are collected. What was said about persons stays in the room.",
    "The report gives times and counts from the journal; ratings come from evaluators only.",
)


def briefing(plan: Beforehand) -> Document:
    """Twelve slides for whoever opens the day."""
    return plan.document(TITLE, (_cover(plan), *_slides(plan)), cover=True)


def _cover(plan: Beforehand) -> Section:
    overview = plan.scenario.overview
    blocks = (
        Space(30),
        Text(plan.name, "cover-name"),
        Text("Briefing of players and observers", "cover-title"),
        Text(f"Scenario of {day(plan.scenario)} (simulated)", "cover-line"),
        Text(f"Sponsor: {overview.sponsor or chr(0x2013)}", "cover-line"),
    )
    return Section(blocks, frame="slide")


def _slide(title: str, *blocks: Block) -> Section:
    return Section((Heading(title), *blocks), frame="slide")


def _points(items: Sequence[str], *, numbered: bool = False) -> tuple[Text, ...]:
    """A list in letters that are read from the last row."""
    signs = (f"{number}." if numbered else "\u2022" for number in range(1, len(items) + 1))
    return tuple(Text(f"{sign} {text}", "lead") for sign, text in zip(signs, items, strict=True))


def _slides(plan: Beforehand) -> tuple[Section, ...]:
    """Each slide after the first."""
    scenario, words = plan.scenario, plan.scenario.paperwork
    aims = tuple(for_players(one) for one in scenario.objectives) or ("No objective is set.",)
    seats = [f"{one.name} ({one.organisation})" if one.organisation else one.name for one in plan.seats(Part.PLAYER)]
    half = (len(seats) + 1) // 2
    staff = tuple(f"{role} {text}" for role, text in ROLES)
    return (
        _slide("What we try today", Text(words.purpose, "lead"), *_points(aims, numbered=True)),
        _slide("How the day runs", Text(NOTE, "small"), agenda_table(plan)),
        _slide("Who plays", Columns2(_points(seats[:half] or ["No seat is set."]), _points(seats[half:]))),
        _slide("Who does what in the room", *_points(staff)),
        _slide(
            "If something real happens",
            Text(f"\u201c{plan.emergency_word}\u201d stops the exercise.", "lead"),
            *_points(stop_steps(plan), numbered=True),
        ),
        _slide("Ground rules", *_points(guidelines(plan))),
        _slide("How it is played", *_points((*PLAYED, *CLOCK_MODES))),
        _slide("The network as built", Figure(network_map(scenario, LOOK))),
        _slide("What is assumed", *_points(words.assumptions or ASSUMPTIONS)),
        _slide(
            "The story so far",
            Text(words.players_scenario or UNKNOWN_SCENARIO, "lead"),
            Text(words.players_threat or UNKNOWN_THREAT, lead="Threat or hazard:"),
        ),
        _slide("Afterwards", *_points(AFTERWARDS)),
    )
