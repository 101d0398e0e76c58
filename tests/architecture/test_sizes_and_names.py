"""How long a file, a class and a function may be, and what none of them may be called."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.repository import APP, Module, modules

FILE, CLASS, FUNCTION = 400, 250, 60
# "path" or "path:name" -> the number of the decision in app/DESIGN.md that allows it to be longer
LONGER: dict[str, int] = {
    "app/hotwash/simulation/kernel/loop.py:Loop": 17,
    "app/hotwash/simulation/kernel/loop.py:run": 17,
}
ATTICS = re.compile(r"(^|_)(utils?|helpers?|misc|common|stuff)(_|$)")
VAGUE = re.compile(r"(Manager|Base|Impl|Helper|Utils?)$")


def too_long(module: Module) -> Iterator[str]:
    """Name what is over its limit, as the key it would have in LONGER."""
    if module.lines > FILE:
        yield f"{module.path.as_posix()}"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            limit = CLASS if isinstance(node, ast.ClassDef) else FUNCTION
            if (node.end_lineno or 0) - node.lineno + 1 > limit:
                yield f"{module.path.as_posix()}:{node.name}"


def test_files_classes_and_functions_are_short() -> None:
    found = {key for module in modules() for key in too_long(module)}
    assert found == set(LONGER), "over the limits without a decision, or a decision without need"


def test_what_is_longer_cites_a_decision_that_exists() -> None:
    path = APP / "DESIGN.md"
    decided = path.read_text(encoding="utf-8") if path.exists() else ""
    numbers = {int(number) for number in re.findall(r"(?m)^\*\*D(\d+)\. ", decided)}
    assert 1 in numbers
    assert set(LONGER.values()) <= numbers


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 1\n" * 400, []),
        ("x = 1\n" * 401, ["app/hotwash/sample.py"]),
        ("def f():\n" + "    x = 1\n" * 59, []),
        ("def f():\n" + "    x = 1\n" * 60, ["app/hotwash/sample.py:f"]),
        ("class C:\n" + "    x = 1\n" * 250, ["app/hotwash/sample.py:C"]),
    ],
)
def test_the_measure_can_tell(source: str, expected: list[str]) -> None:
    sample = Module(Path("app/hotwash/sample.py"), "hotwash.sample", len(source.splitlines()), ast.parse(source))
    assert list(too_long(sample)) == expected


def test_no_attics() -> None:
    found = [module.name for module in modules() if any(map(ATTICS.search, module.name.split(".")))]
    assert found == []
    assert all(map(ATTICS.search, ("utils", "text_utils", "helper", "misc")))
    assert not any(map(ATTICS.search, ("commonwealth", "utility_power", "permission")))


def test_class_names_say_what_a_thing_is() -> None:
    found = [
        f"{module.path}:{node.lineno}: {node.name}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and VAGUE.search(node.name)
    ]
    assert found == []
    assert all(map(VAGUE.search, ("SeatManager", "FaultBase", "ReaderImpl")))
    assert not VAGUE.search("BaseStation")


def test_every_module_says_what_it_is() -> None:
    assert [str(module.path) for module in modules() if module.lines and not ast.get_docstring(module.tree)] == []
