"""Whether what is asked of injects, messages, cards and presence can be accepted now: pure, the same for everybody."""

from __future__ import annotations

from hotwash.catalogue import registry
from hotwash.domain.commands import FACILITATOR
from hotwash.domain.conduct_commands import (
    AskForBeliefs,
    ConductCommand,
    DeferInject,
    HoldInject,
    ImproviseInject,
    LeaveSeat,
    LogDecision,
    PauseAt,
    ReleaseInject,
    ResumePlay,
    SendMessage,
    SetBookmark,
    SkipInject,
    StateBelief,
    StopPlay,
    TakeSeat,
)
from hotwash.domain.msel import SIMCELL
from hotwash.domain.plan import Part
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import MODES
from hotwash.domain.sentences import say
from hotwash.domain.time import Millis, clock
from hotwash.exercise.projections.board import Board
from hotwash.exercise.words import LONGEST_LINE, text_refusal

WAYS = ("window", "browser", "paper")
"""How somebody sits at a seat."""
SPOKEN = ("phone", "e-mail", "radio", "chat", "in-person")
"""Modes in which people may send messages."""
ONLY_FACILITATOR = (
    ReleaseInject
    | SkipInject
    | DeferInject
    | HoldInject
    | ImproviseInject
    | AskForBeliefs
    | PauseAt
    | ResumePlay
    | TakeSeat
    | LeaveSeat
)


def conduct_refusal(scenario: Scenario, board: Board, now: Millis, actor: str, command: ConductCommand) -> str:
    """Why it can't be accepted, as a sentence for who asked; empty where it can."""
    if isinstance(command, ONLY_FACILITATOR) and actor != FACILITATOR:
        return say("Only the facilitator can do that.")
    match command:
        case ReleaseInject() | SkipInject() | DeferInject() | HoldInject():
            return _inject(scenario, board, now, command)
        case ImproviseInject():
            return _improvised(scenario, board, command)
        case SendMessage():
            return _message(scenario, board, actor, command)
        case AskForBeliefs(seats):
            return _seats(scenario, seats)
        case StateBelief():
            return _belief(scenario, actor, command)
        case LogDecision(decision, because, expect):
            return text_refusal(decision) or text_refusal(because, empty=True) or text_refusal(expect, empty=True)
        case SetBookmark(title):
            return text_refusal(title, most=LONGEST_LINE)
        case PauseAt(at) if at != -1 and not now < at <= scenario.span:
            return say("Choose a time after {now} and up to {span}.", now=clock(now), span=clock(scenario.span))
        case StopPlay(reason):
            return text_refusal(reason, empty=True)
        case TakeSeat() | LeaveSeat():
            return _presence(scenario, board, command)
        case ResumePlay() if not board.conduct.stopped_by:
            return say("Play is not stopped.")
    return ""


def _presence(scenario: Scenario, board: Board, command: TakeSeat | LeaveSeat) -> str:
    here = (command.seat, command.way, command.who)
    if isinstance(command, LeaveSeat):
        known = any((one.seat, one.way, one.who) == here for one in board.conduct.present)
        return "" if known else say("Nobody of that name sits there.")
    if command.way not in WAYS:
        return say("A seat is taken at a window, in a browser or on paper.")
    return (
        _seats(scenario, (command.seat,))
        or text_refusal(command.who, empty=True, most=LONGEST_LINE)
        or text_refusal(command.organisation, empty=True, most=LONGEST_LINE)
    )


def _seats(scenario: Scenario, seats: tuple[str, ...]) -> str:
    for seat in seats:
        if seat not in scenario.seats:
            return say("There is no seat '{seat}' in this exercise.", seat=seat)
    return ""


def _inject(
    scenario: Scenario, board: Board, now: Millis, command: ReleaseInject | SkipInject | DeferInject | HoldInject
) -> str:
    if command.inject not in scenario.injects:
        return say("This scenario has no inject '{inject}'.", inject=command.inject)
    state = board.conduct.inject(command.inject).state
    if state == "released":
        return say("That inject is out already; what has been told can't be taken back, only followed by another.")
    match command:
        case ReleaseInject(note=note):
            return text_refusal(note, empty=True)
        case SkipInject(reason=reason):
            return say("That inject is skipped already.") if state == "skipped" else text_refusal(reason, empty=True)
        case DeferInject(to=to, reason=reason):
            if not now < to <= scenario.span:
                return say("Choose a time after {now} and up to {span}.", now=clock(now), span=clock(scenario.span))
            return text_refusal(reason, empty=True)
        case HoldInject(reason=reason):
            return (
                text_refusal(reason, empty=True) if state == "due" else say("Only an inject that is due can be held.")
            )


def _improvised(scenario: Scenario, board: Board, command: ImproviseInject) -> str:
    if command.mode not in MODES:
        return say("There is no way '{mode}' to deliver an inject.", mode=command.mode)
    if command.fault and command.fault not in scenario.faults:
        return say("This scenario has no fault '{fault}'.", fault=command.fault)
    if command.fault and board.fault(command.fault) is not None:
        return say("That fault is live already.")
    if not command.text and not command.fault:
        return say("Write what is said, or choose a fault that begins.")
    return (
        _seats(scenario, command.to)
        or text_refusal(command.subject, most=LONGEST_LINE)
        or text_refusal(command.text, empty=True)
        or text_refusal(command.sender, empty=not command.text, most=LONGEST_LINE)
    )


def _message(scenario: Scenario, board: Board, actor: str, command: SendMessage) -> str:
    if not command.to:
        return say("Say to whom the message goes.")
    if command.mode not in SPOKEN:
        return say("There is no way '{mode}' to send a message.", mode=command.mode)
    if command.sender and actor != FACILITATOR:
        return say("You can only speak for your own seat.")
    if command.answers and not any(
        getattr(one.fact, "message", 0) == command.answers and _reached(one.fact, actor)
        for one in board.conduct.messages
    ):
        return say("The message that you answer never reached you.")
    return (
        _seats(scenario, tuple(to for to in command.to if to != SIMCELL))
        or text_refusal(command.text)
        or text_refusal(command.sender, empty=True, most=LONGEST_LINE)
    )


def _reached(fact: object, actor: str) -> bool:
    return actor == FACILITATOR or actor in (getattr(fact, "seat", ""), *getattr(fact, "to", ()))


def _belief(scenario: Scenario, actor: str, command: StateBelief) -> str:
    if actor == FACILITATOR or scenario.seats[actor].part is not Part.PLAYER:
        return say("A situation card comes from a player's seat.")
    if not 0 <= command.sure <= 100:
        return say("Say how sure you are from 0 to 100.")
    if command.cause and command.cause not in registry.faults():
        return say("There is no cause '{cause}' on the card.", cause=command.cause)
    for place in command.where:
        if place not in scenario.network.elements and place not in scenario.network.links:
            return say("There is no '{place}' in this network.", place=place)
    return text_refusal(command.text, empty=bool(command.cause))
