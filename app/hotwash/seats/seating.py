"""Browser seats of one session, put together; held by whoever owns the session and used in that thread only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hotwash.domain.scenario import Scenario
from hotwash.exercise.session import Session
from hotwash.seats.exchange import Connection, Exchange
from hotwash.seats.hub import Hub
from hotwash.seats.kept_pages import KeptPages
from hotwash.seats.keys import SUFFIX, Keys
from hotwash.seats.languages import Languages
from hotwash.seats.lobby import Lobby
from hotwash.seats.pages_hook import Pages

if TYPE_CHECKING:
    from hotwash.seats.server import Certificate, Server


def keys_beside(exercise: Path) -> Path:
    """Where the keys of an exercise's seats are kept."""
    return exercise.with_name(exercise.name + SUFFIX)


class Seating:
    """Lobby, hub and server of one session. Nothing listens until `start`.

    The owner calls `tick` after time has passed, every 50 ms or so; `on_asked`, called in the server's thread, says
    that a command waits, for an owner who wants to look sooner.
    """

    def __init__(
        self,
        session: Session,
        keys: Path | None,
        pages: Callable[[Scenario], Pages] = KeptPages,
        languages: Languages | None = None,
    ) -> None:
        """`keys` is the file of those who were let in; `languages` are those that pages can be said in."""
        scenario = session.scenario
        exercise, _ = session.identity()
        self.session = session
        names = {seat.id: seat.name for seat in scenario.seats.values()}
        self.lobby = Lobby(names, Keys(keys, exercise))
        self.exchange = Exchange(tuple(scenario.seats), scenario.title, exercise, languages, scenario.swaps)
        self.hub = Hub(scenario, self.lobby, pages(scenario), self.exchange)
        self.admit_all = False
        """Whether everybody who knocks is let in: for rehearsals without a facilitator."""
        self._server: Server | None = None

    @property
    def running(self) -> bool:
        """Whether browsers can come in."""
        return self._server is not None and self._server.running

    @property
    def server(self) -> Server:
        """The server; its libraries are loaded when it is first asked for."""
        if self._server is None:
            from hotwash.seats.server import Server

            seats = self.session.scenario.seats
            self._server = Server(self.hub, {seat.id: seat.part for seat in seats.values()})
        return self._server

    @property
    def connected(self) -> tuple[Connection, ...]:
        """Browsers that are connected, with how late each is."""
        return self.exchange.connected

    def on_asked(self, wake: Callable[[], None]) -> None:
        """Call this, in the server's thread, whenever a command has come."""
        self.hub.inbox.on_asked = wake

    def start(self, address: str, port: int | None = None, certificate: Certificate | None = None) -> None:
        """Listen on one address of this machine; raises SeatServerError with a sentence."""
        self.server.start(address, port, certificate)

    def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.stop()

    def tick(self) -> bool:
        """Give the session what browsers asked for, and browsers what is new; whether to come again at once."""
        if not self.running:
            return False
        self.hub.admit_all(self.session, passes_only=not self.admit_all)
        self.hub.drain(self.session)
        return self.hub.publish(self.session)
