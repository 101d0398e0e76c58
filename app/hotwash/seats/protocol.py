"""Frames between a page and the server: JSON texts, version 1. Pure: bytes in, values out, and back.

From a browser: `hello` (last fact it has, with the mark that came with it), `do` (cid, kind, body), `beat` (echo).
To a browser: `welcome`, `ack`, `later`, `facts`, `state`, `beat`, `bye`. What can't be read is refused for good.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from hotwash.domain.commands import (
    AcknowledgeAlarm,
    ApproveAction,
    Command,
    DeclineAction,
    TakeAction,
    WriteNote,
)
from hotwash.domain.conduct_commands import LogDecision, SendMessage, SetBookmark, StateBelief, StopPlay
from hotwash.domain.plan import Part
from hotwash.domain.review_commands import GiveFeedback, JudgeTask, Observe, RateCapability, RateTarget
from hotwash.domain.sentences import say, told_by
from hotwash.exercise.codec import BadBody, UnknownKind, decode, snake
from hotwash.seats.errors import BadFrame
from hotwash.seats.limits import CID_CHARACTERS, LARGEST_NUMBER, PROTOCOL, TEXT_CHARACTERS

_EVERYBODY = (StopPlay, GiveFeedback)
_PLAYER = (
    TakeAction,
    ApproveAction,
    DeclineAction,
    AcknowledgeAlarm,
    WriteNote,
    SendMessage,
    StateBelief,
    LogDecision,
)
_EVALUATOR = (Observe, RateTarget, RateCapability, JudgeTask, WriteNote, SetBookmark)
OPEN_TO: Mapping[Part, Mapping[str, type]] = {
    part: {snake(kind.__name__): kind for kind in kinds}
    for part, kinds in (
        (Part.PLAYER, (*_PLAYER, *_EVERYBODY)),
        (Part.EVALUATOR, (*_EVALUATOR, *_EVERYBODY)),
        (Part.OBSERVER, _EVERYBODY),
    )
}
"""Commands that a browser may send, by the part of its seat; nothing of the facilitator's is among them."""
_CID = re.compile(rf"[A-Za-z0-9._:-]{{1,{CID_CHARACTERS}}}")
_CLOSED_FIELDS = ("for_seat", "takes", "sender")
"""Fields of commands of seats that only the facilitator fills in."""


@dataclass(frozen=True, slots=True)
class Hello:
    """A page has connected. It has seen the facts up to number `seen`, whose mark was `mark`, or wants none."""

    seen: int
    mark: str
    facts: bool
    edits: bool = False
    """Whether it can take what changed in a section, as `edits.edit_of` gives it."""


@dataclass(frozen=True, slots=True)
class Do:
    """A command under an id that the browser chose."""

    cid: str
    kind: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Echo:
    """The answer to a beat."""

    number: int


def read(text: str) -> Hello | Do | Echo:
    """A frame of a browser; raises BadFrame with a sentence."""
    try:
        frame = json.loads(text, parse_constant=_no_number, parse_float=_no_number)
    except (ValueError, RecursionError):
        raise BadFrame(say("That message can't be read.")) from None
    if not isinstance(frame, dict):
        raise BadFrame(say("That message can't be read."))
    cid = frame.get("cid")
    named = cid if isinstance(cid, str) and _CID.fullmatch(cid) else ""
    if frame.get("v") != PROTOCOL:
        raise BadFrame(say("This page is from another version of Hotwash; reload it."), named)
    match frame.get("t"):
        case "hello":
            mark, facts = str(frame.get("mark", ""))[:64], frame.get("facts") is not False
            return Hello(_whole(frame.get("seen", 0)), mark, facts, frame.get("edits") is True)
        case "beat":
            return Echo(_whole(frame.get("n", 0)))
        case "do":
            return _do(frame, named)
        case _:
            raise BadFrame(say("That message can't be read."), named)


def _do(frame: Mapping[str, Any], cid: str) -> Do:
    kind, body = frame.get("kind"), frame.get("body", {})
    if not cid:
        raise BadFrame(say("A command needs an id of its own, of at most {most} letters.", most=CID_CHARACTERS))
    if not isinstance(kind, str) or not isinstance(body, dict):
        raise BadFrame(say("That message can't be read."), cid)
    refused = unfit(body)
    if refused:
        raise BadFrame(refused, cid)
    return Do(cid, kind, body)


def unfit(value: object) -> str:
    """Why a value from a browser can't be kept, as a sentence; empty where it can."""
    match value:
        case str():
            return _unfit_text(value)
        case dict():
            return next((why for pair in value.items() for part in pair if (why := unfit(part))), "")
        case list():
            return next((why for part in value if (why := unfit(part))), "")
        case int() if abs(value) > LARGEST_NUMBER:
            return say("A number is too large.")
        case _:
            return ""


def _unfit_text(text: str) -> str:
    if len(text) > TEXT_CHARACTERS:
        return say(
            "The text has {count:,} characters; at most {most:,} can be kept.", count=len(text), most=TEXT_CHARACTERS
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return say("The text holds half a character, which can't be kept.")
    return say("The text holds a character that can't be kept.") if "\0" in text else ""


def command_of(asked: Do, part: Part) -> Command:
    """The command itself, if the part of the seat may give such; raises BadFrame."""
    kind = OPEN_TO[part].get(asked.kind)
    if kind is None or any(name in asked.body for name in _CLOSED_FIELDS):
        raise BadFrame(say("That can't be done from this seat."), asked.cid)
    try:
        made = decode(f"command.{asked.kind}", asked.body)
    except (BadBody, UnknownKind) as error:
        raise BadFrame(told_by(error), asked.cid) from None
    return made  # type: ignore[return-value]  # kinds that begin with command give commands


def _no_number(_: str) -> NoReturn:
    raise ValueError


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_NUMBER else 0


# To a browser


def frame(kind: str, /, **fields: object) -> str:
    """A frame with its version."""
    return json.dumps({"v": PROTOCOL, "t": kind, **fields}, ensure_ascii=False, separators=(",", ":"))


def ack(cid: str, *, seq: int, accepted: bool, sentence: str, head: str) -> str:
    """What became of a command: number in the journal (0: not written, and refused for good), and the chain's end."""
    return frame("ack", cid=cid, seq=seq, accepted=accepted, sentence=sentence, head=head)


def later(cid: str, after_s: float, sentence: str) -> str:
    """A command was not looked at; send it again after so many seconds."""
    return frame("later", cid=cid, after=round(after_s * 1000), sentence=sentence)


def facts(lines: Iterable[str], mark: str) -> str:
    """Facts as encoded by `fact_line`, and the mark of the last."""
    return f'{{"v":{PROTOCOL},"t":"facts","facts":[{",".join(lines)}],"mark":"{mark}"}}'


def fact_line(number: int, at: int, kind: str, body: str) -> str:
    """A fact as a seat sees it: `number` counts what this seat has seen, `body` is JSON."""
    return f'{{"n":{number},"at":{at},"kind":"{kind}","body":{body}}}'
