"""Scenario files to a Scenario, or every mistake in them at once, placed; knows no screen and no simulator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hotwash.catalogue import registry
from hotwash.domain.callers import PUBLIC, TESTERS
from hotwash.domain.commands import FACILITATOR, ApproveAction, DeclineAction, TakeAction
from hotwash.domain.impairment import EVERYWHERE
from hotwash.domain.msel import CLOCK, SIMCELL
from hotwash.domain.network import Network
from hotwash.domain.plan import EVERYTHING
from hotwash.domain.scenario import Decision, OfferedAction, Scenario
from hotwash.domain.sentences import say
from hotwash.domain.steps import MILESTONES
from hotwash.scenario.build import Build
from hotwash.scenario.decision_grammar import FOR_FACILITATOR, decision_keys
from hotwash.scenario.exercise_grammar import KIND, MILESTONE, PARTY, PLACE, SEES
from hotwash.scenario.files import (
    DECISIONS,
    HEAD,
    display_names,
    find_scenario,
    read_file,
    scenario_files,
    shipped_scenarios,
)
from hotwash.scenario.grammar import FORMAT, SOURCE_WORDS, TARGET, head, sections
from hotwash.scenario.placed import Entries, Form, Items, Node, Place, Scalar, load
from hotwash.scenario.problems import Problem, ScenarioProblems, did_you_mean, shown

__all__ = [
    "Problem",
    "ScenarioProblems",
    "find_scenario",
    "open_scenario",
    "read_decisions",
    "read_scenario",
    "read_scenario_files",
    "scenario_files",
    "shipped_scenarios",
]


def read_scenario(path: Path | Traversable) -> Scenario:
    """The scenario of a folder or of one file. Raises ScenarioProblems with every mistake and its place."""
    return open_scenario(path)[0]


def open_scenario(path: Path | Traversable) -> tuple[Scenario, dict[str, bytes]]:
    """The scenario of a folder or file together with the bytes it was read from; mistakes name the files as found."""
    contents = scenario_files(path)
    return _read(contents, display_names(path, contents)), contents


def read_scenario_files(files: Mapping[str, bytes]) -> Scenario:
    """The scenario from what `scenario_files` gave, so that an exercise re-opens without its folder."""
    return _read(files, {name: name for name in files})


def read_decisions(path: Path, scenario: Scenario) -> tuple[Decision, ...]:
    """A decisions file from anywhere, checked against the scenario it is for, in order of time."""
    where = str(path)
    build = Build()
    known_words(build)
    build.know("fault", scenario.faults)
    build.know("action", scenario.actions)
    build.know("seat", scenario.seats)
    build.know("actor", scenario.seats)
    build.know(PARTY, scenario.seats)
    build.know("inject", scenario.injects)
    build.know("element", scenario.network.elements)
    build.know("objective", (objective.id for objective in scenario.objectives))
    build.know("capability-target", scenario.targets)
    build.know("task", (task.id for target in scenario.targets.values() for task in target.tasks))
    values = _decisions(build, _opened(build, read_file(path), where), scenario.actions)
    build.settle()
    if build.problems:
        raise ScenarioProblems(build.problems)
    found: tuple[Decision, ...] = values["decisions"]
    return found


def known_words(build: Build) -> None:
    """Names that mean something without standing in a scenario, and those that no author may give."""
    for group, names in words_by_group().items():
        build.know(group, names)
    build.reserve("source", SOURCE_WORDS)
    build.reserve("seat", (FACILITATOR, SIMCELL, CLOCK))
    build.reserve(TARGET, (EVERYWHERE, EVERYTHING))


def words_by_group() -> dict[str, tuple[str, ...]]:
    """Names that mean something without standing in a scenario, by the groups of ids in which they may be named."""
    return {
        "source": SOURCE_WORDS,
        "actor": (FACILITATOR,),
        "callers": (PUBLIC.id, TESTERS.id),
        PARTY: (SIMCELL,),
        KIND: tuple(registry.faults()),
        MILESTONE: tuple(MILESTONES),
    } | dict.fromkeys((*SEES, PLACE), (EVERYTHING,))


def _read(files: Mapping[str, bytes], shown_as: Mapping[str, str]) -> Scenario:
    if HEAD not in files:
        raise ScenarioProblems([Problem(say("the scenario"), 0, 0, "", say("has no {head}.", head=HEAD))])
    build = Build()
    body = _opened(build, files[HEAD], shown_as[HEAD])
    if body is None:
        raise ScenarioProblems(build.problems)
    others = {name: data for name, data in files.items() if name != HEAD}
    scripts = {_own_name(name): _opened(build, others[name], shown_as[name]) for name in sorted(others) if "/" in name}
    parts = {name: partial(_opened, build, others[name], shown_as[name]) for name in others if "/" not in name}
    return assembled(build, body, parts, scripts)


def _own_name(name: str) -> str:
    """The name of a decisions file without its folder and ending."""
    return name.removeprefix(f"{DECISIONS}/").removesuffix(".yaml")


def assembled(
    build: Build,
    body: Entries,
    parts: Mapping[str, Callable[[], Entries | None]],
    scripts: Mapping[str, Entries | None],
) -> Scenario:
    """The scenario of opened files: the keys of the head, of each part when it is asked for, and of decisions files.

    Raises ScenarioProblems with every mistake, those that `build` holds already among them.
    """
    known_words(build)
    values, _ = build.keys((*head(), *sections()), body, "")
    for part in _listed(values, "parts"):
        if part not in parts:
            near = did_you_mean(part, parts)
            build.mistake(
                _place(body, "parts"), "parts", say("no file {part} lies beside it{near}", part=shown(part), near=near)
            )
            continue
        part_body = parts[part]()
        added = build.keys(sections(), part_body, "")[0] if part_body is not None else {}
        for key in sections():
            values[key.name] = (*_listed(values, key.name), *_listed(added, key.name))
    actions = _by_id(_listed(values, "actions"))
    read = {name: _decisions(build, script, actions) for name, script in scripts.items()}
    build.settle()
    if not build.problems:
        _must_carry_calls(build, values, body)
    if build.problems:
        raise ScenarioProblems(build.problems)
    listed = _listed(values, "parts")
    return _scenario(values, read, tuple(name for name in sorted(parts) if name not in listed))


def _listed(values: Mapping[str, Any], key: str) -> tuple[Any, ...]:
    """What could be read of a list; nothing where the list itself is wrong or missing."""
    found = values.get(key)
    return found if isinstance(found, tuple) else ()


def _place(body: Entries, key: str) -> Place:
    """Where a key of the head stands, or where the file begins when the key is not in it."""
    return body.entries[key][0] if key in body.entries else body.place


def _opened(build: Build, data: bytes, where: str) -> Entries | None:
    try:
        root, problems = load(data, where)
    except ScenarioProblems as stopped:
        build.problems.extend(stopped.problems)
        return None
    build.problems.extend(problems)
    return _body(build, root)


def _body(build: Build, root: Node) -> Entries | None:
    """The keys below `format`, or None where the format is not one that this reader knows."""
    if not isinstance(root, Entries):
        build.mistake(root.place, "", say("a scenario file holds keys and values; it begins with 'format: 1'."))
        return None
    if "format" not in root.entries:
        build.mistake(root.place, "format", say("the key 'format' is missing; begin the file with 'format: 1'."))
        return root
    _, node = root.entries["format"]
    if not isinstance(node, Scalar) or node.form is not Form.WHOLE or not isinstance(node.value, int):
        build.mistake(node.place, "format", say("expected the whole number {format}.", format=FORMAT))
        return None
    if node.value != FORMAT:
        said = say("was written for a newer Hotwash") if node.value > FORMAT else say("does not exist")
        build.mistake(
            node.place,
            "format",
            say("format {found} {said}; this one reads format {format}.", found=node.value, said=said, format=FORMAT),
        )
        return None
    if next(iter(root.entries)) != "format":
        build.mistake(root.entries["format"][0], "format", say("must be the first key of the file."))
    return Entries(root.place, {key: entry for key, entry in root.entries.items() if key != "format"})


def _decisions(build: Build, body: Entries | None, actions: Mapping[str, OfferedAction]) -> dict[str, Any]:
    if body is None:
        return {}
    values, _ = build.keys(decision_keys(), body, "")
    decisions = values.get("decisions")
    if not isinstance(decisions, tuple):
        return values
    listed = body.entries["decisions"][1]
    places = [item.place for item in listed.items] if isinstance(listed, Items) else []
    if len(places) == len(decisions):
        for number, (place, decision) in enumerate(zip(places, decisions, strict=True)):
            _must_be_allowed(build, place, f"decisions[{number}]", decision, actions)
    values["decisions"] = tuple(sorted(decisions, key=lambda decision: decision.at))
    return values


def _must_be_allowed(
    build: Build, place: Place, path: str, decision: Decision, actions: Mapping[str, OfferedAction]
) -> None:
    command = decision.command
    if decision.actor in build.groups.get("seat", {}) and isinstance(command, FOR_FACILITATOR):
        build.mistake(place, path, say("only the facilitator can do that."))
    if isinstance(command, ApproveAction | DeclineAction) and command.action in actions:
        _must_be_theirs(build, place, path, decision.actor, actions[command.action])
    if isinstance(command, ApproveAction) and command.takes >= 0 and decision.actor != FACILITATOR:
        build.mistake(place, path, say("only the facilitator rules how long an action takes; take 'takes' out."))
    if not isinstance(command, TakeAction) or command.action not in actions:
        return
    seat = command.for_seat or decision.actor
    offered = actions[command.action].seats
    if seat == FACILITATOR:
        build.mistake(place, path, say("the facilitator acts for a seat; name it with 'for_seat'."))
    elif seat not in offered:
        build.mistake(
            place,
            path,
            say("action '{action}' is not offered to seat {seat}.", action=command.action, seat=shown(seat)),
        )
    if command.takes >= 0 and decision.actor != FACILITATOR:
        build.mistake(place, path, say("only the facilitator rules how long an action takes; take 'takes' out."))


def _must_be_theirs(build: Build, place: Place, path: str, actor: str, offered: OfferedAction) -> None:
    """An answer to a request comes from who is asked."""
    if not offered.approval:
        build.mistake(place, path, say("action '{action}' needs nobody's approval.", action=offered.id))
    elif actor not in (FACILITATOR, offered.approval):
        build.mistake(
            place,
            path,
            say("action '{action}' is not for {seat} to approve or decline.", action=offered.id, seat=shown(actor)),
        )


def _must_carry_calls(build: Build, values: Mapping[str, Any], body: Entries) -> None:
    """What no exercise can do without."""
    network = _network(values)
    elements, hours = _place(body, "elements"), _place(body, "demand")
    if not network.origins():
        build.mistake(elements, "elements", say("there is no originating network, so nobody can call."))
    elif sum(origin.share_permille for origin in network.origins()) == 0:
        build.mistake(elements, "elements", say("every originating network has a share of 0, so nobody calls."))
    if not network.borders():
        build.mistake(elements, "elements", say("there is no BCF, so no call can enter."))
    if sum(psap.weight for psap in network.psaps()) == 0:
        build.mistake(elements, "elements", say("there is no PSAP with a weight above 0, so nobody is called."))
    if sum(values["demand"].hours) == 0:
        build.mistake(hours, "demand.hours", say("every hour has a weight of 0, so nobody calls."))
    if values["demand"].weekend_hours and sum(values["demand"].weekend_hours) == 0:
        build.mistake(hours, "demand.weekend_hours", say("every hour has a weight of 0, so nobody calls at weekends."))


def _network(values: Mapping[str, Any]) -> Network:
    callers = values["callers"]
    for group in (PUBLIC, TESTERS):
        if not any(item.id == group.id for item in callers):
            callers = (*callers, group)
    return Network(
        elements=_by_id(values["elements"]),
        links=_by_id(values["links"]),
        policies=_by_id(values["policies"]),
        regions=_by_id(values["regions"]),
        callers=_by_id(callers),
        default_psap=values["default_psap"],
        route_policies=_by_id(values["route_policies"]),
    )


def _scenario(values: Mapping[str, Any], scripts: Mapping[str, dict[str, Any]], unlisted: tuple[str, ...]) -> Scenario:
    plain = (
        "id", "title", "summary", "start", "span", "seed", "overview", "demand", "practice", "objectives", "sources",
        "notes", "modules", "paperwork", "map_notes", "number", "words",
    )  # fmt: skip
    return Scenario(
        **{name: values[name] for name in plain},
        network=_network(values),
        faults=_by_id(values["faults"]),
        actions=_by_id(values["actions"]),
        seats=_by_id(values["seats"]),
        targets=_by_id(values["targets"]),
        injects=_by_id(values["injects"]),
        directory=_by_id(values["directory"]),
        decisions=MappingProxyType({name: script["decisions"] for name, script in scripts.items()}),
        outline=values["outline"],
        decision_titles=MappingProxyType({name: script["title"] for name, script in scripts.items()}),
        unlisted=unlisted,
    )


def _by_id(items: Iterable[Any]) -> Mapping[str, Any]:
    return MappingProxyType({item.id: item for item in items})
