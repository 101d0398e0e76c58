"""Whether what evaluators and writers of the report put down can be accepted: pure; ratings come from people only."""

from __future__ import annotations

from datetime import date

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.plan import Part
from hotwash.domain.review_commands import (
    CAPABILITY_ELEMENTS,
    DropCorrection,
    DropFinding,
    GiveFeedback,
    JudgeTask,
    Observe,
    PlanCorrection,
    RateCapability,
    RateTarget,
    ReviewCommand,
    WriteFinding,
)
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.domain.time import Millis, clock
from hotwash.exercise.projections.board import Board
from hotwash.exercise.projections.review import Pairs
from hotwash.exercise.words import LONGEST_LINE, text_refusal

VERDICTS = ("accept", "correct", "reject")
"""What an evaluator can say of measured times."""
KINDS = ("strength", "area")
ROLES = ("player", "facilitator", "observer", "evaluator", "simcell")
MARKS = range(1, 6)
MOST_LINES = 10
"""Lines of each list of a feedback form."""


def review_refusal(scenario: Scenario, board: Board, now: Millis, actor: str, command: ReviewCommand) -> str:
    """Why it can't be accepted, as a sentence for who asked; empty where it can."""
    if isinstance(command, GiveFeedback):
        return _feedback(board, command)
    evaluator = actor == FACILITATOR or scenario.seats[actor].part is Part.EVALUATOR
    if not evaluator:
        return say("Only evaluators and the facilitator can do that.")
    match command:
        case Observe():
            return _observed(scenario, board, now, command)
        case RateTarget(target, _, note):
            return _known(target in scenario.targets, target) or text_refusal(note, empty=True)
        case RateCapability(objective, _, note):
            known = any(one.id == objective for one in scenario.objectives)
            return _known(known, objective) or text_refusal(note, empty=True)
        case JudgeTask():
            return _judged(scenario, now, command)
    return _report(scenario, board, actor, command)


def _report(scenario: Scenario, board: Board, actor: str, command: ReviewCommand) -> str:
    if actor != FACILITATOR:
        return say("Only the facilitator writes the report.")
    match command:
        case WriteFinding():
            return _finding(scenario, board, command)
        case DropFinding(finding):
            return _known(_has(board.review.findings, finding), finding)
        case PlanCorrection():
            return _correction(board, command)
        case DropCorrection(correction):
            return _known(_has(board.review.corrections, correction), correction)
    return ""


def _known(known: object, name: str) -> str:
    return "" if known else say("There is no '{name}' in this exercise.", name=name)


def _has(pairs: Pairs, key: str) -> bool:
    return any(known == key for known, _ in pairs)


def _tasks(scenario: Scenario) -> set[str]:
    return {task.id for target in scenario.targets.values() for task in target.tasks}


def _observed(scenario: Scenario, board: Board, now: Millis, command: Observe) -> str:
    if board.knows(command.key):
        return say("That observation is in the exercise already.")
    if command.sign not in ("", "+", "-"):
        return say("An observation is marked +, - or not at all.")
    if command.seen_at > now or command.seen_at < -1:
        return say("It was seen between the start and now, which is {now}.", now=clock(now))
    if command.task and command.task not in _tasks(scenario):
        return _known(False, command.task)
    improvised = {getattr(one.fact, "inject", "") for one in board.conduct.improvised}
    if command.inject and command.inject not in scenario.injects and command.inject not in improvised:
        return _known(False, command.inject)
    return text_refusal(command.text)


def _judged(scenario: Scenario, now: Millis, command: JudgeTask) -> str:
    if command.task not in _tasks(scenario):
        return _known(False, command.task)
    if command.verdict not in VERDICTS:
        return say("Measured times are accepted, corrected or rejected.")
    if command.verdict == "correct" and not 0 <= command.at <= now:
        return say("Give the time that it should be, between the start and now, which is {now}.", now=clock(now))
    if command.seat and command.seat not in scenario.seats:
        return _known(False, command.seat)
    return text_refusal(command.reason, empty=command.verdict != "reject")


def _finding(scenario: Scenario, board: Board, command: WriteFinding) -> str:
    if command.kind not in KINDS:
        return say("A finding is a strength or an area for improvement.")
    if not any(one.id == command.objective for one in scenario.objectives):
        return _known(False, command.objective)
    if command.finding and not _has(board.review.findings, command.finding):
        return _known(False, command.finding)
    known = {one.seq for log in (board.log, *(left.log for left in board.left)) for one in log}
    for seq in command.evidence:
        if seq not in known:
            return say("There is no entry E-{seq:05} in this exercise.", seq=seq)
    return (
        text_refusal(command.statement)
        or text_refusal(command.reference, empty=True)
        or text_refusal(command.analysis, empty=True)
    )


def _correction(board: Board, command: PlanCorrection) -> str:
    if not _has(board.review.findings, command.finding):
        return _known(False, command.finding)
    if command.correction and not _has(board.review.corrections, command.correction):
        return _known(False, command.correction)
    if command.element not in CAPABILITY_ELEMENTS:
        return say("The capability element is one of {elements}.", elements=", ".join(CAPABILITY_ELEMENTS))
    for written in (command.starts, command.completes):
        if written and not _is_date(written):
            return say("'{written}' is not a date; write it as 2026-01-31.", written=written[:20])
    return (
        text_refusal(command.action)
        or text_refusal(command.organisation, empty=True, most=LONGEST_LINE)
        or text_refusal(command.contact, empty=True, most=LONGEST_LINE)
    )


def _is_date(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def _feedback(board: Board, command: GiveFeedback) -> str:
    if board.knows(command.key):
        return say("That form is in the exercise already.")
    if command.role not in ROLES:
        return say("Say in which role the form was filled in.")
    if any(mark not in MARKS for mark in command.marks.values()):
        return say("A statement is marked from 1 to 5.")
    for lines in (command.strengths, command.areas, command.actions, command.items):
        if len(lines) > MOST_LINES:
            return say("A list of the form has at most {most} lines.", most=MOST_LINES)
        for line in lines:
            refused = text_refusal(line, empty=True)
            if refused:
                return refused
    return text_refusal(command.unseen, empty=True) or text_refusal(command.comments, empty=True)
