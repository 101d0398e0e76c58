"""Who took part and what the seats decided, from the journal. Typed names are printed only where they are asked for."""

from __future__ import annotations

from hotwash.documents.aar.material import NAME, Material, reference, references
from hotwash.documents.content import Block, Column, Heading, Row, Table, Text
from hotwash.documents.text import one_line
from hotwash.domain.conduct_facts import DecisionLogged, SeatTaken
from hotwash.domain.time import clock

DECISIONS = "Decisions of the seats"


def took_part(material: Material) -> tuple[Block, ...]:
    """Seats that somebody took, with organisation and way of playing; nothing where nobody signed in."""
    seats: dict[str, list[tuple[int, SeatTaken]]] = {}
    for one in material.board.conduct.sat:
        if isinstance(one.fact, SeatTaken):
            seats.setdefault(one.fact.seat, []).append((one.seq, one.fact))
    if not seats:
        return ()
    columns = [Column("Role (seat)", 128), Column("Organization", 134), Column("People", 40, "right"),
               Column("Played by", 70), Column("Evidence", 96)]  # fmt: skip
    if material.names:
        columns[2:3] = [Column("Names", 40)]
    hidden = "Names are hidden." if not material.names else "Names as people typed them."
    table = Table(tuple(columns), tuple(_sat(material, seat, taken) for seat, taken in seats.items()), size=8.5,
                  caption=f"Seats that were taken. {hidden}")  # fmt: skip
    return (Heading("Who took part", 2), table)


def _sat(material: Material, seat: str, taken: list[tuple[int, SeatTaken]]) -> Row:
    own = material.scenario.seats.get(seat)
    typed = dict.fromkeys(one_line(fact.organisation, NAME) for _, fact in taken if fact.organisation)
    organisations = "; ".join(typed) or (own.organisation if own else "\u2013")
    ways = ", ".join(dict.fromkeys(one_line(fact.way, 20) for _, fact in taken))
    people = dict.fromkeys((fact.who, fact.way) for _, fact in taken)
    names = "; ".join(dict.fromkeys(one_line(who, NAME) for who, _ in people if who)) or "\u2013"
    who = names if material.names else str(len(people))
    return Row((material.who(seat), organisations, who, ways, references(tuple(seq for seq, _ in taken))))


def decisions(material: Material) -> tuple[Block, ...]:
    """The lines of the seats' own logs; nothing where nobody wrote one."""
    rows = tuple(
        Row((clock(one.at), material.who(one.fact.seat), one.fact.decision, one.fact.because or "\u2013",
             one.fact.expect or "\u2013", reference(one.seq)))
        for one in material.board.conduct.decisions if isinstance(one.fact, DecisionLogged)
    )  # fmt: skip
    if not rows:
        return ()
    columns = (Column("T+", 46), Column("Seat", 76), Column("Decision", 118), Column("Because", 98),
               Column("Expected to see", 82), Column("Evidence", 48))  # fmt: skip
    return (Text("As the seats wrote them at the time.", "small"), Table(columns, rows, size=8.5))
