"""The server on loopback: joining, acting, following, coming back, and those who do not behave."""

import asyncio
import json
import socket
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from hotwash.domain.commands import FACILITATOR, EndExercise, Rewind, StartClock, WriteNote
from hotwash.domain.conduct_commands import SendMessage
from hotwash.domain.conduct_facts import SeatLeft, SeatTaken
from hotwash.domain.facts import CommandRefused, NoteWritten
from hotwash.domain.time import MINUTE
from hotwash.domain.visibility import Eyes
from hotwash.exercise.codec import kind_of
from hotwash.exercise.replay import go_on
from hotwash.exercise.store import MemoryStore
from hotwash.journal import ExerciseFile, ExerciseRecord, Upkeep
from hotwash.seats.addresses import listening, own_addresses
from hotwash.seats.client import SeatClient, join, post
from hotwash.seats.errors import NotHere, NotOne, PortTaken
from hotwash.seats.limits import ACTS_BURST, SOCKETS_PER_SEAT
from tests.room_world import room_scenario
from tests.seats.conftest import Browser, MakeRoom, SeatRoom, soon, until


def notes(room: SeatRoom) -> list[str]:
    return [one.fact.text for one in room.session.facts if isinstance(one.fact, NoteWritten)]


async def said_goodbye(wire: ClientConnection, *messages: str | bytes) -> int:
    """Send, then read until the server closes; with which code it does."""
    with suppress(ConnectionClosed):
        for message in messages:
            await wire.send(message)
        while True:
            await soon(wire.recv())
    return wire.close_code or 0


def test_join_act_and_see(room: SeatRoom) -> None:
    async def play() -> None:
        async with Browser(room, "duty") as duty, Browser(room, "noc") as noc:
            given = duty.do("send_message", to=["noc"], mode="phone", text="Are you there?")
            await soon(given.done.wait())
            assert given.answer is not None
            assert given.answer["accepted"]
            await until(noc, lambda: any(fact["kind"] == "fact.message_sent" for fact in noc.facts))
            await until(noc, lambda: "Are you there?" in noc.sections.get("messages", ""))
            await until(duty, lambda: "Duty officer" in duty.sections.get("messages", ""))
            refused = duty.do("acknowledge_alarm", alarm=77)
            await soon(refused.done.wait())
            assert refused.answer is not None
            assert refused.answer["sentence"] == "There is no such alarm at this seat."

    asyncio.run(play())
    taken = [one.fact for one in room.session.facts if isinstance(one.fact, SeatTaken)]
    assert taken == [SeatTaken("duty", "browser", "", ""), SeatTaken("noc", "browser", "", "")]


def test_an_act_carries_the_end_of_the_chain_that_the_file_has(make_room: MakeRoom, tmp_path: Path) -> None:
    path = tmp_path / "one.hotwash"
    file = ExerciseFile.create(path, {"seed": 911, "exercise": "e1"}, {"x": b""}, Upkeep(ballast=0))
    room = make_room(store=file)

    async def act() -> dict[str, object]:
        async with Browser(room, "duty") as duty:
            given = duty.do("write_note", text="Witness me.")
            await soon(given.done.wait())
            assert given.answer is not None
            return given.answer

    answer = asyncio.run(act())
    room.on_owner(room.session.close)
    with ExerciseRecord.read(path) as record:
        assert record.holds(int(str(answer["seq"])), bytes.fromhex(str(answer["head"])))


def test_a_resent_command_is_done_once(room: SeatRoom) -> None:
    async def play() -> None:
        async with Browser(room, "duty") as duty:
            first = duty.do("write_note", cid="same", text="one")
            await soon(first.done.wait())
            again = duty.do("write_note", cid="same", text="another text")
            await soon(again.done.wait())
            assert first.answer == again.answer

    asyncio.run(play())
    assert notes(room) == ["one"]


