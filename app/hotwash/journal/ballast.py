"""A file of real, allocated bytes beside the exercise, thrown overboard when the disk is full; knows no events."""

from __future__ import annotations

import os
from pathlib import Path

from hotwash.journal.places import free_bytes

BALLAST_BYTES = 16 << 20
_BLOCK = 1 << 20


class Ballast:
    """`x.hotwash-ballast`. With it gone, an exercise on a full disk can go on for some thousand events, long enough
    to make room or to end in order. It is laid only where twice its size is free."""

    def __init__(self, exercise: Path, size: int = BALLAST_BYTES) -> None:
        self._path = exercise.with_name(exercise.name + "-ballast")
        self._size = size

    @property
    def held(self) -> int:
        """Bytes that could be set free."""
        try:
            return self._path.stat().st_size
        except OSError:
            return 0

    def lay(self) -> None:
        """Allocates it; on a disk too full or unwilling there simply is none."""
        if self._size <= 0 or self.held >= self._size:
            return
        try:
            if free_bytes(self._path) >= 2 * self._size:
                self._allocate()
        except OSError:
            self.release()

    def release(self) -> bool:
        """Sets the space free; True if there was any."""
        had = self.held > 0
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            return False
        return had

    def _allocate(self) -> None:
        handle = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(handle, 0, self._size)
            else:
                for _ in range(0, self._size, _BLOCK):
                    os.write(handle, os.urandom(_BLOCK))
            os.fsync(handle)
        finally:
            os.close(handle)
