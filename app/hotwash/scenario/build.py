"""Placed nodes to values by shape; collects every mistake instead of stopping at the first. Knows no particular key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from hotwash.domain.time import Millis, clock, parse_clock
from hotwash.scenario.placed import Entries, Form, Items, Node, Place, Scalar
from hotwash.scenario.problems import Problem, did_you_mean, shown
from hotwash.scenario.shapes import (
    ID_PATTERN,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Choice,
    Clock,
    FileName,
    Ident,
    Key,
    Kinds,
    Many,
    Moment,
    Record,
    Ref,
    Shape,
    Text,
    Truth,
    Whole,
)

_ID = re.compile(ID_PATTERN + r"\Z", re.ASCII)
_FILE = re.compile(ID_PATTERN + r"\.yaml\Z", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\Z", re.ASCII)
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NOT_IN_A_LINE = frozenset({"Cc", "Cs", "Zl", "Zp"})


class Mistaken:
    """Stands for a value that could not be read."""


MISTAKEN: Final = Mistaken()


@dataclass(frozen=True, slots=True)
class _Reference:
    group: str
    name: str
    place: Place
    path: str


class Build:
    """One reading of one scenario: what was found wrong, which ids exist, and which were referred to."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.groups: dict[str, dict[str, None]] = {}
        self._taken: dict[tuple[str, str], Place] = {}
        self._reserved: dict[str, tuple[str, ...]] = {}
        self._references: list[_Reference] = []

    def mistake(self, place: Place, path: str, sentence: str) -> Mistaken:
        """Note a mistake; its sentence ends with a full stop or a question mark."""
        self.problems.append(Problem(place.file, place.line, place.column, path, sentence))
        return MISTAKEN

    def know(self, group: str, names: Iterable[str]) -> None:
        """Names that exist without standing in a file."""
        self.groups.setdefault(group, {}).update(dict.fromkeys(names))

    def reserve(self, group: str, names: tuple[str, ...]) -> None:
        """Ids that an author may not give in a group, because they mean something already."""
        self._reserved[group] = names

    def settle(self) -> None:
        """Check every reference against the ids that were met anywhere."""
        for reference in self._references:
            known = self.groups.get(reference.group, {})
            if reference.name not in known:
                near = did_you_mean(reference.name, known)
                sentence = f"no {_NOUNS.get(reference.group, reference.group)} {shown(reference.name)}{near}"
                self.mistake(reference.place, reference.path, sentence)
        self._references.clear()

    def value(self, shape: Shape, node: Node, path: str) -> Any:
        """The value of a node, or MISTAKEN after noting why not."""
        match shape:
            case Record():
                return self.record(shape, node, path)
            case Kinds():
                return self._kinds(shape, node, path)
            case Many():
                return self._many(shape, node, path)
            case _:
                return self._single(shape, node, path)

    def record(self, shape: Record, node: Node, path: str) -> Any:
        """A mapping with known keys; unknown and missing keys are mistakes."""
        if not isinstance(node, Entries):
            return self.mistake(node.place, path, f"expected keys and values, found {_found(node)}.")
        values, whole = self.keys(shape.keys, node, path)
        if shape.derive is not None and "id" not in node.entries and whole:
            values["id"] = shape.derive(values)
            ident = next(key.shape for key in shape.keys if key.name == "id")
            assert isinstance(ident, Ident)
            self._define(ident, values["id"], node.place, path)
        if not whole:
            return MISTAKEN
        try:
            return shape.make(values)
        except ValueError as error:
            said = str(error).rstrip(".")
            return self.mistake(node.place, path, f"{said}.")

    def keys(self, keys: tuple[Key, ...], node: Entries, path: str) -> tuple[dict[str, Any], bool]:
        """Values by key, and whether all of them could be read."""
        known = {key.name: key for key in keys}
        whole = True
        values: dict[str, Any] = {}
        for name, (place, _) in node.entries.items():
            if name not in known:
                near = did_you_mean(name, (key for key in known if key not in node.entries))
                self.mistake(place, _join(path, name), f"unknown key{near}")
                whole = False
        for key in keys:
            if key.name in node.entries:
                value = self.value(key.shape, node.entries[key.name][1], _join(path, key.name))
                whole = whole and value is not MISTAKEN
                values[key.name] = value
            elif key.required:
                self.mistake(node.place, path, f"the key '{key.name}' is missing.")
                whole = False
            else:
                values[key.name] = key.default
        return values, whole

    def _kinds(self, shape: Kinds, node: Node, path: str) -> Any:
        if not isinstance(node, Entries):
            return self.mistake(node.place, path, f"expected keys and values, found {_found(node)}.")
        if shape.by not in node.entries:
            self._define_anyway(shape, node)
            return self.mistake(node.place, path, f"the key '{shape.by}' is missing.")
        place = node.entries[shape.by][1]
        where = _join(path, shape.by)
        word = self._single(Choice(tuple(shape.records)), place, where, noun=shape.noun)
        if isinstance(word, Mistaken):
            self._define_anyway(shape, node)
            return word
        rest = Entries(node.place, {key: entry for key, entry in node.entries.items() if key != shape.by})
        return self.record(shape.records[word], rest, path)

    def _define_anyway(self, shape: Kinds, node: Entries) -> None:
        """An entry of unknown kind still has its id, so that what refers to it is not called wrong too."""
        entry = node.entries.get("id")
        if shape.ident is not None and entry is not None and isinstance(entry[1], Scalar):
            for group in shape.ident.groups:
                self.know(group, [entry[1].written])

    def _many(self, shape: Many, node: Node, path: str) -> Any:
        if not isinstance(node, Items):
            return self.mistake(node.place, path, f"expected a list, found {_found(node)}.")
        count = len(node.items)
        if not shape.least <= count <= shape.most:
            exact = f"{shape.least}" if shape.least == shape.most else f"{shape.least} to {shape.most}"
            return self.mistake(node.place, path, f"expected a list of {exact}, found {count}.")
        values = [self.value(shape.item, item, f"{path}[{n}]") for n, item in enumerate(node.items)]
        return tuple(value for value in values if value is not MISTAKEN)

    def _single(self, shape: Shape, node: Node, path: str, *, noun: str = "") -> Any:
        if not isinstance(node, Scalar):
            return self.mistake(node.place, path, f"expected {_wanted(shape)}, found {_found(node)}.")
        match shape:
            case Whole(low, high):
                return self._whole(node, path, low, high)
            case Truth():
                if node.form is not Form.TRUTH:
                    return self.mistake(node.place, path, f"expected true or false, found {_found(node)}.")
                return node.value
        if node.form is not Form.TEXT:
            quotes = isinstance(shape, Text | Ident | Ref) and node.form is not Form.NOTHING and len(node.written) < 20
            advice = f"; write it in quotes, '{node.written}'" if quotes else ""
            return self.mistake(node.place, path, f"expected {_wanted(shape)}, found {_found(node)}{advice}.")
        return self._text(shape, node, path, noun)

    def _text(self, shape: Shape, node: Scalar, path: str, noun: str) -> Any:
        text = node.written
        match shape:
            case Text():
                return self._words(shape, node, path)
            case Ident():
                return self._ident(shape, node, path)
            case Ref(group, optional):
                if text or not optional:
                    self._references.append(_Reference(group, text, node.place, path))
                return text
            case Choice(words, make):
                if text not in words:
                    near = did_you_mean(text, words)
                    listed = f", expected one of: {', '.join(words)}." if near == "." and len(words) <= 12 else near
                    return self.mistake(node.place, path, f"no {noun or 'word'} {shown(text)}{listed}")
                return make(text)
            case Clock(low, high):
                return self._clock(node, path, low, high)
            case Moment():
                return self._moment(node, path)
            case FileName():
                if _FILE.match(text) is None:
                    sentence = (
                        f"{shown(text)} is not a part's name; write small letters, digits and hyphens, then .yaml."
                    )
                    return self.mistake(node.place, path, sentence)
                return text
        raise TypeError(f"no rule for {shape}")

    def _whole(self, node: Scalar, path: str, low: int, high: int) -> Any:
        if node.form is not Form.WHOLE or not isinstance(node.value, int):
            return self.mistake(node.place, path, f"expected a whole number, found {_found(node)}.")
        if not low <= node.value <= high:
            return self.mistake(node.place, path, f"{node.value:,} is out of range; it must be {low:,} to {high:,}.")
        return node.value

    def _words(self, shape: Text, node: Scalar, path: str) -> Any:
        text, most = node.written, TEXT_LENGTH if shape.long else TITLE_LENGTH
        if len(text) > most:
            return self.mistake(node.place, path, f"longer than {most:,} characters.")
        if not text.strip() and not shape.empty:
            return self.mistake(node.place, path, "must not be empty.")
        for letter in text:
            if letter in _BIDI:
                return self.mistake(
                    node.place, path, f"the character U+{ord(letter):04X} turns the reading order; take it out."
                )
            if unicodedata.category(letter) in _NOT_IN_A_LINE and not (shape.long and letter in "\n\t"):
                what = "a line break" if letter in "\n\u2028\u2029" else f"the control character U+{ord(letter):04X}"
                return self.mistake(node.place, path, f"{what} can't stand in this text; take it out.")
        return text

    def _ident(self, shape: Ident, node: Scalar, path: str) -> Any:
        text = node.written
        self._define(shape, text, node.place, path)
        if _ID.match(text) is None:
            sentence = f"{shown(text)} can't be an id; write small letters, digits and hyphens, at most 64."
            return self.mistake(node.place, path, sentence)
        return text

    def _define(self, shape: Ident, text: str, place: Place, path: str) -> None:
        first, *others = shape.groups
        scope = f"{first} {path.rpartition('[')[0]}" if first.startswith(".") else first
        if text in self._reserved.get(first, ()):
            self.mistake(place, path, f"the id {shown(text)} has a meaning of its own; take another.")
        key = (scope, unicodedata.normalize("NFC", text).casefold())
        if key in self._taken and not shape.many:
            before = self._taken[key]
            where = f"line {before.line}" if before.file == place.file else f"{before.file}, line {before.line}"
            self.mistake(place, path, f"the id {shown(text)} is taken already, in {where}.")
        self._taken.setdefault(key, place)
        for group in (scope, *others):
            self.know(group, [text])

    def _clock(self, node: Scalar, path: str, low: Millis, high: Millis) -> Any:
        if len(node.written) > 20:
            return self.mistake(node.place, path, f"{shown(node.written, 20)} is not a time; write it as h:mm:ss.")
        try:
            value = parse_clock(node.written)
        except ValueError as error:
            said = str(error).replace(f"'{node.written}'", shown(node.written))
            return self.mistake(node.place, path, f"{said}.")
        if not low <= value <= high:
            sentence = f"{clock(value)} is out of range; it must be {clock(low)} to {clock(high)}."
            return self.mistake(node.place, path, sentence)
        return value

    def _moment(self, node: Scalar, path: str) -> Any:
        sentence = f"{shown(node.written, 30)} is not a date and time; write it like 2024-06-18T13:00:00."
        if _MOMENT.match(node.written) is None:
            return self.mistake(node.place, path, sentence)
        try:
            return datetime.fromisoformat(node.written)
        except ValueError:
            return self.mistake(node.place, path, sentence)


_NOUNS = {
    "psap": "PSAP",
    "border": "BCF",
    "origin": "originating network",
    "callers": "caller behaviour",
    "actor": "seat",
}
_ARTICLES: dict[type[Any], str] = {
    Text: "text",
    Ident: "an id",
    Ref: "an id",
    Whole: "a whole number",
    Clock: "a time like 0:15:00",
    Moment: "a date and time like 2024-06-18T13:00:00",
    Truth: "true or false",
    Choice: "a word",
    FileName: "a file name",
}


def _wanted(shape: Shape) -> str:
    return _ARTICLES.get(type(shape), "keys and values")


def _found(node: Node) -> str:
    if isinstance(node, Items):
        return "a list"
    if isinstance(node, Entries):
        return "keys and values"
    if node.form is Form.NOTHING:
        return "nothing"
    return f"{node.form.value if node.form is not Form.TEXT else 'the text'} ({shown(node.written, 20)})"


def _join(path: str, name: str) -> str:
    plain = name if name.isprintable() and len(name) <= 40 else shown(name, 40)
    return f"{path}.{plain}" if path else plain
