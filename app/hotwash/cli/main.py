"""Reads the command line and hands over; every failure is one sentence on stderr and exit code 2."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

from hotwash import __version__
from hotwash.bootstrap.trouble import EXPECTED, sentence
from hotwash.cli import commands
from hotwash.cli.crash import hide_tracebacks
from hotwash.cli.exchange_command import NETWORK_FORMATS, export_file, import_file
from hotwash.cli.rehearse import run_rehearsal
from hotwash.cli.requests import DONE, WRONG, BadRequest
from hotwash.domain.time import Millis, parse_clock
from hotwash.exercise.projections.answering import WITHIN_S
from hotwash.scenario.exchange.formats import Format

FIRST_SCENARIO = "massachusetts-2024"
"""What the app opens when nothing is asked for."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    hide_tracebacks()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.work(arguments))
    except (BadRequest, *EXPECTED) as error:
        print(sentence(error), file=sys.stderr)
        return WRONG
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return WRONG


class Parser(argparse.ArgumentParser):
    """Tells what is wrong with the arguments in one line instead of printing all of its usage."""

    def error(self, message: str) -> NoReturn:
        """One sentence and exit code 2."""
        self.exit(WRONG, f"{self.prog}: {message}; '{self.prog} --help' shows what it takes.\n")


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001  # the library names its type so


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="hotwash", description="Tabletop outage exercises on emergency-call networks.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"Hotwash {__version__}")
    parser.set_defaults(work=commands.window, scenario=FIRST_SCENARIO, file="")
    work = parser.add_subparsers(title="commands", metavar="COMMAND")
    _run(work)
    _check(work)
    _rehearse(work)
    _why(work)
    _print(work)
    _import(work)
    _export(work)
    _replay(work)
    _host(work)
    _open(work)
    return parser


def _run(work: Commands) -> None:
    run = work.add_parser("run", help="play a whole exercise without a screen", allow_abbrev=False)
    run.add_argument("scenario", help="path or name of a shipped scenario")
    run.add_argument("--seed", type=_seed, help="another seed than the scenario's")
    run.add_argument("--decisions", default="", help="a decisions file, or the name of one that the scenario ships")
    run.add_argument("--until", type=_time, help="exercise time to stop at, h:mm:ss")
    run.add_argument("--out", type=Path, help="folder for the exercise file, the measures and the report")
    run.add_argument("--paper", choices=("letter", "a4"), default="letter")
    run.add_argument("--json", action="store_true", help="print the measures as one JSON object")
    run.add_argument(
        "--within", type=_limits, default=WITHIN_S, metavar="S,S", help="answer times in seconds to give shares for"
    )
    run.set_defaults(work=commands.run)


def _check(work: Commands) -> None:
    check = work.add_parser("check", help="look for mistakes in scenarios", allow_abbrev=False)
    check.add_argument("files", nargs="+", metavar="FILE", help="scenario folder, file or shipped name")
    check.set_defaults(work=commands.check)


def _rehearse(work: Commands) -> None:
    rehearse = work.add_parser(
        "rehearse", help="let bots play a scenario, and say whether it can be solved", allow_abbrev=False
    )
    rehearse.add_argument("scenario", help="path or name of a shipped scenario")
    rehearse.add_argument("--seed", type=_seed, help="another seed than the scenario's")
    rehearse.add_argument("--sweep", action="store_true", help="try every single failure too, and pairs of them")
    rehearse.add_argument("--json", action="store_true", help="print what was found as one JSON object")
    rehearse.set_defaults(work=run_rehearsal)


def _why(work: Commands) -> None:
    why = work.add_parser("why", help="say what becomes of a call, hop by hop", allow_abbrev=False)
    why.add_argument("scenario", help="path or name of a shipped scenario")
    why.add_argument("--from", dest="origin", required=True, metavar="ORIGIN", help="originating network")
    why.add_argument(
        "--to", dest="psap", default="", metavar="PSAP", help="PSAP it belongs to; the busiest if not given"
    )
    why.add_argument("--at", type=_time, default=0, help="exercise time, h:mm:ss; faults of the scenario begin by it")
    why.set_defaults(work=commands.why)


def _print(work: Commands) -> None:
    paper = work.add_parser("print", help="write a document of an exercise or of a scenario", allow_abbrev=False)
    paper.add_argument("file", help="exercise file (.hotwash); path or name of a scenario for what needs no run")
    paper.add_argument("--document", required=True, metavar="NAME", help="its name, or all for a whole print set")
    paper.add_argument("--format", choices=commands.FORMATS, help="pdf if neither this nor the name of the file says")
    paper.add_argument("--paper", choices=("letter", "a4"), default="letter")
    paper.add_argument(
        "--out", type=Path, help="file to write, or folder for a print set; beside the file if not given"
    )
    paper.add_argument(
        "--join",
        type=_address,
        metavar="URL",
        help="address to join at, as a code on role cards",
    )
    paper.set_defaults(work=commands.print_document)


