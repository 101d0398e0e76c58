"""Where the journal's tests keep their files: in memory where the system offers it, as their many flushes are not the
subject (a kill leaves the system's memory alone, and power cuts are rebuilt from a log)."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    quick = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=quick) as name:
        yield Path(name).resolve()
