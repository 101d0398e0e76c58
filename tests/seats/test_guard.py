"""What never reaches the app: a table over hosts, origins, methods and sizes, asked of the guard and of the server."""

import asyncio
import http.client
import socket
from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest

from hotwash.seats.connections import HeaderDeadline
from hotwash.seats.guard import Guard, place_of
from tests.seats.conftest import SeatRoom

PLACE = place_of("192.168.1.20", 8911, secure=False)
GOOD_HOST, GOOD_ORIGIN = "192.168.1.20:8911", "http://192.168.1.20:8911"
HOSTS = {
    GOOD_HOST: 0,
    "evil.example": 421,
    "evil.example:8911": 421,
    "192.168.1.20": 421,
    "192.168.1.20:80": 421,
    "192.168.1.21:8911": 421,
    "192.168.1.20:8911.evil.example": 421,
    "192.168.1.20.:8911": 421,
    "user@192.168.1.20:8911": 421,
    "localhost:8911": 421,
    "": 421,
}
ORIGINS = {
    GOOD_ORIGIN: 0,
    None: None,
    "null": 403,
    "http://evil.example": 403,
    "https://192.168.1.20:8911": 403,
    "http://192.168.1.20": 403,
    "http://192.168.1.20:8912": 403,
    "http://192.168.1.20:8911.evil.example": 403,
    "http://192.168.1.20:8911/": 403,
    "": 403,
}
KINDS = (("http", "GET"), ("http", "HEAD"), ("http", "POST"), ("http", "PUT"), ("http", "TRACE"), ("websocket", "GET"))


