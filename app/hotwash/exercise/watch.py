"""Says whether conditions are true, from facts alone: for injects under way and for a journal read afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hotwash.domain import predicates as p
from hotwash.domain.conduct_facts import BeliefStated, DecisionLogged, InjectReleased, MessageSent
from hotwash.domain.facts import (
    ActionBegan,
    ActionEnded,
    AlarmAcknowledged,
    AlarmRaised,
    CallsTallied,
    Fact,
    FaultBegan,
    FaultEnded,
    MilestoneReached,
    StateChanged,
)
from hotwash.domain.outcomes import BY_ESINET, FAILED, Way
from hotwash.domain.time import MINUTE, Millis


@dataclass(frozen=True, slots=True)
class _Minute:
    """What one told minute says of the public's 911 attempts."""

    at: Millis
    lost: int
    reached: int
    waiting: int


@dataclass(eq=False, slots=True)
class Watch:
    """A fold of what conditions speak of. `take` every fact in order, then `holds` at any later instant.

    A condition `for` some time is known from the instants at which it is asked for, so who asks must ask regularly.
    """

    faults: set[str] = field(default_factory=set)
    begun: set[tuple[str, str]] = field(default_factory=set)
    over: set[tuple[str, str]] = field(default_factory=set)
    rung: dict[int, str] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)
    milestones: set[str] = field(default_factory=set)
    sent: set[tuple[str, str]] = field(default_factory=set)
    decided: set[str] = field(default_factory=set)
    causes: dict[str, int] = field(default_factory=dict)
    released: set[str] = field(default_factory=set)
    states: dict[str, str] = field(default_factory=dict)
    minutes: list[_Minute] = field(default_factory=list)
    _since: dict[p.Predicate, Millis] = field(default_factory=dict)
    """Since when conditions under `for` have been true."""

    def fresh(self) -> Watch:
        """A watch for which nothing has been done or told yet, while faults, states, alarms and calls are as here.

        It shares those with this one, so that only this one need take facts about them.
        """
        return Watch(faults=self.faults, rung=self.rung, states=self.states, minutes=self.minutes)

    def take(self, at: Millis, fact: Fact) -> None:
        """One more fact, in order of time."""
        match fact:
            case FaultBegan(fault=fault):
                self.faults.add(fault)
            case FaultEnded(fault=fault):
                self.faults.discard(fault)
            case ActionBegan(action=action, seat=seat):
                self.begun.add((action, seat))
            case ActionEnded(action=action, seat=seat):
                self.over.add((action, seat))
            case AlarmRaised(alarm=alarm, name=name):
                self.rung[alarm] = name
            case AlarmAcknowledged(alarm=alarm, seat=seat):
                self.seen.add((self.rung.get(alarm, ""), seat))
            case MilestoneReached(name=name):
                self.milestones.add(name)
            case MessageSent(seat=seat, to=to):
                self.sent.update((seat, one) for one in ("", *to))
            case DecisionLogged(seat=seat):
                self.decided.add(seat)
            case BeliefStated(cause=cause, sure=sure) if cause:
                self.causes[cause] = max(sure, self.causes.get(cause, 0))
            case InjectReleased(inject=inject):
                self.released.add(inject)
            case StateChanged(element=element, state=state):
                self.states[element] = state
            case CallsTallied():
                self.minutes.append(_minute(at, fact))
            case _:
                pass

    def holds(self, condition: p.Predicate, now: Millis) -> bool:
        """Whether a condition is true at `now`."""
        match condition:
            case p.Every(of):
                return False not in self._each(of, now)
            case p.Some(of):
                return True in self._each(of, now)
            case p.Negated(of):
                return not self.holds(of, now)
            case p.Lasting(of, ms):
                return self._lasting(of, ms, now)
            case p.TimeReached(at):
                return now >= at
            case _:
                rule: Callable[[Watch, p.Leaf, Millis], bool] = _RULES[type(condition)]
                return rule(self, condition, now)

    def _each(self, of: tuple[p.Predicate, ...], now: Millis) -> list[bool]:
        """Every one of them is asked, also where the first decides: those under `for` count from when they are."""
        return [self.holds(part, now) for part in of]

    def _lasting(self, of: p.Predicate, ms: Millis, now: Millis) -> bool:
        if not self.holds(of, now):
            self._since.pop(of, None)
            return False
        return now - self._since.setdefault(of, now) >= ms

    def wakes(self, condition: p.Predicate, now: Millis) -> Iterator[Millis]:
        """Instants after `now` at which a condition may come true by the mere passing of time, as far as is known now.

        For a condition that was asked for at `now`.
        """
        match condition:
            case p.Every(of) | p.Some(of):
                for part in of:
                    yield from self.wakes(part, now)
            case p.Negated(of):
                yield from self.wakes(of, now)
            case p.Lasting(of, ms):
                yield from self.wakes(of, now)
                if of in self._since and self._since[of] + ms > now:
                    yield self._since[of] + ms
            case p.TimeReached(at) if at > now:
                yield at
            case _:
                pass

    def lost(self, within: Millis, now: Millis) -> int:
        """911 attempts of the public that failed in whole minutes of the last `within` ms; 0: since the start."""
        return sum(minute.lost for minute in self._last(within, now))

    def reached_permille(self, within: Millis, now: Millis) -> int | None:
        """Thousandths of decided 911 attempts that came to a PSAP by voice; None where none was decided."""
        last = self._last(within, now)
        reached, decided = sum(m.reached for m in last), sum(m.reached + m.lost for m in last)
        return reached * 1000 // decided if decided else None

    def _last(self, within: Millis, now: Millis) -> list[_Minute]:
        if not within:
            return self.minutes
        first = now - now % MINUTE - within
        return [minute for minute in self.minutes if minute.at > first]


