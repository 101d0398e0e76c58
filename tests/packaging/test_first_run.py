"""The first-run script with a small list, a pretended environment and no package index."""

import ast
import multiprocessing
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app import __main__ as first_run
from app.__main__ import Place, SetUpFailed, fingerprint, is_ready, refusal, set_up
from hotwash.simulation import kernel

LIST = "app/requirements.lock"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A checkout in a folder with a space, holding a list of one package."""
    root = tmp_path / "my hotwash"
    (root / "app").mkdir(parents=True)
    (root / LIST).write_text("segno==1.6.6 --hash=sha256:00\n", encoding="utf-8")
    return Place(root)


class Installer:
    """Stands in for venv and pip, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def make(self, place: Place) -> None:
        self.asked.append("make")
        for old in place.home.glob("*.stamp"):  # as venv's clear=True does
            old.unlink()
        place.python.parent.mkdir(parents=True, exist_ok=True)
        place.python.touch()

    def install(self, place: Place, lock: str, held: int) -> None:
        assert held > 2
        assert not place.stamp(lock).exists() or first_run.read(place.stamp(lock)) != fingerprint(place, lock)
        self.asked.append(lock)

    def run(self, place: Place, lock: str = LIST) -> None:
        set_up(place, lock, self.make, self.install)


def test_an_old_python_is_refused_in_one_line() -> None:
    assert refusal((3, 10, 4)) == "Hotwash needs Python 3.11 or newer; this is Python 3.10."
    assert refusal((3, 11, 0)) == refusal((3, 14, 1)) == refusal((4, 0)) == ""


def test_an_old_python_reaches_the_refusal_before_anything_it_does_not_know() -> None:
    source = (ROOT / "app/__main__.py").read_text(encoding="utf-8")
    early = source[: source.index("import contextlib")]
    pretended = early.replace("import sys\n", "class sys: version_info = (3, 6, 9)\n", 1)
    with pytest.raises(SystemExit, match=r"^Hotwash needs Python 3\.11 or newer; this is Python 3\.6\.$"):
        exec(compile(pretended, "early", "exec"), {})
    compile(source, "app/__main__.py", "exec", dont_inherit=True)
    ast.parse(source, feature_version=(3, 7))


def test_the_stamps_are_written_last(place: Place) -> None:
    installer = Installer()
    assert not is_ready(place, LIST)
    installer.run(place)
    assert installer.asked == ["make", LIST]
    assert is_ready(place, LIST)
    installer.run(place)
    assert installer.asked == ["make", LIST]


def test_a_start_killed_while_making_begins_again(place: Place) -> None:
    installer = Installer()

    def killed(place: Place) -> None:
        installer.make(place)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        set_up(place, LIST, killed, installer.install)
    assert place.python.exists()
    installer.run(place)
    assert installer.asked == ["make", "make", LIST]


