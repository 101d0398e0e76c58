"""`hotwash host` as people start it: what it says, what it refuses, and what a kill at any moment costs (nothing)."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

import pytest

from hotwash.bootstrap import exercises
from hotwash.bootstrap.hosting import release_due
from hotwash.cli.main import main
from hotwash.domain.commands import FACILITATOR, StartClock
from hotwash.domain.conduct_commands import ResumePlay, StopPlay
from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.journal import ExerciseRecord
from hotwash.seats.client import SeatClient, join
from tests.room_world import room_scenario
from tests.seats.conftest import soon, until

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = "optus-2025"
SEATS = ("noc", "duty", "centre", "press")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def hosting(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and its room code, once it has said it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "app")}
    command = [sys.executable, "-m", "hotwash", "host", *arguments, "--admit-all"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        code = ""
        while not code:
            line = child.stdout.readline()
            assert line, "it ended before it said where to join"
            code = line.rpartition(" ")[2].strip() if line.startswith("Join at ") else ""
        try:
            yield child, code
        finally:
            child.kill()


def test_it_says_where_to_join_and_stops_cleanly(tmp_path: Path) -> None:
    port = free_port()
    with hosting(SCENARIO, "--port", str(port), "--out", str(tmp_path)) as (child, code):

        async def play() -> None:
            token = await join(f"127.0.0.1:{port}", code, "noc")
            client = SeatClient(f"127.0.0.1:{port}", "noc", token)
            running = asyncio.create_task(client.run())
            await soon(client.connected.wait())
            await until(client, lambda: "clock runs" in client.sections.get("clock", ""))
            given = client.do("write_note", text="Here.")
            await soon(given.done.wait())
            await client.stop()
            await running

        asyncio.run(play())
        child.send_signal(signal.SIGINT)
        assert child.stdout is not None
        said = child.stdout.read()
        child.wait(20)
    assert child.returncode == 0
    assert "not encrypted" in said
    assert said.endswith("Stopped; the exercise is in its file.\n")
    (file,) = tmp_path.glob("*.hotwash")
    with ExerciseRecord.read(file) as record:
        kinds = [row.kind for row in record.rows()]
    assert "command.write_note" in kinds
    assert "command.take_seat" in kinds


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([SCENARIO], "Without a window nobody can admit people"),
        ([SCENARIO, "--admit-all", "--bind", "0.0.0.0"], "'0.0.0.0' is not one address"),
        ([SCENARIO, "--admit-all", "--bind", "192.0.2.9"], "192.0.2.9 is not an address of this machine"),
        ([SCENARIO, "--admit-all", "--bind", "somewhere"], "'somewhere' is not one address"),
        ([SCENARIO, "--admit-all", "--certificate", "a.pem"], "needs both --certificate and --key"),
        ([SCENARIO, "--admit-all", "--certificate", "a.pem", "--key", "b.pem"], "can't be used as certificate"),
        (["nowhere-2020", "--admit-all"], "nowhere-2020"),
    ],
)
def test_what_it_refuses_is_one_sentence(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["host", *arguments, "--out", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1


def test_a_port_that_is_taken_is_said_with_the_next_free_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["host", SCENARIO, "--admit-all", "--port", str(port), "--out", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert f"Port {port} of 127.0.0.1 is taken by another program; port " in told


def test_a_folder_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    assert main(["host", SCENARIO, "--admit-all", "--out", str(blocked / "inside")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_injects_that_wait_for_a_facilitator_go_out_when_they_are_due() -> None:
    session = Session(room_scenario(), 911, MemoryStore())
    session.open()
    session.ask(FACILITATOR, StartClock())
    session.run_to(21 * MINUTE)
    waiting = [line.inject for line in session.board.conduct.injects if line.state == "due" and line.until < 0]
    assert waiting, "this exercise has one at that moment"
    session.ask("noc", StopPlay("Fire alarm."))
    release_due(session)
    assert session.board.conduct.inject(waiting[0]).state == "due", "nothing goes out while play is stopped"
    session.ask(FACILITATOR, ResumePlay())
    release_due(session)
    assert [session.board.conduct.inject(one).state for one in waiting] == ["released"] * len(waiting)
    session.close()


def test_a_stop_from_a_browser_is_said_where_the_host_runs(tmp_path: Path) -> None:
    port = free_port()
    with hosting(SCENARIO, "--port", str(port), "--out", str(tmp_path)) as (child, code):

        async def stop() -> None:
            token = await join(f"127.0.0.1:{port}", code, "noc")
            client = SeatClient(f"127.0.0.1:{port}", "noc", token)
            running = asyncio.create_task(client.run())
            await soon(client.connected.wait())
            await soon(client.do("stop_play", reason="").done.wait())
            await client.stop()
            await running

        asyncio.run(stop())
        assert child.stdout is not None
        said = ""
        while "real emergency" not in said:
            said = child.stdout.readline()
            assert said, "it ended without a word"
        child.send_signal(signal.SIGINT)
        child.wait(20)
    assert "the clock stands" in said


@pytest.mark.parametrize("arguments", [["--port", "0"], ["--port", "x"], ["--port", "70000"], ["--speed", "0"]])
def test_arguments_that_are_none(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["host", SCENARIO, *arguments])
    assert ended.value.code == 2


class Crowd:
    """Browsers that write notes and resend them until they are acknowledged, whatever happens to the server."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.clients: list[SeatClient] = []
        self.composed: set[tuple[str, str]] = set()
        self.acknowledged: dict[tuple[str, str], int] = {}
        self._running: list[asyncio.Task[None]] = []

    async def come(self, code: str) -> None:
        for seat in SEATS:
            for _ in range(3):
                token = await join(self.place, code, seat)
                client = SeatClient(self.place, seat, token, facts=False)
                self.clients.append(client)
                self._running.append(asyncio.create_task(client.run()))
        for client in self.clients:
            await soon(client.connected.wait())

    def write(self) -> None:
        for number, client in enumerate(self.clients):
            cid = f"{number}-{len(self.composed)}"
            self.composed.add((client.seat, f"b.{cid}"))
            asyncio.create_task(self._follow(client, cid))  # noqa: RUF006  # its end is waited for by its answer

    async def _follow(self, client: SeatClient, cid: str) -> None:
        given = client.do("write_note", cid=cid, text=f"note {cid}")
        await given.done.wait()
        assert given.answer is not None
        assert given.answer["accepted"]
        self.acknowledged[client.seat, f"b.{cid}"] = given.answer["seq"]

    async def settle(self) -> None:
        async with asyncio.timeout(60):
            while len(self.acknowledged) < len(self.composed):
                self.clients[0].heard.clear()
                await self.clients[0].heard.wait()

    async def leave(self) -> None:
        for client in self.clients:
            await client.stop()
        await asyncio.gather(*self._running, return_exceptions=True)


