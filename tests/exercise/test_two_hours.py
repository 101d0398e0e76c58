"""Two hours at ×60 with twenty seats: nothing that was acknowledged is missing, and nobody sees what is not theirs."""

import json
import re
from pathlib import Path

import pytest

from hotwash.domain.commands import FACILITATOR, EndExercise, Rewind, SetSpeed, StartClock
from hotwash.domain.conduct_facts import (
    InjectDeferred,
    InjectDue,
    InjectHeld,
    InjectImprovised,
    InjectLapsed,
    InjectReleased,
    InjectSkipped,
)
from hotwash.domain.facts import (
    CallersTallied,
    FaultArmed,
    FaultBegan,
    FaultDisarmed,
    FaultEnded,
    MilestoneReached,
    WorldChanged,
)
from hotwash.domain.plan import Part
from hotwash.domain.review_facts import Observed, TargetRated
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import HOUR, MINUTE
from hotwash.domain.visibility import eyes_of
from hotwash.exercise.branching import active
from hotwash.exercise.codec import encode
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.projections.board import fold
from hotwash.exercise.replay import happened, verify
from hotwash.exercise.session import Answer, Session
from hotwash.journal import ExerciseFile, Row, Upkeep
from tests.exercise.twenty_seats import Dice, twenty_seats

HIDDEN = (
    FaultArmed, FaultDisarmed, FaultBegan, FaultEnded, WorldChanged, MilestoneReached, CallersTallied,
    InjectDue, InjectReleased, InjectSkipped, InjectDeferred, InjectHeld, InjectLapsed, InjectImprovised,
    Observed, TargetRated,
)  # fmt: skip
"""What no player may ever know, not even that it happened."""
WORDS = re.compile(r"\[([\w-]+)\|([\w+-]*)\]")
TICK_S = 0.05


def acknowledged(one: Session, dice: Dice, each: int) -> list[Answer]:
    """The whole exercise at ×60 on a clock of its own: so many commands a tick, and the exercise taken back twice."""
    pacer = Pacer(one, budget_s=5.0)
    answers = [one.ask(FACILITATOR, StartClock()), one.ask(FACILITATOR, SetSpeed(60_000))]
    span = one.scenario.span
    back = {span // 3: span // 4, span // 2: span // 5}
    tick = 0
    while not one.board.ended:
        tick += 1
        pacer.tick(tick * TICK_S)
        if one.board.rewinding is None:
            answers += [one.ask(actor, command) for actor, command in dice.moves(one.board, each)]
            aim = next((to for after, to in back.items() if one.now >= after), None)
            if aim is not None:
                del back[next(after for after in back if back[after] == aim)]
                answers.append(one.ask(FACILITATOR, Rewind(aim)))
            elif not one.board.running:
                last = one.now >= span
                answers.append(one.ask(FACILITATOR, EndExercise() if last else StartClock()))
    one.settle()
    return answers


def nobody_sees_too_much(scenario: Scenario, one: Session) -> None:
    titles = [planned.fault.title for planned in scenario.faults.values()]
    for seat, eyes in eyes_of(scenario.seats.values(), scenario.network).items():
        every = [*one.facts, *(item for left in one.board.left for item in left.log)]
        seen = [eyes.see(item.fact) for item in every]
        text = json.dumps([encode(fact) for fact in seen if fact is not None])
        if scenario.seats[seat].part is Part.PLAYER:
            assert not [fact for fact in seen if isinstance(fact, HIDDEN)]
            assert not [title for title in titles if title in text]
        if scenario.seats[seat].part is not Part.EVALUATOR:
            meant = {(sender, to) for sender, to in WORDS.findall(text) if seat not in (sender, *to.split("+"))}
            assert not meant, f"{seat} reads what is not theirs: {sorted(meant)[:3]}"
            assert WORDS.search(text), "it reads its own words at least"


def played(path: Path, span: int, each: int) -> tuple[Session, list[Row], list[Answer]]:
    scenario = twenty_seats(span)
    file = ExerciseFile.create(path, {"seed": 911}, {"s": b""}, Upkeep(ballast=0))
    one = Session(scenario, 911, file)
    one.open()
    answers = acknowledged(one, Dice(scenario, 20), each)
    one.close()
    with ExerciseFile.read(path) as record:
        rows = list(record.rows())
    commands = {row.seq: row.kind for row in rows if row.kind.startswith("command.")}
    for answer in answers:
        assert commands.pop(answer.seq), "every one is on disk"
    assert set(commands.values()) <= {"command.pause_clock"}, "and no other, but for the clock that pauses by itself"
    assert sum(answer.accepted for answer in answers) > len(answers) // 3
    assert verify(scenario, 911, rows) is None
    every = happened(rows)
    assert fold(every) == one.board
    assert active(every) == list(one.facts)
    assert one.board.branch == 2
    assert len(one.scenario.seats) == 20
    nobody_sees_too_much(scenario, one)
    return one, rows, answers


def test_a_quarter_of_an_hour_with_twenty_seats(tmp_path: Path) -> None:
    played(tmp_path / "short.hotwash", 15 * MINUTE, 1)


@pytest.mark.slow
def test_two_hours_with_twenty_seats(tmp_path: Path) -> None:
    one, rows, answers = played(tmp_path / "long.hotwash", 2 * HOUR, 4)
    assert one.now == 2 * HOUR
    assert len(answers) > 10_000
    assert len(rows) > 20_000
