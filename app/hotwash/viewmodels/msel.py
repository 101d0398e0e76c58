"""The MSEL as the facilitator works through it: now, ready, next, contingencies by label, and what is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.conduct_facts import InjectImprovised
from hotwash.domain.facts import Happened
from hotwash.domain.msel import CATEGORY_WORDS, Category, Inject, Label, Release, Status
from hotwash.domain.predicates import Predicate
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import MINUTE, SECOND, Millis, clock, scenario_time
from hotwash.exercise.projections.board import Board
from hotwash.exercise.projections.conduct import InjectLine
from hotwash.exercise.watch import Watch
from hotwash.simulation.injects import LOOK_EVERY
from hotwash.viewmodels.condition_words import condition_words, lasting
from hotwash.viewmodels.conduct_lines import mode_word
from hotwash.viewmodels.words import msg, noop, said

READY: Millis = 10 * MINUTE
"""How long before its time an inject stands under Ready; a default."""
GROUPS: dict[str, str] = {
    "now": noop("Now"),
    "ready": noop("Ready"),
    "next": noop("Next"),
    "help": noop("Contingency: HELP"),
    "pressure": noop("Contingency: PRESSURE"),
    "redirect": noop("Contingency: REDIRECT"),
    "pool": noop("By hand"),
    "done": noop("Done"),
}
"""Groups in their order, with their headings."""
_LABELLED = {Label.HELP: "help", Label.PRESSURE: "pressure", Label.REDIRECT: "redirect"}
EMPTY = noop("This scenario has no injects; Ctrl+I puts in one of your own.")


@dataclass(frozen=True, slots=True)
class InjectRow:
    """One line of the board. `barred` says why nothing can be done with that of a recording."""

    id: str
    number: str
    group: str
    planned: str
    mode: str
    """Key of `domain.scripts.MODES`; its sign stands beside its word."""
    mode_word: str
    subject: str
    route: str
    script: str
    expected: tuple[str, ...]
    notes: tuple[str, ...]
    state: str
    told: str
    """How it stands, in words."""
    condition: str
    true_now: bool | None
    can_release: bool
    can_hold: bool
    can_change: bool
    """Whether it can be skipped or put off."""
    barred: str = ""

    @property
    def condition_told(self) -> str:
        """What it waits for, and whether that is so now; empty where it waits for nothing but its time."""
        if not self.condition:
            return ""
        if self.true_now is None:
            return msg("When {condition}.", condition=self.condition)
        words = msg("When {condition}. True now.", condition=self.condition)
        return words if self.true_now else msg("When {condition}. Not so now.", condition=self.condition)

    def spoken(self) -> str:
        """The line as a screen reader says it."""
        parts = (self.number, self.subject, self.told, self.planned, self.mode_word, self.route)
        return ", ".join(part for part in parts if part)


class ConditionWatch:
    """Follows facts and says whether conditions are true, looked at every five seconds as the model does."""

    def __init__(self, conditions: Iterable[Predicate]) -> None:
        self._watch = Watch()
        self._conditions = tuple(conditions)
        self._looked: Millis = 0

    def take(self, one: Happened) -> None:
        """One more fact, in order."""
        if self._conditions:
            self._look(one.at)
            self._watch.take(one.at, one.fact)

    def holds(self, condition: Predicate, now: Millis) -> bool:
        """Whether it is true at `now`, which never goes back."""
        self._look(now)
        return self._watch.holds(condition, now)

    def _look(self, upto: Millis) -> None:
        while self._looked + LOOK_EVERY < upto:
            self._looked += LOOK_EVERY
            for condition in self._conditions:
                self._watch.holds(condition, self._looked)


class Msel:
    """The rows of the board for a scenario; what became of each inject is the board's."""

    def __init__(self, scenario: Scenario, names: Mapping[str, str], barred: str = "") -> None:
        self._scenario, self._names, self._barred = scenario, names, barred
        self._injects = [one for one in scenario.injects.values() if one.status is not Status.OBSOLETE]
        self._watch = ConditionWatch(one.when for one in self._injects if one.when is not None)

    def take(self, one: Happened) -> None:
        """One more fact, in order: conditions are watched."""
        self._watch.take(one)

    def rows(self, board: Board, now: Millis) -> tuple[InjectRow, ...]:
        """Every inject in the order of the board: by group, then by time; done ones newest first."""
        lines = {line.inject: line for line in board.conduct.injects}
        found = [(self._place(one, lines.get(one.id, InjectLine(one.id)), now), one) for one in self._injects]
        ranked = sorted(found, key=lambda pair: pair[0])
        order = list(GROUPS)
        rows = [
            self._row(one, order[group], lines.get(one.id, InjectLine(one.id)), board, now)
            for (group, _, _), one in ranked
            if order[group] != "done"
        ]
        return (*rows, *self._done(ranked, lines, board, now))

    def _done(
        self,
        ranked: list[tuple[tuple[int, Millis, int], Inject]],
        lines: Mapping[str, InjectLine],
        board: Board,
        now: Millis,
    ) -> list[InjectRow]:
        """What is over, by the newest fact first; injects of the moment among them."""
        done = list(GROUPS).index("done")
        over = [
            (lines[one.id].seq, self._row(one, "done", lines[one.id], board, now))
            for (group, _, _), one in ranked
            if group == done
        ]
        over += [(one.seq, self._improvised(one)) for one in board.conduct.improvised]
        return [row for _, row in sorted(over, key=lambda pair: -pair[0])]

    def _place(self, inject: Inject, line: InjectLine, now: Millis) -> tuple[int, Millis, int]:
        """Group, time and number by which it is sorted."""
        group, at = _group(inject, line, now), _time(inject, line)
        return list(GROUPS).index(group), at if at is not None else now, inject.number

    def _row(self, inject: Inject, group: str, line: InjectLine, board: Board, now: Millis) -> InjectRow:
        waiting = line.state in ("waiting", "lapsed")
        open_ = not self._barred and not board.ended
        delivery = inject.delivery
        condition = inject.when if waiting or line.state in ("due", "held") else None
        return InjectRow(
            id=inject.id,
            number=inject.shown_number,
            group=group,
            planned=self._planned(inject, line),
            mode=delivery.mode,
            mode_word=mode_word(delivery.mode),
            subject=inject.subject,
            route=self._route(delivery.sender, delivery.recipients, delivery.mode),
            script=said(delivery.script),
            expected=inject.expected,
            notes=self._notes(inject),
            state=line.state,
            told=self._told(inject, line, now),
            condition=condition_words(condition, self._names) if condition is not None else "",
            true_now=self._watch.holds(condition, now) if condition is not None and line.state == "waiting" else None,
            can_release=open_ and line.state != "released",
            can_hold=open_ and line.state == "due",
            can_change=open_ and line.state not in ("released", "skipped"),
            barred=self._barred,
        )

    def _improvised(self, one: Happened) -> InjectRow:
        fact = one.fact
        assert isinstance(fact, InjectImprovised)  # the board keeps no other fact in this list
        begins = self._names.get(f"fault:{fact.fault}", fact.fault)
        return InjectRow(
            id=fact.inject,
            number=fact.inject,
            group="done",
            planned=self._times(one.at),
            mode=fact.mode,
            mode_word=mode_word(fact.mode),
            subject=fact.subject,
            route=self._route(fact.sender, fact.to, fact.mode),
            script=fact.text,
            expected=(),
            notes=(msg("Begins: {fault}", fault=begins),) if fact.fault else (),
            state="released",
            told=msg("put in at {time}", time=clock(one.at)),
            condition="",
            true_now=None,
            can_release=False,
            can_hold=False,
            can_change=False,
            barred=self._barred,
        )

    def _notes(self, inject: Inject) -> tuple[str, ...]:
        """For the controller alone."""
        effect = said(inject.delivery.effect(self._scenario.network))
        notes = [msg("Network: {effect}", effect=effect)] if effect else []
        notes += [inject.note] if inject.note else []
        if inject.otherwise:
            after = lasting(inject.otherwise_after)
            notes.append(
                msg("No response after {time}: {what}", time=after, what=inject.otherwise)
                if inject.otherwise_after
                else msg("No response: {what}", what=inject.otherwise)
            )
        if inject.category is not Category.INJECT:
            notes.append(said(CATEGORY_WORDS[inject.category]))
        if inject.controller:
            notes.append(msg("Injected by {who}", who=inject.controller))
        return tuple(notes)

    def _route(self, sender: str, to: tuple[str, ...], mode: str) -> str:
        if mode == "network":
            return msg("the network itself")
        contact = self._scenario.directory.get(sender)
        whence = contact.name if contact is not None else said(sender)
        whom = ", ".join(self._names.get(seat, seat) for seat in to) if to else msg("everybody")
        return f"{whence} → {whom}" if whence else f"→ {whom}"

    def _planned(self, inject: Inject, line: InjectLine) -> str:
        at = _time(inject, line)
        return self._times(at) if at is not None and (inject.when is None or line.due_at >= 0) else ""

    def _times(self, at: Millis) -> str:
        return f"T+{clock(at)} · {scenario_time(self._scenario.start, at):%H:%M}"

    def _told(self, inject: Inject, line: InjectLine, now: Millis) -> str:
        match line.state:
            case "due" if line.until >= 0:
                left = max(0, -(-(line.until - now) // SECOND))
                return msg("goes by itself in {seconds} s (H holds it)", seconds=left)
            case "due":
                return msg("due since {time}: release it", time=clock(line.due_at))
            case "held":
                return _because(msg("held: release it by hand"), line.reason)
            case "released":
                return _released(line)
            case "skipped":
                return _because(msg("skipped"), line.reason)
            case "lapsed":
                return msg("lapsed: what it waited for did not come in time")
            case _:
                return self._waiting(inject, line, now)

    def _waiting(self, inject: Inject, line: InjectLine, now: Millis) -> str:
        if line.due_at >= 0:
            return _because(msg("put off to {time}", time=clock(line.due_at)), line.reason)
        if inject.when is not None:
            begins = inject.at or 0
            return msg("watching") if now >= begins else msg("watched from {time}", time=clock(begins))
        if inject.at is None:
            return msg("when you release it")
        minutes = lasting(max(0, -(-(inject.at - now) // MINUTE)) * MINUTE or SECOND)
        if inject.release is Release.CLOCK:
            return msg("in {time}, by itself", time=minutes)
        return msg("in {time}, by your hand", time=minutes)


def _group(inject: Inject, line: InjectLine, now: Millis) -> str:
    if line.state in ("released", "skipped", "lapsed"):
        return "done"
    if line.state in ("due", "held"):
        return "now"
    if line.due_at < 0 and (inject.label is not Label.NONE or inject.category is Category.CONTINGENCY):
        return _LABELLED.get(inject.label, "pool")
    at = _time(inject, line)
    if at is None:
        return "pool" if inject.when is None else "ready"
    return "ready" if at <= now + READY else "next"


def _time(inject: Inject, line: InjectLine) -> Millis | None:
    """When it becomes, or became, due; from when its condition is looked at; None where nobody planned it."""
    return line.due_at if line.due_at >= 0 else inject.at


def _released(line: InjectLine) -> str:
    if line.by == FACILITATOR:
        return _because(msg("released at {time} by hand", time=clock(line.out_at)), line.reason)
    return _because(msg("released at {time} by the clock", time=clock(line.out_at)), line.reason)


def _because(words: str, reason: str) -> str:
    return f"{words} – {said(reason)}" if reason else words
