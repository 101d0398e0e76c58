"""What a page of a seat is made of, as the hub asks for it; knows no page."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Protocol

from hotwash.domain.facts import Happened
from hotwash.exercise.session import Session
from hotwash.seats.markup import Html, manner

Renderer = Callable[[str], Html]
"""Of a seat, what stands inside one section of its page."""


class Remembered:
    """Sections that need not be made again: making them is what costs, so a page of many parts keeps most of them."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[Hashable, Html]] = {}

    def renderer(self, name: str, version: Hashable, render: Renderer) -> Renderer:
        """The same section, made anew only in another language or where `version`, for all that it shows, changes."""

        def again(seat: str) -> Html:
            wanted = (manner(), version)
            known = self._kept.get((seat, name))
            if known is not None and known[0] == wanted:
                return known[1]
            made = render(seat)
            self._kept[seat, name] = (wanted, made)
            return made

        return again


class Pages(Protocol):
    """Makes the pages. Everything is called in the thread that owns the session; what comes back is shown as it is.

    Every form field, button and `details` in a section needs an `id` of its own, so that what somebody is typing, and
    where, outlives a new text of the section. `static/seat.js` says what attributes make a form a command.
    """

    def take(self, seat: str, seen: Sequence[Happened]) -> None:
        """Facts that are new to a seat, trimmed to what it may know; `seq` counts what this seat has seen."""

    def start_over(self) -> None:
        """Forget every fact: another past is told from its beginning."""

    def moment(self, session: Session) -> None:
        """Sections are asked for now; look up clocks and instruments as of this moment."""

    def sections(self, seat: str) -> Mapping[str, Renderer]:
        """The sections of a seat's page by id, in order. The same ids as before keep what was typed in them."""
