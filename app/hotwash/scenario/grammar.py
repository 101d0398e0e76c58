"""The keys of scenario and decisions files, made from the domain's classes and the catalogue's kinds."""

from __future__ import annotations

from functools import cache
from typing import Any

from hotwash.catalogue import registry
from hotwash.domain.callers import Callers
from hotwash.domain.elements import Answering, Border, Element, Originating
from hotwash.domain.firewall import Group, Inspection, Policy, Rule
from hotwash.domain.network import CARRIES, Link, MapNote, Region
from hotwash.domain.scenario import (
    NUMBER,
    Demand,
    Objective,
    OfferedAction,
    Overview,
    PlannedFault,
    Practice,
    Source,
    Wording,
)
from hotwash.domain.scripts import Action, Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.time import HOUR, MINUTE
from hotwash.scenario.exercise_grammar import PAPERWORK, PLACE, SEES, lists
from hotwash.scenario.routing import MOST_RULES, route_policies
from hotwash.scenario.shapes import (
    Choice,
    Clock,
    FileName,
    Ident,
    Key,
    Kinds,
    Many,
    Moment,
    Record,
    Ref,
    Shape,
    Text,
    Whole,
    record_of,
)

FORMAT = 1
TARGET = "target"
"""Group of everything an overlay can lie on; a name is given only once in it."""
SOURCE = Ref("source")
SOURCE_WORDS = ("default", "computed")
"""What may stand as a source beside the ids of the list of sources."""
_SITE = Ident(("site", "site"), many=True)
_OUTLINE = Ident(("outline",), many=True)  # becomes part of a file name, so only an id will do
_SOURCES = Many(Ref("origin", own=".group"))


def element_groups(kind: type[Element]) -> tuple[str, ...]:
    """The groups that the id of an element of a kind belongs to."""
    groups = [TARGET, "element", SEES[2]]
    for archetype, more in (
        (Answering, ("psap", SEES[0], PLACE)),
        (Border, ("border",)),
        (Originating, ("origin", SEES[1], PLACE)),
    ):
        if issubclass(kind, archetype):
            groups.extend(more)
    return tuple(groups)


def _elements() -> Kinds:
    shapes: dict[str, Shape] = {"source": SOURCE, "callers": Ref("callers"), "site": _SITE}
    records = {
        name: record_of(kind, groups=element_groups(kind), shapes=shapes) for name, kind in registry.elements().items()
    }
    return Kinds("kind", term("kind of element"), records, Ident((TARGET, "element", "psap", "border", "origin")))


def _link_id(values: dict[str, Any]) -> str:
    return f"{values['a']}--{values['b']}"


def _links() -> Record:
    carries = Choice(CARRIES)
    record = record_of(
        Link, groups=(TARGET, "link", SEES[2]), shapes={"carries": carries, "source": SOURCE}, title="Link"
    )
    keys = tuple(Key(k.name, k.shape, k.help, required=False) if k.name == "id" else k for k in record.keys)
    return Record(record.title, keys, record.make, _link_id)


def _policies() -> Record:
    rule = record_of(Rule, groups=(".rule",), shapes={"sources": _SOURCES})
    limits: dict[str, Shape] = {
        "sources": _SOURCES,
        "permille": Whole(1, 1000),
        "code": Whole(0, 699),
        "over_bytes": Whole(0, 65_000),
    }
    inspection = record_of(Inspection, groups=(".inspection",), shapes=limits)
    group = record_of(Group, groups=(".group",), shapes={"members": Many(Ref("origin"), least=1)})
    shapes: dict[str, Shape] = {
        "rules": Many(rule, most=MOST_RULES),
        "inspections": Many(inspection, most=1_000),
        "groups": Many(group, most=100),
    }
    record = record_of(Policy, groups=(TARGET, "policy", SEES[3]), shapes=shapes)
    return Record(
        record.title, tuple(key for key in record.keys if key.name not in ("bypassed", "alert_only")), record.make
    )


def _faults() -> Kinds:
    ident = Ident(("fault",))
    extra = (
        Key("id", ident, term("Name used in decisions and objectives.")),
        Key("at", Clock(), term("When it begins; left out, it waits for the facilitator."), required=False, unit="ms"),
        Key("source", SOURCE, term("Where its time and its figures come from."), required=False, default="default"),
    )
    records = {
        name: record_of(kind, shapes={"site": Ref("site")}, extra=extra, make=_planned(kind))
        for name, kind in registry.faults().items()
    }
    return Kinds("kind", term("kind of fault"), records, ident)


def _planned(kind: type[Fault]) -> Any:
    def make(values: dict[str, Any]) -> PlannedFault:
        fields = {key: value for key, value in values.items() if key not in ("id", "at", "source")}
        return PlannedFault(values["id"], kind(**fields), values["at"], values["source"])

    return make


