"""Conditions of injects and tasks in plain words, for people who never saw how they are written; judges none."""

from __future__ import annotations

from collections.abc import Mapping

from hotwash.catalogue import registry
from hotwash.domain import predicates as p
from hotwash.domain.msel import SIMCELL
from hotwash.domain.steps import MILESTONE_WORDS
from hotwash.domain.time import MINUTE, SECOND, Millis, clock
from hotwash.viewmodels.words import msg, said

Names = Mapping[str, str]


def condition_words(condition: p.Predicate, names: Names) -> str:
    """One condition as part of a sentence; `names` gives seats, acts, faults, elements and injects their names."""
    match condition:
        case p.Every(of):
            return msg(" and ").join(_inside(part, names) for part in of)
        case p.Some(of):
            return msg(" or ").join(_inside(part, names) for part in of)
        case p.Lasting(of, ms):
            return msg("{condition}, for {time} on end", condition=_inside(of, names), time=lasting(ms))
        case p.Negated(of):
            return msg("not so: {condition}", condition=_inside(of, names))
        case p.ActBegun() | p.ActOver() | p.AlarmRung() | p.AlarmSeen() | p.MessageSentBy() | p.DecisionTaken():
            return _done(condition, names)
        case p.CallsLost() | p.CallsQueued() | p.ReachedBelow():
            return _counted(condition)
        case _:
            return _standing(condition, names)


def lasting(ms: Millis) -> str:
    """A duration as people say it: `8 min`, `30 s`, else `0:08:30`."""
    if ms and ms % MINUTE == 0:
        return msg("{number} min", number=ms // MINUTE)
    return msg("{number} s", number=ms // SECOND) if ms < MINUTE else clock(ms)


def _inside(condition: p.Predicate, names: Names) -> str:
    """With brackets where words alone would not say what belongs together."""
    text = condition_words(condition, names)
    return f"({text})" if isinstance(condition, p.Every | p.Some) else text


def _standing(condition: p.Predicate, names: Names) -> str:
    match condition:
        case p.TimeReached(at):
            return msg("exercise time is {time} or later", time=clock(at))
        case p.FaultLive(fault):
            if not fault:
                return msg("some fault is live")
            return msg("the fault is live: {fault}", fault=names.get(f"fault:{fault}", fault))
        case p.MilestoneMet(name):
            return msg("milestone reached: {name}", name=said(MILESTONE_WORDS.get(name, name)))
        case p.CauseStated(cause, sure):
            kind = registry.faults().get(cause)
            title = said(kind.title) if kind is not None else cause
            return msg("a card names as the cause: {cause}, at least {sure} % sure", cause=title, sure=sure)
        case p.InjectOut(inject):
            return msg("released: {inject}", inject=names.get(f"inject:{inject}", inject))
        case p.StateIs(element, state):
            return msg("{element} is told to be {state}", element=names.get(element, element), state=state)
        case _:
            return ""


def _done(condition: p.Predicate, names: Names) -> str:
    match condition:
        case p.ActBegun(action, seat):
            return msg("{who} has begun: {act}", who=_who(seat, names), act=_act(action, names))
        case p.ActOver(action, seat):
            return msg("{who} has done: {act}", who=_who(seat, names), act=_act(action, names))
        case p.AlarmRung(name):
            return msg("alarm {name} was raised", name=name) if name else msg("some alarm was raised")
        case p.AlarmSeen(name, seat):
            if name:
                return msg("{who} has acknowledged alarm {name}", who=_who(seat, names), name=name)
            return msg("{who} has acknowledged an alarm", who=_who(seat, names))
        case p.MessageSentBy(seat, to):
            if to:
                whom = msg("the SimCell") if to == SIMCELL else names.get(to, to)
                return msg("{who} has sent a message to {whom}", who=_who(seat, names), whom=whom)
            return msg("{who} has sent a message", who=_who(seat, names))
        case p.DecisionTaken(seat):
            return msg("{who} has logged a decision", who=_who(seat, names))
        case _:
            return ""


def _counted(condition: p.Predicate) -> str:
    match condition:
        case p.CallsLost(at_least, within):
            if within:
                return msg(
                    "{count} 911 attempts or more failed in the last {time}", count=at_least, time=lasting(within)
                )
            return msg("{count} 911 attempts or more have failed", count=at_least)
        case p.CallsQueued(at_least):
            return msg("{count} calls or more are waiting", count=at_least)
        case p.ReachedBelow(permille, within):
            share = f"{permille / 10:g}"
            return msg(
                "fewer than {share} % of 911 attempts came to a PSAP by voice in the last {time}",
                share=share,
                time=lasting(within),
            )
        case _:
            return ""


def _who(seat: str, names: Names) -> str:
    return names.get(seat, seat) if seat else msg("somebody")


def _act(action: str, names: Names) -> str:
    return names.get(f"act:{action}", action)
