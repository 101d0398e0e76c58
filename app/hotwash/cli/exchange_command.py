"""`hotwash import` and `hotwash export` of networks, rules and maps; prints for people."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from hotwash.bootstrap import exercises
from hotwash.cli.commands import export
from hotwash.cli.import_command import import_msel, write_new
from hotwash.cli.requests import DONE, NO, BadRequest
from hotwash.documents.map_export import map_pdf, map_svg
from hotwash.domain.scenario import Scenario
from hotwash.scenario.exchange.context import FRESH, Context, beside
from hotwash.scenario.exchange.csv_network import written_elements, written_links
from hotwash.scenario.exchange.entries import entries_of
from hotwash.scenario.exchange.folder import new_scenario, parts
from hotwash.scenario.exchange.formats import Format, Source, read_any, read_bytes
from hotwash.scenario.exchange.graphml import written_graphml
from hotwash.scenario.exchange.imported import Imported, Sort
from hotwash.scenario.exchange.rules_table import written_rules
from hotwash.scenario.files import scenario_files

NETWORK_FORMATS = ("graphml", "elements-csv", "links-csv", "rules-csv", "svg", "pdf")
_ENDINGS: Mapping[str, str] = {
    "graphml": ".graphml", "elements-csv": " elements.csv", "links-csv": " links.csv", "rules-csv": " rules.csv",
    "svg": ".svg", "pdf": ".pdf",
}  # fmt: skip
_WORKBOOKS = (".xlsx", ".xlsm", ".xls")


def import_file(arguments: Namespace) -> int:
    """An MSEL where a scenario is named that it is for, else a network or rules."""
    if arguments.scenario is not None:
        return import_msel(arguments)
    if not arguments.file.name:
        raise BadRequest("Name the file that is to be imported.")
    return import_network(arguments)


def export_file(arguments: Namespace) -> int:
    """The journal, or what a format of networks holds."""
    return export_network(arguments) if arguments.format in NETWORK_FORMATS else export(arguments)


def import_network(arguments: Namespace) -> int:
    """Read, report, and write unless it is a test. 1: a test left something out."""
    path: Path = arguments.file
    if path.suffix.lower() in _WORKBOOKS:
        raise BadRequest(f"'{path}' is a workbook; name the scenario that its injects are for with --scenario.")
    if arguments.into is not None and arguments.out is not None:
        raise BadRequest("Give --into for a part of a scenario or --out for a new scenario, not both.")
    if arguments.into is None and arguments.out is None and not arguments.test:
        raise BadRequest("Say where it goes: --into a scenario's folder, --out a new folder, or --test to only report.")
    imported = read_any(_source(arguments), _context(arguments), _format(arguments))
    print("\n".join(imported.report.told()))
    if arguments.test:
        print("This was a test; nothing was written.")
        return NO if imported.report.of(Sort.LEFT) else DONE
    if arguments.into is not None:
        _write_parts(imported, arguments.into)
    else:
        _write_folder(imported, arguments.out)
    return DONE


def _source(arguments: Namespace) -> Source:
    addresses = {}
    for written in arguments.address:
        network, equals, origin = written.partition("=")
        if not equals or not origin:
            raise BadRequest(f"--address {written} is no pair; write it like 192.0.2.0/24=carrier.")
        addresses[network.strip()] = origin.strip()
    links = None if arguments.links is None else read_bytes(arguments.links)
    return Source(
        read_bytes(arguments.file), str(arguments.file), links, str(arguments.links or ""), addresses, arguments.outside
    )


def _context(arguments: Namespace) -> Context:
    return FRESH if arguments.into is None else beside(exercises.load(str(arguments.into)).scenario)


def _format(arguments: Namespace) -> Format | None:
    return None if arguments.format is None else Format(arguments.format)


def _write_parts(imported: Imported, folder: Path) -> None:
    if not folder.is_dir():
        raise BadRequest(f"'{folder}' is no folder that a part can be put into; use --out for a new one.")
    name = "network" if imported.elements or imported.links else "policies"
    made = parts(imported, name, scenario_files(folder))
    for file, data in made.items():
        write_new(folder / file, data)
        print(f"Written: {folder / file}")
    print(f"To use it, add {', '.join(made)} to the list 'parts' of scenario.yaml.")


def _write_folder(imported: Imported, folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise BadRequest(f"'{folder}' is there already and is left as it is; give another name.")
    files = new_scenario(imported, folder.name)
    folder.mkdir(parents=True, exist_ok=True)
    for file, data in files.items():
        write_new(folder / file, data)
    print(f"Written: {folder}")
    print(f"'hotwash check {folder}' says what is still missing.")


def export_network(arguments: Namespace) -> int:
    """The network, its rules or its map, of a scenario or of the one that an exercise file holds."""
    source: Path = arguments.file
    asked = str(source)
    played = exercises.read(source).played if asked.endswith(exercises.SUFFIX) else exercises.load(asked)
    out: Path = arguments.out or Path(f"{source.stem}{_ENDINGS[arguments.format]}")
    write_new(out, exported(played.scenario, arguments.format))
    print(f"Written: {out}")
    if arguments.format == "rules-csv" and any(
        policy.inspections for policy in played.scenario.network.policies.values()
    ):
        print("Inspections of policies have no place in such a table and are not in it.")
    return DONE


def exported(scenario: Scenario, format: str) -> bytes:  # noqa: A002  # so on the command line
    """What one of `NETWORK_FORMATS` holds of a scenario."""
    entries = entries_of(scenario.network)
    today = datetime.now(UTC).astimezone().date()
    match format:
        case "graphml":
            return written_graphml(entries["elements"], entries["links"], scenario.title)
        case "elements-csv":
            return written_elements(entries["elements"])
        case "links-csv":
            return written_links(entries["links"])
        case "rules-csv":
            return written_rules(entries["policies"])
        case "svg":
            return map_svg(scenario, today)
        case _:
            return map_pdf(scenario, today)
