"""Notes that an evaluator wrote without a network: one line each, append-only, with wall-clock times; knows no disk.

A line is JSON with the note's own key, the wall time (ms since 1970, UTC) at which typing began, and the command that
it becomes once it is merged. The first line says to which exercise, and to which evaluator, they belong.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import cast, get_args

from hotwash.domain.review_commands import JudgeTask, Observe, RateCapability, RateTarget
from hotwash.domain.sentences import say, told_by
from hotwash.exercise.codec import BadBody, UnknownKind, decode, encode, kind_of

WHAT = "hotwash-evaluator-notes"
FORMAT = 1
LARGEST = 16_000_000
"""Bytes of a file of notes."""
LONGEST_LINE = 40_000
"""Bytes of one line; the longest note there may be takes less, in any script."""
MOST = 5_000
"""Notes of one evaluator in one exercise."""
_KEY = re.compile(r"[0-9a-z-]{8,64}\Z", re.ASCII)
_WALL_MS = range(1 << 43)
"""Wall times up to the year 2248."""

Written = Observe | RateTarget | RateCapability | JudgeTask
"""What an evaluator may write down."""


class BadNotes(ValueError):
    """A file that holds no notes of an evaluator."""

    def __init__(self, why: str) -> None:
        super().__init__(say("This file can't be used as an evaluator's notes: {why}.", why=why))


@dataclass(frozen=True, slots=True)
class Note:
    """One note. `key` names it for ever; `wall_ms` is when it was begun, by the clock of the PC it was written on."""

    key: str
    wall_ms: int
    command: Written


@dataclass(frozen=True, slots=True)
class Notes:
    """A whole file: what could be read in order, each with its line, and why other lines could not."""

    exercise: str
    seat: str
    notes: tuple[tuple[int, Note], ...]
    refused: tuple[tuple[int, str], ...]


def first_line(exercise: str, seat: str) -> bytes:
    """The line with which a file begins."""
    return _line({"file": WHAT, "format": FORMAT, "exercise": exercise, "seat": seat})


def note_line(note: Note) -> bytes:
    """The line of one note, with its end."""
    return _line(
        {"key": note.key, "wall_ms": note.wall_ms, "kind": kind_of(note.command), "body": encode(note.command)}
    )


def read_notes(data: bytes) -> Notes:
    """The notes in a file's bytes; a last line that was never finished is left out.

    Raises BadNotes with a sentence for another file.
    """
    if len(data) > LARGEST:
        raise BadNotes(say("it has more than {most:,} bytes", most=LARGEST))
    lines = data.split(b"\n")
    finished, rest = lines[:-1], lines[-1]
    exercise, seat = _head(finished[0] if finished else rest)
    if len(finished) > MOST + 1:
        raise BadNotes(say("it has more than {most:,} notes", most=MOST))
    notes: list[tuple[int, Note]] = []
    refused: list[tuple[int, str]] = []
    for number, line in enumerate(finished[1:], start=2):
        if not line.strip():
            continue
        try:
            notes.append((number, _note(line)))
        except ValueError as error:
            refused.append((number, told_by(error)))
    return Notes(exercise, seat, tuple(notes), tuple(refused))


def _line(values: dict[str, object]) -> bytes:
    return json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def _values(line: bytes) -> dict[str, object]:
    if len(line) > LONGEST_LINE:
        raise ValueError(say("it is longer than {most:,} bytes", most=LONGEST_LINE))
    try:
        values = json.loads(line.decode("utf-8"))
        json.dumps(values, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise ValueError(say("it is no JSON in UTF-8")) from error
    if not isinstance(values, dict):
        raise ValueError(say("it is no note"))
    return values


def _head(line: bytes) -> tuple[str, str]:
    try:
        head = _values(line)
    except ValueError as error:
        raise BadNotes(say("it is another kind of file")) from error
    exercise, seat = head.get("exercise"), head.get("seat")
    if head.get("file") != WHAT or not isinstance(exercise, str) or not isinstance(seat, str):
        raise BadNotes(say("it is another kind of file"))
    if head.get("format") != FORMAT:
        raise BadNotes(say("it comes from another version of Hotwash"))
    return exercise, seat


def _note(line: bytes) -> Note:
    values = _values(line)
    key, wall_ms, kind, body = (values.get(name) for name in ("key", "wall_ms", "kind", "body"))
    if not isinstance(key, str) or not _KEY.match(key) or not isinstance(body, dict):
        raise ValueError(say("it is no note"))
    if not isinstance(wall_ms, int) or isinstance(wall_ms, bool) or wall_ms not in _WALL_MS:
        raise ValueError(say("its time can't be read"))
    try:
        command = decode(str(kind), body)
    except (UnknownKind, BadBody) as error:
        raise ValueError(told_by(error)) from error
    if not isinstance(command, get_args(Written)):
        raise ValueError(say("an evaluator can't write '{kind}'", kind=str(kind)[:40]))
    return Note(key, wall_ms, cast(Written, command))
