"""Twenty seats that play by a script with dice: who asks what, and whose words they are. No network, no screen."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from types import MappingProxyType
from typing import TypeVar

from hotwash.domain.commands import (
    FACILITATOR,
    AcknowledgeAlarm,
    ApproveAction,
    ClearFault,
    Command,
    DeclineAction,
    KeyIn,
    LaunchFault,
    TakeAction,
    WriteNote,
)
from hotwash.domain.conduct_commands import (
    AskForBeliefs,
    ImproviseInject,
    LogDecision,
    ReleaseInject,
    SendMessage,
    SetBookmark,
    StateBelief,
)
from hotwash.domain.plan import Rating, Sight
from hotwash.domain.review_commands import GiveFeedback, Observe, RateTarget
from hotwash.domain.scenario import Scenario, Seat
from hotwash.domain.time import HOUR
from hotwash.exercise.projections.board import Board
from tests.room_world import SEATS, room_scenario

T = TypeVar("T")
PLAYERS = tuple(f"desk-{number:02}" for number in range(16))


def twenty_seats(span: int = 2 * HOUR) -> Scenario:
    """The room with sixteen players of different sight, two more of them on paper, an evaluator and an observer."""
    room = room_scenario(span=span)
    sights = (Sight(elements=("everything",)), Sight(policies=("border-policy",)), Sight(psaps=("psap-a",)), Sight())
    more = {
        name: Seat(name, f"Desk {number}", "State 911", "You watch.", sees=sights[number % 4])
        for number, name in enumerate(PLAYERS)
    }
    seats = {seat.id: seat for seat in SEATS if seat.id in ("duty", "noc", "eva", "guest")}
    everybody = (*more, "duty", "noc")
    actions = {key: replace(offered, seats=everybody) for key, offered in room.actions.items()}
    return replace(room, seats=MappingProxyType(seats | more), actions=MappingProxyType(actions))


def own(seat: str, *to: str) -> str:
    """Words that say whose they are and who may read them."""
    return f"[{seat}|{'+'.join(to)}]"


class Dice:
    """What somebody asks next; the same seed asks the same in the same exercise."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._scenario, self._seed, self._thrown = scenario, seed, 0

    def throw(self, sides: int) -> int:
        """0 up to `sides`, exclusive."""
        self._thrown += 1
        digest = blake2b(f"{self._seed} {self._thrown}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % sides

    def choice(self, of: Sequence[T]) -> T:
        """One of them."""
        return of[self.throw(len(of))]

    def moves(self, board: Board, count: int) -> Iterator[tuple[str, Command]]:
        """So many commands of anybody."""
        for _ in range(count):
            seat = self.choice((*PLAYERS, "duty", "noc", "eva", "guest", FACILITATOR))
            match seat:
                case "eva":
                    yield seat, self._of_the_evaluator()
                case "guest":
                    yield seat, GiveFeedback("observer", comments=own("guest"))
                case "facilitator":
                    yield seat, self._of_the_facilitator(board)
                case _:
                    yield seat, self._of_a_player(seat, board)

    def _of_a_player(self, seat: str, board: Board) -> Command:
        first, count = self.throw(len(PLAYERS)), 1 + self.throw(3)
        others = [PLAYERS[(first + n) % len(PLAYERS)] for n in range(count)]
        alarms = [line.alarm for line in board.alarms] or [1]
        offers: tuple[Command, ...] = (
            SendMessage(tuple(others), self.choice(("phone", "chat", "radio")), own(seat, *others)),
            SendMessage((*others, "simcell"), "e-mail", own(seat, *others)),
            LogDecision(own(seat), own(seat), own(seat)),
            StateBelief(own(seat), self.throw(101), self.choice(("", "rtp_blocked"))),
            WriteNote(own(seat)),
            AcknowledgeAlarm(self.choice(alarms)),
            TakeAction(self.choice(tuple(self._scenario.actions))),
        )
        return self.choice(offers)

    def _of_the_evaluator(self) -> Command:
        target = next(iter(self._scenario.targets))
        offers: tuple[Command, ...] = (Observe(own("eva")), RateTarget(target, Rating.S, own("eva")))
        return self.choice(offers)

    def _of_the_facilitator(self, board: Board) -> Command:
        request = board.requests[0].request if board.requests else 0
        fault = self.choice(tuple(self._scenario.faults))
        offers: tuple[Command, ...] = (
            ReleaseInject(self.choice(tuple(self._scenario.injects))),
            ImproviseInject("Word", "Somebody asks.", "Caretaker", "phone", (self.choice(PLAYERS),)),
            LaunchFault(fault),
            ClearFault(fault),
            ApproveAction(request),
            DeclineAction(request, reason="Not now."),
            SetBookmark(own(FACILITATOR)),
            AskForBeliefs(),
            KeyIn("noc", board.now // 2, LogDecision(own("noc"))),
        )
        return self.choice(offers)
