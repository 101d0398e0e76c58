"""A window on the small world: theme, desk and an exercise that nobody keeps. It must not know any single test."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from types import MappingProxyType

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hotwash.bootstrap.drafts import played
from hotwash.bootstrap.evaluating import RealEvaluatorFiles
from hotwash.bootstrap.printing import write_shown
from hotwash.domain.scenario import Scenario
from hotwash.exercise.recording import Run
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.scenario.draft import Draft
from hotwash.ui.main_window import MainWindow
from hotwash.ui.theme import Theme
from hotwash.viewmodels.desk import Cancelled, ExerciseFile, OpenFailed, PrintOrder, Progress, ScenarioOffer
from hotwash.viewmodels.evaluator_files import EvaluatorFiles
from tests.small_world import small_scenario

HOSTILE = '<b>x</b> <img src="file:///etc/passwd"> AT&T {now} %s \u202eabc'


class SampleDesk:
    """Offers the small world; `files` and `report` may be changed by a test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scenario = small_scenario(per_day=1_200)
        self.files: list[ExerciseFile] = []
        self.printed: list[tuple[PrintOrder, Path]] = []
        self.reports: list[tuple[Path, str]] = []
        self.copies: list[tuple[Path, Path]] = []
        self.second_copies: list[tuple[Path, Callable[[str], None]]] = []
        self.failure = ""
        self.entries = 3
        self.gate = Event()
        """What an opening waits for after each entry; open unless a test closes it."""
        self.gate.set()

    def scenarios(self) -> Sequence[ScenarioOffer]:
        return (ScenarioOffer("small", self.scenario.title, self.scenario.summary),)

    def recent(self) -> Sequence[ExerciseFile]:
        return tuple(self.files)

    def begin(self, scenario: str, seed: int | None) -> Session:
        if self.failure:
            raise OpenFailed(self.failure)
        session = Session(self.scenario, self.scenario.seed if seed is None else seed, MemoryStore())
        session.open()
        return session

    def resume(self, path: Path, progress: Progress | None = None) -> Run:
        for entry in range(self.entries):
            if progress is not None:
                progress(entry, self.entries)
            self.gate.wait(5)
        return self.begin(path.stem, None)

    def begin_again(self, path: Path) -> Session:
        return self.begin(path.stem, None)

    def begin_draft(self, draft: Draft) -> Session:
        played_ = played(draft)
        session = Session(played_.scenario, played_.scenario.seed, MemoryStore())
        session.open()
        return session

    def keys_file(self, session: Session) -> Path | None:
        return None

    def second_copy(self, session: Session, folder: Path, tell: Callable[[str], None]) -> Path:
        if self.failure:
            raise OpenFailed(self.failure)
        self.second_copies.append((folder, tell))
        return folder / "small second copy.hotwash"

    def save_copy(self, path: Path, copy: Path) -> None:
        if self.failure:
            raise OpenFailed(self.failure)
        self.copies.append((path, copy))

    def write_report(self, session: Run, path: Path, paper: str, progress: Progress, cancelled: Cancelled) -> None:
        if self.failure:
            raise OpenFailed(self.failure)
        for page in range(1, 4):
            if cancelled():
                return
            progress(page, 3)
        path.write_bytes(b"%PDF-1.4")
        self.reports.append((path, paper))

    def write_document(
        self, session: Run, order: PrintOrder, path: Path, progress: Progress, cancelled: Cancelled
    ) -> None:
        if cancelled():
            return
        write_shown(session, order, path, progress, cancelled)
        self.printed.append((order, path))

    def write_set(
        self, session: Run, order: PrintOrder, folder: Path, progress: Progress, cancelled: Cancelled
    ) -> None:
        for number in range(1, 4):
            if cancelled():
                return
            progress(number, 3)
        folder.mkdir(exist_ok=True)
        self.printed.append((order, folder))

    @property
    def evaluator_files(self) -> EvaluatorFiles:
        return RealEvaluatorFiles()

    def exercise_folder(self) -> Path:
        return self.folder

    def crash_log(self) -> Path:
        return self.folder / "log" / "window.log"


def hostile_scenario() -> Scenario:
    """The small world with every text that a person can type made as unpleasant as can be."""
    scenario = small_scenario()
    network = scenario.network
    elements = {key: replace(element, name=f"{HOSTILE} {key}") for key, element in network.elements.items()}
    policies = {key: replace(policy, name=HOSTILE) for key, policy in network.policies.items()}
    regions = {key: replace(region, name=HOSTILE) for key, region in network.regions.items()}
    seats = {
        key: replace(seat, name=HOSTILE, brief=HOSTILE, organisation=HOSTILE) for key, seat in scenario.seats.items()
    }
    return replace(
        scenario,
        title=HOSTILE,
        summary=HOSTILE,
        seats=MappingProxyType(seats),
        network=replace(
            network,
            elements=MappingProxyType(elements),
            policies=MappingProxyType(policies),
            regions=MappingProxyType(regions),
        ),
    )


@pytest.fixture
def theme(qapp: QApplication, tmp_path: Path) -> Iterator[Theme]:
    made = Theme(qapp, QSettings(str(tmp_path / "look.ini"), QSettings.Format.IniFormat))
    yield made
    made.finish()


@pytest.fixture
def desk(tmp_path: Path) -> SampleDesk:
    return SampleDesk(tmp_path)


def begin_small(window: MainWindow, qtbot: QtBot) -> None:
    """Begin the small world and wait until it stands."""
    before = window.view
    window.begin("small", None)
    qtbot.waitUntil(lambda: window.opening is None, timeout=20_000)
    assert window.view is not None
    assert window.view is not before


def listed(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the welcome screen says what there is."""
    qtbot.waitUntil(lambda: window.first.listing is None, timeout=20_000)


def run_to(window: MainWindow, at: int) -> None:
    """Let exercise time pass without waiting for it."""
    assert window.view is not None
    window.view.conduct.session.run_to(at)
    window.view.refresh()
    QApplication.processEvents()


MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make_window(qtbot: QtBot, theme: Theme, desk: SampleDesk, tmp_path: Path) -> Iterator[MakeWindow]:
    """A function that opens the window, on the small world unless told otherwise."""
    made: list[MainWindow] = []

    def make(width: int = 1600, height: int = 900, *, begin: bool = True) -> MainWindow:
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        window = MainWindow(desk, theme, settings)
        window.resize(width, height)
        qtbot.addWidget(window)
        made.append(window)
        window.show()
        if begin:
            begin_small(window, qtbot)
        qtbot.waitExposed(window)
        return window

    yield make
    for window in made:
        window.close()


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    """The window on the small world, paused at its start."""
    return make_window()
