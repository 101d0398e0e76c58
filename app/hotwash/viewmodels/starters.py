"""The library of capability targets as an author sees it: by core capability, and put into a draft. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.editor.library import Starter, capabilities, inserted, starters
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.names import Option, title_of
from hotwash.viewmodels.words import msg


@dataclass(frozen=True, slots=True)
class Shelf:
    """Targets of one core capability, each with its place in the library."""

    capability: str
    targets: tuple[tuple[int, Starter], ...]


def shelves(words: str) -> tuple[Shelf, ...]:
    """The library by core capability: targets in which each of the words stands somewhere; empty shelves are left out.

    Raises ScenarioProblems where the file of the app is damaged.
    """
    wanted = words.casefold().split()
    found = []
    for capability in capabilities():
        own = tuple(
            (number, one)
            for number, one in enumerate(starters())
            if one.capability == capability and all(word in _words(one) for word in wanted)
        )
        if own:
            found.append(Shelf(capability, own))
    return tuple(found)


def _words(one: Starter) -> str:
    return " ".join((one.capability, one.objective, one.text, *one.tasks)).casefold()


def objectives_for(table: DesignTable, number: int) -> tuple[Option, ...]:
    """Objectives that a target may belong to, those of its own capability first; a new one where there is no such."""
    capability = starters()[number].capability
    items = [item for item in table.draft.items("objectives") if item.id]
    own = [item for item in items if item.fields.get("capability") == capability]
    others = [item for item in items if item not in own]
    new = (Option("", msg("(a new objective: {words})", words=starters()[number].objective)),) if not own else ()
    return (*new, *(Option(item.id, title_of(item)) for item in (*own, *others)))


def insert(table: DesignTable, number: int, objective: str = "") -> None:
    """A target of the library in the draft, with its tasks under free ids, chosen; one step."""
    starter = starters()[number]
    draft, keys = inserted(table.draft, starter, objective)
    table.edit(msg("Put in from the library: {target}", target=starter.text), draft, select=keys[-1:])
