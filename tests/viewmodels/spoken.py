"""Which texts of the screen's rooms a translator is given, and which none is; judges syntax trees, runs nothing."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app" / "hotwash"
MARKS = {"tr", "msg", "noop", "say", "term"}
"""Calls whose first argument a translator is given; `said` takes what one of these has marked."""
BELOW = ("domain", "catalogue", "analysis", "simulation", "journal", "scenario", "exercise", "seats", "bootstrap")
ROOMS = (*BELOW, "viewmodels", "ui")
NO_WORDS = {"not started", "no voice", "no calls", "Atkinson Hyperlegible", "text-align: left;"}
"""Keys of records, conditions that are said in other words, a font and a style: nobody reads them."""
NO_TEXT = {"style_sheet.py", "tokens.py", "marks.py"}
NO_READER = re.compile(
    r"domain/sentences\.py: f'part\{number\}'"  # places of a template
    r"|simulation/kernel/.*"  # a kernel's misuse and its compiler's words are for programmers
    r"|(analysis/heard|domain/impairment)\.py: no audio|journal/notices\.py: short of room"  # names in records
    r"|exercise/projections/duties\.py: not (offered|discovered|due)"  # states in records
    r"|exercise/projections/corrections\.py: Correction of .*"  # read back as it was recorded
    r"|exercise/ladder\.py: (487 )?([A-Z][a-z-]+ ?)+"  # SIP reason phrases, the same in every language
    r"|journal/.*: f?['\"]?(PRAGMA|SELECT|INSERT|DELETE|CREATE TABLE|BEGIN|VACUUM) [\S\s]*"  # SQL
    r"|journal/second_copy\.py: f\"\{stem\} second copy.*"  # name of a file
    r"|journal/writer\.py: (f'journal \{path\.name\}'|a listener of the journal failed)"  # a thread, a log
    r"|scenario/(build|shapes)\.py: f['\"](no rule for|field ).*"  # shapes that no reader knows
    r"|domain/predicate_text\.py: f['\"](not |\{_inner).*"  # a condition as its author writes it, in every language
    r"|seats/markup\.py: .*"  # HTML, and what its author is told about it
    r"|seats/pages/\w+\.py: (f'alarm \{kind\}'|bad stopped|mark attention|small quote)"  # classes of a style sheet
    r"|seats/(guard|server|web)\.py: (f['\"](http|ws|default-src).*|-----.*|text/html.*)"  # addresses, headers, PEM
    r"|seats/client\.py: nobody let us in"  # the headless client speaks to its test
    r"|scenario/schema\.py: .*"  # JSON Schemas are files, in English
    r"|analysis/single_points\.py: f'\{a\} (in|out)'"  # halves of an element in a graph
    r"|scenario/exchange/(csv_network|guessing|meanings|rules_table|sndlib|tables|imported)\.py: [\w |,\[\].]+"  # words
    r"|scenario/exchange/(folder|graphml)\.py: [\S\s]*"  # files for authors and other programs, in English
    r"|bootstrap/exercises\.py: f'hotwash \{__version__\} kernel .*"  # a stamp, the same in every language
)
"""Texts of the rooms below that reach no reader of a screen."""
_TWO_WORDS = re.compile(r"[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}")
_A_WORD = re.compile(r"(?:^|\s)[A-Za-z]{2,}(?=\s|$)|[A-Za-z]{2,}\s|\s[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One text that is marked: the call, its literal (None where it is none) and the places it is filled from."""

    where: str
    call: str
    text: str | None
    filled: frozenset[str] | None


def trees(*rooms: str) -> Iterator[tuple[Path, ast.Module]]:
    """Every module of these rooms."""
    for room in rooms:
        for path in sorted((APP / room).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def spoken(path: Path, tree: ast.Module) -> Iterator[Spoken]:
    """Every marked text of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args:
            first = node.args[0]
            text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
            names = [word.arg for word in node.keywords]
            filled = None if None in names else frozenset(name for name in names if name is not None)
            yield Spoken(f"{path.name}:{node.lineno}", node.func.id, text, filled)


def literals() -> frozenset[str]:
    """Every text that `pyside6-lupdate` would find."""
    return frozenset(one.text for path, tree in trees(*ROOMS) for one in spoken(path, tree) if one.text is not None)


def unspoken(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Texts that look like sentences and are given to no translator."""
    known = {id(part) for node in ast.walk(tree) for part in _no_text(node)}
    for node in ast.walk(tree):
        if id(node) in known:
            continue
        if isinstance(node, ast.JoinedStr):
            parts = [part for part in node.values if isinstance(part, ast.Constant)]
            known |= {id(part) for part in parts}
            if any(_A_WORD.search(str(part.value)) for part in parts):
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Constant) and node.value not in NO_WORDS and _TWO_WORDS.search(_text(node)):
            yield node.lineno, _text(node)


def _text(node: ast.Constant) -> str:
    return node.value if isinstance(node.value, str) else ""


def _no_text(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, marked texts, and what is told to programmers only."""
    if isinstance(node, ast.Expr):
        yield node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args:
        yield node.args[0]
    elif isinstance(node, ast.AnnAssign):
        yield from ast.walk(node.annotation)
