"""The log as plain sentences, one a fact; what a seat may read of it is `domain.visibility`'s decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hotwash.domain.commands import FACILITATOR
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
    CommandRefused,
    ExerciseClosed,
    ExerciseOpened,
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
    StateChanged,
    WorldChanged,
)
from hotwash.domain.outcomes import BY_ESINET, FAILED
from hotwash.domain.review_facts import ReviewFact
from hotwash.domain.rewind_facts import RewindBegan, RewindCancelled, RewindFact, Rewound
from hotwash.domain.steps import MILESTONE_WORDS
from hotwash.domain.time import MINUTE, SECOND, Millis, clock
from hotwash.viewmodels.conduct_lines import conduct_line, mode_word, review_line
from hotwash.viewmodels.words import msg, noop, said

KINDS: dict[str, str] = {
    "fault": noop("Faults"),
    "action": noop("Acts of seats"),
    "alarm": noop("Alarms"),
    "inject": noop("Injects"),
    "message": noop("Messages"),
    "card": noop("Cards and decisions"),
    "presence": noop("Who sits where"),
    "review": noop("Evaluations"),
    "bookmark": noop("Bookmarks"),
    "stop": noop("Real emergencies"),
    "note": noop("Notes"),
    "milestone": noop("Milestones"),
    "state": noop("States"),
    "clock": noop("Clock"),
    "calls": noop("Calls by minute"),
    "refused": noop("Refused"),
    "world": noop("Overlays"),
}
QUIET = frozenset({"calls", "world"})
"""Kinds left out until they are asked for; they come every minute, or repeat what a fault's own line says."""


LOG_EVENTS = {
    "ElementState": "ElementStateChangeLogEvent",
    "ServiceState": "ServiceStateChangeLogEvent",
    "QueueState": "QueueStateChangeLogEvent",
    "SecurityPosture": "ServiceStateChangeLogEvent",
}
"""LogEvents of NENA-STA-010.3f for a change in each of its registries; the posture comes with the service state."""
MODEL = "simulation"
"""Who tells a state that nobody in particular tells."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line. `reference` is how reports cite it."""

    seq: int
    at: Millis
    time: str
    kind: str
    text: str
    reference: str


def log_line(happened: Happened, names: Mapping[str, str]) -> LogLine:
    """The line of a fact; `names` gives seats and elements their names."""
    kind, text = _told(happened, names)
    return LogLine(happened.seq, happened.at, clock(happened.at), kind, text, happened.reference)


def _told(happened: Happened, names: Mapping[str, str]) -> tuple[str, str]:
    fact = happened.fact
    if isinstance(fact, ConductFact):
        return conduct_line(fact, names)
    if isinstance(fact, ReviewFact):
        return "review", review_line(fact, names)
    match fact:
        case FaultBegan() | FaultEnded() | FaultArmed() | FaultDisarmed():
            return "fault", _fault(fact, names)
        case ActionAsked() | ActionDeclined() | ActionBegan() | ActionEnded():
            return "action", _act(fact, names)
        case StateChanged(element=element, register=register, state=state, by=by):
            return "state", _state(register, state, _name(element, names), _inside(by, names))
        case AlarmRaised() | AlarmAcknowledged() | AlarmCleared():
            return "alarm", _alarm(fact, names)
        case MessageTold(text=text, sender=sender, channel=channel):
            return "message", f"{said(sender)} ({mode_word(channel)}): {said(text)}"
        case NoteWritten(actor=actor, text=text):
            return "note", msg("{who} noted: {text}", who=_name(actor, names), text=text)
        case MilestoneReached(name=name):
            return "milestone", msg("Milestone reached: {name}.", name=said(MILESTONE_WORDS.get(name, name)))
        case CommandRefused(actor=actor, sentence=sentence):
            return "refused", msg("{who} was told: {sentence}", who=_name(actor, names), sentence=said(sentence))
        case CallsTallied() | CallersTallied() | WorldChanged():
            return _counted(happened, names)
        case RewindBegan() | RewindCancelled() | Rewound():
            return "clock", _back(fact)
        case _:
            return "clock", _clock(happened)


def _act(fact: ActionAsked | ActionDeclined | ActionBegan | ActionEnded, names: Mapping[str, str]) -> str:
    act, who = names.get(f"act:{fact.action}", said(fact.title)), _name(fact.seat, names)
    match fact:
        case ActionAsked(approver=approver):
            return msg("{who} asked {approver} to approve: {act}.", who=who, approver=_inside(approver, names), act=act)
        case ActionDeclined(by=by, reason=reason):
            declined = msg("{by} declined what {who} asked for: {act}.", by=_name(by, names), who=who, act=act)
            return f"{declined} {said(reason)}".rstrip()
        case ActionBegan():
            return msg("{who} began: {act}.", who=who, act=act)
        case ActionEnded(effect=effect):
            done = msg("{who} has done: {act}.", who=who, act=act)
            return f"{done} {said(effect)}".rstrip()


def _state(register: str, state: str, element: str, by: str) -> str:
    """Log events and states by the names that NENA-STA-010.3f gives them, which are the same in every language."""
    if by == MODEL:
        return msg("{event}: {element} is {state}.", event=LOG_EVENTS[register], element=element, state=state)
    return msg(
        "{event}: {element} is {state}, says {by}.", event=LOG_EVENTS[register], element=element, state=state, by=by
    )


