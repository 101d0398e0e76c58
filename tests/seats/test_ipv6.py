"""Seats over IPv6: the address in brackets, in its shortest form, and no other name; strangers are soon refused."""

import asyncio
import http.client
import socket
from contextlib import closing

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from hotwash.seats.addresses import listening, own_addresses
from hotwash.seats.errors import NotHere, NotOne
from hotwash.seats.guard import place_of
from hotwash.seats.limits import STRANGERS_BURST
from tests.seats.conftest import Browser, SeatRoom, until

LOOPBACK_6 = "::1"


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind((LOOPBACK_6, 0))
    except OSError:
        return False
    return True


def status(port: int, host: str) -> int:
    with closing(http.client.HTTPConnection(LOOPBACK_6, port, timeout=5)) as link:
        link.putrequest("GET", "/join", skip_host=True)
        link.putheader("Host", host)
        link.endheaders()
        return link.getresponse().status


def test_a_seat_is_taken_over_ipv6_and_only_its_own_name_is_answered(room: SeatRoom) -> None:
    room.seating.stop()
    if not has_ipv6():
        with pytest.raises(NotHere):
            listening(LOOPBACK_6, 0, exactly=True)
        return
    room.seating.start(LOOPBACK_6, 0)
    port = room.seating.server.port
    place = f"[::1]:{port}"
    assert room.seating.server.link == f"http://{place}/join"
    assert room.seating.server.link_with("ABCD2345").endswith("#ABCD2345")
    answered = {host: status(port, host) for host in (
        place, f"localhost:{port}", f"[0:0:0:0:0:0:0:1]:{port}", f"127.0.0.1:{port}", f"::1:{port}", f"[::1%lo]:{port}",
        f"[::2]:{port}", "[::1]", f"evil.example:{port}",
    )}  # fmt: skip
    assert [host for host, code in answered.items() if code == 200] == [place, f"localhost:{port}"]
    assert set(answered.values()) == {200, 421}
    with pytest.raises(OSError, match=r".+"), socket.create_connection(("127.0.0.1", port), timeout=2):
        pass

    async def play() -> None:
        from hotwash.seats.client import SeatClient, join

        token = await join(place, room.seating.lobby.code, "duty")
        client = SeatClient(place, "duty", token)
        running = asyncio.create_task(client.run())
        await until(client, lambda: "clock" in client.sections)
        await client.stop()
        await running

    asyncio.run(play())


def test_an_address_is_known_in_its_shortest_form_however_it_was_written() -> None:
    long = place_of("2001:0DB8:0:0:0:0:0:0001", 8911, secure=False)
    assert long.hosts == {"[2001:db8::1]:8911"}
    assert long == place_of("2001:db8::1", 8911, secure=False)


@pytest.mark.parametrize("address", ["::", "ff02::1"])
def test_all_addresses_at_once_are_refused(address: str) -> None:
    with pytest.raises(NotOne):
        listening(address, 0, exactly=True)


def test_addresses_that_hold_on_one_link_only_are_not_offered() -> None:
    known = own_addresses()
    assert known[0] == "127.0.0.1"
    assert LOOPBACK_6 not in known
    assert not [address for address in known if address.lower().startswith("fe80")]


def test_strangers_that_keep_coming_are_soon_refused_without_a_word_and_nobody_else_notices(room: SeatRoom) -> None:
    async def knock() -> str:
        try:
            async with connect(f"ws://{room.place}/s/duty/ws", origin=f"http://{room.place}", proxy=None) as wire:  # type: ignore[arg-type]  # a text is an origin
                return str(await wire.recv())
        except InvalidStatus as refused:
            return str(refused.response.status_code)

    async def play() -> None:
        async with Browser(room, "duty") as duty:
            answers = [await knock() for _ in range(STRANGERS_BURST + 10)]
            assert all("not open for you any more" in one for one in answers[:STRANGERS_BURST])
            assert answers[-1] == "403"
            async with Browser(room, "noc") as noc:
                await until(noc, lambda: "clock" in noc.sections)
            given = duty.do("write_note", text="Here.")
            await given.done.wait()

    asyncio.run(play())
