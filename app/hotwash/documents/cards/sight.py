"""What a seat can see, do and not do, in the words of its card; from the scenario's rule of sight, never beyond it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from hotwash.documents.beforehand import Beforehand
from hotwash.domain.commands import FACILITATOR
from hotwash.domain.plan import EVERYTHING, Part
from hotwash.domain.scenario import Seat

SHOWN = 3
"""Names that stand on a card before "and n more"."""
ACTS = 5
PUBLIC = "what the public can read and hear"


def can_see(plan: Beforehand, seat: Seat) -> tuple[str, ...]:
    """Three to six lines."""
    if seat.part is Part.OBSERVER:
        return (PUBLIC, "the clock")
    if seat.part is Part.EVALUATOR:
        return ("what is done in the room, with times", "your evaluation guide", "the clock")
    sight = seat.sees
    if sight is None:
        return ("alarms of the network", "messages that come to you", PUBLIC)
    network = plan.scenario.network
    told: list[str] = []
    if sight.psaps:
        names = (_named(one, network.elements, network.regions) for one in sight.psaps)
        told.append(f"counters and call list: {_few(names)}")
    if sight.origins:
        told.append(f"your network's counters: {_few(_named(one, network.elements) for one in sight.origins)}")
    if sight.elements:
        whole = EVERYTHING in sight.elements
        shown = "the whole network" if whole else _few(_named(one, network.elements) for one in sight.elements)
        told.append(f"a map with states: {shown}")
    if sight.policies:
        told.append(f"firewall lines, hits, log: {_few(_named(one, network.policies) for one in sight.policies)}")
    return (*told, "alarms and messages that come to you", PUBLIC)


def can_do(plan: Beforehand, seat: Seat) -> tuple[str, ...]:
    """The first acts that are offered to a seat, and how to speak; all acts stand on its screen."""
    if seat.part is Part.OBSERVER:
        return ("look on; ask when the facilitator invites you",)
    if seat.part is Part.EVALUATOR:
        return ("write: time \u2013 who \u2013 did what \u2013 to what effect", "tick tasks, rate targets afterwards")
    offered = _acts(plan, seat)
    most = ACTS - 1
    rest = (f"{len(offered) - most} more acts on your screen",) if len(offered) > most else ()
    return (*offered[:most], *rest, "send a message to a seat or the SimCell (Messages)")


def cannot(plan: Beforehand, seat: Seat) -> tuple[str, ...]:
    """The limits of a seat."""
    if seat.part is Part.OBSERVER:
        return ("take part, hint, or use a seat's screen",)
    if seat.part is Part.EVALUATOR:
        return ("help, hint, correct, or take part",)
    waits = sorted(
        {
            offered.approval
            for offered in plan.scenario.actions.values()
            if seat.id in offered.seats and offered.approval not in ("", seat.id)
        }
    )
    told = ["see what other desks see, or look behind the scenes"]
    if waits:
        names = ", ".join("the facilitator" if one == FACILITATOR else plan.who(one) for one in waits)
        told.append(f"begin some acts without the word of {names}")
    return tuple(told)


def _acts(plan: Beforehand, seat: Seat) -> tuple[str, ...]:
    """Titles of the acts offered to a seat, each once."""
    titles = (offered.action.title for offered in plan.scenario.actions.values() if seat.id in offered.seats)
    return tuple(dict.fromkeys(str(title) for title in titles))


class Named(Protocol):
    """Anything with a name."""

    @property
    def name(self) -> str:
        """What it is called."""


def _named(one: str, *known: Mapping[str, Named]) -> str:
    if one == EVERYTHING:
        return "all"
    return next((table[one].name for table in known if one in table), one)


def _few(names: Iterable[str]) -> str:
    kept = tuple(names)
    more = f" and {len(kept) - SHOWN} more" if len(kept) > SHOWN else ""
    return ", ".join(kept[:SHOWN]) + more
