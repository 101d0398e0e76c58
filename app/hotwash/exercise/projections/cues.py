"""When to look where: for each critical task the window in which it should show; quiet hints for evaluators.

A window opens when the time of the task begins, or when an inject that provokes it is about to be due or is out; it
closes when the task has shown (one without a rule: when somebody has noted what they saw), when its time is up, or,
where none is set, after `LOOK_FOR`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotwash.domain import predicates as p
from hotwash.domain.msel import Inject, Status
from hotwash.domain.plan import Task
from hotwash.domain.predicate_text import leaves
from hotwash.domain.review_facts import Observed
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say, term
from hotwash.domain.time import MINUTE, Millis
from hotwash.exercise.projections.board import Board
from hotwash.exercise.projections.conduct import InjectLine
from hotwash.exercise.projections.tasks import TaskTime

AHEAD: Millis = MINUTE
"""How long before an inject is planned its tasks are worth a look; a default."""
LOOK_FOR: Millis = 15 * MINUTE
"""How long a task without a time of its own is worth a look; a default."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Look now: at which task, why, until when (-1: until its inject is out), and at which seats it should show.

    `since` is when the window opened or, for an inject still to come, when that is planned.
    """

    task: str
    target: str
    text: str
    why: str
    since: Millis
    until: Millis
    seats: tuple[str, ...]
    inject: str = ""


def cues(scenario: Scenario, times: Sequence[TaskTime], board: Board, now: Millis) -> tuple[Cue, ...]:
    """The windows that are open at `now`, the one that closes first at the top."""
    tasks = {task.id: task for target in scenario.targets.values() for task in target.tasks}
    found = [cue for time in times for cue in _open(scenario, tasks[time.task], time, board, now)]
    return tuple(sorted(found, key=lambda cue: (cue.until if cue.until >= 0 else scenario.span, cue.since, cue.task)))


def _open(scenario: Scenario, task: Task, time: TaskTime, board: Board, now: Millis) -> Iterator[Cue]:
    """The window of a task that opened last, if it is still open."""
    if time.first is not None or board.ended:
        return
    lasts = task.within or LOOK_FOR
    windows: list[tuple[Millis, Millis, str, str]] = []
    if time.since is not None and task.after is not None:
        windows.append((time.since.at, time.since.at + lasts, term("its time is running"), ""))
    for inject in scenario.injects.values():
        if task.id in inject.tasks:
            windows += _of_inject(inject, board.conduct.inject(inject.id), now, lasts)
    if not windows:
        return
    since, until, why, inject_id = max(windows, key=lambda window: window[0])
    if (until < 0 or now <= until) and not _seen(task, board, since):
        yield Cue(task.id, time.target, task.text, why, since, until, where(scenario, task), inject_id)


def _of_inject(
    inject: Inject, line: InjectLine, now: Millis, lasts: Millis
) -> Iterator[tuple[Millis, Millis, str, str]]:
    """From when until when an inject makes its tasks worth a look, and why."""
    number = inject.shown_number
    match line.state:
        case "released":
            yield line.out_at, line.out_at + lasts, say("inject {number} is out", number=number), inject.id
        case "due":
            yield line.due_at, -1, say("inject {number} is due", number=number), inject.id
        case "waiting":
            planned = line.due_at if line.due_at >= 0 else inject.at
            played = (inject.when is None or line.due_at >= 0) and inject.status is not Status.OBSOLETE
            if planned is not None and played and now <= planned <= now + AHEAD:
                yield planned, planned + lasts, say("inject {number} comes soon", number=number), inject.id
        case _:
            return


def _seen(task: Task, board: Board, since: Millis) -> bool:
    """Whether somebody has written down what they saw of a task that no rule can tell."""
    return task.done is None and any(
        isinstance(one.fact, Observed) and one.fact.task == task.id and one.fact.seen_at >= since
        for one in board.review.observations
    )


def where(scenario: Scenario, task: Task) -> tuple[str, ...]:
    """Seats at which a task should show, by its rule; none where it names nobody and any seat may do it."""
    found: list[str] = []
    for leaf in leaves(task.done) if task.done is not None else ():
        match leaf:
            case p.ActBegun(action, seat) | p.ActOver(action, seat):
                offered = scenario.actions.get(action)
                found += [seat] if seat else list(offered.seats) if offered is not None else []
            case p.AlarmSeen(seat=seat) | p.DecisionTaken(seat=seat) | p.MessageSentBy(seat=seat):
                found += [seat] if seat else []
            case _:
                pass
    return tuple(dict.fromkeys(seat for seat in found if seat in scenario.seats))
