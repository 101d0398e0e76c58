"""A room without people: what each seat has seen so far by its own eyes, and what is on offer; plays nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from hotwash.domain.commands import FACILITATOR, ApproveAction, Command
from hotwash.domain.conduct_commands import ReleaseInject
from hotwash.domain.facts import Happened
from hotwash.domain.plan import Part
from hotwash.domain.scenario import OfferedAction, Scenario
from hotwash.domain.steps import Milestone, Step
from hotwash.domain.time import SECOND, Millis
from hotwash.domain.visibility import eyes_of
from hotwash.exercise.projections.board import Board
from hotwash.exercise.projections.seat_board import SeatBoard, evolve_seat
from hotwash.exercise.session import Session
from hotwash.exercise.watch import Watch

TICK: Millis = 30 * SECOND
"""How often bots look and act; a default."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks for: a seat's id or the facilitator, and the command."""

    actor: str
    command: Command


class Bot(Protocol):
    """Plays every seat of one exercise."""

    @property
    def name(self) -> str:
        """What it is called in results, such as `textbook`."""

    def orders(self, room: Room) -> Iterable[Order]:
        """What the seats ask for now; called at every tick, and at every instant of `instants`."""

    def instants(self) -> Iterable[Millis]:
        """Exercise times at which it must be asked, beside the ticks."""


class Room:
    """One exercise as its seats see it. `look` takes in what has happened since the last look."""

    def __init__(self, session: Session) -> None:
        self.scenario: Scenario = session.scenario
        self._session = session
        self._read = 0
        self.players = tuple(seat.id for seat in self.scenario.seats.values() if seat.part is Part.PLAYER)
        eyes = eyes_of(self.scenario.seats.values(), self.scenario.network)
        self._eyes = {seat: eyes[seat] for seat in self.players}
        self.desks: dict[str, SeatBoard] = {seat: SeatBoard(seat) for seat in self.players}
        self.watch = Watch()
        """What the facilitator's conditions speak of; bots use it for the clocks of critical tasks alone."""
        self._steps: dict[str, tuple[Step, ...]] = {}

    @property
    def now(self) -> Millis:
        """Exercise time in ms."""
        return self._session.now

    @property
    def board(self) -> Board:
        """The whole truth, for the facilitator and for what an act can be known to do."""
        return self._session.board

    def look(self) -> None:
        """Everybody reads what is new at the own desk."""
        facts = self._session.facts
        fresh: list[Happened] = list(facts[self._read :])
        self._read += len(fresh)
        for one in fresh:
            self.watch.take(one.at, one.fact)
            for seat, eyes in self._eyes.items():
                fact = eyes.see(one.fact)
                if fact is not None:
                    self.desks[seat] = evolve_seat(self.desks[seat], Happened(one.seq, one.at, fact))

    def symptom(self, since: Millis) -> Millis | None:
        """When any seat first saw an alarm or a message from `since` on; None where none has."""
        seen = [line.at for desk in self.desks.values() for line in desk.alarms if line.at >= since]
        seen += [line.at for desk in self.desks.values() for line in desk.letters if line.at >= since and not line.seat]
        return min(seen, default=None)

    def steps(self, action: str) -> tuple[Step, ...]:
        """The steps of an act that is on offer."""
        if action not in self._steps:
            offered = self.scenario.actions[action]
            self._steps[action] = tuple(offered.action.steps(self.scenario.network))
        return self._steps[action]

    def actor(self, offered: OfferedAction, seat: str = "") -> str:
        """The seat that takes an act: the one asked for, or the first player to whom it is offered; empty for none."""
        allowed = [one for one in self.players if not offered.seats or one in offered.seats]
        if seat:
            return seat if seat in allowed else ""
        return next(iter(allowed), "")

    def under_way(self, action: str) -> bool:
        """Whether an act is being done, or waits for approval."""
        lines = self.board.actions
        asked = any(line.action == action for line in self.board.requests)
        return asked or any(line.action == action and line.ended_at < 0 for line in lines)

    def begun_marking(self, milestone: str) -> bool:
        """Whether an act that marks a milestone is under way."""
        return any(
            isinstance(step, Milestone) and step.name == milestone and self.under_way(action)
            for action in self.scenario.actions
            for step in self.steps(action)
        )

    def begun(self, action: str, since: Millis = 0) -> int:
        """How often an act has been begun from `since` on."""
        return sum(line.action == action and line.at >= since for line in self.board.actions)


def conduct(room: Room, *, approves: bool = True) -> Iterator[Order]:
    """What a facilitator does in every rehearsal: what is due goes out, and what waits for a word gets it."""
    for line in room.board.conduct.injects:
        if line.state in ("due", "held") and line.until < 0:
            yield Order(FACILITATOR, ReleaseInject(line.inject))
    for request in room.board.requests if approves else ():
        actor = request.approver if request.approver in room.scenario.seats else FACILITATOR
        yield Order(actor, ApproveAction(request.request))


def offers(room: Room) -> Mapping[str, OfferedAction]:
    """Acts that some player can take, in the author's order."""
    return {key: offered for key, offered in room.scenario.actions.items() if room.actor(offered)}
