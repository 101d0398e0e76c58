"""What one evaluator has before them: measured tasks, where to look, and what they put down; for window and browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.facts import Happened
from hotwash.domain.plan import Rating
from hotwash.domain.review_facts import CapabilityRated, Observed, TargetRated, TaskJudged
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import joined, say, term
from hotwash.domain.time import Millis, clock
from hotwash.exercise.projections.board import Board
from hotwash.exercise.projections.corrections import corrected
from hotwash.exercise.projections.cues import Cue, cues
from hotwash.exercise.projections.review import Review
from hotwash.exercise.projections.tasks import STATE_WORDS, TaskState, TaskTime

VERDICT_WORDS: dict[str, str] = {
    "accept": term("accepted"),
    "correct": term("corrected"),
    "reject": term("rejected"),
}
"""What an evaluator said of measured times, as it is read."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An observation: `reference` cites it, `corrected_by` the one that corrects it; `by` where it is another's."""

    reference: str
    time: str
    text: str
    task: str
    inject: str
    sign: str
    corrected_by: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class OwnSight:
    """One evaluator's own notes, ratings and judgements, beside what was measured; nothing that others wrote.

    The facilitator, as their lead, has the notes of all.

    `times` and `cues` are empty where there is no exercise to measure; `inject` is the one released last.
    """

    now: Millis = 0
    ended: bool = False
    times: tuple[TaskTime, ...] = ()
    cues: tuple[Cue, ...] = ()
    seen: tuple[Seen, ...] = ()
    targets: Mapping[str, tuple[Rating, str]] = field(default_factory=dict)
    capabilities: Mapping[str, tuple[Rating, str]] = field(default_factory=dict)
    judged: Mapping[str, TaskJudged] = field(default_factory=dict)
    inject: str = ""
    out: Mapping[str, Millis] = field(default_factory=dict)
    """Injects that are out, each with when."""


def own_sight(scenario: Scenario, seat: str, times: tuple[TaskTime, ...], board: Board, now: Millis) -> OwnSight:
    """The same out of a board, for the evaluator at `seat`."""
    review = board.review
    released = [line for line in board.conduct.injects if line.state == "released"]
    return OwnSight(
        now=now,
        ended=board.ended,
        times=times,
        cues=cues(scenario, times, board, now),
        seen=_own(review, seat),
        targets={
            one.fact.target: (one.fact.rating, one.fact.note)
            for _, one in review.targets
            if isinstance(one.fact, TargetRated) and one.fact.by == seat
        },
        capabilities={
            one.fact.objective: (one.fact.rating, one.fact.note)
            for _, one in review.capabilities
            if isinstance(one.fact, CapabilityRated) and one.fact.by == seat
        },
        judged={
            one.fact.task: one.fact
            for _, one in review.tasks
            if isinstance(one.fact, TaskJudged) and one.fact.by == seat
        },
        out={line.inject: line.out_at for line in released},
        inject=max(released, key=lambda line: line.out_at).inject if released else "",
    )


def continues(facts: Sequence[Happened], taken: int, last: Happened | None) -> bool:
    """Whether these are the facts of which `taken` are known, the newest of them `last`; not so after a way back."""
    return taken <= len(facts) and (taken == 0 or facts[taken - 1] is last)


def waits(time: TaskTime, now: Millis, *, ended: bool) -> bool:
    """Whether a task that was provoked has not shown and may still show in time."""
    return time.state is TaskState.NOT_SHOWN and not 0 <= time.due < now and not ended


def measured(time: TaskTime, names: Mapping[str, str], now: Millis, *, ended: bool) -> str:
    """What the journal says of a task, in one line: times, seats by `names`, and the entries that say so."""
    word = STATE_WORDS[time.state]
    if time.state is TaskState.NO_RULE:
        return term("no rule; only a person can tell")
    if time.early is not None:
        cited = ", ".join(f"E-{seq:05}" for seq in time.early.seqs)
        return say(
            "{state}; done before its time began, T+{time} · {cited}",
            state=word,
            time=clock(time.early.at),
            cited=cited,
        )
    if time.first is None:
        if not waits(time, now, ended=ended):
            return word if time.due < 0 else say("{state} by T+{time}", state=word, time=clock(time.due))
        if time.due < 0:
            return term("not shown yet; no limit is set")
        return say("not shown yet; due by T+{time}", time=clock(time.due))
    parts: list[str] = [say("{state}: first T+{time}", state=word, time=clock(time.first.at))]
    if time.last is not None and time.last.at != time.first.at:
        parts.append(say("last T+{time}", time=clock(time.last.at)))
    if time.took is not None and time.within:
        parts.append(say("took {took} of {within}", took=clock(time.took), within=clock(time.within)))
    if time.seats:
        parts.append(", ".join(names.get(seat, seat) for seat in time.seats))
    if time.evidence:
        parts.append(", ".join(f"E-{seq:05}" for seq in time.evidence))
    return joined(parts, " · ")


def judgement(judged: TaskJudged, names: Mapping[str, str]) -> str:
    """What a person said of measured times, in one line."""
    parts = [VERDICT_WORDS.get(judged.verdict, judged.verdict)]
    if judged.verdict == "correct":
        parts.append(f"T+{clock(judged.at)}")
    if judged.seat:
        parts.append(names.get(judged.seat, judged.seat))
    if judged.reason:
        parts.append(judged.reason)
    return joined(parts, " · ")


def _own(review: Review, seat: str) -> tuple[Seen, ...]:
    newer = corrected(review.observations)
    names = {one.seq: one.reference for one in review.observations}
    return tuple(
        Seen(
            one.reference,
            clock(one.fact.seen_at),
            one.fact.text,
            one.fact.task,
            one.fact.inject,
            one.fact.sign,
            names.get(newer.get(one.seq, -1), ""),
            one.fact.by if one.fact.by != seat else "",
        )
        for one in review.observations
        if isinstance(one.fact, Observed) and seat in (one.fact.by, FACILITATOR)
    )
