"""What controllers and evaluators do, and who does it where: words of the handbook that hold for every exercise."""

from __future__ import annotations

from collections.abc import Iterable

from hotwash.documents.aar.ratings import definitions
from hotwash.documents.beforehand import Beforehand, used
from hotwash.documents.content import Block, Bullets, Column, Field, FieldLine, Heading, Row, Section, Table, Text
from hotwash.documents.forms.room import stop_steps
from hotwash.documents.handbook.truth import pool
from hotwash.domain.msel import Category
from hotwash.domain.plan import Part
from hotwash.domain.scenario import Seat

SPARE_SEATS = 4
CONTROL = (
    ("Before", (
        "Read this handbook, the MSEL and the role cards; put the inject sheets in order.",
        "Run the scenario once alone, and the first inject once with the SimCell.",
        "Check clocks, telephones, screens, printers; hang up the real-emergency card and the ground rules.",
    )),
    ("During", (
        "Release injects by the rules below; tick what was delivered and what came of it.",
        "Do not explain, hint or judge. Neutral questions only: what tells you so?",
        "Keep the SimCell's words to what its line in the directory could know.",
    )),
    ("After", (
        "Close the exercise in the app, so that callers are counted; keep the file.",
        "Collect papers by their form names; hot wash at once; debrief when players have left.",
    )),
)  # fmt: skip
RELEASE = (
    "What is marked \u201cby itself\u201d goes out when it is due and its veto time is over; Hold stops it.",
    "What is marked \u201cfacilitator\u201d becomes due and waits. What is \u201cby hand\u201d never becomes due.",
    "A line may be skipped or put off; the reason is asked for and stands in the record.",
    "Aim at five to seven injects in ninety minutes. Cut contingency injects first.",
)
CLOCK = (
    "Pause for talk that matters, for trouble with the room, and for anything real. Say why: the reason is kept.",
    "Speed up or jump only when no seat waits for an answer. Deadlines stand still while the clock does.",
    "Take the exercise back only when a mistake of the staff spoiled it. What was played is kept as another branch.",
)
RECORDING = (
    "Note: time \u2013 who \u2013 did what \u2013 to what effect. One line, one thing. Facts apart from opinions.",
    "\u201cNot observed\u201d and \u201cnot done\u201d are different things; write which it was.",
    "Times and counts come from the journal; you need not write them down, only what they mean.",
    "Ratings are given after play, by you, with a note for each. The software proposes none.",
)
AFTER = (
    "Hot wash with the players (30 minutes, default).",
    "Debrief of controllers and evaluators: compare notes, objective by objective.",
    "Turn in the evaluation guides, filled in and signed, before you leave.",
    "Draft of the report: ____________   Meeting on it: ____________   Final report: ____________",
)


def logistics(plan: Beforehand) -> Section:
    """Place, safety, telephones."""
    return Section(
        (
            Heading("Logistics and safety"),
            FieldLine((Field("site", "Site and room"), Field("site-parking", "Parking"))),
            FieldLine((Field("site-contact", "Contact on site"), Field("site-phone", "Its telephone"))),
            Heading("Real emergency", 2),
            Bullets(stop_steps(plan), numbered=True),
            Heading("Telephones and screens", 2),
            Bullets(
                (
                    "Private telephones are silent; the safety liaison's stays on.",
                    ("Exercise numbers are never dialled on a real telephone. Seats speak by the app, by paper, or in "
                    "the room."),
                    ("Seats in browsers are reached without encryption in the room's own network; nothing secret is "
                    "typed into them."),
                )
            ),
        )
    )  # fmt: skip


def controllers(plan: Beforehand) -> Section:
    """Duties, release rules, contingency pool, policy for pause and rewind."""
    spare = [one for one in used(plan.scenario) if one.category is Category.CONTINGENCY]
    blocks: list[Block] = [Heading("Controller information")]
    for title, lines in CONTROL:
        blocks += [Heading(f"{title} the exercise", 2), Bullets(lines)]
    return Section(
        (
            *blocks,
            Heading("Communications", 2),
            Text("Controllers speak to one another away from players. The SimCell answers all lines of the directory."),
            Heading("Rules of release", 2),
            Bullets(RELEASE),
            Heading("Contingency pool", 2),
            pool(spare),
            Heading("Pause, speed and rewind", 2),
            Bullets(CLOCK),
        )
    )  # fmt: skip


def evaluators() -> Section:
    """Tools, recording, definitions, what follows."""
    return Section(
        (
            Heading("Evaluator information"),
            Text("Your tools: this handbook, the evaluation guide of your capability, your role card, and the "
                 "evaluator's page of the app where there is one. Sit where you hear your seats and see no player's "
                 "screen by chance."),
            Heading("How to record", 2),
            Bullets(RECORDING),
            Heading("Rating definitions", 2),
            definitions(),
            Heading("After the exercise", 2),
            Bullets(AFTER, numbered=True),
        )
    )  # fmt: skip


def assignments(plan: Beforehand) -> Section:
    """Who is where, on a sheet of its own to be handed round."""
    return Section((Heading("Assignments"), _assignments(plan)))


def _assignments(plan: Beforehand) -> Table:
    targets = ", ".join(str(number) for number, _ in enumerate(plan.scenario.targets, start=1))
    staff = ("Facilitator", "Controller", "SimCell", "Scribe and timekeeper", "Safety and real-world liaison")
    rows = [Row(("", role, "", "", ""), height=22) for role in staff]
    rows += [Row(("", one.name, "", f"of {targets}" if targets else "", ""), height=22) for one in _watching(plan)]
    rows += [Row(("",) * 5, height=22)] * SPARE_SEATS
    columns = (
        Column("Name", 100), Column("Role", 118), Column("Location or seat", 90), Column("Targets", 70),
        Column("Contact", 90),
    )  # fmt: skip
    return Table(columns, tuple(rows), form="assignment")


def _watching(plan: Beforehand) -> Iterable[Seat]:
    return plan.seats(Part.EVALUATOR)
