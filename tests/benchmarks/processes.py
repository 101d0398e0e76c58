"""Cases in processes of their own: the environment they get, the C++ peers built on the spot. Knows no workload."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CPP = Path(__file__).resolve().parent / "cpp"
FLAGS = ("-O3", "-std=c++17", "-ffp-contract=off")  # as the kernel is compiled: no fast-math, no -march=native


def environment(scratch: Path, *, plain: bool = False) -> dict[str, str]:
    """What a case sees: the compiled kernel, the checkout's own build or one made now, or the plain one."""
    from hotwash.simulation.kernel import build, source_hash

    given = {name: value for name, value in os.environ.items() if not name.startswith("HOTWASH_KERNEL")}
    given["PYTHONPATH"] = os.pathsep.join([str(ROOT / "app"), str(ROOT)])
    if plain:
        return {**given, "HOTWASH_KERNEL": "plain"}
    own = Path(os.environ.get("HOTWASH_KERNEL_DIR", ROOT / ".runtime" / "kernel"))
    if (own / source_hash() / build.STAMP).is_file():
        return {**given, "HOTWASH_KERNEL_DIR": str(own)}
    if not (scratch / source_hash() / build.STAMP).is_file():
        builder = [sys.executable, str(build.__file__), str(scratch / source_hash())]
        if not shutil.which("cc") or subprocess.run(builder, capture_output=True, check=False).returncode != 0:
            return given
    return {**given, "HOTWASH_KERNEL_DIR": str(scratch)}


def module(name: str, *arguments: str, given: dict[str, str]) -> dict[str, float]:
    """Run a module of this project in a process of its own; the JSON object that it prints."""
    return _said([sys.executable, "-m", name, *arguments], "", given)


@cache
def cpp(name: str, scratch: Path) -> Path | None:
    """Compile one of ``cpp/*.cpp``; None where there is no g++."""
    compiler = shutil.which("g++")
    if compiler is None:
        return None
    made = scratch / name
    subprocess.run([compiler, *FLAGS, "-o", str(made), str(CPP / f"{name}.cpp")], check=True)
    return made


def program(made: Path, seed: int, world: str) -> dict[str, float]:
    """Run a compiled peer on a world given as text."""
    return _said([str(made), str(seed)], world, dict(os.environ))


def _said(command: list[str], given: str, environment: dict[str, str]) -> dict[str, float]:
    done = subprocess.run(
        command, input=given, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found
