"""Opens an exercise file, to go on with it where that can be and otherwise to look at it; knows no screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hotwash.bootstrap import exercises
from hotwash.domain.facts import Happened
from hotwash.domain.sentences import Sentence, joined, say, told_by
from hotwash.domain.time import Millis, clock
from hotwash.exercise.branching import active
from hotwash.exercise.codec import BadBody, UnknownKind
from hotwash.exercise.lack import Lack
from hotwash.exercise.pauses import pauses
from hotwash.exercise.recording import Recording, Run
from hotwash.exercise.replay import ExerciseDiffers, legible, verify
from hotwash.journal import ExerciseFile, ExerciseRecord
from hotwash.journal.errors import CutShort, DamagedJournal, ReadOnlyPlace

NOT_GONE_ON_WITH = (ExerciseDiffers, UnknownKind, BadBody, ReadOnlyPlace)
"""Why a sound file can only be looked at; each brings its sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a record says: its facts up to the first that can't be trusted or read, and the time that they reach.

    `facts` are those of the history that is played, `every` those of histories that were left too.
    """

    facts: Sequence[Happened]
    reached: Millis
    lack: Lack | None
    every: Sequence[Happened]


def open_run(path: Path, progress: Callable[[int, int], None] | None = None) -> Run:
    """Go on with an exercise where its file stopped; where that can't be, a recording that says why.

    A file that is not gone on with is not changed by a single byte. What can't even be read is refused: a file that is
    no exercise, one whose header or scenario is damaged or means nothing to this version, one without a sound entry.
    """
    record = exercises.read(path, sound_part=True)
    if record.broken is not None:
        return recording(record)
    try:
        return exercises.go_on_with(record, progress)
    except NOT_GONE_ON_WITH as why:
        return recording(record, why)


def recording(record: exercises.Record, why: Exception | None = None) -> Recording:
    """What the facts of a file say, up to the first that this version can't read, standing still."""
    found = told(record)
    lack = found.lack or (None if why is None else _lack_of(record, why))
    reason = told_by(why) if why is not None else ""
    if found.lack is not None:
        reason = found.lack.sentence
    made = Recording(
        record.scenario,
        record.seed,
        found.every,
        found.reached,
        reason,
        engine=record.engine,
        identity=(str(record.header.get("exercise", "")), record.head[1].hex()),
        lack=lack,
    )
    made.told_pauses = pauses(record.rows)
    return made


def told(record: exercises.Record) -> Told:
    """What can be told of a file. Raises DamagedJournal, UnknownKind or BadBody where that is nothing at all."""
    if record.broken is not None and not record.rows:
        raise record.broken
    every, left, unread = legible(record.rows)
    facts = active(every)
    reached = record.rows[len(record.rows) - left - 1].at_ms if 0 < left < len(record.rows) else record.reached
    if unread is not None and left == len(record.rows):
        raise unread
    if record.broken is None and unread is None:
        return Told(facts, reached, None, every)
    words: list[str] = (
        [] if record.broken is None else [damage(record.broken), left_out(record.left_out, record.reached)]
    )
    if unread is not None:
        words += [told_by(unread), left_out(left, reached)]
    count = None if record.left_out is None else record.left_out + left
    return Told(facts, reached, Lack(joined(words), _brief(count, reached), reached, record.noted), every)


def compared(record: exercises.Record) -> Lack | None:
    """A sound record run again: what this version makes otherwise of it, or None where every fact is the same."""
    try:
        difference = verify(record.scenario, record.seed, record.rows)
    except (UnknownKind, BadBody) as why:
        return _lack_of(record, why)
    return None if difference is None else _lack_of(record, ExerciseDiffers(difference))


def _lack_of(record: exercises.Record, why: Exception) -> Lack | None:
    """What a page of a sound and legible record must say when it can't be gone on with."""
    if isinstance(why, ExerciseDiffers):
        found = why.difference
        sentence = say(
            "The figures are those of the record; this version of Hotwash makes others of it: at entry {seq} {what}.",
            seq=found.seq,
            what=found.sentence,
        )
        brief = say(
            "DIFFERS from what this version makes of it, from entry {seq} on (T+{time})",
            seq=found.seq,
            time=clock(found.at),
        )
        return Lack(sentence, brief, record.reached, record.noted, whole=True)
    if isinstance(why, (UnknownKind, BadBody)):
        sentence = say("The record can't be run again and compared: {why}.", why=told_by(why))
        return Lack(sentence, say("NOT COMPARED with what this version makes of it"), record.reached, whole=True)
    return None


def damage(broken: DamagedJournal) -> Sentence:
    """Where the file is damaged."""
    if isinstance(broken, CutShort):
        there, whole = broken.cut.there, broken.cut.whole
        return say("The file is cut short: {there:,} of {whole:,} bytes are there.", there=there, whole=whole)
    return say("The file is damaged at entry {number} ({why}).", number=broken.first_bad, why=broken.why)


def _brief(count: int | None, since: Millis) -> Sentence:
    if count is None:
        return say("INCOMPLETE: everything after T+{time} is left out, how much is not known", time=clock(since))
    if count == 1:
        return say("INCOMPLETE: 1 entry after T+{time} is left out", time=clock(since))
    return say("INCOMPLETE: {count:,} entries after T+{time} are left out", count=count, time=clock(since))


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
