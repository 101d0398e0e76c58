"""What a seat may do and has done: acts with the time they take, requests to approve, and how its own have gone."""

from __future__ import annotations

from datetime import datetime

from hotwash.domain.facts import ActionDeclined, CommandRefused, Happened
from hotwash.domain.scenario import OfferedAction, Scenario
from hotwash.domain.sentences import joined as sequence
from hotwash.domain.sentences import say, term
from hotwash.domain.time import clock
from hotwash.exercise.desk_rows import name_of
from hotwash.exercise.instruments import SeatInstruments
from hotwash.exercise.offers import act_hint, act_labels, offered_to, takes_words, under_way_words
from hotwash.exercise.projections.board import ActionLine, RequestLine
from hotwash.exercise.projections.seat_board import SeatBoard
from hotwash.seats.markup import Html, joined, recorded, said, tag
from hotwash.seats.pages.parts import heading, key, listed, told_at

DONE = 20
"""Acts and refusals shown of those that are over."""


def acts(board: SeatBoard, tools: SeatInstruments, scenario: Scenario) -> Html:
    """Requests that wait for this seat first, then what it may do."""
    asked_here = [line for line in board.to_approve if line.request in tools.open_requests]
    waiting = asked_here if board.playing else []
    labels = act_labels(scenario, board.seat)
    offers = [_offer(board, tools, scenario, offered, labels) for offered in offered_to(scenario, board.seat)]
    asked = joined(
        tag("h3", term("Waits for your word")),
        tag("ul", [_request(scenario, line) for line in waiting], class_="plain"),
    )
    return joined(
        heading(term("What you can do")),
        asked if waiting else None,
        listed(offers, term("Nothing is offered to this seat.")),
    )


def done(board: SeatBoard, tools: SeatInstruments, scenario: Scenario) -> Html:
    """Own acts so far, newest first, with what came of them; what is due next stands on top."""
    labels = act_labels(scenario, board.seat)
    going = [line for line in board.acts if line.ended_at < 0]
    over = sorted((line for line in board.acts if line.ended_at >= 0), key=lambda line: -line.ended_seq)
    told: list[tuple[int, Html]] = [(line.ended_seq, _over(scenario.start, line, labels)) for line in over]
    told += [(one.seq, _refused(scenario, one, labels)) for one in board.answers]
    lines = [_going(tools, scenario, line, labels) for line in going]
    lines += [html for _, html in sorted(told, key=lambda pair: -pair[0])[:DONE]]
    return joined(heading(term("Your acts so far")), listed(lines, term("You have done nothing yet.")))


def _offer(
    board: SeatBoard, tools: SeatInstruments, scenario: Scenario, offered: OfferedAction, labels: dict[str, str]
) -> Html:
    label = labels[offered.id]
    since = next((line.at for line in board.acts if line.action == offered.id and line.ended_at < 0), None)
    asked = next((line for line in board.asked if line.action == offered.id), None)
    takes = takes_words(offered.action)
    small = [act_hint(scenario, offered), say("Typical time: {takes}.", takes=takes) if takes else ""]
    if offered.approval:
        small.append(say("Needs the word of {who}.", who=name_of(scenario, offered.approval)))
    state: Html
    if since is not None:
        words = under_way_words(offered.action, tools.now - since)
        state = tag("div", said(label), ": ", words, class_="warn")
    elif asked is not None:
        state = tag("div", said(label), ": ", say("asked {who}", who=name_of(scenario, asked.approver)), class_="warn")
    elif board.playing:
        state = key(f"act-{offered.id}", label, "take_action", {"action": offered.id})
    else:
        state = tag("button", label, id=f"act-{offered.id}", type="button", class_="lesser", disabled=True)
    return tag("li", state, tag("div", sequence([part for part in small if part]), class_="small"))


def _request(scenario: Scenario, line: RequestLine) -> Html:
    act = act_labels(scenario, line.seat).get(line.action, line.title)
    words = say("{seat} asks: {act}", seat=name_of(scenario, line.seat), act=act)
    return tag(
        "li",
        tag("div", said(words)),
        key(
            f"approve-{line.request}",
            term("Approve"),
            "approve_action",
            {"request": line.request},
            spoken=say("Approve: {request}", request=words),
        ),
        " ",
        key(
            f"decline-{line.request}",
            term("Decline"),
            "decline_action",
            {"request": line.request},
            spoken=say("Decline: {request}", request=words),
        ),
    )


def _going(tools: SeatInstruments, scenario: Scenario, line: ActionLine, labels: dict[str, str]) -> Html:
    offered = scenario.actions.get(line.action)
    words = (
        under_way_words(offered.action, tools.now - line.at)
        if offered is not None
        else say("under way for {time}", time=clock(tools.now - line.at))
    )
    head = joined(told_at(scenario.start, line.at), " ", tag("strong", said(labels.get(line.action, line.title))))
    return tag("li", head, tag("div", words, class_="warn"))


def _over(start: datetime, line: ActionLine, labels: dict[str, str]) -> Html:
    head = joined(told_at(start, line.ended_at), " ", tag("strong", said(labels.get(line.action, line.title))))
    return tag("li", head, tag("div", recorded(line.effect)))


def _refused(scenario: Scenario, one: Happened, labels: dict[str, str]) -> Html:
    at = told_at(scenario.start, one.at)
    match one.fact:
        case CommandRefused(sentence=sentence):
            return tag("li", at, " ", tag("strong", term("Not possible"), class_="bad"), tag("div", recorded(sentence)))
        case ActionDeclined(action=action, title=title, by=by, reason=reason):
            words = say("Declined by {who}", who=name_of(scenario, by))
            told = joined(said(labels.get(action, title)), ". ", said(reason) if reason else None)
            return tag("li", at, " ", tag("strong", words, class_="bad"), tag("div", told))
        case _:
            raise AssertionError(one)
