"""What the window is given: scenarios to begin, exercises to go on with, and places for files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from platformdirs import user_log_path

from hotwash.bootstrap import drafts, exercises, printing, recordings
from hotwash.bootstrap.evaluating import RealEvaluatorFiles
from hotwash.bootstrap.trouble import EXPECTED, sentence
from hotwash.documents.errors import DocumentCancelled
from hotwash.domain.commands import FACILITATOR, PauseClock
from hotwash.domain.sentences import say, told_by
from hotwash.domain.time import scenario_time
from hotwash.exercise.branching import standing
from hotwash.exercise.codec import COMMANDS, FACTS
from hotwash.exercise.recording import Recording, Run
from hotwash.exercise.session import Session
from hotwash.journal import AlreadyOpen, ExerciseRecord, JournalError
from hotwash.scenario.draft import Draft
from hotwash.scenario.files import shipped_scenarios
from hotwash.seats.seating import keys_beside
from hotwash.viewmodels.desk import Cancelled, ExerciseFile, OpenFailed, PrintOrder, Progress, ScenarioOffer
from hotwash.viewmodels.evaluator_files import EvaluatorFiles

T = TypeVar("T")
AnyRun = TypeVar("AnyRun", bound=Run)

MOST_RECENT = 12
"""Exercise files listed; each has to be opened to say where it stands."""
CLOSED = "fact.exercise_closed"
COMMAND = "command."


class RealDesk:
    """The desk of the running app."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._begun: list[Path] = []
        self._looked_at: dict[Path, str] = {}
        """Why files of this run could only be looked at."""
        self._files: dict[str, Path] = {}
        """Files of exercises that were opened here, by the exercise's own id."""

    def scenarios(self) -> Sequence[ScenarioOffer]:
        """Shipped scenarios."""
        return tuple(ScenarioOffer(shipped.name, shipped.title, shipped.summary) for shipped in shipped_scenarios())

    def recent(self) -> Sequence[ExerciseFile]:
        """Exercise files of the folder, newest first; one that can't be read says why."""
        files = sorted(self.exercise_folder().glob(f"*{exercises.SUFFIX}"), key=_age)
        told = (line for path in files if (line := _told(path, self._looked_at.get(path, ""))) is not None)
        return tuple(islice(told, MOST_RECENT))

    def begin(self, scenario: str, seed: int | None) -> Session:
        """A new exercise with a file of its own in the folder."""

        def work() -> Session:
            played = exercises.load(scenario)
            path = exercises.new_file_name(self.exercise_folder(), played.scenario)
            self._begun.append(path)
            return self._noted(exercises.begin(played, path, seed), path)

        return _or_told(work)

    def leave(self) -> None:
        """Take away files of this run in which nobody asked for anything: opened, looked at, and left."""
        begun, self._begun = self._begun, []
        for path in begun:
            with suppress(JournalError, OSError):
                if not _used(path):
                    path.unlink()
                    keys_beside(path).unlink(missing_ok=True)

    def resume(self, path: Path, progress: Progress | None = None) -> Run:
        """An exercise from its file, at the second where it stood, paused; read-only where it can't be gone on with."""
        run = _or_told(lambda: recordings.open_run(path, progress))
        self._noted(run, path)
        self._looked_at.pop(path, None)
        if isinstance(run, Recording):
            self._looked_at[path] = run.reason
        elif run.board.running or run.board.jumping(run.now) is not None:
            run.ask(FACILITATOR, PauseClock(say("The exercise was opened again.")))
        return run

    def begin_again(self, path: Path) -> Session:
        """A new exercise with what a recorded one was played with."""

        def work() -> Session:
            new = exercises.new_file_name(self.exercise_folder(), exercises.read(path, sound_part=True).scenario)
            self._begun.append(new)
            return self._noted(exercises.begin_again(path, new), new)

        return _or_told(work)

    def begin_draft(self, draft: Draft) -> Session:
        """A new exercise of a draft, with a file of its own in the folder."""

        def work() -> Session:
            played = drafts.played(draft)
            path = exercises.new_file_name(self.exercise_folder(), played.scenario)
            self._begun.append(path)
            return self._noted(exercises.begin(played, path), path)

        return _or_told(work)

    def keys_file(self, session: Session) -> Path | None:
        """Beside the file of the exercise."""
        path = self._files.get(session.identity()[0])
        return None if path is None else keys_beside(path)

    def _noted(self, run: AnyRun, path: Path) -> AnyRun:
        self._files[run.identity()[0]] = path
        return run

    def second_copy(self, session: Session, folder: Path, tell: Callable[[str], None]) -> Path:
        """A second file of an exercise under way, in another folder."""
        return _or_told(lambda: session.second_copy(folder, tell))

    def save_copy(self, path: Path, copy: Path) -> None:
        """What is sound of an exercise file, in a new one."""
        _or_told(lambda: recordings.save_copy(path, copy))

    def write_report(self, session: Run, path: Path, paper: str, progress: Progress, cancelled: Cancelled) -> None:
        """The after-action report of the exercise as it stands; where it is cancelled nothing is left behind."""
        with suppress(DocumentCancelled):
            _or_told(lambda: printing.write_report(session, path, paper, progress, cancelled))

    def write_document(
        self, session: Run, order: PrintOrder, path: Path, progress: Progress, cancelled: Cancelled
    ) -> None:
        """Any document of the exercise on the screen, or of its scenario."""
        with suppress(DocumentCancelled):
            _or_told(lambda: printing.write_shown(session, order, path, progress, cancelled))

    def write_set(
        self, session: Run, order: PrintOrder, folder: Path, progress: Progress, cancelled: Cancelled
    ) -> None:
        """The whole print set of the exercise on the screen."""
        with suppress(DocumentCancelled):
            _or_told(lambda: printing.write_shown_set(session, order, folder, progress, cancelled))

    @property
    def evaluator_files(self) -> EvaluatorFiles:
        """Packs and notes of evaluators, in files of the person's own choosing."""
        return RealEvaluatorFiles()

    def exercise_folder(self) -> Path:
        """Where exercise files are kept; made if it is not there."""
        if self._folder is None:
            return exercises.exercises_folder()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._folder

    def crash_log(self) -> Path:
        """The file that takes the details of a fault in the window."""
        folder = user_log_path("hotwash", appauthor=False)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder / "window.log"


