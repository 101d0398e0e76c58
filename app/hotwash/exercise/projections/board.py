"""The board: what has happened so far as one value; a fold over facts and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TypeVar

from hotwash.domain.conduct_facts import ConductFact
from hotwash.domain.facts import (
    ActionAsked,
    ActionBegan,
    ActionDeclined,
    ActionEnded,
    AlarmAcknowledged,
    AlarmCleared,
    AlarmRaised,
    CallersTallied,
    CallsTallied,
    ClockJumped,
    ClockPaused,
    ClockStarted,
    ExerciseClosed,
    FaultArmed,
    FaultBegan,
    FaultDisarmed,
    FaultEnded,
    Happened,
    JumpStopped,
    MessageTold,
    MilestoneReached,
    NoteWritten,
    SpeedChanged,
    WorldChanged,
)
from hotwash.domain.impairment import Impairment
from hotwash.domain.review_facts import ReviewFact
from hotwash.domain.rewind_facts import RewindBegan, RewindFact, Rewound
from hotwash.domain.time import Millis
from hotwash.exercise.projections.conduct import Conduct, evolve_conduct
from hotwash.exercise.projections.review import Review, evolve_review
from hotwash.exercise.projections.series import Series

L = TypeVar("L")
NOTHING: Series[Happened] = Series()
NO_ALARMS: Series[AlarmLine] = Series()
NO_ACTS: Series[ActionLine] = Series()


@dataclass(frozen=True, slots=True)
class LiveFault:
    """A fault that is, or was, live. `ended` is -1 while it lives."""

    seq: int
    fault: str
    title: str
    code: str
    sentence: str
    by: str
    began: Millis
    ended: Millis = -1
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """An alarm and the seats that have acknowledged it."""

    seq: int
    at: Millis
    alarm: int
    name: str
    element: str
    text: str
    seats: tuple[str, ...]
    acknowledged_by: tuple[str, ...] = ()
    cleared_at: Millis = -1


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An act of a seat. `ended_at` is -1 while it is under way."""

    seq: int
    at: Millis
    run: int
    action: str
    title: str
    seat: str
    ended_at: Millis = -1
    effect: str = ""
    ended_seq: int = -1


@dataclass(frozen=True, slots=True)
class RequestLine:
    """An act that a seat has asked for and that `approver` has neither approved nor declined yet."""

    seq: int
    at: Millis
    request: int
    action: str
    title: str
    seat: str
    approver: str


@dataclass(frozen=True, slots=True)
class Left:
    """A history that was left when the exercise was taken back: everything up to then, with what evaluators said."""

    branch: int
    log: Series[Happened]
    review: Review
    by: Rewound
    """The fact that begins the history played after it."""


@dataclass(frozen=True, slots=True)
class Board:
    """Everything a screen or a page asks about the exercise so far; times in ms of exercise time."""

    now: Millis = 0
    started: bool = False
    running: bool = False
    ended: bool = False
    speed_permille: int = 1000
    pause_reason: str = ""
    jump: Millis | None = None
    """Aim of the newest jump; `jumping` says whether it is still under way."""
    armed: tuple[tuple[str, Millis], ...] = ()
    faults: tuple[LiveFault, ...] = ()
    ended_faults: tuple[LiveFault, ...] = ()
    live: tuple[Impairment, ...] = ()
    alarms: Series[AlarmLine] = NO_ALARMS
    actions: Series[ActionLine] = NO_ACTS
    requests: tuple[RequestLine, ...] = ()
    """What still waits for approval, oldest first."""
    messages: Series[Happened] = NOTHING
    notes: Series[Happened] = NOTHING
    milestones: tuple[tuple[str, Millis, int], ...] = ()
    minutes: Series[Happened] = NOTHING
    callers: CallersTallied | None = None
    log: Series[Happened] = NOTHING
    """Every fact of the history that is played."""
    totals: tuple[tuple[str, int], ...] = ()
    conduct: Conduct = field(default=Conduct())
    review: Review = field(default=Review())
    branch: int = 0
    """Number of the history that is played: how often the exercise has been taken back."""
    rewind: RewindBegan | None = None
    """The way back that is under way."""
    left: tuple[Left, ...] = ()
    """Histories that were left, oldest first."""

    @property
    def rewinding(self) -> Millis | None:
        """Where the way back that is under way leads; None where there is none."""
        return None if self.rewind is None else self.rewind.to

    def knows(self, key: str) -> bool:
        """Whether an observation or a form of that key is there already, on whatever history."""
        return self.review.knows(key) or any(left.review.knows(key) for left in self.left)

    def jumping(self, now: Millis) -> Millis | None:
        """Where the jump under way at exercise time `now` leads; None where there is none."""
        return self.jump if self.jump is not None and now < self.jump else None

    def fault(self, fault: str) -> LiveFault | None:
        """The live fault of that id."""
        return next((line for line in self.faults if line.fault == fault), None)

    def milestone(self, name: str) -> tuple[Millis, int] | None:
        """When a milestone was first reached, and the journal number that says so."""
        return next(((at, seq) for known, at, seq in self.milestones if known == name), None)

    def request(self, number: int, action: str = "") -> RequestLine | None:
        """The open request of that number, or, where it is 0, the oldest one for an action."""
        if number:
            return next((line for line in self.requests if line.request == number), None)
        return next((line for line in self.requests if line.action == action), None)

    def total(self, outcome: str) -> int:
        """Attempts with an outcome in all whole minutes so far."""
        return dict(self.totals).get(outcome, 0)


