"""The first run: make .runtime/ from a hash-locked list, then start Hotwash in it.

`python3 -m app` and `python3 -m tests` both come through here. Standard library only, because nothing else is
there yet; it must not know what Hotwash does with its arguments. The stamps it leaves in .runtime/ are written
last, so a start that was killed half-way is simply repeated.
"""

import sys

NEEDS = (3, 11)


def refusal(version: "tuple[int, ...]") -> str:  # quoted for the Pythons that would stumble over it
    """Say why this Python is too old, or nothing. `version` is a tuple like `sys.version_info`."""
    if version[:2] >= NEEDS:
        return ""
    return "Hotwash needs Python %d.%d or newer; this is Python %d.%d." % (*NEEDS, version[0], version[1])


if refusal(sys.version_info[:2]):
    raise SystemExit(refusal(sys.version_info[:2]))

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sysconfig
import time
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

INSIDE = "HOTWASH_RUNTIME"  # in the environment of a process already started in .runtime/: the list's hash
HEADLESS = "HOTWASH_HEADLESS"
AGAIN = "Run the same command again; it goes on from where it stopped."
QT_LIBRARIES = ["libgl1", "libegl1", "libxkbcommon0", "libfontconfig1", "libdbus-1-3", "libglib2.0-0"]
NO_LIBRARY = ": cannot open shared object file"
WINDOW_LIBRARIES = [
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxkbcommon-x11-0",
    "libx11-xcb1",
    "libxcb-shape0",
    "libxcb-xkb1",
]
# Loads what a window would load, without opening one; the loader's own words name the missing library.
QT_PROBE = """
import ctypes, pathlib, sys
try:
    import PySide6.QtWidgets, PySide6.QtPrintSupport, PySide6.QtSvg
    if sys.argv[1:] == ["window"]:
        ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"))
except (ImportError, OSError) as error:
    sys.exit(str(error))
"""
# The window must not wait for a compiler; nor should a compiler make it stutter.
BUILD_ASIDE = """
import os, sys
sys.path[:0] = sys.argv[1:]
from app.__main__ import prepare_kernel
if hasattr(os, "nice"):
    os.nice(10)
prepare_kernel()
"""


class SetUpFailed(Exception):
    """Set-up cannot go on; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Place:
    """Where one checkout keeps its environment."""

    root: Path

    @property
    def home(self) -> Path:
        return self.root / ".runtime"

    @property
    def guard(self) -> Path:
        """The file that is locked during set-up; beside the environment, which may be cleared."""
        return self.root / ".runtime.lock"

    @property
    def python(self) -> Path:
        return self.home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def made(self) -> Path:
        """Holds the signature of the Python that completed the empty environment."""
        return self.home / "made.stamp"

    def stamp(self, lock: str) -> Path:
        """Holds the hash of the list that was installed completely."""
        return self.home / (lock.replace("/", "-") + ".stamp")


HERE = Place(Path(__file__).resolve().parents[1])


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def signature() -> str:
    """Name what compiled libraries depend on: the Python's binary interface and the platform."""
    return "%s %s" % (sysconfig.get_config_var("EXT_SUFFIX"), sysconfig.get_platform())


def fingerprint(place: Place, lock: str) -> str:
    return hashlib.sha256((place.root / lock).read_bytes()).hexdigest()


def is_made(place: Place) -> bool:
    return read(place.made) == signature() and place.python.exists()


def is_ready(place: Place, lock: str) -> bool:
    return is_made(place) and read(place.stamp(lock)) == fingerprint(place, lock)


@contextlib.contextmanager
def one_at_a_time(place: Place) -> Iterator[int]:
    """Hold the set-up lock, waiting for another start that has it; gives the lock's file number."""
    with place.guard.open("a+b") as file:
        waiting = False
        while not _lock(file.fileno()):
            if not waiting:
                say("Another start is setting Hotwash up; waiting for it.")
            waiting = True
            time.sleep(0.2)
        yield file.fileno()  # closing the file lets go of the lock, and so does being killed


