"""What happened: past tense, frozen, complete in itself, so that a report needs nothing but these."""

from __future__ import annotations

from dataclasses import dataclass, field

from hotwash.domain.conduct_facts import ConductFact
from hotwash.domain.impairment import Change
from hotwash.domain.review_facts import ReviewFact
from hotwash.domain.rewind_facts import RewindFact
from hotwash.domain.time import Millis


@dataclass(frozen=True, slots=True)
class ExerciseOpened:
    """The first fact: what is being played."""

    scenario: str
    title: str
    start: str
    span: Millis
    seed: int


@dataclass(frozen=True, slots=True)
class CommandRefused:
    """Somebody asked for what can't be done; `sentence` is what they were told."""

    actor: str
    asked: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ClockStarted:
    """Exercise time passes."""


@dataclass(frozen=True, slots=True)
class ClockPaused:
    """Exercise time stands still."""

    reason: str


@dataclass(frozen=True, slots=True)
class SpeedChanged:
    """Exercise seconds per wall second, in thousandths."""

    permille: int


@dataclass(frozen=True, slots=True)
class ClockJumped:
    """A jump to `to` was ordered; it is under way until the clock is there, or is stopped."""

    to: Millis


@dataclass(frozen=True, slots=True)
class JumpStopped:
    """A jump ended before its aim."""


@dataclass(frozen=True, slots=True)
class FaultArmed:
    """A fault will begin by itself at exercise time `at`."""

    fault: str
    at: Millis
    by: str


@dataclass(frozen=True, slots=True)
class FaultDisarmed:
    """A fault will not begin by itself any more."""

    fault: str
    by: str


@dataclass(frozen=True, slots=True)
class FaultBegan:
    """A fault is live; the sentence stands by itself."""

    fault: str
    title: str
    code: str
    sentence: str
    by: str


@dataclass(frozen=True, slots=True)
class FaultEnded:
    """None of the fault's overlays is left; `by` names the act, person or script that took them away."""

    fault: str
    title: str
    by: str


@dataclass(frozen=True, slots=True)
class WorldChanged:
    """An overlay was laid (`laid`) or taken away; the live ones, in order, give the world at any moment."""

    key: str
    target: str
    change: Change
    laid: bool


@dataclass(frozen=True, slots=True)
class StateChanged:
    """A state of an element has another value now, as `by` (a peer, a seat, the model) tells it.

    `register` is the registry of NENA-STA-010.3f whose word `state` is: ElementState, ServiceState, QueueState or
    SecurityPosture.
    """

    element: str
    register: str
    state: str
    by: str


@dataclass(frozen=True, slots=True)
class ActionAsked:
    """A seat asks for an act that `approver` (a seat, or the facilitator) must approve before it begins."""

    request: int
    action: str
    title: str
    seat: str
    approver: str


@dataclass(frozen=True, slots=True)
class ActionDeclined:
    """An act that was asked for does not begin; `reason` may be empty."""

    request: int
    action: str
    title: str
    seat: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ActionBegan:
    """A seat's act is under way; it answers a request of that seat for that act, where one was open."""

    run: int
    action: str
    title: str
    seat: str


@dataclass(frozen=True, slots=True)
class ActionEnded:
    """The act is over; `effect` is what the seat learns of it."""

    run: int
    action: str
    title: str
    seat: str
    effect: str


@dataclass(frozen=True, slots=True)
class AlarmRaised:
    """An alarm stands at seats (none named: at every seat)."""

    alarm: int
    name: str
    element: str
    text: str
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlarmAcknowledged:
    """A seat has seen an alarm."""

    alarm: int
    seat: str


@dataclass(frozen=True, slots=True)
class AlarmCleared:
    """What the alarm was about is over."""

    alarm: int
    by: str


@dataclass(frozen=True, slots=True)
class MessageTold:
    """A message reached seats (none named: every seat)."""

    text: str
    sender: str
    channel: str
    seats: tuple[str, ...]
    public: bool


@dataclass(frozen=True, slots=True)
class MilestoneReached:
    """A moment that the report measures."""

    name: str
    by: str


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """Free words of a person."""

    actor: str
    text: str


