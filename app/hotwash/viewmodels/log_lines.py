"""The log as plain sentences, one a fact; what a seat may read of it is `domain.visibility`'s decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.facts import (
    ActionBegan,
    ActionEnded,
    AlarmAcknowledged,
    AlarmRaised,
    CallersTallied,
    CallsTallied,
    ClockJumped,
    ClockPaused,
    ClockStarted,
    CommandRefused,
    ExerciseClosed,
    ExerciseOpened,
    FaultBegan,
    FaultEnded,
    Happened,
    MessageTold,
    MilestoneReached,
    NoteWritten,
    SpeedChanged,
    WorldChanged,
)
from hotwash.domain.outcomes import BY_ESINET, FAILED
from hotwash.domain.time import Millis, clock

KINDS: dict[str, str] = {
    "fault": "Faults",
    "action": "Acts of seats",
    "alarm": "Alarms",
    "message": "Messages",
    "note": "Notes",
    "milestone": "Milestones",
    "clock": "Clock",
    "calls": "Calls by minute",
    "refused": "Refused",
    "world": "Overlays",
}
QUIET = frozenset({"calls", "world"})
"""Kinds left out until they are asked for; they come every minute, or repeat what a fault's own line says."""


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
    match happened.fact:
        case FaultBegan(title=title, code=code, sentence=sentence, by=by):
            what = f"{code} {title}" if code else title
            return "fault", f"{what} began{_by('launched', by, names)}. {sentence}"
        case FaultEnded(title=title, by=by):
            return "fault", f"{title} is over{_by('ended', by, names)}."
        case ActionBegan(title=title, seat=seat):
            return "action", f"{_name(seat, names)} began: {title}."
        case ActionEnded(title=title, seat=seat, effect=effect):
            return "action", f"{_name(seat, names)} has done: {title}. {effect}"
        case AlarmRaised(name=name, element=element, text=text):
            where = f" at {_name(element, names)}" if element else ""
            return "alarm", f"Alarm {name}{where}: {text}"
        case AlarmAcknowledged(alarm=alarm, seat=seat):
            return "alarm", f"{_name(seat, names)} acknowledged alarm {alarm}."
        case MessageTold(text=text, sender=sender, channel=channel):
            return "message", f"{sender} ({channel}): {text}"
        case NoteWritten(actor=actor, text=text):
            return "note", f"{_name(actor, names)} noted: {text}"
        case MilestoneReached(name=name):
            return "milestone", f"Milestone reached: {name.replace('_', ' ')}."
        case CommandRefused(actor=actor, sentence=sentence):
            return "refused", f"{_name(actor, names)} was told: {sentence}"
        case CallsTallied() | CallersTallied() | WorldChanged():
            return _counted(happened, names)
        case _:
            return "clock", _clock(happened)


def _counted(happened: Happened, names: Mapping[str, str]) -> tuple[str, str]:
    match happened.fact:
        case CallsTallied(outcomes=outcomes, started=started, waiting=waiting):
            answered = sum(outcomes.get(outcome.value, 0) for outcome in BY_ESINET)
            failed = sum(outcomes.get(outcome.value, 0) for outcome in FAILED)
            begun = sum(started.values())
            return (
                "calls",
                f"In this minute {begun} calls began, {answered} were answered, {failed} failed; {waiting} wait.",
            )
        case CallersTallied(callers=callers, served=served, gave_up=gave_up, still_trying=trying):
            return "calls", f"Of {callers} callers {served} were served, {gave_up} gave up, {trying} were still trying."
        case WorldChanged(target=target, laid=laid, change=change):
            what = type(change).__name__
            return "world", f"Overlay {what} on {_name(target, names)} {'laid' if laid else 'taken away'}."
        case _:
            return "world", ""


def _clock(happened: Happened) -> str:
    match happened.fact:
        case ExerciseOpened(title=title, seed=seed):
            return f"Exercise opened: {title}, seed {seed}."
        case ClockStarted():
            return "The clock runs."
        case ClockPaused(reason=reason):
            return f"The clock was paused. {reason}".rstrip()
        case SpeedChanged(permille=permille):
            return f"Speed ×{permille / 1000:g}."
        case ClockJumped(to=to):
            return f"Time was run ahead to {clock(to)}."
        case ExerciseClosed(by=by):
            return f"The exercise was ended by {'the facilitator' if by == FACILITATOR else by}."
        case _:
            return ""


def _name(who: str, names: Mapping[str, str]) -> str:
    return "The facilitator" if who == FACILITATOR else names.get(who, who)


def _by(verb: str, by: str, names: Mapping[str, str]) -> str:
    if by == FACILITATOR:
        return f", {verb} by the facilitator"
    return f", {verb} by {names[by]}" if by in names else ""
