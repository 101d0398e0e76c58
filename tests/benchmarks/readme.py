"""The speed table of the README: what it says, and how it is put between its two markers. Knows no measuring."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.table import Goal

README = Path(__file__).resolve().parents[2] / "README.md"
BEGIN, END = "<!-- speed: written by `python3 -m tests bench --readme` -->", "<!-- speed: end -->"
HEAD = "| measured | number of the bench | found | target |\n|---|---|--:|---|\n"
WAYS = (
    "The state day has 88,000 calls, 200 PSAPs and a firewall that is down for two hours; the nation's 660,000 calls "
    "and 5,700 PSAPs. "
    "“Resolved at arrival” is how the kernel treats a PSAP that answers first come first served: a call's whole future "
    "is worked out when it arrives, which is less work for the same bits. In event mode every PSAP is run event by "
    "event; that is what to expect where PSAPs call back or change while calls wait."
)


def block(goals: Sequence[Goal], results: Mapping[str, Mapping[str, float]], known: Mapping[str, ModuleType]) -> str:
    """The text between the markers: one row for each target, then how it was measured and what was not."""
    rows = []
    for goal in goals:
        case = known[goal.case]
        words = f"{case.TITLE}: {_first_words(case.MEANING[goal.key])}"
        found = "–" if goal.found is None else _short(goal.found)
        wanted = f"{goal.sense} {goal.wanted:g}: {goal.verdict}" if goal.sense else goal.verdict
        rows.append(f"| {words} | `{goal.case}` `{goal.key}` | {found} | {wanted} |\n")
    missing = sorted({goal.key.removeprefix("ratio_").removesuffix("_evented") for goal in goals if goal.found is None})
    peers = f" Not measured here: {', '.join(missing)}." if missing else ""
    native = all(numbers.get("native", 1.0) == 1.0 for numbers in results.values())
    kernel = "compiled kernel" if native else "kernel without a compiler"
    return (
        f"{HEAD}{''.join(rows)}\nRatios of one run on one machine, medians over rounds: {machine()}, {kernel}; C++ by "
        f"g++ -O3.{peers} {WAYS}\n"
    )


def write(goals: Sequence[Goal], results: Mapping[str, Mapping[str, float]], known: Mapping[str, ModuleType]) -> None:
    """Put the block of these results between the README's markers."""
    before, _, after = parts(README.read_text(encoding="utf-8"))
    README.write_text(f"{before}{BEGIN}\n{block(goals, results, known)}{END}{after}", encoding="utf-8")


def parts(text: str) -> tuple[str, str, str]:
    """What stands before the block, in it and after it."""
    before, begin, rest = text.partition(f"{BEGIN}\n")
    inside, end, after = rest.partition(END)
    if not begin or not end:
        raise MarkersMissing
    return before, inside, after


class MarkersMissing(RuntimeError):
    """There is no place for the table."""

    def __init__(self) -> None:
        super().__init__(f"README.md must hold the lines {BEGIN!r} and {END!r} around its speed table.")


def machine() -> str:
    """The class of this machine: maker and family of its processor, cores, Python."""
    name = platform.processor() or platform.machine()
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:  # not Linux
        found = None
    if found:
        name = re.sub(r"\s+", " ", re.sub(r"\((R|TM)\)| CPU|@.*| Processor.*", "", found[1])).strip()
    python = f"{platform.python_implementation()} {'.'.join(platform.python_version_tuple()[:2])}"
    return f"{name} class, {os.cpu_count() or 1} cores, {platform.system()}, {python}"


def _first_words(meaning: str) -> str:
    return meaning.split(";", maxsplit=1)[0].strip()


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