def kill_again_and_again(path: Path, times: int) -> Crowd:
    """Kill the whole process at moments of its own choosing, with browsers acting; then let it settle once."""
    exercises.begin(exercises.load(SCENARIO), path).close()
    port = free_port()
    crowd = Crowd(f"127.0.0.1:{port}")

    async def play() -> None:
        for trial in range(times + 1):
            with hosting(str(path), "--port", str(port)) as (child, code):
                if not crowd.clients:
                    await crowd.come(code)
                for client in crowd.clients:
                    await soon(client.connected.wait())
                crowd.write()
                if trial == times:
                    await crowd.settle()
                    await crowd.leave()
                    break
                fraction = blake2b(str(trial).encode(), digest_size=1).digest()[0] / 255
                with suppress(TimeoutError):  # the moment of the kill, while answers come in
                    async with asyncio.timeout(0.4 * fraction):
                        await asyncio.Event().wait()
                child.kill()
                await asyncio.to_thread(child.wait)
                for client in crowd.clients:
                    client.connected.clear()

    asyncio.run(play())
    with ExerciseRecord.read(path) as record:
        rows = {row.seq: row for row in record.rows()}
    notes = [(row.actor, row.cid) for row in rows.values() if row.kind == "command.write_note"]
    assert len(notes) == len(set(notes)), "something was done twice"
    assert set(notes) == crowd.composed
    assert all((rows[seq].actor, rows[seq].cid) == key for key, seq in crowd.acknowledged.items())
    assert exercises.replay(path)[1] is None
    return crowd


def test_a_few_kills_of_the_whole_program_lose_and_double_nothing(tmp_path: Path) -> None:
    crowd = kill_again_and_again(tmp_path / "killed.hotwash", 3)
    assert all(client.connections == 4 for client in crowd.clients)


@pytest.mark.slow
def test_after_a_sleep_the_clock_is_paused_and_goes_on_without_a_burst(tmp_path: Path) -> None:
    """Four seconds of SIGSTOP, as when a lid is closed: one pause in the record, then on from the same second."""
    path, port = tmp_path / "slept.hotwash", free_port()
    exercises.begin(exercises.load(SCENARIO), path).close()
    with hosting(str(path), "--port", str(port)) as (child, code):

        async def play() -> None:
            token = await join(f"127.0.0.1:{port}", code, "noc")
            client = SeatClient(f"127.0.0.1:{port}", "noc", token)
            running = asyncio.create_task(client.run())
            await soon(client.connected.wait())
            child.send_signal(signal.SIGSTOP)
            await asyncio.sleep(4)
            given = client.do("write_note", text="While it slept.")
            child.send_signal(signal.SIGCONT)
            await soon(given.done.wait())
            await until(client, lambda: [fact["kind"] for fact in client.facts].count("fact.clock_started") == 2)
            await client.stop()
            await running

        asyncio.run(play())
        child.send_signal(signal.SIGTERM)
        assert child.wait(20) == 0
    with ExerciseRecord.read(path) as record:
        pauses = [row for row in record.rows() if row.kind == "fact.clock_paused"]
        last = max(row.at_ms for row in record.rows())
    assert len(pauses) == 1
    assert "held up" in str(pauses[0].body["reason"])
    assert last - pauses[0].at_ms < 3_000


@pytest.mark.slow
def test_many_kills_of_the_whole_program_lose_and_double_nothing(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path / "killed.hotwash", 200)
