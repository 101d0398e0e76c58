"""Hot-wash sheets of a run: five moments of it with small maps, and neutral questions that start from what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hotwash.analysis.conditions import conditions
from hotwash.documents.aar.chronology import MILESTONE_WORDS
from hotwash.documents.aar.front import caution
from hotwash.documents.aar.gathered import material_of
from hotwash.documents.aar.material import Material
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Document, Figure, Row, Section, Text
from hotwash.documents.forms.hot_wash import MOMENTS, POETE, TITLE, facilitator_sheet, hot_wash, other_sheets
from hotwash.documents.marks import DRAFT, Marks
from hotwash.documents.stamp import stamp as stamp_of
from hotwash.documents.text import one_line
from hotwash.documents.thumbs import Thumb, strip
from hotwash.domain.effective import effective
from hotwash.domain.facts import (
    ActionAsked,
    ActionEnded,
    FaultBegan,
    FaultEnded,
    Happened,
    MilestoneReached,
    WorldChanged,
)
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import clock
from hotwash.exercise.projections.beliefs import cards
from hotwash.exercise.projections.board import fold
from hotwash.exercise.projections.moments import Picked, moments

LONGEST = 70
"""Characters of a title on the facilitator's one page."""


def hot_wash_of(scenario: Scenario, happened: Sequence[Happened], *, engine: str, marks: Marks = DRAFT) -> Document:
    """The sheets with the moments of a run on the first; blank ones where nothing happened."""
    plan = Beforehand(scenario, engine, marks)
    if not happened:
        return hot_wash(plan)
    material = material_of(scenario, happened, engine, marks)
    of_run = Beforehand(scenario, engine, replace(marks, stamp=marks.stamp or stamp_of(scenario, happened, engine)))
    picked = moments(material.happened, material.measures, MOMENTS)
    first = facilitator_sheet(tuple(_row(material, one) for one in picked), _maps(material, picked), _asked(material))
    if marks.lack is not None:
        first = Section((Text(marks.lack.sentence, "small", lead=caution(marks.lack)), *first.blocks))
    return of_run.document(TITLE, (first, *other_sheets(of_run)), simulated=False)


def _row(material: Material, one: Picked) -> Row:
    """When and what, in a sentence that praises and blames nobody."""
    calls = f"Failed 911 a minute: {_rate(one.before)}, then {_rate(one.after)}."
    cells = (clock(one.happened.at), f"{_sentence(material, one.happened)} {calls} [{one.happened.reference}]")
    return Row(cells, height=24)


def _rate(permille: int) -> str:
    return f"{permille / 1000:.1f}"


def _sentence(material: Material, one: Happened) -> str:
    match one.fact:
        case FaultBegan(title=title):
            return f"A fault began: {one_line(title, LONGEST)}."
        case FaultEnded(title=title):
            return f"A fault was over: {one_line(title, LONGEST)}."
        case ActionEnded(action=action, title=title, seat=seat):
            return f"Completed by {material.who(seat)}: {one_line(material.act(action, title), LONGEST)}."
        case MilestoneReached(name=name):
            return f"Marked as reached: {one_line(MILESTONE_WORDS.get(name, name), LONGEST)}."
        case _:
            return ""


def _maps(material: Material, picked: Sequence[Picked]) -> tuple[Figure, ...]:
    """The network just as each moment left it; nothing without moments."""
    thumbs = []
    for one in picked:
        at = one.happened.at
        changes = (was for was in material.happened if isinstance(was.fact, WorldChanged) and was.at <= at)
        network = effective(material.scenario.network, fold(changes).live).network
        thumbs.append(Thumb(f"T+ {clock(at)}", network, conditions(network)))
    caption = "How everything stood for new calls. Small squares: network elements; dots: PSAPs; black: blocks calls; "
    return (Figure(strip(material.scenario, thumbs), f"{caption}cross: down."),) if thumbs else ()


def _asked(material: Material) -> tuple[tuple[str, str], ...]:
    """The questions by element, with what happened where there is something to start from."""
    begun = {
        "Planning": _planning(material), "Organization": _organization(material), "Equipment": _equipment(material),
        "Training": _training(material),
    }  # fmt: skip
    return tuple((element, f"{begun.get(element, '')} {question}".strip()) for element, question in POETE)


def _planning(material: Material) -> str:
    reached = [one for one in material.happened if isinstance(one.fact, MilestoneReached)]
    if not reached:
        return "No milestone was marked."
    last = reached[-1]
    assert isinstance(last.fact, MilestoneReached)  # as picked
    name = one_line(MILESTONE_WORDS.get(last.fact.name, last.fact.name), 40)
    return f"Milestones marked: {len(reached)}, the last (\u201c{name}\u201d) at T+ {clock(last.at)}."


def _organization(material: Material) -> str:
    asked = sum(isinstance(one.fact, ActionAsked) for one in material.happened)
    sent = len(material.board.conduct.messages)
    return f"Messages between desks: {sent}; acts that waited for a word: {asked}."


def _equipment(material: Material) -> str:
    alarms = material.board.alarms
    seen = sum(bool(one.acknowledged_by) for one in alarms)
    return f"Alarms raised: {len(alarms)}, acknowledged: {seen}."


def _training(material: Material) -> str:
    found = cards(material.scenario, material.happened)
    named = len({card.cause for card in found if card.cause})
    return f"Situation cards: {len(found)}; kinds of cause on them: {named}; what told you so?" if found else ""
