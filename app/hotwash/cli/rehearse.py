"""`hotwash rehearse`: bots play a scenario and say whether it can be solved; a sweep tells which failures are worst."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from typing import Any

from hotwash.bootstrap import exercises
from hotwash.cli.requests import DONE, NO
from hotwash.domain.time import Millis, clock
from hotwash.editor.rehearsal.rehearsal import BotRun, Rehearsal, rehearse
from hotwash.editor.rehearsal.sweep import Row, Sweep, sweep

WORST_SHOWN = 20
"""Rows of a sweep that are printed for people; JSON has them all."""


class _Told:
    """Progress on stderr, a line for every tenth where nobody looks at it."""

    def __init__(self, what: str) -> None:
        self._what, self._shown = what, -1

    def __call__(self, done: int, of: int) -> bool:
        tenth = done * 10 // of if of else 10
        if sys.stderr is not None and tenth != self._shown:
            self._shown = tenth
            looked_at = sys.stderr.isatty()
            begin, end = ("\r", "\n" if tenth == 10 else "") if looked_at else ("", "\n")
            print(f"{begin}{self._what}: {tenth * 10} %", end=end, file=sys.stderr, flush=True)
        return True


def run_rehearsal(arguments: Namespace) -> int:
    """`hotwash rehearse`: exit 1 where no bot brings service back, or an inject never goes out."""
    scenario = exercises.load(arguments.scenario).scenario
    found = rehearse(scenario, _Told("Rehearsal"), seed=arguments.seed)
    swept = sweep(scenario, _Told("Sweep")) if arguments.sweep else None
    if arguments.json:
        print(json.dumps(as_json(found, swept), ensure_ascii=False))
    else:
        print("\n".join(_lines(scenario.title, found, swept)))
    return DONE if found.sound else NO


def as_json(found: Rehearsal, swept: Sweep | None) -> dict[str, Any]:
    """Everything that was found, exercise times in seconds; `sweep` only where it was asked for."""
    told: dict[str, Any] = {
        "scenario": found.scenario,
        "solvable": found.solvable,
        "solved_by": list(found.solved_by),
        "dead_injects": list(found.dead),
        "injects_by_hand": list(found.by_hand),
        "tasks_never_provoked": list(found.unprovoked),
        "tasks_never_shown": list(found.unshown),
        "actions_never_taken": list(found.untaken),
        "actions_without_effect": list(found.vain),
        "faults_never_begun": list(found.unbegun),
        "runs": [_run(run) for run in found.runs],
    }
    if swept is not None:
        told["sweep"] = {
            "calls_per_hour": round(swept.usual.calls, 1),
            "lost_per_hour": round(swept.usual.lost, 1),
            "singles": [_row(row) for row in swept.singles],
            "pairs": [_row(row) for row in swept.pairs],
            "not_tried": list(swept.coverage),
        }
    return told


def _run(run: BotRun) -> dict[str, Any]:
    return {
        "bot": run.bot,
        "solved": run.solved,
        "lost": run.lost,
        "callers_never_answered": run.unhelped,
        "detected": _seconds(run.detected),
        "mitigated": _seconds(run.mitigated),
        "restored": _seconds(run.restored),
        "faults": list(run.faults),
        "faults_live_at_end": list(run.live),
        "injects_released": list(run.released),
        "tasks": {task: state.value for task, state in run.tasks},
        "actions": {use.action: {"times": use.times, "effective": use.effective} for use in run.acts},
        "refused": run.refused,
    }


def _row(row: Row) -> dict[str, Any]:
    one = row.figures
    return {
        "id": row.case.id,
        "sort": row.case.sort.value,
        "title": str(row.case.title),
        "places": list(row.case.places),
        "lost_per_hour": round(one.lost, 1),
        "elsewhere_per_hour": round(one.elsewhere, 1),
        "without_location": one.unlocated_permille / 1000,
        "psaps_unreachable": list(one.unreachable),
        "measured": row.measured,
    }


def _seconds(at: Millis | None) -> int | None:
    return None if at is None else at // 1000


def _lines(title: str, found: Rehearsal, swept: Sweep | None) -> list[str]:
    lines = [f"{title}: {'can be solved' if found.solvable else 'NOT solved by any bot'}"]
    lines.append(f"  {'bot':20} {'lost':>7} {'unhelped':>9} {'detected':>9} {'mitigated':>10} {'restored':>9}  solved")
    for run in found.runs:
        lines.append(
            f"  {run.bot:20} {run.lost:7} {run.unhelped:9} {_moment(run.detected):>9} {_moment(run.mitigated):>10} "
            f"{_moment(run.restored):>9}  {'yes' if run.solved else 'no'}"
        )
    lines += [f"  {sentence}" for sentence in found.sentences]
    lines += [f"  Released by hand only: {', '.join(found.by_hand)}."] if found.by_hand else []
    lines += [f"  Begun in no run: {', '.join(found.unbegun)}."] if found.unbegun else []
    if swept is not None:
        lines.append(f"Worst failures, of {swept.usual.calls:.0f} calls an hour:")
        lines += [_row_line(row) for row in swept.singles[:WORST_SHOWN]]
        lines.append("Worst pairs:")
        lines += [_row_line(row) for row in swept.pairs[:WORST_SHOWN]]
        lines += [f"  {sentence}" for sentence in swept.coverage]
    return lines


def _row_line(row: Row) -> str:
    one = row.figures
    how = ", measured" if row.measured else ""
    return (
        f"  {one.lost:8.1f} lost, {one.elsewhere:8.1f} elsewhere, {len(one.unreachable):4} PSAPs cut off, "
        f"{one.unlocated_permille / 10:5.1f} % without location: {row.case.title} [{row.case.sort.value}{how}]"
    )


def _moment(at: Millis | None) -> str:
    return "-" if at is None else clock(at)
