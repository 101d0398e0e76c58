"""Mistakes in a scenario, each with its place and one sentence; knows no YAML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from hotwash.domain.sentences import Sentence, joined, say

_MOST_PRINTED = 200
_LONGEST_GUESSED = 80


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake. `line` and `column` count from 1; line 0 means the file as a whole. `path` is like `links[2].a`."""

    file: str
    line: int
    column: int
    path: str
    sentence: str

    def __str__(self) -> str:
        return str(self.told())

    def told(self) -> Sentence:
        """Place, path and sentence in one."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return joined([part for part in (place, self.path, self.sentence) if part], ": ")


class ScenarioProblems(ValueError):
    """A scenario can't be read; holds every mistake that was found, in order of file, line and column."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        lines = [problem.told() for problem in self.problems[:_MOST_PRINTED]]
        if len(self.problems) > _MOST_PRINTED:
            lines.append(
                say("and {count} more mistakes; correct these first.", count=len(self.problems) - _MOST_PRINTED)
            )
        super().__init__(joined(lines, "\n"))


def shown(text: str, most: int = 60) -> str:
    """Text from a file as it may stand in a sentence: quoted, on one line, printable, cut where too long."""
    plain = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[: most + 1])
    return f"'{plain[:most]}…'" if len(plain) > most else f"'{plain}'"


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """The end of a sentence, its mark included: `; did you mean 'x'?` where something known is near, else a full stop.

    It is put straight behind the last word, and nothing follows it.
    """
    names: Sequence[str] = list(known)
    if given and len(given) <= _LONGEST_GUESSED:
        near = get_close_matches(given.casefold(), names, n=1, cutoff=0.6)
        if near:
            return say("; did you mean '{near}'?", near=near[0])
    return "."
