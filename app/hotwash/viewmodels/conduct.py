"""The Conduct workspace behind its widgets: follows one session, makes every panel's record, forwards commands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from hotwash.analysis.conditions import Condition, conditions
from hotwash.analysis.routes import Routes, shape
from hotwash.domain.commands import (
    FACILITATOR,
    AcknowledgeAlarm,
    ApproveAction,
    ArmFault,
    ClearFault,
    Command,
    DeclineAction,
    DisarmFault,
    EndExercise,
    JumpTo,
    LaunchFault,
    PauseClock,
    SetSpeed,
    StartClock,
    StopJump,
    TakeAction,
    WriteNote,
)
from hotwash.domain.effective import effective
from hotwash.domain.facts import CallsTallied
from hotwash.domain.network import Network
from hotwash.domain.time import Millis, scenario_time
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.recording import Recording, Run
from hotwash.exercise.session import Session
from hotwash.viewmodels.actions import Situation
from hotwash.viewmodels.call_card import call_card
from hotwash.viewmodels.calls import queues
from hotwash.viewmodels.cards import Card
from hotwash.viewmodels.clocks import ClockStrip, as_recorded, clock_strip
from hotwash.viewmodels.dots import Floats
from hotwash.viewmodels.element_card import element_card, seat_card
from hotwash.viewmodels.facilitation import Facilitation, Room
from hotwash.viewmodels.faults import FaultRow, fault_rows, next_fault_at
from hotwash.viewmodels.figures import UNKNOWN, Counting, Figures, cause_words
from hotwash.viewmodels.map_state import MapState, as_met
from hotwash.viewmodels.motion import NO_DOTS, DotFrame, Motion
from hotwash.viewmodels.outline import outline
from hotwash.viewmodels.plot import Plot
from hotwash.viewmodels.psaps import PsapRow, psap_rows
from hotwash.viewmodels.requests import RequestRow, request_rows
from hotwash.viewmodels.scene import scene_of
from hotwash.viewmodels.seat import SeatDesk, SeatView
from hotwash.viewmodels.seat_map import SeatMaps
from hotwash.viewmodels.told import Told, names_of
from hotwash.viewmodels.words import msg, said

AT_ONCE = 300
"""Facts of another history that are read at once; with twenty seats that takes a few hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What every panel shows at one moment. In a seat's view there are no faults, figures, plot or PSAPs in it."""

    clocks: ClockStrip
    faults: tuple[FaultRow, ...]
    requests: tuple[RequestRow, ...]
    figures: Figures | None
    plot: Plot | None
    map: MapState
    psaps: tuple[PsapRow, ...]
    seat: SeatView | None
    situation: Situation
    trouble: str
    """Why nothing can be written just now; empty while all is well."""
    room: Room = field(default=Room())
    stopped: str = ""
    """What the banner of a real emergency says; empty while play goes on."""


