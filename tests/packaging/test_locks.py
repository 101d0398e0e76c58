"""The two hash-locked lists against each other and against pyproject.toml.

They are made again, from the top of a checkout, with

    uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 \\
        --extra native pyproject.toml -o app/requirements.lock

and the same with `--extra test` beside `--extra native` for tests/requirements.lock.
"""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
APP, TESTS = "app/requirements.lock", "tests/requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = ("linux", "win32", "darwin")


def entries(name: str) -> list[tuple[Requirement, list[str]]]:
    """Each entry of a list with its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    found = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            requirement, *hashes = re.split(r"\s+--hash=", line.strip())
            found.append((Requirement(requirement), hashes))
    return found


def pins(name: str) -> dict[tuple[str, str], str]:
    """(package, marker) -> version."""
    return {
        (canonicalize_name(entry.name), str(entry.marker or "")): next(iter(entry.specifier)).version
        for entry, _ in entries(name)
    }


def wanted(*extras: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = list(project["dependencies"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("name", [APP, TESTS])
def test_a_list_names_no_address_and_hashes_everything(name: str) -> None:
    assert ":/" + "/" not in (ROOT / name).read_text(encoding="utf-8")
    assert all(hashes for _, hashes in entries(name))
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for _, hashes in entries(name) for one in hashes)
    assert all([one.operator for one in entry.specifier] == ["=="] for entry, _ in entries(name))


def test_the_tests_list_holds_the_whole_run_time_list_at_the_same_versions() -> None:
    run_time, tests = pins(APP), pins(TESTS)
    assert {key: tests.get(key) for key in run_time} == run_time


@pytest.mark.parametrize(("name", "extras"), [(APP, ["native"]), (TESTS, ["native", "test"])])
def test_every_name_of_the_project_is_in_its_list_within_its_range(name: str, extras: list[str]) -> None:
    pinned = pins(name)
    for requirement in wanted(*extras):
        package = canonicalize_name(requirement.name)
        versions = [version for (name_pinned, _), version in pinned.items() if name_pinned == package]
        assert versions, f"{requirement.name} is not in {name}"
        assert all(requirement.specifier.contains(Version(version)) for version in versions), requirement


@pytest.mark.parametrize("name", [APP, TESTS])
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_one_machine_gets_one_version_of_each_package(name: str, python: str, platform: str) -> None:
    machine = {
        "python_version": python,
        "python_full_version": f"{python}.1",
        "sys_platform": platform,
        "platform_python_implementation": "CPython",
    }
    chosen = [entry.name for entry, _ in entries(name) if entry.marker is None or entry.marker.evaluate(machine)]
    assert sorted(chosen) == sorted(set(chosen))
    assert {"pyside6-essentials", "numpy", "networkx", "cython", "setuptools"} <= set(chosen)


def test_every_range_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    lines = block.splitlines()
    bare = [
        line
        for before, line in pairwise(lines)
        if line.strip().startswith('"') and "#" not in line and not before.strip().startswith("#")
    ]
    assert bare == []
