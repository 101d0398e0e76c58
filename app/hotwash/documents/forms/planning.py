"""Papers of those who prepare an exercise: invitation, plan of the evaluation, and what they think of the planning."""

from __future__ import annotations

from hotwash.documents.aar.material import day
from hotwash.documents.agenda import agenda
from hotwash.documents.beforehand import UNKNOWN_THREAT, Beforehand
from hotwash.documents.content import (
    Bullets,
    CheckBoxes,
    Column,
    Document,
    Field,
    FieldLine,
    Heading,
    RatingScale,
    Row,
    Section,
    Space,
    Table,
    Text,
    WriteLines,
)
from hotwash.domain.plan import Part

PLANNERS = ("Exercise director", "Lead planner", "Scenario", "Evaluation", "Logistics", "SimCell")
PLANNING = (
    "The purpose and the objectives were clear from the first meeting.",
    "The right organizations planned with us, early enough.",
    "There was time enough between the meetings to do the work.",
    "The scenario can be believed, and tries what we wanted to try.",
    "The MSEL was complete, and tried out before the day.",
    "The simulated network could be set up as our own is.",
    "Papers were right the first time they were printed.",
    "Controllers and evaluators knew their tasks before the day.",
    "Room, telephones, screens and spare paper were in order.",
    "I would plan the next exercise in the same way.",
)
"""What planners rate; own words."""
AFTERWARDS = (
    ("Hot wash with the players", "at once"),
    ("Debrief of controllers and evaluators", "when players have left"),
    ("Evaluation guides turned in, filled in and signed", "before anybody leaves"),
    ("Draft of the report to the planners", ""),
    ("After-action meeting", ""),
    ("Final report and improvement plan", ""),
)
MEASURED = (
    (
        "From the journal, with its entries: when each alarm, message, act and decision was; calls offered, answered "
        "and failed; time to each task."
    ),
    "By people: what was said and why, how it was decided, what was not done; every rating and its explanation.",
)


def invitation(plan: Beforehand) -> Document:
    """A letter of one page to whoever is asked to take part; no word of the cause."""
    items, overview = agenda(plan), plan.scenario.overview
    length = items[-1].end - items[0].start
    seats = tuple(f"{one.name} ({one.organisation})" if one.organisation else one.name
                  for one in plan.seats(Part.PLAYER))  # fmt: skip
    blocks = (
        FieldLine((Field("letter-from", "From", value=overview.sponsor), Field("letter-date", "Date", share=0.5))),
        Field("letter-to", "To"),
        Space(10),
        Heading(f"Invitation: {plan.name}"),
        Text(
            "We ask you to take part in a tabletop exercise with a simulated network of emergency calls. "
            f"{plan.scenario.paperwork.purpose}".rstrip()
        ),
        Text(plan.scenario.paperwork.players_threat or UNKNOWN_THREAT, lead="What it is about:"),
        FieldLine((Field("letter-day", "Day"), Field("letter-doors", "Doors open at"))),
        FieldLine((Field("letter-place", "Place and room"), Field("letter-length", "Length",
                   value=f"{length // 60} h {length % 60:02} min", share=0.6))),
        Text("We need somebody who can answer for:", "body"),
        Bullets(seats or ("No seat is set yet.",)),
        Text(
            "No preparation is needed. Bring the plans and telephone lists that you would have at your desk. Nobody is "
            "tested or named in the report; decisions are looked at, not people. Nothing is sent to a live network."
        ),
        FieldLine((Field("letter-answer", "Please answer by"), Field("letter-contact", "to", value=""))),
        CheckBoxes(("I take part", "I send somebody else", "I cannot come"), across=True, name="letter-reply"),
        FieldLine((Field("letter-name", "Name"), Field("letter-signature", "Signature"))),
    )  # fmt: skip
    return plan.document("Invitation", (Section(blocks),), simulated=False)


def evaluation_plan(plan: Beforehand) -> Document:
    """Who watches what, and what is measured by whom; not for players."""
    scenario = plan.scenario
    tasks = {one.id: 0 for one in scenario.objectives}
    for target in scenario.targets.values():
        tasks[target.objective] = tasks.get(target.objective, 0) + len(target.tasks)
    watched = tuple(
        Row((f"{number}. {one.text}", one.capability, one.target or "\u2013", str(tasks[one.id]), ""), height=20)
        for number, one in enumerate(scenario.objectives, start=1)
    )
    people = tuple(Row((one.name, one.brief, "")) for one in plan.seats(Part.EVALUATOR))
    blocks = (
        Heading("Evaluation plan"),
        Text(f"{plan.name}, scenario of {day(scenario)}. The evaluation asks whether the objectives were reached and "
             "why, and not who is to blame.", "small"),
        Heading("What is looked at", 2),
        Table((Column("Objective", 140), Column("Core capability", 86), Column("Target", 140),
               Column("Tasks", 34, "right"), Column("Evaluator", 68)),
              watched or (Row(("No objective is set.", "", "", "", "")),), size=8.5, form="evaluated"),
        Heading("Who looks", 2),
        Table((Column("Evaluator", 120), Column("Watches", 248), Column("Place", 100)),
              people or (Row(("", "", ""), height=22),) * 2, size=8.5, form="evaluator"),
        Heading("What is measured, and by whom", 2),
        Bullets(MEASURED),
        Heading("What follows", 2),
        Table((Column("Step", 260), Column("When", 118), Column("Answers for it", 90)),
              tuple(Row((step, when, "")) for step, when in AFTERWARDS), size=8.5, form="following"),
    )  # fmt: skip
    return plan.document("Evaluation plan", (Section(blocks),), simulated=False, closed=True)


def planner_feedback(plan: Beforehand) -> Document:
    """The form of the participants, asked of those who planned: about meetings, scenario and papers."""
    first = (
        Heading("Planner feedback form"),
        Text(f"{plan.name}, scenario of {day(plan.scenario)}. For those who planned, built or ran it. A name is "
             "optional.", "small"),
        FieldLine((Field("planner-name", "Name (optional)"), Field("planner-agency", "Agency"))),
        CheckBoxes(PLANNERS, across=True, name="planner-role"),
        Heading("Part I: Strengths and what to change", 2),
        Table((Column("Three strengths of the planning", 234), Column("Three things to change", 234)),
              (Row(("", ""), height=40),) * 3, ruled=True, form="planner-top"),
        Heading("Part II: How the planning went", 2),
        RatingScale(tuple(f"{number}. {text}" for number, text in enumerate(PLANNING, start=1)),
                    name="planner-rating"),
        Heading("Part III: Comments", 2),
        WriteLines(5, name="planner-comments"),
    )  # fmt: skip
    return plan.document("Planner feedback form", (Section(first),), simulated=False)
