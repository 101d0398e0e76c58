"""Seats with a certificate of one's own: the fingerprint told is the one served, and nothing is served in the clear."""

import asyncio
import socket
import ssl
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect

from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.seats.errors import BadCertificate
from hotwash.seats.seating import Seating
from hotwash.seats.server import Certificate
from tests.room_world import room_scenario

KEYS = Path(__file__).parent / "keys"
OWN = Certificate(KEYS / "own.pem", KEYS / "own.key")
"""Made for these tests and for nothing else."""


@pytest.fixture
def seating() -> Seating:
    session = Session(room_scenario(), 911, MemoryStore())
    session.open()
    return Seating(session, None)


def untrusting() -> ssl.SSLContext:
    """What a browser does once somebody has compared the fingerprint."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def test_an_encrypted_seat(seating: Seating) -> None:
    seating.start("127.0.0.1", 0, OWN)
    server = seating.server
    try:
        assert server.link == f"https://127.0.0.1:{server.port}/join"
        served = ssl.get_server_certificate(("127.0.0.1", server.port))
        digest = sha256(ssl.PEM_cert_to_DER_cert(served)).hexdigest().upper()
        assert OWN.fingerprint().replace(":", "") == digest
        place = f"https://127.0.0.1:{server.port}"
        with httpx.Client(verify=untrusting(), base_url=place, headers={"Origin": place}) as browser:
            page = browser.get("/join")
            assert "not encrypted" not in page.text
            assert f"wss://127.0.0.1:{server.port}" in page.headers["content-security-policy"]
            ticket = browser.post("/join", json={"code": seating.lobby.code, "seat": "duty"}).json()["ticket"]
            seating.hub.admit_all(seating.session)
            answer = browser.post("/join/claim", json={"ticket": ticket})
            cookie = answer.headers["set-cookie"]
            assert {"secure", "httponly", "samesite=strict", "path=/s/duty"} <= set(cookie.lower().split("; "))
            assert browser.get("/join", headers={"Origin": place.replace("https", "http")}).status_code == 403
        token = cookie.partition(";")[0]

        async def hello() -> str:
            headers = {"Origin": place, "Cookie": token}
            where = f"wss://127.0.0.1:{server.port}/s/duty/ws"
            async with connect(where, ssl=untrusting(), additional_headers=headers, proxy=None) as wire:
                await wire.send('{"v":1,"t":"hello"}')
                return str(await wire.recv())

        assert '"t":"welcome"' in asyncio.run(hello())
    finally:
        seating.stop()


def test_nothing_in_the_clear_on_an_encrypted_port(seating: Seating) -> None:
    seating.start("127.0.0.1", 0, OWN)
    try:
        with socket.create_connection(("127.0.0.1", seating.server.port), timeout=10) as link:
            link.sendall(f"GET /join HTTP/1.1\r\nHost: 127.0.0.1:{seating.server.port}\r\n\r\n".encode())
            assert b"HTTP/1.1 200" not in link.recv(1_000)
    except ConnectionResetError:
        assert seating.running
    finally:
        seating.stop()


def test_files_that_are_no_certificate(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.pem"
    nothing.write_text("x", encoding="ascii")
    for one in (Certificate(nothing, nothing), Certificate(tmp_path / "gone", tmp_path / "gone")):
        with pytest.raises(BadCertificate, match="can't be used as certificate and key"):
            one.context()
        with pytest.raises(BadCertificate, match="can't be used as certificate and key"):
            one.fingerprint()