def test_a_browser_that_was_away_gets_only_what_is_new(room: SeatRoom) -> None:
    async def play() -> None:
        async with Browser(room, "duty") as duty:
            await until(duty, lambda: duty.facts)
            await duty.break_off()
            given = duty.do("write_note", text="Written while away.")
            room.ask(SendMessage(("duty",), "phone", "Back?", sender="Vendor desk"))
            await soon(given.done.wait())
            assert duty.connections == 2
            welcomes = [json.loads(text) for text in duty.received if '"t":"welcome"' in text]
            assert welcomes[1]["since"] > 0
            await until(duty, lambda: len(duty.facts) == max(fact["n"] for fact in duty.facts))
            assert [fact["n"] for fact in duty.facts] == list(range(1, len(duty.facts) + 1))

    asyncio.run(play())
    assert notes(room) == ["Written while away."]


def test_who_has_seen_another_past_starts_over(room: SeatRoom) -> None:
    async def play() -> None:
        async with Browser(room, "duty") as duty:
            await until(duty, lambda: duty.facts)
            duty._mark = "0" * 16
            await duty.break_off()
            await until(duty, lambda: duty.connections == 2)
            assert json.loads([text for text in duty.received if '"t":"welcome"' in text][1])["since"] == 0

    asyncio.run(play())


def test_after_a_way_back_the_other_past_is_told_from_its_beginning(room: SeatRoom) -> None:
    scenario = room.session.scenario
    eyes = Eyes(scenario.seats["duty"], scenario.network)

    def told() -> list[str]:
        return [kind_of(seen) for one in room.session.facts if (seen := eyes.see(one.fact)) is not None]

    async def play() -> None:
        async with Browser(room, "duty") as duty:
            await asyncio.to_thread(room.ask, StartClock())
            await asyncio.to_thread(room.ask, WriteNote("before"), "duty")
            await asyncio.to_thread(room.run_to, 4 * MINUTE)
            await asyncio.to_thread(room.ask, WriteNote("left behind"), "duty")
            await until(duty, lambda: [fact["kind"] for fact in duty.facts] == told())
            await asyncio.to_thread(room.ask, Rewind(2 * MINUTE, "once more"))
            assert await asyncio.to_thread(room.on_owner, room.session.catch_up)
            await asyncio.to_thread(room.run_to, 3 * MINUTE)
            await asyncio.to_thread(room.ask, WriteNote("after"), "duty")
            await until(duty, lambda: [fact["kind"] for fact in duty.facts] == told())
            assert [fact["n"] for fact in duty.facts] == list(range(1, len(duty.facts) + 1))
            await until(duty, lambda: "after" in duty.sections["messages"])
            assert "left behind" not in duty.sections["messages"]
            assert "before" in duty.sections["messages"]

    asyncio.run(play())


def test_after_a_restart_browsers_come_back_by_themselves_and_nothing_is_doubled(
    make_room: MakeRoom, tmp_path: Path
) -> None:
    path, keys = tmp_path / "one.hotwash", tmp_path / "one.hotwash.seats"
    scenario = room_scenario()
    file = ExerciseFile.create(path, {"seed": 911, "exercise": "e1"}, {"x": b""}, Upkeep(ballast=0))
    room = make_room(scenario, file, keys)
    port = room.seating.server.port

    async def restart(duty: SeatClient) -> None:
        first = duty.do("write_note", cid="before", text="before")
        await soon(first.done.wait())
        await asyncio.to_thread(room.seating.stop)
        room.on_owner(room.session.close)
        duty.do("write_note", cid="before", text="before")
        between = duty.do("write_note", cid="between", text="between")
        again = ExerciseFile.open(path, Upkeep(ballast=0))
        session = go_on(scenario, 911, list(again.rows()), again, 0)

        def take_over() -> None:
            room.session = room.seating.session = session
            room.seating.start("127.0.0.1")

        room.on_owner(take_over)
        assert room.seating.server.port == port
        await soon(between.done.wait())
        await until(duty, lambda: not duty.outbox)
        assert duty.connections == 2

    async def play() -> None:
        async with Browser(room, "duty") as duty:
            await restart(duty)

    asyncio.run(play())
    assert notes(room) == ["before", "between"]
    room.on_owner(room.session.close)


