"""Imported entries as files of a scenario: parts for one that is there, or a whole folder to begin with.

Text is data: everything that people or programs wrote stands in quotes and is read back as the same text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from hotwash.domain.sentences import say
from hotwash.scenario.exchange.guessing import slug
from hotwash.scenario.exchange.imported import Entry, Imported, Plain
from hotwash.scenario.files import HEAD
from hotwash.scenario.grammar import FORMAT
from hotwash.scenario.placed import LARGEST_FILE

PART_BYTES = LARGEST_FILE * 3 // 4
PART_LINES = 40_000
"""Lines of one part: half of the pieces that a scenario file may have (`placed.MOST_PIECES`), for commas count too."""
_PLAIN_WORD = re.compile(r"[a-z][a-z0-9_-]*\Z", re.ASCII)
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
_ODD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_HEAD = """\
format: {format}
id: {id}
title: {title}
summary: {summary}
start: 2024-06-18T13:00:00
span: 2:00:00
seed: 1
parts: [{parts}]

overview:
  name: {title}
  scope: "To be written: what the exercise covers and who plays."
  mission_areas: [Response]
  capabilities: [Operational Communications]
  threat: "To be written."
  scenario: "To be written."
  sponsor: "To be written."
  organisations: ["To be written."]
  contact: "To be written."

demand:
  per_day: 4000
  hours: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
  source: default
  hours_source: default
"""


def parts(imported: Imported, name: str = "network", taken: Iterable[str] = ()) -> dict[str, bytes]:
    """Parts of a scenario by file name, each of a size that a scenario file may have; no name of `taken` is used."""
    used = set(taken)
    made: dict[str, bytes] = {}
    for lines in _portions(imported):
        number = len(made) + 1
        file = f"{name}.yaml" if number == 1 else f"{name}-{number}.yaml"
        while file in used:
            number += 1
            file = f"{name}-{number}.yaml"
        used.add(file)
        made[file] = "\n".join(lines).encode("utf-8") + b"\n"
    return made


def new_scenario(imported: Imported, ident: str) -> dict[str, bytes]:
    """The files of a scenario folder that holds nothing but the import and what every scenario must have."""
    files = parts(imported)
    head = _HEAD.format(
        format=FORMAT,
        id=slug(ident) or "imported",
        title=_scalar(imported.title[:200]),
        summary=_scalar(say("Imported from {file}.", file=imported.report.source)),
        parts=", ".join(files),
    )
    return {HEAD: head.encode("utf-8"), **files}


def _portions(imported: Imported) -> Iterator[list[str]]:
    """Lines of files that are not too long."""
    told = " ".join(say("Imported from {file}.", file=imported.report.source).split())
    first = [_ODD.sub(" ", f"# {told}"), f"format: {FORMAT}"]
    lines, size = list(first), 0
    for section, entries in imported.lists():
        begun = False
        for entry in entries:
            block = list(_block(entry))
            length = sum(len(line.encode("utf-8")) + 1 for line in block)
            if size + length > PART_BYTES or len(lines) + len(block) > PART_LINES:
                yield lines
                lines, size, begun = list(first), 0, False
            if not begun:
                lines.append(f"{section}:")
                begun = True
            lines += block
            size += length
    yield lines


def _block(entry: Entry) -> Iterator[str]:
    """One entry of a list: a line for each key, and one for each entry of a list within it."""
    dash = "  - "
    for key, value in entry.items():
        if isinstance(value, tuple) and value and isinstance(value[0], Mapping):
            yield f"{dash}{key}:"
            for one in value:
                yield f"      - {_scalar(one)}"
        else:
            yield f"{dash}{key}: {_scalar(value)}"
        dash = "    "


def _scalar(value: Plain) -> str:
    """A value on one line: small words as they are, all other text in quotes."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            if _PLAIN_WORD.match(value) and value not in _WORDS_OF_YAML:
                return value
            return _ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
        case tuple():
            return f"[{', '.join(_scalar(one) for one in value)}]"
        case _:
            return f"{{{', '.join(f'{key}: {_scalar(one)}' for key, one in value.items())}}}"
