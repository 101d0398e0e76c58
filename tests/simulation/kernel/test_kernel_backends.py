"""One source, two ways to run it: the same bits, and never a build of other sources."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest

from hotwash.simulation.kernel import build, source_hash

ROOT = Path(__file__).resolve().parents[3]
BUILDER = ROOT / "app" / "hotwash" / "simulation" / "kernel" / "build.py"


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HOTWASH_KERNEL")}
    places = os.pathsep.join([str(ROOT / "app"), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        env={**inherited, "PYTHONPATH": places, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def worlds(first: int, last: int, **environment: str) -> dict[str, Any]:
    done = python("-m", "tests.simulation.kernel.alone", str(first), str(last), **environment)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""  # a bounds check that trips inside the event loop speaks here
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def has_compiler() -> bool:
    named = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cl"
    return bool(shutil.which(named.split()[0])) and Path(sysconfig.get_path("include"), "Python.h").exists()


def built(folder: Path, *options: str) -> Path | None:
    """Build below ``folder``; None, with the reason checked, where nothing can be built."""
    done = python(str(BUILDER), *options, str(folder / source_hash()))
    if not has_compiler():
        assert done.returncode == 1
        assert done.stderr.startswith("The native call kernel could not be built: ")
        assert worlds(0, 1, HOTWASH_KERNEL_DIR=str(folder))["backend"] == "plain"
        return None
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    return folder


@pytest.fixture(scope="session")
def native(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """A folder with a native build of the present sources: the checkout's own, or one made now."""
    own = ROOT / ".runtime" / "kernel"
    if (own / source_hash() / build.STAMP).is_file():
        return own
    return built(tmp_path_factory.mktemp("native"))


def test_native_and_plain_give_the_same_bits(native: Path | None) -> None:
    plain = worlds(0, 60, HOTWASH_KERNEL="plain")
    assert plain["backend"] == "plain"
    assert len(set(plain["worlds"])) == 60
    if native is not None:
        compiled = worlds(0, 60, HOTWASH_KERNEL_DIR=str(native))
        assert compiled["backend"] == "native"
        assert compiled["worlds"] == plain["worlds"]


@pytest.fixture(scope="session")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """A folder with a build that keeps its bounds checks."""
    return built(tmp_path_factory.mktemp("checked"), "--checked")


@pytest.mark.slow
def test_a_build_with_bounds_checks_agrees(checked: Path | None) -> None:
    if checked is not None:
        found = worlds(0, 200, HOTWASH_KERNEL_DIR=str(checked))
        assert found["backend"] == "native"
        assert found["worlds"][:40] == worlds(0, 40, HOTWASH_KERNEL="plain")["worlds"]


def measures(scenario: Path, **environment: str) -> tuple[str, dict[str, Any]]:
    """What a whole exercise comes to, and the engine that ran it."""
    done = python("-m", "hotwash", "run", str(scenario), "--json", **environment)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""  # a bounds check that trips inside the event loop speaks here
    found: dict[str, Any] = json.loads(done.stdout)
    return found.pop("engine"), found


@pytest.mark.slow
@pytest.mark.parametrize("scenario", sorted((ROOT / "scenarios").iterdir()), ids=lambda path: path.name)
def test_every_shipped_scenario_stays_within_bounds(scenario: Path, checked: Path | None) -> None:
    engine, plain = measures(scenario, HOTWASH_KERNEL="plain")
    assert engine.endswith("plain")
    assert plain["attempts"] > 1_000
    if checked is not None:
        engine, found = measures(scenario, HOTWASH_KERNEL_DIR=str(checked))
        assert engine.endswith("native")
        assert found == plain


def test_both_event_heaps_keep_the_same_order() -> None:
    done = python("-m", "tests.simulation.kernel.heaps", HOTWASH_KERNEL="plain")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 1_000


def test_a_block_has_the_draws_of_its_callers() -> None:
    """The compiled half of this is that native and plain give the same bits."""
    done = python("-m", "tests.simulation.kernel.blocks", HOTWASH_KERNEL="plain")
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout) > 16_000


def test_a_build_of_other_sources_is_not_loaded(tmp_path: Path) -> None:
    made = tmp_path / source_hash()
    made.mkdir()
    (made / "words.py").write_text("raise SystemExit('a stale build was loaded')", encoding="utf-8")
    ask = "from hotwash.simulation.kernel import backend; print(backend())"
    for stamp in ("", "0" * 64, "\u00e9"):
        (made / build.STAMP).write_text(stamp, encoding="utf-8")
        assert python("-c", ask, HOTWASH_KERNEL_DIR=str(tmp_path)).returncode == 0
    (made / build.STAMP).write_text(source_hash(), encoding="utf-8")
    assert "a stale build was loaded" in python("-c", ask, HOTWASH_KERNEL_DIR=str(tmp_path)).stderr
    assert python("-c", ask, HOTWASH_KERNEL_DIR=str(tmp_path), HOTWASH_KERNEL="plain").stdout == "plain\n"


def test_without_a_compiler_the_reason_is_one_sentence(tmp_path: Path) -> None:
    done = python(str(BUILDER), str(tmp_path / "made"), CC="no-such-compiler", CXX="no-such-compiler")
    assert done.returncode == 1
    assert done.stderr.startswith("The native call kernel could not be built: ")
    assert len(done.stderr.splitlines()) == 1
    assert "no-such-compiler" in done.stderr
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("damage", [b"", b"not a module"])
def test_a_damaged_build_costs_speed_and_nothing_else(tmp_path: Path, damage: bytes) -> None:
    made = tmp_path / source_hash()
    made.mkdir()
    (made / f"draws{sysconfig.get_config_var('EXT_SUFFIX')}").write_bytes(damage)
    (made / build.STAMP).write_text(source_hash(), encoding="utf-8")
    found = worlds(0, 2, HOTWASH_KERNEL_DIR=str(tmp_path))
    assert found["worlds"] == worlds(0, 2, HOTWASH_KERNEL="plain")["worlds"]


def test_the_hash_follows_every_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "kernel"
    shutil.copytree(BUILDER.parent, copy, ignore=shutil.ignore_patterns("__pycache__", "_native"))
    monkeypatch.setattr(build, "HERE", copy)
    before = build.source_hash()
    changed = set()
    for path in sorted(copy.glob("*.p*")):
        text = path.read_bytes()
        path.write_bytes(text + b"\n")
        changed.add(build.source_hash())
        path.write_bytes(text)
    assert build.source_hash() == before
    assert before not in changed
    assert len(changed) == len(list(copy.glob("*.p*")))


def test_the_kernel_starts_without_heavy_libraries() -> None:
    ask = "import sys; from hotwash.simulation.kernel import Calls; print([m for m in sys.modules if m in %r])"
    heavy = ("numpy", "simpy", "PySide6", "Cython", "setuptools")
    assert python("-c", ask % (heavy,)).stdout == "[]\n"
