"""Live figures over the calls: what happened in the last five minutes and since the start, folded from tallies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hotwash.domain.facts import CallsTallied, Happened
from hotwash.domain.outcomes import BY_ESINET, BY_OTHER_WAY, FAILED, WORDS, Outcome, Way
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import reworded
from hotwash.domain.time import Millis
from hotwash.exercise.projections.losses import ACT, NETWORK, PSAP
from hotwash.exercise.projections.tallies import APART, TEST, by_911, cut, public
from hotwash.viewmodels.dots import Mark
from hotwash.viewmodels.words import msg, said

UNKNOWN: Millis = -1
"""A longest wait that nobody can tell, because no call was run again."""
WINDOW = 5
"""Minutes that count as lately: the one under way and those before it."""

MARK_OF: dict[Outcome, Mark] = {
    **dict.fromkeys(BY_ESINET, Mark.TALKING),
    **dict.fromkeys(FAILED, Mark.FAILED),
    Outcome.NO_AUDIO: Mark.NO_SOUND,
    Outcome.ANSWERED_TEN_DIGIT: Mark.TEN_DIGIT,
    Outcome.ANSWERED_CALL_BACK: Mark.CALL_BACK,
    Outcome.ANSWERED_WALK_IN: Mark.TALKING,
    Outcome.ANSWERED_OTHER_NETWORK: Mark.TALKING,
    Outcome.CALL_BACK_UNREACHED: Mark.FAILED,
    Outcome.IN_PROGRESS: Mark.RINGING,
}


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """How many attempts had one outcome, lately and in all; test calls are left out.

    `lately` counts what happened, so that a call answered and then cut off is in two rows; `total` counts what became
    of every attempt in the end.
    """

    outcome: str
    words: str
    mark: Mark
    lately: int
    total: int


@dataclass(frozen=True, slots=True)
class LossRow:
    """How many attempts one cause has lost in all: a fault, an act, the network or the PSAPs, in words."""

    words: str
    failed: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The live facts. Plain names are lately: the minute under way and the four before it; test calls are apart.

    `failed` counts attempts by every way, `failed_911` those on 911 alone. `attempts` (without call-backs) and
    `callers` are in all; `unserved` callers have failed and nobody has helped them yet.
    `busy` call takers are on a line, whether they are heard or not.
    """

    answered: int
    failed: int
    other_way: int
    waiting: int
    busy: int
    oldest: Millis
    total_answered: int
    total_failed: int
    tests: int
    rows: tuple[OutcomeRow, ...]
    failed_911: int = 0
    attempts: int = 0
    callers: int = 0
    unserved: int = 0
    losses: tuple[LossRow, ...] = ()

    @property
    def success(self) -> int | None:
        """Per cent of decided 911 attempts that were answered by voice lately; None while none was decided."""
        decided = self.answered + self.failed_911
        return round(100 * self.answered / decided) if decided else None


class Counting:
    """Folds the tallies of one run again and again, reading each told minute only once."""

    def __init__(self, causes: Mapping[str, str] | None = None) -> None:
        """`causes` are the words for causes of loss; one without words is said by its id."""
        self._causes = causes or {}
        self._read = 0
        self._totals: Counter[str] = Counter()
        self._people: Counter[str] = Counter()
        self._losses: Counter[str] = Counter()

    def count(self, minutes: Sequence[Happened], under_way: CallsTallied | None, oldest: Millis = 0) -> Figures:
        """The figures after these told minutes and the one under way, if any.

        `oldest` is how long the longest waiting caller has waited, which no tally says; UNKNOWN where nobody can.
        """
        told = [one.fact for one in minutes[self._read :] if isinstance(one.fact, CallsTallied)]
        for tally in told:
            _add(self._totals, self._people, self._losses, tally)
        self._read = len(minutes)
        totals, people, lost = self._totals, self._people, self._losses
        lately = [one.fact for one in minutes[-WINDOW:] if isinstance(one.fact, CallsTallied)]
        if under_way is not None:
            totals, people, lost = Counter(totals), Counter(people), Counter(lost)
            _add(totals, people, lost, under_way)
            lately = [*lately[1 - WINDOW :], under_way]
        recent: Counter[str] = Counter()
        for tally in lately:
            recent.update(public(tally))
        return Figures(
            answered=_sum(recent, BY_ESINET),
            failed=_sum(recent, FAILED),
            other_way=_sum(recent, BY_OTHER_WAY),
            waiting=lately[-1].waiting if lately else 0,
            busy=lately[-1].talking if lately else 0,
            oldest=oldest,
            total_answered=_sum(totals, BY_ESINET),
            total_failed=_sum(totals, FAILED),
            tests=people[TEST],
            rows=tuple(
                OutcomeRow(o.value, said(WORDS[o]), MARK_OF[o], recent[o.value], totals[o.value])
                for o in Outcome
                if totals[o.value]
            ),
            failed_911=sum(_sum(by_911(tally), FAILED) for tally in lately),
            attempts=people[_ATTEMPTS],
            callers=people[_CALLERS],
            unserved=lately[-1].unserved if lately else 0,
            losses=tuple(LossRow(said(self._causes.get(c, c)), n) for c, n in lost.most_common() if n),
        )


_ATTEMPTS, _CALLERS = "attempts", "callers"


def cause_words(scenario: Scenario) -> Mapping[str, str]:
    """The words for every cause of loss of a scenario."""
    return {
        **{fault: reworded(planned.fault.title, scenario.swaps) for fault, planned in scenario.faults.items()},
        **{ACT + act: reworded(offered.action.title, scenario.swaps) for act, offered in scenario.actions.items()},
        NETWORK: msg("the network as it was made"),
        PSAP: msg("no free call taker or line"),
    }


def _add(totals: Counter[str], people: Counter[str], lost: Counter[str], tally: CallsTallied) -> None:
    """Add one tally to the public's outcomes so far, to attempts, callers and test calls, and to the losses."""
    totals.update(public(tally))
    totals.subtract(cut(tally))
    own = sum(number for way, number in tally.started.items() if way not in (*APART, Way.CALL_BACK))
    people.update({TEST: tally.started.get(TEST, 0), _ATTEMPTS: own, _CALLERS: tally.callers})
    lost.update({cause: sum(counts.values()) for cause, counts in tally.causes.items()})


def _sum(counts: Mapping[str, int], outcomes: tuple[Outcome, ...]) -> int:
    return sum(counts.get(outcome.value, 0) for outcome in outcomes)
