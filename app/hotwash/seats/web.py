"""Addresses of the server: joining, the page of a seat, its socket, and shipped files. Behind the guard; runs in the
server's thread and knows the session only through inbox and exchange.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from time import monotonic
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from hotwash.domain.plan import Part
from hotwash.domain.sentences import say
from hotwash.seats import protocol
from hotwash.seats.exchange import Exchange
from hotwash.seats.inbox import Inbox
from hotwash.seats.keys import Badge
from hotwash.seats.limits import MESSAGE_BYTES, STRANGERS_BURST, STRANGERS_PER_S
from hotwash.seats.line import Ended, Line
from hotwash.seats.lobby import Claim, Lobby
from hotwash.seats.markup import Speech, speaking
from hotwash.seats.rates import Bucket
from hotwash.seats.shell import join_page, lost_page, seat_page

COOKIE = "seat"
NOT_VALID = 4403
TRY_LATER = 4429
UNREADABLE = say("That message can't be read.")
_KINDS = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml", "woff2": "font/woff2"}


@dataclass(frozen=True, slots=True)
class Room:
    """What the server serves: the exercise's title, the parts of its seats, and the way to and from the session."""

    lobby: Lobby
    exchange: Exchange
    inbox: Inbox
    parts: Mapping[str, Part]
    secure: bool


def shipped_files() -> dict[str, tuple[bytes, str]]:
    """Scripts, styles and pictures by name, read once: what is asked for is looked up here and nowhere else."""
    folder = files("hotwash.seats") / "static"
    found = {}
    for item in folder.iterdir():
        kind = _KINDS.get(item.name.rpartition(".")[2])
        if kind is not None:
            found[item.name] = (item.read_bytes(), kind)
    return found


class Site:
    """Every address."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._files = shipped_files()
        self._strangers = Bucket(STRANGERS_PER_S, STRANGERS_BURST)
        self.app = Starlette(
            routes=[
                Route("/", self._first, methods=["GET"]),
                Route("/join", self._join_page, methods=["GET"]),
                Route("/join", self._knock, methods=["POST"]),
                Route("/join/claim", self._claim, methods=["POST"]),
                Route("/static/{name}", self._file, methods=["GET"]),
                Route("/s/{seat}/", self._page, methods=["GET"]),
                WebSocketRoute("/s/{seat}/ws", self._socket),
            ]
        )

    async def _first(self, _: Request) -> Response:
        return RedirectResponse("/join", status_code=303)

    async def _join_page(self, request: Request) -> Response:
        room = self._room
        with speaking(self._speech(request)):
            return _html(join_page(room.exchange.title, room.lobby.seats, secure=room.secure))

    async def _knock(self, request: Request) -> Response:
        asked = await _asked(request)
        if asked is None:
            return JSONResponse({"sentence": self._said(request, UNREADABLE)}, status_code=400)
        address = request.client.host if request.client is not None else ""
        knock = self._room.lobby.knock(
            asked.get("code", ""), asked, address, monotonic(), key=asked.get("key", "")[:200]
        )
        told = {
            "ticket": knock.ticket,
            "sentence": self._said(request, knock.sentence),
            "again": round(knock.again_s * 1000),
        }
        status = 200 if knock.ticket else 429 if knock.again_s else 403
        return JSONResponse(told, status_code=status)

    async def _claim(self, request: Request) -> Response:
        asked = await _asked(request)
        if asked is None:
            return JSONResponse({"sentence": self._said(request, UNREADABLE)}, status_code=400)
        claim: Claim = self._room.lobby.claim(asked.get("ticket", "")[:200], monotonic())
        place = f"/s/{quote(claim.seat, safe='')}"
        answer = JSONResponse(
            {"standing": claim.standing, "sentence": self._said(request, claim.sentence), "go": f"{place}/"}
        )
        if claim.token:
            answer.set_cookie(
                COOKIE, claim.token, path=place, httponly=True, samesite="strict", secure=self._room.secure
            )
        return answer

    async def _file(self, request: Request) -> Response:
        found = self._files.get(request.path_params["name"])
        if found is None:
            return Response(status_code=404)
        return Response(found[0], media_type=found[1])

    async def _page(self, request: Request) -> Response:
        seat = request.path_params["seat"]
        room = self._room
        with speaking(self._speech(request)):
            if self._badge(request, seat) is None:
                return _html(lost_page(), 403)
            return _html(seat_page(seat, room.lobby.seats[seat], room.exchange.title, secure=room.secure))

    def _language(self, request: Request | WebSocket) -> str:
        return self._room.exchange.languages.wished(request.headers.get("accept-language", ""))

    def _speech(self, request: Request) -> Speech | None:
        return self._room.exchange.speech(self._language(request))

    def _said(self, request: Request, sentence: str) -> str:
        return self._room.exchange.said(sentence, self._language(request))

    def _badge(self, request: Request | WebSocket, seat: str) -> Badge | None:
        """Who comes, by the cookie alone; the address only says which cookie the browser sent."""
        badge = self._room.lobby.badge(request.cookies.get(COOKIE, ""))
        return badge if badge is not None and badge.seat == seat and seat in self._room.parts else None

    async def _socket(self, socket: WebSocket) -> None:
        seat, room = socket.path_params["seat"], self._room
        badge = self._badge(socket, seat)
        if badge is None and not self._strangers.take(monotonic()):
            await socket.close()  # a bare 403: whoever comes so often gets no sentence
            return
        await socket.accept()
        wire = _Wire(socket)
        language = self._language(socket)
        try:
            if badge is None:
                gone = say("This seat is not open for you any more; ask to join again.")
                await wire.goodbye(NOT_VALID, room.exchange.said(gone, language))
                return
            refused = room.exchange.refusal(seat, monotonic())
            if refused:
                await wire.goodbye(TRY_LATER, room.exchange.said(refused, language))
                return
            room.exchange.spoken[seat] = language
            await Line(wire, badge, room.parts[seat], room.exchange, room.inbox, language).run()
        except (Ended, TimeoutError):
            return  # the browser is gone, or does not read; it connects again by itself


class _Wire:
    """A WebSocket as a line sees it."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket

    async def receive(self) -> str | None:
        message = await self._socket.receive()
        if message["type"] != "websocket.receive":
            raise Ended
        text: str | None = message.get("text")
        return text

    async def send(self, text: str) -> None:
        try:
            await self._socket.send_text(text)
        except (WebSocketDisconnect, RuntimeError) as gone:
            raise Ended from gone

    async def close(self, code: int, reason: str) -> None:
        try:
            await self._socket.close(code, reason)
        except (WebSocketDisconnect, RuntimeError) as gone:
            raise Ended from gone

    async def goodbye(self, code: int, sentence: str) -> None:
        await self.send(protocol.frame("bye", code=code, reason=sentence))
        await self.close(code, "")


def _html(text: str, status: int = 200) -> Response:
    return Response(text.encode("utf-8", "replace"), status_code=status, media_type="text/html; charset=utf-8")


async def _asked(request: Request) -> dict[str, str] | None:
    """The texts of a JSON object; None where it is none, or too large."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return None
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MESSAGE_BYTES:
                return None
        found = json.loads(body)
    except (ValueError, RecursionError, ClientDisconnect):
        return None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        return None
    return found
