"""Detect, diagnose, reroute, restore, revert: the five clocks of each fault, and work-arounds that were forgotten.

All from facts. With several faults live at a time, what shows no cause (an alarm acknowledged, a reroute) counts for
every one of them, because nobody in the room can tell them apart either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hotwash.domain.conduct_facts import BeliefStated
from hotwash.domain.facts import (
    AlarmAcknowledged,
    AlarmRaised,
    FaultBegan,
    FaultEnded,
    Happened,
    MilestoneReached,
    WorldChanged,
)
from hotwash.domain.impairment import Bypassed, Diverted, ElementDown, Rerouted
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import MINUTE, Millis
from hotwash.exercise.projections.measured import Moment
from hotwash.exercise.projections.proof import PaperTimes

GRACE: Millis = 15 * MINUTE
"""How long a work-around may stay after the repair before it counts as forgotten; a default, as in sample targets."""
WORKAROUNDS = (Rerouted, Diverted, Bypassed, ElementDown)
"""What acts lay over the network to lead calls round a fault, and what has to be taken back after it."""


@dataclass(frozen=True, slots=True)
class Workaround:
    """A reroute, diversion, bypass or fail-over that an act laid while a fault was live; `gone` is None while it stays.

    `needed_until` is the end of the last fault that it was laid for; None while one of them is live.
    """

    key: str
    action: str
    target: str
    kind: str
    laid: Moment
    gone: Moment | None
    needed_until: Moment | None

    def forgotten(self, now: Millis) -> bool:
        """Whether it outlived the repair by more than `GRACE`, or still does."""
        if self.needed_until is None:
            return False
        return (self.gone.at if self.gone else now) - self.needed_until.at > GRACE


@dataclass(frozen=True, slots=True)
class FaultClock:
    """The course of one fault; a fault that begins again has another. None: it has not happened.

    `detected`: the first alarm acknowledged, or detection marked, while it was live. `diagnosed`: the first situation
    card that named its kind, or the milestone that a remedy marks. `rerouted`: the first work-around. `restored`: its
    end. `reverted`: the last of its work-arounds taken back, where all are.
    """

    fault: str
    title: str
    began: Moment
    detected: Moment | None
    diagnosed: Moment | None
    rerouted: Moment | None
    restored: Moment | None
    reverted: Moment | None
    workarounds: tuple[Workaround, ...]

    @property
    def intervals(self) -> Mapping[str, Millis]:
        """Durations in ms of what has happened, by name.

        Detect and restore count from the beginning; diagnose and reroute from detection (from the beginning where
        nobody detected it); revert from the end of the last fault that the work-arounds were for.
        """
        known = self.detected or self.began
        found = {
            "detect": _between(self.began, self.detected),
            "diagnose": _between(known, self.diagnosed),
            "reroute": _between(known, self.rerouted),
            "restore": _between(self.began, self.restored),
            "revert": _between(_latest([one.needed_until for one in self.workarounds]), self.reverted),
        }
        return {name: took for name, took in found.items() if took is not None}

    def forgotten(self, now: Millis) -> tuple[Workaround, ...]:
        """Work-arounds that outlived the repair by more than `GRACE`."""
        return tuple(one for one in self.workarounds if one.forgotten(now))


@dataclass(eq=False, slots=True)
class _Work:
    key: str
    target: str
    kind: str
    laid: Moment
    for_faults: list[_Course]
    gone: Moment | None = None


@dataclass(eq=False, slots=True)
class _Course:
    fault: str
    title: str
    kind: str
    began: Moment
    detected: Moment | None = None
    diagnosed: Moment | None = None
    restored: Moment | None = None
    works: list[_Work] = field(default_factory=list)


def fault_clocks(scenario: Scenario, happened: Iterable[Happened]) -> tuple[FaultClock, ...]:
    """The course of every fault that began, in order."""
    courses: list[_Course] = []
    live: list[_Course] = []
    works: dict[tuple[str, str], _Work] = {}
    raised: set[int] = set()
    paper = PaperTimes()
    for one in happened:
        moment = Moment(paper.when(one), (one.seq,))
        match one.fact:
            case FaultBegan(fault=fault, title=title):
                planned = scenario.faults.get(fault)
                begun = _Course(fault, title, planned.fault.kind if planned else "", moment)
                courses.append(begun)
                live.append(begun)
                raised = set() if len(live) == 1 else raised
            case FaultEnded(fault=fault):
                for course in live:
                    if course.fault == fault:
                        course.restored = moment
                live = [course for course in live if course.fault != fault]
            case AlarmRaised(alarm=alarm):
                raised.add(alarm)
            case AlarmAcknowledged(alarm=alarm) if alarm in raised:
                _detected(live, moment)
            case MilestoneReached(name="detected"):
                _detected(live, moment)
            case MilestoneReached(name="diagnosed"):
                _diagnosed(live, moment)
            case BeliefStated(cause=cause) if cause:
                _diagnosed([course for course in live if course.kind == cause], moment)
            case WorldChanged():
                _work(works, live, one.fact, moment)
            case _:
                pass
    return tuple(_told(course) for course in courses)


def _detected(live: Iterable[_Course], moment: Moment) -> None:
    for course in live:
        course.detected = course.detected or moment


def _diagnosed(live: Iterable[_Course], moment: Moment) -> None:
    for course in live:
        course.diagnosed = course.diagnosed or moment


def _work(works: dict[tuple[str, str], _Work], live: list[_Course], fact: WorldChanged, moment: Moment) -> None:
    key = (fact.key, fact.target)
    if not fact.laid and key in works:
        works.pop(key).gone = moment
        return
    by_act = fact.laid and fact.key.startswith("act:") and isinstance(fact.change, WORKAROUNDS)
    if by_act and live and key not in works:
        made = works[key] = _Work(fact.key, fact.target, type(fact.change).__name__, moment, list(live))
        for course in live:
            course.works.append(made)


def _told(course: _Course) -> FaultClock:
    works = tuple(_workaround(work) for work in course.works)
    gone = [work.gone for work in works]
    return FaultClock(
        course.fault,
        course.title,
        course.began,
        course.detected,
        course.diagnosed,
        works[0].laid if works else None,
        course.restored,
        _latest(gone),
        works,
    )


def _workaround(work: _Work) -> Workaround:
    over = _latest([course.restored for course in work.for_faults])
    action = work.key.split(":")[1] if work.key.count(":") else ""
    return Workaround(work.key, action, work.target, work.kind, work.laid, work.gone, over)


def _latest(moments: list[Moment | None]) -> Moment | None:
    """The last of them; None where there is none, or one has not happened."""
    found = [moment for moment in moments if moment is not None]
    return max(found, key=lambda moment: moment.at) if found and len(found) == len(moments) else None


def _between(since: Moment | None, until: Moment | None) -> Millis | None:
    return max(0, until.at - since.at) if since is not None and until is not None else None
