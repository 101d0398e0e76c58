"""The server ends while a browser is closing its socket: no thread dies of it."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState
from websockets.protocol import State

from hotwash.seats.connections import CutSocket


class _Wire(asyncio.Transport):
    """Keeps what is written, and whether it was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.closed = False

    def write(self, data: Any) -> None:
        self.written += bytes(data)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def socket() -> Any:
    """A socket whose handshake is done, on a wire of its own."""
    loop = asyncio.new_event_loop()

    async def nothing(scope: Any, receive: Any, send: Any) -> None:
        del scope, receive, send

    made: Any = CutSocket(Config(nothing, log_config=None), ServerState(), {}, loop)
    made.transport = _Wire()
    made.handshake_complete = True
    with contextlib.closing(loop):
        yield made


@pytest.mark.parametrize("state", [State.CLOSING, State.CLOSED])
def test_a_socket_that_is_closing_is_only_let_go(socket: Any, state: State) -> None:
    socket.conn.state = state
    socket.shutdown()
    assert socket.transport.closed
    assert socket.transport.written == b""
    assert socket.queue.get_nowait()["code"] == 1012


def test_an_open_socket_is_told(socket: Any) -> None:
    socket.conn.state = State.OPEN
    socket.shutdown()
    assert socket.transport.closed
    assert socket.transport.written[:1] == b"\x88"  # a close frame