def test_a_kicked_browser_is_told_and_stays_out(room: SeatRoom) -> None:
    async def play() -> None:
        async with Browser(room, "duty") as duty:
            (badge,) = room.seating.lobby.badges()
            assert room.on_owner(lambda: room.seating.hub.revoke(room.session, badge.number)) == ""
            await until(duty, lambda: any('"bye"' in text for text in duty.received))
            await soon(duty.ended.wait())
            assert duty.closed == 4403

    asyncio.run(play())
    assert isinstance(room.session.facts[-1].fact, SeatLeft)


def test_somebody_who_came_in_twice_still_sits_there_when_one_is_closed(room: SeatRoom) -> None:
    room.token("duty", "Ann")
    room.token("duty", "Ann")
    first, _ = room.seating.lobby.badges()
    room.on_owner(lambda: room.seating.hub.revoke(room.session, first.number))
    assert not any(isinstance(one.fact, SeatLeft) for one in room.session.facts)


def test_tokens_that_open_nothing(room: SeatRoom) -> None:
    """Absent, empty, long, another seat's, revoked, in the address: the page says 403, the socket 4403, and no more."""
    good, other, revoked = room.token("duty"), room.token("noc"), room.token("duty", "x")
    badge = room.seating.lobby.badges()[-1]
    room.on_owner(lambda: room.seating.hub.revoke(room.session, badge.number))
    before = len(room.session.facts)

    async def code(cookie: str | None, query: str = "") -> int:
        headers = {"Origin": f"http://{room.place}"} | ({"Cookie": cookie} if cookie is not None else {})
        where = f"ws://{room.place}/s/duty/ws{query}"
        async with connect(where, additional_headers=headers, proxy=None) as wire:
            return await said_goodbye(wire, '{"v":1,"t":"do","cid":"x","kind":"write_note","body":{"text":"x"}}')

    async def table() -> None:
        cookies = [None, "seat=", f"seat={other}", f"seat={revoked}", "seat=" + "a" * 5_000, f"other={good}"]
        for cookie in cookies:
            assert await code(cookie) == 4403, cookie
        assert await code(None, f"?seat={good}") == 4403

    asyncio.run(table())
    assert len(room.session.facts) == before
    assert notes(room) == []


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1"])
def test_a_socket_of_a_foreign_page_is_refused_even_with_a_valid_token(room: SeatRoom, origin: str | None) -> None:
    headers = {"Cookie": f"seat={room.token('duty')}"} | ({"Origin": origin} if origin is not None else {})

    async def attempt() -> int:
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"ws://{room.place}/s/duty/ws", additional_headers=headers, proxy=None)
        return refused.value.response.status_code

    assert asyncio.run(attempt()) == 403


def test_messages_that_can_not_be_kept_are_refused_for_good(room: SeatRoom) -> None:
    async def play() -> None:
        async with Browser(room, "duty") as duty:
            for cid, text in (("a", "x" * 4_001), ("b", "\ud800"), ("c", "\0")):
                given = duty.do("write_note", cid=cid, text=text)
                await soon(given.done.wait())
                assert given.answer is not None
                assert (given.answer["accepted"], given.answer["seq"]) == (False, 0)
                assert given.answer["sentence"]
            forged = duty.do("end_exercise")
            await soon(forged.done.wait())
            assert forged.answer is not None
            assert forged.answer["sentence"] == "That can't be done from this seat."
            await duty.say("not json")
            await until(duty, lambda: any('"cid":""' in text for text in duty.received))
            good = duty.do("write_note", text="still here")
            await soon(good.done.wait())
            assert duty.connections == 1

    asyncio.run(play())
    assert notes(room) == ["still here"]


