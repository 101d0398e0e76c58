"""What one seat knows of the exercise so far: a fold over the facts that `domain.visibility` lets it see, nothing else.

Window and browser show a desk from this value and from the instruments; it holds no text of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce

from hotwash.domain.conduct_facts import (
    BeliefsAsked,
    BeliefStated,
    DecisionLogged,
    MessageSent,
    PlayResumed,
    PlayStopped,
)
from hotwash.domain.facts import (
    ActionAsked,
    ActionBegan,
    ActionDeclined,
    ActionEnded,
    AlarmAcknowledged,
    AlarmCleared,
    AlarmRaised,
    CallsTallied,
    ClockJumped,
    ClockPaused,
    ClockStarted,
    CommandRefused,
    ExerciseClosed,
    ExerciseOpened,
    Fact,
    Happened,
    JumpStopped,
    MessageTold,
    NoteWritten,
    SpeedChanged,
    StateChanged,
)
from hotwash.domain.review_facts import FeedbackGiven
from hotwash.domain.rewind_facts import RewindBegan, RewindCancelled, Rewound
from hotwash.domain.time import Millis
from hotwash.domain.visibility import Eyes
from hotwash.exercise.projections.board import ActionLine, RequestLine


@dataclass(frozen=True, slots=True)
class DeskClock:
    """Where the clock stands for everybody in the room; `jump` is the aim of a jump under way, -1 for none."""

    started: bool = False
    running: bool = False
    ended: bool = False
    speed_permille: int = 1000
    pause_reason: str = ""
    jump: Millis = -1
    back_to: Millis = -1
    """The moment to which the exercise is being taken back; -1 for none."""
    stopped_by: str = ""
    """Who called a real emergency that is not over; empty where play goes on."""
    stop_reason: str = ""


@dataclass(frozen=True, slots=True)
class DeskAlarm:
    """An alarm at this seat. `cleared_at` is -1 while it stands."""

    seq: int
    at: Millis
    alarm: int
    name: str
    element: str
    text: str
    acknowledged: bool = False
    cleared_at: Millis = -1

    @property
    def stands(self) -> bool:
        """Whether what it is about goes on."""
        return self.cleared_at < 0


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that this seat got or sent. `number` is 0 for one that was told by an inject, which nobody answers.

    `sender` is who speaks, `seat` who sent it (empty for an inject), `to` seats and `simcell`; none: everybody.
    """

    seq: int
    at: Millis
    number: int
    seat: str
    sender: str
    to: tuple[str, ...]
    mode: str
    text: str
    answers: int = 0
    public: bool = False


@dataclass(frozen=True, slots=True)
class ToldState:
    """The newest value of one register of one element, as `by` tells it."""

    element: str
    register: str
    by: str
    state: str
    at: Millis


@dataclass(frozen=True, slots=True)
class SeatBoard:
    """One desk; times in ms of exercise time, `now` that of the newest fact. Lists are oldest first."""

    seat: str
    title: str = ""
    start: str = ""
    span: Millis = 0
    now: Millis = 0
    seq: int = 0
    """Number of the newest fact that this seat saw."""
    clock: DeskClock = DeskClock()
    alarms: tuple[DeskAlarm, ...] = ()
    letters: tuple[Letter, ...] = ()
    acts: tuple[ActionLine, ...] = ()
    """Its own acts, under way and over."""
    asked: tuple[RequestLine, ...] = ()
    """What it has asked for and waits to be approved."""
    to_approve: tuple[RequestLine, ...] = ()
    """What others have asked of it and it has not declined; whether one is still open the instruments tell."""
    answers: tuple[Happened, ...] = ()
    """What it was told in answer to its own commands: `CommandRefused` and `ActionDeclined`."""
    card: Happened | None = None
    """`BeliefsAsked` that it has not answered."""
    beliefs: tuple[Happened, ...] = ()
    decisions: tuple[Happened, ...] = ()
    notes: tuple[Happened, ...] = ()
    minutes: tuple[Happened, ...] = ()
    """`CallsTallied` with its own PSAPs and networks alone."""
    feedback: tuple[Happened, ...] = ()
    """Feedback forms that were handed in from this seat."""
    states: tuple[ToldState, ...] = ()

    @property
    def playing(self) -> bool:
        """Whether acts are taken: begun, not over, and no real emergency."""
        return self.clock.started and not self.clock.ended and not self.clock.stopped_by

    @property
    def open(self) -> bool:
        """Whether words can be sent and handed in: also before the start, but not after ENDEX or in an emergency."""
        return not self.clock.ended and not self.clock.stopped_by

    @property
    def unacknowledged(self) -> int:
        """Alarms that stand and that this seat has not acknowledged."""
        return sum(alarm.stands and not alarm.acknowledged for alarm in self.alarms)


