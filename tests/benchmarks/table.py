"""Runs every benchmark case and prints one table, or one JSON object; knows cases only by their form.

A case is a module of this folder with ``NAME`` and ``run(quick) -> {"ratio": ..., ...}``; one with a
``MEANING`` says in words what each of its numbers is. A ratio is how many times the plain way's speed
ours has, in one run on one machine, so that it means the same on a slow day.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent


def cases() -> dict[str, ModuleType]:
    """Every case by name, in order of file name."""
    found = {}
    for path in sorted(HERE.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "\nNAME = " in text:
            module = import_module(f"tests.benchmarks.{path.stem}")
            found[module.NAME] = module
    return found


def table(results: Mapping[str, Mapping[str, float]], known: Mapping[str, ModuleType]) -> str:
    """One block a case: its first sentence, then each number with what it means."""
    lines = []
    for name, numbers in results.items():
        meaning = getattr(known[name], "MEANING", {"ratio": "times the speed of the plain way"})
        lines.append(f"{name}: {(known[name].__doc__ or '').strip().splitlines()[0]}")
        for key, value in numbers.items():
            shown = f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:,.4g}"
            lines.append(f"  {key:<22}{shown:>14}  {meaning.get(key, '')}".rstrip())
        lines.append("")
    return "\n".join(lines)


def main(argv: Sequence[str]) -> int:
    """``[--quick] [--json] [CASE ...]``; 0 when all have run, 2 for a case there is not."""
    known = cases()
    reader = argparse.ArgumentParser(prog="bench", description="Side-by-side benchmarks; ratios are what counts.")
    reader.add_argument("case", nargs="*", help=f"only these: {', '.join(known)}")
    reader.add_argument("--quick", action="store_true", help="small sizes, some seconds")
    reader.add_argument("--json", action="store_true", help="print {case: {ratio: ...}} instead of the table")
    asked = reader.parse_args(list(argv))
    unknown = [name for name in asked.case if name not in known]
    if unknown:
        reader.error(f"there is no case {unknown[0]!r}; there are {', '.join(known)}")
    results = {name: dict(known[name].run(quick=asked.quick)) for name in (asked.case or known)}
    print(json.dumps(results, indent=2) if asked.json else table(results, known))
    return 0
