"""The tools of a seat's own window: map, calls, counters, firewalls, messages, decisions, card; words, and no Qt.

Everything comes from the seat's board and instruments, as the pages of seats in browsers do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotwash.domain.commands import Command
from hotwash.domain.conduct_commands import LogDecision, SendMessage, StateBelief, StopPlay
from hotwash.domain.conduct_facts import DecisionLogged
from hotwash.domain.elements import Answering
from hotwash.domain.msel import SIMCELL
from hotwash.domain.plan import Part
from hotwash.domain.review_commands import GiveFeedback
from hotwash.domain.scripts import MODES
from hotwash.domain.time import Millis, scenario_time
from hotwash.domain.visibility import eyes_of
from hotwash.exercise.decide_conduct import SPOKEN
from hotwash.exercise.desk_rows import (
    answer_to,
    answerable,
    closed_words,
    counters,
    floor_words,
    mode_of,
    name_of,
    sender_of,
    state_words,
)
from hotwash.exercise.instruments import CallLine, Instruments, MapMark, SeatInstruments
from hotwash.exercise.ladder import IN, NOTE, Step
from hotwash.exercise.offers import causes
from hotwash.exercise.projections.seat_board import Letter, SeatBoard, evolve_seat, seen
from hotwash.exercise.recording import Recording, Run
from hotwash.exercise.rule_view import PolicyView, RuleLine
from hotwash.exercise.session import Session
from hotwash.viewmodels.words import msg, noop, said

COUNTER_HEADS = (noop("Place"), noop("Calls"), noop("Last minute"), noop("Last 5 min"), noop("So far"))
RULE_HEADS = (
    noop("Line"),
    noop("Action"),
    noop("Service"),
    noop("From"),
    noop("Logs"),
    noop("Hits"),
    noop("Last 5 min"),
)
MAP_HEADS = (noop("Element"), noop("Kind"), noop("What tools report"), noop("Floor"))
CALL_HEADS = (
    noop("Time"),
    noop("Caller"),
    noop("By"),
    noop("What came of it"),
    noop("Rang"),
    noop("Then"),
    noop("Where"),
)
LADDER_HEADS = (noop("After"), noop("Way"), noop("Message"))
SURE = (0, 20, 40, 60, 80, 100)
"""How sure one may say to be, in percent."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call of a list with its ladder; `key` tells it from others."""

    key: str
    cells: Row
    ladder: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FirewallTool:
    """One firewall: its name, what must be said above its lines, its lines, and its log newest first."""

    policy: str
    name: str
    warning: str
    rows: tuple[Row, ...]
    log: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One message. `answer_to` is the address of an answer, empty for an own one and where nobody could be answered."""

    seq: int
    number: int
    time: str
    head: str
    text: str
    mine: bool
    answer_to: str
    mode: str


@dataclass(frozen=True, slots=True)
class Tools:
    """Everything that the tools of a seat show at one moment; what a seat has no tool for is empty."""

    seat: str
    marks: tuple[MapMark, ...] = ()
    wires: tuple[tuple[str, str], ...] = ()
    map_rows: tuple[Row, ...] = ()
    calls: tuple[CallRow, ...] = ()
    counters: tuple[Row, ...] = ()
    firewalls: tuple[FirewallTool, ...] = ()
    letters: tuple[LetterRow, ...] = ()
    decisions: tuple[tuple[str, str], ...] = ()
    card_asked: int = 0
    """Number of the fact that asks for a situation card; 0 where none is open."""
    stopped: str = ""
    """Who has called a real emergency, as a sentence; empty where play goes on."""
    barred: str = ""
    """Why nothing can be sent, as a sentence; empty where it can."""
    ended: bool = False
    """Whether the exercise has ended, so that the feedback form is what is left."""
    has_calls: bool = False
    has_firewalls: bool = False
    has_map: bool = False
    player: bool = True


class SeatTools:
    """Follows every seat of one exercise or recording; commands answer with a sentence, empty where all is well."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._eyes = eyes_of(run.scenario.seats.values(), run.scenario.network)
        self._boards: dict[str, tuple[int, SeatBoard]] = {}
        self._branch = run.board.branch
        self._instruments = Instruments(run) if isinstance(run, Session) else None

    def board(self, seat: str) -> SeatBoard:
        """What a seat knows now."""
        facts = self._run.facts
        if self._branch != self._run.board.branch:
            self._boards, self._branch = {}, self._run.board.branch
        read, board = self._boards.get(seat, (0, SeatBoard(seat)))
        for one in seen(self._eyes[seat], facts[read:]):
            board = evolve_seat(board, one)
        self._boards[seat] = (len(facts), board)
        return board

    def of(self, seat: str, at_s: float) -> Tools:
        """The tools of a seat; instruments are read at most twice a second of the monotonic time `at_s`."""
        board, eyes, scenario = self.board(seat), self._eyes[seat], self._run.scenario
        now = SeatInstruments(seat, self._run.now)
        if self._instruments is not None:
            now = self._instruments.read(eyes, board, at_s)
        start = scenario.start
        calls = [_call(line, start, "psap") for line in now.psap_calls]
        calls += [_call(line, start, "origin") for line in now.origin_calls]
        return Tools(
            seat,
            now.marks,
            now.lines,
            tuple(_map_row(mark) for mark in sorted(now.marks, key=lambda mark: not mark.attention)),
            tuple(calls),
            tuple(
                (row.place_name, said(row.word), f"{row.newest:,}", f"{row.lately:,}", f"{row.total:,}")
                for row in counters(board, scenario)
            ),
            tuple(_firewall(view, start) for view in now.policies),
            self._letters(board),
            tuple(
                (_time(start, one.at), _decision(one.fact))
                for one in reversed(board.decisions)
                if isinstance(one.fact, DecisionLogged)
            ),
            board.card.seq if board.card is not None else 0,
            self._stopped(board),
            said(self._run.reason) if isinstance(self._run, Recording) else said(closed_words(board)),
            ended=board.clock.ended and not isinstance(self._run, Recording),
            has_calls=bool(eyes.psaps or eyes.origins),
            has_firewalls=bool(eyes.policies),
            has_map=bool(now.marks),
            player=eyes.seat.part is Part.PLAYER,
        )

    def people(self, seat: str) -> tuple[tuple[str, str], ...]:
        """Addresses and names of whom a seat may write to."""
        seats = self._run.scenario.seats.values()
        others = [(other.id, other.name) for other in seats if other.id != seat and other.part is Part.PLAYER]
        return (*others, (SIMCELL, msg("Somebody outside the room (SimCell)")))

    def places(self, seat: str) -> tuple[tuple[str, str], ...]:
        """Ids and names of what a situation card can name: every part of the network but other PSAPs."""
        own, elements = self._eyes[seat].psaps, self._run.scenario.network.elements.values()
        few = len(own) * 2 <= len(self._run.scenario.network.psaps())
        return tuple((e.id, e.name) for e in elements if not isinstance(e, Answering) or (few and e.id in own))

    @staticmethod
    def causes() -> tuple[tuple[str, str], ...]:
        """Kinds and titles of the causes on a situation card; the same in every exercise."""
        return tuple((kind, said(title)) for kind, title in causes())

    @staticmethod
    def modes() -> tuple[tuple[str, str], ...]:
        """Ways to send a message, with their words."""
        return tuple((mode, said(MODES[mode])) for mode in SPOKEN)

    @property
    def emergency_word(self) -> str:
        """What is said aloud for a real emergency."""
        return self._run.scenario.paperwork.emergency_word

    def part(self, seat: str) -> str:
        """What the holder of a seat is, as the feedback form names it."""
        return self._run.scenario.seats[seat].part.value

    # Commands

    def give_feedback(self, seat: str, form: GiveFeedback) -> str:
        """Hand in a participant feedback form."""
        return self._ask(seat, form)

    def send(self, seat: str, to: tuple[str, ...], mode: str, text: str, answers: int) -> str:
        """Send a message, or answer the one of that number (0: none)."""
        return self._ask(seat, SendMessage(to, mode, text, answers))

    def believe(self, seat: str, cause: str, where: tuple[str, ...], sure: int, text: str) -> str:
        """Hand in a situation card."""
        return self._ask(seat, StateBelief(text, sure, cause, where))

    def decide(self, seat: str, decision: str, because: str, expect: str) -> str:
        """Log a decision."""
        return self._ask(seat, LogDecision(decision, because, expect))

    def stop(self, seat: str) -> str:
        """Real emergency."""
        return self._ask(seat, StopPlay())

    def _ask(self, seat: str, command: Command) -> str:
        if isinstance(self._run, Session):
            return said(self._run.ask(seat, command).sentence)
        return said(self._run.reason)

    def _stopped(self, board: SeatBoard) -> str:
        if not board.clock.stopped_by:
            return ""
        who = said(name_of(self._run.scenario, board.clock.stopped_by))
        told = msg("STOP. {who} has called a real emergency.", who=who)
        return f"{told} {board.clock.stop_reason}".rstrip()

    def _letters(self, board: SeatBoard) -> tuple[LetterRow, ...]:
        known = {letter.number: letter for letter in board.letters if letter.number}
        return tuple(self._letter(board, letter, known) for letter in board.letters)

    def _letter(self, board: SeatBoard, letter: Letter, known: dict[int, Letter]) -> LetterRow:
        scenario, mine = self._run.scenario, letter.seat == board.seat
        if mine:
            names = ", ".join(said(name_of(scenario, to)) for to in letter.to)
            head = msg("To {names}, {mode}", names=names, mode=said(mode_of(letter)))
        else:
            head = f"{said(sender_of(scenario, letter))}, {said(mode_of(letter))}"
        about = known.get(letter.answers)
        if about is not None:
            head = msg("{head}, answers “{about}”", head=head, about=" ".join(about.text.split())[:60])
        return LetterRow(
            letter.seq,
            letter.number,
            _time(scenario.start, letter.at),
            head,
            said(letter.text),
            mine,
            answer_to(letter) if not mine and answerable(letter) else "",
            letter.mode if letter.mode in SPOKEN else SPOKEN[0],
        )