def seen(eyes: Eyes, happened: Iterable[Happened]) -> Iterator[Happened]:
    """Facts as this seat may know them, those that it may not left out."""
    for one in happened:
        fact = eyes.see(one.fact)
        if fact is not None:
            yield one if fact is one.fact else Happened(one.seq, one.at, fact)


def fold_seat(eyes: Eyes, happened: Iterable[Happened]) -> SeatBoard:
    """The desk of a seat after everything that happened and still holds, such as `Session.facts`."""
    return reduce(evolve_seat, seen(eyes, happened), SeatBoard(eyes.seat.id))


def evolve_seat(board: SeatBoard, one: Happened) -> SeatBoard:
    """The desk after one more fact, which must have passed the seat's `Eyes`.

    `Rewound` takes nothing back by itself: what still holds is told from the beginning.
    """
    board = replace(board, now=max(board.now, one.at), seq=one.seq)
    kept = _KEPT.get(type(one.fact))
    return board if kept is None else kept(board, one)


def _clock(board: SeatBoard, one: Happened) -> SeatBoard:
    clock = board.clock
    match one.fact:
        case ExerciseOpened(title=title, start=start, span=span):
            return replace(board, title=title, start=start, span=span)
        case ClockStarted():
            clock = replace(clock, started=True, running=True, pause_reason="")
        case ClockPaused(reason):
            clock = replace(clock, running=False, pause_reason=reason, jump=-1)
        case SpeedChanged(permille):
            clock = replace(clock, speed_permille=permille)
        case ClockJumped(to):
            clock = replace(clock, started=True, jump=to)
        case JumpStopped():
            clock = replace(clock, jump=-1)
        case RewindBegan(to=to):
            clock = replace(clock, back_to=to)
        case RewindCancelled() | Rewound():
            clock = replace(clock, back_to=-1)
        case PlayStopped(by, reason):
            clock = replace(clock, stopped_by=by, stop_reason=reason)
        case PlayResumed():
            clock = replace(clock, stopped_by="", stop_reason="")
        case _:
            clock = replace(clock, running=False, ended=True, jump=-1)
    return replace(board, clock=clock)


def _alarm(board: SeatBoard, one: Happened) -> SeatBoard:
    match one.fact:
        case AlarmRaised(alarm, name, element, text):
            raised = DeskAlarm(one.seq, one.at, alarm, name, element, text)
            return replace(board, alarms=(*board.alarms, raised))
        case AlarmAcknowledged(alarm, seat) if seat == board.seat:
            return _changed(board, alarm, lambda line: replace(line, acknowledged=True))
        case AlarmCleared(alarm):
            return _changed(board, alarm, lambda line: replace(line, cleared_at=one.at))
        case _:
            return board


def _changed(board: SeatBoard, alarm: int, change: Callable[[DeskAlarm], DeskAlarm]) -> SeatBoard:
    return replace(board, alarms=tuple(change(line) if line.alarm == alarm else line for line in board.alarms))


def _letter(board: SeatBoard, one: Happened) -> SeatBoard:
    match one.fact:
        case MessageTold(text, sender, channel, seats, public):
            made = Letter(one.seq, one.at, 0, "", sender, seats, channel, text, public=public)
        case MessageSent(message, seat, sender, to, mode, text, answers):
            made = Letter(one.seq, one.at, message, seat, sender, to, mode, text, answers)
        case _:
            return board
    return replace(board, letters=(*board.letters, made))