def fold(happened: Iterable[Happened], board: Board | None = None) -> Board:
    """The board after these facts."""
    return reduce(evolve, happened, board or Board())


def evolve(board: Board, happened: Happened) -> Board:
    """The board after one more fact."""
    fact = happened.fact
    if isinstance(fact, RewindFact):
        return _taken_back(board, happened)
    board = _told(board, happened)
    if isinstance(fact, ConductFact):
        return _conducted(board, happened)
    if isinstance(fact, ReviewFact):
        return replace(board, review=evolve_review(board.review, happened))
    match fact:
        case ClockStarted() | ClockPaused() | SpeedChanged() | ClockJumped() | JumpStopped() | ExerciseClosed():
            board = _clock(board, happened)
        case FaultArmed(fault, at):
            board = replace(board, armed=(*_disarmed(board.armed, fault), (fault, at)))
        case FaultDisarmed(fault):
            board = replace(board, armed=_disarmed(board.armed, fault))
        case FaultBegan() | FaultEnded():
            board = _fault(board, happened.seq, happened.at, fact)
        case WorldChanged():
            board = replace(board, live=_overlays(board.live, fact))
        case ActionBegan() | ActionAsked() | ActionDeclined() | ActionEnded():
            board = _acted(board, happened)
        case AlarmRaised(alarm, name, element, text, seats):
            raised = AlarmLine(happened.seq, happened.at, alarm, name, element, text, seats)
            board = replace(board, alarms=board.alarms.with_one(raised))
        case AlarmAcknowledged(alarm, seat):
            board = replace(board, alarms=_acknowledged(board.alarms, alarm, seat))
        case AlarmCleared(alarm):
            board = replace(board, alarms=_cleared(board.alarms, alarm, happened.at))
        case CallersTallied():
            board = replace(board, callers=fact)
        case _:
            pass
    return board


def rewound(left: Board, then: Board, happened: Happened) -> Board:
    """The board once the exercise has been taken back. `left` is the one before, `then` the one of the facts that
    still hold, and `happened` the fact that says so."""
    fact = happened.fact
    assert isinstance(fact, Rewound)
    gone = Left(left.branch, left.log, left.review, fact)
    return replace(_taken_back(then, happened), left=(*left.left, gone))


def _taken_back(board: Board, happened: Happened) -> Board:
    match happened.fact:
        case RewindBegan() as began:
            return replace(_told(board, happened), rewind=began)
        case Rewound(last=last) if board.log and board.log[-1].seq > last:
            return rewound(board, fold(one for one in board.log if one.seq <= last), happened)
        case Rewound(branch=branch):
            return replace(_told(board, happened), rewind=None, branch=branch)
        case _:
            return replace(_told(board, happened), rewind=None)


def _acted(board: Board, happened: Happened) -> Board:
    match happened.fact:
        case ActionBegan(run, action, title, seat):
            line = ActionLine(happened.seq, happened.at, run, action, title, seat)
            return replace(
                board, actions=board.actions.with_one(line), requests=_answered(board.requests, action, seat)
            )
        case ActionAsked(request, action, title, seat, approver):
            request_line = RequestLine(happened.seq, happened.at, request, action, title, seat, approver)
            return replace(board, requests=(*board.requests, request_line))
        case ActionDeclined(_, action, _, seat):
            return replace(board, requests=_answered(board.requests, action, seat))
        case ActionEnded() as ended:
            return replace(board, actions=_ended(board.actions, happened.at, happened.seq, ended))
        case _:
            return board


def _conducted(board: Board, happened: Happened) -> Board:
    return replace(board, conduct=evolve_conduct(board.conduct, happened))


