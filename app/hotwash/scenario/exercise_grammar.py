"""The keys of what is exercised: seats and their sight, targets, modules, directory, injects, words for documents."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from hotwash.catalogue import registry
from hotwash.domain.msel import Inject
from hotwash.domain.plan import Contact, Module, Question, Sight, Story, Target, Task
from hotwash.domain.scenario import Paperwork, Seat
from hotwash.domain.scripts import MODES, Delivery
from hotwash.domain.sentences import term
from hotwash.scenario.shapes import Choice, Ident, Key, Kinds, Many, Record, Ref, Shape, When, record_of

SEES = ("sight-psap", "sight-origin", "sight-element", "sight-policy")
"""Groups of what the tools of a seat may reach; the word `everything` belongs to each."""
PLACE = "place"
"""Group of what players may be told is affected: PSAPs, regions, originating networks, never what lies between."""
PARTY = "party"
"""Group of everybody a message may go to: seats, and the SimCell."""
KIND = "kind"
"""Group of the kinds of fault that a situation card may name."""
MILESTONE = "milestone"
_TOLD = tuple(mode for mode in MODES if mode not in ("alarm", "media", "network", "system"))
_SEATS, _FAULTS = Many(Ref("seat")), Many(Ref("fault"))


def seats() -> Record:
    """Roles that people take."""
    psaps, origins, elements, policies = (Many(Ref(group)) for group in SEES)
    sight = record_of(
        Sight, shapes={"psaps": psaps, "origins": origins, "elements": elements, "policies": policies}, title="Sight"
    )
    return record_of(Seat, groups=("seat", "actor", PARTY), shapes={"sees": sight})


def targets(source: Shape) -> Record:
    """Organizational capability targets with their critical tasks."""
    task = record_of(Task, groups=("task",), shapes={"done": When(), "after": When()}, title=term("Critical task"))
    shapes: dict[str, Shape] = {"objective": Ref("objective"), "tasks": Many(task, most=50), "source": source}
    return record_of(Target, groups=("capability-target",), shapes=shapes, title=term("Capability target"))


def modules() -> Record:
    """Parts of the exercise."""
    question = record_of(Question, shapes={"seats": _SEATS}, title="Question")
    story = record_of(Story, shapes={"places": Many(Ref(PLACE))}, title="Story")
    shapes: dict[str, Shape] = {"questions": Many(question, most=60), "story": Many(story)}
    return record_of(Module, groups=("module",), shapes=shapes, title="Module")


def directory() -> Record:
    """Whom the SimCell plays."""
    return record_of(Contact, groups=("contact",), title="Contact")


def paperwork() -> Record:
    """Words for documents."""
    return record_of(Paperwork, title=term("Words for documents"))


def injects(source: Shape) -> Kinds:
    """The MSEL: the keys of an inject, and by its kind those of what it does."""
    ident = Ident(("inject",))
    shapes: dict[str, Shape] = {
        "id": ident,
        "delivery": ident,
        "when": When(),
        "module": Ref("module", optional=True),
        "objectives": Many(Ref("objective")),
        "tasks": Many(Ref("task")),
        "source": source,
    }
    whole = record_of(Inject, groups=("inject",), shapes=shapes)
    extra = tuple(key for key in whole.keys if key.name != "delivery")
    own: dict[str, Shape] = {"to": _SEATS, "begins": _FAULTS, "ends": _FAULTS, "channel": Choice(_TOLD)}
    records = {
        name: replace(record_of(kind, shapes=own, extra=extra, make=_inject(kind)), title=str(kind.title))
        for name, kind in registry.injects().items()
    }
    return Kinds("kind", term("kind of inject"), records, ident)


def _inject(kind: type[Delivery]) -> Any:
    own = {item.name for item in fields(kind)}

    def make(values: dict[str, Any]) -> Inject:
        delivery = kind(**{name: value for name, value in values.items() if name in own})
        return Inject(delivery=delivery, **{name: value for name, value in values.items() if name not in own})

    return make


def lists(source: Shape) -> tuple[tuple[str, Shape, str], ...]:
    """The lists of this file that may stand in scenario.yaml and in its parts."""
    return (
        ("seats", seats(), term("Roles that people take.")),
        ("targets", targets(source), term("Capability targets of objectives, with critical tasks.")),
        ("modules", modules(), term("Parts of the exercise.")),
        ("directory", directory(), term("Whom the SimCell plays.")),
        ("injects", injects(source), term("The Master Scenario Events List.")),
    )


PAPERWORK = Key("paperwork", paperwork(), term("Words that documents need."), required=False, default=Paperwork())
