"""What a seat's tools show beside facts: calls, counters of its firewalls, its map. Read on the session's own thread.

`domain.visibility.Eyes` says which places are a seat's; nothing about any other place enters what is handed out, and
never a fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hotwash.domain.effective import effective
from hotwash.domain.elements import Border, Element, Filter
from hotwash.domain.impairment import Impairment
from hotwash.domain.network import Network
from hotwash.domain.outcomes import WORDS, Outcome, Way
from hotwash.domain.plan import Part
from hotwash.domain.policy_routing import ElementState, QueueState, SecurityPosture, ServiceState
from hotwash.domain.roles import Role, role_of
from hotwash.domain.sentences import say, term
from hotwash.domain.time import Millis
from hotwash.domain.visibility import AT_ORIGIN, AT_PSAP, Eyes
from hotwash.exercise.ladder import Step, ladder, other_end
from hotwash.exercise.projections.seat_board import SeatBoard
from hotwash.exercise.rule_view import LogLine, PolicyView, named, rule_lines
from hotwash.exercise.session import Session
from hotwash.simulation.desk_calls import Recorded, Recordings, queue_of
from hotwash.simulation.rule_hits import Hits, RuleHits
from hotwash.simulation.streams import stable_key

CALLS_SHOWN = 25
"""Calls in a list; a default."""
LOG_SHOWN = 20
"""Entries of a firewall's log; a default."""
LEAST_S = 0.5
"""Seconds of wall time before a seat's instruments are read again."""
ORIGIN_WORDS: Mapping[str, str] = {
    "connected": term("connected"),
    "cancelled": term("caller hung up"),
    "busy": term("busy"),
    "rejected": term("rejected"),
    "no_reply": term("no reply"),
}
"""Words of `domain.visibility.AT_ORIGIN` as they are read."""
PSAP_WORDS: Mapping[str, str] = {word: WORDS[outcome] for outcome, word in AT_PSAP.items()}
"""Words of `domain.visibility.AT_PSAP` as they are read."""
WAY_WORDS: Mapping[Way, str] = {
    Way.NINE_ONE_ONE: term("911"),
    Way.TEN_DIGIT: term("10-digit"),
    Way.CALL_BACK: term("call-back"),
    Way.WALK_IN: term("in person"),
}
USUAL = frozenset({ElementState.NORMAL, ServiceState.NORMAL, QueueState.ACTIVE, SecurityPosture.GREEN})
"""Values of registers that call for nobody's attention."""


@dataclass(frozen=True, slots=True)
class CallLine:
    """One call of a list. `at` in exercise ms; `rang` and `talked` in ms, -1 where that did not happen.

    `caller` is made up from the exercise range (555-0100 to 555-0199), the same for every call of one caller.
    """

    number: int
    at: Millis
    place: str
    place_name: str
    caller: str
    way: str
    outcome: str
    rang: Millis
    talked: Millis
    peer: str
    ladder: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class QueueSeen:
    """The floor of a PSAP: callers waiting, call takers who talk, positions staffed, longest wait in ms."""

    waiting: int
    busy: int
    positions: int
    oldest: Millis


@dataclass(frozen=True, slots=True)
class MapMark:
    """An element on a seat's map: place in map units, states that tools tell, alarms that stand; never a cause."""

    id: str
    name: str
    role: Role
    x: int
    y: int
    states: tuple[str, ...]
    alarms: int
    queue: QueueSeen | None

    @property
    def attention(self) -> bool:
        """Whether its tools report anything unusual."""
        return bool(self.alarms or self.states)


