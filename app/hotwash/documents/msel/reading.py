"""An MSEL that stands in somebody's sheet, as injects of a scenario; knows no file format.

The header is found, columns are known by their titles or by a mapping, and every guess is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hotwash.documents.grid import Cell, Grid, letters
from hotwash.documents.msel.headers import DTG, LOOKED_AT, MINE, SKIP, field_of, is_ours
from hotwash.documents.msel.line import Line, words
from hotwash.documents.msel.moments import Reckoning, reckoning
from hotwash.documents.msel.naming import Names, names_of
from hotwash.documents.msel.report import Reading, Remark, Sort
from hotwash.documents.sheet_errors import NoHeader, NothingInIt
from hotwash.domain.msel import Inject
from hotwash.domain.msel_columns import OWN
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.scenario.problems import shown
from hotwash.scenario.shapes import ID_PATTERN
from hotwash.scenario.write_injects import Entry, checked

_NEEDED = frozenset({"subject", "text"})
_ESCAPED = "'"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its place from 0, its title, and the field it means."""

    place: int
    title: str
    field: str

    def __str__(self) -> str:
        return f"column {letters(self.place)}" + (f" {shown(self.title, 40)}" if self.title else "")


def read_msel(
    grids: Sequence[Grid], scenario: Scenario, path: Path, mapping: Mapping[str, str] | None = None
) -> Reading:
    """The lines of the sheet that looks most like an MSEL. `mapping` gives fields by column title and is believed.

    Raises SheetError where no sheet has a header.
    """
    filled = [grid for grid in grids if grid.rows]
    if not filled:
        raise NothingInIt(path)
    given = mapping or {}
    best, grid, header = max(
        (
            (_score(_titles(grid, row), given), grid, row)
            for grid in filled
            for row in range(min(LOOKED_AT, len(grid.rows)))
        ),
        key=lambda found: found[0],
    )
    if best < (1 if given else 2):
        raise NoHeader(path, LOOKED_AT)
    return _Reader(grid, header, scenario, given).reading()


def _titles(grid: Grid, row: int) -> tuple[str, ...]:
    return tuple(" ".join(words(cell).split()).removeprefix(_ESCAPED) for cell in grid.rows[row])


def _score(titles: tuple[str, ...], mapping: Mapping[str, str]) -> int:
    """How many fields a row names; none where it has neither subject nor description."""
    found = {field_of(title, mapping) for title in titles if title} - {"", MINE, SKIP}
    return len(found) if found & _NEEDED else 0


