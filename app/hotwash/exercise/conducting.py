"""Carries out what is asked of injects, messages, cards, presence and reviews, and numbers what is new."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

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
from hotwash.domain.conduct_facts import (
    BeliefsAsked,
    BeliefStated,
    BookmarkSet,
    DecisionLogged,
    InjectDeferred,
    InjectHeld,
    InjectImprovised,
    InjectReleased,
    InjectSkipped,
    MessageSent,
    PauseSet,
    PlayResumed,
    PlayStopped,
    SeatLeft,
    SeatTaken,
)
from hotwash.domain.facts import ClockPaused, Fact, MessageTold
from hotwash.domain.review_commands import (
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
from hotwash.domain.review_facts import (
    CapabilityRated,
    CorrectionDropped,
    CorrectionPlanned,
    FeedbackGiven,
    FindingDropped,
    FindingWritten,
    Observed,
    TargetRated,
    TaskJudged,
)
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.domain.time import Millis
from hotwash.exercise.projections.board import Board
from hotwash.simulation.simulation import Simulation


class Conducting:
    """Gives numbers to what is new and tells what follows. `note` takes a fact of this instant."""

    def __init__(self, scenario: Scenario, simulation: Simulation, note: Callable[[Fact], None]) -> None:
        self._scenario, self._simulation, self._note = scenario, simulation, note
        self._improvised, self._messages = count(1), count(1)
        self._findings, self._corrections = count(1), count(1)

    def carry_out(self, actor: str, command: ConductCommand, board: Board) -> None:
        """Do what was accepted."""
        match command:
            case ReleaseInject() | SkipInject() | DeferInject() | HoldInject():
                self._inject(actor, command)
            case ImproviseInject():
                self._improvise(actor, command)
            case SendMessage(to, mode, text, answers, sender):
                name = sender or (say("Facilitator") if actor == FACILITATOR else self._scenario.seats[actor].name)
                self._note(MessageSent(next(self._messages), actor, name, to, mode, text, answers))
            case AskForBeliefs(seats):
                self._note(BeliefsAsked(seats, actor))
            case StateBelief(text, sure, cause, where):
                self._note(BeliefStated(actor, text, sure, cause, where))
            case LogDecision(decision, because, expect):
                self._note(DecisionLogged(actor, decision, because, expect))
            case SetBookmark(title):
                self._note(BookmarkSet(title, actor))
            case PauseAt(at):
                self._note(PauseSet(at))
            case StopPlay(reason):
                self._note(PlayStopped(actor, reason))
                if board.running or board.jumping(board.now) is not None:
                    self._note(ClockPaused(say("Real emergency.")))
            case ResumePlay():
                self._note(PlayResumed(actor))
            case TakeSeat(seat, way, who, organisation):
                self._note(SeatTaken(seat, way, who, organisation))
            case LeaveSeat(seat, way, who):
                self._note(SeatLeft(seat, way, who))

    def _inject(self, actor: str, command: ReleaseInject | SkipInject | DeferInject | HoldInject) -> None:
        match command:
            case ReleaseInject(inject, note):
                self._simulation.release_inject(inject, actor, note)
            case SkipInject(inject, reason):
                self._simulation.injects.stop(inject)
                self._note(InjectSkipped(inject, actor, reason))
            case DeferInject(inject, to, reason):
                self._simulation.injects.defer(inject, to)
                self._note(InjectDeferred(inject, to, actor, reason))
            case HoldInject(inject, reason):
                self._simulation.injects.stop(inject)
                self._note(InjectHeld(inject, actor, reason))

    def _improvise(self, actor: str, command: ImproviseInject) -> None:
        number = next(self._improvised)
        own, c = f"+{number}", command
        self._note(InjectImprovised(own, c.subject, c.text, c.sender, c.mode, c.to, c.public, c.fault, actor))
        self._note(InjectReleased(own, own, c.subject, actor, ""))
        if c.text:
            self._note(MessageTold(c.text, c.sender, c.mode, c.to, c.public))
        if c.fault:
            self._simulation.launch_fault(c.fault, actor)

    def review(self, actor: str, command: ReviewCommand, now: Millis) -> None:
        """Put down what an evaluator or a writer says."""
        match command:
            case Observe(text, task, inject, sign, seen_at, key):
                self._note(Observed(actor, text, task, inject, sign, now if seen_at < 0 else seen_at, key))
            case RateTarget(target, rating, note):
                self._note(TargetRated(actor, target, rating, note))
            case RateCapability(objective, rating, note):
                self._note(CapabilityRated(actor, objective, rating, note))
            case JudgeTask(task, verdict, at, seat, reason):
                self._note(TaskJudged(actor, task, verdict, at, seat, reason))
            case WriteFinding(kind, objective, statement, reference, analysis, evidence, finding):
                own = finding or f"F{next(self._findings)}"
                self._note(FindingWritten(actor, own, kind, objective, statement, reference, analysis, evidence))
            case DropFinding(finding):
                self._note(FindingDropped(actor, finding))
            case PlanCorrection():
                self._plan(actor, command)
            case DropCorrection(correction):
                self._note(CorrectionDropped(actor, correction))
            case GiveFeedback():
                self._feedback(actor, command)

    def _plan(self, actor: str, c: PlanCorrection) -> None:
        own = c.correction or f"C{next(self._corrections)}"
        self._note(
            CorrectionPlanned(
                actor, own, c.finding, c.action, c.element, c.organisation, c.contact, c.starts, c.completes
            )
        )

    def _feedback(self, actor: str, c: GiveFeedback) -> None:
        self._note(
            FeedbackGiven(actor, c.role, c.marks, c.strengths, c.areas, c.unseen, c.actions, c.items, c.comments, c.key)
        )