@dataclass(frozen=True, slots=True)
class CallsTallied:
    """The calls of the last minute, up to this fact's time. Counts by name of outcome or way.

    `length` is a minute in ms, and less for what is left at the end of an exercise.
    `started` by way (911, ten-digit, walk-in, call-back, test); `callers` first attempts of new callers;
    `outcomes` of attempts decided in the minute (a call cut off counts as dropped beside its earlier
    answer); `origins` and `psaps`: the same by originating network and by PSAP (only those with any);
    `answer_ms` time to answer of each 911 call answered through the ESInet, test calls left out;
    `waiting` calls waiting at the end of the minute; `check` digest of every call so far. `cut_origins` and
    `cut_psaps`: answers of earlier minutes that were cut off in this one, by their earlier outcome; less
    these, the outcomes of all minutes are the final ones and add up to the attempts.

    Of the public alone: `ways` outcomes by way, with `cut_ways` to take back; `causes` failures by what lost the
    attempt (a fault by its id, `act:` and the id of an act, `network`, `psap`). Of 911 attempts of the public decided
    in the minute: `delivered` came to a PSAP, `unlocated` came there without a location, `misrouted` were answered by
    a PSAP that is not responsible. `first_failed` first attempts that failed; `unserved` callers, at the end of the
    minute, of whom an attempt has failed and whom nobody has helped since.

    `tests_of` test calls begun, by the PSAP that they belong to. `apart_psaps` and `cut_apart_psaps`: what of `psaps`
    and `cut_psaps` is test and malicious calls; less these, PSAPs tell the public's calls alone.
    `beyond` 911 calls of other PSAPs that a PSAP held at the end of the minute and had no position for.
    `alerted` 911 calls begun, in thousandths of a call, that signatures of intrusion prevention would have stopped had
    it not only reported.
    """

    length: Millis
    started: dict[str, int]
    callers: int
    outcomes: dict[str, int]
    origins: dict[str, dict[str, int]]
    psaps: dict[str, dict[str, int]]
    answer_ms: tuple[int, ...]
    waiting: int
    talking: int
    logged: int
    check: str
    cut_origins: dict[str, dict[str, int]] = field(default_factory=dict)
    cut_psaps: dict[str, dict[str, int]] = field(default_factory=dict)
    ways: dict[str, dict[str, int]] = field(default_factory=dict)
    cut_ways: dict[str, dict[str, int]] = field(default_factory=dict)
    causes: dict[str, dict[str, int]] = field(default_factory=dict)
    delivered: int = 0
    unlocated: int = 0
    misrouted: int = 0
    first_failed: int = 0
    unserved: int = 0
    tests_of: dict[str, int] = field(default_factory=dict)
    apart_psaps: dict[str, dict[str, int]] = field(default_factory=dict)
    cut_apart_psaps: dict[str, dict[str, int]] = field(default_factory=dict)
    beyond: dict[str, int] = field(default_factory=dict)
    alerted: int = 0


@dataclass(frozen=True, slots=True)
class CallersTallied:
    """Once, at the end: callers of the public (test calls left out) by what became of them in the whole exercise.

    `attempts` their own tries by every way; `failed` those of them that failed, `failed_callers` the callers who made
    them, `first_failed` those whose first try failed. `helped` callers helped, by the outcome of the try (or call-back)
    that first helped them and was not cut off; `helped_at_once` the same of those whose first try did. `helped_within`
    callers helped within so many minutes of first dialling. `dialable` of the failed callers had a number that can be
    called back; `tried_back` callers were called back, `reached_back` of them were reached. `unserved_ms` adds up, for
    every failed caller, the time from the end of the first failed try to help or to the end.
    """

    callers: int
    served: int
    gave_up: int
    still_trying: int
    attempts: int = 0
    failed: int = 0
    failed_callers: int = 0
    first_failed: int = 0
    helped: dict[str, int] = field(default_factory=dict)
    helped_at_once: dict[str, int] = field(default_factory=dict)
    helped_within: dict[str, int] = field(default_factory=dict)
    dialable: int = 0
    tried_back: int = 0
    reached_back: int = 0
    unserved_ms: Millis = 0


@dataclass(frozen=True, slots=True)
class ExerciseClosed:
    """ENDEX."""

    by: str


Fact = (
    ExerciseOpened
    | CommandRefused
    | ClockStarted
    | ClockPaused
    | SpeedChanged
    | ClockJumped
    | JumpStopped
    | FaultArmed
    | FaultDisarmed
    | FaultBegan
    | FaultEnded
    | WorldChanged
    | StateChanged
    | ActionAsked
    | ActionDeclined
    | ActionBegan
    | ActionEnded
    | AlarmRaised
    | AlarmAcknowledged
    | AlarmCleared
    | MessageTold
    | MilestoneReached
    | NoteWritten
    | CallsTallied
    | CallersTallied
    | ExerciseClosed
    | RewindFact
    | ConductFact
    | ReviewFact
)


@dataclass(frozen=True, slots=True)
class Happened:
    """A fact with its place in the journal (`seq`, its permanent reference) and its exercise time."""

    seq: int
    at: Millis
    fact: Fact

    @property
    def reference(self) -> str:
        """How pages and screens cite it."""
        return f"E-{self.seq:05}"
