"""The desks' pages, with sections made anew only when something that they show has changed.

Fifty seats are served from the window's own thread, and most of a page stays as it is when a message comes. Which part
of a desk a section shows is written down here; a section that is not listed is made each time, which is never wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from time import monotonic

from hotwash.domain.plan import Part
from hotwash.domain.scenario import Scenario
from hotwash.exercise.instruments import LEAST_S, SeatInstruments
from hotwash.exercise.projections.seat_board import SeatBoard
from hotwash.exercise.session import Session
from hotwash.seats.markup import Html
from hotwash.seats.pages import talk
from hotwash.seats.pages.desk import DeskPages
from hotwash.seats.pages_hook import Remembered, Renderer

Version = Callable[[SeatBoard, SeatInstruments], Hashable]

SECOND = 1_000
SLOW = ("calls", "firewall")
"""Sections that cost most, and change whenever the instruments are read."""
PATIENCE = 4
"""Instruments of all seats together take at most about one part in so many of the thread's time."""
VERSIONS: Mapping[str, Version] = {
    "clock": lambda board, tools: (board.clock, tools.now // SECOND),
    "stop": lambda board, _: board.clock,
    "alarms": lambda board, _: (board.alarms, board.playing),
    "messages": lambda board, _: (board.letters, board.open),
    "public": lambda board, _: board.letters,
    "acts": lambda board, tools: (
        _busy(board, tools),
        board.asked,
        board.to_approve,
        board.playing,
        tools.open_requests,
    ),
    "map": lambda _, tools: (tools.marks, tools.lines),
    "calls": lambda _, tools: (tools.psap_calls, tools.origin_calls),
    "firewall": lambda _, tools: tools.policies,
    "counters": lambda board, _: (len(board.minutes), board.minutes[-1:]),
    "write": lambda board, _: board.clock,
    "feedback": lambda board, _: board.feedback,
    "done": lambda board, tools: (_busy(board, tools), board.answers),
    "decisions": lambda board, _: (board.decisions, board.clock),
    "notes": lambda board, _: board.notes,
    "card": lambda board, tools: (
        board.clock,
        board.card,
        board.beliefs,
        tuple((mark.id, mark.name) for mark in tools.marks),
    ),
}
"""What each section shows, by its id."""


def _busy(board: SeatBoard, tools: SeatInstruments) -> Hashable:
    """Acts, and the second while one is under way, because its time is told."""
    return board.acts, tools.now // SECOND if any(act.ended_at < 0 for act in board.acts) else 0


def _asked(board: SeatBoard, tools: SeatInstruments) -> Hashable:
    """What it has asked for, and what is asked of it and still open."""
    return board.asked, board.to_approve, tools.open_requests


class KeptPages(DeskPages):
    """The same pages at a fraction of the cost. Clocks are those of now; instruments are read twice a second at most,
    and more seldom where many seats have many."""

    def __init__(self, scenario: Scenario) -> None:
        self._remembered = Remembered()
        self._lines: dict[str, dict[talk.Line, Html]] = {}
        self._read: dict[str, tuple[float, SeatInstruments]] = {}
        """Instruments of a seat, and when, in monotonic seconds, they may be read again."""
        self._cost: dict[str, float] = {}
        """Seconds that it took to show them last."""
        super().__init__(scenario)

    def start_over(self) -> None:
        """Forget every fact, and every section."""
        super().start_over()
        self._remembered, self._lines = Remembered(), {}

    def tools(self, seat: str) -> SeatInstruments:
        """The instruments as they were read within the last half second, or so, with the clock and requests of now."""
        session: Session | None = self._session
        if self._instruments is None or session is None:
            return SeatInstruments(seat)
        began = monotonic()
        again, read = self._read.get(seat, (0.0, SeatInstruments(seat)))
        if began >= again:
            read = self._instruments[1].read(self._eyes[seat], self._boards[seat], began)
            cost = monotonic() - began + self._cost.get(seat, 0.0)
            self._read[seat] = (began + max(LEAST_S, PATIENCE * len(self._boards) * cost), read)
        mine = frozenset(line.request for line in session.board.requests if line.approver == seat)
        return replace(read, now=session.now, open_requests=mine)

    def sections(self, seat: str) -> Mapping[str, Renderer]:
        """The sections of a seat's page by id, in order."""
        board, tools = self._boards[seat], self.tools(seat)
        made = {own: self._kept(own, render, board, tools) for own, render in super().sections(seat).items()}
        if self._scenario.seats[seat].part is Part.PLAYER:
            made["messages"] = self._kept("messages", self._letters, board, tools)
        return made

    def _letters(self, seat: str) -> Html:
        """Messages, each line of them made once."""
        return talk.letters(self._boards[seat], self._scenario, kept=self._lines.setdefault(seat, {}))

    def _kept(self, own: str, render: Renderer, board: SeatBoard, tools: SeatInstruments) -> Renderer:
        version = VERSIONS.get(own)
        if version is None:
            return render
        timed = self._timed(render) if own in SLOW else render
        return self._remembered.renderer(own, version(board, tools), timed)

    def _timed(self, render: Renderer) -> Renderer:
        def timing(seat: str) -> Html:
            began = monotonic()
            made = render(seat)
            self._cost[seat] = monotonic() - began
            return made

        return timing
