"""kill -9 at any moment: nothing acknowledged is lost, nothing is doubled, and the exercise goes on where it was."""

import os
import selectors
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path
from time import monotonic

import pytest

from hotwash.exercise.replay import verify
from hotwash.journal import ExerciseFile, Row
from tests.exercise.acts import KILLED_WORLD

ROOT = Path(__file__).resolve().parents[2]


def until_killed(path: Path, seconds: float) -> list[list[str]]:
    """Lines that the child said before it was killed, `seconds` after its first word."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "app"), str(ROOT)])}
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.exercise.killed", str(path)], stdout=subprocess.PIPE, cwd=ROOT, env=environment
    )
    assert child.stdout is not None
    said = child.stdout.readline()
    deadline = monotonic() + seconds
    with selectors.DefaultSelector() as ready:
        ready.register(child.stdout, selectors.EVENT_READ)
        while monotonic() < deadline:
            if ready.select(timeout=deadline - monotonic() if deadline > monotonic() else 0):
                said += child.stdout.read1(65_536)  # type: ignore[attr-defined]  # a BufferedReader has it
    child.kill()
    said += child.stdout.read()
    child.stdout.close()
    child.wait()
    return [line.split() for line in said.decode().splitlines(keepends=True) if line.endswith("\n")]


def kill_again_and_again(path: Path, times: int, part: int = 0) -> list[Row]:
    acknowledged: set[str] = set()
    reached, leads_to = 0, -1
    for trial in range(times):
        fraction = blake2b(f"{part} {trial}".encode(), digest_size=1).digest()[0] / 255
        lines = until_killed(path, 0.02 + 0.25 * fraction)
        assert lines[0][0] == "at"
        least = reached if leads_to < 0 else leads_to
        assert int(lines[0][1]) >= least - 12_000, "it went on at an earlier second than it was killed at"
        assert not [line for line in lines if line[0] == "no"]
        acknowledged |= {line[1] for line in lines if line[0] == "ok"}
        for what, number, *_ in [("now", lines[0][1]), *lines]:
            if what == "back":
                leads_to = int(number)
            elif what == "now":
                reached = int(number)
                leads_to = -1 if reached == leads_to else leads_to
    with ExerciseFile.read(path) as record:
        rows = list(record.rows())
    asked = [row.cid for row in rows if row.cid.startswith("c-")]
    assert acknowledged <= set(asked)
    assert len(asked) == len(set(asked))
    assert len(acknowledged) > times
    assert verify(KILLED_WORLD, 911, rows) is None
    return rows


def test_a_few_kills_lose_nothing(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path / "killed.hotwash", 4)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(16))
def test_two_hundred_kills_lose_nothing(part: int, tmp_path: Path) -> None:
    rows = kill_again_and_again(tmp_path / "killed.hotwash", 13, part)
    ways = [row.kind for row in rows if row.kind in ("command.rewind", "fact.rewound")]
    assert ways.count("command.rewind") == ways.count("fact.rewound") + ways[-1:].count("command.rewind")
    assert ways.count("fact.rewound") > 0