async def _status(scope: dict[str, Any]) -> int:
    sent: list[Mapping[str, Any]] = []

    async def app(_: Any, __: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    await Guard(app, PLACE)(scope, receive, send)
    return int(sent[0]["status"])


def status(kind: str, method: str, headers: list[tuple[bytes, bytes]], path: str = "/join") -> int:
    scope = {
        "type": kind,
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
    }
    return asyncio.run(_status(scope))


@pytest.mark.parametrize(("kind", "method"), KINDS)
def test_only_the_exact_rows_pass(kind: str, method: str) -> None:
    rows = passed = 0
    for (host, host_says), (origin, origin_says) in product(HOSTS.items(), ORIGINS.items()):
        headers = [(b"host", host.encode())]
        if origin is not None:
            headers.append((b"origin", origin.encode()))
        without = 0 if (kind, method) in (("http", "GET"), ("http", "HEAD")) else 403
        expected = host_says or (without if origin_says is None else origin_says) or 200
        assert status(kind, method, headers) == expected, (host, origin)
        rows += 1
        passed += expected == 200
    assert rows == 110
    assert passed == (2 if method in ("GET", "HEAD") and kind == "http" else 1)


def test_a_host_in_capitals_is_the_same() -> None:
    loopback = place_of("127.0.0.1", 80, secure=False)
    assert {"localhost", "localhost:80", "127.0.0.1", "127.0.0.1:80"} == loopback.hosts
    assert place_of("::1", 8911, secure=True).origins == {"https://[::1]:8911", "https://localhost:8911"}


@pytest.mark.parametrize(
    "more",
    [
        [(b"host", b"evil.example")],
        [(f"x-{n}".encode(), b"1") for n in range(64)],
        [(b"x", b"y" * 17_000)],
        [(b"content-length", b"5"), (b"transfer-encoding", b"chunked")],
        [(b"content-length", b"5"), (b"content-length", b"6")],
        [(b"content-length", b"-5")],
        [(b"content-length", b"16385")],
        [(b"origin", GOOD_ORIGIN.encode()), (b"origin", GOOD_ORIGIN.encode())],
    ],
)
def test_headers_that_no_browser_sends(more: list[tuple[bytes, bytes]]) -> None:
    assert status("http", "GET", [(b"host", GOOD_HOST.encode()), *more]) in (400, 403, 413, 421)


@pytest.mark.parametrize("path", ["/" + "a" * 2_048, "/join\0"])
def test_paths_that_no_browser_sends(path: str) -> None:
    assert status("http", "GET", [(b"host", GOOD_HOST.encode())], path) == 400


# The server itself


def raw(room: SeatRoom, text: bytes) -> bytes:
    """What comes back until the server closes."""
    with socket.create_connection(("127.0.0.1", room.seating.server.port), timeout=10) as link:
        link.sendall(text)
        link.shutdown(socket.SHUT_WR)
        found = b""
        while chunk := link.recv(65_536):
            found += chunk
    return found


@pytest.mark.parametrize(
    ("request_line", "headers", "expected"),
    [
        ("GET /join", "Host: {place}", b" 200 "),
        ("GET /", "Host: {place}", b" 303 "),
        ("GET /join", "", b" 400 "),
        ("GET /join", "Host: evil.example", b" 421 "),
        ("GET /join", "Host: {place}\r\nOrigin: http://evil.example", b" 403 "),
        ("GET /static/../../../pyproject.toml", "Host: {place}", b" 404 "),
        ("GET /static/%2e%2e/seating.py", "Host: {place}", b" 404 "),
        ("GET /static/..%5cseating.py", "Host: {place}", b" 404 "),
        ("GET /static/%00", "Host: {place}", b" 400 "),
        ("GET //etc/passwd", "Host: {place}", b" 404 "),
        ("GET /s/duty/", "Host: {place}", b" 403 "),
        ("GET /s/duty/ws", "Host: {place}", b" 404 "),
        ("DELETE /join", "Host: {place}\r\nOrigin: http://{place}", b" 405 "),
        ("POST /join", "Host: {place}\r\nContent-Length: 0", b" 403 "),
        ("POST /join", "Host: {place}\r\nOrigin: http://{place}\r\nContent-Length: 0", b" 400 "),
        ("GET /" + "a" * 100_000, "Host: {place}", b" 400 "),
    ],
)
def test_requests_of_all_sorts(room: SeatRoom, request_line: str, headers: str, expected: bytes) -> None:
    text = f"{request_line} HTTP/1.1\r\n{headers.format(place=room.place)}\r\nConnection: close\r\n\r\n"
    assert expected in raw(room, text.replace("\r\n\r\n\r\n", "\r\n\r\n").encode()).split(b"\r\n")[0]


def test_a_hello_of_tls_on_the_plain_port_is_refused(room: SeatRoom) -> None:
    assert b" 400 " in raw(room, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 60)


def test_answers_bind_the_browser(room: SeatRoom) -> None:
    link = http.client.HTTPConnection(room.place, timeout=10)
    for path in ("/join", "/static/seat.js", "/nowhere", "/s/duty/"):
        link.request("GET", path)
        answer = link.getresponse()
        answer.read()
        policy = answer.getheader("content-security-policy") or ""
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert f"ws://{room.place}" in policy
        assert answer.getheader("referrer-policy") == "no-referrer"
        assert answer.getheader("x-content-type-options") == "nosniff"
        assert answer.getheader("x-frame-options") == "DENY"
        assert answer.getheader("server") is None
    link.close()


def test_half_sent_requests_are_closed_by_themselves(room: SeatRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a deadline of a twentieth of a second: a request begun, one with half a body, and one after an answer."""
    monkeypatch.setattr(HeaderDeadline, "request_s", 0.05)
    head = f"Host: {room.place}\r\n"
    body = f"POST /join HTTP/1.1\r\n{head}Origin: http://{room.place}\r\nContent-Type: application/json\r\n"
    begun = [
        b"",
        b"GET /join HTTP/1.1\r\nHost: 127",
        f"{body}Content-Length: 9\r\n\r\n{{".encode(),
        f"GET /join HTTP/1.1\r\n{head}\r\nGET /jo".encode(),
    ]
    links = [socket.create_connection(("127.0.0.1", room.seating.server.port), timeout=10) for _ in begun * 20]
    for link, text in zip(links, begun * 20, strict=True):
        link.sendall(text)
    for link in links:
        while True:
            try:
                if not link.recv(65_536):
                    break
            except ConnectionResetError:
                break
        link.close()
