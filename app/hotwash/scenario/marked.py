"""A YAML text taken apart so that parts of it can be replaced: every value with where it begins and ends in the text.

Builds on what the guarded reader has accepted; knows neither grammar nor edits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from hotwash.scenario.draft import Fields, Odd, Plain
from hotwash.scenario.placed import resolve


@dataclass(slots=True)
class Marked:
    """A value of a text, from `begin` up to `end`; places are counted in characters from 0.

    A list or mapping in block style has children on lines of their own: child n lies from `begins[n]` (its key or its
    hyphen) up to `stops[n]`, the end of its last line with the comment there and deeper comments below. Its `lead` is
    the end of the line above its first child, where it has lines to itself, else it equals `begin`.
    """

    begin: int
    end: int
    flow: bool
    style: str | None = None
    written: str = ""
    plain: Plain = ""
    is_mapping: bool = False
    is_list: bool = False
    keys: list[Marked] = field(default_factory=list)
    values: list[Marked] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    lead: int = 0
    column: int = 0

    @property
    def is_block(self) -> bool:
        """Whether it has children on lines of their own."""
        return (self.is_mapping or self.is_list) and not self.flow

    @property
    def close(self) -> int:
        """Where it ends, comments at its end counted in."""
        return self.stops[-1] if self.is_block else self.end

    def child_lead(self, number: int) -> int:
        """Where the lines above a child begin: comments and blank lines, line end first."""
        return self.stops[number - 1] if number else self.lead


def marked(text: str) -> Marked:
    """The document of a text that has been read before. Raises ValueError where it holds what no scenario may."""
    root: Marked | None = None
    opened: list[Marked] = []
    for event in YAML(typ="safe", pure=True).parse(text):
        match event:
            case ScalarEvent():
                node = _scalar(text, event)
            case MappingStartEvent() | SequenceStartEvent():
                mapping = isinstance(event, MappingStartEvent)
                flow = bool(event.flow_style)
                node = Marked(
                    event.start_mark.index, event.end_mark.index, flow, is_mapping=mapping, is_list=not mapping
                )
            case MappingEndEvent() | SequenceEndEvent():
                done = opened.pop()
                done.end = event.end_mark.index if done.flow else done.end
                _say(done)
                continue
            case AliasEvent():
                raise ValueError("alias")
            case _:
                continue
        if opened:
            parent = opened[-1]
            (parent.keys if parent.is_mapping and len(parent.keys) == len(parent.values) else parent.values).append(
                node
            )
        else:
            root = node
        if node.is_mapping or node.is_list:
            opened.append(node)
    if root is None:
        raise ValueError("nothing")
    root.lead = root.begin
    _close(text, root)
    return root


def _scalar(text: str, event: Any) -> Marked:
    begin, end = event.start_mark.index, event.end_mark.index
    style = event.style
    if style in ("|", ">"):
        end = _end_of_block(text, begin, end)
    value: Plain = event.value
    if style is None:
        form, found = resolve(event.value)
        value = Odd(event.value, form) if found is None else found
    return Marked(begin, end, flow=False, style=style, written=event.value, plain=value)


def _end_of_block(text: str, begin: int, end: int) -> int:
    """End of the last line of a text in lines; comments and blank lines below it are not its own."""
    lines = text[begin:end].split("\n")
    keeps = "+" in lines[0].partition("#")[0]
    indents = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()]
    if not indents:
        return _line_end(text, begin)
    own = min(indents) if any(letter.isdigit() for letter in lines[0].partition("#")[0]) else indents[0]
    last = 0
    for number, line in enumerate(lines[1:], 1):
        if line.strip():
            if len(line) - len(line.lstrip(" ")) < own:
                break
            last = number
        elif keeps and number < len(lines) - 1:
            last = number
    found = begin + len("\n".join(lines[: last + 1]))
    return found - 1 if text[found - 1] == "\r" else found


def _say(node: Marked) -> None:
    if node.is_mapping:
        node.plain = Fields((key.written, value.plain) for key, value in zip(node.keys, node.values, strict=True))
    else:
        node.plain = tuple(value.plain for value in node.values)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if end > at and text[end - 1] == "\r" else end


def _close(text: str, node: Marked) -> None:
    """Find where the children of lists and mappings begin and stop."""
    if node.flow or not node.values:
        node.column = _column(text, node.begin)
        for value in node.values:
            value.lead = value.begin
            _close(text, value)
        return
    node.column = _column(text, node.keys[0].begin if node.is_mapping else node.begin)
    deeper = re.compile(rf"(?:\r?\n[ \t]*)*\r?\n {{{node.column + 1},}}#[^\n\r]*")
    above = node.begin
    for number, value in enumerate(node.values):
        begin = node.keys[number].begin if node.is_mapping else _hyphen(text, node, number, above, value.begin)
        behind = text.find(":", node.keys[number].end) + 1 if node.is_mapping else begin + 1
        value.lead = value.begin
        if value.is_block and "\n" in text[behind : value.begin]:
            value.lead = _line_end(text, behind)
        _close(text, value)
        stop = _line_end(text, value.close)
        while found := deeper.match(text, stop):
            stop = found.end()
        node.begins.append(begin)
        node.stops.append(stop)
        above = stop


def _column(text: str, at: int) -> int:
    return at - (text.rfind("\n", 0, at) + 1)


def _hyphen(text: str, node: Marked, number: int, above: int, begin: int) -> int:
    """Where the hyphen of an entry stands: in the column of its list."""
    if number == 0:
        return node.begin
    at = text.rfind("\n", 0, begin) + 1 + node.column
    while above < at and not (text[at : at + 1] == "-" and not text[at - node.column : at].strip(" ")):
        at = text.rfind("\n", 0, at - node.column - 1) + 1 + node.column
    return at
