"""The server's side of what seats are shown: facts and sections of every seat, and the sockets that follow them.

Everything here happens in the server's thread, but for `post`, `answer` and `connected`, which any thread may use. It
holds only what was redacted already and must not know the session.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from hotwash.domain.sentences import Swaps, say
from hotwash.seats.languages import ENGLISH, Languages
from hotwash.seats.limits import (
    ACTS_BURST,
    ACTS_PER_S,
    OPENINGS_BURST,
    OPENINGS_PER_S,
    SOCKETS,
    SOCKETS_PER_SEAT,
)
from hotwash.seats.markup import Speech
from hotwash.seats.rates import Bucket


@dataclass(frozen=True, slots=True)
class Connection:
    """A browser that is connected; `late_ms` is the newest round trip, -1 before the first."""

    badge: int
    seat: str
    late_ms: int


@dataclass(frozen=True, slots=True)
class Batch:
    """What is new for seats: encoded facts with their marks, sections by id, and the order of sections."""

    facts: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    sections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    orders: Mapping[str, Sequence[str]] = field(default_factory=dict)
    anew: bool = False
    """Whether facts and sections start from nothing, because what was played has changed."""


@dataclass(slots=True)
class Feed:
    """Everything that one seat may be shown."""

    facts: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    acts: Bucket = field(default_factory=lambda: Bucket(ACTS_PER_S, ACTS_BURST))
    openings: Bucket = field(default_factory=lambda: Bucket(OPENINGS_PER_S, OPENINGS_BURST))


class Follower(Protocol):
    """A socket."""

    badge: int
    seat: str
    late_ms: int

    def changed(self, sections: Sequence[str], *, reordered: bool) -> None:
        """Sections have another text; facts may be new."""

    def start_over(self) -> None:
        """Facts start from nothing."""

    def told(self, frame: str) -> None:
        """A frame that must not be lost."""

    def end(self, code: int, sentence: str) -> None:
        """Say why and close."""


class Exchange:
    """One for each exercise. It outlives the server, which may be stopped and started again."""

    def __init__(
        self,
        seats: Sequence[str],
        title: str,
        exercise: str,
        languages: Languages | None = None,
        swaps: Swaps = (),
    ) -> None:
        """`swaps` are words that the story says otherwise (`Scenario.swaps`)."""
        self.title, self.exercise = title, exercise
        self.languages = languages or Languages()
        self._swaps = swaps
        self.spoken = dict.fromkeys(seats, ENGLISH)
        """The language of each seat's page: that of the browser that came to it last."""
        self.feeds = {seat: Feed() for seat in seats}
        self.followers: dict[str, list[Follower]] = {seat: [] for seat in seats}
        self._mail: deque[Callable[[], None]] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._connected: tuple[Connection, ...] = ()

    # From any thread

    def speech(self, language: str) -> Speech | None:
        """How pages are said in a language, in the words of the story."""
        return self.languages.speech(language, self._swaps)

    def said(self, sentence: str, language: str) -> str:
        """A sentence in a language, in the words of the story."""
        speech = self.speech(language)
        return str(sentence) if speech is None else speech.says(sentence)

    @property
    def running(self) -> bool:
        """Whether there is a server to show anything to."""
        return self._loop is not None

    @property
    def connected(self) -> tuple[Connection, ...]:
        """Who is connected."""
        return self._connected

    def post(self, batch: Batch) -> None:
        """Hand over what is new."""
        self._send(lambda: self.take(batch))

    def answer(self, follower: Follower, frame: str) -> None:
        """Hand over a frame for one socket."""
        self._send(lambda: follower.told(frame))

    def dismiss(self, badge: int, code: int, sentence: str) -> None:
        """Close every socket of a badge."""
        self._send(lambda: self._dismiss(badge, code, sentence))

    def _send(self, work: Callable[[], None]) -> None:
        self._mail.append(work)
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop has just ended; the mail is read when there is one again
                loop.call_soon_threadsafe(self._collect)

    # In the server's thread

    def bind(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """The loop of the server that runs from now on, None for none."""
        self._loop = loop
        if loop is not None:
            loop.call_soon(self._collect)
        else:
            self._connected = ()

    def _collect(self) -> None:
        while self._mail:
            self._mail.popleft()()

    def take(self, batch: Batch) -> None:
        """Keep what is new and wake those who follow it."""
        if batch.anew:
            for seat, feed in self.feeds.items():
                feed.facts.clear()
                feed.marks.clear()
                for follower in self.followers[seat]:
                    follower.start_over()
        for seat, lines in batch.facts.items():
            feed = self.feeds[seat]
            feed.facts += [line for line, _ in lines]
            feed.marks += [mark for _, mark in lines]
        for seat, texts in batch.sections.items():
            self.feeds[seat].sections.update(texts)
        for seat, order in batch.orders.items():
            self.feeds[seat].order = tuple(order)
        for seat in {*batch.facts, *batch.sections, *batch.orders}:
            for follower in self.followers[seat]:
                follower.changed(tuple(batch.sections.get(seat, ())), reordered=seat in batch.orders)

    def refusal(self, seat: str, now: float) -> str:
        """Why one more socket of a seat is not taken now, as a sentence; empty where it is."""
        if len(self.followers[seat]) >= SOCKETS_PER_SEAT:
            return say("This seat is open on {count} screens already; close one of them.", count=SOCKETS_PER_SEAT)
        if sum(map(len, self.followers.values())) >= SOCKETS:
            return say("Too many screens are connected; close one of them.")
        if not self.feeds[seat].openings.take(now):
            return say("This seat connects too often; it tries again by itself.")
        return ""

    def join(self, follower: Follower) -> None:
        """Follow a seat."""
        self.followers[follower.seat].append(follower)
        self.note_connected()

    def leave(self, follower: Follower) -> None:
        """Follow no more."""
        if follower in self.followers[follower.seat]:
            self.followers[follower.seat].remove(follower)
        self.note_connected()

    def note_connected(self) -> None:
        """Bring the list of connections up to date."""
        self._connected = tuple(
            Connection(one.badge, one.seat, one.late_ms) for lines in self.followers.values() for one in lines
        )

    def _dismiss(self, badge: int, code: int, sentence: str) -> None:
        for lines in self.followers.values():
            for follower in list(lines):
                if follower.badge == badge:
                    follower.end(code, sentence)
