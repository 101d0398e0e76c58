"""The evaluator pack: what an evaluator needs on a PC without a network, as one small file; knows no disk.

It holds targets, tasks, the MSEL's subjects with expected actions, and the definitions of the ratings; no fault, no
rule and nothing of the network. What an author wrote into a task may still give the cause away: it is for evaluators
only. A checksum tells a file that was cut off or changed on its way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from hotwash.domain.msel import Status
from hotwash.domain.plan import Part
from hotwash.domain.ratings import DEFINITIONS
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say, told_by
from hotwash.domain.time import Millis
from hotwash.exercise.codec import build, encode

WHAT = "hotwash-evaluator-pack"
FORMAT = 1
LARGEST = 2_000_000
"""Bytes of a pack; the largest exercise that is shipped has a fiftieth of it."""
MOST = 2_000
"""Lines of any one list."""
LONGEST = 4_000
"""Characters of any one text."""


class BadPack(ValueError):
    """A file that is no evaluator pack, or not one to be trusted."""

    def __init__(self, why: str) -> None:
        super().__init__(
            say("This file can't be used as an evaluator pack: {why}. Ask the facilitator to save it anew.", why=why)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSeat:
    """A seat: whom an observation may be about, or who evaluates."""

    id: str
    name: str
    evaluates: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackTask:
    """A critical task; `within` in ms, 0 where no time is set."""

    id: str
    text: str
    within: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class PackTarget:
    """An organizational capability target with its tasks."""

    id: str
    objective: str
    text: str
    reference: str
    tasks: tuple[PackTask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackObjective:
    """An objective with its core capability."""

    id: str
    text: str
    capability: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInject:
    """A line of the MSEL: number, subject and what players are expected to do; `at` -1 where it has no time."""

    id: str
    number: str
    subject: str
    at: Millis
    expected: tuple[str, ...]
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything in the file. `exercise` is the exercise's own id, which notes must bear to be merged."""

    exercise: str
    title: str
    start: str
    span: Millis
    emergency_word: str
    seats: tuple[PackSeat, ...]
    objectives: tuple[PackObjective, ...]
    targets: tuple[PackTarget, ...]
    injects: tuple[PackInject, ...]

    def tasks(self) -> Iterable[PackTask]:
        """Every task, in order of targets."""
        return (task for target in self.targets for task in target.tasks)

    def evaluators(self) -> tuple[PackSeat, ...]:
        """Seats that evaluate."""
        return tuple(seat for seat in self.seats if seat.evaluates)


def pack_of(scenario: Scenario, exercise: str) -> Pack:
    """What an evaluator of this exercise needs."""
    return Pack(
        exercise=exercise,
        title=str(scenario.title),
        start=scenario.start.isoformat(),
        span=scenario.span,
        emergency_word=scenario.paperwork.emergency_word,
        seats=tuple(
            PackSeat(id=seat.id, name=seat.name, evaluates=seat.part is Part.EVALUATOR)
            for seat in scenario.seats.values()
        ),
        objectives=tuple(
            PackObjective(id=one.id, text=one.text, capability=one.capability) for one in scenario.objectives
        ),
        targets=tuple(
            PackTarget(
                id=target.id,
                objective=target.objective,
                text=target.text,
                reference=target.reference,
                tasks=tuple(PackTask(id=task.id, text=task.text, within=task.within) for task in target.tasks),
            )
            for target in scenario.targets.values()
        ),
        injects=tuple(
            PackInject(
                id=one.id,
                number=one.shown_number,
                subject=one.subject,
                at=-1 if one.at is None else one.at,
                expected=one.expected,
                tasks=one.tasks,
            )
            for one in scenario.injects.values()
            if one.status is not Status.OBSOLETE
        ),
    )


def pack_bytes(pack: Pack) -> bytes:
    """The file of a pack; raises BadPack where it would be larger than `LARGEST`."""
    whole = {"file": WHAT, "format": FORMAT, "pack": encode(pack), "checksum": _checksum(encode(pack))}
    whole["definitions"] = [
        {"rating": one.rating.value, "name": one.name, "meaning": one.meaning} for one in DEFINITIONS
    ]
    data = json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    if len(data) > LARGEST:
        raise BadPack(say("it would have more than {most:,} bytes", most=LARGEST))
    return data


def read_pack(data: bytes) -> Pack:
    """The pack in a file's bytes; raises BadPack with one sentence for anything else."""
    whole = read_json(data, LARGEST)
    if not isinstance(whole, dict) or whole.get("file") != WHAT:
        raise BadPack(say("it is another kind of file"))
    if whole.get("format") != FORMAT:
        raise BadPack(say("it comes from another version of Hotwash"))
    body = whole.get("pack")
    if whole.get("checksum") != _checksum(body):
        raise BadPack(say("it was changed or cut off on its way"))
    try:
        pack = build(Pack, body)
    except (KeyError, TypeError, ValueError) as error:
        raise BadPack(told_by(error)) from error
    for why in _wrong(pack):
        raise BadPack(why)
    return pack


def read_json(data: bytes, largest: int) -> object:
    """JSON values of a small file in UTF-8; raises BadPack."""
    if len(data) > largest:
        raise BadPack(say("it has more than {most:,} bytes", most=largest))
    try:
        whole = json.loads(data.decode("utf-8"))
        json.dumps(whole, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise BadPack(say("it is no JSON in UTF-8")) from error
    return whole


def _checksum(body: object) -> str:
    text = json.dumps(body, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _wrong(pack: Pack) -> Iterator[str]:
    """What can't be, each as the end of a sentence."""
    lists = (pack.seats, pack.objectives, pack.targets, tuple(pack.tasks()), pack.injects)
    for found in lists:
        ids = [one.id for one in found]
        if len(ids) > MOST:
            yield say("a list has more than {most:,} lines", most=MOST)
        if len(set(ids)) < len(ids) or not all(ids):
            yield say("two of its lines have one name, or a line has none")
    if not pack.exercise or not pack.evaluators():
        yield say("it names no exercise or no evaluator")
    if any(len(text) > LONGEST for text in _texts(encode(pack))):
        yield say("a text has more than {most:,} characters", most=LONGEST)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
