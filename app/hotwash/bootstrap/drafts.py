"""Drafts on their way in and out: opened to be worked on, and written whole to be played; knows no screen."""

from __future__ import annotations

import json

from hotwash.bootstrap.exercises import Played
from hotwash.scenario.draft import SECTIONS, Draft, Fields, Odd, Plain, draft_of
from hotwash.scenario.files import DECISIONS, HEAD, find_scenario, scenario_files
from hotwash.scenario.grammar import FORMAT
from hotwash.scenario.reader import read_scenario_files


def opened(name_or_path: str) -> Draft:
    """The draft of a scenario by path or shipped name; raises ScenarioProblems where it can't be taken apart."""
    return draft_of(scenario_files(find_scenario(name_or_path)))


def played(draft: Draft) -> Played:
    """The scenario of a draft with bytes that say just that; raises ScenarioProblems where it has mistakes."""
    files = as_played(draft)
    return Played(read_scenario_files(files), files)


def as_played(draft: Draft) -> dict[str, bytes]:
    """Files that say what a draft says, each key on a line, for the record of an exercise and not for authors."""
    lists: dict[str, dict[str, tuple[Plain, ...]]] = {name: {} for name in (HEAD, *draft.files)}
    for section in SECTIONS:
        for item in draft.items(section):
            own = lists.setdefault(item.file, {})
            own[section] = (*own.get(section, ()), item.value)
    heads = {HEAD: draft.head}
    files = {name: _file(heads.get(name, Fields()), held) for name, held in lists.items()}
    for name, script in draft.scripts.items():
        decisions = {"decisions": tuple(item.value for item in script.decisions)}
        files[f"{DECISIONS}/{name}.yaml"] = _file(script.head, decisions)
    return files


def _file(head: Fields, lists: dict[str, tuple[Plain, ...]]) -> bytes:
    lines = [f"format: {FORMAT}", *(f"{key}: {_flow(value)}" for key, value in head.items())]
    for key, items in lists.items():
        lines += [f"{key}:" if items else f"{key}: []", *(f"  - {_flow(item)}" for item in items)]
    return ("\n".join(lines) + "\n").encode()


def _flow(value: Plain) -> str:
    """A value in the flow style of YAML 1.2, of which JSON is a part."""
    match value:
        case Fields():
            return "{" + ", ".join(f"{json.dumps(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"
        case tuple():
            return "[" + ", ".join(_flow(inner) for inner in value) + "]"
        case Odd():
            return value.written or "null"
        case _:
            return json.dumps(value, ensure_ascii=False)
