"""A browser without a screen: joins, follows its seat, gives commands until they are acknowledged. For load, tests and
rehearsals. It speaks the protocol over the wire and knows nothing of the server beside it.
"""

from __future__ import annotations

import asyncio
import http.client
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from hotwash.seats.edits import edited
from hotwash.seats.limits import PROTOCOL

FIRST_S, LONGEST_S = 0.25, 5.0
RESEND_S = 3.0
AT_ONCE = 4
NOT_VALID = 4403


@dataclass(slots=True)
class Given:
    """A command on its way. Times are monotonic seconds."""

    cid: str
    kind: str
    body: Mapping[str, Any]
    composed: float
    sent: float = 0.0
    answer: dict[str, Any] | None = None
    answered: float = 0.0
    done: asyncio.Event = field(default_factory=asyncio.Event)


def post(place: str, path: str, body: Mapping[str, str]) -> tuple[int, dict[str, Any], str]:
    """Send JSON to a server at `host:port`: status, answer, and the cookie that was set, if one was."""
    link = http.client.HTTPConnection(place, timeout=10)
    try:
        headers = {"Content-Type": "application/json", "Origin": f"http://{place}"}
        link.request("POST", path, json.dumps(body), headers)
        answer = link.getresponse()
        cookie = (answer.getheader("set-cookie") or "").partition(";")[0].partition("=")[2]
        return answer.status, json.loads(answer.read() or b"{}"), cookie
    finally:
        link.close()


async def join(place: str, code: str, seat: str, who: str = "", *, patience_s: float = 30.0) -> str:
    """Ask to come in and wait for the facilitator; the seat's token. Raises PermissionError with a sentence."""
    _, knock, _ = await asyncio.to_thread(post, place, "/join", {"code": code, "seat": seat, "who": who})
    if not knock.get("ticket"):
        raise PermissionError(knock.get("sentence", ""))
    until = monotonic() + patience_s
    while monotonic() < until:
        _, claim, token = await asyncio.to_thread(post, place, "/join/claim", {"ticket": knock["ticket"]})
        if token:
            return token
        if claim["standing"] != "waiting":
            raise PermissionError(claim.get("sentence", ""))
        await asyncio.sleep(0.1)
    raise PermissionError("nobody let us in")


class SeatClient:
    """One browser on a seat. `run` keeps it connected until `stop`; everything received is kept in `received`."""

    def __init__(self, place: str, seat: str, token: str, *, facts: bool = True, language: str = "en") -> None:
        self.language = language
        self.place, self.seat, self.token = place, seat, token
        self.received: list[str] = []
        self.arrived: list[float] = []
        """When each of them came."""
        self.facts: list[dict[str, Any]] = []
        self.sections: dict[str, str] = {}
        self.outbox: dict[str, Given] = {}
        self.connected = asyncio.Event()
        self.heard = asyncio.Event()
        """Set at every frame; whoever waits for one clears it."""
        self.closed = 0
        """The code with which the server said goodbye for good."""
        self.ended = asyncio.Event()
        """Set once `run` will connect no more."""
        self.connections = 0
        self._mark, self._wants, self._number = "", facts, 0
        self._socket: ClientConnection | None = None
        self._stopping = False

    async def run(self) -> None:
        """Connect, and again whenever the connection is lost."""
        delay = FIRST_S
        while not self._over():
            with suppress(OSError, InvalidHandshake, ConnectionClosed, TimeoutError):
                await self._once()
                delay = FIRST_S
            self.connected.clear()
            if not self._over():
                await asyncio.sleep(delay)
                delay = min(delay * 2, LONGEST_S)
        self.ended.set()

    def _over(self) -> bool:
        return self._stopping or self.closed > 0

    async def stop(self) -> None:
        """Leave."""
        self._stopping = True
        if self._socket is not None:
            await self._socket.close()

    async def break_off(self) -> None:
        """Lose the connection, as a phone does; it is made again."""
        if self._socket is not None:
            self._socket.transport.abort()

    def do(self, kind: str, /, cid: str = "", **body: Any) -> Given:
        """Give a command; it is sent until it is acknowledged."""
        self._number += 1
        given = Given(cid or f"{self.seat}-{id(self)}-{self._number}", kind, body, monotonic())
        self.outbox[given.cid] = given
        asyncio.get_running_loop().create_task(self._flush()).add_done_callback(_seen)
        return given

    async def say(self, text: str) -> None:
        """Send a raw message, whatever it is."""
        assert self._socket is not None
        await self._socket.send(text)

    async def until(self, count: int) -> None:
        """Wait until so many facts have come."""
        while len(self.facts) < count:
            self.heard.clear()
            await self.heard.wait()

    async def _once(self) -> None:
        headers = {"Origin": f"http://{self.place}", "Cookie": f"seat={self.token}"}
        headers["Accept-Language"] = self.language
        where = f"ws://{self.place}/s/{self.seat}/ws"
        async with connect(
            where, origin=None, additional_headers=headers, compression=None, max_size=None, proxy=None
        ) as socket:
            self._socket = socket
            await self._send("hello", seen=len(self.facts), mark=self._mark, facts=self._wants, edits=True)
            resending = asyncio.create_task(self._resend())
            try:
                async for text in socket:
                    await self._take(str(text))
            finally:
                resending.cancel()
                self._socket = None
                if socket.close_code == NOT_VALID:
                    self.closed = NOT_VALID

    async def _take(self, text: str) -> None:
        self.received.append(text)
        self.arrived.append(monotonic())
        frame = json.loads(text)
        match frame["t"]:
            case "welcome":
                del self.facts[frame["since"] :]
                self.connections += 1
                for given in self.outbox.values():
                    given.sent = 0.0
                self.connected.set()
                await self._flush()
            case "anew":
                self.facts.clear()
            case "facts":
                self.facts += frame["facts"]
                self._mark = frame["mark"]
            case "state":
                self.sections.update(frame["sections"])
                for name, (head, tail, between) in frame.get("edits", {}).items():
                    self.sections[name] = edited(self.sections[name], (head, tail, between))
            case "ack":
                if frame["cid"] in self.outbox:
                    given = self.outbox.pop(frame["cid"])
                    given.answer, given.answered = frame, monotonic()
                    given.done.set()
                await self._flush()
            case "later":
                if frame["cid"] in self.outbox:
                    self.outbox[frame["cid"]].sent = monotonic() + frame["after"] / 1000 - RESEND_S
            case "beat":
                await self._send("beat", n=frame["n"])
        self.heard.set()

    async def _resend(self) -> None:
        while True:
            await asyncio.sleep(0.2)
            for given in self.outbox.values():
                if given.sent and monotonic() - given.sent > RESEND_S:
                    given.sent = 0.0
            await self._flush()

    async def _flush(self) -> None:
        under_way = sum(given.sent > 0 for given in self.outbox.values())
        for given in list(self.outbox.values()):
            if under_way >= AT_ONCE or self._socket is None or not self.connected.is_set():
                break
            if not given.sent:
                given.sent = monotonic()
                under_way += 1
                await self._send("do", cid=given.cid, kind=given.kind, body=dict(given.body))

    async def _send(self, kind: str, /, **fields: Any) -> None:
        if self._socket is not None:
            with suppress(ConnectionClosed):
                await self._socket.send(json.dumps({"v": PROTOCOL, "t": kind, **fields}))


def _seen(task: asyncio.Task[None]) -> None:
    """A flush that failed because the connection was lost is made again after the next one."""
    if not task.cancelled():
        task.exception()
