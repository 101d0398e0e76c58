"""A process killed again and again while it records: no acknowledged event is lost, none is there twice.

The child acknowledges on a pipe after each commit; the parent kills it at once after a drawn number of them, so that
the kill falls into the next commit, a checkpoint, the opening, or the creation of the file.
"""

import subprocess
import sys
from collections import deque
from pathlib import Path

import pytest

import hotwash
from hotwash.journal import AlreadyOpen, ExerciseFile, Row, verify
from tests.journal.makers import QUICK, Draws

CHILD = """
import sys
from pathlib import Path
from hotwash.journal import Entry, ExerciseFile, Upkeep
out = sys.stdout.buffer
out.write(b"ready...")
out.flush()
path, run = Path(sys.stdin.readline().rstrip("\\n")), sys.stdin.readline().strip()
upkeep = Upkeep(least_free=0, ballast=0)
file = ExerciseFile.open(path, upkeep) if path.exists() else ExerciseFile.create(path, {"seed": 7}, {"s": b""}, upkeep)
number = 0
while True:
    cids = [f"{run}.{number + n}" for n in range(1 + number % 3)]
    number += len(cids)
    file.set_place(number, running=True, speed_milli=1000)
    for answer in file.append_now([Entry(cid, "session", "fact.noted", number, {"text": "x" * 900}) for cid in cids]):
        out.write(answer.seq.to_bytes(8, "big"))
    out.flush()
    if number % 40 == 0:
        file.copy_to(path.with_name(f"copy-{run}-{number}.hotwash"))
"""


class Nursery:
    """Children started ahead, because starting Python is what takes the time."""

    def __init__(self, ahead: int = 3) -> None:
        self._waiting: deque[subprocess.Popen[bytes]] = deque()
        self._ahead = ahead

    def child(self) -> "subprocess.Popen[bytes]":
        while len(self._waiting) <= self._ahead:
            self._waiting.append(
                subprocess.Popen(
                    [sys.executable, "-c", CHILD],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    env={"PYTHONPATH": str(Path(hotwash.__file__).parents[1]), "SYSTEMROOT": "C:\\Windows"},
                )
            )
        return self._waiting.popleft()

    def close(self) -> None:
        for child in self._waiting:
            child.kill()
            child.communicate()


def killed(nursery: Nursery, path: Path, run: int, draws: Draws) -> list[int]:
    """Lets a child record until it has been told `kill after` numbers; gives all numbers it acknowledged."""
    child = nursery.child()
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.read(8) == b"ready..."
    child.stdin.write(f"{path}\n{run}\n".encode())
    child.stdin.flush()
    first = child.stdout.read(8 * draws.below(30))
    for _ in range(draws.below(40_000)):
        pass
    child.kill()
    told = first + child.stdout.read()
    child.communicate()
    return [int.from_bytes(told[n : n + 8], "big") for n in range(0, len(told) - len(told) % 8, 8)]


def kill_often(path: Path, trials: int) -> None:
    nursery, draws, acknowledged = Nursery(), Draws(trials), 0
    rows: list[Row] = []
    try:
        for run in range(trials):
            told = killed(nursery, path, run, draws)
            if not path.exists():
                assert told == []
                continue
            with ExerciseFile.open(path, QUICK) as file:
                before, rows = rows, list(file.rows())
            assert rows[: len(before)] == before
            assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
            ours = [row.cid for row in rows if row.cid.startswith(f"{run}.")]
            assert told == list(range(len(before) + 1, len(before) + len(told) + 1))
            assert ours == [f"{run}.{n}" for n in range(len(ours))]
            assert len(ours) >= len(told)
            acknowledged += len(told)
    finally:
        nursery.close()
    assert acknowledged > trials * 5
    assert acknowledged <= len(rows)
    for copy in path.parent.glob("copy-*.hotwash"):
        with ExerciseFile.read(copy) as record:
            assert list(record.rows()) == rows[: record.head[0]]


def test_sixty_kills(tmp_path: Path) -> None:
    kill_often(tmp_path / "killed.hotwash", 60)


@pytest.mark.slow
def test_four_hundred_kills(tmp_path: Path) -> None:
    kill_often(tmp_path / "killed.hotwash", 400)


def test_a_file_held_by_another_process_is_refused_at_once(tmp_path: Path) -> None:
    path, nursery = tmp_path / "held.hotwash", Nursery(ahead=0)
    child = nursery.child()
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(f"{path}\n0\n".encode())
        child.stdin.flush()
        child.stdout.read(8 + 8 * 3)
        for opener in (lambda p: ExerciseFile.open(p, QUICK), ExerciseFile.read, verify):
            with pytest.raises(AlreadyOpen, match="already open in another window"):
                opener(path)
        assert child.stdout.read(8)
    finally:
        child.kill()
        child.communicate()
        nursery.close()
    with ExerciseFile.open(path, QUICK) as file:
        assert file.head[0] >= 4


def test_kills_while_files_are_being_created(tmp_path: Path) -> None:
    nursery, draws = Nursery(), Draws("create")
    try:
        for run in range(12):
            path = tmp_path / f"new{run}.hotwash"
            child = nursery.child()
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdout.read(8)
            child.stdin.write(f"{path}\n{run}\n".encode())
            child.stdin.flush()
            while not any(p.name != f"new{run - 1}.hotwash" and str(run) in p.name for p in tmp_path.iterdir()):
                pass
            for _ in range(draws.below(60_000)):
                pass
            child.kill()
            child.communicate()
            if path.exists():
                with ExerciseFile.open(path, QUICK) as file:
                    assert file.header["seed"] == 7
    finally:
        nursery.close()