def _or_told(work: Callable[[], T]) -> T:
    try:
        return work()
    except DocumentCancelled:
        raise
    except EXPECTED as error:
        raise OpenFailed(sentence(error)) from error


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0


def _told(path: Path, reason: str) -> ExerciseFile | None:
    """How a file stands; None for one that is open in this or another window."""
    try:
        with ExerciseRecord.read(path, up_to_damage=True) as record:
            return _standing(path, record, reason)
    except AlreadyOpen:
        return None
    except (JournalError, OSError) as error:
        return ExerciseFile(path, path.stem, sentence(error), "", unfinished=False, known=False)


def _used(path: Path) -> bool:
    with ExerciseRecord.read(path) as record:
        return any(row.kind.startswith(COMMAND) for row in record.rows())


def _standing(path: Path, record: ExerciseRecord, reason: str) -> ExerciseFile | None:
    """None for a file in which nobody has asked for anything yet.

    `reason` is why it could only be looked at when it was last opened. That it is damaged, or holds what this version
    does not know, is seen here; whether this version gives the same facts only opening it can tell.
    """
    title = str(record.header.get("title", path.stem))
    place = record.place() if record.damage is None else None
    rows = list(record.rows())
    at = standing(rows, place.at_ms if place else None, place.wall_ns if place else 0)
    entries, used, closed, known = len(rows), False, False, True
    for row in rows:
        used = used or row.kind.startswith(COMMAND)
        closed = closed or row.kind == CLOSED
        known = known and (row.kind in COMMANDS or row.kind in FACTS)
    if not used and record.damage is None:
        return None
    if record.damage is not None and not entries:
        return ExerciseFile(path, title, told_by(record.damage), "", unfinished=False, known=False)
    try:
        clock = f"{scenario_time(datetime.fromisoformat(str(record.header.get('start'))), at):%H:%M:%S}"
    except ValueError:
        clock = ""
    if record.damage is not None:
        words = say("Damaged, opens read-only: {count} sound entries, {file}", count=entries, file=path.name)
    elif not known:
        words = say("From a newer Hotwash, opens read-only: {count} entries, {file}", count=entries, file=path.name)
    elif reason:
        words = say("Opens read-only: {count} entries, {file}", count=entries, file=path.name)
    elif closed:
        words = say("Ended, {count} entries, {file}", count=entries, file=path.name)
    else:
        words = say("Unfinished, {count} entries, {file}", count=entries, file=path.name)
    read_only = record.damage is not None or not known or bool(reason)
    return ExerciseFile(path, title, words, clock, unfinished=not closed and not read_only, read_only=read_only)
