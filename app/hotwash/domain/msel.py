"""The Master Scenario Events List: injects with when, by whom and how they are released; knows no run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hotwash.domain.fields import about
from hotwash.domain.predicates import Predicate
from hotwash.domain.scripts import Delivery
from hotwash.domain.sentences import term
from hotwash.domain.time import Millis

CLOCK = "clock"
"""Who releases what nobody has to."""
SIMCELL = "simcell"
"""Address of everybody who is played and not seated; the facilitator answers for them."""


class Category(StrEnum):
    """What kind of line of the MSEL it is."""

    INJECT = "inject"
    CONTINGENCY = "contingency"
    EXPECTED = "expected"
    CONTEXT = "contextual"
    ADMINISTRATIVE = "administrative"


class Status(StrEnum):
    """How far its writing has got; what became of it in a run is told by facts."""

    DRAFT = "draft"
    APPROVED = "approved"
    READY = "ready"
    OBSOLETE = "obsolete"


class Label(StrEnum):
    """What a contingency inject is for."""

    NONE = ""
    HELP = "HELP"
    PRESSURE = "PRESSURE"
    REDIRECT = "REDIRECT"


class Release(StrEnum):
    """Who lets it out once it is due."""

    CLOCK = "clock"
    FACILITATOR = "facilitator"


CATEGORY_WORDS: dict[Category, str] = {
    Category.INJECT: term("inject"),
    Category.CONTINGENCY: term("contingency inject"),
    Category.EXPECTED: term("expected action"),
    Category.CONTEXT: term("contextual"),
    Category.ADMINISTRATIVE: term("administrative"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnColumn:
    """What stands in a column that the author added to the MSEL."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inject:
    """One line of the MSEL. `delivery` is what it does to the exercise, one kind of the catalogue.

    It becomes due at exercise time `at`; with `when` as soon as that is true, looked at from `at` (from the start where
    `at` is None) for `timeout` ms (0: to the end); with neither only by hand. `release` clock: out by itself `veto` ms
    after it became due, unless somebody holds it; facilitator: it waits.
    """

    id: str
    number: int = about(term("Number in the MSEL; gaps are allowed."), low=0, high=9_999)
    suffix: str = about(term("Letter of a late addition."), default="")
    subject: str = about(term("What it is about, up to 60 characters."))
    delivery: Delivery
    at: Millis | None = about(term("Planned exercise time."), unit="ms", default=None)
    when: Predicate | None = None
    timeout: Millis = about(term("How long the condition is waited for; 0 to the end."), unit="ms", default=0)
    veto: Millis = about(term("How long the facilitator may hold it back once it is due."), unit="ms", default=0)
    release: Release = about(term("Who lets it out."), default=Release.FACILITATOR)
    category: Category = about(term("Kind of MSEL line."), default=Category.INJECT)
    label: Label = about(term("What a contingency inject is for."), default=Label.NONE)
    status: Status = about(term("How far its writing has got."), default=Status.APPROVED)
    module: str = about(term("Module of the exercise it belongs to."), default="")
    thread: str = about(term("Storyline it belongs to."), default="")
    controller: str = about(term("Who injects it: a controller, SimCell, or the simulation."), default="SimCell")
    expected: tuple[str, ...] = about(term("What players are expected to do, observable, one line each."), default=())
    objectives: tuple[str, ...] = about(term("Objectives that it serves."), default=())
    tasks: tuple[str, ...] = about(term("Critical tasks that it provokes."), default=())
    note: str = about(term("For controllers and evaluators."), default="")
    otherwise: str = about(term("What to do where nobody responds."), default="")
    otherwise_after: Millis = about(term("After how long without a response."), unit="ms", default=0)
    author: str = about(term("Who wrote it."), default="")
    remarks: str = about(term("Anything else."), default="")
    columns: tuple[OwnColumn, ...] = ()
    """The author's own columns."""
    source: str = "default"

    @property
    def shown_number(self) -> str:
        """Number with its suffix, as printed."""
        return f"{self.number}{self.suffix}"
