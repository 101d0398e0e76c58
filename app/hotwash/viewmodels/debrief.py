"""The debrief behind its window: evidence from the timeline, findings, corrective actions, what is lacking. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hotwash.domain.commands import FACILITATOR, Command
from hotwash.domain.conduct_facts import BookmarkSet
from hotwash.domain.facts import Happened
from hotwash.domain.review_commands import DropCorrection, DropFinding, GiveFeedback
from hotwash.domain.review_facts import CorrectionDropped, CorrectionPlanned, FindingDropped, FindingWritten
from hotwash.domain.scenario import Objective, Scenario
from hotwash.exercise.evaluator_sight import continues
from hotwash.exercise.projections.measures import measures
from hotwash.exercise.projections.moments import moments
from hotwash.exercise.projections.report_lint import Missing, report_lint
from hotwash.exercise.recording import Recording, Run
from hotwash.viewmodels.debrief_drafts import CorrectionDraft, Draft, FindingDraft, correction_draft, finding_draft
from hotwash.viewmodels.log_lines import LogLine, log_line
from hotwash.viewmodels.told import names_of
from hotwash.viewmodels.words import msg, said

BOOKMARK, MOMENT = "\N{BLACK STAR}", "\N{BLACK DIAMOND}"
_PEOPLE = ("seat", "by", "actor", "sender", "approver")
_ROOMS = ("seats", "to")
"""Fields of facts that name seats."""
_OWN = (FindingWritten, FindingDropped, CorrectionPlanned, CorrectionDropped)
"""What the report itself is made of, and no evidence for it."""


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """A fact that can be evidence. `seats` are those it names; a `sign` puts it first: somebody set a bookmark, or it
    is one of the moments where most changed."""

    line: LogLine
    seats: frozenset[str]
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the report's outline. `place` names it, `under` the row that it stands below (empty: none)."""

    place: str
    under: str
    kind: str
    """objective, strength, area or correction"""
    text: str
    unkept: bool = False


