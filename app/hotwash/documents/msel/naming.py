"""What people call the things of a scenario, and which id each has; knows no sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hotwash.domain.plan import task_numbers
from hotwash.domain.scenario import Scenario

EVERYBODY = frozenset({"all", "all players", "everyone", "everybody", "all seats", "all participants", "players"})
_APART = re.compile(r"[\n;,/|&]+|\s+and\s+")
_BULLET = re.compile(r"\s*(?:[\u2022\u25cf\u25aa*\u2013-]|\d{1,2}[.)])\s+")


def like(text: str) -> str:
    """A name without case and marks."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


@dataclass(frozen=True, slots=True)
class Names:
    """Ids of one group of things by what people may write for them."""

    ids: Mapping[str, str]

    def split(self, text: str) -> tuple[list[str], list[str]]:
        """Ids that a cell names, each once, and the names that are none; a name may hold a comma."""
        found: dict[str, None] = {}
        unknown: list[str] = []
        for line in text.split("\n"):
            whole = self.ids.get(like(line))
            for one in [line] if whole else _APART.split(line):
                ident = self.ids.get(like(one))
                if ident:
                    found[ident] = None
                elif one.strip():
                    unknown.append(one.strip())
        return list(found), unknown


def _names(pairs: Iterable[tuple[str, Iterable[str]]]) -> Names:
    made: dict[str, str] = {}
    listed = [(ident, tuple(names)) for ident, names in pairs]
    for ident, _ in listed:
        made[like(ident)] = ident
    for ident, names in listed:
        for name in names:
            made.setdefault(like(name), ident)
    made.pop("", None)
    return Names(made)


def names_of(scenario: Scenario) -> dict[str, Names]:
    """By field of an inject: seats by id and name; objectives, modules and tasks by id, number and words; faults."""
    numbers = task_numbers(scenario.targets.values())
    tasks = [task for target in scenario.targets.values() for task in target.tasks]
    faults = _names((ident, (str(planned.fault.title),)) for ident, planned in scenario.faults.items())
    return {
        "to": _names((seat.id, (seat.name,)) for seat in scenario.seats.values()),
        "objectives": _names(
            (one.id, (str(n), f"objective {n}", f"obj {n}", one.text)) for n, one in enumerate(scenario.objectives, 1)
        ),
        "tasks": _names((task.id, (numbers[task.id], task.text)) for task in tasks),
        "module": _names(
            (one.id, (one.title, str(n), f"module {n}", f"phase {n}", one.title.partition(":")[2]))
            for n, one in enumerate(scenario.modules, 1)
        ),
        "begins": faults,
        "ends": faults,
        "element": _names((ident, (element.name,)) for ident, element in scenario.network.elements.items()),
    }


def lines(text: str) -> tuple[str, ...]:
    """What stands in a cell line by line, without bullets and numbers before it."""
    return tuple(one for line in text.split("\n") if (one := _BULLET.sub("", f" {line}", count=1).strip()))
