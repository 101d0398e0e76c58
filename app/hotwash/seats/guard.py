"""Refuses what no honest browser sends, before anything else sees it: foreign hosts and origins, oversized requests.

Pure ASGI, the same for requests and sockets. Host and Origin are each compared with this server's own list and never
with each other: under DNS rebinding an attacker chooses both.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any

from hotwash.seats.limits import HEADER_BYTES, HEADER_FIELDS, MESSAGE_BYTES, PATH_BYTES

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_READS = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server is reached: names as a Host header writes them, and whether it is encrypted."""

    hosts: frozenset[str]
    secure: bool

    @property
    def origins(self) -> frozenset[str]:
        """The same as an Origin header writes them."""
        return frozenset(f"http{'s' if self.secure else ''}://{host}" for host in self.hosts)


def place_of(address: str, port: int, *, secure: bool) -> Place:
    """The names under which an address of this machine is reached."""
    known = ip_address(address)  # a browser writes an IPv6 address in its shortest form (RFC 5952)
    names = {f"[{known.compressed}]" if known.version == 6 else address}
    if address in ("127.0.0.1", "::1"):
        names.add("localhost")
    hosts = {f"{name}:{port}" for name in names}
    if port == (443 if secure else 80):
        hosts |= names
    return Place(frozenset(hosts), secure)


class Guard:
    """Wraps the app. `faults` keeps what went wrong inside it, which is a fault of this program."""

    def __init__(self, app: App, place: Place) -> None:
        self._app, self._place = app, place
        self.faults: list[Exception] = []
        sockets = " ".join(sorted(f"ws{'s' if place.secure else ''}://{host}" for host in place.hosts))
        self._answers = _headers(sockets)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on with headers that bind the browser."""
        if scope["type"] not in ("http", "websocket"):
            return
        status = self._refused(scope)
        if status:
            await _refuse(scope, send, status, self._answers)
            return
        try:
            await self._app(scope, receive, self._with_headers(send))
        except Exception as fault:
            self.faults.append(fault)
            raise

    def refusal(self, scope: Scope) -> bytes:
        """The whole answer to a socket that is not opened, empty where it may be: so that one costs next to nothing."""
        status = self._refused(scope)
        if not status:
            return b""
        headers = [*self._answers, (b"content-length", b"0"), (b"connection", b"close")]
        lines = b"".join(name + b": " + value + b"\r\n" for name, value in headers)
        return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n".encode() + lines + b"\r\n"

    def _refused(self, scope: Scope) -> int:
        """The status of a refusal, 0 for none."""
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        size = sum(len(name) + len(value) for name, value in headers)
        path = len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"")
        if len(headers) > HEADER_FIELDS or size > HEADER_BYTES or path > PATH_BYTES:
            return 400
        names = [name for name, _ in headers]
        if (b"content-length" in names and b"transfer-encoding" in names) or b"\0" in scope["path"].encode():
            return 400
        hosts, origins = _values(headers, b"host"), _values(headers, b"origin")
        if len(hosts) != 1 or hosts[0].lower() not in self._place.hosts:
            return 421
        if any(origin.lower() not in self._place.origins for origin in origins) or len(origins) > 1:
            return 403
        if not origins and (scope["type"] == "websocket" or scope["method"] not in _READS):
            return 403
        return _length_refused(_values(headers, b"content-length"))

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                message["headers"] = [*message.get("headers", []), *self._answers]
            await send(message)

        return sending


def _values(headers: Sequence[tuple[bytes, bytes]], name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in headers if key == name]


def _length_refused(lengths: list[str]) -> int:
    if not lengths:
        return 0
    if len(lengths) > 1 or not lengths[0].isascii() or not lengths[0].isdigit():
        return 400
    return 413 if int(lengths[0][:12]) > MESSAGE_BYTES else 0


def _headers(sockets: str) -> list[tuple[bytes, bytes]]:
    policy = (
        f"default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
        f"connect-src 'self' {sockets}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    told = {
        "content-security-policy": policy,
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
    }
    return [(name.encode(), value.encode()) for name, value in told.items()]


async def _refuse(scope: Scope, send: Send, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    """A bare answer; what was refused is told nothing about this server."""
    kind = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
    length = [(b"content-length", b"0"), (b"connection", b"close")]
    await send({"type": f"{kind}.start", "status": status, "headers": [*headers, *length]})
    await send({"type": f"{kind}.body", "body": b""})
