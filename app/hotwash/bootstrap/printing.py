"""Prints documents of exercises, of a file and of the one on the screen; what they don't rest on stands on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hotwash.bootstrap import exercises, recordings
from hotwash.documents.marks import Marks
from hotwash.documents.names import print_document
from hotwash.documents.paper import Cancelled, Progress
from hotwash.documents.stamp import stamp
from hotwash.domain.facts import Happened
from hotwash.domain.scenario import Scenario
from hotwash.exercise.lack import Lack
from hotwash.exercise.pauses import pauses
from hotwash.exercise.recording import Recording, Run


def write_document(
    name: str,
    file: Path,
    out: Path,
    paper: str,
    *,
    format: str = "pdf",  # noqa: A002  # the word of the command line
    compared: bool = True,
) -> Lack | None:
    """One document of an exercise file; `name` is one of `documents.names.DOCUMENTS`, `format` one that it offers.

    Of a damaged file the sound part is printed. A sound one is run again and compared, unless it was made just now.
    What the pages say of that is returned. Raises DamagedJournal, UnknownKind or BadBody where nothing can be told.
    """
    record = exercises.read(file, sound_part=True)
    told = recordings.told(record)
    lack = recordings.compared(record) if compared and told.lack is None else told.lack
    run = str(record.header.get("exercise", ""))
    marks = _marks(record.scenario, told.facts, record.engine, run, record.head[1].hex(), lack)
    marks = replace(marks, pauses=pauses(record.rows))
    print_document(name, record.scenario, told.facts, out, paper, engine=record.engine, format=format, marks=marks)
    return lack


def write_report(session: Run, path: Path, paper: str, progress: Progress, cancelled: Cancelled) -> None:
    """The after-action report of an exercise on the screen; called while the session's own thread goes on."""
    facts = tuple(session.facts)
    engine, lack = exercises.engine(), None
    if isinstance(session, Recording):
        engine, lack = session.engine, session.lack
    run, head = session.identity()
    marks = _marks(session.scenario, facts, engine, run, head, lack)
    print_document(
        "aar", session.scenario, facts, path, paper, engine=engine, marks=marks, progress=progress, cancelled=cancelled
    )


def _marks(scenario: Scenario, facts: Sequence[Happened], engine: str, run: str, head: str, lack: Lack | None) -> Marks:
    """The marks that tie a page to one journal: run and head of it, and what is wrong with it."""
    told = stamp(scenario, facts, engine, run=run, head=head, lack=lack.brief if lack is not None else "")
    return Marks(stamp=told, lack=lack)
