"""Placed nodes to values by shape; collects every mistake instead of stopping at the first. Knows no particular key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from hotwash.domain.predicate_text import named, parse
from hotwash.domain.sentences import say, term, told_by
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
    When,
    Whole,
)
from hotwash.scenario.wording import (
    expected,
    is_stray,
    no_such_word,
    noun_of,
    out_of_range,
    stray_letter,
    taken_already,
    wrong_length,
)

_ID = re.compile(ID_PATTERN + r"\Z", re.ASCII)
_FILE = re.compile(ID_PATTERN + r"\.yaml\Z", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\Z", re.ASCII)


class Mistaken:
    """Stands for a value that could not be read."""


MISTAKEN: Final = Mistaken()


@dataclass(frozen=True, slots=True)
class _Reference:
    group: str
    name: str
    place: Place
    path: str
    own: str = ""


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
            if reference.own:
                known = known | self.groups.get(_scope(reference.own, reference.place, reference.path), {})
            if reference.name not in known:
                near = did_you_mean(reference.name, known)
                sentence = say(
                    "no {noun} {name}{near}", noun=noun_of(reference.group), name=shown(reference.name), near=near
                )
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
            return self.mistake(node.place, path, expected(shape, node))
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
            told = told_by(error)
            return self.mistake(node.place, path, told if told.endswith(".") else say("{told}.", told=told))

    def keys(self, keys: tuple[Key, ...], node: Entries, path: str) -> tuple[dict[str, Any], bool]:
        """Values by key, and whether all of them could be read."""
        known = {key.name: key for key in keys}
        whole = True
        values: dict[str, Any] = {}
        for name, (place, _) in node.entries.items():
            if name not in known:
                near = did_you_mean(name, (key for key in known if key not in node.entries))
                self.mistake(place, _join(path, name), say("unknown key{near}", near=near))
                whole = False
        for key in keys:
            if key.name in node.entries:
                value = self.value(key.shape, node.entries[key.name][1], _join(path, key.name))
                whole = whole and value is not MISTAKEN
                values[key.name] = value
            elif key.required:
                self.mistake(node.place, path, say("the key '{key}' is missing.", key=key.name))
                whole = False
            else:
                values[key.name] = key.default
        return values, whole

    def _kinds(self, shape: Kinds, node: Node, path: str) -> Any:
        if not isinstance(node, Entries):
            return self.mistake(node.place, path, expected(shape, node))
        if shape.by not in node.entries:
            self._define_anyway(shape, node)
            return self.mistake(node.place, path, say("the key '{key}' is missing.", key=shape.by))
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
            return self.mistake(node.place, path, expected(shape, node))
        count = len(node.items)
        if not shape.least <= count <= shape.most:
            return self.mistake(node.place, path, wrong_length(shape, count))
        values = [self.value(shape.item, item, f"{path}[{n}]") for n, item in enumerate(node.items)]
        return tuple(value for value in values if value is not MISTAKEN)

    def _single(self, shape: Shape, node: Node, path: str, *, noun: str = "") -> Any:
        if not isinstance(node, Scalar):
            return self.mistake(node.place, path, expected(shape, node))
        match shape:
            case Whole(low, high):
                return self._whole(node, path, low, high)
            case Truth():
                if node.form is not Form.TRUTH:
                    return self.mistake(node.place, path, expected(shape, node))
                return node.value
        if node.form is not Form.TEXT:
            quotes = isinstance(shape, Text | Ident | Ref) and node.form is not Form.NOTHING and len(node.written) < 20
            advice = say("; write it in quotes, '{written}'", written=node.written) if quotes else ""
            return self.mistake(node.place, path, expected(shape, node, advice))
        return self._text(shape, node, path, noun)

    def _text(self, shape: Shape, node: Scalar, path: str, noun: str) -> Any:
        text = node.written
        match shape:
            case Text():
                return self._words(shape, node, path)
            case Ident():
                return self._ident(shape, node, path)
            case Ref(group, optional, own):
                if text or not optional:
                    self._references.append(_Reference(group, text, node.place, path, own))
                return text
            case Choice(words, make):
                if text not in words:
                    return self.mistake(node.place, path, no_such_word(noun or term("word"), text, words))
                return make(text)
            case Clock(low, high):
                return self._clock(node, path, low, high)
            case Moment():
                return self._moment(node, path)
            case When():
                return self._when(node, path)
            case FileName():
                if _FILE.match(text) is None:
                    sentence = say(
                        "{text} is not a part's name; write small letters, digits and hyphens, then .yaml.",
                        text=shown(text),
                    )
                    return self.mistake(node.place, path, sentence)
                return text
        raise TypeError(f"no rule for {shape}")

    def _whole(self, node: Scalar, path: str, low: int, high: int) -> Any:
        if node.form is not Form.WHOLE or not isinstance(node.value, int):
            return self.mistake(node.place, path, expected(Whole(), node))
        if not low <= node.value <= high:
            return self.mistake(node.place, path, out_of_range(f"{node.value:,}", f"{low:,}", f"{high:,}"))
        return node.value

    def _words(self, shape: Text, node: Scalar, path: str) -> Any:
        text, most = node.written, TEXT_LENGTH if shape.long else TITLE_LENGTH
        if len(text) > most:
            return self.mistake(node.place, path, say("longer than {most:,} characters.", most=most))
        if not text.strip() and not shape.empty:
            return self.mistake(node.place, path, say("must not be empty."))
        stray = next((letter for letter in text if is_stray(letter, long=shape.long)), "")
        return self.mistake(node.place, path, stray_letter(stray)) if stray else text

    def _ident(self, shape: Ident, node: Scalar, path: str) -> Any:
        text = node.written
        self._define(shape, text, node.place, path)
        if _ID.match(text) is None:
            sentence = say(
                "{text} can't be an id; write small letters, digits and hyphens, at most 64.", text=shown(text)
            )
            return self.mistake(node.place, path, sentence)
        return text

    def _define(self, shape: Ident, text: str, place: Place, path: str) -> None:
        first, *others = shape.groups
        scope = _scope(first, place, path) if first.startswith(".") else first
        if text in self._reserved.get(first, ()):
            self.mistake(place, path, say("the id {text} has a meaning of its own; take another.", text=shown(text)))
        key = (scope, unicodedata.normalize("NFC", text).casefold())
        if key in self._taken and not shape.many:
            self.mistake(place, path, taken_already(text, self._taken[key], place))
        self._taken.setdefault(key, place)
        for group in (scope, *others):
            self.know(group, [text])

    def _clock(self, node: Scalar, path: str, low: Millis, high: Millis) -> Any:
        if len(node.written) > 20:
            return self.mistake(
                node.place, path, say("{written} is not a time; write it as h:mm:ss.", written=shown(node.written, 20))
            )
        try:
            value = parse_clock(node.written)
        except ValueError:
            sentence = say(
                "{text} is not a time; write hours, minutes and seconds as h:mm:ss, for example 1:15:00.",
                text=shown(node.written),
            )
            return self.mistake(node.place, path, sentence)
        if not low <= value <= high:
            return self.mistake(node.place, path, out_of_range(clock(value), clock(low), clock(high)))
        return value

    def _when(self, node: Scalar, path: str) -> Any:
        try:
            condition = parse(node.written)
        except ValueError as wrong:
            return self.mistake(node.place, path, say("this condition can't be read: {why}.", why=told_by(wrong)))
        for group, name in named(condition):
            self._references.append(_Reference(group, name, node.place, path))
        return condition

    def _moment(self, node: Scalar, path: str) -> Any:
        sentence = say(
            "{written} is not a date and time; write it like 2024-06-18T13:00:00.", written=shown(node.written, 30)
        )
        if _MOMENT.match(node.written) is None:
            return self.mistake(node.place, path, sentence)
        try:
            return datetime.fromisoformat(node.written)
        except ValueError:
            return self.mistake(node.place, path, sentence)


def _scope(group: str, place: Place, path: str) -> str:
    """The name of a group of lines within one entry of one file, for example of one policy."""
    return f"{group} {place.file} {path.partition('.')[0]}"


def _join(path: str, name: str) -> str:
    plain = name if name.isprintable() and len(name) <= 40 else shown(name, 40)
    return f"{path}.{plain}" if path else plain