@pytest.mark.parametrize(("message", "code"), [("x" * 20_000, 1009), (b"\x00\xff", 4400)])
def test_messages_of_the_wrong_size_or_kind_end_the_socket(room: SeatRoom, message: str | bytes, code: int) -> None:
    token = room.token("duty")

    async def play() -> int:
        headers = {"Origin": f"http://{room.place}", "Cookie": f"seat={token}"}
        async with connect(f"ws://{room.place}/s/duty/ws", additional_headers=headers, proxy=None) as wire:
            return await said_goodbye(wire, '{"v":1,"t":"hello"}', message)

    assert asyncio.run(play()) == code


def test_a_flood_is_cut_while_others_go_on(room: SeatRoom) -> None:
    """Whoever floods may not even get to read why: the connection is reset under what it still sends."""
    token = room.token("duty")
    headers = {"Origin": f"http://{room.place}", "Cookie": f"seat={token}"}
    frame = '{"v":1,"t":"do","cid":"f%d","kind":"write_note","body":{"text":"flood"}}'

    async def play() -> None:
        async with Browser(room, "noc") as noc:
            async with connect(f"ws://{room.place}/s/duty/ws", additional_headers=headers, proxy=None) as wire:
                code = await said_goodbye(wire, '{"v":1,"t":"hello"}', *(frame % number for number in range(1_000)))
            assert code in (4429, 1006)
            given = noc.do("write_note", text="calm")
            await soon(given.done.wait())
            assert given.answered - given.composed < 2.0

    asyncio.run(play())
    assert notes(room).count("flood") <= ACTS_BURST + 4
    assert notes(room).count("calm") == 1


