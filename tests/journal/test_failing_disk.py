"""Writes and syncs that fail: nothing acknowledged is missing, nothing is there twice, and the app is told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from hotwash.journal import Acknowledged, ExerciseFile, Notice, State, StorageTrouble
from tests.journal.failing import FailingVfs
from tests.journal.makers import HEADER, QUICK, SCENARIO, Draws, entry
from tests.journal.other_sqlite import over

EVENTS = 16


@pytest.fixture
def disk(request: pytest.FixtureRequest) -> Iterator[FailingVfs]:
    layer = FailingVfs(f"failing {request.node.name}")
    yield layer
    layer.unregister()


@pytest.fixture
def notices() -> list[Notice]:
    return []


@pytest.fixture
def file(disk: FailingVfs, notices: list[Notice], tmp_path: Path) -> Iterator[ExerciseFile]:
    upkeep = replace(QUICK, opener=over(disk.vfs), listener=notices.append)
    opened = ExerciseFile.create(tmp_path / "failing.hotwash", HEADER, SCENARIO, upkeep)
    yield opened
    disk.heal()
    opened.close()


def insist(file: ExerciseFile, number: int, tries: int = 1000) -> Acknowledged:
    """Sends an entry until it is acknowledged, as the session does."""
    for _ in range(tries):
        try:
            return file.append_now([entry(number)])[0]
        except StorageTrouble:
            continue
    raise AssertionError(f"entry {number} was never acknowledged")


def assert_once_each(path: Path, answers: list[Acknowledged]) -> None:
    with ExerciseFile.read(path) as record:
        rows = list(record.rows())
    assert [row.cid for row in rows] == [answer.cid for answer in answers]
    assert [(row.seq, row.head) for row in rows] == [(answer.seq, answer.head) for answer in answers]
    assert not any(answer.duplicate for answer in answers)


@pytest.mark.parametrize("rate", [0.001, 0.01, 0.03, 0.1])
def test_random_failures(file: ExerciseFile, disk: FailingVfs, rate: float) -> None:
    disk.fail_at_rate(rate, Draws(rate))
    answers = [insist(file, number) for number in range(150)]
    disk.heal()
    file.finalise()
    assert disk.raised > 0 or rate < 0.01
    assert_once_each(file.path, answers)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_many_random_failures(file: ExerciseFile, disk: FailingVfs, seed: int) -> None:
    draws = Draws(("many", seed))
    disk.fail_at_rate(0.001 * 10 ** (draws.below(21) / 10), draws)
    answers = [insist(file, number) for number in range(200)]
    disk.heal()
    file.finalise()
    assert_once_each(file.path, answers)


def run_failing_at(disk: FailingVfs, folder: Path, index: int, error: type[apsw.Error], *, until_healed: bool) -> bool:
    """An exercise during which the write or sync number `index` fails; False when it has fewer."""
    path = folder / f"at{index}{error.__name__}{until_healed}.hotwash"
    seen: list[Notice] = []
    file = ExerciseFile.create(path, HEADER, SCENARIO, replace(QUICK, opener=over(disk.vfs), listener=seen.append))
    start = disk.count
    raised = disk.raised
    disk.decide = lambda number, what: error if _hit(number - start, index, until_healed=until_healed) else None
    answers = []
    for number in range(EVENTS):
        try:
            answers += file.append_now([entry(number, text="x" * 1500)])
        except StorageTrouble:
            told = [notice.state for notice in seen]
            disk.heal()
            answers += file.append_now([entry(number, text="x" * 1500)])
            assert [*told, State.WELL] == [notice.state for notice in seen]
            assert told[-1] is State.TROUBLE
    disk.heal()
    hit = disk.raised > raised
    file.close()
    assert_once_each(path, answers)
    path.unlink()
    return hit


def _hit(number: int, index: int, *, until_healed: bool) -> bool:
    return number >= index if until_healed else number == index


@pytest.mark.parametrize("until_healed", [False, True])
@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError])
def test_a_failure_at_each_write_in_turn(
    disk: FailingVfs, tmp_path: Path, error: type[apsw.Error], until_healed: bool
) -> None:
    index, stride = 1, 7
    while run_failing_at(disk, tmp_path, index, error, until_healed=until_healed):
        index += stride
    assert index > 10 * stride


@pytest.mark.slow
@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError])
def test_a_failure_at_every_single_write(disk: FailingVfs, tmp_path: Path, error: type[apsw.Error]) -> None:
    index = 1
    while run_failing_at(disk, tmp_path, index, error, until_healed=False):
        index += 1
    assert index > EVENTS


def test_trouble_reaches_the_waiting_and_the_listener(
    file: ExerciseFile, disk: FailingVfs, notices: list[Notice]
) -> None:
    first = file.append_now([entry(1)])
    disk.decide = lambda number, what: apsw.IOError
    waiting = [file.append([entry(2)]), file.append([entry(3)])]
    for future in waiting:
        with pytest.raises(StorageTrouble, match="nothing acknowledged is lost"):
            future.result()
    assert {notice.state for notice in notices} == {State.TROUBLE}
    assert file.path.name in notices[0].sentence
    assert file.head == (first[0].seq, first[0].head)
    disk.heal()
    assert [row.cid for row in file.rows()][:1] == ["c1"]
    assert notices[-1].state is State.WELL
    assert [file.append_now([entry(n)])[0].duplicate for n in (1, 2, 3)] == [True, False, False]


def test_a_commit_that_failed_but_was_durable_is_not_doubled(file: ExerciseFile, disk: FailingVfs) -> None:
    """The flushes of a commit and of the closing after it fail: the transaction says no, yet its rows are there."""
    left = 2

    def flush_fails(number: int, what: str) -> type[apsw.Error] | None:
        nonlocal left
        if what != "sync" or left == 0:
            return None
        left -= 1
        return apsw.IOError

    file.append_now([entry(1)])
    disk.decide = flush_fails
    (answer,) = file.append_now([entry(2)])
    assert (answer.seq, answer.duplicate, left) == (2, False, 0)
    assert [row.seq for row in file.rows()] == [1, 2]
    # What a failed flush left in the system's memory is no proof: the event was written and flushed once more.
    alone = file.path.with_name("alone.hotwash")
    alone.write_bytes(file.path.read_bytes())
    with ExerciseFile.read(alone) as record:
        assert record.holds(2, answer.head)


def test_a_full_disk_takes_the_ballast_and_goes_on(disk: FailingVfs, notices: list[Notice], tmp_path: Path) -> None:
    path = tmp_path / "full.hotwash"
    ballast = tmp_path / "full.hotwash-ballast"
    upkeep = replace(QUICK, opener=over(disk.vfs), listener=notices.append, ballast=1 << 20)
    with ExerciseFile.create(path, HEADER, SCENARIO, upkeep) as file:
        assert ballast.stat().st_blocks * 512 >= 1 << 20
        disk.decide = lambda number, what: apsw.FullError if ballast.exists() else None
        assert file.append_now([entry(1)])[0].seq == 1
        assert [notice.state for notice in notices] == [State.SHORT_OF_ROOM]
        assert not ballast.exists()
        assert file.append_now([entry(2)])[0].seq == 2
    assert [notice.state for notice in notices] == [State.SHORT_OF_ROOM]


def test_a_broken_disk_leaves_the_ballast_alone(disk: FailingVfs, notices: list[Notice], tmp_path: Path) -> None:
    upkeep = replace(QUICK, opener=over(disk.vfs), listener=notices.append, ballast=1 << 20)
    with ExerciseFile.create(tmp_path / "broken.hotwash", HEADER, SCENARIO, upkeep) as file:
        disk.decide = lambda number, what: apsw.IOError
        with pytest.raises(StorageTrouble):
            file.append_now([entry(1)])
        disk.heal()
        assert (tmp_path / "broken.hotwash-ballast").exists()
    assert not (tmp_path / "broken.hotwash-ballast").exists()


def test_a_log_removed_during_trouble_is_noticed(file: ExerciseFile, disk: FailingVfs) -> None:
    file.append_now([entry(1)])
    disk.decide = lambda number, what: apsw.IOError
    with pytest.raises(StorageTrouble):
        file.append_now([entry(2)])
    file.path.with_name(file.path.name + "-wal").unlink()
    disk.heal()
    with pytest.raises(StorageTrouble, match="events acknowledged earlier are gone from the disk"):
        file.append_now([entry(2)])


def test_a_failing_disk_at_the_end_leaves_the_file_open_to_try_again(file: ExerciseFile, disk: FailingVfs) -> None:
    file.append_now([entry(1)])
    disk.decide = lambda number, what: apsw.FullError
    with pytest.raises(StorageTrouble):
        file.finalise()
    disk.heal()
    file.finalise()
    with ExerciseFile.read(file.path) as record:
        assert record.head[0] == 1


def test_closing_on_a_failing_disk_loses_nothing(file: ExerciseFile, disk: FailingVfs) -> None:
    answers = [file.append_now([entry(n)])[0] for n in range(5)]
    disk.decide = lambda number, what: apsw.IOError
    file.close()
    disk.heal()
    assert_once_each(file.path, answers)


def test_a_failing_copy_leaves_nothing_and_harms_nothing(file: ExerciseFile, disk: FailingVfs, tmp_path: Path) -> None:
    file.append_now([entry(1)])
    disk.decide = lambda number, what: apsw.FullError
    with pytest.raises(Exception, match="too little room"):
        file.copy_to(tmp_path / "copy.hotwash")
    disk.heal()
    assert not [path for path in tmp_path.iterdir() if "copy" in path.name]
    assert file.append_now([entry(2)])[0].seq == 2


def test_a_removed_file_is_noticed_before_anything_is_acknowledged(file: ExerciseFile, tmp_path: Path) -> None:
    file.append_now([entry(1)])
    aside = tmp_path / "aside.hotwash"
    file.path.rename(aside)
    with pytest.raises(StorageTrouble, match="it is gone"):
        file.append_now([entry(2)])
    aside.rename(file.path)
    assert file.append_now([entry(2)])[0].duplicate is False
    assert [row.cid for row in file.rows()] == ["c1", "c2"]


def test_another_file_put_in_its_place_is_noticed(file: ExerciseFile, tmp_path: Path) -> None:
    file.append_now([entry(1)])
    file.path.rename(tmp_path / "aside.hotwash")
    file.path.write_bytes(b"something else")
    with pytest.raises(StorageTrouble):
        file.append_now([entry(2)])


def test_an_older_copy_put_in_its_place_is_noticed(file: ExerciseFile, disk: FailingVfs, tmp_path: Path) -> None:
    file.append_now([entry(1)])
    file.copy_to(tmp_path / "older.hotwash")
    file.append_now([entry(2)])
    (tmp_path / "older.hotwash").replace(file.path)
    with pytest.raises(StorageTrouble, match="another file was put in its place"):
        file.append_now([entry(3)])
