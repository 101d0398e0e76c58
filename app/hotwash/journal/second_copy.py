"""A second copy of the exercise that is played, in another folder or on a stick, never more than a moment behind.

It is an exercise file like the first, with the same numbers, clocks and heads: where the first is lost with its disk,
the copy is opened and gone on with. It has a thread of its own, so that a slow stick holds nobody up, and what goes
wrong with it never stops the exercise. It must not know the file that it copies but for what a Source gives.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from hotwash.domain.sentences import say, told_by
from hotwash.journal import places
from hotwash.journal.errors import JournalError, shown
from hotwash.journal.link import Link, LinkError, Mode, Opener, explained
from hotwash.journal.reading import Reader
from hotwash.journal.rows import Place, Prepared
from hotwash.journal.store import add_lines, add_place, build, settle

EVERY_S = 0.5
"""Seconds that the copy may be behind while its disk keeps up."""
LATER_S = 2.0
"""Seconds until it is tried again after its disk has failed."""

Line = tuple[int, Prepared, bytes]
Tell = Callable[[str], None]
"""Given a sentence when the copy falls behind and when it has caught up; called in the copy's thread."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is copied: `newest` is the number of the last acknowledged event, `lines` gives some after a number."""

    header: bytes
    scenario_text: Mapping[str, bytes]
    newest: Callable[[], int]
    lines: Callable[[int], Sequence[Line]]
    place: Callable[[], Place | None]


class SecondCopy:
    """Made whole before the constructor returns; kept up until `stop`."""

    def __init__(self, folder: Path, stem: str, source: Source, opener: Opener, tell: Tell) -> None:
        """A new file in `folder`; nothing there is ever replaced. Raises MissingFolder, NoRoom, ReadOnlyPlace."""
        self.path = _free_name(folder, stem)
        self._source, self._opener, self._tell = source, opener, tell
        self._done = 0
        self._link: Link | None = None
        self._failing = False
        try:
            with places.growing(self.path, replace=False) as part:
                link = opener(part, Mode.WRITE)
                try:
                    build(link, source.header, source.scenario_text)
                    self._copy_into(link)
                finally:
                    link.close()
        except LinkError as error:
            raise explained(self.path, error) from error
        self._identity = places.HELD.take(self.path)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"second-copy-{self.path.name}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Copy what is new and let go of the file; it opens from anywhere then. Harmless a second time."""
        if self._over.is_set():
            return
        self._over.set()
        self._thread.join()
        places.HELD.give_back(self._identity)

    def _run(self) -> None:
        while not self._over.wait(LATER_S if self._failing else EVERY_S):
            self._catch_up()
        self._catch_up()
        with suppress(LinkError):
            if self._link is not None:
                self._link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self._link.execute("PRAGMA journal_mode = DELETE")
        self._drop()

    def _catch_up(self) -> None:
        try:
            if self._link is None or self._source.newest() > self._done:
                self._copy_into(self._opened())
        except LinkError as error:
            self._fail(explained(self.path, error))
        except JournalError as error:
            self._fail(error)
        else:
            if self._failing:
                self._failing = False
                self._tell(say("The second copy {path} is complete again.", path=shown(self.path)))

    def _copy_into(self, link: Link) -> None:
        while lines := self._source.lines(self._done):
            add_lines(link, lines)
            self._done = lines[-1][0]
        place = self._source.place()
        if place is not None:
            add_place(link, place)

    def _opened(self) -> Link:
        """Opened again after a failure it says itself how far it had come; it must be the very file that was made."""
        if self._link is None:
            if places.identity(self.path) != self._identity:
                raise JournalError(say("another file was put in its place"), self.path)
            link = self._opener(self.path, Mode.WRITE)
            try:
                settle(link)
                reader = Reader(self.path, link)
                self._done = reader.last(reader.header()[1])[0]
            except BaseException:
                link.close()
                raise
            self._link = link
        return self._link

    def _fail(self, error: JournalError) -> None:
        self._drop()
        if not self._failing:
            self._failing = True
            self._tell(
                say(
                    "The second copy {path} can't be written; the exercise goes on in its own file: {why}",
                    path=shown(self.path),
                    why=told_by(error),
                )
            )

    def _drop(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            with suppress(LinkError):
                link.close()


def _free_name(folder: Path, stem: str) -> Path:
    names = (folder / f"{stem} second copy{'' if n == 1 else f' ({n})'}.hotwash" for n in count(1))
    return next(path for path in names if not path.exists())
