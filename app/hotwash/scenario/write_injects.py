"""Lines of the MSEL that come from elsewhere: checked by the grammar of scenario files, and written as a part of one.

Knows no spreadsheet. Text is data: whatever it looks like, it is read back as the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from hotwash.catalogue import registry
from hotwash.domain.callers import PUBLIC, TESTERS
from hotwash.domain.commands import FACILITATOR
from hotwash.domain.msel import SIMCELL, Inject, OwnColumn
from hotwash.domain.predicate_text import written
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.domain.steps import MILESTONES
from hotwash.domain.time import clock
from hotwash.scenario.build import Build
from hotwash.scenario.exercise_grammar import KIND, MILESTONE, PARTY
from hotwash.scenario.exercise_grammar import injects as inject_shape
from hotwash.scenario.grammar import FORMAT, SOURCE_WORDS
from hotwash.scenario.placed import LARGEST_FILE, Entries, Form, Items, Node, Place, Scalar, load
from hotwash.scenario.problems import Problem, ScenarioProblems
from hotwash.scenario.shapes import Ref

Entry = str | int | tuple[str, ...] | tuple[OwnColumn, ...]
"""What stands under a key of an inject: text as a scenario file has it (times too), a whole number, or a list."""
_TIMES = ("at", "timeout", "veto", "otherwise_after")
_LONGEST_LINE = 120


def checked(
    entries: Mapping[str, Entry], scenario: Scenario, ids: Iterable[str] = ()
) -> tuple[Inject | None, list[Problem]]:
    """The inject of these keys, and every mistake in them; None where there is one. `ids` are those of other new lines.

    The path of a problem begins with the key that it is about.
    """
    build = Build()
    _know(build, scenario, ids)
    found = build.value(inject_shape(Ref("source")), _node(dict(entries)), "")
    build.settle()
    good = isinstance(found, Inject) and not build.problems
    return (found if good else None), build.problems


def read_part(data: bytes, where: str, scenario: Scenario) -> tuple[Inject, ...]:
    """The injects of a part that holds nothing else, as `part` writes one. Raises ScenarioProblems where it holds more,
    or a mistake; `where` names it in their sentences."""
    root, problems = load(data, where)
    if not isinstance(root, Entries) or set(root.entries) != {"format", "injects"}:
        sentence = say(
            "holds more than injects, so no line can be merged into it; put the injects into a part of their own."
        )
        raise ScenarioProblems([Problem(where, 0, 0, "", sentence)])
    listed = root.entries["injects"][1]
    items = listed.items if isinstance(listed, Items) else []
    build = Build()
    build.problems.extend(problems)
    ids = [str(ident.value) for one in items if isinstance(one, Entries) and isinstance(ident := _id(one), Scalar)]
    _know(build, scenario, ids)
    found = [build.value(inject_shape(Ref("source")), one, f"injects[{n}]") for n, one in enumerate(items)]
    build.settle()
    if build.problems:
        raise ScenarioProblems(build.problems)
    return tuple(one for one in found if isinstance(one, Inject))


def _id(entries: Entries) -> Node | None:
    return entries.entries["id"][1] if "id" in entries.entries else None


def _know(build: Build, scenario: Scenario, ids: Iterable[str]) -> None:
    """Everything that an inject may name."""
    build.know("source", (*SOURCE_WORDS, *(source.id for source in scenario.sources)))
    build.know("actor", (FACILITATOR, *scenario.seats))
    build.know("callers", (PUBLIC.id, TESTERS.id))
    build.know(PARTY, (SIMCELL, *scenario.seats))
    build.know(KIND, registry.faults())
    build.know(MILESTONE, MILESTONES)
    build.know("fault", scenario.faults)
    build.know("action", scenario.actions)
    build.know("seat", scenario.seats)
    build.know("element", scenario.network.elements)
    build.know("objective", (objective.id for objective in scenario.objectives))
    build.know("task", (task.id for target in scenario.targets.values() for task in target.tasks))
    build.know("module", (module.id for module in scenario.modules))
    build.know("inject", (*scenario.injects, *ids))


def _node(value: Any) -> Node:
    nowhere = Place("", 0, 0)
    match value:
        case int():
            return Scalar(nowhere, str(value), Form.WHOLE, value)
        case str():
            return Scalar(nowhere, value, Form.TEXT, value)
        case OwnColumn():
            return _node({"name": value.name, "text": value.text})
        case tuple():
            return Items(nowhere, [_node(one) for one in value])
        case _:
            return Entries(nowhere, {key: (nowhere, _node(one)) for key, one in value.items()})


def part(injects: Iterable[Inject], comment: str = "") -> bytes:
    """The lines as a part of a scenario, UTF-8; `comment` stands above them. Raises ScenarioProblems where it would be
    larger than a file of a scenario may be."""
    body = CommentedMap({"format": FORMAT, "injects": CommentedSeq(_entries(one) for one in injects)})
    if comment:
        body.yaml_set_start_comment(" ".join(letter for letter in comment.split() if letter.isprintable()))
    yaml = YAML()
    yaml.width = _LONGEST_LINE
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(body, out)
    data = out.getvalue().encode("utf-8")
    if len(data) > LARGEST_FILE:
        sentence = say("would be larger than 1 MiB, which no scenario file may be; import fewer lines at a time.")
        raise ScenarioProblems([Problem(say("the part"), 0, 0, "", sentence)])
    return data


def _entries(inject: Inject) -> CommentedMap:
    """The keys of one inject that are not at their default, in the order of the class, after those of its kind."""
    made = CommentedMap(kind=inject.delivery.kind)
    own = [item for item in fields(inject) if item.name != "delivery"]
    first = [(inject, item) for item in own[:4]]
    rest = [(inject, item) for item in own[4:]]
    for owner, item in (*first, *((inject.delivery, item) for item in fields(inject.delivery)), *rest):
        value = getattr(owner, item.name)
        if item.default is MISSING or value != item.default:
            made[item.name] = _plain(item.name, value)
    return made


def _plain(name: str, value: Any) -> Any:
    match value:
        case tuple():
            return CommentedSeq(
                CommentedMap(name=_text(one.name), text=_text(one.text)) if isinstance(one, OwnColumn) else _text(one)
                for one in value
            )
        case int() if name in _TIMES:
            return clock(value)
        case str():
            return _text(str(value))
        case int():
            return value
        case _:
            return _text(written(value))


def _text(text: str) -> str:
    """A small word as it is, everything else in quotes."""
    plain = (
        text.isascii() and text.replace("-", "").isalpha() and text.islower() and text not in ("true", "false", "null")
    )
    return text if plain and text[0] != "-" else DoubleQuotedScalarString(text)
