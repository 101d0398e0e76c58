"""How mistakes in a scenario are worded, where a sentence needs more than its own line; knows no particular key."""

from __future__ import annotations

import unicodedata
from typing import Any

from hotwash.domain.sentences import Sentence, say, term
from hotwash.scenario.placed import Entries, Form, Items, Node, Place
from hotwash.scenario.problems import did_you_mean, shown
from hotwash.scenario.shapes import Choice, Clock, FileName, Ident, Many, Moment, Ref, Shape, Text, Truth, When, Whole

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NOT_IN_A_LINE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_NOUNS = {
    "psap": term("PSAP"),
    "border": term("BCF"),
    "origin": term("originating network"),
    "callers": term("caller behaviour"),
    "actor": term("seat"),
    "action": term("action"),
    "element": term("element"),
    "fault": term("fault"),
    "link": term("link"),
    "policy": term("policy"),
    "region": term("region"),
    "route_policy": term("route policy"),
    "seat": term("seat"),
    "site": term("site"),
    "source": term("source"),
    "inject": term("inject"),
    "module": term("module"),
    "objective": term("objective"),
    "task": term("critical task"),
    "capability-target": term("capability target"),
    "kind": term("kind of fault"),
    "milestone": term("milestone"),
    "party": term("seat"),
    "sight-psap": term("PSAP or region"),
    "sight-origin": term("originating network"),
    "sight-element": term("element"),
    "sight-policy": term("policy"),
}
_ARTICLES: dict[type[Any], str] = {
    Text: term("text"),
    Ident: term("an id"),
    Ref: term("an id"),
    Whole: term("a whole number"),
    Clock: term("a time like 0:15:00"),
    Moment: term("a date and time like 2024-06-18T13:00:00"),
    Truth: term("true or false"),
    Choice: term("a word"),
    FileName: term("a file name"),
    When: term("a condition"),
    Many: term("a list"),
}


def noun_of(group: str) -> str:
    """What a sentence calls one thing of a group; a group of lines within one list has no name of its own."""
    return _NOUNS.get(group, group)


def _wanted(shape: Shape) -> str:
    return _ARTICLES.get(type(shape), term("keys and values"))


def _found(node: Node) -> str:
    if isinstance(node, Items):
        return term("a list")
    if isinstance(node, Entries):
        return term("keys and values")
    if node.form is Form.NOTHING:
        return term("nothing")
    form = Sentence(node.form.value) if node.form is not Form.TEXT else term("the text")
    return say("{form} ({written})", form=form, written=shown(node.written, 20))


def expected(shape: Shape, node: Node, advice: str = "") -> str:
    """That something else stands where a value of a shape should; `advice` comes before the full stop."""
    return say("expected {wanted}, found {found}{advice}.", wanted=_wanted(shape), found=_found(node), advice=advice)


def wrong_length(shape: Many, count: int) -> str:
    """That a list has too few or too many items."""
    if shape.least == shape.most:
        return say("expected a list of {exact}, found {count}.", exact=shape.least, count=count)
    return say("expected a list of {least} to {most}, found {count}.", least=shape.least, most=shape.most, count=count)


def no_such_word(noun: str, text: str, words: tuple[str, ...]) -> str:
    """That a word is none of a closed list; short lists are told whole."""
    end = did_you_mean(text, words)
    if end == "." and len(words) <= 26:
        end = say(", expected one of: {words}.", words=", ".join(words))
    return say("no {noun} {text}{end}", noun=noun, text=shown(text), end=end)


def taken_already(text: str, before: Place, now: Place) -> str:
    """That an id stands somewhere else already; what is edited has no lines."""
    if not before.line:
        return say("the id {text} is taken already, by another entry.", text=shown(text))
    where = say("line {line}", line=before.line)
    if before.file != now.file:
        where = say("{file}, line {line}", file=before.file, line=before.line)
    return say("the id {text} is taken already, in {where}.", text=shown(text), where=where)


def out_of_range(value: str, low: str, high: str) -> str:
    """That a number or time is too small or too large."""
    return say("{value} is out of range; it must be {low} to {high}.", value=value, low=low, high=high)


def is_stray(letter: str, *, long: bool) -> bool:
    """Whether a character can't stand in a text; line breaks and tabs may where it is long."""
    if letter in _BIDI:
        return True
    return unicodedata.category(letter) in _NOT_IN_A_LINE and not (long and letter in "\n\t")


def stray_letter(letter: str) -> str:
    """What to do about such a character."""
    if letter in _BIDI:
        return say("the character U+{code:04X} turns the reading order; take it out.", code=ord(letter))
    what = say("the control character U+{code:04X}", code=ord(letter))
    if letter in "\n\u2028\u2029":
        what = say("a line break")
    return say("{what} can't stand in this text; take it out.", what=what)
