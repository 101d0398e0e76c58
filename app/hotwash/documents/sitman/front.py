"""Cover, handling page, contents, agenda and overview of the Situation Manual."""

from __future__ import annotations

from hotwash.documents.aar.front import BAR
from hotwash.documents.aar.material import day
from hotwash.documents.agenda import NOTE, agenda_table
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Block, Contents, Field, FieldLine, Figure, Heading, Section, Space, Text
from hotwash.documents.overview import overview_table
from hotwash.documents.picture import Box, Label, Picture, Tone

STATEMENT = (
    "This Situation Manual gives exercise participants all they need for their roles. It is laid out after the manual "
    "of the Homeland Security Exercise and Evaluation Program (HSEEP), edition of January 2020."
)
LOGO = Picture(
    200, 80,
    (Box(0, 0, 200, 80, Tone.LIGHT, 0.5), Label(100, 44, "Logo of the sponsor", 9, "middle", tone=Tone.MIDDLE)),
    "Empty place for the sponsor's logo.",
)  # fmt: skip


def cover(plan: Beforehand, title: str, statement: str = STATEMENT, warning: str = "") -> Section:
    """Name, title, dates, sponsor; DRAFT until somebody calls it final. `warning` says who must not read it."""
    overview, purpose = plan.scenario.overview, plan.scenario.paperwork.purpose
    lines: list[Block] = [
        Figure(LOGO),
        Space(50),
        Text(plan.name, "cover-name"),
        Figure(BAR),
        Text(title, "cover-title"),
        Text("Date of the exercise: ____________________", "cover-line"),
        Text(f"Date of the scenario: {day(plan.scenario)}", "cover-line"),
        Text(f"Sponsor: {overview.sponsor or 'not named'}", "cover-line"),
        Text(f"Handling: {plan.handling or 'no marking set'}", "cover-line"),
    ]
    if warning:
        lines.append(Text(warning, "draft"))
    if plan.marks.draft:
        lines.append(Text("DRAFT", "draft"))
    lines += [Space(30), *([Text(purpose, "lead")] if purpose else []), Text(statement, "small")]
    return Section(tuple(lines))


def handling(plan: Beforehand, title: str) -> Section:
    """Title, class, dissemination, and whom to ask."""
    mark = plan.handling
    marked = (
        f"It carries the marking \u201c{mark}\u201d and is safeguarded, handled, transmitted and stored as that asks "
        "for. Reproduction, whole or in part, needs the sponsor's approval."
        if mark
        else "No marking is set. The sponsor may set one; it then stands on each page."
    )
    return Section(
        (
            Heading("Handling instructions"),
            Text(f"The title of this document is {plan.name} {title}.", lead="1."),
            Text(marked, lead="2."),
            Text(
                "It is given to those who take part, on a need-to-know basis, and collected after the exercise unless "
                "the sponsor says otherwise.",
                lead="3.",
            ),
            Text("For more, ask one of these:", lead="4."),
            *_contact("sponsor", "Sponsor", plan.scenario.overview.sponsor),
            *_contact("director", "Exercise director", ""),
        )
    )  # fmt: skip


def _contact(key: str, words: str, agency: str) -> tuple[Block, ...]:
    return (
        Heading(words, 3),
        FieldLine((Field(f"{key}-name", "Name"), Field(f"{key}-title", "Title"))),
        Field(f"{key}-agency", "Agency", value=agency),
        FieldLine((Field(f"{key}-street", "Street", share=1.2), Field(f"{key}-city", "City, state, ZIP"))),
        FieldLine((Field(f"{key}-phone", "Office"), Field(f"{key}-mobile", "Mobile"))),
        Field(f"{key}-e-mail", "E-mail"),
    )


def contents() -> Section:
    """The list of headings."""
    return Section((Heading("Contents"), Contents()))


def day_and_overview(plan: Beforehand, *, closed: bool) -> tuple[Section, ...]:
    """Agenda, then the overview table on a page of its own."""
    return (
        Section((Heading("Exercise agenda"), Text(NOTE, "small"), agenda_table(plan))),
        Section((Heading("Exercise overview"), overview_table(plan, closed=closed))),
    )
