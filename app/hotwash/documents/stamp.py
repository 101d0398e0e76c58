"""What ties a page to the run it was printed from: digests of scenario and facts, seed, engine, run, and its lacks."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotwash.domain.facts import ExerciseOpened, Happened
from hotwash.domain.scenario import Scenario

BETWEEN = " \u00b7 "
"""What stands between two parts of the line."""
SHOWN = 16
"""Hexadecimal digits of a digest that are printed."""
BEFORE = "before any run"
"""Stands for the facts on what is printed from a scenario alone."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Digests in hexadecimal. `run` and `head` are empty where the caller has no exercise file at hand, `facts` too
    where there is only a scenario; `lack` is empty for a sound record, and else stands first."""

    scenario: str
    seed: int
    engine: str
    run: str
    facts: str
    head: str
    lack: str = ""

    @property
    def line(self) -> str:
        """The 6-point line of every page, and the text of the code on the last one."""
        parts = [
            *([self.lack] if self.lack else []),
            f"scenario {self.scenario[:SHOWN]}",
            f"seed {self.seed}",
            self.engine,
            *([f"run {self.run}"] if self.run else []),
            f"facts {self.facts[:SHOWN]}" if self.facts else BEFORE,
            *([f"journal head {self.head[:SHOWN]}"] if self.head else []),
        ]
        return BETWEEN.join(parts)


def stamp(
    scenario: Scenario, happened: Sequence[Happened], engine: str, run: str = "", head: str = "", lack: str = ""
) -> Stamp:
    """The stamp of a run; the same scenario and facts give the same one on every machine."""
    seed = next((one.fact.seed for one in happened if isinstance(one.fact, ExerciseOpened)), scenario.seed)
    return Stamp(digest(scenario), seed, engine, run, digest(tuple(happened)), head, str(lack))


def stamp_of_scenario(scenario: Scenario, engine: str) -> Stamp:
    """The stamp of what is printed before anything was played."""
    return Stamp(digest(scenario), scenario.seed, engine, "", "", "")


def digest(value: Any) -> str:
    """SHA-256 of a value of the domain: dataclasses by class and fields, tables and sets in order, text as UTF-8.

    The journal keeps tables in the order of their keys, whatever order they had when they were written.
    """
    written = json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        own = {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"": type(value).__name__, **own}
    if isinstance(value, Mapping):
        return [[str(key), _plain(item)] for key, item in sorted(value.items(), key=lambda pair: str(pair[0]))]
    if isinstance(value, AbstractSet):
        return sorted(str(item) for item in value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value
