"""Whether a command can be accepted now: pure, and the same for a window, a seat and a script."""

from __future__ import annotations

from hotwash.domain.commands import (
    FACILITATOR,
    AcknowledgeAlarm,
    ApproveAction,
    ArmFault,
    CancelRewind,
    ClearFault,
    Command,
    DeclineAction,
    DisarmFault,
    EndExercise,
    JumpTo,
    KeyIn,
    LaunchFault,
    PauseClock,
    Rewind,
    SetSpeed,
    StartClock,
    StopJump,
    TakeAction,
    WriteNote,
)
from hotwash.domain.conduct_commands import ConductCommand, LeaveSeat, ResumePlay, StopPlay, TakeSeat
from hotwash.domain.impairment import LinesAdded, Staffed, Triaged
from hotwash.domain.review_commands import ReviewCommand
from hotwash.domain.scenario import OfferedAction, Scenario
from hotwash.domain.sentences import say
from hotwash.domain.time import Millis, clock
from hotwash.exercise.decide_conduct import conduct_refusal
from hotwash.exercise.decide_review import review_refusal
from hotwash.exercise.projections.board import Board
from hotwash.exercise.words import text_refusal

SLOWEST, FASTEST = 250, 60_000
"""Speeds that may be asked for, in thousandths of real time."""
STILL_POSSIBLE = WriteNote | ResumePlay | EndExercise | TakeSeat | LeaveSeat
"""What can be asked for while a real emergency has stopped play; whoever comes late may sit down."""
AFTERWARDS = WriteNote | TakeSeat | LeaveSeat
"""What can be asked for after ENDEX, beside ratings, findings and feedback forms: the hot wash is in the same room."""

WHILE_GOING_BACK = WriteNote | CancelRewind | StopPlay | TakeSeat | LeaveSeat
"""What can be asked for, beside what evaluators write, while the exercise is being taken back."""


def refusal(scenario: Scenario, board: Board, now: Millis, actor: str, command: Command) -> str:
    """Why a command can't be accepted, as a sentence for who asked; empty where it can."""
    if actor != FACILITATOR and actor not in scenario.seats:
        return say("There is no seat '{actor}' in this exercise.", actor=actor)
    if isinstance(command, KeyIn):
        return _keyed(scenario, board, now, actor, command)
    if board.ended and not isinstance(command, AFTERWARDS | ReviewCommand):
        return say("The exercise has ended; only notes, ratings and findings can still be written.")
    if board.conduct.stopped_by and not isinstance(command, STILL_POSSIBLE | ReviewCommand):
        return say("A real emergency has stopped play; the facilitator lets it go on.")
    if board.rewinding is not None and not isinstance(command, WHILE_GOING_BACK | ReviewCommand):
        return say("The exercise is being taken back to {to}; ask again in a moment.", to=clock(board.rewinding))
    if isinstance(command, ConductCommand):
        return conduct_refusal(scenario, board, now, actor, command)
    if isinstance(command, ReviewCommand):
        return review_refusal(scenario, board, now, actor, command)
    match command:
        case TakeAction():
            return _action(scenario, board, actor, command)
        case ApproveAction() | DeclineAction():
            return _answer(scenario, board, actor, command)
        case AcknowledgeAlarm(alarm):
            return _alarm(board, actor, alarm)
        case WriteNote(text):
            return text_refusal(text)
        case _:
            pass
    if actor != FACILITATOR:
        return say("Only the facilitator can do that.")
    return _facilitator(scenario, board, now, command)


def _keyed(scenario: Scenario, board: Board, now: Millis, actor: str, command: KeyIn) -> str:
    if actor != FACILITATOR:
        return say("Only the facilitator can do that.")
    if command.seat not in scenario.seats:
        return say("There is no seat '{actor}' in this exercise.", actor=command.seat)
    if not 0 <= command.acted <= now:
        return say("It was done between the start and now, which is {now}.", now=clock(now))
    return refusal(scenario, board, now, command.seat, command.command)


def _facilitator(scenario: Scenario, board: Board, now: Millis, command: Command) -> str:
    match command:
        case StartClock() if board.running:
            return say("The clock is running already.")
        case StartClock() if now >= scenario.span:
            return say("The exercise has reached its end at {span}.", span=clock(scenario.span))
        case PauseClock() if not board.running and board.jumping(now) is None:
            return say("The clock stands still already.")
        case StopJump() if board.jumping(now) is None:
            return say("No jump is under way.")
        case Rewind(to, reason):
            return _rewind(now, to) or text_refusal(reason, empty=True)
        case CancelRewind() if board.rewinding is None:
            return say("The exercise is not being taken back.")
        case SetSpeed(permille) if not SLOWEST <= permille <= FASTEST:
            return say(
                "The speed must be between ×{slowest:g} and ×{fastest:g}.",
                slowest=SLOWEST / 1000,
                fastest=FASTEST / 1000,
            )
        case JumpTo(at) if at < now:
            return say("The exercise is at {now} already; a jump only goes ahead.", now=clock(now))
        case JumpTo(at) if at > scenario.span:
            return say("The exercise ends at {span}; choose a time up to then.", span=clock(scenario.span))
        case ArmFault() | DisarmFault() | LaunchFault() | ClearFault():
            return _fault(scenario, board, now, command)
        case _:
            return ""


