"""What a seat thinks and decides: the situation card, the decision log, and notes."""

from __future__ import annotations

from hotwash.domain.conduct_facts import BeliefStated, DecisionLogged
from hotwash.domain.elements import Answering
from hotwash.domain.facts import Happened, NoteWritten
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import joined as sequence
from hotwash.domain.sentences import say, term
from hotwash.exercise.desk_rows import closed_words
from hotwash.exercise.instruments import SeatInstruments
from hotwash.exercise.offers import causes
from hotwash.exercise.projections.seat_board import SeatBoard
from hotwash.seats.markup import Html, joined, said, tag
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

NEWEST = 20
SURE = (0, 20, 40, 60, 80, 100)
"""How sure one may say to be, in percent."""


def card(board: SeatBoard, tools: SeatInstruments, scenario: Scenario) -> Html:
    """The situation card: open where it was asked for, folded otherwise; the same causes in every exercise."""
    whole = joined(shut(closed_words(board), _card_form(tools, scenario)), _stated(board, scenario))
    if board.card is None:
        return joined(heading(term("Situation card")), folded("card-fold", term("What do you think is wrong?"), whole))
    asked = tag("p", term("You are asked: what do you think is wrong? It takes 20 seconds."), class_="asked")
    skip = local_key("card-skip", term("Skip this time"), "skip", asked=str(board.card.seq))
    return joined(
        heading(term("Situation card")), tag("div", asked, whole, skip, data_asked=str(board.card.seq), id="card-open")
    )


def decisions(board: SeatBoard, scenario: Scenario) -> Html:
    """The seat's own decision log with the form for one more line."""
    lines = [_decision(scenario, one) for one in reversed(board.decisions[-NEWEST:])]
    entry = form(
        "decide-form",
        "log_decision",
        area("decide-what", term("Decision"), "decision", rows=2),
        area("decide-why", term("Because (may be left empty)"), "because", required=False, rows=2),
        area("decide-expect", term("We expect (may be left empty)"), "expect", required=False, rows=2),
        send("decide-send", term("Log the decision")),
    )
    if board.clock.ended:
        return joined(heading(term("Decision log")), listed(lines, term("No decision logged.")))
    entry = shut(closed_words(board), entry)
    return joined(heading(term("Decision log")), entry, listed(lines, term("No decision logged yet.")))


def notes(board: SeatBoard, scenario: Scenario) -> Html:
    """Free words for the log."""
    lines = [
        tag("li", told_at(scenario.start, one.at), written(f"noted-{one.seq}", one.fact.text))
        for one in reversed(board.notes[-NEWEST:])
        if isinstance(one.fact, NoteWritten)
    ]
    entry = form("note-form", "write_note", area("note-text", term("Note"), "text"), send("note-send", term("Keep")))
    return joined(heading(term("Notes")), entry, listed(lines, term("No note yet.")))


def _card_form(tools: SeatInstruments, scenario: Scenario) -> Html:
    nothing = ("", term("Something else, or no idea yet"))
    return form(
        "card-form",
        "state_belief",
        choice("card-cause", term("What is wrong?"), "cause", [nothing, *causes()]),
        area("card-text", term("In your own words"), "text", required=False, rows=2),
        folded(
            "card-places",
            term("Where? (may be left out)"),
            boxes("card-where", term("Where?"), "where", places(tools, scenario)),
        ),
        choice("card-sure", term("How sure are you?"), "sure", [(str(n), say("{n} %", n=n)) for n in SURE], kind="int"),
        send("card-send", term("Hand in the card")),
    )


def places(tools: SeatInstruments, scenario: Scenario) -> list[tuple[str, str]]:
    """What a card can name: what stands on the seat's own map, and every part of the network but other PSAPs."""
    own = {mark.id for mark in tools.marks}
    return [
        (element.id, element.name)
        for element in scenario.network.elements.values()
        if not isinstance(element, Answering) or (element.id in own and len(own) <= len(scenario.network.elements) // 2)
    ]


def _stated(board: SeatBoard, scenario: Scenario) -> Html | None:
    if not board.beliefs:
        return None
    one = board.beliefs[-1]
    assert isinstance(one.fact, BeliefStated)  # the board keeps nothing else there
    titles = dict(causes())
    what = [titles[one.fact.cause]] if one.fact.cause in titles else []
    what += [one.fact.text] if one.fact.text else []
    words = say("{n} % sure", n=one.fact.sure)
    last = (
        term("Your last card:"),
        " ",
        told_at(scenario.start, one.at),
        " ",
        said(sequence(what, " – ")),
        ", ",
        words,
    )
    return tag("p", *last, class_="small")


def _decision(scenario: Scenario, one: Happened) -> Html:
    fact = one.fact
    assert isinstance(fact, DecisionLogged)  # the board keeps nothing else there
    more = []
    if fact.because:
        more.append(tag("div", term("Because:"), " ", said(fact.because), class_="small"))
    if fact.expect:
        more.append(tag("div", term("We expect:"), " ", said(fact.expect), class_="small"))
    return tag("li", told_at(scenario.start, one.at), written(f"decided-{one.seq}", fact.decision), more)