def _import(work: Commands) -> None:
    read = work.add_parser(
        "import",
        help="take a network, rules or an MSEL of another program into a scenario",
        description="GraphML, SNDlib XML, CSV of elements and of links, iptables-save text and CSV of rules by --into "
        "or --out; an MSEL by --scenario.",
        allow_abbrev=False,
    )
    read.add_argument("file", type=Path, help="file of another program; with --scenario a workbook or CSV with injects")
    read.add_argument("--into", type=Path, metavar="FOLDER", help="scenario to add a network or rules to, as a part")
    read.add_argument("--out", type=Path, help="new scenario folder; with --scenario the part to write, else msel.yaml")
    read.add_argument("--format", choices=tuple(Format), help="by what stands in the file if not given")
    read.add_argument("--links", type=Path, metavar="FILE", help="CSV of links that belongs to a CSV of elements")
    read.add_argument(
        "--address", action="append", default=[], metavar="RANGE=ORIGIN",
        help="which addresses of rules are which originating network",
    )  # fmt: skip
    read.add_argument(
        "--outside", action="append", default=[], metavar="NAME", help="interface of a firewall that faces carriers"
    )
    read.add_argument("--test", action="store_true", help="only report, write nothing")
    read.add_argument(
        "--merge", action="store_true", help="MSEL: lay the lines over those of a part that is there, number by number"
    )
    read.add_argument("--scenario", metavar="FOLDER", help="scenario that the injects of an MSEL are for")
    read.add_argument("--mapping", type=Path, metavar="FILE", help="MSEL: YAML with a line 'column title: field' each")
    read.add_argument("--save-mapping", type=Path, metavar="FILE", help="MSEL: write down which column was what")
    read.add_argument(
        "--keep-mapping", action="store_true", help="MSEL: keep it beside the scenario for the next sheet"
    )
    read.set_defaults(work=import_file)


def _export(work: Commands) -> None:
    export = work.add_parser(
        "export",
        help="write the journal of an exercise, or the network of a scenario, for another program",
        allow_abbrev=False,
    )
    export.add_argument("file", type=Path, help="exercise file (.hotwash), or a scenario for all but its journal")
    export.add_argument(
        "--format", choices=("jsonl", "csv", *NETWORK_FORMATS), default="jsonl",
        help="jsonl, csv: the journal; others: the network, its rules, its map",
    )  # fmt: skip
    export.add_argument("--out", type=Path, help="file to write; named after the source if not given")
    export.set_defaults(work=export_file)


def _replay(work: Commands) -> None:
    replay = work.add_parser("replay", help="run a recorded exercise again and compare", allow_abbrev=False)
    replay.add_argument("file", type=Path, help="exercise file (.hotwash)")
    replay.set_defaults(work=commands.replay)


def _host(work: Commands) -> None:
    host = work.add_parser("host", help="run an exercise with seats in browsers and no screen", allow_abbrev=False)
    host.add_argument("file", help="exercise file to go on with, or path or name of a scenario to begin")
    host.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS", help="address of this machine to listen on")
    host.add_argument("--port", type=_port, help="port; the first free one from 8911 on if not given")
    host.add_argument("--speed", type=_speed, default=1, metavar="N", help="exercise seconds per second, 1 to 600")
    host.add_argument("--out", type=Path, metavar="FOLDER", help="folder for the file of a new exercise")
    host.add_argument("--admit-all", action="store_true", help="let everybody in who has the code (rehearsals)")
    host.add_argument("--certificate", type=Path, metavar="PEM", help="certificate for an encrypted connection")
    host.add_argument("--key", type=Path, metavar="PEM", help="its key")
    host.set_defaults(work=commands.host)


def _open(work: Commands) -> None:
    window = work.add_parser("open", help="open the window on an exercise file or a scenario", allow_abbrev=False)
    window.add_argument("file", help="exercise file, scenario folder or shipped name")
    window.set_defaults(work=commands.window)


def _time(text: str) -> Millis:
    try:
        return parse_clock(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:6]) <= 65_535:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is no port; use a whole number from 1 to 65535")
    return int(text)


def _address(text: str) -> str:
    if not text.isascii() or not text.isprintable() or len(text) > 200 or not text.startswith(("http://", "https://")):
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is no address of a page; it begins with http:// or https://")
    return text


def _speed(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:6]) <= 600:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is no speed; use a whole number from 1 to 600")
    return int(text)


def _limits(text: str) -> tuple[int, ...]:
    parts = text.split(",")
    if not all(part.isascii() and part.isdigit() and 0 < int(part[:6]) <= 86_400 for part in parts):
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is no list of seconds; write for example 10,15,20,40")
    return tuple(sorted({int(part[:6]) for part in parts}))


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:20]) >= 1 << 63 or len(text) > 20:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a seed; use a whole number from 0 to 2^63 - 1")
    return int(text)
