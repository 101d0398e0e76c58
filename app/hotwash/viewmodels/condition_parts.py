"""Conditions put together from words that the language has and ids that the draft has; tells at once what is wrong.

No Qt. The text stays the author's: parts are put into it where the cursor stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hotwash.catalogue import registry
from hotwash.domain.msel import SIMCELL
from hotwash.domain.predicate_text import WORDS, named, parse
from hotwash.domain.steps import MILESTONE_WORDS
from hotwash.editor.references import groups_of
from hotwash.scenario.draft import SECTIONS, Draft
from hotwash.viewmodels.condition_words import condition_words
from hotwash.viewmodels.names import Option, title_of
from hotwash.viewmodels.words import msg, noop, said, said_by

JOINTS = (noop("and"), noop("or"), noop("not"), "(", ")", "for 0:05:00")
"""What stands between and around parts, as it is written."""
_LABELS = {
    "at": noop("Exercise time"),
    "fault": noop("Fault"),
    "action": noop("Act"),
    "seat": noop("Seat"),
    "name": noop("Name"),
    "to": noop("To whom"),
    "cause": noop("Kind of fault"),
    "sure": noop("At least so sure, %"),
    "inject": noop("Inject"),
    "at_least": noop("At least"),
    "within": noop("In the last"),
    "permille": noop("Fewer than, in thousandths"),
    "element": noop("Element"),
    "state": noop("State"),
}


@dataclass(frozen=True, slots=True)
class Blank:
    """One thing to fill in for a word: how it is called, what may be chosen, whether it must be there."""

    name: str
    label: str
    needed: bool
    sort: str
    """`clock`, `count`, `word`, or the group of the ids in `options`."""
    options: tuple[Option, ...] = ()


def words() -> tuple[Option, ...]:
    """The words of the language with what each says."""
    return tuple(Option(name, f"{name}: {said(word.help)}") for name, word in WORDS.items())


def blanks(draft: Draft, word: str) -> tuple[Blank, ...]:
    """What a word asks for, with the ids of the draft."""
    ids = _ids(draft)
    found = WORDS[word]
    return tuple(
        Blank(name, said(_LABELS.get(name, name)), place < found.needed, sort, ids.get(sort, ()))
        for place, (name, sort) in enumerate(found.arguments)
    )


def written(word: str, values: Mapping[str, str]) -> str:
    """A word with what was filled in, as it stands in a condition."""
    found = WORDS[word]
    parts: list[str] = []
    for place, (name, _) in enumerate(found.arguments):
        value = values.get(name, "").strip()
        if value:
            parts.append(value if place == len(parts) else f"{name}={value}")
    return f"{word}({', '.join(parts)})" if parts else word


def joined(text: str, at: int, part: str) -> tuple[str, int]:
    """The text with a part put in at a position, and the position behind it; `and` between where one thing follows
    another."""
    before, after = text[:at].rstrip(), text[at:].lstrip()
    if _ends(before) and (part not in JOINTS or part in ("not", "(")):
        before += " and"  # a word of the language, the same in every tongue
    gap = "" if not before or before.endswith("(") or part == ")" else " "
    made = f"{before}{gap}{part}"
    rest = f" {after}" if after and not after.startswith((")", ",")) and part != "(" else after
    return made + rest, len(made)


def _ends(text: str) -> bool:
    """Whether something stands at the end that nothing may follow without a joint."""
    last = re.split(r"[\s(]+", text)[-1] if text else ""
    return bool(text) and not text.endswith("(") and last not in ("and", "or", "not")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a condition says in plain words, or what is wrong with it."""

    sentence: str
    is_sound: bool


def sense(draft: Draft, text: str) -> Sense:
    """What a text means as a condition."""
    if not text.strip():
        return Sense(msg("Nothing is waited for."), is_sound=True)
    try:
        condition = parse(text)
    except ValueError as wrong:
        return Sense(msg("Not right yet: {why}", why=said_by(wrong)), is_sound=False)
    ids = _ids(draft)
    for group, name in named(condition):
        if name not in [one.word for one in ids.get(group, ())]:
            return Sense(msg("Not right yet: there is no {group} '{name}'", group=group, name=name), is_sound=False)
    return Sense(msg("It says: {words}.", words=condition_words(condition, _called(ids))), is_sound=True)


def _ids(draft: Draft) -> dict[str, tuple[Option, ...]]:
    """Everything that a condition may name, by group."""
    found: dict[str, list[Option]] = {}
    for section in SECTIONS:
        for item in draft.items(section):
            for group in groups_of(section, item) if item.id else ():
                found.setdefault(group, []).append(Option(item.id, title_of(item)))
    found["party"] = [*found.get("party", ()), Option(SIMCELL, msg("the SimCell"))]
    found["kind"] = [Option(name, said(kind.title)) for name, kind in registry.faults().items()]
    found["milestone"] = [Option(name, said(words)) for name, words in MILESTONE_WORDS.items()]
    return {group: tuple(options) for group, options in found.items()}


def _called(ids: Mapping[str, Sequence[Option]]) -> dict[str, str]:
    """Names as `condition_words` asks for them."""
    names = {one.word: one.shown for group in ("element", "seat") for one in ids.get(group, ())}
    for group, before in (("fault", "fault"), ("action", "act"), ("inject", "inject")):
        names |= {f"{before}:{one.word}": one.shown for one in ids.get(group, ())}
    return names
