"""The Conduct workspace behind its widgets: follows one session, makes every panel's record, forwards commands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from hotwash.analysis.conditions import Condition, conditions
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
    LaunchFault,
    PauseClock,
    SetSpeed,
    StartClock,
    TakeAction,
    WriteNote,
)
from hotwash.domain.effective import effective
from hotwash.domain.facts import CallsTallied
from hotwash.domain.network import Network
from hotwash.domain.time import MINUTE, Millis, scenario_time
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.session import Session
from hotwash.simulation.calls_view import CallsView
from hotwash.viewmodels.actions import Situation
from hotwash.viewmodels.call_card import call_card
from hotwash.viewmodels.cards import Card
from hotwash.viewmodels.clocks import ClockStrip, clock_strip
from hotwash.viewmodels.dots import Floats
from hotwash.viewmodels.element_card import element_card, seat_card
from hotwash.viewmodels.faults import FaultRow, fault_rows, fault_title, next_fault_at
from hotwash.viewmodels.figures import Counting, Figures
from hotwash.viewmodels.log_lines import LogLine, log_line
from hotwash.viewmodels.map_state import MapState, Queue, as_met
from hotwash.viewmodels.motion import DotFrame, Motion
from hotwash.viewmodels.outline import outline
from hotwash.viewmodels.plot import Flag, MinuteBar, Plot, flag, minute_bar
from hotwash.viewmodels.psaps import PsapRow, psap_rows
from hotwash.viewmodels.requests import RequestRow, request_rows
from hotwash.viewmodels.scene import scene_of
from hotwash.viewmodels.seat import SeatDesk, SeatView, act_labels
from hotwash.viewmodels.words import msg

AHEAD: Millis = 15 * MINUTE


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


class Conduct:
    """One exercise under the facilitator's hands. Times given to it are monotonic seconds.

    Commands answer with a sentence for the person who asked; empty where all is well.
    """

    def __init__(self, session: Session, pacer: Pacer | None = None) -> None:
        self.session = session
        self.pacer = pacer or Pacer(session)
        network = session.scenario.network
        self.scene = scene_of(network)
        self.outline = outline(session.scenario.outline)
        self.names = {element.id: element.name for element in network.elements.values()}
        self.names |= {policy.id: policy.name for policy in network.policies.values()}
        self.names |= {seat.id: seat.name for seat in session.scenario.seats.values()}
        for seat in session.scenario.seats:
            self.names |= {f"act:{act}": label for act, label in act_labels(session.scenario, seat).items()}
        self.names |= {f"fault:{fault}": fault_title(session.scenario, fault) for fault in session.scenario.faults}
        self.log: list[LogLine] = []
        self.seat_view = False
        self.seats = {seat: SeatDesk(session.scenario, seat) for seat in session.scenario.seats}
        self._motion = Motion(self.scene, tuple(psap.id for psap in network.psaps()), session.calls)
        self._counting = Counting()
        self._minutes: list[MinuteBar] = []
        self._flags: list[Flag] = []
        self._read = 0
        self._world: tuple[object, Network, dict[str, Condition]] | None = None
        self._ticks: tuple[float, Millis, float, Millis] = (0.0, session.now, 1.0, session.now)
        self._catch_up()

    # Time

    def tick(self, now_s: float) -> None:
        """Let time pass as the pacer sees fit, and follow the calls."""
        self.pacer.tick(now_s)
        _, _, before_s, before = self._ticks
        self._ticks = (before_s, before, now_s, self.session.now)
        self._motion.take(self.session.now, self.session.board.speed_permille / 1000)

    def frame(self, now_s: float, pixels: float, radii: Floats) -> DotFrame:
        """The calls at a moment between ticks, one tick behind, so that dots glide instead of hopping."""
        before_s, before, last_s, last = self._ticks
        share = min(max((now_s - last_s) / max(last_s - before_s, 1e-3), 0.0), 1.0)
        still = not self.session.board.running
        return self._motion.frame(last if still else before + (last - before) * share, pixels, radii)

    @property
    def moving(self) -> bool:
        """Whether exercise time passes."""
        return self.session.board.running or self.pacer.jumping_to is not None

    # Records

    def shown(self, wall: datetime) -> Shown:
        """Every panel's record as of now."""
        self._catch_up()
        session, board = self.session, self.session.board
        state = self.map_state()
        strip = clock_strip(
            board,
            session.scenario.start,
            session.scenario.span,
            session.now,
            wall,
            seed=session.seed,
            achieved=self.pacer.achieved,
            jumping_to=self.pacer.jumping_to,
        )
        shown = Shown(
            clocks=strip,
            faults=(),
            requests=(),
            figures=None,
            plot=None,
            map=state,
            psaps=(),
            seat=self.desk(next(iter(self.seats))) if self.seats else None,
            situation=self._situation(strip, state),
            trouble=session.trouble,
        )
        if session.trouble:
            shown = replace(shown, clocks=replace(strip, state="held"))
        return shown if self.seat_view else self._with_truth(shown)

    def _with_truth(self, shown: Shown) -> Shown:
        """The same moment with everything that only the facilitator may see."""
        session = self.session
        return replace(
            shown,
            faults=fault_rows(session.scenario, session.board),
            requests=request_rows(session.scenario, session.board),
            figures=self._counting.count(session.board.minutes, session.minute_so_far(), self._oldest()),
            plot=Plot(tuple(self._minutes), tuple(self._flags), session.now, session.scenario.span),
            psaps=psap_rows(session.scenario.network, shown.map, tuple(session.calls.log_length())),
        )

    def _oldest(self) -> Millis:
        """How long the longest waiting caller of any PSAP has waited."""
        since = [at for at in self.session.calls.oldest_since() if at >= 0]
        return self.session.now - min(since) if since else 0

    def map_state(self) -> MapState:
        """The map as the present view allows it."""
        if not self.seat_view:
            return self._truth()
        alarmed = frozenset[str]().union(*(desk.alarmed() for desk in self.seats.values()))
        network = self.session.scenario.network
        borders = {border.id for border in network.borders() if border.policy in alarmed}
        return MapState(alarmed=alarmed | borders, seat_view=True)

    def desk(self, seat: str) -> SeatView:
        """One seat's desk."""
        story = scenario_time(self.session.scenario.start, self.session.now)
        board = self.session.board
        playing = board.started and not board.ended
        return self.seats[seat].view(self.session.now, f"{story:%H:%M:%S}", playing=playing, requests=board.requests)

    def card(self, key: str) -> Card | None:
        """The card behind a link such as `call:12` or `element:bcf-east`; a seat's view gives none of the causes."""
        kind, _, what = key.partition(":")
        network, _ = self.world()
        if self.seat_view:
            return seat_card(network, self.map_state(), what) if kind == "element" else None
        if kind == "call":
            return call_card(self.session, int(what))
        return element_card(self.session, network, self._truth(), what)

    def world(self) -> tuple[Network, dict[str, Condition]]:
        """The network in effect and how everything in it stands; worked out anew only when an overlay changes."""
        live = self.session.board.live
        if self._world is None or self._world[0] is not live:
            network = effective(self.session.scenario.network, live).network
            self._world = (live, network, as_met(network, conditions(network)))
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
        return self.pacer.jump(at).sentence

    def stop_jump(self) -> str:
        """Stay where the jump under way has got to."""
        return self.pacer.cancel_jump().sentence

    def hold(self) -> str:
        """Let no time pass; says nothing where none does."""
        return self._ask(PauseClock()) if self.moving else ""

    def jump_ahead(self) -> str:
        """A quarter of an hour on, at most to the end."""
        return self.jump(min(self.session.now + AHEAD, self.session.scenario.span))

    def jump_to_fault(self) -> str:
        """To the moment at which the next armed fault begins."""
        at = next_fault_at(self.session.board, self.session.now)
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
        return self.session.ask(actor, command).sentence

    def _truth(self) -> MapState:
        network, standing = self.world()
        return MapState(standing, _queues(network, self.session.calls, self.session.now))

    def _situation(self, strip: ClockStrip, state: MapState) -> Situation:
        board = self.session.board
        return Situation(
            open=True,
            running=board.running,
            can_run=strip.can_run,
            ended=board.ended,
            jumping=self.pacer.jumping_to is not None,
            armed=not self.seat_view and next_fault_at(board, self.session.now) is not None,
            trouble=any(state.troubled(node.id) for node in self.scene.nodes),
            seat_view=self.seat_view,
            speed_permille=board.speed_permille,
        )

    def _catch_up(self) -> None:
        """Read the facts that are new."""
        facts = self.session.facts
        fresh = facts[self._read :]
        self._read = len(facts)
        for one in fresh:
            self.log.append(log_line(one, self.names))
            if isinstance(one.fact, CallsTallied):
                self._minutes.append(minute_bar(one, one.fact))
            raised = flag(one)
            if raised is not None:
                self._flags.append(raised)
        for desk in self.seats.values():
            desk.take(fresh)


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


def _queues(network: Network, calls: CallsView, now: Millis) -> dict[str, Queue]:
    """Who waits and who talks at every PSAP."""
    waiting, busy, oldest = calls.waiting(), calls.busy(), calls.oldest_since()
    return {
        psap.id: Queue(
            int(waiting[n]),
            int(busy[n]),
            psap.positions,
            max(0, (now - int(oldest[n])) // 1000 * 1000) if oldest[n] >= 0 else 0,
        )
        for n, psap in enumerate(network.psaps())
    }
