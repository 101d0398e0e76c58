"""Turns wall time times speed into exercise time; asked often, sleeps never, holds no truth of its own."""

from __future__ import annotations

from hotwash.domain.commands import FACILITATOR, CancelRewind, JumpTo, PauseClock, Rewind, StopJump
from hotwash.domain.sentences import say
from hotwash.domain.time import Millis, clock
from hotwash.exercise.session import Answer, Session

LONGEST_GAP_S = 3.0
"""A longer silence between two ticks means that the machine slept or was held up: the clock pauses."""
PLACE_EVERY_S = 0.2
RETRY_EVERY_S = 1.0
BACK_BUDGET_S = 0.03
"""Of every tick while the exercise is taken back: nothing else goes on, but the window must answer."""


class Pacer:
    """Drives one session from a timer. Times given to it are monotonic seconds."""

    def __init__(self, session: Session, budget_s: float = 0.006) -> None:
        self.session = session
        self.budget_s = budget_s
        self.achieved = 0.0
        """Exercise seconds per wall second over the last second or so."""
        self._last: float | None = None
        self._owed_ms = 0.0
        self._placed = 0.0
        self._place: tuple[Millis, bool, int] | None = None
        self._tried = 0.0
        self._measured: tuple[float, Millis] | None = None

    @property
    def jumping_to(self) -> Millis | None:
        """Where a jump under way leads."""
        return self.session.board.jumping(self.session.now)

    def jump(self, at: Millis) -> Answer:
        """Run ahead to an exercise time; ticks carry it out."""
        return self.session.ask(FACILITATOR, JumpTo(at))

    def cancel_jump(self) -> Answer:
        """Stay where the jump has got to."""
        return self.session.ask(FACILITATOR, StopJump())

    def rewind(self, to: Millis, reason: str = "") -> Answer:
        """Go back to an exercise time; ticks carry it out."""
        return self.session.ask(FACILITATOR, Rewind(to, reason))

    def cancel_rewind(self) -> Answer:
        """Stay in the present."""
        return self.session.ask(FACILITATOR, CancelRewind())

    def tick(self, now_s: float) -> None:
        """Let as much exercise time pass as is due, within the budget."""
        gap = 0.0 if self._last is None else now_s - self._last
        self._last = now_s
        if self.session.trouble:
            self._try_again(now_s)
            return
        if self.session.board.rewinding is not None:
            self._go_back()
            return
        aim = self.jumping_to
        if aim is not None:
            self.session.run_to(self._up_to(aim), self.budget_s)
            self._owed_ms = 0.0
            self._pause_if_set()
        elif self.session.board.running:
            self._run(gap)
        else:
            self._owed_ms = 0.0
        self._measure(now_s)
        self._note_place(now_s)

    def _go_back(self) -> None:
        """The next slice of the way back; time stands until it is there."""
        self._owed_ms, self.achieved, self._measured = 0.0, 0.0, None
        self.session.catch_up(max(self.budget_s, BACK_BUDGET_S))

    def _note_place(self, now_s: float) -> None:
        """Where the clock stands goes to disk when it has changed, a few times a second at most."""
        board = self.session.board
        place = (self.session.now, board.running, board.speed_permille)
        if place != self._place and now_s - self._placed >= PLACE_EVERY_S:
            self._place, self._placed = place, now_s
            self.session.place()

    def _try_again(self, now_s: float) -> None:
        """The disk fails: time stands, and once a second everything is sent again."""
        self._owed_ms = 0.0
        if now_s - self._tried >= RETRY_EVERY_S:
            self._tried = now_s
            self.session.recover()

    def _run(self, gap: float) -> None:
        session = self.session
        if gap > LONGEST_GAP_S:
            session.ask(FACILITATOR, PauseClock(say("The computer was held up for {gap:.0f} s.", gap=gap)))
            self._owed_ms = 0.0
            return
        self._owed_ms += gap * session.board.speed_permille
        due = int(self._owed_ms)
        before = session.now
        reached = session.run_to(self._up_to(before + due), self.budget_s)
        passed = session.now - before
        self._owed_ms = self._owed_ms - passed if reached else 0.0
        self._pause_if_set()
        if session.now >= session.scenario.span and session.board.running:
            session.ask(FACILITATOR, PauseClock(say("The exercise has reached its end.")))

    def _up_to(self, aim: Millis) -> Millis:
        """As far as `aim`, but not past the time at which the clock is to pause by itself."""
        stop = self.session.board.conduct.pause_at
        return min(aim, stop) if stop >= 0 else aim

    def _pause_if_set(self) -> None:
        stop = self.session.board.conduct.pause_at
        if 0 <= stop <= self.session.now:
            self.session.ask(FACILITATOR, PauseClock(say("The clock was set to pause at {at}.", at=clock(stop))))

    def _measure(self, now_s: float) -> None:
        if self._measured is None:
            self._measured = (now_s, self.session.now)
        since, was = self._measured
        if now_s - since >= 1.0:
            self.achieved = (self.session.now - was) / 1000 / (now_s - since)
            self._measured = (now_s, self.session.now)
