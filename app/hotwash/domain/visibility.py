"""Who may know what: the rule that is asked before a fact reaches a trainee's screen or leaves the process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.conduct_facts import (
    ActKeyedIn,
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
    JumpStopped,
    MessageTold,
    NoteWritten,
    SpeedChanged,
    StateChanged,
)
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome
from hotwash.domain.plan import EVERYTHING, Part, Sight
from hotwash.domain.review_facts import FeedbackGiven, ReviewFact
from hotwash.domain.rewind_facts import RewindBegan, RewindCancelled, Rewound
from hotwash.domain.scenario import Seat

CLOCK_FACTS = (
    ExerciseOpened,
    ExerciseClosed,
    ClockStarted,
    ClockPaused,
    SpeedChanged,
    ClockJumped,
    JumpStopped,
    RewindBegan,
    RewindCancelled,
    Rewound,
    PlayStopped,
    PlayResumed,
)
"""What everybody in the room may know: where the clock stands."""

IN_PERSON = "in-person"
"""How the facilitator speaks to the whole room."""
AT_PSAP: Mapping[Outcome, str] = {
    outcome: outcome.value
    for outcome in Outcome
    if outcome not in (Outcome.SILENT, Outcome.REJECTED, Outcome.WRONG_PLACE, Outcome.ANSWERED_OTHER_NETWORK)
}
"""What a PSAP's own tool tells of a call: nothing of one that never came."""
AT_ORIGIN: Mapping[Outcome, str] = {
    Outcome.ANSWERED: "connected",
    Outcome.ANSWERED_ELSEWHERE: "connected",
    Outcome.ANSWERED_NO_LOCATION: "connected",
    Outcome.NO_AUDIO: "connected",
    Outcome.DROPPED: "connected",
    Outcome.ABANDONED: "cancelled",
    Outcome.BUSY: "busy",
    Outcome.REJECTED: "rejected",
    Outcome.SILENT: "no_reply",
}
"""What an originating network tells of a call: by the final SIP response, so one without sound counts as connected."""


def visible(fact: Fact, seat: str) -> bool:
    """Whether a player at `seat` may see `fact`: the clock, what was sent to it, its own acts and words; never a cause.

    Faults, overlays, injects, tallies and other seats' acts are hidden; the facilitator sees everything.
    """
    if seat == FACILITATOR or isinstance(fact, CLOCK_FACTS):
        return True
    match fact:
        case AlarmCleared():
            return True
        case AlarmRaised(seats=seats) | BeliefsAsked(seats=seats):
            return not seats or seat in seats
        case MessageTold(seats=seats, public=public):
            return public or not seats or seat in seats
        case MessageSent(seat=sender, to=to):
            return seat == sender or seat in to
        case ActionAsked(seat=actor, approver=approver):
            return seat in (actor, approver)
        case ActionDeclined(seat=actor, by=by):
            return seat in (actor, by)
        case CommandRefused(actor=actor) | NoteWritten(actor=actor) | FeedbackGiven(by=actor):
            return actor == seat
        case _:
            return _own(fact) == seat


def _own(fact: Fact) -> str:
    """The seat whose own doing a fact is; empty where it is nobody's."""
    match fact:
        case ActionBegan(seat=actor) | ActionEnded(seat=actor) | AlarmAcknowledged(seat=actor):
            return actor
        case BeliefStated(seat=actor) | DecisionLogged(seat=actor) | ActKeyedIn(seat=actor):
            return actor
        case _:
            return ""


