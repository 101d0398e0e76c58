"""What everybody at the table knows by a moment of the story, and where: for the situation maps on players' tables.

Made from what the author wrote for players and from planned injects that everybody gets. Knows no fault, no run and no
state of the network, and marks only places where callers and PSAPs are; so no cause can get on a map.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hotwash.domain.elements import Answering, Originating
from hotwash.domain.msel import Category, Inject, Status
from hotwash.domain.network import Network
from hotwash.domain.plan import EVERYTHING
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import Millis
from hotwash.domain.visibility import IN_PERSON

PUBLIC_WORDS: Mapping[str, str] = {
    "media": "Talk of it in the media.",
    "in-person": "Said to everybody in the room.",
    "alarm": "An alarm on every board.",
}
"""How an inject that everybody gets is told of on paper; its own words come when they come."""
MOST_NAMES = 4
"""Places that are named one by one, beside whole regions."""
OTHERWISE = "Told to every seat."
ROOM = (IN_PERSON, "media", "alarm", "system")
"""Ways in which an inject for nobody in particular reaches everybody, and not the switchboards alone."""


@dataclass(frozen=True, slots=True)
class Known:
    """Something that everybody knows from exercise time `at` on; `places` are ids of PSAPs and originating networks."""

    at: Millis
    text: str
    places: tuple[str, ...] = ()


def reached(scenario: Scenario, inject: Inject) -> tuple[str, ...]:
    """Ids of the seats that an inject goes to; empty where everybody gets it."""
    seats = inject.delivery.recipients
    if seats or inject.delivery.mode in ROOM:
        return seats
    return tuple(seat.id for seat in scenario.seats.values() if seat.switchboard)


def known_by(scenario: Scenario, moment: Millis) -> tuple[Known, ...]:
    """Everything that is told to everybody up to `moment`, in order: the story, and injects for the whole room."""
    told = [
        Known(line.at, line.text, _places(scenario.network, line.places, line.text))
        for module in scenario.modules
        for line in module.story
        if line.at <= moment
    ]
    told += [
        Known(at, PUBLIC_WORDS.get(one.delivery.mode, OTHERWISE), _of_inject(scenario.network, one))
        for at, one in _planned(scenario, moment)
        if not reached(scenario, one)
    ]
    return tuple(sorted(told, key=lambda one: one.at))


def reports_by(scenario: Scenario, moment: Millis) -> Counter[str]:
    """How many planned reports have reached single seats by then, by way; not to whom, nor their words."""
    return Counter(one.delivery.mode for _, one in _planned(scenario, moment) if reached(scenario, one))


def named(network: Network, places: tuple[str, ...]) -> str:
    """Places in few words: whole regions by name and number of PSAPs, others by their own names; a dash for none."""
    said: list[str] = []
    left = dict.fromkeys(places)
    for region in network.regions.values():
        own = [psap.id for psap in network.psaps() if psap.region == region.id]
        if own and all(psap in left for psap in own):
            said.append(f"{region.name} ({len(own)})")
            left = {name: None for name in left if name not in own}
    names = [network.elements[name].name for name in left]
    said += names[:MOST_NAMES]
    if len(names) > MOST_NAMES:
        said.append(f"{len(names) - MOST_NAMES} more")
    return ", ".join(said) or "\u2013"


def _planned(scenario: Scenario, moment: Millis) -> Iterator[tuple[Millis, Inject]]:
    """Injects with words and a time of their own, which every run has; contingencies may never come."""
    for one in scenario.injects.values():
        sure = one.when is None and one.category is Category.INJECT and one.status is not Status.OBSOLETE
        spoken = one.delivery.mode not in ("network", "system")
        if sure and spoken and one.at is not None and one.at <= moment:
            yield one.at, one


def _of_inject(network: Network, inject: Inject) -> tuple[str, ...]:
    at = str(getattr(inject.delivery, "element", ""))
    return _places(network, (at,) if at else (), inject.delivery.script)


def _places(network: Network, named: tuple[str, ...], text: str) -> tuple[str, ...]:
    """PSAPs and originating networks that are listed by id or region, or named in the text, in the network's order."""
    words = f" {' '.join(_words(text))} "
    return tuple(
        element.id
        for element in network.elements.values()
        if isinstance(element, Answering | Originating)
        and (
            EVERYTHING in named
            or element.id in named
            or (isinstance(element, Answering) and element.region in named)
            or f" {' '.join(_words(element.name))} " in words
        )
    )


def _words(text: str) -> list[str]:
    """The words of a text for comparing, without signs that stand beside them."""
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
