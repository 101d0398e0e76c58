"""What the repository holds, and what must never be written into it."""

import re
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT, files, texts

TOP = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    "CHANGES.md",
    "LICENSE",
    "README.md",
    "app",
    "assets",
    "pyproject.toml",
    "scenarios",
    "tests",
}


def spelt(text: str) -> str:
    """Take the tildes out: what is forbidden is spelt with them here, so that this file does not hold it."""
    return text.replace("~", "")


MACHINE_PLACE = r"(?<![\w.*-])/(?:t~mp|r~oot|w~ork|home/[a-z]\w*|Users/[A-Za-z]\w*)/|[A-Z]:\\Use~rs\\"
INDEX = r"pypi\.~org|python~hosted|anaconda\.~org|npmjs\.~(?:org|com)|--(?:extra-)?index~-url"
NOT_RUN = r"mark\.(?:sk~ip|skip~if|xf~ail)|pytest\.(?:sk~ip|xf~ail|import~orskip)|unittest\.sk~ip"
FORBIDDEN = {
    "a place on somebody's machine": re.compile(spelt(MACHINE_PLACE)),
    "a package index": re.compile(spelt(INDEX)),
    "work left undone": re.compile(spelt(r"\b(?:TO~DO|FIX~ME|XX~X|HA~CK)\b")),
}
FORBIDDEN_IN_PYTHON = FORBIDDEN | {
    "a test that does not run": re.compile(spelt(NOT_RUN)),
    "a stub": re.compile(spelt("NotImple~mentedError")),
    "code hidden from measurement": re.compile(spelt(r"pragma:\s*no~ cover")),
    "a silenced type error without code and reason": re.compile(spelt(r"# ?type: ?ig~nore(?!\[[a-z, -]+\]\s+#\s*\w)")),
    "a lint silenced without its code": re.compile(spelt(r"# ?no~qa(?!: [A-Z]+\d+)")),
}


def breaches(name: str, text: str) -> list[str]:
    rules = FORBIDDEN_IN_PYTHON if name.endswith(".py") else FORBIDDEN
    return [
        f"{name}:{number}: {what}: {line.strip()[:100]}"
        for number, line in enumerate(text.splitlines(), 1)
        for what, pattern in rules.items()
        if pattern.search(line)
    ]


def test_the_top_level_is_fixed() -> None:
    assert {path.parts[0] for path in files()} <= TOP


@pytest.mark.parametrize("name", ["README.md", "CHANGES.md", "LICENSE", "pyproject.toml", ".ci/run"])
def test_what_a_visitor_looks_for_is_there(name: str) -> None:
    assert (ROOT / name).is_file()
    assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_nothing_is_written_that_does_not_belong_here() -> None:
    found = [breach for path, text in texts() if path.name != "LICENSE" for breach in breaches(path.as_posix(), text)]
    assert found == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.md", "see /t~mp/thing"),
        ("a.yaml", "folder: /home/so~mebody/scenarios"),
        ("a.toml", "url = 'files.python~hosted.example'"),
        ("a.py", "# TO~DO: later"),
        ("a.py", "@pytest.mark.sk~ip"),
        ("a.py", "raise NotImple~mentedError"),
        ("a.py", "x = 1  # type: ig~nore"),
        ("a.py", "x = 1  # type: ig~nore[assignment]"),
        ("a.py", "x = 1  # no~qa"),
    ],
)
def test_the_text_lint_finds_a_breach(name: str, line: str) -> None:
    assert breaches(name, spelt(line))


@pytest.mark.parametrize(
    "line",
    [
        "reports/tmp/today.txt",
        "x = 1  # type: ig~nore[assignment]  # Qt's stub says otherwise",
        "x = 1  # no~qa: S603",
        "the teacher's to-do list, a hackney carriage",
    ],
)
def test_the_text_lint_leaves_honest_lines_alone(line: str) -> None:
    assert breaches("a.py", spelt(line)) == []


@pytest.mark.parametrize("folder", ["scenarios", "assets"])
def test_shipped_folders_hold_something(folder: str) -> None:
    assert any(path.parts[0] == folder for path in files())


def test_tests_have_names_of_their_own() -> None:
    names = [path.name for path in files() if path.parts[0] == "tests" and path.name.startswith("test_")]
    assert sorted(names) == sorted(set(names))
    packages = [path for path in files() if path.parts[0] == "tests" and path.name == "__init__.py"]
    assert packages == [Path("tests/__init__.py")]
