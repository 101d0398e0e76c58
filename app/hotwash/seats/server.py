"""The server's thread: starts and stops uvicorn on one address, and nothing but that.

Off until somebody starts it. Everything of it happens in its own loop in its own daemon thread.
"""

from __future__ import annotations

import asyncio
import ssl
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from socket import socket
from threading import Event, Thread
from typing import Any

import uvicorn

from hotwash.domain.plan import Part
from hotwash.seats.addresses import FIRST_PORT, listening
from hotwash.seats.connections import CutSocket, HeaderDeadline
from hotwash.seats.errors import BadCertificate, NotStarted
from hotwash.seats.exchange import Exchange
from hotwash.seats.guard import Guard, place_of
from hotwash.seats.hub import Hub
from hotwash.seats.limits import HEADER_BYTES, MESSAGE_BYTES
from hotwash.seats.web import Room, Site

START_S, STOP_S = 10.0, 4.0
TURN_S = 0.0005
"""Seconds after which a thread that waits is given its turn while browsers are served. A socket gives up its turn with
each message that it sends; with the usual 5 ms fifty screens would wait for a quarter of a second while the owner of
the session works. Measured with fifty seats: half the time from an act to its answer."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Files with a certificate and its key, in PEM."""

    certificate: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """Ready to serve with; raises BadCertificate."""
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            made.load_cert_chain(self.certificate, self.key)
        except (OSError, ssl.SSLError) as error:
            raise BadCertificate(str(self.certificate), str(error.strerror or error)) from error
        return made

    def fingerprint(self) -> str:
        """SHA-256 of the certificate as browsers show it; raises BadCertificate."""
        try:
            text = self.certificate.read_text(encoding="ascii")
            begin, end = text.index("-----BEGIN CERTIFICATE"), text.index("-----END CERTIFICATE-----")
            first = text[begin : end + len("-----END CERTIFICATE-----")]
            digest = sha256(ssl.PEM_cert_to_DER_cert(first)).hexdigest().upper()
        except (OSError, ValueError) as error:
            raise BadCertificate(str(self.certificate), str(error)) from error
        return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))


class _Announcing(uvicorn.Server):
    """Tells when it is up, and gives its loop to the exchange."""

    def __init__(self, config: uvicorn.Config, exchange: Exchange) -> None:
        super().__init__(config)
        self._exchange = exchange
        self.up = Event()

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self._exchange.bind(asyncio.get_running_loop())
        self.up.set()

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        self._exchange.bind(None)
        await super().shutdown(sockets=sockets)


class Server:
    """Browser seats of one exercise. Not started until asked; may be stopped and started again."""

    def __init__(self, hub: Hub, parts: Mapping[str, Part]) -> None:
        """`parts` gives what the holder of each seat is."""
        self._hub, self._parts = hub, dict(parts)
        self._server: _Announcing | None = None
        self._thread: Thread | None = None
        self._guard: Guard | None = None
        self._turn_s = sys.getswitchinterval()
        self.address, self.port, self.secure = "", 0, False

    @property
    def running(self) -> bool:
        """Whether browsers can come in."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def link(self) -> str:
        """What people type into a browser; empty while it is not running."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"http{'s' if self.secure else ''}://{host}:{self.port}/join" if self.running else ""

    def link_with(self, code: str, key: str = "") -> str:
        """The same with the code, for a QR code. It stands behind the #, so that no browser sends it to anybody."""
        return f"{self.link}#{code}{'.' + key if key else ''}" if self.running else ""

    @property
    def faults(self) -> list[Exception]:
        """What went wrong inside, which is a fault of this program."""
        return [] if self._guard is None else self._guard.faults

    def start(self, address: str, port: int | None = None, certificate: Certificate | None = None) -> None:
        """Listen on one address of this machine; without a port on the one of before, else on the first free one.

        Raises SeatServerError with a sentence.
        """
        if self.running:
            return
        context = certificate.context() if certificate is not None else None
        last_address, last_port = self._hub.lobby.last_place
        wanted = port if port is not None else last_port if last_address == address and last_port else FIRST_PORT
        listener = listening(address, wanted, exactly=port is not None)
        self.address, self.port, self.secure = address, listener.getsockname()[1], context is not None
        room = Room(self._hub.lobby, self._hub.exchange, self._hub.inbox, self._parts, self.secure)
        self._guard = Guard(Site(room).app, place_of(address, self.port, secure=self.secure))
        server = self._server = _Announcing(_config(self._guard, context), self._hub.exchange)
        self._thread = Thread(target=_serve, args=(server, listener), name="seats", daemon=True)
        self._turn_s = sys.getswitchinterval()
        sys.setswitchinterval(TURN_S)
        self._thread.start()
        if not server.up.wait(START_S):
            self.stop()
            raise NotStarted(address, self.port)
        self._hub.lobby.note_place(address, self.port)

    def stop(self) -> None:
        """Close every socket and listen no more; pages go on trying to come back."""
        server, thread = self._server, self._thread
        self._server = self._thread = None
        if server is not None and thread is not None:
            server.should_exit = True
            thread.join(STOP_S)
            sys.setswitchinterval(self._turn_s)


def _serve(server: _Announcing, listener: socket) -> None:
    try:
        asyncio.run(server.serve(sockets=[listener]))
    finally:
        listener.close()


def _config(app: Any, context: ssl.SSLContext | None) -> uvicorn.Config:
    """Without log of any kind: a line of it might hold a token; and in a windowed build there is no stream for it."""
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http=HeaderDeadline,
        ws=CutSocket,
        lifespan="off",
        interface="asgi3",
        log_config=None,
        log_level=100,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        ws_max_size=MESSAGE_BYTES,
        ws_ping_interval=5.0,
        ws_ping_timeout=5.0,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=HEADER_BYTES * 2,
    )
    config.load()
    config.ssl = context
    return config
