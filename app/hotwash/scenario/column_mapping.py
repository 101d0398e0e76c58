"""Which column of somebody's sheet is which field of an inject, kept as a small YAML file; knows no sheet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from hotwash.domain.sentences import say
from hotwash.scenario.placed import Entries, Scalar, load
from hotwash.scenario.problems import Problem, ScenarioProblems, did_you_mean, shown


def read_mapping(data: bytes, file: str, known: Collection[str]) -> dict[str, str]:
    """Fields by column title. Raises ScenarioProblems with every mistake, placed in `file`; `known` are the fields."""
    root, problems = load(data, file)
    if not isinstance(root, Entries):
        sentence = say("a mapping holds a line 'column title: field' for each column.")
        raise ScenarioProblems([Problem(file, 1, 1, "", sentence)])
    made: dict[str, str] = {}
    for title, (place, node) in root.entries.items():
        word = node.written if isinstance(node, Scalar) else ""
        if word in known:
            made[title] = word
            continue
        near = did_you_mean(word, known)
        listed = say("; there are: {fields}.", fields=", ".join(known)) if near == "." else near
        sentence = say("no field {word}{listed}", word=shown(word), listed=listed)
        problems.append(Problem(file, place.line, place.column, shown(title), sentence))
    if problems:
        raise ScenarioProblems(problems)
    return made


def written_mapping(mapping: Mapping[str, str]) -> bytes:
    """The file, UTF-8; `read_mapping` gives it back."""
    yaml = YAML()
    yaml.width = 100_000  # a title is a key, and a key stays on its line
    out = StringIO()
    yaml.dump({DoubleQuotedScalarString(title): field for title, field in mapping.items()}, out)
    return out.getvalue().encode("utf-8")
