"""Rehearsal as an author sees it: one call asked for, the worst failures, what the bots made of it. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hotwash.domain.scenario import Scenario
from hotwash.domain.time import Millis, clock
from hotwash.editor.edits import add
from hotwash.editor.rehearsal.entries import entries
from hotwash.editor.rehearsal.reachability import CallState, Hop, Reachability
from hotwash.editor.rehearsal.rehearsal import BotRun, Rehearsal
from hotwash.editor.rehearsal.sweep import Row, Sweep
from hotwash.exercise.projections.tasks import TaskState
from hotwash.scenario.draft import Draft, Fields, Plain
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.names import Option
from hotwash.viewmodels.words import msg, noop, said

SWEEP_HEADS = (
    noop("What fails"),
    noop("Sort"),
    noop("Lost an hour"),
    noop("Elsewhere"),
    noop("No location"),
    noop("PSAPs cut off"),
    noop("Known by"),
)
BOT_HEADS = (
    noop("Bot"),
    noop("Solved"),
    noop("Failed attempts"),
    noop("Callers without help"),
    noop("Detected"),
    noop("Mitigated"),
    noop("Restored"),
    noop("Tasks shown"),
)
HOP_HEADS = (noop("Where, and what happens there"),)


@dataclass(frozen=True, slots=True)
class Questions:
    """What can be asked of a scenario: from where, to where, under which fault (nothing first)."""

    origins: tuple[Option, ...]
    places: tuple[Option, ...]
    faults: tuple[Option, ...]


def questions(scenario: Scenario) -> Questions:
    """What can be asked; regions stand before their PSAPs."""
    network = scenario.network
    places = [Option(one.id, one.name) for one in network.regions.values()]
    places += [Option(one.id, one.name) for one in network.psaps()]
    faults = [Option(one.id, said(one.fault.title)) for one in scenario.faults.values()]
    return Questions(
        tuple(Option(one.id, one.name) for one in network.origins()),
        tuple(places),
        (Option("", msg("no fault")), *faults),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """One state of one call in words: a headline, the hops as rows with ids of their places, and what to light."""

    title: str
    sentence: str
    hops: tuple[tuple[str, ...], ...]
    places: tuple[str, ...]
    arrives: bool


def answers(found: Reachability) -> tuple[Answer, ...]:
    """Now, and under the fault where one was asked for."""
    made = [_answer(found.now, msg("Now"))]
    if found.under is not None:
        made.append(_answer(found.under, msg("Under: {fault}", fault=said(found.under.title))))
    return tuple(made)


def _answer(state: CallState, title: str) -> Answer:
    sign = "✓" if state.arrives else "✕"
    delivered = msg("{percent} % arrive", percent=f"{state.delivered_permille / 10:g}")
    hops = tuple((_hop(one),) for one in state.hops)
    words = f"{sign} {said(state.sentence)}"
    if 0 < state.delivered_permille < 1000:
        words = f"{words} ({delivered})"
    return Answer(title, words, hops, (*state.elements, *state.links), state.arrives)


def _hop(one: Hop) -> str:
    words = msg("{place}: {sentence}", place=one.name, sentence=said(one.sentence))
    return f"✕ {words}" if one.stopped else words


def differences(found: Reachability, scenario: Scenario) -> str:
    """What the fault changes, and which other PSAPs of a region fare the same."""
    parts = [said(one) for one in found.differs]
    names = scenario.network.elements
    if found.alike:
        parts.append(msg("{count} other PSAPs there fare the same.", count=len(found.alike)))
    if found.otherwise:
        listed = ", ".join(names[one].name for one in found.otherwise[:5])
        parts.append(msg("Otherwise fare: {names}.", names=listed))
    return " ".join(parts)


def keys_of(draft: Draft, ids: Iterable[str]) -> set[int]:
    """Entries of elements and links by id, to be chosen on the map; of a link also where it names none itself."""
    wanted = set(ids)
    found = {item.key for item in draft.items("elements") if item.id in wanted}
    for item in draft.items("links"):
        name = item.id or f"{item.fields.get('a')}--{item.fields.get('b')}"
        if name in wanted:
            found.add(item.key)
    return found


def light(table: DesignTable, ids: Iterable[str]) -> None:
    """Have the map show elements and links, all of them chosen."""
    keys = keys_of(table.draft, ids)
    if keys:
        table.go("elements", min(keys))
        table.select(keys)


def sweep_rows(found: Sweep) -> tuple[tuple[Row, tuple[str, ...]], ...]:
    """Single failures and pairs together, the worst first, with the texts of their cells."""
    rows = sorted((*found.singles, *found.pairs), key=lambda row: (-row.figures.lost, row.case.id))
    return tuple((row, _cells(row)) for row in rows)


def _cells(row: Row) -> tuple[str, ...]:
    one = row.figures
    return (
        said(row.case.title),
        said(row.case.sort.value),
        msg("{n:,.1f}", n=one.lost),
        msg("{n:,.1f}", n=one.elsewhere),
        msg("{n:.1f} %", n=one.unlocated_permille / 10),
        str(len(one.unreachable)),
        msg("trial run") if row.measured else msg("computed"),
    )


def sweep_words(found: Sweep) -> str:
    """What was tried, out of how many calls, and what was not."""
    words = [
        msg(
            "{singles} failures and {pairs} pairs of {calls:,.0f} calls in an hour; {lost:,.1f} are lost without any.",
            singles=len(found.singles), pairs=len(found.pairs), calls=found.usual.calls, lost=found.usual.lost,
        )
    ]  # fmt: skip
    if found.cancelled:
        words.append(msg("It was stopped before its end."))
    return " ".join([*words, *(said(one) for one in found.coverage)])


def arm(table: DesignTable, scenario: Scenario, row: Row, at: Millis | None = None) -> None:
    """Have the draft hold a failure: its faults, and an inject that begins them. Raises NoFaultForIt."""
    made = entries(scenario, row.case, at=at)
    draft = table.draft
    for fault in made.faults:
        draft, _ = add(draft, "faults", _fields(fault))
    draft, key = add(draft, "injects", _fields(made.inject))
    table.edit(msg("Make an inject of: {what}", what=said(row.case.title)), draft)
    table.go("injects", key)


def _fields(entry: Mapping[str, Any]) -> Plain:
    return Fields({name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()})


def bot_rows(found: Rehearsal) -> tuple[tuple[str, ...], ...]:
    """A row for each bot."""
    return tuple(_bot(run) for run in found.runs)


def _bot(run: BotRun) -> tuple[str, ...]:
    shown = sum(1 for _, state in run.tasks if state in (TaskState.MET, TaskState.LATE))
    return (
        run.bot,
        msg("✓ yes") if run.solved else msg("✕ no"),
        f"{run.lost:,}",
        f"{run.unhelped:,}",
        _moment(run.detected),
        _moment(run.mitigated),
        _moment(run.restored),
        msg("{n} of {all}", n=shown, all=len(run.tasks)),
    )


def verdict(found: Rehearsal) -> str:
    """Whether the exercise can be solved, in one sentence."""
    if found.cancelled:
        return msg("Stopped: only {count} bots have played to the end.", count=len(found.runs))
    if found.solvable:
        return msg("It can be solved: {bots} brought service back.", bots=", ".join(found.solved_by))
    return msg("No bot brought service back. Look at the faults and at what seats are offered.")


def remarks(found: Rehearsal) -> tuple[str, ...]:
    """What to look at again, a sentence each."""
    return tuple(said(one) for one in found.sentences)


def _moment(at: Millis | None) -> str:
    return "–" if at is None else clock(at)
