"""Exercise files for tests: small, without a reserve on disk, without waiting; knows nothing of faults or cuts."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from hotwash.journal import Acknowledged, Entry, ExerciseFile, Upkeep

HEADER = {"exercise": "5f0c9a4e-1111-4222-8333-944445555666", "app": "0.1.0", "scenario": "ma-2024", "seed": 7}
SCENARIO = {"scenario.yaml": b"format: 1\n", "injects/first.yaml": b"at: 0:05:00\n"}
QUICK = Upkeep(least_free=0, ballast=0, pauses_s=(0.0, 0.0, 0.0, 0.0))


class Draws:
    """A stream of draws that depends on its seed alone."""

    def __init__(self, seed: object) -> None:
        self._seed = repr(seed).encode()
        self._count = 0

    def below(self, limit: int) -> int:
        self._count += 1
        digest = blake2b(self._seed + self._count.to_bytes(8, "big"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % limit

    def chance(self, share: float) -> bool:
        return self.below(1_000_000) < share * 1_000_000


def entry(number: int, *, actor: str = "session", text: str = "", cid: str | None = None) -> Entry:
    return Entry(cid or f"c{number}", actor, "fact.noted", number * 1000, {"number": number, "text": text})


def created(path: Path, upkeep: Upkeep = QUICK, header: Mapping[str, object] = HEADER) -> ExerciseFile:
    return ExerciseFile.create(path, header, SCENARIO, upkeep)


def filled(path: Path, count: int, *, text: str = "") -> list[Acknowledged]:
    """Makes a finished file of `count` events."""
    with created(path) as file:
        return file.append_now([entry(n, text=text) for n in range(1, count + 1)])


def crashed(path: Path, count: int, *, text: str = "", header: Mapping[str, object] = HEADER) -> list[Acknowledged]:
    """Makes a file as a kill leaves it: the main file of an exercise still running, and its `-wal` beside it."""
    live = path.with_name("live-" + path.name)
    with created(live, header=header) as file:
        answers = [file.append_now([entry(n, text=text)])[0] for n in range(1, count + 1)]
        for suffix in ("", "-wal"):
            path.with_name(path.name + suffix).write_bytes(live.with_name(live.name + suffix).read_bytes())
    live.unlink()
    return answers


def clocked(upkeep: Upkeep = QUICK) -> Upkeep:
    """Clocks that stand still, so that two runs give the same bytes."""
    return replace(upkeep, wall_ns=lambda: 1_718_730_000_000_000_000, mono_ns=lambda: 5_000_000_000)