def _actions() -> Kinds:
    ident = Ident(("action",))
    extra = (
        Key("id", ident, term("Name used in decisions.")),
        Key("seats", Many(Ref("seat"), least=1), term("Seats that are offered it.")),
        Key("source", SOURCE, term("Where the time it takes comes from."), required=False, default="default"),
        Key(
            "approval",
            Ref("actor", optional=True),
            term("Seat, or facilitator, that must approve it before it begins; empty where nobody must."),
            required=False,
            default="",
        ),
    )
    records = {
        name: record_of(kind, shapes={"site": Ref("site")}, extra=extra, make=_offered(kind))
        for name, kind in registry.actions().items()
    }
    return Kinds("kind", term("kind of action"), records, ident)


def _offered(kind: type[Action]) -> Any:
    def make(values: dict[str, Any]) -> OfferedAction:
        fields = {key: value for key, value in values.items() if key not in ("id", "seats", "source", "approval")}
        return OfferedAction(values["id"], kind(**fields), values["seats"], values["source"], values["approval"])

    return make


def _objectives() -> Record:
    return record_of(Objective, groups=("objective",), shapes={"faults": Many(Ref("fault")), "source": SOURCE})


@cache
def sections() -> tuple[Key, ...]:
    """The lists that may stand in scenario.yaml and in its parts."""
    source: dict[str, Shape] = {"source": SOURCE}
    standing = Choice(("published", "computed", "default"))
    listed: tuple[tuple[str, Shape, str], ...] = (
        (
            "regions",
            record_of(Region, groups=(TARGET, "region", SEES[0], PLACE), shapes=source),
            term("Groups of PSAPs and their public."),
        ),
        (
            "callers",
            record_of(Callers, groups=("callers",), shapes=source, title="Callers"),
            term("How callers behave."),
        ),
        ("policies", _policies(), term("Firewall policies.")),
        ("route_policies", route_policies(SOURCE), term("Policy routing rules (PRF) of PSAPs.")),
        ("elements", _elements(), term("What stands in the network.")),
        ("links", _links(), term("What connects it.")),
        ("map_notes", record_of(MapNote, groups=("map-note",), title="Note"), term("What authors read on the map.")),
        ("faults", _faults(), term("What can go wrong.")),
        *lists(SOURCE),
        ("actions", _actions(), term("What seats can do.")),
        ("objectives", _objectives(), "Aims."),
        (
            "sources",
            record_of(Source, groups=("source",), shapes={"standing": standing}),
            term("Where figures come from."),
        ),
        ("notes", Text(long=True), term("What a reader must know, such as what is not known.")),
    )
    return tuple(Key(name, Many(shape), words, required=False, default=()) for name, shape, words in listed)


@cache
def head() -> tuple[Key, ...]:
    """The keys that stand in scenario.yaml only, `format` aside."""
    demand_shapes: dict[str, Shape] = {
        "per_day": Whole(1, 10_000_000),
        "hours": Many(Whole(0, 1_000_000), 24, 24),
        "weekend_hours": Many(Whole(0, 1_000_000), 0, 24),
        "weekend_permille": Whole(0, 5_000),
        "population": Whole(0, 10_000_000_000),
        "population_source": SOURCE,
        "source": SOURCE,
        "hours_source": SOURCE,
    }
    mission_areas = Many(Choice(("Prevention", "Protection", "Mitigation", "Response", "Recovery")), least=1)
    overview = record_of(Overview, shapes={"mission_areas": mission_areas})
    practice = record_of(Practice, shapes={"source": SOURCE, "pick_up_source": SOURCE})
    return (
        Key("id", Ident(("scenario",)), term("Name of the scenario; that of its folder.")),
        Key("title", Text(), term("Title on screen and paper.")),
        Key("summary", Text(long=True), term("Two or three sentences for the list of scenarios.")),
        Key("start", Moment(), term("Date and time of the story when the exercise begins, local clock.")),
        Key("span", Clock(MINUTE, 168 * HOUR), term("How long the exercise runs."), unit="ms"),
        Key("seed", Whole(0, 2**53 - 1), term("Number from which every draw is made.")),
        Key("outline", _OUTLINE, term("Name of a shipped map outline."), required=False, default=""),
        Key("number", Text(), term("Emergency number that people dial in the story."), required=False, default=NUMBER),
        Key(
            "words",
            Many(record_of(Wording)),
            term("Words that are said otherwise where the story takes place."),
            required=False,
            default=(),
        ),
        Key(
            "parts",
            Many(FileName(), most=60),
            term("Other files of the folder that hold lists."),
            required=False,
            default=(),
        ),
        Key("overview", overview, term("The exercise overview table.")),
        Key("demand", record_of(Demand, shapes=demand_shapes, make=_demand), term("How often the public calls.")),
        Key("practice", practice, term("What PSAPs and the public do beside 911."), required=False, default=Practice()),
        Key(
            "default_psap",
            Ref("psap", optional=True),
            term("PSAP for calls without location."),
            required=False,
            default="",
        ),
        PAPERWORK,
    )


def _demand(values: dict[str, Any]) -> Demand:
    if len(values["weekend_hours"]) not in (0, 24):
        raise ValueError(say("'weekend_hours' holds 24 weights, or none where weekends are like other days"))
    return Demand(**values)
