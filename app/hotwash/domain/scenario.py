"""A scenario as played: network, demand, faults, seats, acts; a value that knows no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hotwash.domain.commands import Command
from hotwash.domain.fields import about
from hotwash.domain.msel import Inject
from hotwash.domain.network import MapNote, Network
from hotwash.domain.plan import Contact, Module, Part, Sight, Target
from hotwash.domain.scripts import Action, Fault
from hotwash.domain.sentences import Swaps, term
from hotwash.domain.time import Millis

NUMBER = "911"
"""The emergency number that this program writes; a story elsewhere gives its own."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure of the scenario comes from. `standing` is published, computed or default."""

    id: str
    standing: str
    text: str


@dataclass(frozen=True, slots=True)
class Demand:
    """How often the public calls: calls a day, spread over the day by hourly weights (any scale)."""

    per_day: int
    hours: tuple[int, ...]
    source: str
    hours_source: str
    weekend_hours: tuple[int, ...] = ()
    """Weights for Saturdays and Sundays; the same as on other days where there are none."""
    weekend_permille: int = 1000
    """Calls of a weekend day relative to another day."""
    population: int = 0
    """People whom the network serves, for user-minutes; 0 where nobody says."""
    population_source: str = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What PSAPs and the public do beside 911, as an author may edit it. Times in milliseconds."""

    source: str = about(term("Where these figures come from."), default="default")
    call_back_ring: int = about(term("Time a call-back rings before it is answered."), unit="ms", low=0, default=8_000)
    call_back_talk: int = about(term("Mean talk after a call-back is answered."), unit="ms", low=1_000, default=120_000)
    call_back_unanswered: int = about(
        term("Time spent on a call-back not answered."), unit="ms", low=1_000, default=30_000
    )
    kept_free: int = about(term("Positions of a PSAP that call-backs leave free."), low=0, high=2_000, default=1)
    walk_in: int = about(term("Mean way to a station, in person."), unit="ms", low=1_000, default=600_000)
    overflow: int = about(
        term("Time in which a full PSAP passes a call on."), unit="milliseconds", low=0, high=60_000, default=30
    )
    keep_alive: int = about(
        term("Time between two keep-alives (SIP OPTIONS) to a peer; 0 sends none."),
        unit="ms",
        low=0,
        high=3_600_000,
        default=60_000,
    )
    pick_up_source: str = about(term("Where the times until a call taker picks up come from."), default="default")


@dataclass(frozen=True, slots=True)
class PlannedFault:
    """A fault of the scenario. `at` None waits for the facilitator; otherwise it begins by itself.

    `source` says where its time and its figures come from.
    """

    id: str
    fault: Fault
    at: Millis | None
    source: str = "default"


@dataclass(frozen=True, slots=True)
class OfferedAction:
    """An act offered to seats under an id; the same kind may be offered twice with other fields.

    `source` says where the time it takes and its other figures come from.
    """

    id: str
    action: Action
    seats: tuple[str, ...]
    source: str = "default"
    approval: str = ""
    """Seat, or `facilitator`, that must approve it before it begins; empty where nobody must."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A role that a trainee takes."""

    id: str
    name: str
    organisation: str
    brief: str
    part: Part = Part.PLAYER
    sees: Sight | None = None
    """What its tools reach; None: every alarm that is addressed to nobody in particular, and no tool of its own."""
    switchboard: bool = about(
        term("Whether messages that are addressed to nobody in particular come to it; where no seat says so, to all."),
        default=False,
    )
    first: str = ""
    """The first thing to do, for its role card."""


@dataclass(frozen=True, slots=True)
class Objective:
    """What the exercise tries, with the core capability it belongs to, how it is measured, and what provokes it.

    `faults` names the faults of the scenario under which it can be shown; `source` where the target comes from.
    """

    id: str
    text: str
    capability: str
    target: str
    faults: tuple[str, ...] = ()
    source: str = "default"
    players: str = ""
    """Its words on paper for players, where `text` gives the cause away; empty for `text`."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One recorded command of a decisions file: at which exercise time, by whom, what."""

    at: Millis
    actor: str
    command: Command
    note: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """The words of the exercise overview table, in its order."""

    name: str
    scope: str
    mission_areas: tuple[str, ...]
    capabilities: tuple[str, ...]
    threat: str
    scenario: str
    sponsor: str
    organisations: tuple[str, ...]
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelevantPlan:
    """A plan or standard that players should know."""

    title: str
    owner: str = ""
    date: str = ""
    relevance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acronym:
    """A short form and what it stands for."""

    short: str
    long: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paperwork:
    """Words that documents need beside the overview; what is empty is left out or left to be written in."""

    purpose: str = ""
    """One line for the covers."""
    handling: str = ""
    """Handling mark, centred on each page."""
    players_threat: str = ""
    """Threat or hazard on paper for players; never a cause."""
    players_scenario: str = ""
    """The scenario in two or three sentences on paper for players; never a cause."""
    background: tuple[str, ...] = ()
    """Paragraphs for players: the community, its organizations, its network; never a cause."""
    hidden: tuple[str, ...] = ()
    """Paragraphs for facilitators and evaluators only: what is really wrong."""
    guidelines: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    plans: tuple[RelevantPlan, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    emergency_word: str = term("Real-world emergency")
    """Word that stops play for a real emergency; a default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A word of this program that is said otherwise where the story takes place."""

    word: str = about(term("Word as this program writes it, such as PSAP."))
    said: str = about(term("What acts, alarms and messages say for it."))


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything an exercise is run from; `decisions` by file name."""

    id: str
    title: str
    summary: str
    start: datetime
    span: Millis
    seed: int
    overview: Overview
    network: Network
    demand: Demand
    faults: Mapping[str, PlannedFault]
    actions: Mapping[str, OfferedAction]
    seats: Mapping[str, Seat]
    objectives: tuple[Objective, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...]
    decisions: Mapping[str, tuple[Decision, ...]]
    outline: str = ""
    """Name of a shipped map outline drawn behind the network; empty for none."""
    decision_titles: Mapping[str, str] = field(default_factory=dict)
    """What each decisions file calls itself, by the same names as `decisions`."""
    practice: Practice = field(default=Practice())
    targets: Mapping[str, Target] = field(default_factory=dict)
    """Capability targets by id; an objective without any is judged by its own line."""
    injects: Mapping[str, Inject] = field(default_factory=dict)
    """The MSEL by id, in the author's order."""
    modules: tuple[Module, ...] = ()
    directory: Mapping[str, Contact] = field(default_factory=dict)
    """Whom the SimCell plays."""
    paperwork: Paperwork = field(default=Paperwork())
    number: str = NUMBER
    """The emergency number that people dial in the story."""
    words: tuple[Wording, ...] = ()
    map_notes: tuple[MapNote, ...] = ()
    """What the author wrote on the map, for authors only."""
    unlisted: tuple[str, ...] = ()
    """Files that lie beside the scenario and that it does not name as parts, so nothing in them is read."""

    @property
    def swaps(self) -> Swaps:
        """Words that are said otherwise in this story, longer ones first; none where it uses the program's own."""
        made = [(wording.word, wording.said) for wording in self.words]
        made += [(NUMBER, self.number)] if self.number != NUMBER else []
        return tuple(sorted(made, key=lambda swap: (-len(swap[0]), swap[0])))
