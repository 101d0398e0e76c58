"""Capability targets with critical tasks to start from, by core capability; put into a draft under free ids.

They lie in `assets/library/targets.yaml`; every figure in them is a default for the agency to set.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hotwash.editor.edits import add, free_name
from hotwash.editor.references import shapes
from hotwash.resources import shipped
from hotwash.scenario.build import Build
from hotwash.scenario.draft import SECTIONS, Draft, Fields, Plain, node_of, plain
from hotwash.scenario.placed import Place, load
from hotwash.scenario.reader import known_words

_OF_OBJECTIVE = ("capability", "objective")
"""Keys of the library beside those that a target of a scenario has."""


@dataclass(frozen=True, slots=True)
class Starter:
    """One target of the library: the core capability, words for an objective, the target's own keys."""

    capability: str
    objective: str
    target: Fields

    @property
    def name(self) -> str:
        """Its name within the library."""
        return str(self.target["id"])

    @property
    def text(self) -> str:
        """The target in words."""
        return str(self.target["text"])

    @property
    def tasks(self) -> tuple[str, ...]:
        """Its critical tasks in words."""
        return tuple(str(task["text"]) for task in _tasks(self.target))


@cache
def starters() -> tuple[Starter, ...]:
    """Every target of the library, in its order. Raises ScenarioProblems where the file of the app is damaged."""
    path = shipped("assets") / "library" / "targets.yaml"
    root, _ = load(path.read_bytes(), path.name)
    found = plain(root)
    assert isinstance(found, Fields)
    listed = found["targets"]
    assert isinstance(listed, tuple)
    return tuple(_starter(entry) for entry in listed)


def _starter(entry: Fields) -> Starter:
    target = Fields((key, value) for key, value in entry.items() if key not in _OF_OBJECTIVE)
    return Starter(str(entry["capability"]), str(entry["objective"]), target)


def capabilities() -> tuple[str, ...]:
    """The core capabilities of the library, in its order."""
    return tuple(dict.fromkeys(starter.capability for starter in starters()))


def inserted(draft: Draft, starter: Starter, objective: str = "") -> tuple[Draft, tuple[int, ...]]:
    """The draft with a target and its tasks under free ids, and the keys of what was added.

    `objective` is the id of the objective it belongs to; without it the first of the same core capability is taken, and
    where there is none one is added, with the target's words.
    """
    keys: list[int] = []
    found, belongs = draft, objective or _objective_of(draft, starter.capability)
    taken = {item.id for section in SECTIONS for item in draft.items(section)} | _task_ids(draft)
    if not belongs:
        belongs = free_name(starter.capability, taken)
        taken.add(belongs)
        new = Fields(
            [
                ("id", belongs),
                ("capability", starter.capability),
                ("text", starter.objective),
                ("target", starter.text),
                ("source", "default"),
            ]
        )
        found, key = add(found, "objectives", new)
        keys.append(key)
    name = free_name(starter.name, taken)
    taken.add(name)
    tasks = []
    for task in _tasks(starter.target):
        task_name = free_name(str(task["id"]), taken)
        taken.add(task_name)
        tasks.append(task.having("id", task_name))
    order: list[tuple[str, Plain]] = [("id", name), ("objective", belongs)]
    order += [(key, value) for key, value in starter.target.items() if key not in ("id", "tasks")]
    found, key = add(found, "targets", Fields([*order, ("tasks", tuple(tasks))]))
    return found, (*keys, key)


def _objective_of(draft: Draft, capability: str) -> str:
    return next(
        (item.id for item in draft.items("objectives") if item.fields.get("capability") == capability and item.id), ""
    )


def _tasks(target: Fields) -> tuple[Fields, ...]:
    tasks = target.get("tasks", ())
    return tuple(task for task in tasks if isinstance(task, Fields)) if isinstance(tasks, tuple) else ()


def _task_ids(draft: Draft) -> set[str]:
    return {str(task.get("id")) for item in draft.items("targets") for task in _tasks(item.fields)}


def mistakes() -> tuple[str, ...]:
    """What is wrong with the library by the rules of scenarios; nothing, unless its file was changed."""
    build = Build()
    known_words(build)
    build.know("objective", ("any",))
    nowhere = Place("targets.yaml", 0, 0)
    for starter in starters():
        build.value(shapes()["targets"], node_of(starter.target.having("objective", "any"), nowhere), starter.name)
    build.settle()
    return tuple(problem.sentence for problem in build.problems)
