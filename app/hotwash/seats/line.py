"""One browser's socket: what it asks goes to the inbox, what its seat is shown goes out; runs in the server's thread.

Facts and answers are never dropped. Of the page's state only the newest text of each section waits, beside what is
being sent, so that a slow phone gets the newest and never a queue.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from hotwash.domain.plan import Part
from hotwash.domain.sentences import say, told_by
from hotwash.exercise.session import Answer
from hotwash.seats import protocol
from hotwash.seats.edits import Edit, edit_of
from hotwash.seats.errors import BadFrame
from hotwash.seats.exchange import Exchange
from hotwash.seats.inbox import Asked, Inbox
from hotwash.seats.keys import Badge
from hotwash.seats.languages import ENGLISH
from hotwash.seats.limits import BEAT_S, CHUNK_BYTES, EXCESS, REQUEST_S, SEND_S, TAIL

BROWSER = "b."
"""Begins the id of every command of a browser, so that none can be taken for one that this program gave."""
BAD_MESSAGE, TOO_MANY, TOO_SLOW = 4400, 4429, 4408


class Ended(Exception):
    """The browser has gone."""


class Wire(Protocol):
    """A socket that is open: texts only."""

    async def receive(self) -> str | None:
        """The next message; None for one that is no text. Raises Ended."""

    async def send(self, text: str) -> None:
        """Send; waits while the browser does not read."""

    async def close(self, code: int, reason: str) -> None:
        """Say goodbye."""


class Line:
    """The two directions of one socket."""

    def __init__(
        self, wire: Wire, badge: Badge, part: Part, exchange: Exchange, inbox: Inbox, language: str = ENGLISH
    ) -> None:
        """`language` is the browser's."""
        self._language = language
        self.badge, self.seat, self.late_ms = badge.number, badge.seat, -1
        self._wire, self._part, self._exchange, self._inbox = wire, part, exchange, inbox
        self._feed = exchange.feeds[badge.seat]
        self._loop = asyncio.get_running_loop()
        self._wake = asyncio.Event()
        self._tail: deque[str] = deque()
        self._dirty: set[str] = set()
        self._reordered = False
        self._wants_facts, self._takes_edits = True, False
        self._has: dict[str, str] = {}
        """The text of each section that the browser has."""
        self._cursor = 0
        self._beats, self._echoed, self._beat_at = 0, 0, 0.0
        self._ending: tuple[int, str] | None = None

    # What the exchange tells

    def changed(self, sections: Sequence[str], *, reordered: bool) -> None:
        """Sections have another text; facts may be new."""
        self._dirty.update(sections)
        self._reordered = self._reordered or reordered
        self._wake.set()

    def start_over(self) -> None:
        """Facts start from nothing."""
        self._cursor = 0
        self._tail.append(protocol.frame("anew"))
        self._wake.set()

    def told(self, frame: str) -> None:
        """A frame that must not be lost."""
        if len(self._tail) >= TAIL:
            self.end(TOO_SLOW, say("This screen reads too slowly; it connects again by itself."))
            return
        self._tail.append(frame)
        self._wake.set()

    def end(self, code: int, sentence: str) -> None:
        """Say why and close."""
        self._ending = self._ending or (code, sentence)
        self._wake.set()

    # At work

    async def run(self) -> None:
        """Serve until one side has had enough."""
        try:
            async with asyncio.timeout(REQUEST_S):
                hello = await self._hello()
        except TimeoutError:
            await self._bye(BAD_MESSAGE, say("This page did not say what it wants; reload it."))
            return
        if hello is None:
            return
        self._welcome(hello)
        self._exchange.join(self)
        talks = [asyncio.create_task(self._listen()), asyncio.create_task(self._speak())]
        try:
            await asyncio.wait(talks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._exchange.leave(self)
            for talk in talks:
                talk.cancel()
            results = await asyncio.gather(*talks, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception) and not isinstance(result, Ended | TimeoutError):
                raise result

    async def _hello(self) -> protocol.Hello | None:
        text = await self._wire.receive()
        try:
            frame = protocol.read(text or "")
        except BadFrame as bad:
            await self._bye(BAD_MESSAGE, told_by(bad))
            return None
        if isinstance(frame, protocol.Hello):
            return frame
        await self._bye(BAD_MESSAGE, say("This page did not say what it wants; reload it."))
        return None

    def _welcome(self, hello: protocol.Hello) -> None:
        """Go on after the fact that the page has, if that is one of ours; else from the first."""
        marks = self._feed.marks
        known = 0 < hello.seen <= len(marks) and marks[hello.seen - 1] == hello.mark
        self._cursor = hello.seen if known else 0
        self._wants_facts, self._takes_edits = hello.facts, hello.edits
        self._tail.append(
            protocol.frame(
                "welcome",
                seat=self.seat,
                title=self._exchange.title,
                exercise=self._exchange.exercise,
                since=self._cursor,
            )
        )
        self._dirty.update(self._feed.sections)
        self._reordered = True
        self._wake.set()

    async def _listen(self) -> None:
        while True:
            text = await self._wire.receive()
            try:
                frame = protocol.read(text if text is not None else "")
            except BadFrame as bad:
                if self._within_rate(bad.cid):
                    self._refused(bad)
            else:
                self._heard(frame)
            if text is None:
                self.end(BAD_MESSAGE, say("That message can't be read."))
            if self._ending is not None:
                await asyncio.sleep(SEND_S * 2)  # nothing more is read while the other direction says goodbye
                return

    def _heard(self, frame: protocol.Hello | protocol.Do | protocol.Echo) -> None:
        match frame:
            case protocol.Echo(number) if number == self._beats and number != self._echoed:
                self._echoed = number
                self.late_ms = round((self._loop.time() - self._beat_at) * 1000)
                self._exchange.note_connected()
            case protocol.Do(cid=cid) if self._within_rate(cid):
                self._ask(frame)
            case protocol.Do():
                pass
            case _:
                self._within_rate("")

    def _within_rate(self, cid: str) -> bool:
        """Whether the seat keeps to its rate; a command over it is to be sent again, and a flood ends the socket."""
        bucket = self._feed.acts
        if bucket.take(self._loop.time()):
            return True
        if bucket.excess > EXCESS:
            bucket.excess = 0
            self.end(TOO_MANY, say("Too many messages came from this screen."))
        elif cid:
            self.told(protocol.later(cid, bucket.wait_s(), self._said(say("Sent too fast; it will be sent again."))))
        return False

    def _refused(self, bad: BadFrame) -> None:
        """A message that no sending again would mend."""
        self.told(protocol.ack(bad.cid, seq=0, accepted=False, sentence=self._said(told_by(bad)), head=""))

    def _ask(self, frame: protocol.Do) -> None:
        try:
            command = protocol.command_of(frame, self._part)
        except BadFrame as bad:
            self._refused(bad)
            return
        self._inbox.put(Asked(self.seat, BROWSER + frame.cid, command, self._answering(frame.cid)))

    def _answering(self, cid: str) -> Callable[[Answer | None], None]:
        """What the owner of the session calls, in its own thread, once a command is decided."""

        def reply(answer: Answer | None) -> None:
            if answer is None:
                words = say("The computer can't write just now; it will be sent again.")
                told = protocol.later(cid, 1.0, self._said(words))
            else:
                sentence = self._said(answer.sentence)
                told = protocol.ack(cid, seq=answer.seq, accepted=answer.accepted, sentence=sentence, head=answer.head)
            self._exchange.answer(self, told)

        return reply

    async def _speak(self) -> None:
        while True:
            self._wake.clear()
            for text in self._next():
                async with asyncio.timeout(SEND_S):
                    await self._wire.send(text)
            if self._ending is not None:
                await self._bye(*self._ending)
                return
            if self._wake.is_set():
                continue
            try:
                async with asyncio.timeout(max(0.0, self._beat_at + BEAT_S - self._loop.time())):
                    await self._wake.wait()
            except TimeoutError:
                self._beats += 1
                self._beat_at = self._loop.time()
                self._tail.append(protocol.frame("beat", n=self._beats))

    def _next(self) -> list[str]:
        """Everything that waits, as frames."""
        frames = list(self._tail)
        self._tail.clear()
        if self._wants_facts:
            while self._cursor < len(self._feed.facts):
                frames.append(self._some_facts())
        if self._dirty or self._reordered:
            known = set(self._feed.order)
            wanted = {name: text for name, text in self._feed.sections.items() if name in self._dirty & known}
            frames.append(self._state(wanted))
            self._dirty.clear()
            self._reordered = False
        return frames

    def _state(self, wanted: Mapping[str, str]) -> str:
        """The sections that are new: whole, or as what changed in the text that the browser has."""
        whole, edits = dict[str, str](), dict[str, Edit]()
        for name, text in wanted.items():
            before = self._has.get(name) if self._takes_edits else None
            edit = edit_of(before, text) if before is not None else None
            if edit is not None:
                edits[name] = edit
            else:
                whole[name] = text
            self._has[name] = text
        order = {"order": list(self._feed.order)} if self._reordered else {}
        changed = {"edits": edits} if edits else {}
        return protocol.frame("state", sections=whole, **changed, **order)

    def _some_facts(self) -> str:
        lines, size = [], 0
        while self._cursor < len(self._feed.facts) and size < CHUNK_BYTES:
            lines.append(self._feed.facts[self._cursor])
            size += len(lines[-1])
            self._cursor += 1
        return protocol.facts(lines, self._feed.marks[self._cursor - 1])

    def _said(self, sentence: str) -> str:
        return self._exchange.said(sentence, self._language)

    async def _bye(self, code: int, sentence: str) -> None:
        async with asyncio.timeout(SEND_S):
            await self._wire.send(protocol.frame("bye", code=code, reason=self._said(sentence)))
            await self._wire.close(code, "")
