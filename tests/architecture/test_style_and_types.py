"""Lint and types are tests like any other."""

import subprocess
import sys

import pytest

from tests.architecture.repository import ROOT


def run(*command: str) -> str:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return f"exit {done.returncode}\n{done.stdout}{done.stderr}"


def test_ruff_has_nothing_to_say() -> None:
    said = run("ruff", "check", "--no-cache", "--output-format", "concise", ".")
    assert said.startswith("exit 0\n"), said


@pytest.mark.slow
def test_mypy_has_nothing_to_say() -> None:
    said = run("mypy")
    assert said.startswith("exit 0\n"), said
