"""Inject sheets: above the cut line what is delivered, below it what only the controller reads."""

from __future__ import annotations

from hotwash.documents.beforehand import Beforehand, category, planned, used
from hotwash.documents.content import (
    DRILL_HEAD,
    Block,
    Boxed,
    CheckBoxes,
    Columns2,
    CutLine,
    Document,
    Field,
    FieldLine,
    Pictogram,
    Section,
    Text,
)
from hotwash.documents.msel.lines import aims, controller, effect, trigger
from hotwash.domain.msel import Inject
from hotwash.domain.time import clock

TITLE = "Inject sheets"
CUT = "Controller only, not for players: cut off before the upper part is handed over"
NOTHING_SAID = "Nothing is handed out: players meet it by its symptoms."


def inject_sheets(plan: Beforehand) -> Document:
    """A card for each line of the MSEL that is in use, by planned time."""
    cards = tuple(Section(inject_card(plan, one), frame="card") for one in used(plan.scenario))
    empty = (Section((Text("The scenario has no injects."),), frame="card"),)
    return plan.document(TITLE, cards or empty)


def inject_card(plan: Beforehand, one: Inject) -> tuple[Block, ...]:
    """Both parts of one card."""
    return (*player_part(plan, one), CutLine(CUT),
            *controller_part(plan, one))  # fmt: skip


def player_part(plan: Beforehand, one: Inject) -> tuple[Block, ...]:
    """What may be handed over: number, times, way, who to whom, and the words; no type, no subject, no aim."""
    story = plan.moment(one.at) if one.at is not None else "________"
    head = Columns2(
        (Text(one.shown_number, "card-number"),),
        (
            Text(f"T+ {planned(one) if one.at is not None else '________'}", lead="Exercise time:"),
            Text(story, lead="Scenario:"),
            Pictogram(one.delivery.mode, 18.0),
        ),
        share=0.3,
    )
    if not one.delivery.script:
        return (head, Text(NOTHING_SAID, "note"))
    return (
        head,
        Text(f"{plan.sender(one)} \u2192 {plan.recipients(one)}", lead="From \u2192 to:"),
        Boxed((Text(one.delivery.script, "script"),), title=DRILL_HEAD, foot=DRILL_HEAD),
    )


def controller_part(plan: Beforehand, one: Inject) -> tuple[Block, ...]:
    """Subject, type, release, expected action, network effect, what follows silence, and ticks."""
    after = f"after {clock(one.otherwise_after)}: " if one.otherwise_after else ""
    told: list[tuple[str, str]] = [
        ("Subject:", one.subject),
        ("Type, release:", f"{category(one)}; {trigger(plan, one)}; by {controller(one)}"),
        ("Aims:", ", ".join(aims(plan, one).split("\n")) if aims(plan, one) else ""),
        ("Network effect:", effect(plan, one)),
        ("If nobody responds:", f"{after}{one.otherwise}" if one.otherwise else ""),
        ("Note:", one.note),
    ]
    key = one.id
    blocks: list[Block] = [Text(text, "small", lead=lead) for lead, text in told if text]
    if one.expected:
        blocks += [
            Text("", "small", lead="Expected action:"),
            *(Text(f"\u2022 {line}", "small") for line in one.expected),
        ]
    return (
        *blocks,
        CheckBoxes(("Delivered", "Acknowledged", "Response"), across=True, name=f"{key}-done"),
        FieldLine(
            (Field(f"{key}-at", "at T+"), Field(f"{key}-evaluator", "Evaluator"), Field(f"{key}-by", "Initials"))
        ),
    )
