"""Messages of a seat: what reached it and what it sent, newest first, and the form to write one or answer."""

from __future__ import annotations

from hotwash.domain.msel import SIMCELL
from hotwash.domain.plan import Part
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import MODES
from hotwash.domain.sentences import joined as sequence
from hotwash.domain.sentences import say, term
from hotwash.exercise.decide_conduct import SPOKEN
from hotwash.exercise.desk_rows import answer_to, answerable, closed_words, mode_of, name_of, sender_of
from hotwash.exercise.projections.seat_board import Letter, SeatBoard
from hotwash.seats.markup import Html, in_words, joined, manner, said, tag
from hotwash.seats.pages.parts import (
    area,
    boxes,
    choice,
    folded,
    form,
    heading,
    listed,
    local_key,
    send,
    shut,
    told_at,
    written,
)

Line = tuple[object, Letter, bool]
"""A line that was made: in which language, of which letter, and whether it can be answered."""
NEWEST = 40
"""Messages on the page; older ones are in the exercise file."""


def letters(
    board: SeatBoard,
    scenario: Scenario,
    *,
    may_answer: bool = True,
    kept: dict[Line, Html] | None = None,
) -> Html:
    """What reached this seat and what it sent. `kept` holds lines made before, for the same seat and scenario.

    Answers are offered where somebody is there to be answered to, and as long as anything can be sent.
    """
    may_answer = may_answer and board.open
    known = {letter.number: letter for letter in board.letters if letter.number}
    made = kept if kept is not None else {}
    lines = []
    for one in reversed(board.letters[-NEWEST:]):
        line = (manner(), one, may_answer)
        if line not in made:
            made[line] = _letter(board, scenario, one, known, may_answer=may_answer)
        lines.append(made[line])
    return joined(heading(term("Messages")), listed(lines, term("Nothing has come yet.")))


def public(board: SeatBoard, scenario: Scenario) -> Html:
    """What everybody in the room and the public were told, newest first: all that an observer's eyes let through."""
    told = board.letters[-NEWEST:]
    lines = [_letter(board, scenario, one, {}, may_answer=False) for one in reversed(told)]
    return joined(
        heading(term("What the room and the public are told")), listed(lines, term("Nothing has been said yet."))
    )


def write(board: SeatBoard, scenario: Scenario) -> Html:
    """The form for a message. `static/desk.js` fills it in for an answer."""
    others = [(seat.id, seat.name) for seat in scenario.seats.values() if _reachable(board.seat, seat.id, scenario)]
    inside = (
        tag("p", "", id="write-about", class_="small", role="status"),
        tag("input", id="write-answers", name="answers", type="hidden", value="0", data_type="int"),
        boxes("write-to", term("To"), "to", [*others, (SIMCELL, term("Somebody outside the room (SimCell)"))]),
        choice("write-mode", term("By"), "mode", [(mode, MODES[mode]) for mode in SPOKEN]),
        area("write-text", term("Message"), "text"),
        send("write-send", term("Send")),
        local_key("write-clear", term("Clear"), "clear"),
    )
    names = [
        tag("li", joined(said(contact.name), ", ", said(contact.organisation), " ", said(contact.reach)))
        for contact in scenario.directory.values()
    ]
    directory = folded("directory", term("Directory: whom the SimCell plays"), tag("ul", names))
    entry = shut(closed_words(board), form("write-form", "send_message", *inside))
    return joined(heading(term("Send a message")), entry, directory if names else None)


def _reachable(own: str, other: str, scenario: Scenario) -> bool:
    """Players write to players; evaluators and observers take no part."""
    return other != own and scenario.seats[other].part is Part.PLAYER


def _letter(
    board: SeatBoard, scenario: Scenario, letter: Letter, known: dict[int, Letter], *, may_answer: bool
) -> Html:
    mine = letter.seat == board.seat
    who = in_words(sender_of(scenario, letter))
    names = sequence([name_of(scenario, to) for to in letter.to], ", ") if mine else ""
    head = joined(
        told_at(scenario.start, letter.at),
        " ",
        tag("strong", said(say("{who} to {names}", who=who, names=names)) if mine else said(who)),
        " · ",
        mode_of(letter),
        joined(" · ", term("public")) if letter.public else None,
    )
    about = known.get(letter.answers)
    quote = tag("div", term("Answers: "), said(_begin(about.text)), class_="small quote") if about is not None else None
    answer = None
    if may_answer and not mine and answerable(letter):
        answer = local_key(
            f"answer-{letter.seq}",
            term("Answer"),
            "answer",
            spoken=say("Answer {who}", who=who),
            number=str(letter.number),
            to=answer_to(letter),
            mode=letter.mode if letter.mode in SPOKEN else SPOKEN[0],
            about=_begin(letter.text),
        )
    return tag(
        "li",
        tag("div", head, class_="small"),
        quote,
        written(f"letter-{letter.seq}", in_words(letter.text)),
        answer,
        class_="mine" if mine else None,
    )


def _begin(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79].rstrip()}…"
