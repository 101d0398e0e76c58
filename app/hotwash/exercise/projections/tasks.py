"""Measured times of critical tasks: since when they count, when and by whom they showed, and by which facts.

It proposes times and never a letter; what evaluators say of them stands beside (`evaluation`) and replaces nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from hotwash.domain.conduct_facts import InjectReleased
from hotwash.domain.facts import CallsTallied, Fact, FaultBegan, Happened
from hotwash.domain.plan import Target, Task
from hotwash.domain.predicate_text import leaves
from hotwash.domain.predicates import Predicate
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import term
from hotwash.domain.time import Millis
from hotwash.exercise.projections.measured import Moment
from hotwash.exercise.projections.proof import TOUCHES, PaperTimes, Proof
from hotwash.exercise.watch import Watch


class TaskState(StrEnum):
    """How a critical task stands by its rule; no rating."""

    MET = "met"
    LATE = "late"
    NOT_SHOWN = "not_shown"
    NOT_PROVOKED = "not_provoked"
    NO_RULE = "no_rule"


STATE_WORDS: dict[TaskState, str] = {
    TaskState.MET: term("met"),
    TaskState.LATE: term("late"),
    TaskState.NOT_SHOWN: term("not shown"),
    TaskState.NOT_PROVOKED: term("not provoked"),
    TaskState.NO_RULE: term("no rule"),
}


@dataclass(frozen=True, slots=True)
class TaskTime:
    """What the journal says of one critical task. Times in ms of exercise time; moments name their journal entries.

    `first` is when its rule came true and `last` the newest fact that shows it again. `since` is when its time began
    (`Moment(0, ())` from the start; None not yet), `within` the time it should take (0: none is set). `seats` are those
    whose doing the first showing was, the one that completed it last. `provoked` is what made it necessary: its clock,
    an inject that names it, or a fault of its objective.

    What was done before its time began does not show it, because it may have been done for another reason (a test call
    before the repair proves no repair); `early` then tells of it, for the evaluator to judge.
    """

    task: str
    target: str
    state: TaskState
    first: Moment | None
    last: Moment | None
    seats: tuple[str, ...]
    since: Moment | None
    within: Millis
    provoked: Moment | None
    early: Moment | None = None

    @property
    def took(self) -> Millis | None:
        """From the beginning of its time to its first showing."""
        if self.first is None or self.since is None:
            return None
        return max(0, self.first.at - self.since.at)

    @property
    def due(self) -> Millis:
        """Exercise time up to which it should show; -1 where its time has not begun or none is set."""
        return self.since.at + self.within if self.since is not None and self.within else -1

    @property
    def evidence(self) -> tuple[int, ...]:
        """Journal numbers that a page cites: of the first showing and of the last."""
        found = (self.first.seqs if self.first else ()) + (self.last.seqs if self.last else ())
        return tuple(dict.fromkeys(found))


@dataclass(eq=False, slots=True)
class _Line:
    """One task while it is followed. `own` counts what is done from the beginning of its time, with its proof."""

    task: Task
    target: Target
    since: Moment | None = None
    own: tuple[Watch, Proof] | None = None
    first: Moment | None = None
    seats: tuple[str, ...] = ()
    last: Moment | None = None
    early: Moment | None = None
    provoked: Moment | None = None
    wakes: Millis = -1


class TaskClock:
    """Follows every critical task of a scenario: `take` each fact once, in order; `times` at any moment reached.

    A fact that no rule speaks of costs nothing but its look-up.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._lines = [_Line(task, target) for target in scenario.targets.values() for task in target.tasks]
        self._watch = Watch()
        rules = [rule for line in self._lines for rule in (line.task.done, line.task.after) if rule is not None]
        self._proof = Proof(rules, self._watch)
        self._paper = PaperTimes()
        self._touched: dict[type, list[_Line]] = {}
        for line in self._lines:
            for kind in _kinds(line.task):
                self._touched.setdefault(kind, []).append(line)
        self._by_inject = _injects(scenario)
        self._by_fault = _faults(scenario)
        self._deeds: list[tuple[Happened, Millis]] = []
        """What was done so far that any rule speaks of, with when: time may begin by what is keyed in later."""
        for line in self._lines:
            if line.task.after is None:
                line.since, line.own = Moment(0, ()), (self._watch, self._proof)
                if line.task.id not in _named(self._by_inject) | _named(self._by_fault):
                    line.provoked = line.since
            self._look(line, 0, None)

    def take(self, one: Happened) -> None:
        """One more fact."""
        self._pass_to(one.at)
        when = self._paper.when(one)
        self._watch.take(one.at, one.fact)
        self._proof.take(one, when)
        self._provoke(one)
        touched = self._touched.get(type(one.fact), ())
        if touched:
            self._deeds.append((one, when))
        for line in touched:
            if line.own is not None and line.own[0] is not self._watch:
                _tell(line.own, one, when)
            self._look(line, one.at, when)

    def times(self, now: Millis) -> tuple[TaskTime, ...]:
        """Every task as it stands at `now`, in the order of targets and tasks."""
        self._pass_to(now)
        return tuple(_told(line) for line in self._lines)

    def _pass_to(self, now: Millis) -> None:
        """What comes true by the passing of time alone."""
        while True:
            due = min((line.wakes for line in self._lines if 0 <= line.wakes <= now), default=-1)
            if due < 0:
                return
            for line in self._lines:
                if line.wakes == due:
                    self._look(line, due, None)

    def _look(self, line: _Line, now: Millis, when: Millis | None) -> None:
        """Where one task stands now; `when` is when the fact was done that it is looked at for, None for time alone."""
        task = line.task
        waking: list[Millis] = []
        if line.own is None and task.after is not None:
            if self._watch.holds(task.after, now):
                self._begin(line, task.after, now if when is None else when, now)
            elif task.done is not None:
                line.early = self._shown(task.done, (self._watch, self._proof), now, when)
            waking += self._watch.wakes(task.after, now)
        if line.own is not None and task.done is not None:
            self._look_at_done(line, line.own, task.done, now, when)
            waking += line.own[0].wakes(task.done, now)
        line.wakes = min(waking, default=-1)

    def _begin(self, line: _Line, after: Predicate, since: Millis, now: Millis) -> None:
        """The time of a task begins; what is done from then on counts, the beginning itself included."""
        line.since = Moment(since, tuple(seq for _, seq, _ in self._proof.evidence(after, now)))
        line.provoked = line.provoked or line.since
        watch = self._watch.fresh()
        line.own = (watch, self._proof.fresh(watch))
        for one, done_at in self._deeds:
            if done_at >= since:
                _tell(line.own, one, done_at)

    def _look_at_done(
        self, line: _Line, own: tuple[Watch, Proof], done: Predicate, now: Millis, when: Millis | None
    ) -> None:
        shown = self._shown(done, own, now, when)
        if shown is None:
            return
        if line.first is None:
            since = line.since.at if line.since is not None else 0
            line.first = line.last = Moment(max(shown.at, since), shown.seqs)
            line.seats = tuple(dict.fromkeys(seat for _, _, seat in own[1].evidence(done, now) if seat))
        again = own[1].newest(done, now)
        if again is not None and line.last is not None and again[0] > line.last.at:
            line.last = Moment(again[0], (again[1],))

    def _shown(self, done: Predicate, own: tuple[Watch, Proof], now: Millis, when: Millis | None) -> Moment | None:
        """Since when a rule holds that holds now, by the facts that say so."""
        if not own[0].holds(done, now):
            return None
        found = own[1].evidence(done, now)
        at = now if when is None else max((at for at, _, _ in found), default=when)
        return Moment(at, tuple(seq for _, seq, _ in found))

    def _provoke(self, one: Happened) -> None:
        named: tuple[str, ...] = ()
        match one.fact:
            case InjectReleased(inject=inject):
                named = self._by_inject.get(inject, ())
            case FaultBegan(fault=fault):
                named = self._by_fault.get(fault, ())
            case _:
                return
        for line in self._lines:
            if line.task.id in named and line.provoked is None:
                line.provoked = Moment(one.at, (one.seq,))


