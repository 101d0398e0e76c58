"""Compiles the call kernel's own sources into native modules: ``python build.py TARGET``.

Standard library only until it compiles; imports nothing of Hotwash, so that a first run, a wheel
build and a test can all start it as a file. ``TARGET`` becomes a folder of native modules with a
stamp of the sources they were made from.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
STAMP = "STAMP"
COMPILED = (
    "words",
    "codes",
    "draws",
    "heap",
    "rows",
    "ready",
    "arrivals",
    "slots",
    "people",
    "ledger",
    "book",
    "borders",
    "planning",
    "desks",
    "routes",
    "engine",
    "loop",
    "controls",
    "calls",
)
_PACKAGE = "hotwash.simulation.kernel"
_SHARED = f"{_PACKAGE}._shared"  # what Cython would otherwise put into every module, three times the compiling
_COLD = frozenset({"_shared", "words", "codes", "routes", "controls", "calls"})


class BuildFailed(RuntimeError):
    """The native kernel could not be made; the plain one gives the same results."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The native call kernel could not be built: {reason}")


def source_hash() -> str:
    """SHA-256 over every source of the kernel and the Python it would be compiled for."""
    digest = hashlib.sha256(sys.implementation.cache_tag.encode() + sys.platform.encode())
    for path in sorted(HERE.glob("*.p*")):
        if path.suffix in {".py", ".pxd"}:
            text = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(b"%s\n%d\n" % (path.name.encode(), len(text)))
            digest.update(text)
    return digest.hexdigest()


def build(target: Path, *, checked: bool = False) -> bool:
    """Compile into ``target``; True when it is there. Raises BuildFailed with the reason otherwise.

    ``checked`` keeps the bounds checks in: slower, for a test. The folder appears whole or not at all.
    """
    try:
        import Cython.Build
        import setuptools
    except ImportError as missing:
        raise BuildFailed(f"the package {missing.name} is not installed.") from missing
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kernel-", dir=target.parent) as scratch:
        place = Path(scratch)
        sources = _copy_sources(place / "source")
        extensions = [
            setuptools.Extension(f"{_PACKAGE}.{name}", [str(sources / f"{name}.py")], extra_compile_args=_flags(name))
            for name in COMPILED
        ]
        said = io.StringIO()
        try:
            with contextlib.chdir(place), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                _compile(Cython.Build.cythonize, setuptools, extensions, place, checked=checked)
        except (Exception, SystemExit) as failure:
            raise BuildFailed(_reason(failure, said.getvalue())) from failure
        made = place / "made" / Path(*_PACKAGE.split("."))
        (made / STAMP).write_text(source_hash(), encoding="ascii")
        if target.exists():
            shutil.rmtree(target)
        made.replace(target)
    return True


def _compile(cythonize: Any, setuptools: Any, extensions: list[Any], place: Path, *, checked: bool) -> None:
    directives = {
        "language_level": 3,
        "annotation_typing": False,
        "boundscheck": checked,
        "wraparound": False,
        "initializedcheck": checked,
        "cdivision": True,
        "infer_types": False,
        "show_performance_hints": False,
    }
    shared = place / "_shared.c"
    subprocess.run([sys.executable, "-m", "cython", f"--generate-shared={shared}"], check=True, capture_output=True)
    modules = cythonize(
        extensions,
        compiler_directives=directives,
        include_path=[str(place / "source")],
        shared_utility_qualified_name=_SHARED,
        quiet=True,
    )
    modules.append(setuptools.Extension(_SHARED, [str(shared)], extra_compile_args=_flags("_shared")))
    names = {"name": "kernel", "ext_modules": modules, "script_args": ["-q", "build_ext"]}
    folders = {"build_lib": str(place / "made"), "build_temp": str(place / "objects"), "parallel": os.cpu_count() or 1}
    setuptools.setup(**names, options={"build_ext": folders})


def _copy_sources(place: Path) -> Path:
    package = place.joinpath(*_PACKAGE.split("."))
    package.mkdir(parents=True)
    folder = package
    while folder != place:
        (folder / "__init__.py").write_text("", encoding="ascii")
        folder = folder.parent
    for path in HERE.iterdir():
        if path.suffix in {".py", ".pxd"} and path.stem not in {"__init__", "build"}:
            shutil.copyfile(path, package / path.name)
    return package


def _flags(name: str) -> list[str]:
    # No fused multiply-add and no fast mathematics: the bits must be those of the plain kernel.
    if os.name == "nt":
        return ["/O2", "/fp:precise"]
    return ["-O1" if name in _COLD else "-O3", "-ffp-contract=off", "-g0"]


def _reason(failure: BaseException, said: str) -> str:
    lines = [line.strip() for line in (str(failure) or said).splitlines() if line.strip()]
    return lines[-1] if lines else type(failure).__name__


def main(arguments: list[str]) -> int:
    """Build into the folder named by the one argument; 0 when it is there. ``--checked`` keeps bounds checks in."""
    folders = [argument for argument in arguments if argument != "--checked"]
    if len(folders) != 1:
        print("Give one folder to build the native call kernel into.", file=sys.stderr)
        return 2
    try:
        build(Path(folders[0]).resolve(), checked="--checked" in arguments)
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
