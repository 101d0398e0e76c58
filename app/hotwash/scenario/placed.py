"""YAML text to plain values with their places, in one guarded pass over the event stream; builds no Python object.

What could harm is refused before anything is kept: size, depth, number of items, anchors, aliases, tags, merge keys,
a second document. Plain words are read by YAML 1.2 (`no` and `12:30` are text), numbers in one written form only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from hotwash.domain.sentences import say, term
from hotwash.scenario.problems import Problem, ScenarioProblems, shown

LARGEST_FILE = 1 << 20
DEEPEST = 24
MOST_EVENTS = 160_000
"""A policy of 10,000 lines needs 140,000."""
MOST_PIECES = 80_000
"""Commas, and lines that are no comment: counted before anything is read, so that a bomb costs nothing."""
LONGEST_SCALAR = 20_000

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z", re.ASCII)
_ODD_NUMBER = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z|[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z",
    re.ASCII,
)
_LINE = re.compile(rb"^[ \t]*[^ \t\r\n#]", re.MULTILINE)
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHINGS = frozenset({"", "~", "null", "Null", "NULL"})


class Form(StrEnum):
    """What a scalar is, in the words of a sentence to the author."""

    TEXT = term("text")
    WHOLE = term("a whole number")
    TRUTH = term("true or false")
    NOTHING = term("nothing")
    ODD = term("a number in another form")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, counted from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: what was written, what it is, and its value (None for nothing and for odd numbers)."""

    place: Place
    written: str
    form: Form
    value: str | int | bool | None


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    place: Place
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping; keys keep their own places."""

    place: Place
    entries: dict[str, tuple[Place, Node]] = field(default_factory=dict)


Node = Scalar | Items | Entries


class _Refused(Exception):
    """Reading stops here."""

    def __init__(self, place: Place, sentence: str) -> None:
        self.place, self.sentence = place, sentence
        super().__init__(sentence)


def load(data: bytes, file: str) -> tuple[Node, list[Problem]]:
    """The document in `data`, with mistakes that did not stop reading (a key written twice).

    `file` is only a name for places. Raises ScenarioProblems with one problem where reading had to stop.
    """
    text = _text(data, file)
    try:
        return _Builder(file).document(_events(text))
    except _Refused as refused:
        where = refused.place
        raise ScenarioProblems([Problem(file, where.line, where.column, "", refused.sentence)]) from None
    except ReaderError as error:
        line, column = _line_and_column(text[: error.position])
        sentence = say(
            "the character U+{code:04X} can't stand in a scenario; take it out.", code=ord(text[error.position])
        )
        raise ScenarioProblems([Problem(file, line, column, "", sentence)]) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        said = " ".join(str(error.problem or error.context or "").split())[:200] or say("it can't be read")
        raise ScenarioProblems([Problem(file, line, column, "", say("this is not YAML: {said}.", said=said))]) from None
    except (YAMLError, ValueError, OverflowError):
        raise ScenarioProblems([Problem(file, 0, 0, "", say("this is not YAML that can be read."))]) from None


def _text(data: bytes, file: str) -> str:
    sentence = ""
    if len(data) > LARGEST_FILE:
        sentence = say("is larger than 1 MiB; no scenario file may be.")
    elif data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        sentence = say("is UTF-16; save it as UTF-8.")
    elif b"\0" in data:
        sentence = say("is a binary file, not a scenario.")
    elif data.count(b",") + len(_LINE.findall(data)) > MOST_PIECES:
        sentence = say("too many items; a file may have {most:,} at most.", most=MOST_PIECES)
    if not sentence:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line, column = _line_and_column(data[: error.start].decode("utf-8-sig"))
            problem = Problem(file, line, column, "", say("this is not UTF-8; save the file as UTF-8."))
            raise ScenarioProblems([problem]) from None
    raise ScenarioProblems([Problem(file, 0, 0, "", sentence)])


def _line_and_column(before: str) -> tuple[int, int]:
    """Where the text after `before` begins, counted from 1; lines end where YAML ends them."""
    lines = _BREAK.split(before)
    return len(lines), len(lines[-1]) + 1


def _events(text: str) -> Iterator[Any]:
    events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
    return events


class _Builder:
    """Keeps the open lists and mappings while events pass; no recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.open: list[Items | Entries] = []
        self.keys: list[tuple[str, Place] | None] = []
        self.root: Node | None = None
        self.documents = 0

    def document(self, events: Iterator[Any]) -> tuple[Node, list[Problem]]:
        for number, event in enumerate(events):
            if number > MOST_EVENTS:
                raise _Refused(
                    self._place(event), say("too many items; a file may have {most:,} at most.", most=MOST_EVENTS)
                )
            match event:
                case ScalarEvent():
                    self._scalar(event)
                case MappingStartEvent() | SequenceStartEvent():
                    self._begin(event)
                case MappingEndEvent() | SequenceEndEvent():
                    self.open.pop()
                    self.keys.pop()
                case AliasEvent():
                    raise _Refused(self._place(event), say("anchors and aliases (& and *) are not allowed."))
                case DocumentStartEvent():
                    self._start(event)
                case _:
                    pass
        if self.root is None or (isinstance(self.root, Scalar) and self.root.form is Form.NOTHING):
            raise _Refused(Place(self.file, 0, 0), say("is empty; it must begin with 'format: 1'."))
        return self.root, self.problems

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _start(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise _Refused(self._place(event), say("a file holds one document only; take the '---' out."))
        if event.version or event.tags:
            raise _Refused(self._place(event), say("lines that begin with % are not allowed."))

    def _plain(self, event: Any, place: Place) -> None:
        if event.anchor:
            raise _Refused(place, say("anchors and aliases (& and *) are not allowed."))
        if event.ctag is not None and str(event.ctag) != "None":
            raise _Refused(place, say("tags such as {tag} are not allowed.", tag=shown(str(event.ctag), 30)))

    def _begin(self, event: Any) -> None:
        place = self._place(event)
        self._plain(event, place)
        if len(self.open) >= DEEPEST:
            raise _Refused(place, say("nested deeper than {deepest} levels.", deepest=DEEPEST))
        node: Items | Entries = Entries(place) if isinstance(event, MappingStartEvent) else Items(place)
        self._add(node)
        self.open.append(node)
        self.keys.append(None)

    def _scalar(self, event: Any) -> None:
        place, written = self._place(event), event.value
        self._plain(event, place)
        if len(written) > LONGEST_SCALAR:
            raise _Refused(place, say("text longer than {most:,} characters.", most=LONGEST_SCALAR))
        try:
            written.encode("utf-8")
        except UnicodeEncodeError:
            raise _Refused(place, say("half of a character pair (a surrogate) can't stand in a scenario.")) from None
        if event.style is None and written == "<<":
            raise _Refused(place, say("merge keys (<<) are not allowed."))
        self._add(Scalar(place, written, *resolve(written)) if event.style is None else _quoted(place, written))

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
            return
        pending = self.keys[-1]
        if pending is None:
            if not isinstance(node, Scalar):
                raise _Refused(node.place, say("a key must be a word."))
            self.keys[-1] = (node.written, node.place)
            return
        self.keys[-1] = None
        key, place = pending
        if key in parent.entries:
            first = parent.entries[key][0].line
            sentence = say(
                "the key {key} stands twice here, first in line {first}; keep one.", key=shown(key), first=first
            )
            self.problems.append(Problem(self.file, place.line, place.column, "", sentence))
        else:
            parent.entries[key] = (place, node)


def _quoted(place: Place, written: str) -> Scalar:
    return Scalar(place, written, Form.TEXT, written)


def resolve(written: str) -> tuple[Form, str | int | bool | None]:
    """What an unquoted word is, and its value."""
    if _WHOLE.match(written):
        return Form.WHOLE, int(written)
    if written in _TRUTHS:
        return Form.TRUTH, _TRUTHS[written]
    if written in _NOTHINGS:
        return Form.NOTHING, None
    if len(written) < LONGEST_SCALAR and _ODD_NUMBER.match(written):
        return Form.ODD, None
    return Form.TEXT, written
