"""What every document before an exercise is written from, the scenario alone; and what all of them have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hotwash.documents.aar.material import day
from hotwash.documents.content import Block, Document, Section
from hotwash.documents.known import reached
from hotwash.documents.marks import Marks
from hotwash.documents.qr import stamp_code
from hotwash.documents.sheet import Sheet
from hotwash.documents.stamp import stamp_of_scenario
from hotwash.documents.text import one_line
from hotwash.domain.msel import CATEGORY_WORDS, SIMCELL, Category, Inject, Status
from hotwash.domain.plan import Contact, Module, Part
from hotwash.domain.scenario import Objective, Scenario, Seat
from hotwash.domain.scripts import MODES
from hotwash.domain.time import Millis, clock, scenario_time

NOT_FOR_PLAYERS = "not for players"
EVERYBODY = "Everybody"
NAME = 120
"""Most characters of a name in a narrow place."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNKNOWN_THREAT = "An outage of emergency calls; its cause is for the players to find."
UNKNOWN_SCENARIO = "It is told module by module, by scenario time."


@dataclass(frozen=True, slots=True)
class Beforehand:
    """A scenario to be printed, by which engine it would be played, and the marks of the print."""

    scenario: Scenario
    engine: str
    marks: Marks

    @property
    def name(self) -> str:
        """What the exercise is called."""
        return self.scenario.overview.name or self.scenario.title

    @property
    def handling(self) -> str:
        """The handling mark: what the print asks for, else what the author set."""
        return self.marks.handling or self.scenario.paperwork.handling

    @property
    def stamp(self) -> str:
        """The reproducibility line."""
        return (self.marks.stamp or stamp_of_scenario(self.scenario, self.engine)).line

    @property
    def emergency_word(self) -> str:
        """What stops play for a real emergency."""
        return one_line(self.scenario.paperwork.emergency_word, 60) or "Real-world emergency"

    def version(self, *, closed: bool = False) -> str:
        """The second line of the running header; `closed` for what players must not see."""
        told = "DRAFT" if self.marks.draft else f"Final, {day(self.scenario)}"
        return f"{told}, {NOT_FOR_PLAYERS}" if closed else told

    def document(  # a document has so many sides; all but two have defaults
        self,
        title: str,
        sections: Iterable[Section],
        *,
        cover: bool = False,
        simulated: bool = True,
        closed: bool = False,
        sheets: tuple[Sheet, ...] = (),
    ) -> Document:
        """The document with its running lines. `closed` marks it as not for players; `simulated` has the drill line."""
        stamp = self.stamp
        return Document(
            name=self.name,
            title=title,
            version=self.version(closed=closed),
            sponsor=self.scenario.overview.sponsor,
            handling=self.handling,
            stamp=stamp,
            sections=tuple(sections),
            cover=cover,
            simulated=simulated,
            subject=f"Exercise of {day(self.scenario)}; {stamp}",
            keywords=("911", "HSEEP", title, self.scenario.id),
            sheets=sheets,
        )

    def ended(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The blocks of a last section, with the stamp as a code below them."""
        return (*blocks, stamp_code(self.stamp))

    def moment(self, at: Millis) -> str:
        """Weekday and time of the story: `Tuesday 13:15`."""
        told = scenario_time(self.scenario.start, at)
        return f"{WEEKDAYS[told.weekday()]} {told:%H:%M}"

    def dated(self, at: Millis) -> str:
        """Date and time of the story: `Tue 2024-06-18 13:15:00`."""
        told = scenario_time(self.scenario.start, at)
        return f"{WEEKDAYS[told.weekday()][:3]} {told:%Y-%m-%d %H:%M:%S}"

    def who(self, party: str) -> str:
        """The name of a seat, a contact or another party."""
        if party == SIMCELL:
            return "SimCell"
        named = self.scenario.seats.get(party) or self.scenario.directory.get(party)
        return one_line(named.name if named else party, NAME)

    def recipients(self, inject: Inject) -> str:
        """Who gets an inject, in words; nobody where it only changes the network."""
        if inject.delivery.mode == "network":
            return "\u2013"
        if inject.category is Category.EXPECTED:
            return "\u2013"
        return ", ".join(map(self.who, reached(self.scenario, inject))) or EVERYBODY

    def sender(self, inject: Inject) -> str:
        """Who is behind an inject, in words."""
        return self.who(inject.delivery.sender) or "\u2013"

    def seats(self, part: Part) -> tuple[Seat, ...]:
        """Seats of one part."""
        return tuple(seat for seat in self.scenario.seats.values() if seat.part is part)

    def objective_number(self, objective: str) -> str:
        """How an objective is cited: its number, or its id where it is unknown."""
        ids = [one.id for one in self.scenario.objectives]
        return str(ids.index(objective) + 1) if objective in ids else objective

    def module_of(self, inject: Inject) -> Module | None:
        """The module that an inject belongs to."""
        return next((one for one in self.scenario.modules if one.id == inject.module), None)

    def contacts(self) -> tuple[Contact, ...]:
        """The exercise's directory."""
        return tuple(self.scenario.directory.values())


def for_players(objective: Objective) -> str:
    """The words of an objective that may stand on a player's table."""
    return objective.players or objective.text


def planned(inject: Inject) -> str:
    """Planned exercise time; a dash where it has none."""
    return "\u2013" if inject.at is None else clock(inject.at)


def category(inject: Inject) -> str:
    """What kind of line it is, with the label of a contingency inject."""
    word = CATEGORY_WORDS[inject.category]
    return f"{word}, {inject.label}" if inject.label else word


def narrow(inject: Inject) -> str:
    """The same for a narrow column, in which "administrative" would be cut in two."""
    return "admin." if inject.category is Category.ADMINISTRATIVE else category(inject)


def mode(inject: Inject) -> str:
    """How it reaches the room, in words."""
    return MODES.get(inject.delivery.mode, inject.delivery.mode)


def in_order(injects: Iterable[Inject]) -> list[Inject]:
    """By planned time, then number; what has no time last."""
    return sorted(injects, key=lambda one: (one.at is None, one.at or 0, one.number, one.suffix))


def used(scenario: Scenario) -> list[Inject]:
    """The lines of the MSEL that are not obsolete, in order."""
    return in_order(one for one in scenario.injects.values() if one.status is not Status.OBSOLETE)
