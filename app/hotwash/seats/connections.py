"""Connections that end by themselves: requests that never become whole, and sockets that nobody reads.

Leans on the insides of uvicorn's two protocol classes, whose minor version is pinned for that; tests hold each check.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

from hotwash.seats.guard import Guard
from hotwash.seats.limits import READ_BYTES, REQUEST_S, SEND_S

_GOING_AWAY = 1012
"""Close code "service restart" of the register of RFC 6455."""


class HeaderDeadline(H11Protocol):
    """Closes a connection that has no complete request some seconds after it opened or after its last answer."""

    _deadline: asyncio.TimerHandle | None = None
    request_s = REQUEST_S

    def connection_made(self, transport: Any) -> None:
        """The deadline begins."""
        super().connection_made(transport)
        self._deadline = self.loop.call_later(self.request_s, self._late)

    def on_response_complete(self) -> None:
        """It begins again for the next request."""
        super().on_response_complete()
        self._cancel()
        self._deadline = self.loop.call_later(self.request_s, self._late)

    def handle_websocket_upgrade(self, event: Any) -> None:
        """A socket has other deadlines; without this it would be closed after a few seconds. One that may not be opened
        is refused here, before anything is made for it."""
        self._cancel()
        refusal = self.app.refusal(self.scope | {"type": "websocket"}) if isinstance(self.app, Guard) else b""
        if refusal:
            self.transport.write(refusal)
            self.transport.close()
            return
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        """There is nothing left to close."""
        self._cancel()
        super().connection_lost(exc)

    def _late(self) -> None:
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None or cycle.response_complete or cycle.more_body:
            self.transport.abort()

    def _cancel(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class CutSocket(WebSocketsSansIOProtocol):
    """A socket whose last words are not waited for: what nobody reads within seconds of its end is thrown away."""

    def connection_made(self, transport: Any) -> None:
        """From here on only a little is read at a time."""
        transport.max_size = READ_BYTES
        super().connection_made(transport)

    async def run_asgi(self) -> None:
        """Serve, then make sure that the connection is gone soon after."""
        await super().run_asgi()
        self.loop.call_later(SEND_S, self._abort)

    def shutdown(self) -> None:
        """The server ends: say so, unless the other side has begun to close already and no more may be said."""
        if self.handshake_complete and self.conn.state is not State.OPEN:
            self.stop_keepalive()
            self.queue.put_nowait({"type": "websocket.disconnect", "code": _GOING_AWAY})
            self.transport.close()
            return
        super().shutdown()

    def keepalive_timeout(self) -> None:
        """Nobody answers pings: closing politely would wait for the same silence."""
        super().keepalive_timeout()
        self.loop.call_later(SEND_S, self._abort)

    def _abort(self) -> None:
        if not self.disconnected:
            self.transport.abort()
