"""Conditions of injects in plain words, by the names of their scenario; knows not how authors write them."""

from __future__ import annotations

from hotwash.catalogue import registry
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.text import one_line
from hotwash.domain import predicates as p
from hotwash.domain.msel import SIMCELL
from hotwash.domain.time import MINUTE, SECOND, Millis, clock

NAME = 120
"""Characters of a name inside a condition."""
MILESTONES = {
    "detected": "detected",
    "diagnosed": "cause found",
    "psaps_notified": "PSAPs notified",
    "public_notified": "public notified",
    "regulator_notified": "regulator notified",
    "mitigated": "half of the loss recovered",
    "restored": "service restored",
    "all_clear": "all-clear given",
    "cause_claimed": "cause claimed",
}


def in_words(plan: Beforehand, condition: p.Predicate) -> str:
    """One condition as part of a sentence."""
    match condition:
        case p.Every(of):
            return " and ".join(_inside(plan, part) for part in of)
        case p.Some(of):
            return " or ".join(_inside(plan, part) for part in of)
        case p.Lasting(of, ms):
            return f"{_inside(plan, of)} for {lasting(ms)}"
        case p.Negated(p.ActBegun(action, seat)):
            who = f"{plan.who(seat)} has not" if seat else "nobody has"
            return f"{who} begun \u201c{_act(plan, action)}\u201d"
        case p.Negated(of):
            return f"it is not so that {_inside(plan, of)}"
        case p.ActBegun() | p.ActOver() | p.MessageSentBy() | p.DecisionTaken() | p.AlarmSeen():
            return _done(plan, condition)
        case p.CallsLost() | p.CallsQueued() | p.ReachedBelow():
            return _counted(condition)
        case _:
            return _standing(plan, condition)


def lasting(ms: Millis) -> str:
    """A duration as people say it: `8 min`, `30 s`, else `0:08:30`."""
    if ms and ms % MINUTE == 0:
        return f"{ms // MINUTE} min"
    return f"{ms // SECOND} s" if ms < MINUTE and ms % SECOND == 0 else clock(ms)


def _inside(plan: Beforehand, condition: p.Predicate) -> str:
    """With brackets where words alone would not say what belongs together."""
    text = in_words(plan, condition)
    return f"({text})" if isinstance(condition, p.Every | p.Some | p.Lasting) else text


def _standing(plan: Beforehand, condition: p.Predicate) -> str:
    match condition:
        case p.TimeReached(at):
            return f"exercise time is {clock(at)} or later"
        case p.FaultLive(fault):
            known = plan.scenario.faults.get(fault)
            title = one_line(known.fault.title if known else fault, NAME)
            return f"the fault \u201c{title}\u201d is live" if fault else "any fault is live"
        case p.AlarmRung(name):
            return f"alarm {one_line(name, NAME)} was raised" if name else "any alarm was raised"
        case p.MilestoneMet(name):
            return f"the milestone \u201c{MILESTONES.get(name, name)}\u201d was reached"
        case p.CauseStated(cause, sure):
            kind = registry.faults().get(cause)
            told = f"a situation card named \u201c{kind.title if kind else one_line(cause, NAME)}\u201d"
            return f"{told}, at least {sure} % sure" if sure else told
        case p.InjectOut(inject):
            known_inject = plan.scenario.injects.get(inject)
            return f"inject {known_inject.shown_number if known_inject else one_line(inject, NAME)} was released"
        case p.StateIs(element, state):
            named = plan.scenario.network.elements.get(element)
            return f"{one_line(named.name if named else element, NAME)} is told to be {one_line(state, NAME)}"
        case _:
            return ""


def _done(plan: Beforehand, condition: p.Predicate) -> str:
    match condition:
        case p.ActBegun(action, seat):
            return f"{_who(plan, seat)} has begun \u201c{_act(plan, action)}\u201d"
        case p.ActOver(action, seat):
            by = f" by {plan.who(seat)}" if seat else ""
            return f"\u201c{_act(plan, action)}\u201d{by} is over"
        case p.AlarmSeen(name, seat):
            alarm = f"alarm {one_line(name, NAME)}" if name else "an alarm"
            return f"{_who(plan, seat)} has acknowledged {alarm}"
        case p.MessageSentBy(seat, to):
            whom = f" to {'the SimCell' if to == SIMCELL else plan.who(to)}" if to else ""
            return f"{_who(plan, seat)} has sent a message{whom}"
        case p.DecisionTaken(seat):
            return f"{_who(plan, seat)} has logged a decision"
        case _:
            return ""


def _counted(condition: p.Predicate) -> str:
    match condition:
        case p.CallsLost(at_least, within):
            span = f"failed in the last {lasting(within)}" if within else "have failed"
            return f"{at_least:,} or more 911 attempts {span}"
        case p.CallsQueued(at_least):
            return f"{at_least:,} or more calls are waiting"
        case p.ReachedBelow(permille, within):
            return (
                f"fewer than {permille / 10:g} % of 911 attempts came to a PSAP by voice in the last {lasting(within)}"
            )
        case _:
            return ""


def _who(plan: Beforehand, seat: str) -> str:
    return plan.who(seat) if seat else "somebody"


def _act(plan: Beforehand, action: str) -> str:
    """The title of an act; with the id of the offer where several offers have one title."""
    offers = plan.scenario.actions
    if action not in offers:
        return one_line(action, NAME)
    title = offers[action].action.title
    several = sum(offered.action.title == title for offered in offers.values()) > 1
    return one_line(f"{title} ({action})" if several else title, NAME)