def _rewind(now: Millis, to: Millis) -> str:
    if 0 <= to < now:
        return ""
    return say("The exercise is at {now}; choose a time before that, from 0:00:00 on.", now=clock(now))


def _fault(
    scenario: Scenario, board: Board, now: Millis, command: ArmFault | DisarmFault | LaunchFault | ClearFault
) -> str:
    if command.fault not in scenario.faults:
        return say("This scenario has no fault '{fault}'.", fault=command.fault)
    match command:
        case LaunchFault(fault) | ArmFault(fault) if board.fault(fault) is not None:
            return say("That fault is live already.")
        case ArmFault(_, at) if not now < at <= scenario.span:
            return say(
                "A fault can be armed for a time after {now}, up to {span}.", now=clock(now), span=clock(scenario.span)
            )
        case DisarmFault(fault) if fault not in dict(board.armed):
            return say("That fault is not armed.")
        case ClearFault(fault) if board.fault(fault) is None:
            return say("That fault is not live.")
        case _:
            return ""


def _action(scenario: Scenario, board: Board, actor: str, command: TakeAction) -> str:
    offered = scenario.actions.get(command.action)
    seat = command.for_seat or actor
    if offered is None:
        return say("This scenario offers no action '{action}'.", action=command.action)
    if command.for_seat and actor != FACILITATOR:
        return say("Only the facilitator can act for another seat.")
    if command.takes != -1 and (actor != FACILITATOR or command.takes < 0):
        return say("Only the facilitator can rule how long an action takes, and it takes some time.")
    if seat not in scenario.seats:
        return (
            say("There is no seat '{seat}' in this exercise.", seat=seat)
            if command.for_seat
            else say("Say for which seat you act.")
        )
    if offered.seats and seat not in offered.seats:
        return say(
            "'{action}' is not for the seat {seat}.", action=offered.action.title, seat=scenario.seats[seat].name
        )
    if approver_of(scenario, actor, command.action) and any(
        line.action == command.action and line.seat == seat for line in board.requests
    ):
        return say("'{action}' waits for approval already.", action=offered.action.title)
    return _begin(board, offered, seat)


def approver_of(scenario: Scenario, actor: str, action: str) -> str:
    """Who must approve an act before it begins when `actor` orders it; empty where nobody must."""
    approver = scenario.actions[action].approval
    return "" if actor in (FACILITATOR, approver) else approver


def _answer(scenario: Scenario, board: Board, actor: str, command: ApproveAction | DeclineAction) -> str:
    line = board.request(command.request, command.action)
    if line is None:
        return say("No such request waits for an answer.")
    if actor not in (FACILITATOR, line.approver):
        return say("That request is not yours to answer.")
    if isinstance(command, DeclineAction):
        return text_refusal(command.reason) if command.reason else ""
    if command.takes != -1 and (actor != FACILITATOR or command.takes < 0):
        return say("Only the facilitator can rule how long an action takes, and it takes some time.")
    return _begin(board, scenario.actions[line.action], line.seat)


def _begin(board: Board, offered: OfferedAction, seat: str) -> str:
    """Why an act of a seat can't begin now."""
    under_way = [line for line in board.actions if line.action == offered.id and line.ended_at < 0]
    if any(line.seat == seat for line in under_way):
        return say("'{action}' is under way already.", action=offered.action.title)
    if under_way:
        return say("'{action}' can't be ordered just now; try again later.", action=offered.action.title)
    if _adds_up(board, offered):
        return say("'{action}' has been done already, and what it brought is still there.", action=offered.action.title)
    if not board.started:
        return say("The exercise has not begun yet.")
    return ""


def _adds_up(board: Board, offered: OfferedAction) -> bool:
    """Whether an act has laid something that would only count twice if it were done once more: staff, or lines."""
    laid = (overlay.change for overlay in board.live if overlay.key.startswith(f"act:{offered.id}:"))
    return any(isinstance(change, Staffed | LinesAdded | Triaged) for change in laid)


def _alarm(board: Board, actor: str, alarm: int) -> str:
    line = next((line for line in board.alarms if line.alarm == alarm), None)
    if line is None or (actor != FACILITATOR and line.seats and actor not in line.seats):
        return say("There is no such alarm at this seat.")
    if actor in line.acknowledged_by:
        return say("That alarm is acknowledged already.")
    return ""
