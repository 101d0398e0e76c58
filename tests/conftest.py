"""What every test may count on: no screen, no stray logs, nothing left running, the same examples at each run.

It must not know any room. A test that expects a log record asks for `caplog` and looks at it there; every other
test fails when something is logged at WARNING or above.
"""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anybody imports Qt

settings.register_profile(
    "house",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # pytest's tmp_path is not state of ours
)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def own_user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the whole run user folders of its own, so that no test reads or writes those of a person."""
    folder = tmp_path_factory.mktemp("user")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(folder / name.lower()))
        yield folder


class _Strays(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_stray_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which something was logged at WARNING or above, unless it asked for `caplog`."""
    if "caplog" in request.fixturenames:
        yield
        return
    strays = _Strays()
    logging.getLogger().addHandler(strays)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(strays)
    if strays.records:
        lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in strays.records]
        pytest.fail("unexpected log records:\n" + "\n".join(lines), pytrace=False)


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a Qt test that leaves a timer ticking or a thread running behind it."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer

    started: list[QTimer | QThread] = []
    with pytest.MonkeyPatch.context() as patch:
        for kind in (QTimer, QThread):
            patch.setattr(kind, "start", _noting(kind.start, started.append))
        yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [thing for thing in started if shiboken6.isValid(thing) and _is_running(thing)]
    names = [f"{type(thing).__name__} {thing.objectName()!r} of {thing.parent()!r}" for thing in left]
    for thing in left:  # so that only the guilty test fails
        thing.stop() if isinstance(thing, QTimer) else thing.quit()
    if names:
        pytest.fail("left running: " + ", ".join(names), pytrace=False)


def _noting(start: Callable[..., None], note: Callable[[Any], None]) -> Callable[..., None]:
    def noted(self: object, *arguments: object) -> None:
        note(self)
        start(self, *arguments)

    return noted


def _is_running(thing: object) -> bool:
    from PySide6.QtCore import QThread, QTimer

    if isinstance(thing, QTimer):
        return thing.isActive() and not thing.isSingleShot()
    return isinstance(thing, QThread) and thing.isRunning()
