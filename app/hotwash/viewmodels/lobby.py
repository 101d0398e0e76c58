"""Browsers at seats, as the facilitator sees them: where to join, who waits, who is in and how late; knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hotwash.exercise.session import Session
from hotwash.seats.addresses import LOOPBACK, own_addresses
from hotwash.seats.codes import spelt
from hotwash.seats.errors import SeatServerError
from hotwash.seats.exchange import Connection
from hotwash.seats.keys import Badge
from hotwash.seats.lobby import Waiting
from hotwash.seats.seating import Seating
from hotwash.viewmodels.words import msg, said, said_by

LATE_MS = 500
"""A round trip longer than this is worth a word."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Somebody at the door; `seat` is the id they asked for, `text` says who and what."""

    number: int
    text: str
    seat: str
    others: str
    """Who sits at that seat already, in words; empty for nobody."""


@dataclass(frozen=True, slots=True)
class SeatedRow:
    """Somebody who was let in; `state` says whether the browser is connected and how late it is."""

    number: int
    text: str
    state: str
    connected: bool


@dataclass(frozen=True, slots=True)
class LobbyView:
    """Everything the dialog shows at one moment."""

    running: bool
    link: str
    code: str
    invitation: str
    """What the QR code holds; empty while nothing listens."""
    locked: bool
    waiting: tuple[WaitingRow, ...]
    seated: tuple[SeatedRow, ...]
    trouble: str


@lru_cache(maxsize=4)
def qr_squares(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark squares of a QR code, row by row, without its quiet zone of four."""
    import segno

    return tuple(tuple(bool(square) for square in row) for row in segno.make(text, error="m", micro=False).matrix)


class Invitations:
    """Browser seats of one exercise. Commands answer with a sentence; empty where all is well."""

    def __init__(self, session: Session, keys: Path | None) -> None:
        self._seating = Seating(session, keys)
        self._names = {seat.id: seat.name for seat in session.scenario.seats.values()}
        self._told: set[int] = set()

    @property
    def running(self) -> bool:
        """Whether browsers can come in."""
        return self._seating.running

    def seats(self) -> tuple[tuple[str, str], ...]:
        """Ids and names."""
        return tuple(self._names.items())

    def addresses(self) -> tuple[tuple[str, str], ...]:
        """Addresses of this machine with words for them: this computer alone first, then those of its networks."""
        told = [(LOOPBACK, msg("{address}: this computer only", address=LOOPBACK))]
        told += [
            (address, msg("{address}: everybody on that network", address=address)) for address in own_addresses()[1:]
        ]
        return tuple(told)

    def last_address(self) -> str:
        """Where browsers were invited last; empty where they never were."""
        return self._seating.lobby.last_place[0]

    def start(self, address: str) -> str:
        """Let browsers in on one address."""
        try:
            self._seating.start(address)
        except SeatServerError as error:
            return said_by(error)
        return ""

    def stop(self) -> None:
        """Let nobody in any more; whoever was admitted may come back when it starts again."""
        self._seating.stop()

    def on_asked(self, wake: Callable[[], None]) -> None:
        """Call this, in another thread, whenever a browser has asked for something."""
        self._seating.on_asked(wake)

    def tick(self, session: Session) -> bool:
        """Serve everybody; whether there is more to do at once."""
        self._seating.session = session
        return self._seating.tick()

    def admit(self, number: int, seat: str = "") -> str:
        """Let somebody in, at the seat they asked for or at another."""
        return said(self._seating.hub.admit(self._seating.session, number, seat))

    def decline(self, number: int) -> None:
        """Send somebody away."""
        self._seating.lobby.decline(number)

    def dismiss(self, number: int) -> str:
        """Close a browser's seat for good; whoever sat there may ask again."""
        return said(self._seating.hub.revoke(self._seating.session, number))

    def lock(self, *, on: bool) -> None:
        """Close the door to newcomers, or open it again."""
        self._seating.lobby.lock(on=on)

    def renew_code(self) -> None:
        """Another room code."""
        self._seating.lobby.renew_code()

    def news(self) -> str:
        """A sentence about somebody who has come to the door since this was asked last; empty for nobody."""
        waiting = self._seating.lobby.waiting()
        fresh = [one for one in waiting if one.number not in self._told and not one.by_pass]
        self._told |= {one.number for one in fresh}
        if not fresh:
            return ""
        return msg("{who} asks to join (Room, Invite browsers).", who=self._who(fresh[-1]))

    def view(self) -> LobbyView:
        """Everything as of now."""
        lobby, connected = self._seating.lobby, self._seating.connected
        running = self.running
        server = self._seating.server if running else None
        return LobbyView(
            running=running,
            link=server.link if server is not None else "",
            code=spelt(lobby.code),
            invitation=server.link_with(lobby.code) if server is not None and not lobby.locked else "",
            locked=lobby.locked,
            waiting=tuple(self._waiting_row(one) for one in lobby.waiting()),
            seated=tuple(self._seated_row(badge, connected) for badge in lobby.badges()),
            trouble=said(lobby.trouble),
        )

    def _who(self, one: Waiting | Badge) -> str:
        seat = self._names.get(one.seat, one.seat)
        if not one.who:
            return seat
        if one.organisation:
            return msg("{who}, {organisation}, as {seat}", who=one.who, organisation=one.organisation, seat=seat)
        return msg("{who} as {seat}", who=one.who, seat=seat)

    def _waiting_row(self, one: Waiting) -> WaitingRow:
        there = [badge.who or msg("somebody") for badge in self._seating.lobby.badges() if badge.seat == one.seat]
        others = msg("already there: {who}", who=", ".join(there)) if there else ""
        return WaitingRow(
            one.number, msg("{who}, from {address}", who=self._who(one), address=one.address), one.seat, others
        )

    def _seated_row(self, badge: Badge, connected: tuple[Connection, ...]) -> SeatedRow:
        mine = [one for one in connected if one.badge == badge.number]
        late = max((one.late_ms for one in mine), default=-1)
        if not mine:
            state = msg("not connected")
        elif late < 0:
            state = msg("connected")
        elif late < LATE_MS:
            state = msg("connected, {late} ms", late=late)
        else:
            state = msg("connected, slow: {late} ms", late=late)
        if len(mine) > 1:
            state = msg("{state}, {count} screens", state=state, count=len(mine))
        return SeatedRow(badge.number, self._who(badge), state, connected=bool(mine))