class _Reader:
    """Goes through the rows below one header."""

    def __init__(self, grid: Grid, header: int, scenario: Scenario, mapping: Mapping[str, str]) -> None:
        self._grid, self._header, self._scenario = grid, header, scenario
        self._remarks: list[Remark] = []
        self._titles = _titles(grid, header)
        self._ours = is_ours(self._titles)
        self._columns = self._known(mapping)
        self._names: dict[str, Names] = names_of(scenario)
        self._row = 0
        self._taken: dict[str, None] = {}

    def reading(self) -> Reading:
        """Everything that could be made of it."""
        drafts: list[tuple[int, dict[str, Entry]]] = []
        rows = 0
        dates = self._reckoning()
        for number in range(self._header + 1, len(self._grid.rows)):
            cells = self._grid.rows[number]
            if not any(words(cell).strip() for cell in cells):
                continue
            rows += 1
            self._row = number + 1
            made = self._draft(number, cells, dates)
            if made is not None:
                drafts.append((number + 1, made))
        self._number(drafts)
        ids = [str(made["id"]) for _, made in drafts]
        injects = [inject for row, made in drafts if (inject := self._inject(row, made, ids)) is not None]
        mapping = {column.title: column.field for column in self._columns if column.title}
        return Reading(self._grid.name, self._header + 1, rows, tuple(injects), mapping, tuple(self._remarks))

    def _known(self, mapping: Mapping[str, str]) -> tuple[Column, ...]:
        """Each column with its field; unknown ones, and a second one of a field, are the author's own."""
        made: list[Column] = []
        for place in range(len(self._titles)):
            title = self._titles[place]
            below = any(words(row[place]).strip() for row in self._grid.rows[self._header + 1 :])
            if not title and not below:
                continue
            name = field_of(title, mapping) if title else ""
            column = Column(place, title, name or MINE)
            doubled = name not in ("", MINE, SKIP) and any(one.field == name for one in made)
            if doubled:
                column = Column(place, title, MINE)
            made.append(column)
            if name == SKIP:
                self._remarks.append(Remark(Sort.LEFT, 0, str(column), say("as the mapping says")))
            elif doubled or not name:
                self._remarks.append(Remark(Sort.GUESSED, 0, str(column), say("kept as a column of the author's own")))
            elif not self._ours:
                self._remarks.append(Remark(Sort.TAKEN, 0, str(column), say("as {field}", field=name)))
        return tuple(made)

    def _reckoning(self) -> Reckoning:
        dated = [column.place for column in self._columns if column.field in ("at", DTG)]
        cells = [row[place] for row in self._grid.rows[self._header + 1 :] for place in dated]
        return reckoning(self._scenario.start, self._scenario.span, cells)

    def _tell(self, sort: Sort, field: str, sentence: str) -> None:
        column = next((str(one) for one in self._columns if one.field == field), field)
        self._remarks.append(Remark(sort, self._row, column, sentence))

    def _draft(self, number: int, cells: Sequence[Cell], dates: Reckoning) -> dict[str, Entry] | None:
        self._tell_cells(number)
        filled = {words(cell).strip() for cell in cells} - {""}
        if _titles(self._grid, number) == self._titles:
            self._tell(Sort.LEFT, "", say("the header once more"))
            return None
        if len(filled) == 1 and not self._ours:
            self._tell(Sort.LEFT, "", say("{text} is taken for a heading", text=shown(next(iter(filled)))))
            return None
        by_field = {one.field: self._bare(cells[one.place]) for one in self._columns if one.field not in (MINE, SKIP)}
        own = [
            (
                one.title.removeprefix(OWN) or say("Column {letters}", letters=letters(one.place)),
                self._bare(cells[one.place]),
            )
            for one in self._columns
            if one.field == MINE
        ]
        line = Line(by_field, self._names, dates, self._tell, self._ours)
        if not line.read(own):
            self._tell(Sort.LEFT, "", say("neither subject nor description"))
            return None
        made = line.made
        position = line.number()
        if position is not None:
            made["number"] = position
        ident = words(by_field.get("id")).strip()
        if ident:
            made["id"] = ident
        return made

    def _tell_cells(self, number: int) -> None:
        """What a row holds that nobody has typed into it."""
        for column in self._columns:
            place = (number, column.place)
            if place in self._grid.formulas:
                told = say("a formula whose value is not in the file; save the workbook in a spreadsheet")
                self._remarks.append(Remark(Sort.LEFT, self._row, str(column), told))
            elif place in self._grid.computed:
                told = say("the value that a formula had when the workbook was saved")
                self._remarks.append(Remark(Sort.TAKEN, self._row, str(column), told))
            elif place in self._grid.spread:
                told = say("as in the row above, for the cells are merged")
                self._remarks.append(Remark(Sort.GUESSED, self._row, str(column), told))

    def _bare(self, cell: Cell) -> Cell:
        """A cell without the apostrophe that our own CSV files have before what a spreadsheet would run."""
        return cell.removeprefix(_ESCAPED) if self._ours and self._grid.escaped and isinstance(cell, str) else cell

    def _number(self, drafts: Sequence[tuple[int, dict[str, Entry]]]) -> None:
        """A number and an id for each line that has none, or another's."""
        highest = max((number for _, made in drafts if isinstance(number := made.get("number"), int)), default=0)
        for row, made in drafts:
            self._row = row
            if "number" not in made:
                highest += 1
                made["number"] = min(highest, 9_999)
                self._tell(Sort.GUESSED, "number", say("numbered {number}", number=highest))
            written = str(made.get("id", ""))
            fits = re.fullmatch(ID_PATTERN, written, re.ASCII) is not None
            plain = written if fits else _slug(written or str(made.get("subject", ""))) or f"inject-{made['number']}"
            ident, count = plain, 1
            while ident in self._taken or (not written and ident in self._scenario.injects):
                count += 1
                ident = f"{plain[:58]}-{count}"
            self._taken[ident] = None
            made["id"] = ident
            if written and ident != written:
                self._tell(
                    Sort.GUESSED,
                    "id",
                    say("{text} can't be an id here; it is {ident}", text=shown(written), ident=ident),
                )

    def _inject(self, row: int, made: dict[str, Entry], ids: Sequence[str]) -> Inject | None:
        """The inject by the rules of scenario files; what they refuse is told and left out, if need be the row."""
        self._row = row
        for _ in range(len(made)):
            inject, problems = checked(made, self._scenario, ids)
            if inject is not None:
                return inject
            wrong = {re.split(r"[.\[]", problem.path)[0]: problem.sentence for problem in problems}
            for key, sentence in wrong.items():
                self._tell(Sort.LEFT, key, sentence)
            loose = [key for key in wrong if key in made and key not in ("id", "kind", "number", "subject")]
            if not loose:
                break
            for key in loose:
                del made[key]
        self._tell(Sort.LEFT, "", say("the whole row"))
        return None


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold())[:60].strip("-")
