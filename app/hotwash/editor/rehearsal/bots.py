"""Bots that play the seats: nobody who acts, recorded decisions, random acts, and good practice at some pace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hotwash.catalogue import registry
from hotwash.domain.commands import AcknowledgeAlarm, TakeAction
from hotwash.domain.conduct_commands import StateBelief
from hotwash.domain.impairment import CallBacksWorked
from hotwash.domain.scenario import Decision
from hotwash.domain.sentences import say
from hotwash.domain.steps import Ease, Impair, Remedy, Reveal, Withdraw
from hotwash.domain.time import MINUTE, SECOND, Millis
from hotwash.editor.rehearsal.moves import Move, cures, marking, moves
from hotwash.editor.rehearsal.room import Order, Room, offers
from hotwash.exercise.projections.board import LiveFault
from hotwash.simulation.streams import uniform

MOST_TRIES = 4
"""How often good practice orders the same repair of one fault before it tries another; a default."""
_MILESTONES = ("detected", "psaps_notified", "public_notified", "regulator_notified", "mitigated")


class DoNothing:
    """Nobody acts: the measure for every other course."""

    name = "do-nothing"

    def instants(self) -> Iterable[Millis]:
        """None of its own."""
        return ()

    def orders(self, room: Room) -> Iterable[Order]:  # noqa: ARG002  # a bot is asked with the room
        """Nothing."""
        return ()


class Recorded:
    """Decisions that the scenario ships, at their times."""

    def __init__(self, name: str, decisions: Sequence[Decision]) -> None:
        self.name = name
        self._left = sorted(decisions, key=lambda decision: decision.at)

    def instants(self) -> Iterable[Millis]:
        """The times of the decisions."""
        return tuple(decision.at for decision in self._left)

    def orders(self, room: Room) -> Iterator[Order]:
        """What is due."""
        while self._left and self._left[0].at <= room.now:
            decision = self._left.pop(0)
            yield Order(decision.actor, decision.command)


class AtRandom:
    """Every seat does now and then what it is offered, by draws that depend on seed, seat and minute alone."""

    OFTEN = 0.12
    """Chance of an act of one seat in one minute; a default."""

    def __init__(self, seed: int) -> None:
        self.name = f"random-{seed}"
        self._seed = seed

    def instants(self) -> Iterable[Millis]:
        """None of its own."""
        return ()

    def orders(self, room: Room) -> Iterator[Order]:
        """At whole minutes."""
        if room.now % MINUTE:
            return
        minute = str(room.now // MINUTE)
        for seat, desk in room.desks.items():
            for alarm in desk.alarms:
                if alarm.stands and not alarm.acknowledged and self._draw("alarm", seat, minute) < 0.5:
                    yield Order(seat, AcknowledgeAlarm(alarm.alarm))
            if desk.card is not None:
                kinds = tuple(registry.faults())
                cause = kinds[int(self._draw("cause", seat, minute) * len(kinds))]
                yield Order(seat, StateBelief(say("This is a guess."), 50, cause))
            own = [one.id for one in offers(room).values() if room.actor(one, seat) and not room.under_way(one.id)]
            if own and self._draw("acts", seat, minute) < self.OFTEN:
                yield Order(seat, TakeAction(own[int(self._draw("which", seat, minute) * len(own))]))

    def _draw(self, *purpose: str) -> float:
        return uniform(self._seed, "rehearsal", *purpose)


class GoodPractice:
    """Sees, looks, tells, mends, checks: each as soon as a seat can know, after delays that `pace` multiplies.

    What a seat knows comes to it by its own eyes. Which act mends which fault is taken from the catalogue once a seat
    has seen a symptom and had time to look, as somebody knows who has looked at the right place. Critical tasks whose
    time has begun are done as their rules say.
    """

    SEES: Millis = 60 * SECOND
    """Until an alarm is acknowledged, a card filled in, a task begun."""
    LOOKS: Millis = 60 * SECOND
    TELLS: Millis = 3 * MINUTE
    MENDS: Millis = 5 * MINUTE
    """From the first symptom of a fault on; defaults."""
    CHECKS: Millis = 60 * SECOND
    CLEARS: Millis = 8 * MINUTE
    """From the end of the last fault on; defaults."""

    def __init__(self, name: str, pace: int = 1) -> None:
        self.name = name
        self._pace = pace
        self._since: dict[str, Millis] = {}
        """When the time of a task began."""
        self._tried: dict[tuple[str, str], int] = {}
        """How often a repair of a fault was ordered."""

    def instants(self) -> Iterable[Millis]:
        """None of its own."""
        return ()

    def orders(self, room: Room) -> Iterator[Order]:
        """Whatever is due now; an act only once at a time."""
        ordered: set[object] = set()
        for order in (*self._desks(room), *self._tasks(room), *self._outage(room), *self._after(room)):
            if isinstance(order.command, TakeAction):
                action = order.command.action
                if action in ordered or room.under_way(action):
                    continue
                ordered.add(action)
            elif (order.actor, order.command) in ordered:
                continue
            ordered.add((order.actor, order.command))
            yield order

    def _due(self, since: Millis | None, delay: Millis, room: Room) -> bool:
        return since is not None and room.now >= since + delay * self._pace

    def _desks(self, room: Room) -> Iterator[Order]:
        """Alarms are acknowledged, and cards filled in."""
        for seat, desk in room.desks.items():
            for alarm in desk.alarms:
                if alarm.stands and not alarm.acknowledged and self._due(alarm.at, self.SEES, room):
                    yield Order(seat, AcknowledgeAlarm(alarm.alarm))
            if desk.card is not None and self._due(desk.card.at, self.SEES, room):
                yield Order(seat, self._belief(room))

    def _belief(self, room: Room) -> StateBelief:
        """What is thought: the kind of a live fault once there was time to look, before that nothing in particular."""
        known = [fault for fault in room.board.faults if self._due(room.symptom(fault.began), self.MENDS, room)]
        if not known:
            return StateBelief(say("Something is wrong; the cause is not known yet."), 20)
        kind = room.scenario.faults[known[0].fault].fault.kind
        return StateBelief(say("The evidence points at one cause."), 80, kind)

    def _tasks(self, room: Room) -> Iterator[Order]:
        """What the rules of critical tasks ask for, once their time has begun and they do not show yet."""
        noticed = self._noticed(room)
        for task in (task for target in room.scenario.targets.values() for task in target.tasks):
            if task.done is None:
                continue
            begun = room.watch.holds(task.after, room.now) if task.after is not None else noticed is not None
            if begun:
                self._since.setdefault(task.id, room.now)
            since = self._since.get(task.id)
            if since is not None and self._due(since, self.SEES, room):
                for move in moves(task.done, room, since):
                    yield from self._made(room, move)

    def _made(self, room: Room, move: Move) -> Iterator[Order]:
        """A move as it is ordered; a cause is named, and a fault mended, only once there was time to look."""
        if move.order is not None:
            known = any(self._due(room.symptom(fault.began), self.MENDS, room) for fault in room.board.faults)
            if known or not isinstance(move.order.command, StateBelief):
                yield move.order
            return
        fault = room.board.fault(move.fault)
        if fault is not None and self._due(room.symptom(fault.began), self.MENDS, room):
            yield from self._mend(room, fault)

    def _noticed(self, room: Room) -> Millis | None:
        """When a symptom of any fault so far was first seen."""
        began = [fault.began for fault in (*room.board.faults, *room.board.ended_faults)]
        return room.symptom(min(began)) if began else None

    def _outage(self, room: Room) -> Iterator[Order]:
        """Live faults of which there is a symptom: look, tell, mend."""
        for fault in room.board.faults:
            noticed = room.symptom(fault.began)
            if self._due(noticed, self.LOOKS, room):
                yield from self._each(room, fault.began, Reveal)
            if self._due(noticed, self.TELLS, room):
                yield from self._tell(room, fault.began)
            if self._due(noticed, self.MENDS, room):
                yield from self._mend(room, fault)

    def _tell(self, room: Room, since: Millis) -> Iterator[Order]:
        """It is declared, and once it is, everybody is told, and callers who failed are called back."""
        marked = [name for name in _MILESTONES if room.board.milestone(name) is None]
        first = list(self._marking(room, "detected", since)) if "detected" in marked else []
        if first or (room.begun_marking("detected") and "detected" in marked):
            yield from first
            return
        for milestone in marked:
            yield from self._marking(room, milestone, since)
        for action, offered in offers(room).items():
            steps = room.steps(action)
            helps = any(isinstance(step, Impair) and isinstance(step.change, CallBacksWorked) for step in steps)
            if helps and not room.begun(action, since):
                yield Order(room.actor(offered), TakeAction(action))

    def _each(self, room: Room, since: Millis, kind: type) -> Iterator[Order]:
        """Every act with such a step, once since then."""
        for action, offered in offers(room).items():
            if any(isinstance(step, kind) for step in room.steps(action)) and not room.begun(action, since):
                yield Order(room.actor(offered), TakeAction(action))

    def _marking(self, room: Room, milestone: str, since: Millis) -> Iterator[Order]:
        """The first act that marks a milestone and has not been tried since then."""
        action = marking(room, milestone, since)
        if action and not room.under_way(action):
            yield Order(room.actor(room.scenario.actions[action]), TakeAction(action))

    def _mend(self, room: Room, fault: LiveFault) -> Iterator[Order]:
        """For each place where the fault still lies the first act that helps for good, or else for a while."""
        planned = room.scenario.faults[fault.fault].fault
        prefix = f"fault:{fault.fault}:"
        lying = dict.fromkeys(one.target for one in room.board.live if one.key.startswith(prefix))
        for target in lying:
            found = [*cures(room, planned, target, Remedy), *cures(room, planned, target, Ease)]
            if any(room.under_way(action) for action in found):
                continue
            for action in found:
                tries = self._tried.get((fault.fault, action), 0)
                if tries < MOST_TRIES:
                    self._tried[fault.fault, action] = tries + 1
                    yield Order(room.actor(room.scenario.actions[action]), TakeAction(action))
                    break

    def _after(self, room: Room) -> Iterator[Order]:
        """Once nothing is wrong any more: the repair is checked, what was laid is taken back, the public is told."""
        ended = [fault.ended for fault in room.board.ended_faults]
        if room.board.faults or not ended:
            return
        over = max(ended)
        if self._due(over, self.CHECKS, room):
            yield from self._each(room, over, Reveal)
        if not self._due(over, self.CLEARS, room):
            return
        if room.board.milestone("public_notified") is not None:
            yield from self._marking(room, "all_clear", over)
        for action, offered in offers(room).items():
            steps = room.steps(action)
            laid = {(one.target, type(one.change).__name__) for one in room.board.live if one.key.startswith("act:")}
            takes_back = any(isinstance(step, Withdraw) and (step.target, step.change) in laid for step in steps)
            if takes_back and not room.begun(action, over):
                yield Order(room.actor(offered), TakeAction(action))
