"""Everything that can go wrong with an exercise file, one class and one sentence each; knows no SQLite."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike, fspath

from hotwash.domain.sentences import say, term

Where = str | PathLike[str]


def shown(path: Where) -> str:
    """The path as it may stand in a sentence: one line, every odd character replaced by a visible one."""
    text = fspath(path).encode("utf-8", "replace").decode("utf-8")
    return "“" + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text) + "”"


def _megabytes(count: int) -> str:
    return say("{count:,.1f} MB", count=count / 1_000_000)


class JournalError(Exception):
    """Any failure of this room; `str()` is one sentence for people. `path` is where, as text, or empty; `brief` is the
    cause in a few words, to stand inside another sentence."""

    brief: str = term("it can't be used")

    def __init__(self, sentence: str, path: Where = "") -> None:
        super().__init__(sentence)
        self.path = fspath(path)


class MissingFile(JournalError):
    """Nothing stands at the path."""

    brief: str = term("it is gone: moved, renamed or deleted")

    def __init__(self, path: Where) -> None:
        super().__init__(
            say("There is no file {path}; it may have been moved or renamed: choose it again.", path=shown(path)), path
        )


class MissingFolder(JournalError):
    """The folder a new file should go into is not there."""

    def __init__(self, path: Where) -> None:
        super().__init__(
            say("There is no folder for {path}; make the folder or choose another one.", path=shown(path)), path
        )


class IsADirectory(JournalError):
    """A folder stands where a file was expected."""

    brief: str = term("a folder stands in its place")

    def __init__(self, path: Where) -> None:
        super().__init__(
            say("{path} is a folder; choose an exercise file (.hotwash) inside it.", path=shown(path)), path
        )


class NotAnExerciseFile(JournalError):
    """The file is something else. `what` completes "… is not a Hotwash exercise: it …"."""

    brief: str = term("another file stands in its place")

    def __init__(self, path: Where, what: str) -> None:
        super().__init__(
            say("{path} is not a Hotwash exercise: it {what}; choose another file.", path=shown(path), what=what), path
        )


class NotReadable(JournalError):
    """The file is there and may not be read."""

    brief: str = term("it may not be read")

    def __init__(self, path: Where, why: str) -> None:
        super().__init__(
            say("{path} can't be read ({why}); check who may read it, then try again.", path=shown(path), why=why), path
        )


class AlreadyOpen(JournalError):
    """Another window, or another part of this one, holds the file."""

    brief: str = term("another window has it open")

    def __init__(self, path: Where) -> None:
        super().__init__(
            say("{path} is already open in another window; go on there, or close it first.", path=shown(path)), path
        )


class DamagedJournal(JournalError):
    """The record is not what was written.

    `first_bad` is the number of the first event that can't be trusted (0: the header or the scenario as played);
    everything before it is sound and can be read with `ExerciseFile.read(path, up_to_damage=True)`.
    """

    def __init__(self, path: Where, first_bad: int, why: str) -> None:
        self.first_bad = first_bad
        self.why = why
        where = say("at event {first_bad}", first_bad=first_bad) if first_bad else say("at its beginning")
        self.brief = say("it is damaged {where}", where=where)
        super().__init__(self._told(shown(path)), path)

    def _told(self, path: str) -> str:
        where = say("at event {first_bad}", first_bad=self.first_bad) if self.first_bad else say("at its beginning")
        return say(
            "{path} is damaged {where} ({why}); {sound}.", path=path, where=where, why=self.why, sound=self._sound()
        )

    def _sound(self) -> str:
        if self.first_bad > 1:
            return say("events 1 to {last} are sound and can be read", last=self.first_bad - 1)
        return say("no event in it can be trusted, so use a copy")


@dataclass(frozen=True, slots=True)
class Cut:
    """A file that ends too early: bytes that are there, and bytes that its own first page says there were."""

    there: int
    whole: int

    @property
    def words(self) -> str:
        """The same, to stand inside a sentence."""
        return say("the file is cut short: {there:,} of {whole:,} bytes are there", there=self.there, whole=self.whole)


class CutShort(DamagedJournal):
    """The end of the file is not there."""

    def __init__(self, path: Where, first_bad: int, cut: Cut) -> None:
        self.cut = cut
        super().__init__(path, first_bad, cut.words)
        self.brief = term("it is cut short")

    def _told(self, path: str) -> str:
        return say(
            "{path} is cut short: {there:,} of {whole:,} bytes are there; {sound}.",
            path=path,
            there=self.cut.there,
            whole=self.cut.whole,
            sound=self._sound(),
        )


class NewerFormat(JournalError):
    """The file was written by a later version of Hotwash."""

    brief: str = term("a newer Hotwash changed it")

    def __init__(self, path: Where, found: int, known: int) -> None:
        super().__init__(
            say(
                "{path} was written by a newer Hotwash (file format {found}, this one knows up to "
                "{known}); update Hotwash to open it.",
                path=shown(path),
                found=found,
                known=known,
            ),
            path,
        )


class ForeignSchema(JournalError):
    """The file claims to be an exercise but holds tables, triggers or views that Hotwash never made."""

    brief: str = term("another program changed it")

    def __init__(self, path: Where, what: str) -> None:
        super().__init__(
            say(
                "{path} was changed by another program ({what}) and is not opened; ask for the original.",
                path=shown(path),
                what=what,
            ),
            path,
        )


class AlreadyThere(JournalError):
    """A new file would have replaced an existing one."""

    def __init__(self, path: Where) -> None:
        super().__init__(
            say("{path} exists already and is never overwritten; choose another name.", path=shown(path)), path
        )


class LeftoverFiles(JournalError):
    """A `-wal` or `-journal` of an earlier file of the same name would be mixed into a new one."""

    def __init__(self, path: Where, beside: Where) -> None:
        super().__init__(
            say(
                "Beside {path} lies {beside}, a remainder of an earlier exercise of that name; move it "
                "away or choose another name.",
                path=shown(path),
                beside=shown(beside),
            ),
            path,
        )


class UnusableName(JournalError):
    """The file system refuses the name, or leaves no room for the names of the companion files."""

    def __init__(self, path: Where, why: str) -> None:
        super().__init__(
            say(
                "{path} can't be used as a file name ({why}); choose a shorter, plainer one.", path=shown(path), why=why
            ),
            path,
        )


class NoRoom(JournalError):
    """The disk is too full. Figures are bytes; `free` is None where SQLite met the end of the disk by itself."""

    brief: str = term("the disk is full")

    def __init__(self, path: Where, free: int | None = None, needed: int = 0) -> None:
        figures: str = say("the disk is full")
        if free is not None:
            figures = say("{free} are free and {needed} are needed", free=_megabytes(free), needed=_megabytes(needed))
        super().__init__(
            say(
                "There is too little room for {path}: {figures}; free some space or choose another disk.",
                path=shown(path),
                figures=figures,
            ),
            path,
        )


class ReadOnlyPlace(JournalError):
    """The file or its folder can't be written."""

    brief: str = term("the file or its folder is read-only")

    def __init__(self, path: Where) -> None:
        super().__init__(
            say(
                "{path} can't be written, the file or its folder is read-only; copy it to your own folder first.",
                path=shown(path),
            ),
            path,
        )


