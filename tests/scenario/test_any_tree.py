"""Whatever somebody writes into a scenario: it is a Scenario, or mistakes with a place that is in the file."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hotwash.domain.scenario import Scenario
from hotwash.scenario.lint import lint
from hotwash.scenario.placed import Entries, Items, Node, Scalar, load
from hotwash.scenario.problems import Problem, ScenarioProblems
from hotwash.scenario.reader import read_scenario_files
from tests.scenario.small import ENVELOPE, HEAD

LISTS = """\
callers: [{id: testers, attempts: 3}]
practice: {walk_in: 0:20:00}
faults:
  - {id: voice, kind: rtp_blocked, policy: border-policy, at: 0:10:00}
actions:
  - {id: test, kind: place_test_call, origin: cell, seats: [duty]}
objectives:
  - {id: find, text: Find it., capability: Situational Assessment, target: Soon., faults: [voice]}
sources:
  - {id: press, standing: published, text: A paper.}
notes: ['Seen in [press].']
"""
SCRIPT = """\
format: 1
title: Three things
decisions:
  - {at: 0:10:00, actor: duty, do: take-action, action: test, note: Why not.}
  - {at: 0:11:00, actor: facilitator, do: arm-fault, fault: voice, begins: 0:12:00}
  - {at: 0:20:00, actor: facilitator, do: end-exercise}
"""
SCRIPT_NAME = "decisions/three.yaml"
WORDS = (
    "psap-b",
    "cell",
    "default",
    "voice",
    "0:10:00",
    "9999:59:59",
    "",
    "everywhere",
    "<<",
    "~",
    "é",
    "\u202e",
    "x" * 70,
)
BREAKS = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from(WORDS)
)  # fmt: skip
keys = st.text(max_size=8) | st.sampled_from(("id", "kind", "at", "format", "elements", "source", *WORDS))
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(keys, inner, max_size=5),
    max_leaves=25,
)


def plain(node: Node) -> Any:
    match node:
        case Scalar():
            return node.value
        case Items():
            return [plain(item) for item in node.items]
        case Entries():
            return {key: plain(value) for key, (_, value) in node.entries.items()}


def tree_of(text: str) -> Any:
    return plain(load(text.encode(), "file")[0])


HEAD_TREE, SCRIPT_TREE = tree_of(ENVELOPE + LISTS), tree_of(SCRIPT)


def places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every part of a tree."""
    found = [path]
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in inner:
        found += places(value, (*path, key))
    return found


def changed(tree: Any, path: tuple[Any, ...], value: Any, how: str) -> Any:
    """The tree with one part replaced, taken out, or put under another key."""
    if not path:
        return value
    made = deepcopy(tree)
    parent = made
    for key in path[:-1]:
        parent = parent[key]
    if how == "replace":
        parent[path[-1]] = value
    elif how == "remove":
        del parent[path[-1]]
    elif isinstance(parent, dict):
        parent[str(value)] = parent.pop(path[-1])
    else:
        parent.append(parent[path[-1]])
    return made


def check(files: dict[str, bytes], *, whole_file: bool = False) -> list[Problem]:
    """The mistakes of some files, each with a place inside its file and a sentence of one line that ends once."""
    try:
        scenario = read_scenario_files(files)
    except ScenarioProblems as problems:
        for problem in problems.problems:
            lines = BREAKS.split(files[problem.file].decode("utf-8-sig", "replace"))
            assert (1 if not whole_file else 0) <= problem.line <= len(lines), str(problem)
            assert problem.line == 0 or 1 <= problem.column <= len(lines[problem.line - 1]) + 1, str(problem)
            assert str(problem).isprintable(), repr(str(problem))
            assert re.search(r"[^.?][.?]\Z", problem.sentence), str(problem)
        return list(problems.problems)
    assert isinstance(scenario, Scenario)
    assert all(finding.sentence.endswith(".") for finding in lint(scenario))
    return []


def test_what_is_changed_below_is_sound_to_begin_with() -> None:
    files = {HEAD: json.dumps(HEAD_TREE).encode(), SCRIPT_NAME: json.dumps(SCRIPT_TREE).encode()}
    assert check(files) == []


@settings(max_examples=200)
@given(tree=trees)
@example(tree={"format": 1})
@example(tree={"format": 1, "parts": ["scenario.yaml"], "elements": [[]], "callers": [{"id": {}}]})
def test_any_tree_is_a_scenario_or_mistakes_with_a_place(tree: Any) -> None:
    found = check({HEAD: json.dumps(tree).encode()}, whole_file=tree in (None, ""))
    assert found, "no tree made blindly is a scenario"


@settings(max_examples=200)
@given(data=st.data(), value=trees, how=st.sampled_from(("replace", "remove", "rename")))
def test_a_sound_scenario_with_one_part_changed_is_read_or_told(data: st.DataObject, value: Any, how: str) -> None:
    path = data.draw(st.sampled_from(places(HEAD_TREE)))
    made = changed(HEAD_TREE, path, value, how)
    check({HEAD: json.dumps(made).encode(), SCRIPT_NAME: SCRIPT.encode()}, whole_file=made in (None, ""))


@settings(max_examples=100)
@given(data=st.data(), value=trees, how=st.sampled_from(("replace", "remove", "rename")))
def test_sound_decisions_with_one_part_changed_are_read_or_told(data: st.DataObject, value: Any, how: str) -> None:
    made = changed(SCRIPT_TREE, data.draw(st.sampled_from(places(SCRIPT_TREE))), value, how)
    files = {HEAD: (ENVELOPE + LISTS).encode(), SCRIPT_NAME: json.dumps(made).encode()}
    check(files, whole_file=made in (None, ""))


@settings(max_examples=150)
@given(text=st.text(max_size=60), at=st.integers(0, len(ENVELOPE)))
def test_words_thrown_into_a_file_are_read_or_told(text: str, at: int) -> None:
    written = (ENVELOPE[:at] + text + ENVELOPE[at:]).encode("utf-8", "surrogatepass")
    check({HEAD: written}, whole_file=True)


@settings(max_examples=200)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_told(data: bytes) -> None:
    assert check({HEAD: data}, whole_file=True)
