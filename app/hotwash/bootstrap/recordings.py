"""Opens an exercise file, to go on with it where that can be and otherwise to look at it; knows no screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hotwash.bootstrap import exercises
from hotwash.domain.sentences import Sentence, joined, say, told_by
from hotwash.domain.time import Millis, clock
from hotwash.exercise.codec import BadBody, UnknownKind
from hotwash.exercise.recording import Recording, Run
from hotwash.exercise.replay import ExerciseDiffers, legible
from hotwash.journal import ExerciseFile, ExerciseRecord
from hotwash.journal.errors import DamagedJournal, ReadOnlyPlace

NOT_GONE_ON_WITH = (ExerciseDiffers, UnknownKind, BadBody, ReadOnlyPlace)
"""Why a sound file can only be looked at; each brings its sentence."""


def open_run(path: Path, progress: Callable[[int, int], None] | None = None) -> Run:
    """Go on with an exercise where its file stopped; where that can't be, a recording that says why.

    A file that is not gone on with is not changed by a single byte. What can't even be read is refused: a file that is
    no exercise, or one whose header or scenario is damaged or means nothing to this version.
    """
    record = exercises.read(path, sound_part=True)
    if record.broken is not None:
        return recording(record, damage(record.broken, record))
    try:
        return exercises.go_on_with(record, progress)
    except NOT_GONE_ON_WITH as why:
        return recording(record, told_by(why))


def recording(record: exercises.Record, why: str) -> Recording:
    """What the facts of a file say, up to the first that this version can't read, standing still."""
    facts, left = legible(record.rows)
    reached = record.reached
    if left:
        reached = record.rows[len(record.rows) - left - 1].at_ms if left < len(record.rows) else 0
        why = joined((why, left_out(left, reached)))
    run = str(record.header.get("exercise", ""))
    return Recording(
        record.scenario,
        record.seed,
        facts,
        reached,
        why,
        engine=record.engine,
        run=run,
        head=record.head[1].hex(),
    )


def damage(broken: DamagedJournal, record: exercises.Record) -> Sentence:
    """Where the file is damaged and what is left out because of it."""
    where = say("The file is damaged at entry {number} ({why}).", number=broken.first_bad, why=broken.why)
    return joined((where, left_out(record.left_out, record.reached)))


def left_out(count: int | None, since: Millis) -> Sentence:
    """How many entries are not shown; None where the rest of the file can't even be counted."""
    if count is None:
        words = say("Everything after T+{time} is left out; how much that is can't be read.", time=clock(since))
    elif count == 1:
        words = say("The last entry, after T+{time}, is left out.", time=clock(since))
    else:
        words = say("The last {count:,} entries, after T+{time}, are left out.", count=count, time=clock(since))
    return words


def save_copy(path: Path, copy: Path) -> None:
    """A new file with everything that is sound in this one; the copy of a damaged file can be gone on with.

    Raises JournalError where the file can't be read or the copy can't be written; nothing is ever replaced.
    """
    with ExerciseRecord.read(path, up_to_damage=True) as record:
        ExerciseFile.continue_from(record, copy).close()
