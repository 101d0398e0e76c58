"""The clock strip: exercise time, the story's time, speeds and what the clock is doing, as words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from hotwash.domain.time import Millis, clock, scenario_time
from hotwash.exercise.projections.board import Board
from hotwash.viewmodels.words import msg, said

SPEEDS: tuple[int, ...] = (1, 2, 5, 10, 30, 60)
"""Exercise seconds per wall second that have a button and a number key."""


AFTER_A_JUMP = 1.3
"""Times the target beyond which an achieved speed still measures a jump, and is not shown."""


@dataclass(frozen=True, slots=True)
class ClockStrip:
    """What the top bar shows. `state` is not started, running, paused, jumping, stopped (by a real emergency), ended,
    held (by the disk) or read-only.

    `barred` says why nothing can be done with the clock of a recording; empty where it can.
    """

    state: str
    detail: str
    elapsed: str
    story: str
    story_date: str
    wall: str
    target: int
    achieved: str
    behind: bool
    seed: str
    progress: float
    can_run: bool
    barred: str = ""


def clock_strip(
    board: Board,
    start: datetime,
    span: Millis,
    now: Millis,
    wall: datetime,
    *,
    seed: int,
    achieved: float,
    jumping_to: Millis | None,
) -> ClockStrip:
    """The strip at one moment; `achieved` in exercise seconds per wall second."""
    story = scenario_time(start, now)
    target = board.speed_permille / 1000
    running = board.running and jumping_to is None
    behind = running and 0 < achieved < 0.85 * target
    return ClockStrip(
        state=_state(board, jumping_to),
        detail=_detail(board, jumping_to) or (msg("reaches ×{achieved:.1f}", achieved=achieved) if behind else ""),
        elapsed=f"T+{clock(now)}",
        story=f"{story:%H:%M:%S}",
        story_date=f"{story:%a} {story.day} {story:%B %Y}",
        wall=f"{wall:%H:%M}",
        target=board.speed_permille,
        achieved=f"×{achieved:.1f}" if running and achieved <= AFTER_A_JUMP * target else "",
        behind=behind,
        seed=str(seed),
        progress=now / span if span else 1.0,
        can_run=not board.ended and now < span and not board.conduct.stopped_by,
    )


def as_recorded(strip: ClockStrip, barred: str) -> ClockStrip:
    """The strip of a recording: it shows where the clock stood, and can't be used."""
    return replace(strip, state="read-only", detail=msg("as it stood"), can_run=False, barred=barred)


def out_of_reach(now: Millis, span: Millis, at: Millis, *, later: bool = False) -> str:
    """Why no jump leads to a time and nothing can begin then; empty where it can. `later` leaves out this moment.

    Whoever asks for a time is told so before the exercise is asked, because what it refuses is an entry of its log.
    """
    if at < now + later:
        return msg("The exercise is at {now} already; choose a later time.", now=clock(now))
    return msg("The exercise ends at {span}; choose a time up to then.", span=clock(span)) if at > span else ""


def _detail(board: Board, jumping_to: Millis | None) -> str:
    """Where it runs to, when it will pause by itself, or why it stands."""
    if jumping_to is not None:
        return msg("to {time}", time=clock(jumping_to))
    if board.rewinding is not None:
        return msg("going back to {time}", time=clock(board.rewinding))
    if board.conduct.pause_at >= 0:
        return msg("pauses at {time}", time=clock(board.conduct.pause_at))
    return "" if board.running else said(board.pause_reason)


def _state(board: Board, jumping_to: Millis | None) -> str:
    if board.ended:
        return "ended"
    if board.conduct.stopped_by:
        return "stopped"
    if jumping_to is not None:
        return "jumping"
    if board.running:
        return "running"
    return "paused" if board.started else "not started"