def task_times(scenario: Scenario, happened: Iterable[Happened], now: Millis | None = None) -> tuple[TaskTime, ...]:
    """Every critical task as the facts tell it up to `now` (the time of the last fact unless given)."""
    tasks, reached = TaskClock(scenario), 0
    for one in happened:
        tasks.take(one)
        reached = max(reached, one.at)
    return tasks.times(reached if now is None else now)


def _tell(own: tuple[Watch, Proof], one: Happened, when: Millis) -> None:
    """One more fact to a task's own watch, which shares with the common one what is no deed."""
    watch, proof = own
    if not isinstance(one.fact, CallsTallied):
        watch.take(one.at, one.fact)
    proof.take(one, when)


def _told(line: _Line) -> TaskTime:
    task, early = line.task, line.early if line.early is not None and line.early.seqs and line.first is None else None
    if task.done is None:
        state = TaskState.NO_RULE
    elif line.first is not None:
        over = task.within and line.since is not None and line.first.at - line.since.at > task.within
        state = TaskState.LATE if over else TaskState.MET
    else:
        state = TaskState.NOT_PROVOKED if line.provoked is None else TaskState.NOT_SHOWN
    return TaskTime(
        task.id,
        line.target.id,
        state,
        line.first,
        line.last,
        line.seats,
        line.since,
        task.within,
        line.provoked,
        early,
    )


def _kinds(task: Task) -> frozenset[type[Fact]]:
    """Facts that can change where a task stands."""
    rules = [rule for rule in (task.done, task.after) if rule is not None]
    return frozenset(kind for rule in rules for leaf in leaves(rule) for kind in TOUCHES[type(leaf)])


def _injects(scenario: Scenario) -> Mapping[str, tuple[str, ...]]:
    return {inject.id: inject.tasks for inject in scenario.injects.values() if inject.tasks}


def _faults(scenario: Scenario) -> Mapping[str, tuple[str, ...]]:
    """Tasks that a fault provokes: those without a clock and an inject of their own, by the faults of the objective."""
    by_inject = _named(_injects(scenario))
    found: dict[str, list[str]] = {}
    for objective in scenario.objectives:
        own = [
            task.id
            for target in scenario.targets.values()
            if target.objective == objective.id
            for task in target.tasks
            if task.after is None and task.id not in by_inject
        ]
        for fault in objective.faults:
            found.setdefault(fault, []).extend(own)
    return {fault: tuple(tasks) for fault, tasks in found.items()}


def _named(by: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(task for tasks in by.values() for task in tasks)
