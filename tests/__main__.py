"""`python3 -m tests`: the environment of tests/requirements.lock, then the tests. It must not know any test.

    python3 -m tests                 the default suite: everything that is not marked slow
    python3 -m tests --all           everything
    python3 -m tests bench [--json]  the side-by-side benchmarks, as a table or as one JSON object

Every other argument goes to pytest.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.__main__ import ensure, prepare_kernel  # noqa: E402  # from the folder just named


def selection(arguments: list[str]) -> list[str]:
    """Turn our arguments into pytest's: the slow tests are left out unless `--all` or an own `-m` comes after.

    A worker for each core, each with whole files: fixtures of a file are made once, and its tests keep their order. A
    worker that crashes fails its test and is not replaced, which would wait for ever.
    """
    workers = ["-n", "auto", "--dist", "loadfile", "--max-worker-restart=0"]
    if "--all" in arguments:
        return [*workers, *(argument for argument in arguments if argument != "--all")]
    return [*workers, "-m", "not slow", *arguments]


def main(arguments: list[str]) -> int:
    ensure("tests/requirements.lock", ["PySide6", "pytestqt"], "tests", needs_qt=True)
    os.chdir(ROOT)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT / "app"))
    prepare_kernel()
    if arguments[:1] == ["bench"]:
        from tests.benchmarks import table

        return int(table.main(arguments[1:]) or 0)
    import pytest

    return int(pytest.main(selection(arguments)))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
