"""A file layer on which writes, truncations and syncs fail when told to; knows no journal."""

from collections.abc import Callable

import apsw

from tests.journal.makers import Draws


class FailingVfs(apsw.VFS):
    """`decide(number, what)` gives the error to raise at the so-many-th write, truncate or sync, or None."""

    def __init__(self, name: str) -> None:
        self.vfs = name
        self.count = 0
        self.raised = 0
        self.decide: Callable[[int, str], type[apsw.Error] | None] = lambda number, what: None
        super().__init__(name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> "FailingFile":
        return FailingFile(self, name, flags)

    def step(self, what: str) -> None:
        self.count += 1
        error = self.decide(self.count, what)
        if error is not None:
            self.raised += 1
            raise error("staged")

    def fail_at_rate(self, rate: float, draws: Draws) -> None:
        """Half of the errors are a full disk, half a broken one."""

        def decide(number: int, what: str) -> type[apsw.Error] | None:
            if not draws.chance(rate):
                return None
            return apsw.FullError if draws.chance(0.5) else apsw.IOError

        self.decide = decide

    def heal(self) -> None:
        self.decide = lambda number, what: None


class FailingFile(apsw.VFSFile):
    def __init__(self, vfs: FailingVfs, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        self._vfs = vfs
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._vfs.step("write")
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._vfs.step("truncate")
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        """No real flush: a process that lives on reads what it wrote, and the tests are many."""
        self._vfs.step("sync")
