"""The participant feedback form as a section of a seat's page, once the exercise has ended; no name is asked."""

from __future__ import annotations

from datetime import datetime

from hotwash.domain.plan import Part
from hotwash.domain.sentences import say, term
from hotwash.exercise.feedback_words import NUMBERED
from hotwash.exercise.projections.seat_board import SeatBoard
from hotwash.seats.markup import Html, joined, tag
from hotwash.seats.pages.parts import area, form, heading, send, told_at

MARKS = ("", "1", "2", "3", "4", "5")


def feedback(board: SeatBoard, part: Part, start: datetime) -> Html:
    """The form, and when it was handed in from this seat; several people may sit there, so it stays open."""
    texts = (
        ("strengths", term("Top three strengths, one a line"), 3, "list"),
        ("areas", term("Top three areas for improvement, one a line"), 3, "list"),
        ("unseen", term("What happened that evaluators could not see?"), 2, ""),
        ("actions", term("Corrective actions, one a line"), 3, "list"),
        ("items", term("Equipment, training, policies, plans to review or develop, one a line"), 2, "list"),
    )
    marks = [_mark(number, words) for number, words in NUMBERED.items()]
    return joined(
        heading(term("Participant feedback form")),
        _handed_in(board, start),
        tag("p", term("It takes ten minutes at most. No name is needed; leave out what you like."), class_="small"),
        form(
            "feedback-form",
            "give_feedback",
            [
                area(f"feedback-{name}", words, name, required=False, rows=rows, kind=kind)
                for name, words, rows, kind in texts
            ],
            tag("p", term("1 = strongly disagree, 5 = strongly agree"), class_="small"),
            tag("ol", marks, class_="marks"),
            area("feedback-comments", term("Comments"), "comments", required=False),
            send("feedback-send", term("Hand in the form")),
            body={"role": part.value},
        ),
    )


def _handed_in(board: SeatBoard, start: datetime) -> Html | None:
    if not board.feedback:
        return None
    last = board.feedback[-1]
    words = say("Forms handed in from this seat: {count}. Thank you.", count=len(board.feedback))
    return tag("p", words, " ", told_at(start, last.at), class_="good", role="status")


def _mark(number: str, words: str) -> Html:
    options = [tag("option", mark or "–", value=mark) for mark in MARKS]
    own = f"feedback-mark-{number}"
    field = tag("select", options, id=own, name="marks", data_type="mark", data_key=number)
    return tag("li", tag("label", words, for_=own), field)
