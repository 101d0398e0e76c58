"""Role cards, front and back side by side on one sheet: every seat, then those who run the exercise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hotwash.documents.beforehand import NOT_FOR_PLAYERS, Beforehand, used
from hotwash.documents.cards.sight import can_do, can_see, cannot
from hotwash.documents.content import (
    Block,
    Column,
    Columns2,
    Document,
    Field,
    Figure,
    Row,
    Section,
    Table,
    Text,
    WriteLines,
)
from hotwash.documents.forms.room import SIX, guidelines
from hotwash.documents.msel.lines import controller
from hotwash.documents.qr import qr
from hotwash.documents.text import one_line
from hotwash.domain.msel import Category
from hotwash.domain.plan import Part, task_numbers
from hotwash.domain.scenario import Seat

CODE_SIDE = 66.0
"""Side of the code with the address to join, in points."""
JOIN = "Join here"
RULES = 5
FORM_LINES = 3
TITLE = "Role cards"
OPENING = (
    "Welcome. This is an exercise; nothing here reaches a live network. Respond from your current plans. There is no "
    "fault-finding. What your seat shows is what your desk would show. If something real happens, say the word on the "
    "back of your card."
)  # fmt: skip
NEUTRAL = (
    "What tells you so?", "What else could explain it?", "Who else needs to know, and how?",
    "What would you expect to see if that works?", "What would make you change your mind?",
)  # fmt: skip
RECIPE = "Note: time \u2013 who \u2013 did what \u2013 to what effect. Write what you saw, not what you think of it."


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who runs the exercise and has no seat in it."""

    name: str
    code: str
    you_are: str
    duties: tuple[str, ...]
    first: str


def role_cards(plan: Beforehand) -> Document:
    """Players, observers, evaluators, then facilitator, controller, SimCell, scribe, safety liaison."""
    return plan.document(TITLE, (*player_cards(plan), *staff_cards(plan)))


def player_cards(plan: Beforehand) -> tuple[Section, ...]:
    """The cards that go to players and observers."""
    seats = (*plan.seats(Part.PLAYER), *plan.seats(Part.OBSERVER))
    return tuple(side for seat in seats for side in _seat_card(plan, seat))


def staff_cards(plan: Beforehand) -> tuple[Section, ...]:
    """The cards of those who know more; each says that it is not for players."""
    watching = tuple(side for seat in plan.seats(Part.EVALUATOR) for side in _evaluator_card(plan, seat))
    return (*watching, *(side for role in _roles(plan) for side in _staff_card(plan, role)))


def _seat_card(plan: Beforehand, seat: Seat) -> tuple[Section, Section]:
    first = seat.first or "Read this card; then say what you see."
    front = (*_seated(plan, seat), *_lists(plan, seat), Text(first, "small", lead="First:"))
    return (Section(front, frame="card"), Section(_back(plan, seat.id), frame="card"))


def _head(name: str, code: str, organisation: str, you_are: str) -> tuple[Block, ...]:
    seated = ", ".join(part for part in (organisation, f"code: {one_line(code, 40)}") if part)
    return (Text(name, "card-title"), Text(seated, "small"), Text(you_are, "body"))


def _seated(plan: Beforehand, seat: Seat) -> tuple[Block, ...]:
    """The head of a seat's card; with the address to join as a code beside it, where there is one."""
    head = _head(seat.name, seat.id, seat.organisation, seat.brief)
    if not plan.marks.join:
        return head
    return (Columns2(head, (Figure(qr(plan.marks.join, CODE_SIDE)), Text(JOIN, "small")), share=0.76),)


def _lists(plan: Beforehand, seat: Seat) -> tuple[Block, ...]:
    told = (("You can see", can_see(plan, seat)), ("You can", can_do(plan, seat)), ("You cannot", cannot(plan, seat)))
    blocks: list[Block] = []
    for lead, lines in told:
        blocks += [Text("", "small", lead=lead), *(Text(f"\u2022 {line}", "small") for line in lines)]
    return tuple(blocks)


def _back(plan: Beforehand, code: str) -> tuple[Block, ...]:
    """Ground rules, the word, six numbers, a small call form."""
    contacts = plan.contacts()[:SIX]
    rows = tuple(Row((one.name, one.reach)) for one in contacts) or (Row(("SimCell", "")),)
    rules = guidelines(plan)[:RULES]
    return (
        Text(f"say \u201c{plan.emergency_word}\u201d three times. Play stops at once. Get real help by telephone.",
             "body", lead="Something real?"),
        *(Text(f"{number}. {rule}", "small") for number, rule in enumerate(rules, start=1)),
        Table((Column("Exercise directory (no number is real)", 248), Column("Number", 100)), rows, size=8.5),
        Text("THIS IS AN EXERCISE", "small", lead="Call or message."),
        Field(f"{code}-from", "From, to"),
        WriteLines(FORM_LINES, name=f"{code}-message"),
        Field(f"{code}-taken", "Action taken, T+"),
    )  # fmt: skip


