"""`hotwash import`: a Master Scenario Events List from a spreadsheet into a part of a scenario; prints for people."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from hotwash.bootstrap import exercises
from hotwash.cli.requests import DONE, NO, BadRequest
from hotwash.documents.msel.headers import FIELDS
from hotwash.documents.msel.report import Reading, Sort
from hotwash.documents.msel.trial import KEPT, covered, keep_mapping, kept_mapping, try_msel
from hotwash.domain.msel import Inject
from hotwash.domain.scenario import Scenario
from hotwash.scenario.column_mapping import read_mapping, written_mapping
from hotwash.scenario.files import read_file
from hotwash.scenario.merge_injects import Merged, merged
from hotwash.scenario.write_injects import part, read_part

PART = "msel.yaml"
"""What the part is called where no other name is given."""
BEFORE = ".before"
"""Stands behind the name of the part as it was before the last merge."""


def import_msel(arguments: Namespace) -> int:
    """Read, report, and write the part unless it is a test. 1: no line was taken, or a test left something out."""
    source: Path = arguments.file
    if not source.name:
        raise BadRequest("Name the .xlsx or .csv file that holds the injects.")
    out = _place(arguments)
    saved: Path | None = arguments.save_mapping
    merging = arguments.merge and out is not None and out.is_file() and not out.is_symlink()
    for path in (None if merging else out, saved):
        if path is not None:
            _must_be_free(path)
    if saved is not None and out is not None and saved.absolute() == out.absolute():
        raise BadRequest(f"--save-mapping {saved} is where the injects go; give the mapping another name.")
    if arguments.keep_mapping and not Path(arguments.scenario).is_dir():
        raise BadRequest(f"'{arguments.scenario}' is no folder that a mapping can be kept in; use --save-mapping.")
    scenario = exercises.load(arguments.scenario).scenario
    reading = try_msel(source, scenario, _mapping(arguments))
    print("\n".join(reading.told()))
    injects = reading.injects
    if merging and out is not None:
        over = merged(read_part(read_file(out), str(out), scenario), injects, covered(reading))
        print("\n".join(_merge_told(over)))
        injects = over.injects
    data = part(injects, f"Imported from {source.name}.")
    if saved is not None:
        write_new(saved, written_mapping(reading.mapping))
        print(f"Mapping written: {saved}")
    if arguments.keep_mapping:
        print(f"Mapping kept for the next sheet: {keep_mapping(Path(arguments.scenario), reading.mapping)}")
    if not reading.injects:
        print("No line could be taken, so nothing was written.")
        return NO
    if out is None or arguments.test:
        print("This was a test; nothing was written.")
        return NO if reading.of(Sort.LEFT) else DONE
    if merging:
        _write_over(out, data)
        print(f"Written: {out}; as it was before: {out.name}{BEFORE}")
        return DONE
    write_new(out, data)
    print(f"Written: {out}")
    _tell_next(reading, scenario, out)
    return DONE


def _mapping(arguments: Namespace) -> dict[str, str] | None:
    """The mapping that is named, or else the one that is kept beside the scenario."""
    if arguments.mapping is not None:
        return read_mapping(read_file(arguments.mapping), str(arguments.mapping), FIELDS)
    found = kept_mapping(Path(arguments.scenario))
    if found is not None:
        print(f"Columns by {Path(arguments.scenario) / KEPT}.")
    return found


def _merge_told(over: Merged) -> Iterator[str]:
    """What became of each line, by its number."""
    yield f"New: {_numbers(over.added)}"
    yield f"Changed: {_numbers([one for one, _ in over.changed])}"
    for one, names in over.changed:
        yield f"  #{one.shown_number} {one.subject}: {', '.join(names)}"
    yield f"As before: {_numbers(over.same)}"
    yield f"Not in the sheet, kept: {_numbers(over.kept)}"


def _numbers(injects: Sequence[Inject]) -> str:
    listed = ", ".join(f"#{one.shown_number}" for one in injects)
    return f"{len(injects)} ({listed})" if injects else "0"


def _place(arguments: Namespace) -> Path | None:
    """Where the part goes; None where nothing is to be written and nothing merged."""
    if arguments.test and not arguments.merge:
        return None
    if arguments.out is not None:
        return Path(arguments.out)
    folder = Path(arguments.scenario)
    if not folder.is_dir():
        if arguments.test:
            return None
        raise BadRequest(
            f"'{arguments.scenario}' is no folder that a part can be put into; name a file with --out, or use --test."
        )
    return folder / PART


def _must_be_free(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise BadRequest(f"'{path}' is there already and is left as it is; give another name.")
    if not path.parent.is_dir():
        raise BadRequest(f"The folder '{path.parent}' does not exist; make it or choose another place.")


def _write_over(path: Path, data: bytes) -> None:
    """The older part is put aside, then the new one takes its place in one step."""
    new = path.with_name(f"{path.name}.new")
    write_new(new, data)
    try:
        path.with_name(f"{path.name}{BEFORE}").write_bytes(path.read_bytes())
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def write_new(path: Path, data: bytes) -> None:
    """Written whole, or not there."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise BadRequest(f"'{path}' is there already and is left as it is; give another name.") from None
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _tell_next(reading: Reading, scenario: Scenario, out: Path) -> None:
    """What is still to be done by hand."""
    print(f"To play it, add {out.name} to the list 'parts' of scenario.yaml.")
    doubled = [inject.id for inject in reading.injects if inject.id in scenario.injects]
    if doubled:
        shown = ", ".join(doubled[:5]) + (", ..." if len(doubled) > 5 else "")
        print(f"The scenario has {len(doubled)} of these ids already ({shown}); take the old lines out first.")