def _fault(fact: FaultBegan | FaultEnded | FaultArmed | FaultDisarmed, names: Mapping[str, str]) -> str:
    match fact:
        case FaultBegan(title=title, code=code, sentence=sentence, by=by):
            what = f"{code} {said(title)}" if code else said(title)
            if by == FACILITATOR or by in names:
                began = msg("{fault} began, launched by {who}.", fault=what, who=_inside(by, names))
            else:
                began = msg("{fault} began.", fault=what)
            return f"{began} {said(sentence)}"
        case FaultEnded(title=title, by=by):
            if by == FACILITATOR or by in names:
                return msg("{fault} is over, ended by {who}.", fault=said(title), who=_inside(by, names))
            return msg("{fault} is over.", fault=said(title))
        case FaultArmed(fault=fault, at=at, by=by):
            if by == FACILITATOR:
                words = msg(
                    "{fault} was armed for {time} by the facilitator.", fault=_title(fault, names), time=clock(at)
                )
            else:
                words = msg("{fault} is armed for {time}.", fault=_title(fault, names), time=clock(at))
            return words
        case FaultDisarmed(fault=fault):
            return msg("{fault} was disarmed.", fault=_title(fault, names))


def _alarm(fact: AlarmRaised | AlarmAcknowledged | AlarmCleared, names: Mapping[str, str]) -> str:
    match fact:
        case AlarmRaised(name=name, element=element, text=text):
            if element:
                return msg(
                    "Alarm {name} at {element}: {text}", name=name, element=_name(element, names), text=said(text)
                )
            return msg("Alarm {name}: {text}", name=name, text=said(text))
        case AlarmAcknowledged(alarm=alarm, seat=seat):
            return msg("{who} acknowledged alarm {number}.", who=_name(seat, names), number=alarm)
        case AlarmCleared(alarm=alarm):
            return msg("Alarm {number} is over.", number=alarm)


def _counted(happened: Happened, names: Mapping[str, str]) -> tuple[str, str]:
    match happened.fact:
        case CallsTallied(outcomes=outcomes, started=started, waiting=waiting, length=length):
            values = {
                "begun": sum(started.values()),
                "answered": sum(outcomes.get(outcome.value, 0) for outcome in BY_ESINET),
                "failed": sum(outcomes.get(outcome.value, 0) for outcome in FAILED),
                "waiting": waiting,
                "seconds": length // SECOND,
            }
            if length == MINUTE:
                words = msg(
                    "In this minute {begun} calls began, {answered} were answered, {failed} failed; {waiting} wait.",
                    **values,
                )
            else:
                words = msg(
                    "In the last {seconds} s {begun} calls began, {answered} were answered, {failed} failed; "
                    "{waiting} wait.",
                    **values,
                )
            return "calls", words
        case CallersTallied(callers=callers, served=served, gave_up=gave_up, still_trying=trying):
            return "calls", msg(
                "Of {callers} callers {served} were served, {gave_up} gave up, {trying} were still trying.",
                callers=callers,
                served=served,
                gave_up=gave_up,
                trying=trying,
            )
        case WorldChanged(target=target, laid=laid, change=change):
            what, on = type(change).__name__, _name(target, names)
            if laid:
                return "world", msg("Overlay {what} on {element} laid.", what=what, element=on)
            return "world", msg("Overlay {what} on {element} taken away.", what=what, element=on)
        case _:
            return "world", ""


def _clock(happened: Happened) -> str:
    match happened.fact:
        case ExerciseOpened(title=title, seed=seed):
            return msg("Exercise opened: {title}, seed {seed}.", title=title, seed=seed)
        case ClockStarted():
            return msg("The clock runs.")
        case ClockPaused(reason=reason):
            paused = msg("The clock was paused.")
            return f"{paused} {said(reason)}".rstrip()
        case SpeedChanged(permille=permille):
            return msg("Speed ×{speed}.", speed=f"{permille / 1000:g}")
        case ClockJumped(to=to):
            return msg("Time is run ahead to {time}.", time=clock(to))
        case JumpStopped():
            return msg("The jump was stopped here.")
        case ExerciseClosed(by=by):
            if by == FACILITATOR:
                return msg("The exercise was ended by the facilitator.")
            return msg("The exercise was ended by {who}.", who=by)
        case _:
            return ""


def _back(fact: RewindFact) -> str:
    match fact:
        case RewindBegan(to=to):
            return msg("The exercise is being taken back to {time}.", time=clock(to))
        case RewindCancelled(why=why):
            return said(why) or msg("The way back was cancelled; the exercise stays here.")
        case Rewound(left_at=left_at, reason=reason):
            back = msg("The exercise was taken back here from {left}.", left=clock(left_at))
            return f"{back} {reason}".rstrip()


def _name(who: str, names: Mapping[str, str]) -> str:
    return msg("The facilitator") if who == FACILITATOR else names.get(who, who)


def _inside(who: str, names: Mapping[str, str]) -> str:
    return msg("the facilitator") if who == FACILITATOR else names.get(who, who)


def _title(fault: str, names: Mapping[str, str]) -> str:
    return names.get(f"fault:{fault}", fault)