class Conduct:
    """One exercise under the facilitator's hands, or a recording under their eyes. Times are monotonic seconds.

    Commands answer with a sentence for the person who asked; empty where all is well. A recording takes none.
    """

    def __init__(self, run: Run, pacer: Pacer | None = None, most: int = 0) -> None:
        self.run = run
        self.barred = said(run.reason) if isinstance(run, Recording) else ""
        """Why nothing can be done here, as a sentence; empty for an exercise that goes on."""
        self.left = isinstance(run, Recording) and bool(run.history)
        """Whether this is a history that was left."""
        self._pacer = pacer or (Pacer(run) if isinstance(run, Session) else None)
        network = run.scenario.network
        self.scene = scene_of(network)
        self.outline = outline(run.scenario.outline)
        self.names = names_of(run.scenario)
        self._told = Told(self.names)
        self.log = self._told.log
        self.seat_view = False
        self.seats = {seat: SeatDesk(run.scenario, seat) for seat in run.scenario.seats}
        self.viewed = next(iter(self.seats), "")
        """The seat whose map is shown in the seat's view."""
        self._maps = SeatMaps(run.scenario)
        self.room = Facilitation(run, self.names, self._ask, self.barred)
        self._calls = run.calls if isinstance(run, Session) else None
        psaps = tuple(psap.id for psap in network.psaps())
        self._motion = Motion(self.scene, psaps, self._calls) if self._calls is not None else None
        self._counting = Counting(cause_words(run.scenario))
        self._ways: dict[object, Routes] = {}
        """Ways by what they depend on; most overlays change none."""
        self._world: tuple[object, Network, dict[str, Condition]] | None = None
        self._ticks: tuple[float, Millis, float, Millis] = (0.0, run.now, 1.0, run.now)
        self.branch = run.board.branch
        self._anew: Conduct | None = None
        self.catch_up(most)

    @property
    def session(self) -> Session:
        """The exercise that goes on; a recording has none, and nobody may ask for it there."""
        assert isinstance(self.run, Session)
        return self.run

    @property
    def pacer(self) -> Pacer:
        """What lets time pass; a recording has none."""
        assert self._pacer is not None
        return self._pacer

    # Time

    def tick(self, now_s: float) -> None:
        """Let time pass as the pacer sees fit, and follow the calls."""
        if self._pacer is None or self._motion is None:
            return
        seek = self.room.seek
        if seek is not None and seek.active:
            seek.tick(self._pacer, now_s)
        else:
            self._pacer.tick(now_s)
        self.catch_up()
        _, _, before_s, before = self._ticks
        self._ticks = (before_s, before, now_s, self.run.now)
        self._motion.take(self.run.now, self.run.board.speed_permille / 1000)

    def frame(self, now_s: float, pixels: float, radii: Floats) -> DotFrame:
        """The calls at a moment between ticks, one tick behind, so that dots glide instead of hopping; none of a
        recording, of which no call was run again."""
        if self._motion is None:
            return NO_DOTS
        before_s, before, last_s, last = self._ticks
        share = min(max((now_s - last_s) / max(last_s - before_s, 1e-3), 0.0), 1.0)
        still = not self.run.board.running
        return self._motion.frame(last if still else before + (last - before) * share, pixels, radii)

    @property
    def jumping_to(self) -> Millis | None:
        """Where a jump under way leads."""
        return self.run.board.jumping(self.run.now)

    @property
    def moving(self) -> bool:
        """Whether exercise time passes."""
        return self.run.board.running or self.jumping_to is not None

    def recover(self) -> None:
        """Try again to write what could not be written."""
        if isinstance(self.run, Session):
            self.run.recover()

    # Records

    def shown(self, wall: datetime) -> Shown:
        """Every panel's record as of now."""
        self.catch_up()
        run, state = self.run, self.map_state()
        strip = _clocks(run, self._pacer, wall)
        shown = Shown(
            clocks=strip,
            faults=(),
            requests=(),
            figures=None,
            plot=None,
            map=state,
            psaps=(),
            seat=self.desk(next(iter(self.seats))) if self.seats else None,
            situation=_situation(self, strip, state),
            trouble=said(run.trouble),
            stopped=self.room.stopped,
        )
        return shown if self.seat_view else self._with_truth(shown)

    def _with_truth(self, shown: Shown) -> Shown:
        """The same moment with everything that only the facilitator may see."""
        run = self.run
        under_way, oldest, logged = _under_way(run)
        return replace(
            shown,
            faults=fault_rows(run.scenario, run.board, self.barred),
            requests=() if self.barred else request_rows(run.scenario, run.board),
            figures=self._counting.count(run.board.minutes, under_way, oldest),
            plot=Plot(tuple(self._told.minutes), tuple(self._told.flags), run.now, run.scenario.span),
            psaps=psap_rows(run.scenario.network, shown.map, logged),
            room=self.room.shown(),
        )

    def map_state(self) -> MapState:
        """The map as the present view allows it."""
        if not self.seat_view:
            return self._truth()
        return self._maps.of(self.viewed, self.run.facts)

    def desk(self, seat: str) -> SeatView:
        """One seat's desk."""
        story = scenario_time(self.run.scenario.start, self.run.now)
        board = self.run.board
        playing = board.started and not board.ended and not board.conduct.stopped_by and board.rewinding is None
        asked = () if self.barred else board.requests
        return self.seats[seat].view(
            self.run.now, f"{story:%H:%M:%S}", playing=playing, barred=self.barred, requests=asked
        )

    def card(self, key: str) -> Card | None:
        """The card behind a link such as `call:12` or `element:bcf-east`; a seat's view gives none of the causes."""
        return _card(self.run, self.world()[0], self.map_state(), key)

    def world(self) -> tuple[Network, dict[str, Condition]]:
        """The network in effect and how everything in it stands; worked out anew only when an overlay changes."""
        live = self.run.board.live
        if self._world is None or self._world[0] is not live:
            network = effective(self.run.scenario.network, live).network
            ways = self._ways.get(shape(network))
            if ways is None:
                ways = self._ways[shape(network)] = Routes(network)
            self._world = (live, network, as_met(network, conditions(network, ways)))
        return self._world[1], self._world[2]

    def troubles(self) -> list[str]:
        """Elements that need attention, along the way of a call."""
        state = self.map_state()
        return [self.scene.nodes[n].id for n in self.scene.walk if state.troubled(self.scene.nodes[n].id)]

    # Commands

    def run_or_pause(self) -> str:
        """Start, go on, or hold; holding ends a jump that is under way."""
        return self._ask(PauseClock() if self.moving else StartClock())

    def set_speed(self, speed: int) -> str:
        """Exercise seconds per wall second."""
        return self._ask(SetSpeed(speed * 1000))

    def jump(self, at: Millis) -> str:
        """Run ahead; ticks carry it out and it can be stopped on the way."""
        return self._ask(JumpTo(at))

    def stop_jump(self) -> str:
        """Stay where the jump under way has got to."""
        return self._ask(StopJump())

    def jump_to_fault(self) -> str:
        """To the moment at which the next armed fault begins."""
        at = next_fault_at(self.run.board, self.run.now)
        return self.jump(at) if at is not None else msg("No fault is armed to begin by itself.")

    def launch(self, fault: str) -> str:
        """Begin a fault."""
        return self._ask(LaunchFault(fault))

    def arm(self, fault: str, at: Millis) -> str:
        """Have a fault begin by itself at an exercise time."""
        return self._ask(ArmFault(fault, at))

    def disarm(self, fault: str) -> str:
        """Take back that a fault begins by itself."""
        return self._ask(DisarmFault(fault))

    def clear(self, fault: str) -> str:
        """Take a live fault away."""
        return self._ask(ClearFault(fault))

    def act(self, seat: str, action: str) -> str:
        """A seat does what it is offered, or answers what another one asked it."""
        return self._ask(_ordered(action), seat)

    def approve(self, request: int) -> str:
        """An act that a seat asked for may begin."""
        return self._ask(ApproveAction(request))

    def decline(self, request: int, reason: str) -> str:
        """An act that a seat asked for does not begin."""
        return self._ask(DeclineAction(request, reason=reason))

    def acknowledge(self, seat: str, alarm: int) -> str:
        """A seat says that it has seen an alarm."""
        return self._ask(AcknowledgeAlarm(alarm), seat)

    def note(self, text: str) -> str:
        """Free words into the log."""
        return self._ask(WriteNote(text))

    def end(self) -> str:
        """ENDEX."""
        return self._ask(EndExercise())

    def _ask(self, command: Command, actor: str = FACILITATOR) -> str:
        return said(self.run.ask(actor, command).sentence) if isinstance(self.run, Session) else self.barred

    def _truth(self) -> MapState:
        network, standing = self.world()
        return MapState(standing, queues(network, self._calls, self.run.now) if self._calls is not None else {})

    def catch_up(self, most: int = 0) -> bool:
        """Read the facts that are new, at most so many (0: all); whether none are left. Where the exercise was taken
        back, the view of the history that is played is made a bit at a time, and takes this one's place when done."""
        if self.branch != self.run.board.branch:
            if self._anew is None or self._anew.branch != self.run.board.branch:
                self._anew = Conduct(self.run, self._pacer, AT_ONCE)
            elif self._anew.catch_up(AT_ONCE):
                self._anew.seat_view, self._anew.viewed = self.seat_view, self.viewed
                self._anew.room.slowing = self.room.slowing
                vars(self).update(vars(self._anew))
            return False
        fresh = self._told.take(self.run.facts, most)
        self.room.take(fresh)
        for desk in self.seats.values():
            desk.take(fresh)
        return not most or len(fresh) < most


