"""A process with three seats that do not behave, until it is killed: floods, forgeries, guesses, half requests."""

import asyncio
import json
import socket
import sys
from contextlib import suppress

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from hotwash.seats.client import post
from tests.seats.hosted import HOSTILE, SEATS


def opened(place: str, path: str, headers: dict[str, str]) -> connect:
    return connect(f"ws://{place}{path}", additional_headers=headers, proxy=None, close_timeout=1)


async def flood(place: str, seat: str, token: str) -> None:
    """A thousand messages at once, ten megabytes in one, half a character, another seat's name, and again."""
    headers = {"Origin": f"http://{place}", "Cookie": f"seat={token}"}
    while True:
        with suppress(OSError, ConnectionClosed, InvalidHandshake, TimeoutError):
            async with opened(place, f"/s/{seat}/ws", headers) as wire:
                await wire.send('{"v":1,"t":"hello"}')
                for number in range(1_000):
                    body = {"text": f"flood {number} \ud800<img src=x>", "actor": "facilitator"}
                    frame = {"v": 1, "t": "do", "cid": f"{number}", "kind": "write_note", "body": body}
                    await wire.send(json.dumps(frame))
                await wire.send("x" * 10_000_000)
        await asyncio.sleep(0.05)


async def forge(place: str, seat: str, token: str) -> None:
    """Foreign pages and other people's seats."""
    while True:
        for origin, path in (("http://evil.example", f"/s/{seat}/ws"), (f"http://{place}", f"/s/{SEATS[9]}/ws")):
            headers = {"Origin": origin, "Cookie": f"seat={token}"}
            with suppress(OSError, ConnectionClosed, InvalidHandshake, TimeoutError):
                async with opened(place, path, headers) as wire:
                    await wire.recv()
        await asyncio.sleep(0.02)


async def guess(place: str) -> None:
    """Room codes, and requests that never become whole."""
    links: list[socket.socket] = []
    host, port = place.split(":")
    try:
        while True:
            with suppress(OSError):
                await asyncio.to_thread(post, place, "/join", {"code": "00000000", "seat": SEATS[0]})
                while len(links) < 200:
                    links.append(socket.create_connection((host, int(port)), timeout=1))
                    links[-1].sendall(b"GET /join HTTP/1.1\r\nHost: x")
            await asyncio.sleep(0.02)
    finally:
        for link in links:
            link.close()


async def main(place: str, tokens: list[str]) -> None:
    """All three at once."""
    async with asyncio.TaskGroup() as group:
        group.create_task(flood(place, HOSTILE[0], tokens[0]))
        group.create_task(forge(place, HOSTILE[1], tokens[1]))
        group.create_task(guess(place))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2:]))
