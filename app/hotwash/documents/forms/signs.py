"""What says who is who in the room and what they take home: badges, tent cards for the tables, certificates."""

from __future__ import annotations

from hotwash.documents.aar.material import day
from hotwash.documents.beforehand import NAME, Beforehand
from hotwash.documents.content import (
    Block,
    Boxed,
    Columns2,
    CutLine,
    Document,
    Field,
    FieldLine,
    Heading,
    Section,
    Space,
    Text,
    Together,
)
from hotwash.documents.text import one_line
from hotwash.domain.plan import Part

STAFF = ("Facilitator", "Controller", "SimCell", "Scribe and timekeeper", "Safety and real-world liaison")
"""Who runs the exercise and has no seat in it, as on the role cards."""
PARTS = {Part.PLAYER: "PLAYER", Part.EVALUATOR: "EVALUATOR", Part.OBSERVER: "OBSERVER"}
STAFF_WORD = "EXERCISE STAFF"
ON_A_SHEET = 3
"""Rows of badges on one sheet."""
BADGE = 160.0
"""Height of a badge in points: a name of three lines fits."""
FOLD = 200.0
"""Height above the fold of a tent card, in points: half of what a sheet that lies across can hold."""


def _people(plan: Beforehand) -> list[tuple[str, str, str]]:
    """Name of the seat or role, part, organization: seats in their order, then the staff."""
    seats = [
        (one_line(seat.name, NAME), PARTS[part], one_line(seat.organisation, NAME))
        for part in Part
        for seat in plan.seats(part)
    ]
    return [*seats, *((name, STAFF_WORD, "") for name in STAFF)]


def badges(plan: Beforehand) -> Document:
    """A badge for each seat and each member of the staff, two side by side, and for guests up to the end of the sheet;
    the part is a word and no colour alone."""
    people = _people(plan)
    people += [("", "GUEST", "")] * (2 * ON_A_SHEET - len(people) % (2 * ON_A_SHEET))
    cards = [_badge(number, *person) for number, person in enumerate(people, start=1)]
    pairs = [(cards[n], cards[n + 1] if n + 1 < len(cards) else None) for n in range(0, len(cards), 2)]
    rows = [Together((Columns2((left,), (right,) if right else ()), Space(4))) for left, right in pairs]
    note = Text("Cut out, or print on card; colour the edge by part if you have colours.", "small")
    sheets = [tuple(rows[start : start + ON_A_SHEET]) for start in range(0, len(rows), ON_A_SHEET)]
    sections = tuple(Section((Heading("Badges"), note, *sheet)) for sheet in sheets)
    return plan.document("Badges", sections, simulated=False)


def _badge(number: int, name: str, part: str, organisation: str) -> Boxed:
    seated: tuple[Block, ...] = (Text(name, "card-title"), Text(organisation, "small")) if name else (Space(44),)
    return Boxed((*seated, Field(f"badge-{number}-name", "Name"), Space(6)), title=part, height=BADGE)


def tent_cards(plan: Beforehand) -> Document:
    """A sheet for each seat and role that stands on the table, folded along the line."""
    sections = tuple(Section(_tent(*person), landscape=True) for person in _people(plan))
    return plan.document("Tent cards", sections, simulated=False)


def _tent(name: str, part: str, organisation: str) -> tuple[Block, ...]:
    return (
        Space(FOLD),
        CutLine("fold here", fold=True),
        Space(24),
        Text(part, "cover-title"),
        Text(name, "cover-name"),
        Text(organisation, "cover-title"),
    )


def certificate(plan: Beforehand) -> Document:
    """One page for whoever took part, to be filled in and signed."""
    overview = plan.scenario.overview
    capabilities = ", ".join(overview.capabilities) or "\u2013"
    blocks: tuple[Block, ...] = (
        Space(70),
        Text("Certificate of participation", "cover-name"),
        Space(20),
        Text("This says that", "cover-line"),
        Field("certificate-name", "Name"),
        Space(8),
        Text("took part in the exercise", "cover-line"),
        Text(plan.name, "cover-title"),
        FieldLine((Field("certificate-role", "as"), Field("certificate-date", "on"),
                   Field("certificate-hours", "Hours", share=0.6))),
        Space(8),
        Text(capabilities, "body", lead="Core capabilities exercised:"),
        Text(f"{day(plan.scenario)} (simulated)", "body", lead="Day of the story:"),
        Text(overview.sponsor or "\u2013", "body", lead="Sponsor:"),
        Space(40),
        FieldLine((Field("certificate-director", "Exercise director"), Field("certificate-signed", "Signature"))),
        Space(12),
        Text("It says that somebody took part, and nothing of how anybody did.", "small"),
    )  # fmt: skip
    return plan.document("Certificate of participation", (Section(blocks),), simulated=False)
