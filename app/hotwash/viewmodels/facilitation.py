"""The facilitator's work in the room beside clock and faults: injects, SimCell, people, bookmarks, real emergencies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from hotwash.domain.commands import FACILITATOR, ClearFault, Command, DisarmFault, JumpTo, KeyIn, PauseClock
from hotwash.domain.conduct_commands import (
    AskForBeliefs,
    DeferInject,
    HoldInject,
    ImproviseInject,
    LeaveSeat,
    PauseAt,
    ReleaseInject,
    ResumePlay,
    SendMessage,
    SetBookmark,
    SkipInject,
    StopPlay,
    TakeSeat,
)
from hotwash.domain.conduct_facts import BookmarkSet
from hotwash.domain.facts import Happened
from hotwash.domain.time import Millis, clock
from hotwash.exercise.recording import Run
from hotwash.exercise.session import Session
from hotwash.viewmodels.feed import Feed
from hotwash.viewmodels.msel import InjectRow, Msel
from hotwash.viewmodels.next_events import Seek
from hotwash.viewmodels.people import SeatRow, seat_rows
from hotwash.viewmodels.public_picture import PublicPicture, PublicView, stop_words
from hotwash.viewmodels.real_time import ModuleClock, RealTime, module_clock
from hotwash.viewmodels.requests import Decided
from hotwash.viewmodels.simcell import SimCell, SimCellRow, Voice, voices
from hotwash.viewmodels.slowing import Slowing
from hotwash.viewmodels.words import msg

Ask = Callable[[Command, str], str]


@dataclass(frozen=True, slots=True)
class Room:
    """What the panels of the room show at one moment; all of it is the facilitator's, none of it a seat's."""

    injects: tuple[InjectRow, ...] = ()
    module: ModuleClock | None = None
    messages: tuple[SimCellRow, ...] = ()
    seats: tuple[SeatRow, ...] = ()

    @property
    def due(self) -> int:
        """Injects that wait for the facilitator now."""
        return sum(row.group == "now" for row in self.injects)

    @property
    def unanswered(self) -> int:
        """Messages to the SimCell that nobody has answered."""
        return sum(bool(row.waiting) for row in self.messages)


class Facilitation:
    """Follows one exercise and forwards the facilitator's commands; these answer with a sentence where refused."""

    def __init__(self, run: Run, names: Mapping[str, str], ask: Ask, barred: str = "") -> None:
        self._run, self._ask, self._barred = run, ask, barred
        self.names = dict(names)
        self._msel = Msel(run.scenario, self.names, barred)
        self._time = RealTime()
        self._feed = Feed(self.names)
        self._public = PublicView(run.scenario)
        self._simcell = SimCell(self.names, barred)
        self.feed = self._feed.lines
        self._decided = Decided(run.scenario, self.names)
        self.decided = self._decided.lines
        self.seek = Seek(run) if isinstance(run, Session) else None
        self.slowing = Slowing(run) if isinstance(run, Session) else None
        self.voices: tuple[Voice, ...] = voices(run.scenario)

    def take(self, fresh: Iterable[Happened]) -> None:
        """Facts that are new, in order."""
        for one in fresh:
            self._msel.take(one)
            self._time.take(one)
            self._feed.take(one)
            self._decided.take(one)
            self._public.take(one)

    # Records

    def shown(self) -> Room:
        """Every panel's record as of now."""
        run = self._run
        return Room(
            self._msel.rows(run.board, run.now),
            module_clock(run.scenario.modules, self._time, run.now),
            self._simcell.rows(run.board, run.now),
            seat_rows(run.scenario, run.board, self._barred),
        )

    def picture(self) -> PublicPicture:
        """What a projector shows now."""
        return self._public.picture(self._run.board, self._run.now)

    @property
    def stopped(self) -> str:
        """What the banner of a real emergency says; empty while play goes on."""
        return stop_words(self._run.board, self.names)

    def bookmarks(self) -> tuple[tuple[str, str], ...]:
        """Times and titles, oldest first."""
        found = ((one.at, one.fact) for one in self._run.board.conduct.bookmarks)
        return tuple((clock(at), fact.title) for at, fact in found if isinstance(fact, BookmarkSet))

    # Injects

    def release(self, inject: str, note: str = "") -> str:
        """Let an inject out now."""
        return self._do(ReleaseInject(inject, note))

    def hold(self, inject: str, reason: str = "") -> str:
        """Keep one that is due from going by itself."""
        return self._do(HoldInject(inject, reason))

    def skip(self, inject: str, reason: str) -> str:
        """Not play one."""
        return self._do(SkipInject(inject, reason))

    def defer(self, inject: str, to: Millis, reason: str) -> str:
        """Have one become due later."""
        return self._do(DeferInject(inject, to, reason))

    def improvise(self, inject: ImproviseInject) -> str:
        """Put in one of the moment."""
        return self._do(inject)

    # The room

    def send(self, message: SendMessage) -> str:
        """Speak for somebody whom the SimCell plays."""
        return self._do(message)

    def ask_beliefs(self, seats: tuple[str, ...] = ()) -> str:
        """Ask seats for a situation card."""
        return self._do(AskForBeliefs(seats))

    def sit(self, seat: str, way: str, who: str) -> str:
        """Somebody sits down."""
        return self._do(TakeSeat(seat, way, who))

    def leave(self, seat: str, way: str, who: str) -> str:
        """Somebody leaves a seat."""
        return self._do(LeaveSeat(seat, way, who))

    def key_in(self, key_in: KeyIn) -> str:
        """Put in what a seat did on paper."""
        return self._do(key_in)

    def bookmark(self, title: str) -> str:
        """Mark this moment."""
        return self._do(SetBookmark(title))

    # The clock

    def pause(self, reason: str) -> str:
        """Hold the clock and say why."""
        return self._do(PauseClock(reason))

    def pause_at(self, at: Millis) -> str:
        """Have the clock pause by itself; -1 takes that back."""
        return self._do(PauseAt(at))

    def step(self, ms: Millis) -> str:
        """A little way on, at most to the end; a clock that stands stands afterwards too."""
        return self._do(JumpTo(min(self._run.now + ms, self._run.scenario.span)))

    def stop_play(self, reason: str = "") -> str:
        """Real emergency."""
        return self._do(StopPlay(reason))

    def resume_play(self) -> str:
        """It is over; the clock stays paused."""
        return self._do(ResumePlay())

    # Faults

    def clear_all(self) -> str:
        """Take every live fault away and disarm those that are armed; says what was refused."""
        board = self._run.board
        for fault, _ in board.armed:
            refused = self._do(DisarmFault(fault))
            if refused:
                return refused
        for line in board.faults:
            refused = self._do(ClearFault(line.fault))
            if refused:
                return refused
        return ""

    def proof(self) -> str:
        """What is left of faults, counted on the board."""
        board = self._run.board
        laid = sum(overlay.key.startswith("fault:") for overlay in board.live)
        acts = len(board.live) - laid
        words = msg("{faults} faults live, {laid} overlays of faults left.", faults=len(board.faults), laid=laid)
        return " ".join([words, *([msg("{acts} overlays of acts stay.", acts=acts)] if acts else [])])

    def _do(self, command: Command) -> str:
        return self._ask(command, FACILITATOR)