def _evaluator_card(plan: Beforehand, seat: Seat) -> tuple[Section, Section]:
    """Watch list of all tasks, note recipe, letters, and the rule not to help."""
    numbers = task_numbers(plan.scenario.targets.values())
    tasks = [f"\u2610 {numbers[task.id]} {task.text}" for target in plan.scenario.targets.values()
             for task in target.tasks]  # fmt: skip
    front = (
        *_seated(plan, seat),
        Text(NOT_FOR_PLAYERS.upper(), "small"),
        *_lists(plan, seat),
        Text(RECIPE, "small"),
        Text("P, S, M, U are given after play, by you and nobody else; the software proposes none.", "small"),
    )
    back = (Text("", "body", lead="Watch list"), *(Text(task, "small") for task in tasks or ["No task is set."]))
    return (Section(front, frame="card"), Section(back, frame="card"))


def _staff_card(plan: Beforehand, role: Role) -> tuple[Section, Section]:
    front = (
        *_head(role.name, role.code, "Exercise staff", role.you_are),
        Text(NOT_FOR_PLAYERS.upper(), "small"),
        *(Text(f"\u2022 {duty}", "small") for duty in role.duties),
        Text(role.first, "small", lead="First:"),
    )
    return (Section(front, frame="card"), Section(_back(plan, role.code), frame="card"))


def _roles(plan: Beforehand) -> Sequence[Role]:
    injects = used(plan.scenario)
    spare = [one for one in injects if one.category is Category.CONTINGENCY]
    cut = ", ".join(f"#{one.shown_number}" for one in spare) or "none is marked as contingency"
    by_hand = ", ".join(f"#{one.shown_number}" for one in injects if controller(one) not in ("simulation", "SimCell"))
    called = ", ".join(f"#{one.shown_number}" for one in injects if controller(one) == "SimCell")
    return (
        Role(
            "Facilitator", "facilitator", "You keep the exercise moving and safe. You answer for the clock.",
            (
                f"Opening words: {OPENING}",
                f"Neutral questions: {' '.join(NEUTRAL)}",
                "Pause: the space bar or the button Pause; STOP for anything real.",
                f"Cut first when time runs short (contingency): {cut}.",
                "Hot wash: 30 minutes; do not let play eat them.",
            ),
            "Check sound, screens and telephones; read the opening words.",
        ),
        Role(
            "Controller", "controller", "You give injects at their time and watch that nothing outruns the plan.",
            (
                f"Your injects by number: {by_hand or 'as the facilitator gives them to you'}.",
                "Release: choose the line on the MSEL board, press Release; Skip asks for a reason; both are kept.",
                "Tick Delivered, Acknowledged and Response on the sheet, with the time.",
                "Never explain an inject. Tell the facilitator when players are lost or far ahead.",
            ),
            "Put your inject sheets in order and read the next two.",
        ),
        Role(
            "SimCell", "simcell", "You are everybody who is not in the room: partners, press, public.",
            (
                f"Your injects by number: {called or 'none'}.",
                "Play each line of the directory as the handbook describes it. Invent no facts about the network.",
                "Begin, end each call with THIS IS AN EXERCISE. Write each on a message form.",
                "Asked what you do not know: say that you will find out, and ask the facilitator.",
            ),
            "Read the directory and call your first player to test the line.",
        ),
        Role(
            "Scribe and timekeeper", "scribe", "You keep the decision log and the time.",
            (
                "Write who decides what, because of what, and what they expect to see then. T+ and scenario time.",
                "Tell the facilitator ten and five minutes before the end of each module.",
                "Keep pauses with their reasons. Do not judge.",
            ),
            "Write the start time on the log and compare your clock with the screen.",
        ),
        Role(
            "Safety and real-world liaison", "safety", "You keep the exercise apart from the real world.",
            (
                "Know the way out, the first aid place and the real emergency number of this room.",
                "Watch that no exercise message leaves the room and that no real system is touched.",
                "On the real-emergency word you take charge. Play goes on only with your agreement.",
                "Tell the real duty desk when the exercise begins and when it ends.",
            ),
            "Fill in and hang up the real-emergency card.",
        ),
    )  # fmt: skip
