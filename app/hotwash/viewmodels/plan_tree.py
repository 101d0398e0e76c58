"""Objectives, their capability targets and critical tasks as one tree, and the edits of it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.plan import task_numbers
from hotwash.editor.edits import add, changed, entry, free_id, free_name, ordered, removed
from hotwash.scenario.draft import Draft, Fields, Item, Plain
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.names import title_of
from hotwash.viewmodels.words import msg

_LEVELS = ("objectives", "targets", "tasks")


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree: `level` is objectives, targets or tasks; `place` the position of a task in its target."""

    level: str
    key: int
    place: int
    text: str
    about: str
    lacks: str
    """What it lacks to be of use; empty where nothing."""
    children: tuple[Node, ...] = ()

    @property
    def id(self) -> str:
        """A name of the line that outlives edits elsewhere."""
        return f"{self.level}:{self.key}:{self.place}"


def plan_tree(table: DesignTable) -> tuple[Node, ...]:
    """The tree of the draft as it is. Targets of no known objective stand at its end, on their own."""
    draft = table.draft
    targets = draft.items("targets")
    numbers = _numbers(draft)
    provoked = {name for item in draft.items("injects") for name in _listed(item, "tasks") if isinstance(name, str)}
    objectives = draft.items("objectives")
    ids = {item.id for item in objectives}
    made = []
    for item in objectives:
        own = tuple(_target(one, numbers, provoked) for one in targets if one.fields.get("objective") == item.id)
        capability = item.fields.get("capability")
        lacks = "" if own else msg("no capability target")
        about = capability if isinstance(capability, str) else ""
        made.append(Node("objectives", item.key, 0, title_of(item), about, lacks, own))
    loose = [one for one in targets if one.fields.get("objective") not in ids]
    return (*made, *(_target(one, numbers, provoked) for one in loose))


def _target(item: Item, numbers: dict[tuple[int, int], str], provoked: set[str]) -> Node:
    tasks = []
    for place, task in enumerate(_listed(item, "tasks")):
        fields = task if isinstance(task, Fields) else Fields()
        lacks = []
        if fields.get("id") not in provoked:
            lacks.append(msg("no inject provokes it"))
        if "done" not in fields:
            lacks.append(msg("not timed: no sign is given by which it shows"))
        text = fields.get("text")
        words = text if isinstance(text, str) and text else str(fields.get("id", ""))
        within = fields.get("within")
        about = (
            msg("{number}, within {time}", number=numbers[item.key, place], time=within)
            if within
            else numbers[item.key, place]
        )
        tasks.append(Node("tasks", item.key, place, words, about, ", ".join(lacks)))
    text = item.fields.get("text")
    lacks_own = "" if tasks else msg("no critical task")
    reference = item.fields.get("reference")
    shown = text if isinstance(text, str) and text else item.id
    return Node("targets", item.key, 0, shown, reference if isinstance(reference, str) else "", lacks_own, tuple(tasks))


def _numbers(draft: Draft) -> dict[tuple[int, int], str]:
    """CT-n.m of every task, by key of its target and place in it; as `domain.plan.task_numbers` counts them."""
    counted = [_Counted(item) for item in draft.items("targets")]
    by_id = task_numbers(counted)
    return {(one.key, place): by_id[task.id] for one in counted for place, task in enumerate(one.tasks)}


@dataclass(frozen=True, slots=True)
class _Numbered:
    id: str


class _Counted:
    """A target as `task_numbers` counts it; ids are made up, for in a draft two may be alike."""

    def __init__(self, item: Item) -> None:
        self.key = item.key
        self.tasks = tuple(_Numbered(f"{item.key}.{place}") for place in range(len(_listed(item, "tasks"))))


def _listed(item: Item, name: str) -> tuple[Plain, ...]:
    held = item.fields.get(name)
    return held if isinstance(held, tuple) else ()


def add_objective(table: DesignTable) -> None:
    """One more objective."""
    value = Fields({"id": free_id(table.draft, "objective"), "text": "", "capability": "", "target": ""})
    draft, key = add(table.draft, "objectives", value)
    table.edit(msg("Add an objective"), draft, select=[key])


def add_target(table: DesignTable, node: Node) -> None:
    """One more capability target of the objective that a line stands for or hangs on."""
    section, item = entry(table.draft, node.key)
    objective = item.id if section == "objectives" else item.fields.get("objective", "")
    value = Fields({"id": free_id(table.draft, "target"), "objective": objective, "text": ""})
    draft, key = add(table.draft, "targets", value)
    table.edit(msg("Add a capability target"), draft, select=[key])


def add_task(table: DesignTable, node: Node) -> None:
    """One more critical task of the target that a line stands for or hangs on; behind the task, where it is one."""
    section, item = entry(table.draft, node.key)
    if section != "targets":
        return
    tasks = _listed(item, "tasks")
    taken = {
        one.get("id")
        for target in table.draft.items("targets")
        for one in _listed(target, "tasks")
        if isinstance(one, Fields)
    }
    made = Fields({"id": free_name("task", taken), "text": ""})
    at = node.place + 1 if node.level == "tasks" else len(tasks)
    draft = changed(table.draft, {item.key}, ("tasks",), (*tasks[:at], made, *tasks[at:]))
    table.edit(msg("Add a critical task"), draft, select=[item.key])


def delete_node(table: DesignTable, node: Node) -> None:
    """The tree without a line and all that hangs on it, as one step."""
    if node.level == "tasks":
        tasks = _listed(entry(table.draft, node.key)[1], "tasks")
        left = (*tasks[: node.place], *tasks[node.place + 1 :])
        table.edit(msg("Delete a critical task"), changed(table.draft, {node.key}, ("tasks",), left))
        return
    keys = {node.key, *(child.key for child in node.children if child.level == "targets")}
    table.edit(msg("Delete: {what}", what=node.text), removed(table.draft, keys), select=[])


def move_node(table: DesignTable, node: Node, by: int) -> None:
    """A line one place up or down among those beside it."""
    if node.level == "tasks":
        tasks = list(_listed(entry(table.draft, node.key)[1], "tasks"))
        to = node.place + by
        if 0 <= to < len(tasks):
            tasks.insert(to, tasks.pop(node.place))
            table.edit(msg("Reorder critical tasks"), changed(table.draft, {node.key}, ("tasks",), tuple(tasks)))
        return
    items = table.draft.items(node.level)
    beside = [item for item in items if node.level == "objectives" or _same_objective(item, items, node.key)]
    own = next(place for place, item in enumerate(beside) if item.key == node.key)
    if 0 <= own + by < len(beside):
        other = next(place for place, item in enumerate(items) if item.key == beside[own + by].key)
        table.edit(msg("Reorder: {what}", what=node.text), ordered(table.draft, node.level, [node.key], other))


def _same_objective(item: Item, items: tuple[Item, ...], key: int) -> bool:
    wanted = next(one.fields.get("objective") for one in items if one.key == key)
    return item.fields.get("objective") == wanted
