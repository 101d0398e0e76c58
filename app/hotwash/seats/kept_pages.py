"""The desks' pages, with sections made anew only when something that they show has changed.

Fifty seats are served from the window's own thread, and most of a page stays as it is when a message comes. Which part
of a desk a section shows is written down here; a section that is not listed is made each time, which is never wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from time import monotonic

from hotwash.domain.scenario import Scenario
from hotwash.exercise.instruments import SeatInstruments
from hotwash.exercise.projections.seat_board import Letter, SeatBoard
from hotwash.exercise.session import Session
from hotwash.seats.markup import Html
from hotwash.seats.pages import talk
from hotwash.seats.pages.desk import DeskPages
from hotwash.seats.pages_hook import Remembered, Renderer

Version = Callable[[SeatBoard, SeatInstruments], Hashable]

SECOND = 1_000
VERSIONS: Mapping[str, Version] = {
    "clock": lambda board, tools: (board.clock, tools.now // SECOND),
    "stop": lambda board, _: board.clock,
    "alarms": lambda board, _: (board.alarms, board.playing),
    "letters": lambda board, _: board.letters,
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
    "write": lambda board, _: board.seat,
    "done": lambda board, tools: (_busy(board, tools), board.answers),
    "decisions": lambda board, _: board.decisions,
    "notes": lambda board, _: board.notes,
    "card": lambda board, tools: (board.card, board.beliefs, tuple((mark.id, mark.name) for mark in tools.marks)),
}
"""What each section shows, by its id."""


def _busy(board: SeatBoard, tools: SeatInstruments) -> Hashable:
    """Acts, and the second while one is under way, because its time is told."""
    return board.acts, tools.now // SECOND if any(act.ended_at < 0 for act in board.acts) else 0


def _asked(board: SeatBoard, tools: SeatInstruments) -> Hashable:
    """What it has asked for, and what is asked of it and still open."""
    return board.asked, board.to_approve, tools.open_requests


class KeptPages(DeskPages):
    """The same pages at a fraction of the cost. Instruments are read twice a second at most, clocks each time."""

    def __init__(self, scenario: Scenario) -> None:
        self._remembered = Remembered()
        self._lines: dict[str, dict[Letter, Html]] = {}
        super().__init__(scenario)

    def start_over(self) -> None:
        """Forget every fact, and every section."""
        super().start_over()
        self._remembered, self._lines = Remembered(), {}

    def tools(self, seat: str) -> SeatInstruments:
        """The instruments as they were read within the last half second, with the clock and requests of now."""
        session: Session | None = self._session
        if self._instruments is None or session is None:
            return SeatInstruments(seat)
        read = self._instruments[1].read(self._eyes[seat], self._boards[seat], monotonic())
        mine = frozenset(line.request for line in session.board.requests if line.approver == seat)
        return replace(read, now=session.now, open_requests=mine)

    def sections(self, seat: str) -> Mapping[str, Renderer]:
        """The sections of a seat's page by id, in order."""
        board, tools = self._boards[seat], self.tools(seat)
        made = {own: self._kept(own, render, board, tools) for own, render in super().sections(seat).items()}
        if "letters" in made:
            made["letters"] = self._kept("letters", self._letters, board, tools)
        return made

    def _letters(self, seat: str) -> Html:
        """Messages, each line of them made once."""
        return talk.letters(self._boards[seat], self._scenario, kept=self._lines.setdefault(seat, {}))

    def _kept(self, own: str, render: Renderer, board: SeatBoard, tools: SeatInstruments) -> Renderer:
        version = VERSIONS.get(own)
        return render if version is None else self._remembered.renderer(own, version(board, tools), render)
