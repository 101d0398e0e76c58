"""Words to the public that other words contradicted: what was said of the number to call, of 911, and of the cause.

*Contradicted*: a notice that sends people elsewhere, by an all-clear that is given while a fault is live, and, where it
gave out numbers that were wrong, by their correction; an all-clear, by a notice that is given after it; a claim of
the cause, by a later diagnosis, because it was made before anybody knew. An all-clear after the last fault ends the
notices and contradicts none. Each statement counts once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hotwash.domain.facts import FaultBegan, FaultEnded, Happened, MessageTold, MilestoneReached, WorldChanged
from hotwash.domain.impairment import PublicRecalled, PublicTold, WrongNumber


@dataclass(slots=True)
class _Said:
    """What the public has been told so far and is not taken back, by journal numbers."""

    faults: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    elsewhere: dict[int, bool] = field(default_factory=dict)
    """Notices that stand, each with whether a wrong number was about when it was told."""
    resume: dict[int, None] = field(default_factory=dict)
    claims: dict[int, None] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    """Keys of overlays that are laid, so that a notice that spreads in steps is told once."""
    last: Happened | None = None
    contradicted: dict[int, None] = field(default_factory=dict)


def contradicted(happened: Sequence[Happened]) -> tuple[int, ...]:
    """Journal numbers of public statements that others contradicted, in the order in which that came about."""
    said = _Said()
    for one in happened:
        match one.fact:
            case FaultBegan(fault=fault):
                said.faults.add(fault)
            case FaultEnded(fault=fault):
                said.faults.discard(fault)
            case MessageTold(public=True):
                said.last = one
            case MilestoneReached(name="cause_claimed"):
                _claims(said, one)
            case MilestoneReached(name="diagnosed"):
                said.contradicted.update(said.claims)
                said.claims.clear()
            case WorldChanged():
                _changed(said, one, one.fact)
            case _:
                pass
    return tuple(said.contradicted)


def _claims(said: _Said, one: Happened) -> None:
    if said.last is not None and said.last.at == one.at:
        said.claims[said.last.seq] = None


def _changed(said: _Said, one: Happened, fact: WorldChanged) -> None:
    told = said.last.seq if said.last is not None and said.last.at == one.at else None
    fresh = fact.laid and fact.key not in said.known
    (said.known.add if fact.laid else said.known.discard)(fact.key)
    match fact.change:
        case PublicTold() if fresh and told is not None:
            said.contradicted.update(said.resume)
            said.resume.clear()
            said.elsewhere[told] = bool(said.wrong)
        case PublicRecalled() if fresh and told is not None:
            if said.faults:
                said.contradicted.update(dict.fromkeys(said.elsewhere))
            said.elsewhere.clear()
            said.resume[told] = None
        case WrongNumber():
            (said.wrong.add if fact.laid else said.wrong.discard)(fact.key)
            if not fact.laid and told is not None:
                said.contradicted.update({seq: None for seq, wrong in said.elsewhere.items() if wrong})
                said.elsewhere = dict.fromkeys(said.elsewhere, False)
        case _:
            pass
