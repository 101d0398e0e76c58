"""Plays a whole scenario with bots in every seat, and says whether it can be solved and what in it never happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hotwash.domain.commands import FACILITATOR, EndExercise, StartClock
from hotwash.domain.conduct_facts import InjectDue, InjectReleased
from hotwash.domain.facts import ActionEnded, FaultBegan, Happened
from hotwash.domain.msel import Inject, Status
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.domain.steps import Ease, Remedy, Try, Wait, WaitAbout, Withdraw
from hotwash.domain.time import Millis
from hotwash.editor.rehearsal.bots import AtRandom, DoNothing, GoodPractice, Recorded
from hotwash.editor.rehearsal.figures import Costs
from hotwash.editor.rehearsal.room import TICK, Bot, Room, conduct
from hotwash.exercise.projections.measures import measures
from hotwash.exercise.projections.tasks import TaskState, task_times
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore

Progress = Callable[[int, int], bool]
"""Told what is done of how much; False stops the work."""

RANDOM_SEEDS = (1, 2, 3)
"""Seeds of the bots that act at random; a default."""
SLOWNESS = 3
"""By how much the slow bot takes longer over everything; a default."""
RECORDED = ("textbook", "history")
"""Decisions of a scenario that are played as a reference where it ships them."""


@dataclass(frozen=True, slots=True)
class ActUse:
    """One act in one run: how often it was over, and whether it ever did anything."""

    action: str
    times: int
    effective: bool


@dataclass(frozen=True, slots=True)
class BotRun:
    """One bot's exercise. Times in ms of exercise time, None where a moment never came.

    `lost` are failed attempts of the public on 911, `unhelped` callers whom nobody has helped. `faults` began, `live`
    of them were not over at the end. `clean`: then no call fared worse than in the network without faults. `tasks` are
    critical tasks with how they stand by their rules.
    """

    bot: str
    lost: int
    unhelped: int
    detected: Millis | None
    mitigated: Millis | None
    restored: Millis | None
    faults: tuple[str, ...]
    live: tuple[str, ...]
    clean: bool
    solved: bool
    due: tuple[str, ...]
    released: tuple[str, ...]
    tasks: tuple[tuple[str, TaskState], ...]
    acts: tuple[ActUse, ...]
    refused: int

    def task(self, task: str) -> TaskState:
        """How one critical task stands."""
        return dict(self.tasks)[task]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the runs say together, by ids in the author's order.

    `solvable`: in some run every fault is over and calls fare as they should. `dead` injects never went out, nor became
    due, in any run; `by_hand` are those that only a facilitator lets out. `unprovoked` tasks were made necessary by
    nothing, `unshown` ones were done by nobody, in any run. `untaken` acts no bot took; `vain` ones never did anything.
    `unbegun` faults never began.
    """

    scenario: str
    runs: tuple[BotRun, ...]
    solvable: bool
    solved_by: tuple[str, ...]
    dead: tuple[str, ...]
    by_hand: tuple[str, ...]
    unprovoked: tuple[str, ...]
    unshown: tuple[str, ...]
    untaken: tuple[str, ...]
    vain: tuple[str, ...]
    unbegun: tuple[str, ...]
    cancelled: bool = False

    @property
    def sound(self) -> bool:
        """Whether it was played to its end, can be solved, and every inject goes out in some run."""
        return self.solvable and not self.dead and not self.cancelled

    @property
    def sentences(self) -> tuple[str, ...]:
        """What an author should look at again, one sentence each; empty where nothing is the matter."""
        return tuple(_sentences(self))


def bots(scenario: Scenario, random_seeds: Iterable[int] = RANDOM_SEEDS) -> tuple[Bot, ...]:
    """The bots of a whole rehearsal: nobody acts, good practice, the same slowly, recorded decisions, random acts."""
    recorded = [
        Recorded(f"recorded-{name}", scenario.decisions[name]) for name in RECORDED if scenario.decisions.get(name)
    ]
    return (
        DoNothing(),
        GoodPractice("textbook"),
        GoodPractice("slow", SLOWNESS),
        *recorded,
        *(AtRandom(seed) for seed in random_seeds),
    )


