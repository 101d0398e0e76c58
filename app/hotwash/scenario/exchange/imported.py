"""What came out of another program's file: entries as an author would write them, and what became of everything.

Knows no format. Entries use the words of the scenario grammar and become values only when a scenario is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from hotwash.domain.sentences import Sentence, joined, say, term

Plain: TypeAlias = "str | int | bool | tuple[Plain, ...] | Mapping[str, Plain]"
Entry: TypeAlias = Mapping[str, Plain]
"""Keys and values of one element, link, policy or region, as they may stand in a scenario file."""

PLACES_TOLD = 3
"""Places of one line of a report that are named; the rest is counted."""
LINES_TOLD = 200


class Sort(StrEnum):
    """What became of it."""

    TAKEN = term("taken")
    GUESSED = term("guessed")
    LEFT = term("left out")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done or not, why, and everywhere in the source that it concerns (empty: the whole file)."""

    sort: Sort
    sentence: str
    places: tuple[str, ...]

    def told(self) -> Sentence:
        """The line for a person; many places are counted instead of named."""
        named = ", ".join(self.places[:PLACES_TOLD])
        more = len(self.places) - PLACES_TOLD
        if not named:
            return joined([self.sentence])
        if more > 0:
            named = say("{named} and {more:,} more", named=named, more=more)
        return say("{where}: {sentence}", where=named, sentence=self.sentence)


@dataclass(frozen=True, slots=True)
class Report:
    """What was taken, guessed and left out of the file `source`, and what the author has to add next."""

    source: str
    summary: str
    lines: tuple[Line, ...] = ()
    next_steps: tuple[str, ...] = ()

    def of(self, sort: Sort) -> tuple[Line, ...]:
        """The lines of one sort, in order of the source."""
        return tuple(line for line in self.lines if line.sort is sort)

    def told(self, most: int = LINES_TOLD) -> Iterator[str]:
        """The report line by line, at most so many of each sort."""
        yield say("{source}: {summary}", source=self.source, summary=self.summary)
        for sort in Sort:
            found = self.of(sort)
            yield say("{sort}: {count:,}", sort=str(sort).capitalize(), count=len(found))
            for line in found[:most]:
                yield f"  {line.told()}"
            if len(found) > most:
                yield "  " + say("and {more:,} lines more", more=len(found) - most)
        if self.next_steps:
            yield say("Next:")
            for step in self.next_steps:
                yield f"  {step}"


@dataclass(frozen=True, slots=True)
class Imported:
    """Entries of the lists of a scenario, in the order of the source, with unique ids and no open references."""

    title: str
    report: Report
    elements: tuple[Entry, ...] = ()
    links: tuple[Entry, ...] = ()
    policies: tuple[Entry, ...] = ()
    regions: tuple[Entry, ...] = ()

    def lists(self) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """The filled lists by the name that they have in a scenario file."""
        for name in ("regions", "policies", "elements", "links"):
            found: tuple[Entry, ...] = getattr(self, name)
            if found:
                yield name, found


class Remarks:
    """Collects the lines of a report while a file is read; equal ones are one line with several places."""

    def __init__(self) -> None:
        self._found: dict[tuple[Sort, str], list[str]] = {}

    def taken(self, place: str, sentence: str) -> None:
        """Something stands in the network as the file says."""
        self._tell(Sort.TAKEN, place, sentence)

    def guessed(self, place: str, sentence: str) -> None:
        """Something was decided that the file does not say."""
        self._tell(Sort.GUESSED, place, sentence)

    def left(self, place: str, sentence: str) -> None:
        """Something of the file is not in the network."""
        self._tell(Sort.LEFT, place, sentence)

    def _tell(self, sort: Sort, place: str, sentence: str) -> None:
        places = self._found.setdefault((sort, sentence), [])
        if place and (not places or places[-1] != place):
            places.append(place)

    def lines(self) -> tuple[Line, ...]:
        """Every line, in the order in which each was first met."""
        return tuple(Line(sort, sentence, tuple(places)) for (sort, sentence), places in self._found.items())
