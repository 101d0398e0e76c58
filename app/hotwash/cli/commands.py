"""What each command does; prints for people, or one JSON object where asked to."""

from __future__ import annotations

import json
import signal
import sys
from argparse import Namespace
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

from hotwash.bootstrap import exercises, hosting, printing, tables
from hotwash.cli.requests import DONE, NO, WRONG, BadRequest
from hotwash.cli.screen import has_screen
from hotwash.cli.why import explain, since
from hotwash.documents.names import ALL
from hotwash.domain.effective import effective
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import Millis, clock, scenario_time
from hotwash.exercise.lack import Lack
from hotwash.exercise.projections.answering import WITHIN_S
from hotwash.scenario.lint import lint, remarks
from hotwash.scenario.problems import ScenarioProblems, did_you_mean

FORMATS = ("pdf", "docx", "xlsx", "csv")
"""What documents are printed as; each document offers some of them."""


def run(arguments: Namespace) -> int:
    """`hotwash run`: play a whole exercise."""
    played = exercises.load(arguments.scenario)
    taken = exercises.decisions(played, arguments.decisions)
    if arguments.until is not None:
        _within("--until", arguments.until, played.scenario)
    folder: Path | None = arguments.out
    if folder is None:
        session = exercises.rehearse(played, arguments.seed)
    else:
        _make_folder(folder)
        session = exercises.begin(played, folder / f"exercise{exercises.SUFFIX}", arguments.seed)
    try:
        outcome = exercises.play_through(session, taken, arguments.until)
        outcome = replace(outcome, measures=replace(outcome.measures, within_s=arguments.within))
    finally:
        session.close()
    for refused in outcome.refused:
        print(f"Refused at {clock(refused.decision.at)}: {refused.sentence}", file=sys.stderr)
    if arguments.json:
        print(json.dumps(outcome.measures.as_json(), ensure_ascii=False))
    else:
        print(summary(outcome))
    if folder is not None:
        _write_results(folder, outcome, arguments)
    return DONE


def _make_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise BadRequest(f"--out {folder} is a file; give a folder that the results can be put into.")
    folder.mkdir(parents=True, exist_ok=True)


def summary(outcome: exercises.Outcome) -> str:
    """A few lines for a person: attempts, callers, losses, moments and clocks, in the words of the report."""
    told = outcome.measures.as_json()
    lines = [
        f"{outcome.session.scenario.title}, seed {told['seed']}, {clock(outcome.session.now)} played",
        f"  attempts {told['attempts']}, callers {told['callers']}, never answered {told['callers_never_answered']}",
        *(f"  {name.replace('_', ' ')}: {count}" for name, count in told["outcomes"].items() if count),
        *_people(told["callers_by_fate"]),
        *(f"  lost by {_cause(row['kind'], row['cause'])}: {row['failed']}" for row in told["causes"]),
        *([f"  user-minutes: {told['user_minutes']}"] if told["user_minutes"] is not None else []),
        *(f"  {name.replace('_', ' ')} at {_moment(at)}" for name, at in told["timeline"].items()),
        *(
            f"  {row['clock'].replace('_', ' ')} within {row['limit_s'] // 60} minutes ({row['rule']}; check the "
            f"wording in force): {row['state']}"
            for row in told["legal_clocks"]
        ),
    ]
    return "\n".join(lines)


def _cause(kind: str, cause: str) -> str:
    return f"{kind} {cause.removeprefix('act:')}" if kind in ("fault", "act") else f"the {kind}"


def _people(fate: dict[str, Any] | None) -> tuple[str, ...]:
    """Callers, where the exercise was closed."""
    if fate is None:
        return ()
    fates = (
        f"  callers answered at once {fate['answered_at_first_attempt']}, connected late {fate['connected_late']}, "
        f"by another way {sum(fate['other_way'].values())}, gave up {fate['gave_up']}, still trying "
        f"{fate['still_trying']}"
    )
    ratios = (
        f"  attempts for each caller: {fate['redial_ratio']}; failed attempts for each caller with any: "
        f"{fate['failed_attempts_per_failed_caller']}"
    )
    return fates, ratios


def _moment(at: object) -> str:
    return clock(round(at * 1000)) if isinstance(at, (int, float)) else "no time"


