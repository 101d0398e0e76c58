"""What hangs on the wall or lies on every table: real-emergency card, ground rules, telephone directory, schedule."""

from __future__ import annotations

from hotwash.documents.agenda import NOTE, schedule_table
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import (
    DRILL_HEAD,
    Block,
    Boxed,
    Bullets,
    Column,
    Document,
    Field,
    FieldLine,
    Heading,
    Row,
    Section,
    Space,
    Style,
    Table,
    Text,
)
from hotwash.documents.text import one_line
from hotwash.domain.plan import Part

GUIDELINES = (
    "This is an open, low-stress place without fault-finding. Differing views are expected.",
    "Respond from your current plans, staff and equipment, and from what you know of your organization.",
    "Decisions made here are no precedent and may not be your organization's last word.",
    "What you see at your seat is what your real desk would show. There are no hidden tricks.",
    "Say what you believe, how sure you are, and why, before you act.",
    "Speak to those who are not in the room through the SimCell.",
    "Writing down an issue is worth less than an action that would solve it.",
)
"""Ground rules where the author sets none; defaults, after HSEEP's own for discussion-based exercises."""
SIX = 6
LARGE = 360
"""Characters of ground rules that fit a page in the largest letters; more are set smaller."""


def guidelines(plan: Beforehand) -> tuple[str, ...]:
    """The author's ground rules, or the defaults."""
    return plan.scenario.paperwork.guidelines or GUIDELINES


def stop_steps(plan: Beforehand) -> tuple[str, ...]:
    """What is done when something real happens, in its order."""
    return (
        f"Anyone, at any time: say loudly \u201c{plan.emergency_word}\u201d three times, and what and where it is.",
        "Everybody stops. The facilitator presses STOP: the clock of the exercise stands and every seat shows it.",
        (
            "Get real help: call 911 (or your local emergency number) from your own telephone. Nothing in this "
            "exercise can place a real call, and no number printed in its papers is real."
        ),
        "The safety liaison takes charge until it is over, and keeps exercise papers away from real messages.",
        "Play goes on only when the facilitator says so and the safety liaison agrees.",
    )


def emergency_blocks(plan: Beforehand) -> tuple[Block, ...]:
    """The card for a real emergency as a full page."""
    return (
        Boxed((Text(plan.emergency_word.upper(), "cover-name"),
               Text("Say this if something real happens. It ends play at once.", "placard")),
              title="THE WORD THAT STOPS THE EXERCISE"),
        Text("What happens then", "card-title"),
        Bullets(stop_steps(plan), numbered=True),
        Space(8),
        FieldLine((Field("emergency-facilitator", "Facilitator"), Field("emergency-liaison", "Safety liaison"))),
        Field("emergency-number", "Real emergency number here"),
        Field("emergency-address", "Address and room"),
        Field("emergency-exit", "Way out and meeting point"),
        Field("emergency-aid", "First aid and AED at"),
    )  # fmt: skip


def emergency_card(plan: Beforehand) -> Document:
    """One page to hang at the door and lay on each table."""
    blocks = (Heading("Real emergency"), *emergency_blocks(plan))
    return plan.document("Real-emergency card", (Section(blocks),), simulated=False)


def placard(plan: Beforehand) -> Document:
    """Ground rules to be read across a room."""
    rules_of = guidelines(plan)
    size: Style = "placard" if sum(map(len, rules_of)) <= LARGE else "card-title"
    rules = [Text(rule, size, lead=f"{number}.") for number, rule in enumerate(rules_of, start=1)]
    word = Boxed((Text(plan.emergency_word, "placard"),), title="Something real happens? Say:")
    return plan.document("Ground rules", (Section((Heading("Ground rules"), Space(6), *rules, word)),))


def schedule(plan: Beforehand) -> Document:
    """Who does what, when and where."""
    blocks = (Heading("Exercise schedule"), Text(NOTE, "small"), schedule_table(plan))
    return plan.document("Exercise schedule", (Section(plan.ended(blocks)),))


def directory_table(plan: Beforehand, *, closed: bool = False) -> Table:
    """Lines of the exercise; how the SimCell plays each of them only where it is `closed`."""
    contacts = plan.contacts()
    if not closed:
        columns: tuple[Column, ...] = (
            Column("Who", 170), Column("Organization", 178), Column("Exercise number", 120),
        )  # fmt: skip
        rows = tuple(Row((one.name, one.organisation, one.reach)) for one in contacts)
        return Table(columns, rows or (Row(("SimCell", "plays everybody who is not in the room", "")),))
    columns = (Column("Who", 110), Column("Organization", 110), Column("Exercise number", 70),
               Column("How the SimCell plays it", 178))  # fmt: skip
    rows = tuple(Row((one.name, one.organisation, one.reach, one.about)) for one in contacts)
    return Table(columns, rows or (Row(("SimCell", "", "", "The scenario names nobody.")),))


def directory(plan: Beforehand) -> Document:
    """Telephone directory of the exercise for every table: partners who are played, and the seats in the room."""
    seats = tuple(
        Row((one.name, one.organisation, one_line(one.id, 40), "")) for one in plan.seats(Part.PLAYER)
    ) or (Row(("\u2013", "", "", "")),)  # fmt: skip
    blocks: tuple[Block, ...] = (
        Heading("Exercise telephone directory"),
        Text(f"{DRILL_HEAD}. None of these numbers is real. Never dial one on a real telephone.", "lead"),
        Heading("Who is played by the SimCell", 2),
        directory_table(plan),
        Heading("Who sits in the room", 2),
        Table(
            (Column("Seat", 128), Column("Organization", 140), Column("Seat code", 120), Column("Exercise number", 80)),
            seats, form="directory",
        ),
        Heading("Additions", 2),
        Table(
            (Column("Who", 170), Column("Organization", 178), Column("Exercise number", 120)),
            (Row(("", "", ""), height=22),) * SIX, ruled=True, form="directory-more",
        ),
    )  # fmt: skip
    return plan.document("Telephone directory", (Section(blocks),))
