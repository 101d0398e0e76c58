"""What goes wrong around a room at play: a full disk, two windows, a sleeping machine, a clock set back. One sentence
each, and nothing that was acknowledged is lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from hotwash.bootstrap import exercises, recordings
from hotwash.domain.commands import FACILITATOR, Command, KeyIn, Rewind, SetSpeed, StartClock, WriteNote
from hotwash.domain.conduct_commands import (
    LogDecision,
    PauseAt,
    ReleaseInject,
    SendMessage,
    SetBookmark,
    StateBelief,
    StopPlay,
    TakeSeat,
)
from hotwash.domain.review_commands import GiveFeedback, Observe
from hotwash.domain.time import HOUR, MINUTE
from hotwash.exercise.branching import standing
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.projections.board import fold
from hotwash.exercise.recording import Recording
from hotwash.exercise.replay import go_on, happened, verify
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.journal import AlreadyOpen, ExerciseFile, Row, Upkeep, places
from hotwash.journal.errors import ReadOnlyPlace
from tests.journal.failing import FailingVfs
from tests.journal.makers import QUICK
from tests.journal.other_sqlite import over
from tests.room_world import room_scenario

WORLD = room_scenario()
ASKED: tuple[tuple[str, Command], ...] = (
    ("duty", SendMessage(("noc", "simcell"), "phone", "Do you see it?")),
    ("duty", LogDecision("Tell the public.")),
    ("noc", StateBelief("Voice is gone.", 60)),
    ("eva", Observe("They look.", key="k")),
    ("guest", GiveFeedback("observer", key="f")),
    ("noc", StopPlay("Smoke.")),
    (FACILITATOR, ReleaseInject("press")),
    (FACILITATOR, SetBookmark("Here.")),
    (FACILITATOR, TakeSeat("noc", "paper", "Bo")),
    (FACILITATOR, PauseAt(50 * MINUTE)),
    (FACILITATOR, KeyIn("noc", 0, WriteNote("On paper."))),
    (FACILITATOR, Rewind(2 * MINUTE, "Again.")),
)


@pytest.fixture
def disk() -> Iterator[FailingVfs]:
    made = FailingVfs("room-trouble")
    yield made
    made.unregister()


def on_disk(path: Path, disk: FailingVfs) -> Session:
    """Five minutes played on a file whose disk may fail."""
    upkeep = replace(QUICK, opener=over(disk.vfs))
    one = Session(WORLD, 911, ExerciseFile.create(path, {"seed": 911}, {"s": b""}, upkeep))
    one.open()
    assert one.ask(FACILITATOR, StartClock()).accepted
    one.run_to(5 * MINUTE)
    return one


def rows_of(path: Path) -> list[Row]:
    with ExerciseFile.read(path) as record:
        return list(record.rows())


@pytest.mark.parametrize(("actor", "command"), ASKED, ids=lambda what: type(what).__name__)
def test_a_full_disk_holds_what_is_asked_and_carries_it_out_once(
    actor: str, command: Command, disk: FailingVfs, tmp_path: Path
) -> None:
    path = tmp_path / "full.hotwash"
    one = on_disk(path, disk)
    disk.decide = lambda number, what: apsw.FullError
    first = one.ask(actor, command, cid="own")
    assert not first.accepted
    assert "can't be written just now (the disk is full); nothing acknowledged is lost" in first.sentence
    assert one.ask("duty", WriteNote("Another.")).sentence == one.trouble
    assert not one.run_to(6 * MINUTE)
    before = list(one.facts)
    assert not one.recover()
    assert list(one.facts) == before, "what is not on disk has no effect"
    disk.heal()
    assert one.recover()
    again = one.ask(actor, command, cid="own")
    assert again.accepted
    assert one.catch_up()
    one.close()
    rows = rows_of(path)
    assert [row.seq for row in rows if row.cid == "own"] == [again.seq]
    assert fold(happened(rows)) == one.board
    assert verify(WORLD, 911, rows) is None


def test_a_disk_that_fails_on_the_way_back_holds_it_up_and_no_more(disk: FailingVfs, tmp_path: Path) -> None:
    path = tmp_path / "way.hotwash"
    one = on_disk(path, disk)
    assert one.ask(FACILITATOR, Rewind(2 * MINUTE)).accepted
    disk.decide = lambda number, what: apsw.IOError
    assert not one.ask("duty", WriteNote("On the way.")).accepted
    assert not one.catch_up()
    assert one.now == 5 * MINUTE
    pacer = Pacer(one)
    pacer.tick(10.0)
    disk.heal()
    for tick in range(60):
        pacer.tick(12.0 + tick / 20)
    assert (one.now, one.board.branch) == (2 * MINUTE, 1)
    one.close()
    assert verify(WORLD, 911, rows_of(path)) is None


def test_a_disk_that_fails_as_the_histories_are_swapped_loses_nothing(disk: FailingVfs, tmp_path: Path) -> None:
    path = tmp_path / "swap.hotwash"
    one = on_disk(path, disk)
    assert one.ask(FACILITATOR, Rewind(2 * MINUTE)).accepted
    one.settle()
    disk.decide = lambda number, what: apsw.FullError
    assert one.catch_up()
    assert one.now == 2 * MINUTE
    assert not one.ask(FACILITATOR, StartClock()).accepted
    assert "the disk is full" in one.trouble
    disk.heal()
    assert one.recover()
    assert one.board.running
    one.run_to(4 * MINUTE)
    one.close()
    rows = rows_of(path)
    assert fold(happened(rows)) == one.board
    assert verify(WORLD, 911, rows) is None


def test_a_second_window_is_told_and_the_first_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "two.hotwash"
    one = exercises.begin(exercises.load("massachusetts-2024"), path)
    one.ask(FACILITATOR, StartClock())
    one.run_to(5 * MINUTE)
    with pytest.raises(AlreadyOpen, match="already open in another window; go on there, or close it first"):
        recordings.open_run(path)
    assert one.ask(FACILITATOR, Rewind(2 * MINUTE)).accepted
    assert one.catch_up()
    one.close()
    again = exercises.resume(path)
    assert (again.now, again.board.branch) == (2 * MINUTE, 1)
    again.close()


def test_a_file_in_a_read_only_folder_shows_the_history_that_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shelf.hotwash"
    one = exercises.begin(exercises.load("massachusetts-2024"), path)
    one.ask(FACILITATOR, StartClock())
    one.run_to(20 * MINUTE)
    assert one.ask(FACILITATOR, Rewind(10 * MINUTE)).accepted
    one.catch_up()
    one.close()

    def refuse(where: Path) -> None:
        raise ReadOnlyPlace(where)

    monkeypatch.setattr(places, "refuse_read_only", refuse)
    run = recordings.open_run(path)
    assert isinstance(run, Recording)
    assert "the file or its folder is read-only; copy it to your own folder first" in run.reason
    assert (run.now, list(run.facts)) == (10 * MINUTE, list(one.facts))
    assert [left.log[-1].at for left in run.board.left] == [20 * MINUTE]


def room() -> tuple[Session, MemoryStore]:
    store = MemoryStore()
    one = Session(WORLD, 911, store)
    one.open()
    one.ask(FACILITATOR, StartClock())
    one.ask(FACILITATOR, SetSpeed(60_000))
    return one, store


@pytest.mark.parametrize("state", ["running", "jumping", "going back"])
def test_a_machine_that_slept_a_minute_runs_no_burst(state: str) -> None:
    one, store = room()
    pacer = Pacer(one)
    for tick in range(40):
        pacer.tick(tick / 20)
    if state == "jumping":
        pacer.jump(50 * MINUTE)
        one.run_to(3 * MINUTE)
    if state == "going back":
        pacer.rewind(MINUTE // 2)
    pacer.tick(2.0)
    before = one.now
    pacer.tick(62.0)
    if state == "running":
        assert one.now == before
        assert not one.board.running
        assert one.board.pause_reason == "The computer was held up for 60 s."
    assert one.now <= max(before, 50 * MINUTE), "an hour at ×60 would have passed"
    assert verify(WORLD, 911, list(store.rows())) is None


def test_a_wall_clock_set_back_changes_no_order_and_no_place(tmp_path: Path) -> None:
    path = tmp_path / "clock.hotwash"
    wall = [1_718_730_000_000_000_000]
    upkeep = Upkeep(ballast=0, wall_ns=lambda: wall[0])
    one = Session(WORLD, 911, ExerciseFile.create(path, {"seed": 911}, {"s": b""}, upkeep))
    one.open()
    one.ask(FACILITATOR, StartClock())
    one.run_to(10 * MINUTE)
    one.ask(FACILITATOR, Rewind(5 * MINUTE))
    one.catch_up()
    one.ask(FACILITATOR, StartClock())
    wall[0] -= HOUR * 1_000_000
    one.run_to(7 * MINUTE + 20_000)
    one.ask("duty", WriteNote("What time is it?"))
    one.run_to(7 * MINUTE + 50_000)
    one.close()
    with ExerciseFile.read(path) as record:
        rows, place = list(record.rows()), record.place()
    assert rows[0].wall_ns > rows[-1].wall_ns
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert verify(WORLD, 911, rows) is None
    assert place is not None
    at = standing(rows, place.at_ms, place.wall_ns)
    assert at == 7 * MINUTE + 20_000, "where the wall clock can't be trusted, the last entry is"
    again = go_on(WORLD, 911, rows, MemoryStore(), at)
    assert again.now == at