def _minute(at: Millis, told: CallsTallied) -> _Minute:
    ways = told.ways.get(Way.NINE_ONE_ONE.value, {})
    taken_back = told.cut_ways.get(Way.NINE_ONE_ONE.value, {})
    lost = sum(ways.get(outcome.value, 0) for outcome in FAILED)
    reached = sum(ways.get(outcome.value, 0) - taken_back.get(outcome.value, 0) for outcome in BY_ESINET)
    return _Minute(at, lost, max(0, reached), told.waiting)


def _any(pairs: set[tuple[str, str]], name: str, seat: str) -> bool:
    return any((not name or name == known) and (not seat or seat == by) for known, by in pairs)


def _below(watch: Watch, leaf: p.ReachedBelow, now: Millis) -> bool:
    permille = watch.reached_permille(leaf.within, now)
    return permille is not None and permille < leaf.permille


_RULES: dict[type, Callable[..., bool]] = {
    p.FaultLive: lambda w, c, _: c.fault in w.faults if c.fault else bool(w.faults),
    p.ActBegun: lambda w, c, _: _any(w.begun, c.action, c.seat),
    p.ActOver: lambda w, c, _: _any(w.over, c.action, c.seat),
    p.AlarmRung: lambda w, c, _: c.name in w.rung.values() if c.name else bool(w.rung),
    p.AlarmSeen: lambda w, c, _: _any(w.seen, c.name, c.seat),
    p.MilestoneMet: lambda w, c, _: c.name in w.milestones,
    p.MessageSentBy: lambda w, c, _: (c.seat, c.to) in w.sent,
    p.DecisionTaken: lambda w, c, _: c.seat in w.decided if c.seat else bool(w.decided),
    p.CauseStated: lambda w, c, _: w.causes.get(c.cause, -1) >= c.sure,
    p.InjectOut: lambda w, c, _: c.inject in w.released,
    p.CallsLost: lambda w, c, now: w.lost(c.within, now) >= c.at_least,
    p.CallsQueued: lambda w, c, _: bool(w.minutes) and w.minutes[-1].waiting >= c.at_least,
    p.ReachedBelow: _below,
    p.StateIs: lambda w, c, _: w.states.get(c.element) == c.state,
}