def _lock(number: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(number, 0, os.SEEK_SET)
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def make_environment(place: Place) -> None:
    """Make an empty .runtime/ with pip in it, whatever half of one is there."""
    if importlib.util.find_spec("ensurepip") is None:
        package = "python%d.%d-venv" % sys.version_info[:2]
        if not apt_install([package]):
            raise SetUpFailed("This Python cannot make an environment; install it first: sudo apt install " + package)
        importlib.invalidate_caches()
    try:
        venv.create(place.home, with_pip=True, clear=True, symlinks=sys.platform != "win32")
    except (subprocess.CalledProcessError, OSError) as error:
        raise SetUpFailed("Set-up could not make %s (%s). %s" % (place.home, error, AGAIN)) from error


def install_list(place: Place, lock: str, held: int) -> None:
    """Install the list with the environment's own pip; `held` keeps the lock for as long as pip lives."""
    command = [str(place.python), "-I", "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--no-input"]
    command += ["--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(place.root / lock)]
    env = {key: value for key, value in os.environ.items() if key not in ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")}
    env["PIP_USER"] = "0"
    keep = () if sys.platform == "win32" else (held,)  # a pip that outlives us must not meet a second one
    done = subprocess.run(command, env=env, pass_fds=keep, capture_output=True, text=True, errors="replace")
    if done.returncode:
        say(done.stderr.strip())
        raise SetUpFailed("Set-up did not finish. " + AGAIN)


def set_up(
    place: Place,
    lock: str,
    make: Callable[[Place], None] = make_environment,
    install: Callable[[Place, str, int], None] = install_list,
) -> None:
    """Bring .runtime/ to what `lock` lists; does nothing where the stamps say it is there already."""
    if is_ready(place, lock):
        return
    try:
        with one_at_a_time(place) as held:
            if is_ready(place, lock):
                return
            say("Setting up Hotwash in %s: up to 600 MB of libraries, once; a minute or two." % place.home)
            if not is_made(place):
                make(place)
                place.made.write_text(signature(), encoding="utf-8")
            install(place, lock, held)
            place.stamp(lock).write_text(fingerprint(place, lock), encoding="utf-8")
    except OSError as error:
        raise SetUpFailed(
            "Set-up could not write in %s (%s); make room or give permission there." % (place.root, error)
        ) from error


def apt_install(packages: list[str]) -> bool:
    """Install system packages where that is ours to do: as root, where there is apt-get."""
    if sys.platform == "win32" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say("Installing system packages: " + " ".join(packages))
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", *command], env=env, capture_output=True, text=True)
    if done.returncode:
        say(done.stderr.strip())
    return done.returncode == 0


def has_screen() -> bool:
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_for_qt(place: Place) -> str:
    """Return one sentence on the system libraries Qt lacks here, after trying to install them; or nothing."""
    if not sys.platform.startswith("linux"):
        return ""
    kind = "window" if has_screen() else "plain"
    stamp = place.home / ("qt-" + kind + ".stamp")
    if stamp.exists():
        return ""
    packages = QT_LIBRARIES + (WINDOW_LIBRARIES if kind == "window" else [])
    lacking = _probe_qt(place, kind)
    if lacking and apt_install(packages):
        lacking = _probe_qt(place, kind)
    if lacking:
        return lacking_libraries(lacking, packages)
    stamp.touch()
    return ""


def lacking_libraries(told: str, packages: list[str]) -> str:
    """Compose the sentence on missing system libraries from the loader's own words."""
    reason = told.partition(NO_LIBRARY)[0] + (" is missing" if NO_LIBRARY in told else "")
    return "Qt cannot start: %s. Install it with: sudo apt-get install -y %s" % (reason, " ".join(packages))


def _probe_qt(place: Place, kind: str) -> str:
    command = [str(place.python), "-I", "-c", QT_PROBE, kind]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    return (done.stderr.strip().splitlines() or ["it stopped without a word"])[-1] if done.returncode else ""


def ensure(lock: str, probes: list[str], module: str, *, needs_qt: bool = False) -> None:
    """Return where everything imports already; otherwise make .runtime/ from `lock` and start `module` in it.

    `probes` are packages that, where all are found, show that this environment was prepared by somebody else
    (uv, pipx, conda, a developer). With `needs_qt`, missing system libraries end the start; without, they are
    said and the start goes on without a window.
    """
    inside = os.environ.get(INSIDE) == fingerprint(HERE, lock)
    if getattr(sys, "frozen", False) or inside:
        return
    if Path(sys.prefix) != HERE.home and all(importlib.util.find_spec(probe) for probe in probes):
        return
    try:
        set_up(HERE, lock)
    except KeyboardInterrupt:
        raise SystemExit("Set-up was stopped. " + AGAIN) from None
    except SetUpFailed as failure:
        raise SystemExit(str(failure)) from failure
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONHOME", "PYTHONPATH")}
    env[INSIDE] = fingerprint(HERE, lock)
    lacking = missing_for_qt(HERE)
    if lacking and needs_qt:
        raise SystemExit(lacking)
    if lacking:
        say(lacking)
    if lacking or not (has_screen() or "QT_QPA_PLATFORM" in env):
        env[HEADLESS] = "1"
    _restart([str(HERE.python), "-m", module, *sys.argv[1:]], env)


def _restart(argv: list[str], env: dict[str, str]) -> None:
    os.chdir(HERE.root)
    if sys.platform == "win32":
        with contextlib.suppress(KeyboardInterrupt):
            raise SystemExit(subprocess.call(argv, env=env))
        raise SystemExit(130)
    os.execve(argv[0], argv, env)  # same process: signals and the exit status pass through


def compiler_trouble() -> str:
    """Say why no C compiler can be used here, or nothing. Must not make macOS offer to install one."""
    if sys.platform == "win32":
        return ""  # only setuptools knows where Microsoft's hides
    if sys.platform == "darwin" and subprocess.run(["xcode-select", "-p"], capture_output=True).returncode:
        return "Xcode's command line tools are not installed"
    named = (sysconfig.get_config_var("CC") or "cc").split()[0]
    if not shutil.which(os.environ.get("CC", named).split()[0]):
        return "there is no C compiler"
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        return "Python's C headers are missing"
    return ""


def kernel_target(place: Place) -> Path:
    """Return where the native kernel of the present source belongs. Needs `app/` on `sys.path`."""
    from hotwash.simulation.kernel import source_hash

    return place.home / "kernel" / source_hash()


def wants_kernel(place: Place) -> bool:
    """Tell whether a native kernel is still to be built, or to be tried again because the machine has changed."""
    target = kernel_target(place)
    refused = target.with_suffix(".txt")
    return not target.exists() and not (refused.exists() and read(refused) == compiler_trouble())


def prepare_kernel(place: Place = HERE) -> None:
    """Build the native call kernel once for each state of its source; a failure costs speed, never the start.

    Must run before the kernel is first used, with `app/` on `sys.path`.
    """
    if not wants_kernel(place):
        return
    target = kernel_target(place)
    trouble = reason = compiler_trouble()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with one_at_a_time(place):
            if target.exists():
                return
            reason = trouble or _build_kernel(place.root / "app/hotwash/simulation/kernel/build.py", target)
            if reason:
                target.with_suffix(".txt").write_text(trouble, encoding="utf-8")
    except OSError as error:
        reason = str(error)
    except KeyboardInterrupt:
        reason = "it was stopped"
    if reason:
        say("The fast call kernel could not be built (%s); Hotwash uses the plain one." % reason.rstrip("."))


def prepare_kernel_aside(place: Place = HERE) -> None:
    """Build the native kernel beside the window that is about to open; the plain one serves it until the next start."""
    if not wants_kernel(place):
        return
    if compiler_trouble():
        prepare_kernel(place)  # only says so
        return
    say("The fast call kernel is being built meanwhile; the next start uses it.")
    paths = [str(place.root), str(place.root / "app")]
    quiet = subprocess.DEVNULL
    command = [sys.executable, "-c", BUILD_ASIDE, *paths]
    subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)


def _build_kernel(builder: Path, target: Path) -> str:
    say("Building the fast call kernel, once; a minute or two. Ctrl+C skips it for now.")
    done = subprocess.run([sys.executable, str(builder), str(target)], capture_output=True, text=True, errors="replace")
    told = (done.stderr.strip().splitlines() or ["the build stopped without a word"])[-1]
    return told.rpartition("could not be built: ")[2] if done.returncode else ""


def start() -> None:
    ensure("app/requirements.lock", ["PySide6", "reportlab"], "app")
    sys.path.insert(0, str(HERE.root / "app"))
    if sys.argv[1:] or not has_screen():
        prepare_kernel()
    else:
        prepare_kernel_aside()
    from hotwash.cli.main import main

    try:
        raise SystemExit(main(sys.argv[1:]))
    except ImportError as error:
        if NO_LIBRARY not in str(error):
            raise
        raise SystemExit(lacking_libraries(str(error), QT_LIBRARIES)) from error


if __name__ == "__main__":
    start()