class Eyes:
    """What one seat sees: facts as they are, facts with only its own part left in them, or nothing.

    The seed is nobody's who plays: with it an exercise could be run ahead. Evaluators see what happens, causes too, but
    not what others have written down about it. Observers see the clock, what everybody is told, and what is public.
    """

    def __init__(self, seat: Seat, network: Network, switchboards: frozenset[str] = frozenset()) -> None:
        """`switchboards` are the seats to which messages for nobody in particular come; none: to all."""
        self.seat = seat
        self._switchboards = switchboards
        sight = seat.sees if seat.sees is not None else Sight()
        self.psaps = _psaps(sight.psaps, network)
        self.origins = _all(sight.origins, (origin.id for origin in network.origins()))
        self.elements = _all(sight.elements, (*network.elements, *network.links))
        self.policies = _all(sight.policies, network.policies)

    def see(self, fact: Fact) -> Fact | None:
        """The fact as this seat may know it."""
        if self.seat.part is Part.EVALUATOR:
            return fact if self._evaluates(fact) else None
        if isinstance(fact, ExerciseOpened):
            return replace(fact, seed=0)
        if visible(fact, self.seat.id):
            return fact if self._meant(fact) else None
        if self.seat.part is not Part.PLAYER:
            return None
        match fact:
            case StateChanged(element=element):
                return fact if element in self.elements else None
            case CallsTallied():
                return self._tallied(fact)
            case _:
                return None

    def _meant(self, fact: Fact) -> bool:
        """Whether something that is addressed to nobody in particular is for this seat."""
        match fact:
            case BeliefsAsked():
                return self.seat.part is Part.PLAYER
            case AlarmRaised(seats=(), element=element):
                mine = self.elements | self.psaps | self.origins | self.policies
                return self.seat.part is Part.PLAYER and (self.seat.sees is None or element in mine)
            case MessageTold(seats=(), public=False, channel=channel):
                return not self._switchboards or self.seat.id in self._switchboards or channel == IN_PERSON
            case _:
                return True

    def _evaluates(self, fact: Fact) -> bool:
        if isinstance(fact, ReviewFact):
            return fact.by == self.seat.id
        if isinstance(fact, CommandRefused | NoteWritten):
            return fact.actor == self.seat.id
        return True

    def _tallied(self, fact: CallsTallied) -> CallsTallied | None:
        """Its own PSAPs and networks, each in the words of its own tool; nothing else is left."""
        if not self.psaps and not self.origins:
            return None
        return CallsTallied(
            length=fact.length,
            started={},
            callers=0,
            outcomes={},
            origins=_trimmed(fact.origins, self.origins, AT_ORIGIN),
            psaps=_trimmed(fact.psaps, self.psaps, AT_PSAP),
            answer_ms=(),
            waiting=0,
            talking=0,
            logged=0,
            check="",
            cut_origins=_trimmed(fact.cut_origins, self.origins, AT_ORIGIN),
            cut_psaps=_trimmed(fact.cut_psaps, self.psaps, AT_PSAP),
            tests_of={psap: count for psap, count in fact.tests_of.items() if psap in self.psaps},
        )


def eyes_of(seats: Iterable[Seat], network: Network) -> dict[str, Eyes]:
    """The eyes of every seat by its id."""
    known = tuple(seats)
    switchboards = frozenset(seat.id for seat in known if seat.switchboard)
    return {seat.id: Eyes(seat, network, switchboards) for seat in known}


def _psaps(names: tuple[str, ...], network: Network) -> frozenset[str]:
    if EVERYTHING in names:
        return frozenset(psap.id for psap in network.psaps())
    return frozenset(psap.id for psap in network.psaps() if psap.id in names or psap.region in names)


def _all(names: tuple[str, ...], known: Iterable[str]) -> frozenset[str]:
    return frozenset(known) if EVERYTHING in names else frozenset(names)


def _trimmed(
    told: Mapping[str, Mapping[str, int]], mine: frozenset[str], words: Mapping[Outcome, str]
) -> dict[str, dict[str, int]]:
    """Counts of what is mine, under the words of its tool."""
    trimmed: dict[str, dict[str, int]] = {}
    for name in sorted(mine & set(told)):
        counts: dict[str, int] = {}
        for outcome, count in told[name].items():
            word = words.get(Outcome(outcome))
            if word is not None:
                counts[word] = counts.get(word, 0) + count
        if counts:
            trimmed[name] = counts
    return trimmed
