"""An author's MSEL from somebody's sheet, and into one: what a column means, a report first, then one step. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hotwash.documents.errors import DocumentError
from hotwash.documents.msel.headers import DTG, FIELDS, MINE, MODE, SENDER, SKIP
from hotwash.documents.msel.report import Reading, Remark, Sort
from hotwash.documents.msel.trial import covered, keep_mapping, kept_mapping, try_msel
from hotwash.documents.names import print_document
from hotwash.domain.msel import Inject
from hotwash.domain.msel_columns import COLUMNS, KIND
from hotwash.domain.scenario import Scenario
from hotwash.editor.edits import add
from hotwash.exercise.engine import engine
from hotwash.scenario.draft import Draft, Fields, plain
from hotwash.scenario.merge_injects import Merged, merged
from hotwash.scenario.placed import load
from hotwash.scenario.problems import ScenarioProblems
from hotwash.scenario.write_injects import part
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.names import Option
from hotwash.viewmodels.words import msg, noop, said, said_by

HEADS = (noop("What became of it"), noop("Where"), noop("Why"))
_OTHERS = {
    DTG: noop("Date and time of the story"),
    MODE: noop("How it is delivered"),
    SENDER: noop("From whom"),
    MINE: noop("A column of the author's own"),
    SKIP: noop("Left out"),
}
ENDINGS = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class Trial:
    """What a sheet would bring. `mapping` has the field of every titled column; nothing is changed yet."""

    reading: Reading
    over: Merged | None
    """What merging by number makes of it; None where all lines are to be added."""
    summary: str
    lines: tuple[tuple[str, str, str], ...]

    @property
    def mapping(self) -> Mapping[str, str]:
        """Fields by column title."""
        return self.reading.mapping


def fields() -> tuple[Option, ...]:
    """What a column may mean."""
    heads = {column.field: said(column.header) for column in (*COLUMNS, KIND)}
    return tuple(Option(word, said(_OTHERS[word]) if word in _OTHERS else heads.get(word, word)) for word in FIELDS)


def mapping_beside(folder: Path | None) -> dict[str, str] | str | None:
    """The mapping that was kept beside a scenario, None for none, or a sentence that says why it can't be used."""
    try:
        return None if folder is None else kept_mapping(folder)
    except ScenarioProblems as wrong:
        return said_by(wrong)


def keep(folder: Path, mapping: Mapping[str, str]) -> str:
    """Keep a mapping beside a scenario; an empty text, or a sentence that says why it could not be."""
    try:
        keep_mapping(folder, mapping)
    except OSError as why:
        return msg("The mapping could not be kept: {why}", why=why.strerror or str(why))
    return ""


def try_sheet(path: Path, scenario: Scenario, mapping: Mapping[str, str] | None, *, by_number: bool) -> Trial | str:
    """What would become of every row and column; a sentence where the sheet can't be read. Changes nothing."""
    try:
        reading = try_msel(path, scenario, mapping)
    except DocumentError as refused:
        return said_by(refused)
    before = tuple(scenario.injects.values())
    over = merged(before, reading.injects, covered(reading)) if by_number else None
    summary = msg(
        "Sheet '{sheet}', header in row {header}: {count} of {rows} rows taken.",
        sheet=reading.sheet, header=reading.header, count=len(reading.injects), rows=reading.rows,
    )  # fmt: skip
    told = _merged_words(over) if over is not None else msg("New: {count}.", count=len(reading.injects))
    lines = tuple((said(sort.value), *_placed(remark)) for sort in Sort for remark in reading.of(sort))
    return Trial(reading, over, f"{summary} {told}", lines)


def _placed(remark: Remark) -> tuple[str, str]:
    row = msg("row {row}", row=remark.row) if remark.row else ""
    return ", ".join(part for part in (row, said(remark.column)) if part), said(remark.sentence)


def _merged_words(over: Merged) -> str:
    return msg(
        "New: {new}. Changed: {changed}. As before: {same}. Not in the sheet, kept: {kept}.",
        new=len(over.added), changed=_numbers([one for one, _ in over.changed]), same=len(over.same),
        kept=len(over.kept),
    )  # fmt: skip


def _numbers(injects: Sequence[Inject]) -> str:
    listed = ", ".join(f"#{one.shown_number}" for one in injects[:12])
    more = ", …" if len(injects) > 12 else ""
    return f"{len(injects)} ({listed}{more})" if injects else "0"


def take(table: DesignTable, trial: Trial, name: str) -> int:
    """Have the draft hold what a trial would bring, as one step; how many lines were added or changed."""
    draft, keys = _taken(table.draft, trial)
    if keys:
        table.edit(msg("Import the MSEL from {file}", file=name), draft, select=keys)
    return len(keys)


def _taken(draft: Draft, trial: Trial) -> tuple[Draft, list[int]]:
    added = trial.over.added if trial.over is not None else _all_new(draft, trial.reading.injects)
    changed = trial.over.changed if trial.over is not None else ()
    keys: list[int] = []
    for (_, names), made in zip(changed, _written([one for one, _ in changed]), strict=True):
        items = draft.items("injects")
        place = next((n for n, item in enumerate(items) if item.id == made["id"]), -1)
        if place >= 0:
            item = replace(items[place], value=_laid(items[place].fields, made, names))
            draft = draft.with_items("injects", (*items[:place], item, *items[place + 1 :]))
            keys.append(item.key)
    for made in _written(added):
        draft, key = add(draft, "injects", made)
        keys.append(key)
    return draft, keys


def _laid(old: Fields, new: Fields, names: Sequence[str]) -> Fields:
    """The author's keys with those laid over that differ; all of them where it is another kind."""
    if "kind" in names:
        return new
    for name in names:
        old = old.having(name, new[name]) if name in new else old.lacking(name)
    return old


def _all_new(draft: Draft, injects: Sequence[Inject]) -> tuple[Inject, ...]:
    """Lines with ids and numbers that the draft does not have."""
    none = merged((), injects, ())
    taken = {item.id for item in draft.items("injects")}
    held = {item.fields.get("number") for item in draft.items("injects")}
    numbers = [one for one in held if isinstance(one, int)] + [one.number for one in injects]
    after = max(numbers, default=0)
    made = []
    for one in none.added:
        ident, count = one.id, 1
        while ident in taken:
            count += 1
            ident = f"{one.id[:58]}-{count}"
        taken.add(ident)
        if one.number in held:
            after += 1
            one = replace(one, number=after)  # noqa: PLW2901  # the line as it is to stand here
        made.append(replace(one, id=ident))
    return tuple(made)


def _written(injects: Sequence[Inject]) -> tuple[Fields, ...]:
    """The lines as a scenario file has them."""
    if not injects:
        return ()
    root, _ = load(part(injects), "msel.yaml")
    whole = plain(root)
    listed = whole["injects"] if isinstance(whole, Fields) else ()
    return tuple(one for one in listed if isinstance(one, Fields)) if isinstance(listed, tuple) else ()


def write_sheet(scenario: Scenario, path: Path) -> str:
    """The whole MSEL as a sheet, by the ending of the name; a sentence says where it is, or why it is not."""
    form = path.suffix.lower().removeprefix(".")
    if f".{form}" not in ENDINGS:
        return msg("'{name}' ends neither in .xlsx nor in .csv; name it so.", name=path.name)
    try:
        print_document("msel", scenario, (), path, engine=engine(), format=form)
    except DocumentError as refused:
        return said_by(refused)
    except OSError as why:
        return msg("'{name}' could not be written: {why}", name=path.name, why=why.strerror or str(why))
    return msg("Written: {path}", path=path)
