"""What can be named in a draft, and how it is called: entries, records in them, sites, words of the program. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hotwash.catalogue import registry
from hotwash.editor.edits import link_name
from hotwash.editor.references import given, groups_of
from hotwash.scenario.draft import SECTIONS, Draft, Fields, Item
from hotwash.scenario.reader import words_by_group
from hotwash.viewmodels.form_values import written
from hotwash.viewmodels.words import noop, said

_WORDS: Mapping[str, str] = {
    "everything": noop("Everything"),
    "facilitator": noop("Facilitator"),
    "simcell": noop("SimCell"),
    "public": noop("The public"),
    "testers": noop("People who call to test"),
}
"""How words are shown that may be named without standing in a scenario."""


@dataclass(frozen=True, slots=True)
class Option:
    """What may be chosen: the word that is written, and how it is shown."""

    word: str
    shown: str


def names_by_group(draft: Draft) -> dict[str, tuple[Option, ...]]:
    """Everything that can be named, by its groups of ids: words of the program, entries, records within them, sites."""
    found: dict[str, dict[str, str]] = {group: dict(words) for group, words in _words_by_group().items()}
    for section in SECTIONS:
        for item in draft.items(section):
            for group, name, record in given(section, item):
                plain = section == "sources" or name != record.get("id")
                found.setdefault(group, {}).setdefault(name, name if plain else _title(record, name))
            if section == "links" and not item.id and (name := link_name(item)):
                for group in groups_of(section, item):
                    found.setdefault(group, {}).setdefault(name, title_of(item) or name)
    return {group: tuple(Option(*one) for one in names.items()) for group, names in found.items() if group[0] != "."}


@cache
def _words_by_group() -> dict[str, dict[str, str]]:
    """Names that are no entry's, and how they are shown."""
    kinds = {name: said(kind.title) for name, kind in registry.faults().items()}
    return {
        group: {name: kinds.get(name) or said(_WORDS.get(name, name)) for name in names}
        for group, names in words_by_group().items()
    }


def title_of(item: Item) -> str:
    """How an entry is called in lists: its name, title or subject, else its id."""
    return _title(item.fields, item.id or written(item.value))


def _title(fields: Fields, otherwise: str) -> str:
    for key in ("name", "title", "subject", "short", "text"):
        text = fields.get(key)
        if isinstance(text, str) and text.strip():
            return text
    return otherwise