def _card(run: Run, network: Network, state: MapState, key: str) -> Card | None:
    kind, _, what = key.partition(":")
    if state.seat_view:
        return seat_card(network, state, what) if kind == "element" else None
    if kind == "call":
        return call_card(run, int(what)) if isinstance(run, Session) else None
    return element_card(run, network, state, what)


def _situation(conduct: Conduct, strip: ClockStrip, state: MapState) -> Situation:
    """What decides which actions are allowed now."""
    board, now = conduct.run.board, conduct.run.now
    return Situation(
        open=True,
        running=board.running,
        can_run=strip.can_run,
        ended=board.ended,
        jumping=conduct.jumping_to is not None,
        armed=not conduct.seat_view and next_fault_at(board, now) is not None,
        trouble=any(state.troubled(node.id) for node in conduct.scene.nodes),
        seat_view=conduct.seat_view,
        stopped=bool(board.conduct.stopped_by),
        pause_set=board.conduct.pause_at >= 0,
        speed_permille=board.speed_permille,
        barred=conduct.barred,
        slowing=conduct.room.slowing is not None and conduct.room.slowing.on,
    )


def _clocks(run: Run, pacer: Pacer | None, wall: datetime) -> ClockStrip:
    """The clock strip of a moment."""
    strip = clock_strip(
        run.board,
        run.scenario.start,
        run.scenario.span,
        run.now,
        wall,
        seed=run.seed,
        achieved=pacer.achieved if pacer is not None else 0.0,
        jumping_to=run.board.jumping(run.now),
    )
    if isinstance(run, Recording):
        return as_recorded(strip, run.reason)
    return replace(strip, state="held") if run.trouble else strip


def _under_way(run: Run) -> tuple[CallsTallied | None, Millis, tuple[int, ...]]:
    """The minute so far, the longest wait, and the numbers to call back by PSAP; a recording has none of them."""
    if isinstance(run, Session):
        return run.minute_so_far(), _oldest(run), tuple(run.calls.log_length())
    return None, UNKNOWN, ()


def _oldest(session: Session) -> Millis:
    """How long the longest waiting caller of any PSAP has waited."""
    since = [at for at in session.calls.oldest_since() if at >= 0]
    return session.now - min(since) if since else 0


def _ordered(action: str) -> Command:
    """What a key of a seat's desk stands for: an act by its id, or an answer such as `approve:3`."""
    kind, _, request = action.partition(":")
    match kind:
        case "approve":
            return ApproveAction(int(request))
        case "decline":
            return DeclineAction(int(request))
        case _:
            return TakeAction(action)