def _act(board: SeatBoard, one: Happened) -> SeatBoard:
    match one.fact:
        case ActionAsked(request, action, title, seat, approver):
            line = RequestLine(one.seq, one.at, request, action, title, seat, approver)
            if seat == board.seat:
                return replace(board, asked=(*board.asked, line))
            return replace(board, to_approve=(*board.to_approve, line)) if approver == board.seat else board
        case ActionDeclined(request, _, _, seat):
            told = (*board.answers, one) if seat == board.seat else board.answers
            return replace(
                board,
                answers=told,
                asked=tuple(line for line in board.asked if line.request != request),
                to_approve=tuple(line for line in board.to_approve if line.request != request),
            )
        case ActionBegan(run, action, title, seat) if seat == board.seat:
            begun = ActionLine(one.seq, one.at, run, action, title, seat)
            asked = tuple(line for line in board.asked if line.action != action)
            return replace(board, acts=(*board.acts, begun), asked=asked)
        case ActionEnded(run, _, _, seat, effect) if seat == board.seat:
            ended = (
                replace(line, ended_at=one.at, ended_seq=one.seq, effect=effect) if line.run == run else line
                for line in board.acts
            )
            return replace(board, acts=tuple(ended))
        case _:
            return board


def _said(board: SeatBoard, one: Happened) -> SeatBoard:
    """Its own words, and what it is asked to say; those of other seats, which evaluators see, are no part of a desk."""
    match one.fact:
        case BeliefsAsked(seats=seats) if not seats or board.seat in seats:
            return replace(board, card=one)
        case BeliefStated(seat=seat) if seat == board.seat:
            return replace(board, beliefs=(*board.beliefs, one), card=None)
        case DecisionLogged(seat=seat) if seat == board.seat:
            return replace(board, decisions=(*board.decisions, one))
        case NoteWritten(actor=actor) if actor == board.seat:
            return replace(board, notes=(*board.notes, one))
        case FeedbackGiven(by=by) if by == board.seat:
            return replace(board, feedback=(*board.feedback, one))
        case CommandRefused(actor=actor) if actor == board.seat:
            return replace(board, answers=(*board.answers, one))
        case _:
            return board


def _state(board: SeatBoard, one: Happened) -> SeatBoard:
    fact = one.fact
    assert isinstance(fact, StateChanged)  # it stands under that class alone
    told = ToldState(fact.element, fact.register, fact.by, fact.state, one.at)
    key = (fact.element, fact.register, fact.by)
    if any((line.element, line.register, line.by) == key for line in board.states):
        kept = (told if (line.element, line.register, line.by) == key else line for line in board.states)
        return replace(board, states=tuple(kept))
    return replace(board, states=(*board.states, told))


def _minute(board: SeatBoard, one: Happened) -> SeatBoard:
    return replace(board, minutes=(*board.minutes, one))


_KEPT: dict[type[Fact], Callable[[SeatBoard, Happened], SeatBoard]] = {
    **dict.fromkeys((ExerciseOpened, ExerciseClosed, ClockStarted, ClockPaused, SpeedChanged), _clock),
    **dict.fromkeys((ClockJumped, JumpStopped, PlayStopped, PlayResumed), _clock),
    **dict.fromkeys((RewindBegan, RewindCancelled, Rewound), _clock),
    **dict.fromkeys((AlarmRaised, AlarmAcknowledged, AlarmCleared), _alarm),
    **dict.fromkeys((MessageTold, MessageSent), _letter),
    **dict.fromkeys((ActionAsked, ActionDeclined, ActionBegan, ActionEnded), _act),
    **dict.fromkeys((BeliefsAsked, BeliefStated, DecisionLogged, NoteWritten, CommandRefused, FeedbackGiven), _said),
    StateChanged: _state,
    CallsTallied: _minute,
}
"""What a desk keeps, by class of fact; whatever stands in no line here is no part of it."""
