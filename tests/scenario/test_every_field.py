"""Bad input to every field: of every kind of element, fault and action, and of every entry of what is shipped.

What is wrong is told at its field, or it is harmless and the scenario is read, looked through and begun.
"""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from hotwash.catalogue import registry
from hotwash.domain.facts import Fact
from hotwash.domain.fields import about_field
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import MINUTE
from hotwash.scenario.lint import lint
from hotwash.scenario.problems import Problem, ScenarioProblems
from hotwash.scenario.reader import read_scenario_files
from hotwash.simulation.simulation import Simulation
from tests.catalogue.samples import sample, written
from tests.scenario.small import ENVELOPE, HEAD
from tests.scenario.test_any_tree import changed, places, tree_of

ROOT = Path(__file__).parents[2]
FAMILIES = {"elements": registry.elements(), "faults": registry.faults(), "actions": registry.actions()}
ALL = [(family, name, kind) for family, kinds in FAMILIES.items() for name, kind in kinds.items()]
every_kind = pytest.mark.parametrize(("family", "name", "kind"), ALL, ids=[f"{f}-{n}" for f, n, _ in ALL])
QUICK = ("-1", "1000000000000000000000000000000", ".nan", "''")
NO_NUMBERS = (*QUICK, "1e400", "NaN", "-.inf", "[]", "{}", "~", "a b")
"""As they stand in a file, for a field that wants a whole number or a time; each is wrong there."""
SOME = ("nobody", "''", "~")
NOBODY = ("nobody", "''", "[]", "{}", "~", "-1", ".nan", "'../x'", "'<b>'")
"""For a field that names something of the scenario."""
quick_or_all = pytest.mark.parametrize(
    ("numbers_of", "names_of", "words_of"),
    [
        pytest.param(QUICK, SOME, ("''", "[[]]"), id="quick"),
        pytest.param(NO_NUMBERS, NOBODY, ("'{braces} <b>'", "-1", "~", ".nan"), id="all", marks=pytest.mark.slow),
    ],
)


def entry_of(family: str, kind: type[Any]) -> dict[str, Any]:
    entry = written(sample(kind))
    more: dict[str, dict[str, Any]] = {
        "elements": {},
        "faults": {"id": "own"},
        "actions": {"id": "own", "seats": ["duty"]},
    }
    return {**more[family], **entry}


def file_with(family: str, entry: dict[str, str]) -> str:
    """A small scenario with one more entry, its fields as they are to stand in the file."""
    line = "  - {" + ", ".join(f"{name}: {value}" for name, value in entry.items()) + "}\n"
    if family == "elements":
        return ENVELOPE.replace("elements:\n", f"elements:\n{line}")
    return f"{ENVELOPE}\n{family}:\n{line}"


def told(text: str) -> list[str]:
    """The mistakes of a file, each with its place; of a file without any, that it can be begun."""
    scenario, found = tried({HEAD: text.encode()})
    assert all(problem.line > 0 for problem in found)
    if scenario is not None:
        begun(scenario)
    return [str(problem) for problem in found]


def tried(files: dict[str, bytes]) -> tuple[Scenario | None, list[Problem]]:
    """A scenario that can be looked through, or its mistakes in sentences."""
    found: list[Problem] = []
    scenario = None
    try:
        scenario = read_scenario_files(files)
    except ScenarioProblems as problems:
        found += problems.problems
    assert all(problem.sentence.endswith((".", "?")) for problem in found)
    assert scenario is None or all(finding.sentence.endswith(".") for finding in lint(scenario))
    return scenario, found


def begun(scenario: Scenario) -> None:
    """Whatever can be read can be run and made to go wrong."""
    facts: list[Fact] = []
    world = Simulation(scenario, 1, lambda _, fact: facts.append(fact))
    for fault in scenario.faults:
        world.launch_fault(fault, "facilitator")
    for number, action in enumerate(scenario.actions, start=1):
        world.take_action(number, action, "duty", 0)
    world.run_to(3 * MINUTE)
    assert facts


@quick_or_all
@every_kind
def test_every_field_is_told_where_it_is_wrong_and_taken_where_it_is_harmless(
    family: str,
    name: str,
    kind: type[Any],
    numbers_of: tuple[str, ...],
    names_of: tuple[str, ...],
    words_of: tuple[str, ...],
) -> None:
    """Numbers and references all at once, for all mistakes are told; others each by itself: what is harmless is run."""
    entry = {key: json.dumps(value) for key, value in entry_of(family, kind).items()}
    hints = get_type_hints(kind)
    numbers = [item.name for item in fields(kind) if hints[item.name] is int]
    named = {item.name: item.default for item in fields(kind) if about_field(item).refers}
    for bad in numbers_of:
        found = told(file_with(family, {**entry, **dict.fromkeys(numbers, bad)}))
        for number in numbers:
            assert any(f".{number}:" in line for line in found), (number, bad, found)
    for bad in names_of:
        found = told(file_with(family, {**entry, **dict.fromkeys(named, bad)}))
        for field, default in named.items():
            harmless = (bad == "''" and default == "") or (bad == "[]" and isinstance(default, tuple))
            assert harmless or any(f".{field}" in line for line in found), (field, bad, found)
    for field in [item.name for item in fields(kind) if item.name not in (*numbers, *named, "id")]:
        for bad in words_of:
            for line in told(file_with(family, {**entry, field: bad})):
                assert field in line, (field, bad, line)


def shapes(tree: Any) -> list[tuple[Any, ...]]:
    """One place for each field, whichever entry of a list it stands in; entries are told apart by their kind."""
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for path in places(tree):
        part, shape = tree, []
        for key in path:
            part = part[key]
            kind = part.get("kind", part.get("do", "")) if isinstance(part, dict) else ""
            shape.append((kind if isinstance(kind, str) else "") if isinstance(key, int) else key)
        found.setdefault(tuple(shape), path)
    return [path for path in found.values() if path]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["optus-2025"])
def test_every_field_of_a_shipped_scenario_is_read_or_told(name: str) -> None:
    folder = ROOT / "scenarios" / name
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}
    wrong = 0
    for file in (HEAD, "exercise.yaml"):
        tree = tree_of(files[file].decode())
        for number, path in enumerate(shapes(tree)):
            bad: Any = (-1, "", [[]])[number % 3]
            _, found = tried({**files, file: json.dumps(changed(tree, path, bad, "replace")).encode()})
            wrong += bool(found)
    assert wrong > 100