def test_a_screen_that_does_not_read_is_cut_and_holds_nobody_up(
    room: SeatRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hotwash.seats.line.SEND_S", 0.2)
    monkeypatch.setattr("hotwash.seats.connections.SEND_S", 0.1)
    token = room.token("noc")

    def opened() -> socket.socket:
        dead = socket.create_connection(("127.0.0.1", room.seating.server.port), timeout=5)
        dead.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        dead.sendall(
            f"GET /s/noc/ws HTTP/1.1\r\nHost: {room.place}\r\nOrigin: http://{room.place}\r\nCookie: seat={token}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )
        assert b" 101 " in dead.recv(65_536)
        hello = b'{"v":1,"t":"hello"}'
        dead.sendall(bytes([0x81, 0x80 | len(hello), 0, 0, 0, 0]) + hello)
        return dead

    async def play() -> None:
        async with Browser(room, "duty") as duty:
            with await asyncio.to_thread(opened):
                await until(duty, lambda: any(one.seat == "noc" for one in room.seating.connected))
                rounds = 0
                while any(one.seat == "noc" for one in room.seating.connected):
                    rounds += 1
                    room.ask(SendMessage(("noc",), "phone", f"{rounds} {'x' * 3_900}"))
                    assert rounds < 5_000
                given = duty.do("write_note", text="calm")
                await soon(given.done.wait())

    asyncio.run(play())


def _shows(client: SeatClient, words: str) -> bool:
    return any(words in section for section in client.sections.values())


def test_three_screens_on_a_seat_and_no_fourth(room: SeatRoom) -> None:
    token = room.token("duty")

    async def play() -> None:
        async with (
            Browser(room, "duty", token) as one,
            Browser(room, "duty", token) as two,
            Browser(room, "duty", token) as three,
        ):
            given = one.do("write_note", text="seen on all")
            for client in (one, two, three):
                await until(client, partial(_shows, client, "seen on all"))
            await soon(given.done.wait())
            assert len(room.seating.connected) == SOCKETS_PER_SEAT
            fourth = SeatClient(room.place, "duty", token)
            running = asyncio.create_task(fourth.run())
            await until(fourth, lambda: any('"code":4429' in text for text in fourth.received))
            await fourth.stop()
            await running

    asyncio.run(play())


def test_a_wrong_code_a_locked_room_and_a_foreign_request(room: SeatRoom) -> None:
    status, answer, cookie = post(room.place, "/join", {"code": "00000000", "seat": "duty"})
    assert (status, cookie) == (403, "")
    assert "not the code" in answer["sentence"]
    room.seating.lobby.lock(on=True)
    status, answer, _ = post(room.place, "/join", {"code": room.seating.lobby.code, "seat": "duty"})
    assert (status, answer["ticket"]) == (403, "")
    assert post(room.place, "/join/claim", {"ticket": "x"})[1]["standing"] == "unknown"
    with pytest.raises(PermissionError, match="closed to newcomers"):
        asyncio.run(join(room.place, room.seating.lobby.code, "duty"))


def test_whom_the_exercise_refuses_is_told_so_once(room: SeatRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hotwash.exercise.decide.AFTERWARDS", WriteNote)
    assert room.ask(EndExercise()).accepted
    with pytest.raises(PermissionError, match="The exercise has ended"):
        asyncio.run(room.join("duty"))
    refused = [one for one in room.session.facts if isinstance(one.fact, CommandRefused)]
    assert len(refused) == 1
    assert room.seating.lobby.waiting() == ()


def test_too_many_guesses_are_held_back(room: SeatRoom) -> None:
    statuses = [post(room.place, "/join", {"code": "00000000", "seat": "duty"})[0] for _ in range(15)]
    assert statuses == [403] * 10 + [429] * 5


def test_pages_follow_the_clock_without_a_fact(room: SeatRoom) -> None:
    async def play() -> None:
        async with Browser(room, "duty") as duty:
            await until(duty, lambda: "T+0:00:00" in duty.sections.get("clock", ""))
            room.ask(StartClock())
            room.run_to(5 * MINUTE)
            await until(duty, lambda: "T+0:05:00" in duty.sections.get("clock", ""))
            await until(duty, lambda: room.seating.connected[0].late_ms >= 0)

    asyncio.run(play())


def test_nothing_listens_until_it_is_started_and_nothing_after(make_room: MakeRoom) -> None:
    room = make_room()
    port = room.seating.server.port
    room.seating.stop()
    assert not room.seating.running
    with pytest.raises(OSError, match=r"refused|Refused"):
        socket.create_connection(("127.0.0.1", port), timeout=1)
    assert room.seating.server.link == ""
    room.seating.start("127.0.0.1")
    assert room.seating.server.port == port


def test_one_address_only_and_clear_words_about_ports() -> None:
    for address in ("0.0.0.0", "::", "224.0.0.1", "everywhere", ""):
        with pytest.raises(NotOne):
            listening(address, 0, exactly=False)
    with pytest.raises(NotHere, match=r"192\.0\.2\.7 is not an address of this machine; choose one of 127\.0\.0\.1"):
        listening("192.0.2.7", 0, exactly=False)
    first = listening("127.0.0.1", 0, exactly=False)
    port = first.getsockname()[1]
    with pytest.raises(PortTaken, match=f"Port {port} of 127.0.0.1 is taken") as taken:
        listening("127.0.0.1", port, exactly=True)
    assert taken.value.free != port
    second = listening("127.0.0.1", port, exactly=False)
    assert second.getsockname()[1] > port
    first.close()
    second.close()
    assert own_addresses()[0] == "127.0.0.1"


def test_a_link_carries_the_code_where_no_browser_sends_it(room: SeatRoom) -> None:
    server = room.seating.server
    assert server.link == f"http://{room.place}/join"
    assert server.link_with("ABCD2345") == f"{server.link}#ABCD2345"
    assert server.link_with("ABCD2345", "k") == f"{server.link}#ABCD2345.k"


def test_no_token_reaches_the_journal(room: SeatRoom) -> None:
    token = room.token("duty", "Ann")
    rows = list(room.session._store.rows())
    assert all(token not in json.dumps(row.body) for row in rows)
    assert room.seating.lobby.code not in json.dumps([row.body for row in rows])
    assert room.ask(WriteNote("x"), FACILITATOR).accepted
    assert isinstance(room.session._store, MemoryStore)
