"""Power cuts at random moments of an exercise, creation and end included; the rig must also catch unsafe settings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from hotwash.journal import DamagedJournal, ExerciseFile, JournalError, MissingFile
from hotwash.journal.link import LinkError
from tests.journal.makers import HEADER, QUICK, SCENARIO, Draws, entry
from tests.journal.other_sqlite import over
from tests.journal.power import Op, RecordingVfs, rebuilt

NAME = "cut.hotwash"
EVENTS = 150


@dataclass
class Tally:
    cuts: int = 0
    lost: int = 0
    corrupt: int = 0


def often(sql: str) -> str:
    return sql.replace("PRAGMA fullfsync = ON", "PRAGMA wal_autocheckpoint = 60")


def normal(sql: str) -> str:
    return often(sql).replace("synchronous = FULL", "synchronous = NORMAL")


def careless_change(sql: str) -> str:
    return often(sql).replace("synchronous = EXTRA", "synchronous = FULL")


def no_wal(sql: str) -> str:
    if sql == "PRAGMA journal_mode = WAL":
        raise LinkError(8, "attempt to write a readonly database")
    return sql


def no_wal_and_off(sql: str) -> str:
    return no_wal(sql).replace("synchronous = EXTRA", "synchronous = OFF")


@pytest.fixture
def vfs(request: pytest.FixtureRequest) -> Iterator[RecordingVfs]:
    layer = RecordingVfs(f"recording {request.node.name}")
    yield layer
    layer.unregister()


def played(vfs: RecordingVfs, folder: Path, rewrite: Callable[[str], str]) -> list[Op]:
    """An exercise from creation to finish; gives the disk's log with every acknowledgement marked in it."""
    folder.mkdir()
    upkeep = replace(QUICK, opener=over(vfs.vfs, rewrite))
    file = ExerciseFile.create(folder / NAME, HEADER, SCENARIO, upkeep)
    (part,) = {op.name for op in vfs.log if op.name.endswith(".part")}
    done = max(n for n, op in enumerate(vfs.log) if op.name.startswith(part)) + 1
    vfs.log.insert(done, Op("publish", part, data=NAME.encode()))
    vfs.acknowledged(*file.head)
    draws = Draws("played")
    number = 0
    while number < EVENTS:
        batch = [entry(number + n, text="x" * draws.below(2500)) for n in range(1 + draws.below(3))]
        number += len(batch)
        file.set_place(number * 1000, running=True, speed_milli=1000)
        for answer in file.append_now(batch):
            last = answer
        vfs.acknowledged(last.seq, last.head)
    file.finalise()
    return vfs.log


def cut_often(log: list[Op], folder: Path, cuts: int, *, lying: bool = False) -> Tally:
    """Cuts the power `cuts` times and opens what is left with the standard library's SQLite; each tenth is gone on
    with, which also merges whatever lay beside the file."""
    tally, draws = Tally(), Draws((cuts, lying))
    target = folder / NAME
    for _ in range(cuts):
        cut = draws.below(len(log) + 1)
        for name, content in rebuilt(log, cut, draws, lying=lying).items():
            (folder / name).write_bytes(content)
        acks = [(op.at, op.data) for op in log[:cut] if op.what == "acknowledged"]
        try:
            with ExerciseFile.read(target) as record:
                tally.lost += bool(acks) and not record.holds(*acks[-1])
            if tally.cuts % 10 == 0:
                with ExerciseFile.open(target, QUICK) as file:
                    assert file.append_now([entry(-1)])[0].seq == file.head[0] == record.head[0] + 1
        except DamagedJournal:
            tally.corrupt += 1
        except JournalError as error:
            tally.corrupt += not isinstance(error, MissingFile) or bool(acks)
        tally.cuts += 1
        for path in folder.iterdir():
            path.unlink()
    return tally


@pytest.fixture
def lot(tmp_path: Path) -> Path:
    folder = tmp_path / "lot"
    folder.mkdir()
    return folder


def test_no_acknowledged_event_is_lost_in_a_power_cut(vfs: RecordingVfs, tmp_path: Path, lot: Path) -> None:
    log = played(vfs, tmp_path / "run", often)
    assert cut_often(log, lot, 700) == Tally(700, lost=0, corrupt=0)


def test_nor_where_the_file_system_refuses_a_write_ahead_log(vfs: RecordingVfs, tmp_path: Path, lot: Path) -> None:
    log = played(vfs, tmp_path / "run", no_wal)
    assert not any(op.name.endswith("-wal") for op in log)
    assert cut_often(log, lot, 300) == Tally(300, lost=0, corrupt=0)


def test_the_rig_catches_synchronous_normal(vfs: RecordingVfs, tmp_path: Path, lot: Path) -> None:
    log = played(vfs, tmp_path / "run", normal)
    tally = cut_often(log, lot, 60)
    assert tally.lost > 30
    assert tally.corrupt == 0


def test_the_rig_catches_a_rollback_journal_that_is_not_flushed(vfs: RecordingVfs, tmp_path: Path, lot: Path) -> None:
    log = played(vfs, tmp_path / "run", no_wal_and_off)
    tally = cut_often(log, lot, 60)
    assert tally.lost + tally.corrupt > 20


def test_the_rig_catches_a_disk_that_lies_about_flushes(vfs: RecordingVfs, tmp_path: Path, lot: Path) -> None:
    log = played(vfs, tmp_path / "run", often)
    tally = cut_often(log, lot, 60, lying=True)
    assert tally.lost + tally.corrupt > 40


def test_the_rig_catches_a_change_to_wal_whose_rollback_journal_comes_back(
    vfs: RecordingVfs, tmp_path: Path, lot: Path
) -> None:
    log = played(vfs, tmp_path / "run", careless_change)
    assert cut_often(log, lot, 60).corrupt > 10


@pytest.mark.slow
@pytest.mark.parametrize("rewrite", [often, no_wal])
def test_many_power_cuts(vfs: RecordingVfs, tmp_path: Path, lot: Path, rewrite: Callable[[str], str]) -> None:
    log = played(vfs, tmp_path / "run", rewrite)
    assert cut_often(log, lot, 5000) == Tally(5000, lost=0, corrupt=0)
