"""What each section of a desk is made of, so that one is made anew only when that has changed; renders nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hotwash.domain.time import SECOND
from hotwash.exercise.instruments import SeatInstruments
from hotwash.exercise.projections.seat_board import SeatBoard

Parts = tuple[object, ...]


def parts_of(own: str, board: SeatBoard, now: SeatInstruments) -> Parts | None:
    """The values that a section is made of, equal as long as its text is the same; None where nobody has said them."""
    found = _PARTS.get(own)
    return None if found is None else found(board, now)


def _passing(board: SeatBoard, now: SeatInstruments) -> int:
    """The second that it is, where an own act is under way, whose time is told."""
    return now.now // SECOND if any(line.ended_at < 0 for line in board.acts) else -1


_PARTS: Mapping[str, Callable[[SeatBoard, SeatInstruments], Parts]] = {
    "clock": lambda board, now: (board.clock, board.now > board.clock.jump, now.now // SECOND),
    "stop": lambda board, _: (board.clock.stopped_by, board.clock.stop_reason),
    "card": lambda board, now: (board.card, board.beliefs, len(now.marks)),
    "alarms": lambda board, _: (board.alarms, board.playing),
    "messages": lambda board, _: (board.letters,),
    "public": lambda board, _: (board.letters,),
    "acts": lambda board, now: (
        board.acts,
        board.asked,
        board.to_approve,
        board.playing,
        now.open_requests,
        _passing(board, now),
    ),
    "map": lambda _, now: (now.marks,),
    "calls": lambda _, now: (now.psap_calls, now.origin_calls),
    "counters": lambda board, _: (board.minutes,),
    "firewall": lambda _, now: (now.policies,),
    "write": lambda _, __: (),
    "done": lambda board, now: (board.acts, board.answers, _passing(board, now)),
    "decisions": lambda board, _: (board.decisions,),
    "notes": lambda board, _: (board.notes,),
}
"""By section. What the scenario gives never changes, and stands in none."""
