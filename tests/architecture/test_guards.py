"""The guards of conftest.py: each lets honest tests pass and stops what it is there to stop."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT

SAMPLE = """
import logging
import warnings

from PySide6.QtCore import QObject, QThread, QTimer, qWarning

kept = []

def test_good_quiet():
    logging.getLogger("hotwash").info("said")

def test_bad_log():
    logging.getLogger("hotwash").warning("a stray warning")

def test_good_log(caplog):
    logging.getLogger("hotwash").warning("expected")
    assert caplog.messages == ["expected"]

def test_bad_warning():
    warnings.warn("old habits", DeprecationWarning, stacklevel=1)

def test_bad_timer(qtbot):
    kept.append(QTimer())
    kept[-1].start(1000)

def test_good_timer(qtbot):
    kept.append(QTimer())
    kept[-1].start(1000)
    kept[-1].stop()

def test_good_timer_of_a_deleted_parent(qtbot):
    parent = QObject()
    timer = QTimer(parent)
    timer.start(1000)
    kept.append(timer)
    parent.deleteLater()

def test_bad_thread(qtbot):
    kept.append(QThread())
    kept[-1].start()

def test_bad_qt_warning(qtbot):
    qWarning("Qt is not amused")
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder: Path = tmp_path_factory.mktemp("guards")
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "tests/conftest.py", folder / "tests")
    (folder / "tests/test_sample.py").write_text(SAMPLE, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "--color=no"]
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    said = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False).stdout
    lines = [line.split("::")[1].split() for line in said.splitlines() if line.startswith("tests/test_sample.py::")]
    found: dict[str, str] = {}
    for name, outcome, *_ in lines:
        found[name] = outcome if found.get(name) in (None, "PASSED") else found[name]
    return found


@pytest.mark.parametrize("name", ["quiet", "log", "timer", "timer_of_a_deleted_parent"])
def test_an_honest_test_passes(name: str, outcomes: dict[str, str]) -> None:
    assert outcomes[f"test_good_{name}"] == "PASSED"


@pytest.mark.parametrize("name", ["log", "warning", "timer", "thread", "qt_warning"])
def test_what_the_guard_is_there_for_does_not_pass(name: str, outcomes: dict[str, str]) -> None:
    assert outcomes[f"test_bad_{name}"] in ("FAILED", "ERROR")
