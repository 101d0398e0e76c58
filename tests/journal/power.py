"""A disk that can lose its power: records what SQLite does to its files and rebuilds what a cut would leave.

What was synced is kept. Of the rest survives nothing, everything, or a random part, and three in ten surviving writes
are torn at 512-byte sectors. A new file may lack its name until its first sync; a removal without a flush of the
folder may not have happened. The `-shm` file is left out: it is memory.
"""

from dataclasses import dataclass, field
from pathlib import Path

import apsw

from tests.journal.makers import Draws

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Op:
    """`what`: create, write, truncate, sync, remove; publish (flushed and renamed to `data`); acknowledged."""

    what: str
    name: str
    at: int = 0
    data: bytes = b""


class RecordingVfs(apsw.VFS):
    def __init__(self, name: str) -> None:
        self.log: list[Op] = []
        self.vfs = name
        super().__init__(name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> "RecordingFile":
        return RecordingFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.log.append(Op("remove", Path(filename).name, at=int(syncdir)))
        super().xDelete(filename, syncdir)

    def acknowledged(self, seq: int, head: bytes) -> None:
        self.log.append(Op("acknowledged", "", seq, head))


class RecordingFile(apsw.VFSFile):
    def __init__(self, vfs: RecordingVfs, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name or ""
        self._log = vfs.log
        self._name = Path(path).name
        if flags[0] & apsw.SQLITE_OPEN_CREATE and not Path(path).exists():
            self._log.append(Op("create", self._name))
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._log.append(Op("write", self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._log.append(Op("truncate", self._name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        """No real flush: what counts is rebuilt from the log."""
        self._log.append(Op("sync", self._name))


@dataclass
class _File:
    safe: bytearray = field(default_factory=bytearray)
    loose: list[Op] = field(default_factory=list)
    named: bool = False


def rebuilt(log: list[Op], cut: int, draws: Draws, *, lying: bool = False) -> dict[str, bytes]:
    """The files after a power cut before operation `cut`; `lying` is a disk that ignores syncs."""
    files: dict[str, _File] = {}
    unsure: dict[str, _File] = {}
    for op in log[:cut]:
        if op.name.endswith("-shm") or op.what == "acknowledged":
            continue
        if op.what == "create":
            files[op.name] = _File()
        elif op.what == "remove":
            gone = files.pop(op.name, None)
            if gone and not op.at:
                unsure[op.name] = gone
        elif op.what == "publish":
            files[op.data.decode()] = files.pop(op.name)
            _settle(files[op.data.decode()])
        elif op.what == "sync":
            if not lying:
                _settle(files.setdefault(op.name, _File(named=True)))
                unsure.pop(op.name, None)
        else:
            files.setdefault(op.name, _File(named=True)).loose.append(op)
    left = {name: _survivor(file, draws) for name, file in files.items() if file.named or draws.chance(0.5)}
    for name, file in unsure.items():
        if draws.chance(0.5):
            left[name] = _survivor(file, draws)
    return left


def _settle(file: _File) -> None:
    for op in file.loose:
        _apply(file.safe, op)
    file.loose.clear()
    file.named = True


def _survivor(file: _File, draws: Draws) -> bytes:
    content = bytearray(file.safe)
    fate = draws.below(3)
    for op in file.loose if fate else ():
        if fate == 2 and draws.chance(0.5):
            continue
        if op.what == "write" and draws.chance(0.3):
            for start in range(0, len(op.data), SECTOR):
                if draws.chance(0.5):
                    _apply(content, Op("write", op.name, op.at + start, op.data[start : start + SECTOR]))
        else:
            _apply(content, op)
    return bytes(content)


def _apply(content: bytearray, op: Op) -> None:
    if op.what == "truncate":
        del content[op.at :]
        return
    if len(content) < op.at:
        content.extend(bytes(op.at - len(content)))
    content[op.at : op.at + len(op.data)] = op.data