def _time(start: datetime, at: Millis) -> str:
    return f"{scenario_time(start, at):%H:%M:%S}"


def _decision(fact: DecisionLogged) -> str:
    parts = [fact.decision]
    if fact.because:
        parts.append(msg("Because: {why}", why=fact.because))
    if fact.expect:
        parts.append(msg("We expect: {what}", what=fact.expect))
    return "\n".join(parts)


def _map_row(mark: MapMark) -> Row:
    return (mark.name, said(mark.role.value), said(state_words(mark)), said(floor_words(mark)))


def _call(line: CallLine, start: datetime, kind: str) -> CallRow:
    cells = (
        _time(start, line.at),
        line.caller,
        said(line.way),
        said(line.outcome),
        msg("{seconds} s", seconds=line.rang // 1000),
        msg("{seconds} s", seconds=line.talked // 1000) if line.talked >= 0 else "",
        line.place_name,
    )
    return CallRow(f"{kind}:{line.number}", cells, tuple(_step(step, line.peer) for step in line.ladder))


def _step(step: Step, peer: str) -> Row:
    after = msg("+{seconds:.2f} s", seconds=step.after / 1000) if step.after >= 0 else ""
    if step.way == NOTE:
        return (after, "", said(step.text))
    way = msg("← from {peer}", peer=said(peer)) if step.way == IN else msg("→ to {peer}", peer=said(peer))
    return (after, way, said(step.text))


def _firewall(view: PolicyView, start: datetime) -> FirewallTool:
    warning = msg("Bypassed: nothing is blocked and nothing is protected.") if view.bypassed else ""
    rows = tuple(_rule(number, line) for number, line in enumerate(view.lines, start=1))
    log = tuple(
        (
            _time(start, entry.at),
            msg(
                "{place}: {verb} by line {line}: {what} of a call from {origin}",
                place=entry.place_name,
                verb=said(entry.verb.value),
                line=entry.line,
                what=said(entry.what),
                origin=entry.origin_name,
            ),
        )
        for entry in view.log
    )
    return FirewallTool(view.policy, view.name, warning, rows, log)


def _rule(number: int, line: RuleLine) -> Row:
    verb = said(line.verb.value)
    if line.kind == "bypass":
        verb = msg("let through while bypassed")
    elif line.kind == "inspection":
        verb = msg("inspection: {verb}", verb=verb)
    zone = [] if line.from_zone == "any" else [said(line.from_zone)]
    return (
        f"{number}. {line.name}",
        verb,
        ", ".join(said(service) for service in line.services),
        ", ".join([*zone, *line.sources, *line.transports]) or msg("any"),
        msg("yes") if line.logs else msg("no"),
        f"{line.hits.total:,}",
        f"{line.hits.recent:,}",
    )
