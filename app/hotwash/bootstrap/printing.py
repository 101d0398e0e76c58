"""Prints documents of exercises, of a file and of the one on the screen; what they don't rest on stands on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hotwash.bootstrap import exercises, recordings
from hotwash.documents.marks import Marks
from hotwash.documents.names import print_all, print_document
from hotwash.documents.paper import Cancelled, Progress
from hotwash.documents.stamp import stamp
from hotwash.domain.facts import Happened
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import Millis
from hotwash.exercise.branching import branches_of
from hotwash.exercise.histories import left_of
from hotwash.exercise.lack import Lack
from hotwash.exercise.pauses import pauses
from hotwash.exercise.recording import Recording, Run
from hotwash.journal import JournalError
from hotwash.viewmodels.desk import PrintOrder


def write_document(
    name: str,
    file: Path,
    out: Path,
    paper: str,
    *,
    format: str = "pdf",  # noqa: A002  # the word of the command line
    compared: bool = True,
    join: str = "",
) -> Lack | None:
    """One document of an exercise file; `name` is one of `documents.names.DOCUMENTS`, `format` one that it offers.

    Of a damaged file the sound part is printed. A sound one is run again and compared, unless it was made just now.
    What the pages say of that is returned. Raises DamagedJournal, UnknownKind or BadBody where nothing can be told.
    `join` is the address for role cards.
    """
    record, facts, marks = _told(file, compared=compared)
    marks = replace(marks, join=join)
    print_document(name, record.scenario, facts, out, paper, engine=record.engine, format=format, marks=marks)
    return marks.lack


def write_plan(
    name: str,
    scenario: str,
    out: Path,
    paper: str,
    *,
    format: str = "pdf",  # noqa: A002  # as above
    join: str = "",
) -> None:
    """One document that needs no run, of a scenario by path or shipped name."""
    played, marks = exercises.load(scenario), Marks(join=join)
    print_document(name, played.scenario, (), out, paper, engine=exercises.engine(), format=format, marks=marks)


def write_set(
    source: str,
    folder: Path,
    paper: str,
    *,
    join: str = "",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Lack | None:
    """The whole print set of a scenario, or of an exercise file, into a folder; `progress` is told documents."""
    if not source.endswith(exercises.SUFFIX):
        scenario, engine = exercises.load(source).scenario, exercises.engine()
        marks = Marks(join=join)
        print_all(scenario, (), folder, paper, engine=engine, marks=marks, progress=progress, cancelled=cancelled)
        return None
    record, facts, marks = _told(Path(source), compared=True)
    marks = replace(marks, join=join)
    print_all(
        record.scenario, facts, folder, paper,
        engine=record.engine, marks=marks, progress=progress, cancelled=cancelled,
    )  # fmt: skip
    return marks.lack


def _told(file: Path, *, compared: bool) -> tuple[exercises.Record, Sequence[Happened], Marks]:
    """What an exercise file tells, and the marks of its prints."""
    record = exercises.read(file, sound_part=True)
    told = recordings.told(record)
    lack = recordings.compared(record) if compared and told.lack is None else told.lack
    run = str(record.header.get("exercise", ""))
    marks = _marks(record.scenario, told.facts, record.engine, run, record.head[1].hex(), lack)
    left = tuple(one for one in branches_of(told.every) if one.left is not None)
    return record, told.facts, replace(marks, pauses=pauses(record.rows), left=left)


def write_report(session: Run, path: Path, paper: str, progress: Progress, cancelled: Cancelled) -> None:
    """The after-action report of an exercise on the screen; called while the session's own thread goes on."""
    write_shown(session, PrintOrder("aar", paper), path, progress, cancelled)


def write_shown(session: Run, order: PrintOrder, path: Path, progress: Progress, cancelled: Cancelled) -> None:
    """Any document of an exercise on the screen, or of its scenario; called as `write_report` is."""
    facts, engine, marks = _shown(session, draft=order.draft)
    print_document(
        order.name, session.scenario, facts, path, order.paper,
        engine=engine, format=order.form, marks=marks, progress=progress, cancelled=cancelled,
    )  # fmt: skip


def write_shown_set(session: Run, order: PrintOrder, folder: Path, progress: Progress, cancelled: Cancelled) -> None:
    """The whole print set of an exercise on the screen; called as `write_report` is."""
    facts, engine, marks = _shown(session, draft=order.draft)
    print_all(
        session.scenario, facts, folder, order.paper,
        engine=engine, marks=marks, progress=progress, cancelled=cancelled,
    )  # fmt: skip


def _shown(session: Run, *, draft: bool) -> tuple[Sequence[Happened], str, Marks]:
    """What an exercise on the screen tells at this moment, which engine computed it, and the marks of its prints."""
    board = session.board
    facts = tuple(board.log)
    engine, lack, history = exercises.engine(), None, ""
    if isinstance(session, Recording):
        engine, lack, history = session.engine or engine, session.lack, session.history
    run, head = session.identity()
    brief = lack.brief if lack is not None else history
    told = stamp(session.scenario, facts, engine, run=run, head=head, lack=brief)
    marks = Marks(stamp=told, lack=lack, history=_left(session))
    return facts, engine, replace(marks, draft=draft, pauses=_pauses(session), left=left_of(board))


def _left(session: Run) -> str:
    """What the cover says of a history that was left; empty for the exercise itself."""
    return session.reason if isinstance(session, Recording) and session.history else ""


def _pauses(session: Run) -> dict[int, Millis]:
    """Real time of each pause; none while the file can't be read, which keeps nobody from printing."""
    try:
        return session.pauses()
    except JournalError:
        return {}


def _marks(scenario: Scenario, facts: Sequence[Happened], engine: str, run: str, head: str, lack: Lack | None) -> Marks:
    """The marks that tie a page to one journal: run and head of it, and what is wrong with it."""
    told = stamp(scenario, facts, engine, run=run, head=head, lack=lack.brief if lack is not None else "")
    return Marks(stamp=told, lack=lack)
