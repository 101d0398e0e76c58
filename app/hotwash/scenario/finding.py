"""One thing that lint asks an author to look at again, and where in the scenario it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hotwash.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at again: the id it is about, and a sentence.

    `path` leads there as scenario files name it: a list with an id in it, such as `("policies", "border-policy",
    "rules", "late")`, or one key alone. A `remark` tells of what an author may well have meant; it is no mistake.
    """

    subject: str
    sentence: str
    path: tuple[str, ...] = ()
    remark: bool = False

    def __str__(self) -> str:
        return f"{self.subject}: {self.sentence}"


class Places:
    """Where things of one scenario stand in its files."""

    def __init__(self, scenario: Scenario) -> None:
        network = scenario.network
        self._ids: dict[str, frozenset[str]] = {
            "elements": frozenset(network.elements),
            "links": frozenset(network.links),
            "policies": frozenset(network.policies),
            "route_policies": frozenset(network.route_policies),
            "regions": frozenset(network.regions),
            "faults": frozenset(scenario.faults),
            "actions": frozenset(scenario.actions),
            "seats": frozenset(scenario.seats),
            "objectives": frozenset(objective.id for objective in scenario.objectives),
            "targets": frozenset(scenario.targets),
            "modules": frozenset(module.id for module in scenario.modules),
            "injects": frozenset(scenario.injects),
            "directory": frozenset(scenario.directory),
            "decisions": frozenset(scenario.decisions),
            "sources": frozenset(source.id for source in scenario.sources),
            "parts": frozenset(scenario.unlisted),
        }
        self._tasks = {task.id: target.id for target in scenario.targets.values() for task in target.tasks}

    def placed(self, finding: Finding, sections: tuple[str, ...]) -> Finding:
        """The finding with its path, where it has none: in the first of some sections that knows its subject."""
        return finding if finding.path else replace(finding, path=self._path(finding.subject, sections))

    def _path(self, subject: str, sections: tuple[str, ...]) -> tuple[str, ...]:
        for section in sections:
            if section == "tasks" and subject in self._tasks:
                return ("targets", self._tasks[subject], "tasks", subject)
            if subject in self._ids.get(section, frozenset()):
                return (section, subject)
        return (subject,)