def _clock(board: Board, happened: Happened) -> Board:
    match happened.fact:
        case ClockStarted():
            return replace(board, started=True, running=True, pause_reason="")
        case ClockPaused(reason):
            conduct = evolve_conduct(board.conduct, happened)
            return replace(board, running=False, pause_reason=reason, jump=None, conduct=conduct)
        case SpeedChanged(permille):
            return replace(board, speed_permille=permille)
        case ClockJumped(to):
            return replace(board, started=True, jump=to)
        case JumpStopped():
            return replace(board, jump=None)
        case _:
            return replace(board, running=False, ended=True, jump=None)


def _disarmed(armed: tuple[tuple[str, Millis], ...], fault: str) -> tuple[tuple[str, Millis], ...]:
    return tuple(pair for pair in armed if pair[0] != fault)


def _told(board: Board, happened: Happened) -> Board:
    """What every fact does: it moves the time and stands in the log; some stand in a list of their own."""
    board = replace(board, now=max(board.now, happened.at), log=board.log.with_one(happened))
    match happened.fact:
        case MessageTold():
            return replace(board, messages=board.messages.with_one(happened))
        case NoteWritten():
            return replace(board, notes=board.notes.with_one(happened))
        case MilestoneReached(name=name) if board.milestone(name) is None:
            return replace(board, milestones=(*board.milestones, (name, happened.at, happened.seq)))
        case CallsTallied(outcomes=outcomes):
            return replace(board, minutes=board.minutes.with_one(happened), totals=_added(board.totals, outcomes))
        case _:
            return board


def _added(totals: tuple[tuple[str, int], ...], more: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    sums = dict(totals)
    for name, count in more.items():
        sums[name] = sums.get(name, 0) + count
    return tuple(sorted(sums.items()))


def _fault(board: Board, seq: int, at: Millis, fact: FaultBegan | FaultEnded) -> Board:
    if isinstance(fact, FaultBegan):
        line = LiveFault(seq, fact.fault, fact.title, fact.code, fact.sentence, fact.by, at)
        return replace(board, faults=(*board.faults, line), armed=_disarmed(board.armed, fact.fault))
    over = tuple(replace(f, ended=at, ended_by=fact.by) for f in board.faults if f.fault == fact.fault)
    kept = tuple(line for line in board.faults if line.fault != fact.fault)
    return replace(board, faults=kept, ended_faults=(*board.ended_faults, *over))


def _overlays(live: tuple[Impairment, ...], fact: WorldChanged) -> tuple[Impairment, ...]:
    """A key laid again keeps its place in the order; one taken away is gone."""
    if not fact.laid:
        return tuple(impairment for impairment in live if impairment.key != fact.key)
    laid = Impairment(fact.key, fact.target, fact.change)
    if any(impairment.key == fact.key for impairment in live):
        return tuple(laid if impairment.key == fact.key else impairment for impairment in live)
    return (*live, laid)


def _answered(requests: tuple[RequestLine, ...], action: str, seat: str) -> tuple[RequestLine, ...]:
    """A seat has at most one open request for an act."""
    return tuple(line for line in requests if (line.action, line.seat) != (action, seat))


def _ended(actions: Series[ActionLine], at: Millis, seq: int, fact: ActionEnded) -> Series[ActionLine]:
    place = _place(fact.run, actions, lambda line: line.run == fact.run)
    if place < 0:
        return actions
    return actions.with_at(place, replace(actions[place], ended_at=at, ended_seq=seq, effect=fact.effect))


def _acknowledged(alarms: Series[AlarmLine], alarm: int, seat: str) -> Series[AlarmLine]:
    place = _place(alarm, alarms, lambda line: line.alarm == alarm)
    if place < 0 or seat in alarms[place].acknowledged_by:
        return alarms
    return alarms.with_at(place, replace(alarms[place], acknowledged_by=(*alarms[place].acknowledged_by, seat)))


def _cleared(alarms: Series[AlarmLine], alarm: int, at: Millis) -> Series[AlarmLine]:
    place = _place(alarm, alarms, lambda line: line.alarm == alarm)
    return alarms if place < 0 else alarms.with_at(place, replace(alarms[place], cleared_at=at))


def _place(number: int, lines: Series[L], is_it: Callable[[L], bool]) -> int:
    """Where the line of that number stands, -1 where there is none; numbers count from 1, mostly without gaps."""
    if 0 < number <= len(lines) and is_it(lines[number - 1]):
        return number - 1
    return next((place for place, line in enumerate(lines) if is_it(line)), -1)
