"""Which commands make a condition come true: how bots do what the rule of a critical task asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hotwash.domain import predicates as p
from hotwash.domain.commands import AcknowledgeAlarm, TakeAction
from hotwash.domain.conduct_commands import LogDecision, SendMessage, StateBelief
from hotwash.domain.msel import SIMCELL
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say
from hotwash.domain.steps import Ease, Milestone, Remedy, Step
from hotwash.domain.time import Millis
from hotwash.editor.rehearsal.room import Order, Room, offers


@dataclass(frozen=True, slots=True)
class Move:
    """One step towards a condition: an order, or a fault that has to go."""

    order: Order | None = None
    fault: str = ""


def moves(condition: p.Predicate, room: Room, since: Millis) -> Iterator[Move]:
    """What is still to be done for it from `since` on; of alternatives the first that can be done.

    Nothing for what nobody can bring about, such as a time, and nothing for what is under way.
    """
    match condition:
        case p.Every(of):
            for part in of:
                if not room.watch.holds(part, room.now):
                    yield from moves(part, room, since)
        case p.Some(of):
            for part in of:
                if possible(part, room):
                    yield from moves(part, room, since)
                    return
        case p.Lasting(of, _):
            if not room.watch.holds(of, room.now):
                yield from moves(of, room, since)
        case p.Negated(p.FaultLive(fault)):
            live = [line.fault for line in room.board.faults if fault in ("", line.fault)]
            yield from (Move(fault=name) for name in live)
        case _:
            yield from _leaf(condition, room, since)


def possible(condition: p.Predicate, room: Room) -> bool:
    """Whether bots can bring a condition about."""
    match condition:
        case p.Every(of):
            return all(possible(part, room) or room.watch.holds(part, room.now) for part in of)
        case p.Some(of):
            return any(possible(part, room) for part in of)
        case p.Lasting(of, _):
            return possible(of, room)
        case p.Negated(of):
            return isinstance(of, p.FaultLive)
        case p.ActBegun(action, seat) | p.ActOver(action, seat):
            return action in room.scenario.actions and bool(room.actor(room.scenario.actions[action], seat))
        case p.MilestoneMet(name):
            return bool(marking(room, name, 0)) or room.watch.holds(condition, room.now)
        case _:
            return isinstance(
                condition, p.AlarmSeen | p.MessageSentBy | p.DecisionTaken | p.CauseStated
            ) or room.watch.holds(condition, room.now)


def cures(room: Room, fault: Fault, target: str, kind: type[Remedy | Ease]) -> list[str]:
    """Acts that take a fault away from a place, for good (`Remedy`) or for a while (`Ease`), in the author's order.

    Acts that would make it worse are left out.
    """
    names = fault.remedies if kind is Remedy else fault.relief
    found = []
    for action in offers(room):
        steps = room.steps(action)
        helps = any(isinstance(step, kind) and step.target == target and step.remedy in names for step in steps)
        if helps and not any(_worsens(step, fault) for step in steps):
            found.append(action)
    return found


def _worsens(step: Step, fault: Fault) -> bool:
    return isinstance(step, Remedy | Ease) and step.remedy in fault.worsened_by


def _leaf(leaf: p.Predicate, room: Room, since: Millis) -> Iterator[Move]:
    seats = room.players
    match leaf:
        case p.ActBegun(action, seat) | p.ActOver(action, seat) if action in room.scenario.actions:
            actor = room.actor(room.scenario.actions[action], seat)
            if actor and not room.begun(action, since) and not room.under_way(action):
                yield Move(Order(actor, TakeAction(action)))
        case p.MilestoneMet(name):
            action = marking(room, name, since)
            if action and not room.under_way(action):
                yield Move(Order(room.actor(room.scenario.actions[action]), TakeAction(action)))
        case p.AlarmSeen(name, seat):
            yield from _acknowledged(room, name, seat)
        case p.MessageSentBy(seat, to) if seat in seats:
            yield Move(Order(seat, SendMessage((to or SIMCELL,), "phone", say("This is what we know so far."))))
        case p.DecisionTaken(seat) if (seat or next(iter(seats), "")) in seats:
            yield Move(Order(seat or seats[0], LogDecision(say("We go on as planned."))))
        case p.CauseStated(cause, sure) if seats and room.board.faults:
            if any(room.scenario.faults[line.fault].fault.kind == cause for line in room.board.faults):
                yield Move(Order(seats[0], StateBelief(say("The evidence points at one cause."), max(sure, 80), cause)))
        case _:
            pass


def marking(room: Room, milestone: str, since: Millis) -> str:
    """The first act that marks a milestone and is not over since then without having marked it; empty for none."""
    for action in offers(room):
        marks = any(isinstance(step, Milestone) and step.name == milestone for step in room.steps(action))
        if marks and (room.under_way(action) or not room.begun(action, since)):
            return action
    return ""


def _acknowledged(room: Room, name: str, seat: str) -> Iterator[Move]:
    for desk in (desk for player, desk in room.desks.items() if seat in ("", player)):
        for alarm in desk.alarms:
            if not alarm.acknowledged and name in ("", alarm.name):
                yield Move(Order(desk.seat, AcknowledgeAlarm(alarm.alarm)))
                return
