"""What can go wrong when a document is made, one class and one sentence each; knows no screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hotwash.documents.text import one_line


class DocumentError(Exception):
    """A document was not made; the text says what, where and what to do."""


class DocumentCancelled(DocumentError):
    """Somebody asked to stop; no file was left behind."""

    def __init__(self) -> None:
        super().__init__("The document was cancelled; nothing was written.")


class NoSuchDocument(DocumentError):
    """A name that is no document."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no document '{one_line(name, 60)}'; there are: {', '.join(known)}.")


class NeedsRun(DocumentError):
    """A document that tells of a run was asked of a scenario."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The document '{one_line(name, 60)}' tells of a run; give the exercise file (.hotwash) in place of the "
            "scenario."
        )


class NoSuchPaper(DocumentError):
    """A paper size that is not cut for."""

    def __init__(self, paper: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no paper '{one_line(paper, 60)}'; choose one of: {', '.join(known)}.")


class NoSuchFormat(DocumentError):
    """A format in which this document is not made."""

    def __init__(self, name: str, form: str, known: Sequence[str]) -> None:
        asked, offered = one_line(form, 60), ", ".join(known)
        super().__init__(f"The document '{one_line(name, 60)}' is not made as '{asked}'; choose one of: {offered}.")


class NoTable(DocumentError):
    """A workbook or a CSV file was asked of a document without tables."""

    def __init__(self, title: str) -> None:
        super().__init__(f"'{one_line(title, 60)}' has no table; print it as pdf or docx.")


class SeveralTables(DocumentError):
    """A CSV file holds one table and the document has more."""

    def __init__(self, title: str, number: int) -> None:
        super().__init__(f"'{one_line(title, 60)}' has {number} tables and a CSV file holds one; print it as xlsx.")


class TooManyRows(DocumentError):
    """A table that no workbook holds."""

    def __init__(self, name: str, rows: int, most: int) -> None:
        super().__init__(
            f"The table '{one_line(name, 60)}' has {rows:,} rows and a sheet holds {most:,}; print it as csv."
        )


class FolderMissing(DocumentError):
    """The folder to write into is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The folder '{path.parent}' does not exist; make it or choose another place for '{path.name}'."
        )


class IsFolder(DocumentError):
    """A folder stands where the file should."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"'{path}' is a folder; give the document a file name of its own.")


class NotAllowed(DocumentError):
    """The folder or the file can't be written, or another program holds the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"'{path}' can't be written: it is read-only or open in another program; close it there or choose another "
            "place."
        )


class NotADocument(DocumentError):
    """Something else stands, or would stand, under that name."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"'{path}' is not a document as Hotwash printed it, and is left as it is; give the document another name."
        )


class DiskFull(DocumentError):
    """No space is left."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no space left for '{path}'; free some or choose another disk.")


class NotWritten(DocumentError):
    """Any other refusal of the system."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"'{path}' can't be written ({why}); choose another place.")
