"""Why another program's file is not taken at all, one class and one sentence each; knows no format."""

from __future__ import annotations

from hotwash.domain.sentences import say
from hotwash.scenario.problems import shown


class ExchangeError(ValueError):
    """Nothing was taken and nothing was changed; the text says what, where and what to do."""


class NotAFile(ExchangeError):
    """No file of that name that can be read."""

    def __init__(self, file: str) -> None:
        super().__init__(say("'{file}' is no file that can be read; check the name and your rights.", file=file))


class FileTooLarge(ExchangeError):
    """More bytes than any network needs."""

    def __init__(self, file: str, most: int) -> None:
        super().__init__(
            say("'{file}' is larger than {most} MiB; export a smaller part of it.", file=file, most=most >> 20)
        )


class TooMuch(ExchangeError):
    """More elements, links or rules than a scenario takes."""

    def __init__(self, file: str, most: int, what: str) -> None:
        super().__init__(
            say(
                "'{file}' holds more than {most:,} {what}; export a smaller part of it.",
                file=file,
                most=most,
                what=what,
            )
        )


class NotXml(ExchangeError):
    """XML that a parser can't follow."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__(say("'{file}' is damaged or no XML, in line {line}; export it again.", file=file, line=line))


class DeclaresEntities(ExchangeError):
    """XML with a document type or entities, which could grow without end or fetch files."""

    def __init__(self, file: str) -> None:
        super().__init__(
            say(
                "'{file}' declares a document type or entities, which no network file needs; save it without them.",
                file=file,
            )
        )


class TooDeep(ExchangeError):
    """XML whose parts lie within each other further than in any network file."""

    def __init__(self, file: str, line: int, most: int) -> None:
        super().__init__(
            say(
                "'{file}' nests its parts more than {most} deep in line {line}, as no network does; export it again.",
                file=file,
                line=line,
                most=most,
            )
        )


class OtherFormat(ExchangeError):
    """A file of another kind than the one that was asked for."""

    def __init__(self, file: str, wanted: str) -> None:
        super().__init__(say("'{file}' is no {wanted}; check which format it has.", file=file, wanted=wanted))


class NoKnownFormat(ExchangeError):
    """A file whose kind nothing in it tells."""

    def __init__(self, file: str) -> None:
        super().__init__(
            say(
                "what '{file}' holds can't be told: it is no GraphML, SNDlib XML, iptables-save text or table with a "
                "header for elements, links or rules; name its format.",
                file=file,
            )
        )


class NotATable(ExchangeError):
    """Text that is no CSV, or in a code of its own."""

    def __init__(self, file: str, line: int = 0) -> None:
        where = say(", line {line},", line=line) if line else ""
        super().__init__(
            say("'{file}'{where} is no CSV text in UTF-8 or UTF-16; save it as 'CSV UTF-8'.", file=file, where=where)
        )


class CellTooLong(ExchangeError):
    """More text in one cell than a scenario takes."""

    def __init__(self, file: str, line: int, most: int) -> None:
        super().__init__(
            say(
                "a cell in line {line} of '{file}' has more than {most:,} characters; shorten it.",
                file=file,
                line=line,
                most=most,
            )
        )


class ColumnMissing(ExchangeError):
    """A table without a column that it can't do without."""

    def __init__(self, file: str, wanted: str) -> None:
        super().__init__(say("'{file}' has no column for {wanted} in its header; add one.", file=file, wanted=wanted))


class NothingInIt(ExchangeError):
    """A file of the right kind that holds nothing to take."""

    def __init__(self, file: str, wanted: str) -> None:
        super().__init__(say("'{file}' holds no {wanted}; check that it is the right file.", file=file, wanted=wanted))


class NoSuchAddress(ExchangeError):
    """An address range of an originating network that can't be read."""

    def __init__(self, text: str) -> None:
        super().__init__(say("{text} is no range of addresses; write it like 192.0.2.0/24.", text=shown(text)))