class StorageTrouble(JournalError):
    """The disk failed and the bounded retries are used up.

    What was waiting is in doubt: it may or may not be on disk. Send the same entries again, with the same ids, once
    the place is well; they end up in the journal exactly once. `cause` is the last error met.
    """

    def __init__(self, path: Where, why: str, cause: Exception | None = None) -> None:
        self.cause = cause
        self.brief = why
        super().__init__(
            say(
                "{path} can't be written just now ({why}); nothing acknowledged is lost, so put the disk "
                "right and try again.",
                path=shown(path),
                why=why,
            ),
            path,
        )


class ClosedJournal(JournalError):
    """Something was asked of an exercise file that is closed."""

    def __init__(self, path: Where) -> None:
        super().__init__(say("{path} is closed; open it again to go on.", path=shown(path)), path)


class CallFromWriter(JournalError):
    """A waiting call was made from a future's callback, on the thread that would have to do the work."""

    def __init__(self, path: Where) -> None:
        super().__init__(
            say("A callback waited for {path} on its writer thread; use another thread.", path=shown(path)), path
        )


class UnwritableEntry(JournalError):
    """An entry holds something a journal doesn't keep; nothing of its batch was written. `where` names the field."""

    def __init__(self, where: str, why: str) -> None:
        self.where = where
        super().__init__(say("This can't be recorded: {where} {why}.", where=where, why=why))


class NameTaken(JournalError):
    """An attachment of that name with other content is in the file."""

    def __init__(self, path: Where, name: str) -> None:
        super().__init__(
            say(
                "{path} already holds an attachment named {name}; choose another name.",
                path=shown(path),
                name=shown(name),
            ),
            path,
        )


class DamagedAttachment(JournalError):
    """An attachment is not what was attached; the events are not touched by it."""

    def __init__(self, path: Where, name: str) -> None:
        super().__init__(
            say(
                "The attachment {name} in {path} is damaged; attach it anew by another name.",
                name=shown(name),
                path=shown(path),
            ),
            path,
        )


class OldSqlite(JournalError):
    """The SQLite library under Python is too old for STRICT tables."""

    def __init__(self, found: str, needed: str) -> None:
        super().__init__(
            say(
                "Python's SQLite is {found} and Hotwash needs {needed} or newer; install a newer Python.",
                found=found,
                needed=needed,
            )
        )
