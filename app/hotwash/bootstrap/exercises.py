"""Builds sessions and records out of scenarios and exercise files; knows no screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import cast
from uuid import uuid4

from platformdirs import user_documents_path

from hotwash import __version__
from hotwash.domain.facts import Happened
from hotwash.domain.scenario import Decision, Scenario
from hotwash.domain.sentences import say, term, told_by
from hotwash.domain.time import Millis
from hotwash.exercise.branching import Branch, active, standing
from hotwash.exercise.engine import engine as computed_by
from hotwash.exercise.play import Refused, play
from hotwash.exercise.projections.measures import Measures, measures
from hotwash.exercise.replay import Difference, LateStore, branches, go_on, happened, verify
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore, Store
from hotwash.journal import ExerciseFile, ExerciseRecord, JournalError, Place, Row
from hotwash.journal.errors import DamagedJournal
from hotwash.scenario.files import display_names, find_scenario, scenario_files
from hotwash.scenario.placed import load as read_yaml
from hotwash.scenario.problems import ScenarioProblems
from hotwash.scenario.reader import open_scenario, read_decisions, read_scenario_files

SUFFIX = ".hotwash"


class NoDecisions(ValueError):
    """A scenario has no decisions of that name."""

    def __init__(self, name: str, scenario: Scenario) -> None:
        super().__init__(
            say(
                "'{name}' is no decisions file, and scenario '{scenario}' ships none of that name ({known}).",
                name=name,
                scenario=scenario.id,
                known=", ".join(sorted(scenario.decisions)) or term("none"),
            )
        )


class HeaderTrouble(ValueError):
    """An exercise file whose header lacks what is needed to play it."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            say(
                "{path}: the header has no usable {what}; this file can't be played by this version.",
                path=str(path),
                what=what,
            )
        )


class ChangedMeanwhile(ValueError):
    """An exercise file grew while it was being read: another window has gone on with it."""

    def __init__(self, path: Path) -> None:
        super().__init__(say("{path}: the file changed while it was being opened; open it again.", path=path))


@dataclass(frozen=True, slots=True)
class Played:
    """A scenario with the very bytes that it was read from."""

    scenario: Scenario
    files: dict[str, bytes]

    @property
    def digest(self) -> str:
        """SHA-256 over names and contents of the files, in hexadecimal."""
        whole = sha256()
        for name in sorted(self.files):
            whole.update(name.encode() + b"\0" + sha256(self.files[name]).digest())
        return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Record:
    """An exercise as it stands in its file."""

    path: Path
    header: dict[str, object]
    played: Played
    rows: Sequence[Row]
    reached: Millis
    head: tuple[int, bytes]
    broken: DamagedJournal | None = None
    """What is wrong with the part that could not be read; None for a sound file."""
    left_out: int | None = 0
    """Entries of that part; None where they can't be counted."""
    noted: Millis | None = None
    """Where the clock was last noted beside the journal; None where that can't be read."""

    @property
    def scenario(self) -> Scenario:
        """The scenario as played."""
        return self.played.scenario

    @property
    def seed(self) -> int:
        """The seed it was played with."""
        seed = self.header.get("seed")
        if not isinstance(seed, int):
            raise HeaderTrouble(self.path, term("seed"))
        return seed

    @property
    def engine(self) -> str:
        """What its figures were computed by."""
        return str(self.header.get("engine", ""))

    def happened(self) -> list[Happened]:
        """Its facts, those of the history that is played."""
        return active(happened(self.rows))

    def branches(self) -> tuple[Branch, ...]:
        """Every history in it; the last one is played."""
        return branches(self.rows)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole exercise played without a screen."""

    session: Session
    measures: Measures
    refused: Sequence[Refused]


def engine() -> str:
    """Version, kernel build and its source: what the figures of an exercise were computed by."""
    return computed_by()


def load(name_or_path: str) -> Played:
    """A scenario by path or shipped name; raises ScenarioProblems with every mistake placed."""
    return Played(*open_scenario(find_scenario(name_or_path)))


def unreadable(name_or_path: str) -> tuple[str, ...]:
    """For each file of a scenario in which reading had to stop, one sentence: it is no YAML, or such as is refused.

    Empty where all files can be read, whatever mistakes stand in them.
    """
    told: list[str] = []
    try:
        path = find_scenario(name_or_path)
        contents = scenario_files(path)
    except ScenarioProblems as problems:
        return (told_by(problems),)
    names = display_names(path, contents)
    for name, data in contents.items():
        try:
            read_yaml(data, names[name])
        except ScenarioProblems as problems:
            told.append(told_by(problems))
    return tuple(told)


def decisions(played: Played, name_or_path: str) -> tuple[Decision, ...]:
    """Decisions that the scenario ships under a name, or those of a file; none for an empty name."""
    scenario = played.scenario
    if not name_or_path:
        return ()
    if name_or_path in scenario.decisions:
        return scenario.decisions[name_or_path]
    path = Path(name_or_path)
    if not path.exists():
        raise NoDecisions(name_or_path, scenario)
    return read_decisions(path, scenario)


def begin(played: Played, path: Path, seed: int | None = None) -> Session:
    """A new exercise in a new file."""
    file = ExerciseFile.create(path, _header(played, _seed(played, seed)), played.files)
    return _opened(Session(played.scenario, _seed(played, seed), file))


def rehearse(played: Played, seed: int | None = None) -> Session:
    """A new exercise that nobody keeps."""
    return _opened(Session(played.scenario, _seed(played, seed), MemoryStore()))


def read(path: Path, *, sound_part: bool = False) -> Record:
    """An exercise file, for reading only; with `sound_part` a damaged one as far as it is sound."""
    with ExerciseRecord.read(path, up_to_damage=sound_part) as record:
        files = dict(record.scenario_text)
        rows, broken = tuple(record.rows()), record.damage
        place = _noted(record)
        noted = None if place is None else place.at_ms
        reached = standing(rows, None if broken is not None else noted, 0 if place is None else place.wall_ns)
        played = Played(read_scenario_files(files), files)
        left_out = 0 if broken is None else record.left_out()
        return Record(path, dict(record.header), played, rows, reached, record.head, broken, left_out, noted)


def _noted(record: ExerciseRecord) -> Place | None:
    """Where the clock was; of a damaged file that may be gone too."""
    try:
        return record.place()
    except JournalError:
        if record.damage is None:
            raise
        return None


def resume(path: Path, progress: Callable[[int, int], None] | None = None) -> Session:
    """Go on with an exercise where its file stopped, to the second; raises ExerciseDiffers where that can't be."""
    return go_on_with(read(path), progress)