def test_a_start_killed_while_installing_goes_on_without_making_again(place: Place) -> None:
    installer = Installer()

    def killed(place: Place, lock: str, held: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        set_up(place, LIST, installer.make, killed)
    assert not is_ready(place, LIST)
    installer.run(place)
    assert installer.asked == ["make", LIST]


def test_a_changed_list_is_installed_over_the_same_environment(place: Place) -> None:
    installer = Installer()
    installer.run(place)
    (place.root / LIST).write_text("segno==1.6.7 --hash=sha256:00\n", encoding="utf-8")
    assert not is_ready(place, LIST)
    installer.run(place)
    assert installer.asked == ["make", LIST, LIST]


def test_another_python_makes_everything_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    installer = Installer()
    installer.run(place)
    monkeypatch.setattr(first_run, "signature", lambda: ".cpython-399-x86_64-linux-gnu.so linux-x86_64")
    assert not is_ready(place, LIST)
    installer.run(place)
    assert installer.asked == ["make", LIST, "make", LIST]


def test_an_environment_whose_python_is_gone_is_made_again(place: Place) -> None:
    installer = Installer()
    installer.run(place)
    place.python.unlink()
    installer.run(place)
    assert installer.asked == ["make", LIST, "make", LIST]


def test_the_two_lists_have_a_stamp_each(place: Place) -> None:
    (place.root / "tests").mkdir()
    (place.root / "tests/requirements.lock").write_text("pytest==9\n", encoding="utf-8")
    installer = Installer()
    installer.run(place)
    installer.run(place, "tests/requirements.lock")
    assert installer.asked == ["make", LIST, "tests/requirements.lock"]
    assert is_ready(place, LIST)
    assert is_ready(place, "tests/requirements.lock")


def test_two_starts_at_once_install_once(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    installer = Installer()
    entered, go_on = threading.Event(), threading.Event()

    def slowly(place: Place, lock: str, held: int) -> None:
        entered.set()
        assert go_on.wait(30)
        installer.install(place, lock, held)

    first = threading.Thread(target=set_up, args=(place, LIST, installer.make, slowly))
    first.start()
    assert entered.wait(30)
    second = threading.Thread(target=installer.run, args=(place,))
    second.start()
    second.join(0.5)
    assert second.is_alive()
    go_on.set()
    first.join(30)
    second.join(30)
    assert not second.is_alive()
    assert installer.asked == ["make", LIST]
    assert "waiting for it" in capsys.readouterr().err


def _hold_and_die(root: str, held: "multiprocessing.synchronize.Event") -> None:
    with first_run.one_at_a_time(Place(Path(root))):
        held.set()
        os._exit(9)


def test_the_lock_dies_with_its_holder(place: Place) -> None:
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    holder = context.Process(target=_hold_and_die, args=(str(place.root), held))
    holder.start()
    assert held.wait(60)
    holder.join(60)
    with first_run.one_at_a_time(place) as number:
        assert number > 2


def test_a_failed_install_shows_what_pip_said_and_one_sentence(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pip(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        assert command[1:5] == ["-I", "-m", "pip", "install"]
        assert {"--require-hashes", "--no-deps", "--only-binary"} <= set(command)
        assert command[-1] == str(place.root / LIST)
        return subprocess.CompletedProcess(command, 1, "", "ERROR: No matching distribution found for segno\n")

    monkeypatch.setattr(subprocess, "run", pip)
    with pytest.raises(SetUpFailed, match=r"^Set-up did not finish\. Run the same command again; it goes on from"):
        set_up(place, LIST, Installer().make)
    assert "No matching distribution found for segno" in capsys.readouterr().err
    assert not place.stamp(LIST).exists()


def test_a_folder_that_cannot_be_written_is_said(place: Place) -> None:
    place.guard.mkdir()
    with pytest.raises(SetUpFailed, match="Set-up could not write in"):
        Installer().run(place)


def test_a_python_without_ensurepip_names_the_package(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(first_run, "apt_install", lambda packages: False)
    with pytest.raises(SetUpFailed, match=r"sudo apt install python3\.\d+-venv$"):
        first_run.make_environment(place)


def test_missing_system_libraries_are_named_with_their_packages(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["libEGL.so.1: cannot open shared object file"] * 2
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(first_run, "_probe_qt", lambda place, kind: answers.pop() if answers else "")
    monkeypatch.setattr(first_run, "apt_install", lambda packages: False)
    monkeypatch.setattr(first_run, "has_screen", lambda: False)
    place.home.mkdir()
    said = first_run.missing_for_qt(place)
    assert said.startswith("Qt cannot start: libEGL.so.1 is missing. Install it with: sudo apt-get install -y libgl1 ")
    assert "libegl1" in said
    assert "xcb" not in said
    monkeypatch.setattr(first_run, "has_screen", lambda: True)
    assert "libxcb-cursor0" in first_run.missing_for_qt(place)
    assert first_run.missing_for_qt(place) == ""
    answers.append("asked again although a stamp says it works")
    assert first_run.missing_for_qt(place) == ""


def test_system_packages_are_only_installed_as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert not first_run.apt_install(["libegl1"])


def test_an_environment_prepared_by_somebody_else_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("nothing was to be set up")

    monkeypatch.setattr(first_run, "set_up", never)
    monkeypatch.setattr(sys, "prefix", "elsewhere")
    monkeypatch.delenv(first_run.INSIDE, raising=False)
    first_run.ensure(LIST, ["json", "sqlite3"], "app")
    with pytest.raises(AssertionError, match="nothing was to be set up"):
        first_run.ensure(LIST, ["json", "a_package_nobody_has"], "app")
    monkeypatch.setenv(first_run.INSIDE, fingerprint(first_run.HERE, LIST))
    first_run.ensure(LIST, ["a_package_nobody_has"], "app")
    monkeypatch.setenv(first_run.INSIDE, "the hash of an older list")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    first_run.ensure(LIST, ["a_package_nobody_has"], "app")


@pytest.mark.parametrize(("screen", "expected"), [("", "1"), (":0", None)])
def test_without_a_screen_the_start_is_told_so(
    screen: str, expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[list[str], dict[str, str]]] = []
    for name in (first_run.INSIDE, first_run.HEADLESS, "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", screen)
    monkeypatch.setenv("PYTHONPATH", "somewhere/else")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "argv", ["app", "run", "a scenario.yaml"])
    monkeypatch.setattr(first_run, "set_up", lambda place, lock: None)
    monkeypatch.setattr(first_run, "missing_for_qt", lambda place: "")
    monkeypatch.setattr(first_run, "_restart", lambda argv, env: started.append((argv, env)))
    first_run.ensure(LIST, ["a_package_nobody_has"], "app")
    [(argv, env)] = started
    assert argv == [str(first_run.HERE.python), "-m", "app", "run", "a scenario.yaml"]
    assert env[first_run.INSIDE] == fingerprint(first_run.HERE, LIST)
    assert env.get(first_run.HEADLESS) == expected
    assert "PYTHONPATH" not in env


def test_tests_leave_slow_ones_out_unless_asked() -> None:
    from tests.__main__ import selection

    workers = ["-n", "auto", "--dist", "loadfile", "--max-worker-restart=0"]
    assert selection([]) == [*workers, "-m", "not slow"]
    assert selection(["-k", "locks"]) == [*workers, "-m", "not slow", "-k", "locks"]
    assert selection(["--all", "-x"]) == [*workers, "-x"]


@pytest.fixture
def builds(place: Place, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Pretends to build kernels, and remembers where."""
    asked: list[Path] = []

    def build(builder: Path, target: Path) -> str:
        assert builder == place.root / "app/hotwash/simulation/kernel/build.py"
        asked.append(target)
        target.mkdir()
        return ""

    monkeypatch.setattr(first_run, "_build_kernel", build)
    monkeypatch.setattr(first_run, "compiler_trouble", lambda: "")
    return asked


def test_the_kernel_is_built_once_for_each_source(
    place: Place, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first_run.prepare_kernel(place)
    first_run.prepare_kernel(place)
    assert [target.name for target in builds] == [kernel.source_hash()]
    monkeypatch.setattr(kernel, "source_hash", lambda: "another")
    first_run.prepare_kernel(place)
    assert [target.name for target in builds][1:] == ["another"]


def test_a_kernel_that_cannot_be_built_is_said_once_and_stops_nothing(
    place: Place, builds: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(first_run, "compiler_trouble", lambda: "there is no C compiler")
    first_run.prepare_kernel(place)
    assert capsys.readouterr().err == (
        "The fast call kernel could not be built (there is no C compiler); Hotwash uses the plain one.\n"
    )
    first_run.prepare_kernel(place)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(first_run, "compiler_trouble", lambda: "")  # a compiler has been installed meanwhile
    first_run.prepare_kernel(place)
    assert len(builds) == 1


def test_a_window_does_not_wait_for_the_kernel(
    place: Place, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: started.append(command))
    first_run.prepare_kernel_aside(place)
    assert builds == []
    [command] = started
    assert command[-2:] == [str(place.root), str(place.root / "app")]
    compile(command[2], "aside", "exec")
    first_run.prepare_kernel(place)
    first_run.prepare_kernel_aside(place)
    assert len(started) == 1


def test_the_builder_s_own_words_are_kept_short(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    told = "a warning\nThe native call kernel could not be built: command 'gcc' failed\n"
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1, "", told))
    assert first_run._build_kernel(place.root, place.home) == "command 'gcc' failed"


def test_a_build_that_is_stopped_is_tried_again_at_the_next_start(
    place: Place, builds: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(builder: Path, target: Path) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(first_run, "_build_kernel", stopped)
        first_run.prepare_kernel(place)
    assert "it was stopped" in capsys.readouterr().err
    first_run.prepare_kernel(place)
    assert len(builds) == 1
