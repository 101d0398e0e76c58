"""The evaluator's panel behind its widgets: quick notes, measured tasks, ratings; it measures and never rates."""

from __future__ import annotations

from collections.abc import Iterable

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.plan import Rating, task_numbers
from hotwash.domain.review_commands import JudgeTask, Observe, RateCapability, RateTarget
from hotwash.domain.review_facts import CapabilityRated, TargetRated, TaskJudged
from hotwash.domain.time import clock, parse_clock
from hotwash.exercise.evaluator_pack import Pack, PackTarget
from hotwash.exercise.evaluator_sight import judgement, measured, waits
from hotwash.exercise.projections.corrections import correction
from hotwash.exercise.projections.evaluation import Rated, TaskReview
from hotwash.exercise.projections.tasks import TaskState
from hotwash.viewmodels.evaluator_view import (
    HOT_KEYS,
    CueLine,
    EvaluatorView,
    InjectRow,
    NoteLine,
    RatingLine,
    Source,
    Standing,
    TaskLine,
)
from hotwash.viewmodels.words import msg, said, said_by


class EvaluatorDesk:
    """One evaluator at work, or the facilitator as their lead. Commands answer why not; empty where all is well."""

    def __init__(self, pack: Pack, seat: str, source: Source) -> None:
        self.pack, self.seat, self.source = pack, seat, source
        self._tasks = list(pack.tasks())
        self._numbers = task_numbers(pack.targets)
        self._names = {one.id: one.name for one in pack.seats}
        self._names[FACILITATOR] = msg("Lead evaluator")
        self._mark: int | None = None
        self._muted: set[str] = set()

    # Notes

    def begin(self) -> str:
        """Typing has begun: the moment that the note will be about; it stays until the note is kept or dropped."""
        if self._mark is None:
            self._mark = self.source.mark()
        return self.source.marked(self._mark)

    def drop(self) -> None:
        """The note that was begun is not kept."""
        self._mark = None

    def note(self, text: str, task: str = "", inject: str = "", sign: str = "") -> str:
        """Keep the note that was begun, or one about this moment."""
        mark = self._mark if self._mark is not None else self.source.mark()
        why = self.source.write(Observe(text, task, inject, sign), mark)
        if not why:
            self._mark = None
        return why

    def correct_note(self, reference: str, text: str) -> str:
        """A new observation that says which one it corrects; about the same task and inject."""
        old = next((one for one in self.source.standing().own.seen if one.reference == reference), None)
        if old is None:
            return msg("There is no such note.")
        if not text.strip():
            return msg("The note is empty.")
        return self.source.write(Observe(correction(reference, text), old.task, old.inject, old.sign))

    # What is measured, and what is thought of it

    def accept(self, task: str) -> str:
        """The measured times are right."""
        return self.source.write(JudgeTask(task, "accept"))

    def reject(self, task: str, reason: str) -> str:
        """The measured times don't show the task."""
        if not reason.strip():
            return msg("Say why the measured times don't show it.")
        return self.source.write(JudgeTask(task, "reject", reason=reason))

    def correct_task(self, task: str, at: str, seat: str, reason: str) -> str:
        """The task was shown at another exercise time, or by another seat."""
        try:
            moment = parse_clock(at.strip().upper().removeprefix("T+"))
        except ValueError as error:
            return said_by(error)
        return self.source.write(JudgeTask(task, "correct", moment, seat, reason))

    def rate(self, line: RatingLine, rating: Rating, note: str) -> str:
        """This person's own rating, with its explanation."""
        if line.mark == "target":
            return self.source.write(RateTarget(line.id, rating, note))
        return self.source.write(RateCapability(line.id, rating, note))

    def mute(self, task: str) -> None:
        """Show no more hints for a task; empty for all: then none are shown, or all are again."""
        if task:
            self._muted.add(task)
        elif "" in self._muted:
            self._muted.clear()
        else:
            self._muted.add("")

    @property
    def quiet(self) -> bool:
        """Whether all hints are muted."""
        return "" in self._muted

    # What is shown

    def view(self) -> EvaluatorView:
        """The panel as it is now."""
        now = self.source.standing()
        tasks = {line.task: line for line in self._task_lines(now)}
        heard = [cue for cue in now.own.cues if not self.quiet and cue.task not in self._muted]
        return EvaluatorView(
            seat=self.seat,
            name=self._names.get(self.seat, self.seat),
            title=self.pack.title,
            clock=now.clock,
            place=now.place,
            barred=now.barred,
            cues=tuple(
                CueLine(
                    cue.task,
                    self._key(cue.task),
                    cue.text,
                    said(cue.why),
                    msg("until T+{time}", time=clock(cue.until)) if cue.until >= 0 else "",
                    ", ".join(self._names.get(seat, seat) for seat in cue.seats),
                )
                for cue in heard
            ),
            muted=len(now.own.cues) - len(heard),
            tasks=tuple(tasks.values()),
            ratings=tuple(self._ratings(now, tasks)),
            notes=tuple(self._notes(now)),
            injects=tuple((one.id, f"{one.number} {one.subject}") for one in self.pack.injects),
            inject=now.own.inject,
            coverage=said(now.evaluation.coverage.sentence) if now.evaluation else "",
            msel=tuple(self._injects(now)),
        )

    def _injects(self, now: Standing) -> Iterable[InjectRow]:
        for one in self.pack.injects:
            out = now.own.out.get(one.id)
            if out is not None:
                when = msg("out since T+{time}", time=clock(out))
            else:
                when = msg("planned for T+{time}", time=clock(one.at)) if one.at >= 0 else msg("no time is set")
            heading = f"{one.number}  {one.subject}"
            yield InjectRow(one.id, heading, when, one.expected, ", ".join(one.tasks), out is not None)

    def _key(self, task: str) -> int:
        place = next((n for n, one in enumerate(self._tasks, start=1) if one.id == task), 0)
        return place if place <= HOT_KEYS else 0

    def _task_lines(self, now: Standing) -> Iterable[TaskLine]:
        own = now.own
        times = {one.task: one for one in own.times}
        reviews = {one.time.task: one for one in now.evaluation.tasks} if now.evaluation else {}
        for task in self._tasks:
            notes = sum(one.task == task.id and not one.corrected_by for one in own.seen)
            time = times.get(task.id)
            if time is None:
                yield TaskLine(task.id, self._key(task.id), task.text, notes=notes, number=self._numbers[task.id])
                continue
            judged = own.judged.get(task.id)
            yield TaskLine(
                task.id,
                self._key(task.id),
                task.text,
                time.state,
                said(measured(time, self._names, own.now, ended=own.ended)),
                said(judgement(judged, self._names)) if judged is not None else "",
                self._others(reviews.get(task.id)),
                can_judge=not now.barred and time.state is not TaskState.NO_RULE,
                waiting=waits(time, own.now, ended=own.ended),
                notes=notes,
                number=self._numbers[task.id],
            )

    def _others(self, review: TaskReview | None) -> str:
        """What the evaluators said, for the lead alone."""
        if review is None or self.seat != FACILITATOR:
            return ""
        said_by_all = [
            f"{self._names.get(one.fact.by, one.fact.by)}: {said(judgement(one.fact, self._names))}"
            for one in review.judged
            if isinstance(one.fact, TaskJudged) and one.fact.by != FACILITATOR
        ]
        return "; ".join((*said_by_all, *([msg("they differ; you decide")] if review.disputed else [])))

    def _ratings(self, now: Standing, tasks: dict[str, TaskLine]) -> Iterable[RatingLine]:
        """The guide in its printed order: per objective its targets, then the final rating of its capability."""
        targets = {one.about: one for one in now.evaluation.targets} if now.evaluation else {}
        capabilities = {one.about: one for one in now.evaluation.capabilities} if now.evaluation else {}
        number = 0
        for objective in self.pack.objectives:
            own = [one for one in self.pack.targets if one.objective == objective.id]
            for target in own:
                number += 1
                yield self._target(number, target, now, tasks, targets.get(target.id))
            rating, note = now.own.capabilities.get(objective.id, (Rating.UNRATED, ""))
            heading = msg("Final core capability rating: {capability}", capability=objective.capability)
            others = self._spread(capabilities.get(objective.id))
            yield RatingLine("capability", objective.id, heading, objective.text, "", rating, note, (), others)

    def _target(
        self, number: int, target: PackTarget, now: Standing, tasks: dict[str, TaskLine], rated: Rated | None
    ) -> RatingLine:
        rating, note = now.own.targets.get(target.id, (Rating.UNRATED, ""))
        return RatingLine(
            "target",
            target.id,
            msg("Organizational capability target {number}", number=number),
            target.text,
            target.reference,
            rating,
            note,
            tuple(tasks[task.id] for task in target.tasks),
            self._spread(rated),
        )

    def _spread(self, rated: Rated | None) -> str:
        """Who gave which rating, for the lead alone."""
        if rated is None or self.seat != FACILITATOR:
            return ""
        given = [
            f"{self._names.get(one.fact.by, one.fact.by)}: {one.fact.rating.value}"
            + (f" ({one.fact.note})" if one.fact.note else "")
            for one in rated.given
            if isinstance(one.fact, TargetRated | CapabilityRated) and one.fact.by != FACILITATOR
        ]
        return "; ".join((*given, *([msg("they differ; you decide")] if rated.disputed else [])))

    def _notes(self, now: Standing) -> Iterable[NoteLine]:
        names = {task.id: task.text for task in self._tasks}
        injects = {one.id: one.number for one in self.pack.injects}
        for one in reversed(now.own.seen):
            about = [self._names.get(one.by, one.by)] if one.by else []
            if one.task:
                about.append(names.get(one.task, one.task))
            if one.inject:
                about.append(msg("inject {number}", number=injects.get(one.inject, one.inject)))
            corrected = msg("corrected by {reference}", reference=one.corrected_by) if one.corrected_by else ""
            yield NoteLine(one.reference, one.time, one.sign, one.text, " · ".join(about), corrected)
