"""The wheel and the source distribution: a wheel without its scenarios is the usual bug, and no checkout shows it."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from app.__main__ import compiler_trouble

ROOT = Path(__file__).resolve().parents[2]
ASK = """
from hotwash.resources import shipped
from hotwash.simulation import kernel
import hotwash
print(hotwash.__file__)
print(sum(1 for _ in shipped("scenarios").iterdir()), sum(1 for _ in shipped("assets").iterdir()))
print(kernel.backend())
"""

pytestmark = pytest.mark.slow


def build(kind: str, folder: Path, *, source: Path = ROOT, kernel: str = "native") -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    env = dict(os.environ, HOTWASH_KERNEL=kernel)
    done = subprocess.run(command, cwd=source, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    [made] = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


def shipped_files() -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for folder in ("scenarios", "assets")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_every_scenario_and_asset(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    inside = {name.removeprefix("hotwash/_shipped/") for name in names if name.startswith("hotwash/_shipped/")}
    assert inside == shipped_files()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names} == {
        "hotwash",
        wheel.name.split("-py")[0].split("-cp")[0] + ".dist-info",
    }


def test_the_wheel_holds_every_module(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "app/hotwash"
    modules = {f"hotwash/{path.relative_to(package).as_posix()}" for path in package.rglob("*.py")}
    assert {name for name in modules if "/_native/" not in name} <= names


def test_the_source_distribution_makes_the_same_wheel(tmp_path: Path) -> None:
    archive = build("sdist", tmp_path / "sdist")
    with tarfile.open(archive) as opened:
        if hasattr(tarfile, "data_filter"):  # Python 3.11.4 brought it; later ones warn without it
            opened.extractall(tmp_path / "source", filter="data")
        else:
            opened.extractall(tmp_path / "source")
    [source] = (tmp_path / "source").iterdir()
    again = build("wheel", tmp_path / "again", source=source, kernel="plain")
    wheel = build("wheel", tmp_path / "wheel", kernel="plain")
    assert again.name == wheel.name
    assert wheel.name.endswith("-py3-none-any.whl")
    assert sorted(zipfile.ZipFile(again).namelist()) == sorted(zipfile.ZipFile(wheel).namelist())


def test_the_installed_wheel_runs_alone(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "an environment"
    venv.create(home, with_pip=True, symlinks=sys.platform != "win32")
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PIP_TARGET", "PIP_PREFIX")}
    python = str(scripts / "python")
    install = [python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    assert subprocess.run(install, cwd=tmp_path, env=env, capture_output=True, check=False).returncode == 0
    # the libraries come from the environment that runs this test; our own package must not
    libraries = os.pathsep.join(path for path in sys.path if path.endswith("site-packages"))
    env["PYTHONPATH"] = libraries

    said = subprocess.run(
        [str(scripts / "hotwash"), "--version"], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    assert said.stdout.lower().startswith("hotwash 0.")

    asked = subprocess.run([python, "-c", ASK], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr
    where, counted, backend = asked.stdout.splitlines()
    assert Path(where).is_relative_to(home)
    assert all(int(number) > 0 for number in counted.split())
    assert backend == ("plain" if compiler_trouble() else "native")


def test_the_wheel_is_native_where_a_compiler_is(wheel: Path) -> None:
    native = [name for name in zipfile.ZipFile(wheel).namelist() if "/kernel/_native/" in name]
    if compiler_trouble():
        assert native == []
        assert wheel.name.endswith("-py3-none-any.whl")
    else:
        assert "hotwash/simulation/kernel/_native/STAMP" in native
        assert f"-cp{sys.version_info[0]}{sys.version_info[1]}-" in wheel.name
