"""Which facts make a condition true or false, and whose doing they are; asks the watch and knows no task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hotwash.domain import predicates as p
from hotwash.domain.conduct_facts import ActKeyedIn, BeliefStated, DecisionLogged, InjectReleased, MessageSent
from hotwash.domain.facts import (
    ActionBegan,
    ActionEnded,
    AlarmAcknowledged,
    AlarmRaised,
    CallsTallied,
    Fact,
    FaultBegan,
    FaultEnded,
    Happened,
    MilestoneReached,
    StateChanged,
)
from hotwash.domain.predicate_text import leaves
from hotwash.domain.time import Millis
from hotwash.exercise.watch import Watch

TOUCHES: dict[type, tuple[type, ...]] = {
    p.TimeReached: (),
    p.FaultLive: (FaultBegan, FaultEnded),
    p.ActBegun: (ActionBegan,),
    p.ActOver: (ActionEnded,),
    p.AlarmRung: (AlarmRaised,),
    p.AlarmSeen: (AlarmAcknowledged,),
    p.MilestoneMet: (MilestoneReached,),
    p.MessageSentBy: (MessageSent,),
    p.DecisionTaken: (DecisionLogged,),
    p.CauseStated: (BeliefStated,),
    p.InjectOut: (InjectReleased,),
    p.CallsLost: (CallsTallied,),
    p.CallsQueued: (CallsTallied,),
    p.ReachedBelow: (CallsTallied,),
    p.StateIs: (StateChanged,),
}
"""Facts that can change what a leaf says."""
DEEDS = (
    p.ActBegun, p.ActOver, p.AlarmRung, p.AlarmSeen, p.MilestoneMet, p.MessageSentBy, p.DecisionTaken, p.CauseStated,
    p.InjectOut,
)  # fmt: skip
"""Leaves about what happened once, which can be counted anew from a moment on; the others say how things are."""


def doer(fact: Fact) -> str:
    """The seat whose doing a fact is; empty where it is nobody's in the room."""
    match fact:
        case ActionBegan(seat=seat) | ActionEnded(seat=seat) | AlarmAcknowledged(seat=seat):
            return seat
        case MessageSent(seat=seat) | DecisionLogged(seat=seat) | BeliefStated(seat=seat):
            return seat
        case MilestoneReached(by=by):
            return by
        case _:
            return ""


class PaperTimes:
    """When things were done, for what was keyed in from paper later than it was done."""

    def __init__(self) -> None:
        self._keyed: tuple[str, Millis, Millis, int] | None = None

    def when(self, one: Happened) -> Millis:
        """Exercise time of a fact as the seat acted; hand every fact over once, in order."""
        if isinstance(one.fact, ActKeyedIn):
            self._keyed = (one.fact.seat, one.fact.acted, one.at, one.seq)
            return one.fact.acted
        if self._keyed is None:
            return one.at
        seat, acted, at, seq = self._keyed
        if one.at != at or one.seq != seq + 1 or doer(one.fact) != seat:
            self._keyed = None
            return one.at
        self._keyed = (seat, acted, at, one.seq)
        return acted


@dataclass(slots=True)
class _Leaf:
    """What one leaf says: since which fact, and the newest fact that says so again."""

    true: bool
    since: tuple[Millis, int] | None = None
    newest: tuple[Millis, int] | None = None
    seat: str = ""


class Proof:
    """Follows the leaves of conditions. `take` every fact once the watch has it; then ask for evidence."""

    def __init__(self, conditions: Iterable[p.Predicate], watch: Watch) -> None:
        self._watch = watch
        self._leaves: dict[p.Leaf, _Leaf] = {}
        self._touched: dict[type, list[p.Leaf]] = {}
        for condition in conditions:
            for leaf in leaves(condition):
                if leaf not in self._leaves:
                    self._leaves[leaf] = _Leaf(watch.holds(leaf, 0))
                    for kind in TOUCHES[type(leaf)]:
                        self._touched.setdefault(kind, []).append(leaf)

    def fresh(self, watch: Watch) -> Proof:
        """The same for a `fresh` watch: how things are is kept, nothing has been done yet."""
        made = Proof((), watch)
        made._touched = self._touched
        made._leaves = {
            leaf: _Leaf(watch.holds(leaf, 0)) if isinstance(leaf, DEEDS) else replace(state)
            for leaf, state in self._leaves.items()
        }
        return made

    def take(self, one: Happened, when: Millis) -> None:
        """One more fact; `when` is when it was done."""
        for leaf in self._touched.get(type(one.fact), ()):
            state, holds = self._leaves[leaf], self._watch.holds(leaf, one.at)
            if holds != state.true:
                state.true, state.since = holds, (when, one.seq)
                state.newest, state.seat = state.since, doer(one.fact)
            elif holds and says(leaf, one.fact, self._watch):
                state.newest = (when, one.seq)

    def evidence(self, condition: p.Predicate, now: Millis) -> tuple[tuple[Millis, int, str], ...]:
        """Time, number and seat of the facts since which a condition that holds has been true, in order of number."""
        found = {self._since(leaf, true=true) for leaf, true in self._speaking(condition, now, true=True)}
        return tuple(sorted((one for one in found if one is not None), key=lambda one: one[1]))

    def newest(self, condition: p.Predicate, now: Millis) -> tuple[Millis, int] | None:
        """Time and number of the newest fact that says again that a condition holds; None where no fact does."""
        said = [self._leaves[leaf].newest for leaf, true in self._speaking(condition, now, true=True) if true]
        return max((one for one in said if one is not None), key=lambda one: one[1], default=None)

    def _since(self, leaf: p.Leaf, *, true: bool) -> tuple[Millis, int, str] | None:
        state = self._leaves[leaf]
        return (*state.since, state.seat) if state.since is not None and state.true is true else None

    def _speaking(self, condition: p.Predicate, now: Millis, *, true: bool) -> Iterator[tuple[p.Leaf, bool]]:
        """The leaves that make a condition what it is said to be, each with what it has to say for that."""
        match condition:
            case p.Negated(of):
                yield from self._speaking(of, now, true=not true)
            case p.Lasting(of, _):
                yield from self._speaking(of, now, true=true)
            case p.Every(of) | p.Some(of):
                for part in of:
                    if self._watch.holds(part, now) is true:
                        yield from self._speaking(part, now, true=true)
            case _:
                yield condition, true


def says(leaf: p.Leaf, fact: Fact, watch: Watch) -> bool:
    """Whether a fact says once more what a leaf has said before."""
    match leaf, fact:
        case p.ActBegun(action, seat), ActionBegan(action=done, seat=by):
            return action == done and seat in ("", by)
        case p.ActOver(action, seat), ActionEnded(action=done, seat=by):
            return action == done and seat in ("", by)
        case p.AlarmSeen(name, seat), AlarmAcknowledged(alarm=alarm, seat=by):
            return name in ("", watch.rung.get(alarm, "")) and seat in ("", by)
        case p.AlarmRung(name), AlarmRaised(name=rung):
            return name in ("", rung)
        case p.MilestoneMet(name), MilestoneReached(name=met):
            return name == met
        case p.MessageSentBy(seat, to), MessageSent(seat=by, to=sent):
            return seat == by and (not to or to in sent)
        case p.DecisionTaken(seat), DecisionLogged(seat=by):
            return seat in ("", by)
        case p.CauseStated(cause, sure), BeliefStated(cause=named, sure=given):
            return cause == named and given >= sure
        case _:
            return False
