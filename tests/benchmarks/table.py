"""Runs every benchmark case and prints one table, or one JSON object; knows cases only by their form.

A case is a module of this folder with ``NAME`` and ``run(quick) -> {"ratio": ..., ...}``; one with a
``MEANING`` says in words what each of its numbers is, one with ``TARGETS`` what some of them are to
be, one with ``BESIDE`` what must be told with those, and one that is ``LONG`` is run in full only when
asked. A ratio is how many times the plain way's speed ours has, in one run on one machine, so that it
means the same on a slow day. What a number's meaning is told of and what is not among the numbers was
not measured: its peer is not here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from tests.benchmarks import readme

HERE = Path(__file__).resolve().parent
Results = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Goal:
    """What one number of a case is to be, and what it is; None where it was not measured."""

    case: str
    key: str
    sense: str
    wanted: float
    found: float | None

    @property
    def verdict(self) -> str:
        if self.found is None:
            return "not measured"
        if not self.sense:
            return "no target"
        met = self.found >= self.wanted if self.sense == ">=" else self.found <= self.wanted
        return "met" if met else "missed"


def cases() -> dict[str, ModuleType]:
    """Every case by name, in order of file name."""
    found = {}
    for path in sorted(HERE.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "\nNAME = " in text:
            module = import_module(f"tests.benchmarks.{path.stem}")
            found[module.NAME] = module
    return found


def goals(results: Results, known: Mapping[str, ModuleType]) -> list[Goal]:
    """Every target of the cases that ran, and what is told beside them."""
    found = []
    for name, numbers in results.items():
        for key, (sense, wanted) in getattr(known[name], "TARGETS", {}).items():
            found.append(Goal(name, key, sense, wanted, numbers.get(key)))
        for key in getattr(known[name], "BESIDE", ()):
            found.append(Goal(name, key, "", 0.0, numbers.get(key)))
    return found


def table(results: Results, known: Mapping[str, ModuleType]) -> str:
    """One block a case: its first sentence, then each number with what it means; then every target."""
    lines = []
    for name, numbers in results.items():
        meaning = getattr(known[name], "MEANING", {"ratio": "times the speed of the plain way"})
        lines.append(f"{name}: {(known[name].__doc__ or '').strip().splitlines()[0]}")
        for key in [*numbers, *(key for key in meaning if key not in numbers)]:
            value = shown(numbers[key]) if key in numbers else "not measured"
            lines.append(f"  {key:<22}{value:>14}  {meaning.get(key, '')}".rstrip())
        lines.append("")
    checked = goals(results, known)
    if checked:
        lines.append(f"{'target':<44}{'wanted':>12}{'found':>14}")
    for goal in checked:
        found = "" if goal.found is None else shown(goal.found)
        wanted = f"{goal.sense} {goal.wanted:g}" if goal.sense else ""
        lines.append(f"{f'{goal.case} {goal.key}':<44}{wanted:>12}{found:>14}  {goal.verdict}")
    return "\n".join(lines)


def shown(value: float) -> str:
    """A number to four figures."""
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:,.4g}"


def main(argv: Sequence[str]) -> int:
    """``[--quick | --full] [--json] [--readme [RESULTS]] [CASE ...]``; 0 when all have run, 2 for a wrong request."""
    known = cases()
    reader = argparse.ArgumentParser(prog="bench", description="Side-by-side benchmarks; ratios are what counts.")
    reader.add_argument("case", nargs="*", help=f"only these: {', '.join(known)}")
    size = reader.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="small sizes, some seconds")
    size.add_argument("--full", action="store_true", help="the long cases in full, some minutes")
    reader.add_argument("--json", action="store_true", help="print {case: {ratio: ...}} instead of the table")
    reader.add_argument("--readme", action="store_true", help="write the README's speed table from these results")
    reader.add_argument("--results", type=Path, help="take the results from this file, made by --json, and run nothing")
    asked = reader.parse_args(list(argv))
    unknown = [name for name in asked.case if name not in known]
    if unknown:
        reader.error(f"there is no case {unknown[0]!r}; there are {', '.join(known)}")
    results: Results
    if asked.results:
        try:
            results = json.loads(asked.results.read_text(encoding="utf-8"))
        except (OSError, ValueError) as trouble:
            reader.error(f"{asked.results} holds no results of --json: {trouble}")
    else:
        results = {name: _run(known[name], asked) for name in (asked.case or known)}
    if asked.readme:
        readme.write(goals(results, known), results, known)
    print(json.dumps(results, indent=2) if asked.json else table(results, known))
    return 0


def _run(case: ModuleType, asked: argparse.Namespace) -> dict[str, float]:
    quick = asked.quick or (getattr(case, "LONG", False) and not asked.full)
    return dict(case.run(quick=quick))
