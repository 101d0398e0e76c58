"""XML of other programs as plain tags with their lines, read by defusedxml; knows no network format.

No document type, no entity, nothing fetched; size, depth and number of tags are limited.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parse

from hotwash.domain.sentences import term
from hotwash.scenario.exchange.errors import DeclaresEntities, FileTooLarge, NotXml, TooDeep, TooMuch

MOST_BYTES = 20 << 20
DEEPEST = 40
MOST_TAGS = 300_000


@dataclass(slots=True)
class Tag:
    """One tag: its name without prefix, its attributes, the text right inside it, and what lies in it."""

    name: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    inside: list[Tag] = field(default_factory=list)

    def each(self, name: str) -> Iterator[Tag]:
        """The tags of a name right inside it."""
        return (tag for tag in self.inside if tag.name == name)

    def first(self, *path: str) -> Tag | None:
        """The first tag along a path of names; None where there is none."""
        found: Tag | None = self
        for name in path:
            found = next(found.each(name), None) if found is not None else None
        return found

    def within(self, name: str) -> Iterator[Tag]:
        """Every tag of a name at any depth."""
        for tag in self.inside:
            if tag.name == name:
                yield tag
            yield from tag.within(name)


def read_xml(data: bytes, file: str) -> Tag:
    """The outermost tag. `file` is only a name for sentences. Raises ExchangeError."""
    if len(data) > MOST_BYTES:
        raise FileTooLarge(file, MOST_BYTES)
    growing = _Growing(file)
    try:
        parse(BytesIO(data), growing, forbid_dtd=True)
    except DefusedXmlException:
        raise DeclaresEntities(file) from None
    except SAXParseException as error:
        raise NotXml(file, error.getLineNumber() or 1) from None
    except (SAXException, LookupError, UnicodeError):
        raise NotXml(file, 1) from None
    if growing.root is None:
        raise NotXml(file, 1)
    return growing.root


class _Growing(ContentHandler):
    """Builds the tags; stops where a limit is passed."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.root: Tag | None = None
        self._file = file
        self._open: list[Tag] = []
        self._texts: list[list[str]] = []
        self._count = 0
        self._place: Any = None

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802  # the library's own name
        self._place = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        self._count += 1
        line = int(self._place.getLineNumber() or 1)
        if self._count > MOST_TAGS:
            raise TooMuch(self._file, MOST_TAGS, term("tags"))
        if len(self._open) >= DEEPEST:
            raise TooDeep(self._file, line, DEEPEST)
        tag = Tag(name.rpartition(":")[2], line, {str(key): str(value) for key, value in attrs.items()})
        if self._open:
            self._open[-1].inside.append(tag)
        elif self.root is None:
            self.root = tag
        self._open.append(tag)
        self._texts.append([])

    def characters(self, content: str) -> None:
        if self._texts:
            self._texts[-1].append(content)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802
        self._open.pop().text = "".join(self._texts.pop())
