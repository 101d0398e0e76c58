"""Who may import whom: the layers and the one-library-one-room contracts of pyproject.toml, held and able to fail."""

import os
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.architecture.repository import APP, PACKAGE, ROOT, imports, modules

LINT = (
    "import sys; from importlinter.cli import lint_imports;"
    "sys.exit(lint_imports(config_filename=sys.argv[1], no_cache=True))"
)
# import package -> the modules that may write its import. Finer than the contracts, which know whole rooms.
ONE_ROOM = {
    "PySide6": ["hotwash.ui", "hotwash.ui.*"],
    "shiboken6": ["hotwash.ui", "hotwash.ui.*"],
    "simpy": ["hotwash.simulation.control"],
    "networkx": ["hotwash.analysis.*"],
    "reportlab": ["hotwash.documents.pdf*"],
    "docx": ["hotwash.documents.docx.*"],
    "openpyxl": ["hotwash.documents.xlsx.*"],
    "defusedxml": ["hotwash.documents.xlsx.*", "hotwash.scenario.exchange.*"],
    "lxml": [],
    "ruamel": ["hotwash.scenario.*"],
    "sqlite3": ["hotwash.journal.*"],
    "starlette": ["hotwash.seats.*"],
    "uvicorn": ["hotwash.seats.*"],
    "websockets": ["hotwash.seats.*"],
    "numpy": ["hotwash.simulation.*", "hotwash.ui.*", "hotwash.viewmodels.*", "hotwash.documents.*"],
    "Cython": ["hotwash.simulation.kernel.build", "build_hook"],
    "setuptools": ["hotwash.simulation.kernel.build", "build_hook"],
    "hatchling": ["build_hook"],
    "apsw": [],
    "pypdf": [],
}


def lint(source: Path) -> str:
    env = dict(os.environ, PYTHONPATH=str(source), COLUMNS="200")
    command = [sys.executable, "-c", LINT, str(ROOT / "pyproject.toml")]
    done = subprocess.run(command, cwd=source, env=env, capture_output=True, text=True, check=False)
    return f"{done.stdout}{done.stderr}\nexit {done.returncode}"


def test_imports_go_downward_only() -> None:
    said = lint(APP)
    assert said.endswith("exit 0"), said


def test_the_contracts_catch_a_breach(tmp_path: Path) -> None:
    breaches = {
        "domain/time.py": "import hotwash.exercise.session",
        "scenario/reader.py": "import hotwash.journal.file",
        "exercise/session.py": "import networkx",
        "viewmodels/board.py": "import PySide6.QtCore",
        "simulation/tally.py": "import simpy",
        "analysis/graph.py": "import sqlite3",
        "catalogue/registry.py": "import ruamel.yaml",
        "editor/edits.py": "import numpy",
        "whatif/ensemble.py": "import reportlab.lib",
        "documents/content.py": "import starlette",
        "seats/protocol.py": "import docx",
        "seats/page.py": "import defusedxml.sax",
        "simulation/kernel/calls.py": "import setuptools",
        "journal/file.py": "import hotwash.journal.codec",
        "journal/codec.py": "import hotwash.journal.file",
        "attic/lost.py": "",
        "cli/main.py": "",
        "bootstrap/window.py": "",
        "ui/app.py": "",
    }
    for name, text in breaches.items():
        path = tmp_path / "hotwash" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
        for folder in [path.parent, *path.parent.parents]:
            if folder == tmp_path:
                break
            (folder / "__init__.py").touch()
    said = lint(tmp_path)
    kept = [line for line in said.splitlines() if line.endswith(" KEPT")]
    assert not kept, said
    assert "13 broken" in said
    imports_told = ("hotwash.scenario.reader -> hotwash.journal.file", "hotwash.analysis.graph -> sqlite3")
    for told in ("hotwash.attic", *imports_told):
        assert told in said


def trespass(name: str, imported: str) -> bool:
    library = imported.partition(".")[0]
    return library in ONE_ROOM and not any(fnmatch(name, allowed) for allowed in ONE_ROOM[library])


@pytest.mark.parametrize(
    ("name", "imported", "expected"),
    [
        ("hotwash.simulation.control", "simpy", False),
        ("hotwash.simulation.compile", "simpy.events", True),
        ("hotwash.documents.pdf_tables", "reportlab.platypus", False),
        ("hotwash.documents.content", "reportlab", True),
        ("hotwash.documents.docx.render", "docx.oxml", False),
        ("hotwash.documents.xlsx.render", "docx", True),
        ("hotwash.analysis.layout", "networkx", False),
        ("hotwash.cli", "PySide6.QtWidgets", True),
        ("hotwash.domain.time", "enum", False),
    ],
)
def test_a_trespass_is_told_from_an_entitled_import(name: str, imported: str, expected: bool) -> None:
    assert trespass(name, imported) is expected


def test_each_library_has_one_room() -> None:
    found = [
        f"{module.path}:{line}: {imported}"
        for module in modules()
        for line, imported in imports(module.tree)
        if trespass(module.name, imported)
    ]
    assert found == []


def test_every_module_has_a_room() -> None:
    at_the_top = {module.name for module in modules() if module.path.parts[:2] == ("app", "hotwash")}
    alone = {name for name in at_the_top if name.count(".") <= 1}
    rooms = {f"hotwash.{folder.parent.name}" for folder in PACKAGE.glob("*/__init__.py")}
    assert alone - rooms <= {"hotwash", "hotwash.__main__", "hotwash.cli", "hotwash.bootstrap", "hotwash.resources"}


def test_domain_needs_the_standard_library_only() -> None:
    found = [
        f"{module.path}:{line}: {imported}"
        for module in modules()
        if module.room == "domain"
        for line, imported in imports(module.tree)
        if imported.partition(".")[0] not in sys.stdlib_module_names and not imported.startswith("hotwash.domain")
    ]
    assert found == []


IMPORT_WITHOUT_QT = """
import importlib, importlib.abc, sys

class NoQt(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"{name} is forbidden here")

sys.meta_path.insert(0, NoQt())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def test_every_room_but_the_window_imports_without_qt() -> None:
    names = [
        module.name
        for module in modules()
        if module.name.startswith("hotwash") and module.room != "ui" and not module.name.endswith(".build")
    ]
    command = [sys.executable, "-W", "error", "-c", IMPORT_WITHOUT_QT, *names]
    env = dict(os.environ, PYTHONPATH=str(APP))
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    blocked = [sys.executable, "-c", IMPORT_WITHOUT_QT, "PySide6.QtCore"]
    assert subprocess.run(blocked, capture_output=True, check=False).returncode == 1
