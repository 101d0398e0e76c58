"""Who may come in: the room code, those who wait, those who were admitted. Used by the server's thread and the owner of
the session alike, so that every method takes the lock; it touches no session and no socket.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import Literal

from hotwash.domain.sentences import say
from hotwash.exercise.words import text_refusal
from hotwash.seats.codes import kept, new_code, new_token, read_code, same
from hotwash.seats.keys import Badge, Keys
from hotwash.seats.limits import WAITING, WAITING_PER_ADDRESS
from hotwash.seats.protocol import unfit
from hotwash.seats.rates import Guesses

LONGEST_NAME = 80
TICKET_S = 120.0
"""Seconds after which somebody whose page does not ask any more is taken out of the lobby."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody at the door. Times are monotonic seconds; `by_pass` says that a one-time link admits them."""

    number: int
    seat: str
    who: str
    organisation: str
    address: str
    since: float
    asked: float
    by_pass: bool = False


@dataclass(frozen=True, slots=True)
class Knock:
    """What came of knocking: a ticket to ask with, or a sentence, and when to try again where that helps."""

    ticket: str = ""
    sentence: str = ""
    again_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Claim:
    """What became of somebody who waits; the token is handed out once."""

    standing: Literal["waiting", "admitted", "declined", "unknown"]
    seat: str = ""
    token: str = ""
    sentence: str = ""


class Lobby:
    """The door of one exercise."""

    def __init__(self, seats: Mapping[str, str], keys: Keys) -> None:
        """`seats` gives names by id."""
        self.seats = seats
        self._keys = keys
        self._lock = Lock()
        self._waiting: dict[str, Waiting] = {}
        self._claims: dict[str, Claim] = {}
        self._passes: dict[str, str] = {}
        self._guesses = Guesses()
        self._numbers = 0

    @property
    def code(self) -> str:
        """The room code."""
        return self._keys.held.code

    @property
    def locked(self) -> bool:
        """Whether nobody new may knock."""
        return self._keys.held.locked

    @property
    def trouble(self) -> str:
        """Why what was decided here would not outlive a restart, as a sentence; empty where it would."""
        return self._keys.trouble

    @property
    def last_place(self) -> tuple[str, int]:
        """Address and port at which browsers were invited last; empty and 0 where they never were."""
        return self._keys.held.address, self._keys.held.port

    def note_place(self, address: str, port: int) -> None:
        """Keep where browsers are invited, so that after a restart it is the same place."""
        with self._lock:
            if self.last_place != (address, port):
                self._keys.change(address=address, port=port)

    # Those outside

    def knock(self, typed: str, wanted: Mapping[str, str], address: str, now: float, key: str = "") -> Knock:
        """Ask to come in with a code, or with the key of a one-time link. `wanted` has seat, who and organisation."""
        with self._lock:
            if self.locked:
                return Knock(sentence=say("The room is closed to newcomers; ask the facilitator."))
            seat = self._passes.pop(kept(key), "") if key else ""
            by_pass = bool(seat)
            if not by_pass:
                refused = self._checked(typed, address, now)
                if refused is not None:
                    return refused
                seat = wanted.get("seat", "")
            return self._seated(seat, wanted, address, now, by_pass=by_pass)

    def _checked(self, typed: str, address: str, now: float) -> Knock | None:
        wait = self._guesses.wait_s(address, now)
        if wait > 0:
            told = say("Too many wrong codes; try again in {wait} seconds.", wait=int(wait) + 1)
            return Knock(sentence=told, again_s=wait)
        code = read_code(typed)
        if not code or not same(code, self.code):
            self._guesses.wrong(address, now)
            return Knock(sentence=say("That is not the code of this room; it stands on the facilitator's screen."))
        return None

    def _seated(self, seat: str, wanted: Mapping[str, str], address: str, now: float, *, by_pass: bool) -> Knock:
        who, organisation = wanted.get("who", "").strip(), wanted.get("organisation", "").strip()
        self._forget(now)
        if seat not in self.seats:
            return Knock(sentence=say("Choose a seat from the list."))
        for text in (who, organisation):
            refused = unfit(text) or text_refusal(text, empty=True, most=LONGEST_NAME)
            if refused:
                return Knock(sentence=refused)
        near = sum(one.address == address for one in self._waiting.values())
        if len(self._waiting) >= WAITING or near >= WAITING_PER_ADDRESS:
            return Knock(sentence=say("Too many people are waiting; try again in a minute."), again_s=60.0)
        ticket = new_token()
        self._numbers += 1
        self._waiting[kept(ticket)] = Waiting(self._numbers, seat, who, organisation, address, now, now, by_pass)
        return Knock(ticket=ticket)

    def claim(self, ticket: str, now: float) -> Claim:
        """Ask what became of it."""
        key = kept(ticket)
        with self._lock:
            waiting = self._waiting.get(key)
            if waiting is not None:
                self._waiting[key] = replace(waiting, asked=now)
                return Claim("waiting", waiting.seat)
            return self._claims.pop(key, Claim("unknown", sentence=say("Please ask to join again.")))

    def badge(self, token: str) -> Badge | None:
        """Who comes with a token; None for one that is not valid."""
        if not token or len(token) > 200:
            return None
        digest = kept(token)
        return next((badge for badge in self._keys.held.badges if same(badge.kept, digest)), None)

    # The facilitator

    def waiting(self) -> tuple[Waiting, ...]:
        """Those who wait, in the order in which they came."""
        with self._lock:
            return tuple(sorted(self._waiting.values(), key=lambda one: one.number))

    def badges(self) -> tuple[Badge, ...]:
        """Those who were admitted."""
        return self._keys.held.badges

    def admit(self, number: int, seat: str = "") -> Badge | None:
        """Let somebody in, at the seat they asked for or at another; None where nobody of that number waits."""
        with self._lock:
            key = self._key(number)
            if key is None:
                return None
            one = self._waiting.pop(key)
            token, held = new_token(), self._keys.held
            badge = Badge(held.next_number, seat or one.seat, one.who, one.organisation, kept(token))
            self._keys.change(badges=(*held.badges, badge), next_number=held.next_number + 1)
            self._claims[key] = Claim("admitted", badge.seat, token)
            return badge

    def decline(self, number: int, reason: str = "") -> None:
        """Send somebody away, with a reason if there is one."""
        with self._lock:
            key = self._key(number)
            if key is not None:
                del self._waiting[key]
                told = reason or say("The facilitator did not let you in.")
                self._claims[key] = Claim("declined", sentence=told)

    def revoke(self, number: int) -> Badge | None:
        """Take a badge back; its token is worth nothing from now on."""
        with self._lock:
            held = self._keys.held
            badge = next((badge for badge in held.badges if badge.number == number), None)
            if badge is not None:
                self._keys.change(badges=tuple(one for one in held.badges if one is not badge))
            return badge

    def lock(self, *, on: bool) -> None:
        """Close the door to newcomers, or open it again."""
        with self._lock:
            self._keys.change(locked=on)

    def renew_code(self) -> None:
        """Another room code; those inside stay."""
        with self._lock:
            self._keys.change(code=new_code())

    def invite(self, seat: str) -> str:
        """The key of a one-time link that admits whoever opens it first to a seat."""
        key = new_token()
        with self._lock:
            self._passes[kept(key)] = seat
        return key

    def _key(self, number: int) -> str | None:
        return next((key for key, one in self._waiting.items() if one.number == number), None)

    def _forget(self, now: float) -> None:
        """Those whose page was closed long ago."""
        for key in [key for key, one in self._waiting.items() if now - one.asked > TICKET_S]:
            del self._waiting[key]