class Debrief:
    """The report of one exercise as it is written. Commands answer why not; empty where all is well."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.names = names_of(run.scenario)
        self.barred = said(run.reason) if isinstance(run, Recording) else ""
        """Why nothing can be written, as a sentence; empty where it can."""
        self.drafts: dict[str, Draft] = {}
        """What was changed and is not kept yet, by place."""
        self.newest = 0
        self._lines: list[TimelineLine] = []
        self._moments: frozenset[int] = frozenset()
        self._taken = 0
        self._last: Happened | None = None

    # The timeline

    def timeline(self) -> Sequence[TimelineLine]:
        """Everything that happened, in order; where the exercise was taken back, what is played now."""
        self.read()
        return self._lines

    def read(self, most: int = 0) -> bool:
        """Read what is new, at most so many facts (0: all); whether none are left."""
        facts = self.run.facts
        if not continues(facts, self._taken, self._last):
            self._lines, self._taken = [], 0
        fresh = facts[self._taken : self._taken + most if most else len(facts)]
        for one in fresh:
            if isinstance(one.fact, _OWN):
                continue
            sign = BOOKMARK if isinstance(one.fact, BookmarkSet) else MOMENT if one.seq in self._moments else ""
            self._lines.append(TimelineLine(log_line(one, self.names), self._seats(one), sign))
        self._taken += len(fresh)
        self._last = facts[self._taken - 1] if self._taken else None
        return self._taken == len(facts)

    def mark_moments(self, seqs: frozenset[int]) -> None:
        """Put these entries first, as `moments_of` has found them."""
        self._moments = seqs
        self._lines = [
            replace(one, sign=MOMENT) if one.line.seq in seqs and not one.sign else one for one in self._lines
        ]

    def evidence(self, seqs: Sequence[int]) -> tuple[LogLine, ...]:
        """Entries by their numbers, those of histories that were left too."""
        wanted = frozenset(seqs)
        known = {one.line.seq: one.line for one in self.timeline() if one.line.seq in wanted}
        for left in self.run.board.left:
            for one in left.log:
                if one.seq in wanted and one.seq not in known:
                    known[one.seq] = log_line(one, self.names)
        return tuple(known[seq] for seq in seqs if seq in known)

    def _seats(self, one: Happened) -> frozenset[str]:
        single = (getattr(one.fact, name, "") for name in _PEOPLE)
        several = (name for field in _ROOMS for name in _texts(getattr(one.fact, field, ())))
        return frozenset(name for name in (*_texts(tuple(single)), *several) if name in self.run.scenario.seats)

    # The report

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """In the order of the scenario."""
        return self.run.scenario.objectives

    def outline(self) -> tuple[Entry, ...]:
        """Objectives with strengths, then areas with their corrective actions; what is not kept yet is among them."""
        return tuple(entry for objective in self.objectives for entry in self._of(objective))

    def _of(self, objective: Objective) -> Iterator[Entry]:
        yield Entry(objective.id, "", "objective", f"{objective.capability}: {objective.text}")
        findings = [
            (place, draft)
            for place, draft in self._all()
            if isinstance(draft, FindingDraft) and draft.objective == objective.id
        ]
        for kind in ("strength", "area"):
            for place, draft in findings:
                if draft.kind == kind:
                    yield Entry(place, objective.id, kind, draft.statement, place in self.drafts)
                    yield from self._planned(place)

    def _planned(self, finding: str) -> Iterator[Entry]:
        for place, draft in self._all():
            if isinstance(draft, CorrectionDraft) and draft.finding == finding:
                yield Entry(place, finding, "correction", draft.action, place in self.drafts)

    def _all(self) -> Iterator[tuple[str, Draft]]:
        """Everything by its place, as it would stand if it were kept."""
        review = self.run.board.review
        for place, one in (*review.findings, *review.corrections):
            kept = _kept(one)
            if kept is not None:
                yield place, self.drafts.get(place, kept)
        known = {place for place, _ in (*review.findings, *review.corrections)}
        yield from ((place, draft) for place, draft in self.drafts.items() if place not in known)

    def draft(self, place: str) -> Draft | None:
        """What stands at a place; None for an objective, and for what is gone."""
        return next((draft for known, draft in self._all() if known == place), None)

    def change(self, place: str, draft: Draft) -> None:
        """Hold what is being written; what is as it was kept is no change."""
        if self._kept_at(place) == draft:
            self.drafts.pop(place, None)
        else:
            self.drafts[place] = draft

    def begin(self, draft: Draft) -> str:
        """A place for something new."""
        self.newest += 1
        place = f"new-{self.newest}"
        self.drafts[place] = draft
        return place

    def discard(self, place: str) -> None:
        """Leave what was written; what was kept before stands again."""
        self.drafts.pop(place, None)

    def keep(self, place: str) -> tuple[str, str]:
        """Write it into the exercise: its place from now on, and why not (empty where it was)."""
        draft = self.drafts.get(place)
        if draft is None:
            return place, ""
        before = {known for known, _ in (*self.run.board.review.findings, *self.run.board.review.corrections)}
        why = self._ask(draft.command())
        if why:
            return place, why
        self.drafts.pop(place, None)
        review = self.run.board.review
        new = [known for known, _ in (*review.findings, *review.corrections) if known not in before]
        now = new[0] if new else place
        for other, one in self.drafts.items():
            if isinstance(one, CorrectionDraft) and one.finding == place:
                self.drafts[other] = replace(one, finding=now)
        return now, ""

    def drop(self, place: str) -> str:
        """Take it out of the report, with the corrective actions below it."""
        kept = self._kept_at(place)
        why = ""
        if isinstance(kept, FindingDraft):
            why = self._ask(DropFinding(place))
        elif isinstance(kept, CorrectionDraft):
            why = self._ask(DropCorrection(place))
        if not why:
            below = [
                key for key, one in self.drafts.items() if isinstance(one, CorrectionDraft) and one.finding == place
            ]
            for key in (place, *below):
                self.drafts.pop(key, None)
        return why

    def give(self, form: GiveFeedback) -> str:
        """Key in a participant's feedback form."""
        return self._ask(form)

    @property
    def forms(self) -> int:
        """How many feedback forms there are."""
        return len(self.run.board.review.feedback)

    @property
    def unkept(self) -> str:
        """What is not kept yet, as a sentence; empty for nothing."""
        count = len(self.drafts)
        if not count:
            return ""
        return (
            msg("One entry of the report is not kept yet.")
            if count == 1
            else msg("{count} entries of the report are not kept yet.", count=count)
        )

    # What is lacking

    def lint(self) -> tuple[Missing, ...]:
        """Every gap of what is kept."""
        return report_lint(self.run.scenario, self.run.board.review)

    def place_of(self, subject: str) -> str:
        """Where in the outline a gap can be mended; a target's under its objective."""
        target = self.run.scenario.targets.get(subject)
        return target.objective if target is not None else subject

    def title_of(self, subject: str) -> str:
        """What a gap is about, in a few words."""
        draft = self.draft(subject)
        match draft:
            case FindingDraft():
                return draft.statement
            case CorrectionDraft():
                return draft.action
        target = self.run.scenario.targets.get(subject)
        if target is not None:
            return target.text
        return next((one.capability for one in self.objectives if one.id == subject), subject)

    def _kept_at(self, place: str) -> Draft | None:
        review = self.run.board.review
        return next((_kept(one) for known, one in (*review.findings, *review.corrections) if known == place), None)

    def _ask(self, command: Command) -> str:
        if isinstance(self.run, Recording):
            return self.barred
        answer = self.run.ask(FACILITATOR, command)
        return "" if answer.accepted else said(answer.sentence)


def moments_of(scenario: Scenario, facts: Sequence[Happened]) -> frozenset[int]:
    """Entries of the moments that a debrief begins with; takes as long as measuring all does."""
    return frozenset(one.happened.seq for one in moments(facts, measures(scenario, facts)))


def _texts(values: object) -> tuple[str, ...]:
    return tuple(one for one in values if isinstance(one, str)) if isinstance(values, tuple) else ()


def _kept(one: Happened) -> Draft | None:
    match one.fact:
        case FindingWritten():
            return finding_draft(one.fact)
        case CorrectionPlanned():
            return correction_draft(one.fact)
        case _:
            return None
