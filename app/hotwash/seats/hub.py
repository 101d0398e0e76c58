"""Between the session and the server: hands commands in, and hands to each seat what it may know, and nothing else.

Everything here is called in the thread that owns the session. Redaction is `domain.visibility.Eyes` and happens here,
once for each fact and seat, before anything is encoded or rendered.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2b
from time import monotonic

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.conduct_commands import LeaveSeat, TakeSeat
from hotwash.domain.facts import Fact, Happened
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.domain.visibility import eyes_of
from hotwash.exercise.codec import encode, kind_of
from hotwash.exercise.session import Session
from hotwash.seats.exchange import Batch, Exchange
from hotwash.seats.inbox import Inbox
from hotwash.seats.keys import Badge
from hotwash.seats.lobby import Lobby
from hotwash.seats.markup import speaking
from hotwash.seats.pages_hook import Pages
from hotwash.seats.protocol import fact_line

REFRESH_S = 0.25
"""Seconds after which a page that somebody looks at is made anew though nothing happened: its clocks go on."""
BUDGET_S = 0.025
"""Seconds that making pages may take at once; what is left waits for the next tick, the longest due first."""
REST = 3
"""Pages on which nothing is new are left alone for so many times as long as making some has taken."""
MOST_COMMANDS = 200
REVOKED = 4403


class Hub:
    """The owner of the session calls `drain`, lets time pass, and calls `publish`, from a timer of 50 ms or so."""

    def __init__(self, scenario: Scenario, lobby: Lobby, pages: Pages, exchange: Exchange) -> None:
        self.lobby, self.exchange = lobby, exchange
        self.inbox = Inbox()
        self._pages = pages
        self._eyes = eyes_of(scenario.seats.values(), scenario.network)
        self._taken = 0
        self._last: Happened | None = None
        self._seen = dict.fromkeys(self._eyes, 0)
        self._marks = dict.fromkeys(self._eyes, b"")
        self._made: dict[str, float] = {}
        """When the page of a seat was last made."""
        self._sections: dict[str, dict[str, str]] = {seat: {} for seat in self._eyes}
        self._orders: dict[str, tuple[str, ...]] = {}
        self._rest_until = 0.0
        self._due: dict[str, float] = {}
        """Seats for which something is new, since when."""

    # Commands

    def drain(self, session: Session) -> int:
        """Give the session what browsers asked for; each is answered once it is on disk. Returns how many."""
        taken = self.inbox.take(MOST_COMMANDS)
        for asked in taken:
            answer = session.ask(asked.actor, asked.command, cid=asked.cid)
            asked.reply(None if answer.seq == 0 and session.trouble else answer)
            self._due.setdefault(asked.actor, monotonic())
        return len(taken)

    def admit(self, session: Session, number: int, seat: str = "") -> str:
        """Let somebody in who waits, at the seat they asked for or another; why not, as a sentence."""
        one = next((one for one in self.lobby.waiting() if one.number == number), None)
        if one is None:
            return say("Nobody of that number waits any more.")
        taken = TakeSeat(seat or one.seat, "browser", one.who, one.organisation)
        answer = session.ask(FACILITATOR, taken)
        if not answer.accepted:
            return answer.sentence
        self.lobby.admit(number, seat)
        return ""

    def admit_all(self, session: Session, *, passes_only: bool = False) -> None:
        """Let everybody in who waits, or those with a one-time link; whoever can't be is told why, once."""
        if session.trouble:
            return
        for one in self.lobby.waiting():
            refused = self.admit(session, one.number) if one.by_pass or not passes_only else ""
            if refused:
                self.lobby.decline(one.number, refused)

    def revoke(self, session: Session, number: int, reason: str = "") -> str:
        """Take a badge back and close its sockets; why the exercise does not say so, as a sentence."""
        badge = self.lobby.revoke(number)
        if badge is None:
            return say("Nobody of that number was let in.")
        told = reason or say("The facilitator has closed this seat. Ask to join again.")
        self.exchange.dismiss(badge.number, REVOKED, told)
        if self._others(badge):
            return ""
        answer = session.ask(FACILITATOR, LeaveSeat(badge.seat, "browser", badge.who))
        return "" if answer.accepted else answer.sentence

    def _others(self, badge: Badge) -> bool:
        """Whether the same person came in twice, so that somebody still sits there."""
        return any((one.seat, one.who) == (badge.seat, badge.who) for one in self.lobby.badges())

    # Facts and pages

    def publish(self, session: Session, now_s: float | None = None) -> bool:
        """Hand out what is new; whether pages are left that should be made very soon.

        Nothing is worked out while nobody can see it; it is caught up with later.
        """
        if not self.exchange.running:
            return False
        now = monotonic() if now_s is None else now_s
        anew = self._another_past(session.facts)
        facts = self._new_facts(session.facts)
        watched = {one.seat for one in self.exchange.connected}
        sections, orders = self._new_sections(session, watched, now)
        if anew or facts or sections or orders:
            self.exchange.post(Batch(facts, sections, orders, anew=anew))
        return not watched.isdisjoint(self._due)

    def _another_past(self, facts: Sequence[Happened]) -> bool:
        """Whether what was taken already is not what happened any more, because somebody has gone back in time."""
        if not self._taken or (self._taken <= len(facts) and facts[self._taken - 1] == self._last):
            return False
        self._taken, self._last = 0, None
        for seat in self._eyes:
            self._seen[seat], self._marks[seat] = 0, b""
        self._pages.start_over()
        self._due = dict.fromkeys(self._eyes, 0.0)
        return True

    def _new_facts(self, facts: Sequence[Happened]) -> Mapping[str, Sequence[tuple[str, str]]]:
        fresh = facts[self._taken :]
        if not fresh:
            return {}
        self._taken, self._last = len(facts), facts[-1]
        encoded: dict[int, tuple[str, str]] = {}
        found: dict[str, list[tuple[str, str]]] = {}
        for seat, eyes in self._eyes.items():
            seen: list[Happened] = []
            for one in fresh:
                fact = eyes.see(one.fact)
                if fact is None:
                    continue
                self._seen[seat] += 1
                seen.append(Happened(self._seen[seat], one.at, fact))
                known = encoded.get(one.seq) if fact is one.fact else _encoded(fact)
                if known is None:
                    known = encoded[one.seq] = _encoded(fact)
                found.setdefault(seat, []).append(self._line(seat, one.at, *known))
            if seen:
                self._pages.take(seat, seen)
                self._due.setdefault(seat, monotonic())
        return found

    def _line(self, seat: str, at: int, kind: str, body: str) -> tuple[str, str]:
        """A fact's text, and the mark that stands for everything this seat has seen up to it."""
        line = fact_line(self._seen[seat], at, kind, body)
        mark = blake2b(self._marks[seat] + line.encode("utf-8", "replace"), digest_size=8)
        self._marks[seat] = mark.digest()
        return line, mark.hexdigest()

    def _new_sections(
        self, session: Session, watched: Collection[str], now: float
    ) -> tuple[Mapping[str, Mapping[str, str]], Mapping[str, Sequence[str]]]:
        urgent = [seat for _, seat in sorted((since, seat) for seat, since in self._due.items() if seat in watched)]
        others = self._others_to_refresh(watched, now) if now >= self._rest_until else []
        if not urgent and not others:
            return {}, {}
        self._pages.moment(session)
        found, orders = dict[str, dict[str, str]](), dict[str, Sequence[str]]()
        self._make(urgent, now, BUDGET_S, found, orders)
        spent = self._make(others, now, BUDGET_S / 2, found, orders)
        self._rest_until = now + REST * spent
        return found, orders

    def _others_to_refresh(self, watched: Collection[str], now: float) -> list[str]:
        """Seats for which nothing is new, those first whose page is oldest."""
        made = [(self._made.get(seat, -1e9), seat) for seat in watched if seat not in self._due]
        return [seat for at, seat in sorted(made) if now - at >= REFRESH_S]

    def _make(
        self,
        seats: Sequence[str],
        now: float,
        budget_s: float,
        found: dict[str, dict[str, str]],
        orders: dict[str, Sequence[str]],
    ) -> float:
        """Make pages, one at least, until the budget is spent; the seconds that it took."""
        began = monotonic()
        for seat in seats:
            self._made[seat] = now
            self._due.pop(seat, None)
            changed, order = self._changed(seat)
            if changed:
                found[seat] = changed
            if order is not None:
                orders[seat] = order
            if monotonic() - began > budget_s:
                break
        return monotonic() - began

    def _changed(self, seat: str) -> tuple[dict[str, str], Sequence[str] | None]:
        """Sections of a seat that have another text than before, and the order of all where it is another one."""
        before = self._sections[seat]
        with speaking(self.exchange.speech(self.exchange.spoken[seat])):
            made = {name: str(render(seat)) for name, render in self._pages.sections(seat).items()}
        changed = {name: text for name, text in made.items() if before.get(name) != text}
        self._sections[seat] = made
        order = tuple(made)
        if self._orders.get(seat) == order:
            return changed, None
        self._orders[seat] = order
        return changed, order


def _encoded(fact: Fact) -> tuple[str, str]:
    return kind_of(fact), json.dumps(encode(fact), ensure_ascii=False, separators=(",", ":"))