def _write_results(folder: Path, outcome: exercises.Outcome, arguments: Namespace) -> None:
    measures = folder / "measures.json"
    measures.write_text(json.dumps(outcome.measures.as_json(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    report = folder / "after-action-report.pdf"
    exercise = folder / f"exercise{exercises.SUFFIX}"
    printing.write_document("aar", exercise, report, arguments.paper, compared=False)
    print(f"Exercise, measures and report are in {folder}.", file=sys.stderr)


def check(arguments: Namespace) -> int:
    """`hotwash check`: every mistake placed, then findings; what can't be read as a scenario is told apart.

    Remarks on what an author may well have meant stand below, and are no mistakes.
    """
    wrong = unread = 0
    for name in arguments.files:
        try:
            played = exercises.load(name)
        except ScenarioProblems as problems:
            stopped = exercises.unreadable(name)
            if not stopped and all(problem.line == 0 for problem in problems.problems):
                stopped = (str(problems),)  # nothing there that could be looked through
            for sentence in stopped:
                print(sentence, file=sys.stderr)
            mistakes = [line for line in str(problems).splitlines() if line not in "\n".join(stopped).splitlines()]
            print("\n".join(mistakes), end="\n" if mistakes else "")
            unread += len(stopped)
            wrong += len(mistakes)
            continue
        findings = lint(played.scenario)
        wrong += len(findings)
        for finding in findings:
            print(f"{name}: {finding}")
        if not findings:
            print(f"{name}: no mistakes found.")
        for remark in remarks(played.scenario):
            print(f"{name}: to know: {remark}")
    if unread:
        return WRONG
    return NO if wrong else DONE


def why(arguments: Namespace) -> int:
    """`hotwash why`: hop by hop."""
    played = exercises.load(arguments.scenario)
    scenario = played.scenario
    _within("--at", arguments.at, scenario)
    origin = _known(arguments.origin, [item.id for item in scenario.network.origins()], "originating network")
    psaps = scenario.network.psaps()
    busiest = max(psaps, key=lambda psap: psap.weight).id
    psap = _known(arguments.psap or busiest, [item.id for item in psaps], "PSAP")
    session = exercises.rehearse(played)
    session.run_to(arguments.at)
    network = effective(scenario.network, session.board.live).network
    print(f"At {clock(arguments.at)} ({scenario_time(scenario.start, arguments.at):%H:%M:%S}):")
    moment = scenario_time(scenario.start, arguments.at)
    minute = (moment.weekday() * 24 + moment.hour) * 60 + moment.minute
    print(explain(network, origin, psap, minute_of_week=minute, known=since(session.facts)))
    return DONE


def _within(option: str, at: Millis, scenario: Scenario) -> None:
    if at > scenario.span:
        raise BadRequest(f"{option} {clock(at)} is after the end of the exercise, {clock(scenario.span)}.")


def _known(name: str, known: list[str], what: str) -> str:
    if name in known:
        return name
    raise BadRequest(f"There is no {what} '{name}' in this scenario{did_you_mean(name, known)}")


def print_document(arguments: Namespace) -> int:
    """`hotwash print`: write one document, or the whole set, of an exercise file or of a scenario."""
    source: str = arguments.file
    if not source:
        raise BadRequest("Name the exercise file or the scenario that the document is of.")
    if arguments.document == ALL:
        return _print_set(source, arguments)
    file = Path(source)
    ending = arguments.out.suffix.lower().lstrip(".") if arguments.out else ""
    form = arguments.format or (ending if ending in FORMATS else FORMATS[0])
    if file.suffix in (".yaml", ".yml") or not (source.endswith(exercises.SUFFIX) or file.is_file()):
        out: Path = arguments.out or Path(f"{file.name} {arguments.document}.{form}")
        printing.write_plan(arguments.document, source, out, arguments.paper, format=form, join=arguments.join or "")
        print(f"Written: {out}")
        return DONE
    out = arguments.out or file.with_name(f"{file.stem} {arguments.document}.{form}")
    lack = printing.write_document(
        arguments.document, file, out, arguments.paper, format=form, join=arguments.join or ""
    )
    _tell_lack(source, lack, "document")
    print(f"Written: {out}")
    return DONE


def _print_set(source: str, arguments: Namespace) -> int:
    """Every document into a folder, as PDF; progress goes to stderr where somebody looks at it."""
    if arguments.format not in (None, "pdf"):
        raise BadRequest("A print set is made as pdf; leave --format out, or name one document.")
    folder: Path = arguments.out or Path(f"{Path(source).stem} print set")
    if folder.exists() and not folder.is_dir():
        raise BadRequest(f"--out {folder} is a file; give a folder that the documents can be put into.")
    shown = sys.stderr is not None and sys.stderr.isatty()

    def progress(done: int, of: int) -> None:
        if shown:
            print(f"\r{done} of {of} documents", end="\n" if done == of else "", file=sys.stderr, flush=True)

    _tell_lack(
        source, printing.write_set(source, folder, arguments.paper, join=arguments.join or "", progress=progress), "set"
    )
    print(f"Written: {folder}")
    return DONE


def _tell_lack(source: str, lack: Lack | None, what: str) -> None:
    if lack is not None:
        holds = "says so" if lack.whole else "holds the sound part and says so"
        print(f"{source}: {lack.sentence} The {what} {holds}.", file=sys.stderr)


def export(arguments: Namespace) -> int:
    """`hotwash export`: the journal, row by row; of a damaged file the sound part."""
    file: Path = arguments.file
    if not file.name:
        raise BadRequest("Name the exercise file whose journal is to be written.")
    out: Path = arguments.out or file.with_suffix(f".{arguments.format}")
    damage = tables.export(file, out, as_csv=arguments.format == "csv")
    if damage:
        print(f"{file}: {damage} The table holds the sound part.", file=sys.stderr)
    print(f"Written: {out}")
    return DONE


def replay(arguments: Namespace) -> int:
    """`hotwash replay`: re-execute and compare."""
    record, difference = exercises.replay(arguments.file)
    if difference is None:
        print(f"{arguments.file}: identical, {len(record.rows)} entries up to {clock(record.reached)}.")
        return DONE
    print(f"{arguments.file}: not identical. At entry {difference.seq}, {difference.sentence}.")
    return NO


def host(arguments: Namespace) -> int:
    """`hotwash host`: until Ctrl+C, or until the system ends it."""
    if not arguments.admit_all:
        raise BadRequest(
            "Without a window nobody can admit people one by one: give --admit-all to let in everybody who has the "
            "code, or open the exercise in the window and choose Room, Invite browsers."
        )
    if (arguments.certificate is None) != (arguments.key is None):
        raise BadRequest("An encrypted connection needs both --certificate and --key.")
    pair = None if arguments.certificate is None else (arguments.certificate, arguments.key)
    invitation = hosting.Invitation(arguments.bind, arguments.port, arguments.speed, pair)
    over = Event()
    before = signal.signal(signal.SIGTERM, lambda *_: over.set())
    try:
        hosting.host(arguments.file, arguments.out, invitation, lambda line: print(line, flush=True), over)
    except KeyboardInterrupt:
        over.set()
    finally:
        signal.signal(signal.SIGTERM, before)
    print("Stopped; the exercise is in its file.")
    return DONE


def window(arguments: Namespace) -> int:
    """`hotwash` without a command: the window, or a headless run where there is no screen."""
    if not has_screen():
        return _without_screen(arguments.file or arguments.scenario)
    if arguments.file:
        _must_open(arguments.file)
    from hotwash.bootstrap.window import run_window

    return run_window(arguments.file)


def _must_open(asked: str) -> None:
    """What was named on the command line is told there when it can't be opened, and not in a window."""
    if asked.endswith(exercises.SUFFIX):
        exercises.read(Path(asked))
    else:
        exercises.load(asked)


def _without_screen(asked: str) -> int:
    if asked.endswith(exercises.SUFFIX):
        raise BadRequest("There is no screen here; use 'hotwash print' or 'hotwash replay' on an exercise file.")
    played = exercises.load(asked)
    stamp = datetime.now().strftime("%Y-%m-%d %H%M%S")  # noqa: DTZ005  # a person's folder name, local time
    folder = exercises.exercises_folder() / f"{played.scenario.id} {stamp}"
    taken = "history" if "history" in played.scenario.decisions else ""
    print(f"There is no screen here, so Hotwash plays '{played.scenario.title}' without a window.")
    told = Namespace(scenario=asked, decisions=taken, out=folder, seed=None, until=None, json=False, paper="letter",
                     within=WITHIN_S)  # fmt: skip
    return run(told)