@dataclass(frozen=True, slots=True)
class SeatInstruments:
    """Everything that a seat's tools show at one moment; parts that it has no tool for are empty."""

    seat: str
    now: Millis = 0
    psap_calls: tuple[CallLine, ...] = ()
    """Newest first, as `origin_calls`."""
    origin_calls: tuple[CallLine, ...] = ()
    policies: tuple[PolicyView, ...] = ()
    marks: tuple[MapMark, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    """Links between elements of its map, by the ids of their ends."""
    open_requests: frozenset[int] = frozenset()
    """Numbers of the requests that still wait for this seat's word."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """Elements of a seat's map and the links between them."""

    elements: tuple[Element, ...]
    wires: tuple[tuple[str, str], ...]


class Instruments:
    """Reads the tools of any seat of one exercise; columns are read once for all seats that ask at one moment."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._base = session.scenario.network
        self._view = session.calls
        self._hits = RuleHits(self._view, session.scenario, session.seed)
        self._moment: tuple[Millis, int] = (-1, -1)
        self._recordings: Recordings | None = None
        self._counted: Mapping[str, Mapping[str, Hits]] | None = None
        self._world: tuple[tuple[Impairment, ...], Network] = ((), self._base)
        self._last: dict[str, tuple[float, SeatInstruments]] = {}
        self._grounds: dict[str, _Ground] = {}
        self._lists: dict[tuple[frozenset[str], bool], tuple[float | None, tuple[CallLine, ...]]] = {}
        self._views: dict[str, tuple[float | None, PolicyView]] = {}

    def read(self, eyes: Eyes, board: SeatBoard, at_s: float) -> SeatInstruments:
        """The tools now; what was read less than half a second ago, in monotonic seconds `at_s`, is given again.

        The time and what waits for the seat's word are always those of now.
        """
        known = self._last.get(eyes.seat.id)
        if known is not None and 0 <= at_s - known[0] < LEAST_S and known[1].now <= self._session.now:
            return replace(known[1], now=self._session.now, open_requests=self._open(eyes.seat.id))
        made = self._read(eyes, board, at_s)
        self._last[eyes.seat.id] = (at_s, made)
        return made

    def read_now(self, eyes: Eyes, board: SeatBoard) -> SeatInstruments:
        """The tools at this very moment. Evaluators and observers have none."""
        return self._read(eyes, board, None)

    def _read(self, eyes: Eyes, board: SeatBoard, at_s: float | None) -> SeatInstruments:
        """With a time, what was read for a seat of the same sight less than half a second before it may serve again."""
        seat, session = eyes.seat, self._session
        if seat.part is not Part.PLAYER:
            return SeatInstruments(seat.id, session.now)
        self._look()
        marks = self._marks(eyes, board)
        return SeatInstruments(
            seat.id,
            session.now,
            self._calls(eyes.psaps, at_s, at_psap=True),
            self._calls(eyes.origins, at_s, at_psap=False),
            tuple(self._policy(policy, at_s) for policy in self._base.policies if policy in eyes.policies),
            marks,
            self._ground(eyes).wires,
            self._open(seat.id),
        )

    def _open(self, seat: str) -> frozenset[int]:
        """Requests that wait for a seat's word."""
        return frozenset(line.request for line in self._session.board.requests if line.approver == seat)

    def _look(self) -> None:
        board = self._session.board
        if self._session.calls is not self._view:
            self._view = self._session.calls
            self._hits = RuleHits(self._view, self._session.scenario, self._session.seed)
            self._moment = (-1, -1)
            self._lists, self._views = {}, {}
        moment = (self._session.now, len(board.log))
        if moment != self._moment:
            self._moment, self._recordings, self._counted = moment, None, None
        if self._world[0] is not board.live:
            self._world = (board.live, effective(self._base, board.live).network)

    def _recorded(self) -> Recordings:
        if self._recordings is None:
            self._recordings = Recordings(self._session.calls, self._base)
        return self._recordings

    def _calls(self, places: frozenset[str], at_s: float | None, *, at_psap: bool) -> tuple[CallLine, ...]:
        if not places:
            return ()
        known = self._lists.get((places, at_psap))
        if known is None or not _serves(known[0], at_s):
            known = self._lists[places, at_psap] = (at_s, self._listed(places, at_psap=at_psap))
        return known[1]

    def _listed(self, places: frozenset[str], *, at_psap: bool) -> tuple[CallLine, ...]:
        recorded = self._recorded()
        calls = (recorded.at_psaps if at_psap else recorded.at_origins)(places, CALLS_SHOWN)
        return tuple(self._line(call, at_psap=at_psap) for call in reversed(calls))

    def _line(self, call: Recorded, *, at_psap: bool) -> CallLine:
        now, network = self._session.now, self._base
        first = call.delivered if at_psap and call.delivered >= 0 else call.started
        ended = call.ended if call.ended >= 0 else now
        return CallLine(
            call.number,
            first,
            call.place,
            network.elements[call.place].name,
            exercise_number(call.caller),
            WAY_WORDS[call.way],
            _outcome(call, at_psap=at_psap),
            (call.picked_up if call.picked_up >= 0 else ended) - first,
            ended - call.picked_up if call.picked_up >= 0 else -1,
            other_end(call, network, at_psap=at_psap),
            ladder(call, now, at_psap=at_psap),
        )

    def _policy(self, policy_id: str, at_s: float | None) -> PolicyView:
        known = self._views.get(policy_id)
        if known is None or not _serves(known[0], at_s):
            known = self._views[policy_id] = (at_s, self._viewed(policy_id))
        return known[1]

    def _viewed(self, policy_id: str) -> PolicyView:
        recorded = self._recorded()
        if self._counted is None:
            self._counted = self._hits.count(recorded, self._session.now)
        policy, network = self._world[1].policies[policy_id], self._base
        log = tuple(
            LogLine(
                entry.at,
                network.elements[entry.place].name,
                entry.line,
                entry.verb,
                entry.flow.value,
                network.elements[entry.origin].name,
            )
            for entry in self._hits.log(recorded, policy_id, LOG_SHOWN)
        )
        groups = tuple((group.id, tuple(named(network, member) for member in group.members)) for group in policy.groups)
        own = {item.id for item in network.policies[policy_id].inspections}
        lines = rule_lines(policy, own, self._counted.get(policy_id, {}), network)
        return PolicyView(policy.id, policy.name, policy.bypassed, groups, lines, log)

    def _marks(self, eyes: Eyes, board: SeatBoard) -> tuple[MapMark, ...]:
        ground, network = self._ground(eyes), self._base
        if not ground.elements:
            return ()
        queues = queue_of(self._session.calls, network, sorted(eyes.psaps))
        states: dict[str, list[str]] = {}
        for told in board.states:
            if told.state not in USUAL:
                states.setdefault(told.element, []).append(_state_words(network, told.by, told.register, told.state))
        alarms: dict[str, int] = {}
        for alarm in board.alarms:
            if alarm.stands:
                alarms[alarm.element] = alarms.get(alarm.element, 0) + 1
        return tuple(
            MapMark(
                element.id,
                element.name,
                role_of(element),
                element.at[0],
                element.at[1],
                tuple(dict.fromkeys(states.get(element.id, ()))),
                alarms.get(element.id, 0),
                self._queue(queues[element.id]) if element.id in queues else None,
            )
            for element in ground.elements
        )

    def _ground(self, eyes: Eyes) -> _Ground:
        """What stands on a seat's map whatever happens."""
        known = self._grounds.get(eyes.seat.id)
        if known is None:
            own = eyes.elements | eyes.psaps | eyes.origins
            elements = tuple(
                element
                for element in self._base.elements.values()
                if element.id in own or (isinstance(element, Border | Filter) and element.policy in eyes.policies)
            )
            shown = {element.id for element in elements}
            links = self._base.links.values()
            wires = tuple((link.a, link.b) for link in links if link.a in shown and link.b in shown)
            known = self._grounds[eyes.seat.id] = _Ground(elements, wires)
        return known

    def _queue(self, told: tuple[int, int, int, Millis]) -> QueueSeen:
        waiting, busy, positions, since = told
        return QueueSeen(waiting, busy, positions, self._session.now - since if since >= 0 else 0)


def _serves(read_s: float | None, at_s: float | None) -> bool:
    """Whether what was read at one time is still good enough at another; never at no time in particular."""
    return read_s is not None and at_s is not None and 0 <= at_s - read_s < LEAST_S


def exercise_number(caller: int) -> str:
    """A caller's number as a tool shows it: made up, in the range that is kept for fiction in every area code."""
    drawn = stable_key("caller", str(caller))
    area = 201 + drawn % 779
    return f"({area + (area % 100 == 11)}) 555-01{drawn // 779 % 100:02}"


def _outcome(call: Recorded, *, at_psap: bool) -> str:
    if call.outcome is Outcome.IN_PROGRESS:
        if call.picked_up >= 0:
            return term("talking")
        return term("ringing") if call.delivered >= 0 else term("being set up")
    return PSAP_WORDS[AT_PSAP[call.outcome]] if at_psap else ORIGIN_WORDS[AT_ORIGIN[call.outcome]]


def _state_words(network: Network, by: str, register: str, state: str) -> str:
    if state == ElementState.UNREACHABLE and by in network.elements:
        return say("{watcher} gets no answer to its keep-alives", watcher=network.elements[by].name)
    return say("{register}: {state}", register=register, state=state)