def go_on_with(record: Record, progress: Callable[[int, int], None] | None = None) -> Session:
    """The same for a file just read. It is opened for writing only once all that it holds has come out the same."""
    store = LateStore(lambda: cast(Store, _opened_as(record)))
    try:
        session = go_on(record.scenario, record.seed, record.rows, store, record.reached, progress)
        store.opened()
    except BaseException:
        store.close()
        raise
    return session


def begin_again(path: Path, new: Path) -> Session:
    """A new exercise in a new file, of the very scenario and with the seed that a recorded one was played with."""
    record = read(path, sound_part=True)
    return begin(record.played, new, record.seed)


def replay(path: Path) -> tuple[Record, Difference | None]:
    """Run a recorded exercise again; the first difference, if there is one."""
    record = read(path)
    return record, verify(record.scenario, record.seed, record.rows)


def play_through(session: Session, taken: Sequence[Decision], until: Millis | None) -> Outcome:
    """A whole exercise with decisions at their times."""
    scenario = session.scenario
    end = scenario.span if until is None else min(until, scenario.span)
    refused = play(session, taken, end)
    return Outcome(session, measures(scenario, session.facts, engine=engine()), refused)


def exercises_folder() -> Path:
    """Where exercises are kept unless the user says otherwise; made if it is not there."""
    folder = user_documents_path() / "Hotwash"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def new_file_name(folder: Path, scenario: Scenario, now: datetime | None = None) -> Path:
    """A name that is free: scenario, date and time."""
    stamp = (now or datetime.now()).strftime("%Y-%m-%d %H%M%S")  # noqa: DTZ005  # a person's file name, local time
    base = re.sub(r"[^a-z0-9-]", "-", scenario.id)
    path = folder / f"{base} {stamp}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{base} {stamp} ({number}){SUFFIX}"
        number += 1
    return path


def _opened_as(record: Record) -> ExerciseFile:
    """The file open for writing; it must still end where it ended when it was read."""
    file = ExerciseFile.open(record.path)
    if file.head != record.head:
        file.close()
        raise ChangedMeanwhile(record.path)
    return file


def _opened(session: Session) -> Session:
    session.open()
    return session


def _seed(played: Played, seed: int | None) -> int:
    return played.scenario.seed if seed is None else seed


def _header(played: Played, seed: int) -> dict[str, object]:
    return {
        "exercise": str(uuid4()),
        "app": __version__,
        "scenario": played.scenario.id,
        "title": played.scenario.title,
        "start": played.scenario.start.isoformat(),
        "span": played.scenario.span,
        "scenario_sha256": played.digest,
        "seed": seed,
        "engine": engine(),
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
    }
