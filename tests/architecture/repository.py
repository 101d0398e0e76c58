"""What the architecture tests read: the repository's own files and their syntax trees. It must not judge them."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
PACKAGE = APP / "hotwash"
MADE_BY_TOOLS = {
    ".git",
    ".runtime",
    ".runtime.lock",
    ".venv",
    "uv.lock",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
    "build",
    "dist",
    "_native",
    "reports",
}
TEXT = {
    "",
    ".cfg",
    ".css",
    ".csv",
    ".html",
    ".js",
    ".json",
    ".lock",
    ".md",
    ".pxd",
    ".py",
    ".svg",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
}


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, relative to its top: what git tracks, or all that no tool made where git is not."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        # `safe.directory` so that a checkout owned by somebody else (a container's mount) can be read as well
        command = ["git", "-c", f"safe.directory={ROOT.as_posix()}", "ls-files", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        return tuple(path for name in listed.split("\0") if name and (ROOT / (path := Path(name))).is_file())
    found = (path.relative_to(ROOT) for path in sorted(ROOT.rglob("*")) if path.is_file())
    return tuple(path for path in found if not MADE_BY_TOOLS & set(path.parts) and path.suffix not in (".pyc", ".so"))


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file with its content."""
    for path in files():
        if path.suffix in TEXT:
            yield path, (ROOT / path).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Module:
    """One Python file of the import package."""

    path: Path  # relative to the top of the repository
    name: str  # dotted, from `hotwash`
    lines: int
    tree: ast.Module

    @property
    def room(self) -> str:
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""


@cache
def modules() -> tuple[Module, ...]:
    """Every module below app/, read and parsed; those beside the package (the first-run script) have no room."""
    found = []
    for path in files():
        if path.suffix != ".py" or path.parts[0] != "app":
            continue
        text = (ROOT / path).read_text(encoding="utf-8")
        name = ".".join(path.relative_to("app").with_suffix("").parts).removesuffix(".__init__")
        found.append(Module(path, name, len(text.splitlines()), ast.parse(text, str(path))))
    return tuple(found)


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every imported module with its line, wherever in the file the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