def rehearse(
    scenario: Scenario,
    progress: Progress | None = None,
    *,
    players: Sequence[Bot] | None = None,
    seed: int | None = None,
) -> Rehearsal:
    """Play a scenario with each bot (by default those of `bots`). The same scenario and seed give the same result.

    `progress` is told exercise time in ticks over all runs; where it stops them, the runs that are over are told.
    """
    playing = bots(scenario) if players is None else tuple(players)
    ticks = -(-scenario.span // TICK)
    runs: list[BotRun] = []
    for number, bot in enumerate(playing):
        run = _play(
            scenario,
            bot,
            scenario.seed if seed is None else seed,
            _Ticks(progress, number * ticks, ticks * len(playing)),
        )
        if run is None:
            return _together(scenario, runs, cancelled=True)
        runs.append(run)
    return _together(scenario, runs, cancelled=False)


@dataclass(frozen=True, slots=True)
class _Ticks:
    """Where one run stands among all."""

    progress: Progress | None
    before: int
    total: int

    def go_on(self, now: Millis) -> bool:
        return self.progress is None or self.progress(self.before + -(-now // TICK), self.total)


def _play(scenario: Scenario, bot: Bot, seed: int, ticks: _Ticks) -> BotRun | None:
    """One run to the end of the exercise; None where it was stopped."""
    session = Session(scenario, seed, MemoryStore())
    session.open()
    session.ask(FACILITATOR, StartClock())
    room = Room(session)
    instants = sorted(
        {at for at in bot.instants() if at <= scenario.span} | {*range(TICK, scenario.span, TICK), scenario.span}
    )
    refused = 0
    try:
        for at in instants:
            session.run_to(at)
            room.look()
            for order in (*conduct(room), *bot.orders(room)):
                refused += not session.ask(order.actor, order.command).accepted
            if not ticks.go_on(at):
                return None
            if session.board.ended:
                break
        live = session.board.live
        if not session.board.ended:
            session.ask(FACILITATOR, EndExercise())
        costs = Costs(scenario)
        clean = costs.of(live).lost <= costs.usual.lost + 1e-9
        return _told(scenario, bot.name, session.facts, clean=clean, refused=refused)
    finally:
        session.close()


def _told(scenario: Scenario, bot: str, happened: Sequence[Happened], *, clean: bool, refused: int) -> BotRun:
    found = measures(scenario, happened)
    faults = tuple(dict.fromkeys(one.fact.fault for one in happened if isinstance(one.fact, FaultBegan)))
    live = tuple(fault for outage in found.outages for fault, _, over in outage.fault_times if over is None)
    ways = found.ways.get("911")
    lost = found.failed if ways is None else ways.failed
    outage = next(iter(found.outages), None)
    last = found.outages[-1].timeline if found.outages else {}
    restored = last.get("restored")
    over = clean and not live
    return BotRun(
        bot,
        lost,
        found.callers_never_answered or 0,
        None if outage is None else _at(outage.timeline.get("detected")),
        None if outage is None else _at(outage.timeline.get("mitigated")),
        _at(restored),
        faults,
        live,
        clean,
        over,
        tuple(dict.fromkeys(one.fact.inject for one in happened if isinstance(one.fact, InjectDue))),
        tuple(dict.fromkeys(one.fact.inject for one in happened if isinstance(one.fact, InjectReleased))),
        tuple((time.task, time.state) for time in task_times(scenario, happened)),
        _uses(scenario, happened),
        refused,
    )


def _at(moment: object) -> Millis | None:
    at = getattr(moment, "at", None)
    return at if isinstance(at, int) else None


def _uses(scenario: Scenario, happened: Sequence[Happened]) -> tuple[ActUse, ...]:
    """Every act that was over, in the author's order."""
    effects: dict[str, list[str]] = {}
    for one in happened:
        if isinstance(one.fact, ActionEnded):
            effects.setdefault(one.fact.action, []).append(one.fact.effect)
    return tuple(
        ActUse(action, len(effects[action]), _did_something(scenario, action, effects[action]))
        for action in scenario.actions
        if action in effects
    )


def _did_something(scenario: Scenario, action: str, effects: Sequence[str]) -> bool:
    """Whether an act changed, told or showed anything; a repair that found nothing did not."""
    steps = tuple(scenario.actions[action].action.steps(scenario.network))
    tries = [step for step in steps if isinstance(step, Remedy | Ease | Withdraw)]
    if not tries or any(not isinstance(step, Remedy | Ease | Withdraw | Wait | WaitAbout | Try) for step in steps):
        return True
    return any(effect == step.found for effect in effects for step in tries)


def _together(scenario: Scenario, runs: Sequence[BotRun], *, cancelled: bool) -> Rehearsal:
    solved = tuple(run.bot for run in runs if run.solved)
    out = {inject for run in runs for inject in (*run.released, *run.due)}
    live = [inject for inject in scenario.injects.values() if inject.status is not Status.OBSOLETE]
    states: dict[str, set[TaskState]] = {}
    for run in runs:
        for task, state in run.tasks:
            states.setdefault(task, set()).add(state)
    shown = {TaskState.MET, TaskState.LATE}
    taken = {use.action for run in runs for use in run.acts}
    effective = {use.action for run in runs for use in run.acts if use.effective}
    begun = {fault for run in runs for fault in run.faults}
    return Rehearsal(
        scenario.id,
        tuple(runs),
        bool(solved),
        solved,
        tuple(inject.id for inject in live if inject.id not in out and not _by_hand(inject)) if runs else (),
        tuple(inject.id for inject in live if _by_hand(inject)),
        tuple(task for task, found in states.items() if found == {TaskState.NOT_PROVOKED}),
        tuple(task for task, found in states.items() if not found & shown and TaskState.NOT_SHOWN in found),
        tuple(action for action in scenario.actions if action not in taken) if runs else (),
        tuple(
            action
            for action in scenario.actions
            if action in taken - effective and _could_have_helped(scenario, action, begun)
        ),
        tuple(fault for fault in scenario.faults if fault not in begun) if runs else (),
        cancelled,
    )


def _could_have_helped(scenario: Scenario, action: str, begun: set[str]) -> bool:
    """Whether the act itself is to blame: no fault that it remedies has not begun, and it undoes nothing."""
    steps = tuple(scenario.actions[action].action.steps(scenario.network))
    waiting = [one.fault for one in scenario.faults.values() if one.id not in begun]
    meant = {step.remedy for step in steps if isinstance(step, Remedy | Ease)}
    undoes = any(isinstance(step, Withdraw) for step in steps)
    return not undoes and not any(meant & (fault.remedies | fault.relief) for fault in waiting)


def _by_hand(inject: Inject) -> bool:
    return inject.at is None and inject.when is None


def _sentences(found: Rehearsal) -> Iterable[str]:
    if found.cancelled:
        yield say("The rehearsal was stopped; what was not played is not judged.")
    elif not found.solvable:
        yield say("No bot brings service back: a fault stays, or calls fare worse at the end than at the beginning.")
    for inject in found.dead:
        yield say("Inject '{inject}' never becomes due, whoever plays.", inject=inject)
    for task in found.unprovoked:
        yield say("Nothing that happens makes critical task '{task}' necessary, whoever plays.", task=task)
    for task in found.unshown:
        yield say("Critical task '{task}' shows in no run.", task=task)
    for action in found.vain:
        yield say("Action '{action}' never changes, tells or shows anything, whoever plays.", action=action)
