"""What every part of the report is written from, and how figures and references are put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hotwash.documents.text import one_line
from hotwash.domain.commands import FACILITATOR
from hotwash.domain.facts import Happened
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import reworded
from hotwash.domain.time import MINUTE, Millis, clock, scenario_time
from hotwash.domain.visibility import IN_PERSON
from hotwash.exercise.branching import Branch
from hotwash.exercise.lack import Lack
from hotwash.exercise.projections.board import Board
from hotwash.exercise.projections.evaluation import Evaluation
from hotwash.exercise.projections.measures import Measures

NOT_REACHED = "not reached"
NOT_MEASURED = "not measured"
NAME = 120
"""Most characters of a name that stand in a narrow column; the overview and the list of seats have the whole."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Material:
    """One exercise as far as it was played, or as its record can tell it where there is a `lack`."""

    scenario: Scenario
    happened: tuple[Happened, ...]
    measures: Measures
    engine: str
    board: Board
    evaluation: Evaluation
    lack: Lack | None = None
    pauses: Mapping[int, Millis] = field(default_factory=dict)
    left: tuple[Branch, ...] = ()
    names: bool = False

    def who(self, actor: str) -> str:
        """The name of a seat, or the word that the journal has for whoever else acted."""
        seat = self.scenario.seats.get(actor)
        name = seat.name if seat else {FACILITATOR: "Facilitator", "": "\u2013"}.get(actor, actor)
        return one_line(name, NAME)

    def heard_by(self, seats: tuple[str, ...], channel: str) -> str:
        """Whom a message reached, in words: named seats; of one for nobody in particular the switchboards, where there
        are any and nobody spoke it in the room."""
        if not seats and channel != IN_PERSON:
            seats = tuple(seat.id for seat in self.scenario.seats.values() if seat.switchboard)
        return ", ".join(map(self.who, seats)) or "every seat"

    def act(self, action: str, title: str) -> str:
        """The title of an act; with the id of the offer where several offers have one title."""
        said = reworded(title, self.scenario.swaps)
        titles = [reworded(offered.action.title, self.scenario.swaps) for offered in self.scenario.actions.values()]
        return f"{said} ({action})" if titles.count(said) > 1 else said

    def fault(self, fault: str) -> str:
        """The title of a fault of the scenario; its id where it has none."""
        planned = self.scenario.faults.get(fault)
        return reworded(planned.fault.title, self.scenario.swaps) if planned else one_line(fault, NAME)

    def what(self, element: str) -> str:
        """The name of an element, a policy or a region; its id where it has none."""
        network = self.scenario.network
        named = network.elements.get(element) or network.policies.get(element) or network.regions.get(element)
        return one_line(named.name if named else element, NAME)

    def local(self, at: Millis) -> str:
        """The story's time of day, with the day where it is not the first."""
        moment = scenario_time(self.scenario.start, at)
        days = (moment.date() - self.scenario.start.date()).days
        return f"{moment:%H:%M:%S}" + (f" +{days}d" if days else "")


def reference(seq: int) -> str:
    """How a page cites a journal entry."""
    return f"E-{seq:05}"


def references(seqs: tuple[int, ...]) -> str:
    """Several entries, each by itself."""
    return ", ".join(reference(seq) for seq in seqs) or "\u2013"


def stretch(seqs: tuple[int, ...]) -> str:
    """The first and last entry of a stretch of tallies."""
    return " to ".join(reference(seq) for seq in seqs) or "\u2013"


def stretches(pairs: tuple[tuple[int, int], ...]) -> str:
    """Several stretches of tallies."""
    return ", ".join(stretch(tuple(dict.fromkeys(pair))) for pair in pairs) or "\u2013"


def count(number: int | None) -> str:
    """A whole number with thousands apart."""
    return NOT_MEASURED if number is None else f"{number:,}"


def percent(part: int, whole: int) -> str:
    """A share with one decimal; a dash of nothing."""
    return f"{part * 100 / whole:.1f} %" if whole > 0 else "\u2013"


def permille(share: int | None) -> str:
    """Thousandths as percent."""
    return NOT_MEASURED if share is None else f"{share / 10:.1f} %"


def minutes(ms: Millis) -> str:
    """A length in minutes, with a part where there is one."""
    return f"{ms / MINUTE:,.2f}".rstrip("0").rstrip(".")


def took(ms: Millis | None) -> str:
    """A duration as h:mm:ss; what came first although it is told last says so."""
    if ms is None:
        return NOT_REACHED
    return f"{clock(-ms)} earlier" if ms < 0 else clock(ms)


def seconds(ms: int | None) -> str:
    """An answer time in seconds with one decimal."""
    return NOT_MEASURED if ms is None else f"{ms / 1000:.1f} s"


def day(scenario: Scenario) -> str:
    """The date of the story in words, without the machine's language."""
    start = scenario.start
    return f"{start.day} {MONTHS[start.month - 1]} {start.year}"
