"""Where in a draft the things stand that lint names by list and id. No Qt."""

from __future__ import annotations

from hotwash.editor.edits import link_name
from hotwash.scenario.draft import SECTIONS, Draft, Fields, Item, Plain


def located(draft: Draft, path: tuple[str, ...]) -> tuple[str, int, str]:
    """Section, key and path within the entry that lint means by `Finding.path`; key 0 where there is no such entry."""
    if not path:
        return "", 0, ""
    section, *more = path
    if section not in SECTIONS:
        return "", 0, section if len(path) == 1 else ""
    item = _item(draft, section, more[0]) if more else None
    if item is None:
        return section, 0, ""
    return section, item.key, _within(item.value, more[1:])


def _item(draft: Draft, section: str, name: str) -> Item | None:
    return next((item for item in draft.items(section) if name in (item.id, link_name(item))), None)


def _within(value: Plain, steps: list[str]) -> str:
    """Keys and ids of lines as the path of a mistake: ("rules", "late") becomes `rules[2]`."""
    told = ""
    for step in steps:
        if isinstance(value, tuple):
            ids = [one.get("id") if isinstance(one, Fields) else None for one in value]
            if step not in ids:
                return told
            told, value = f"{told}[{ids.index(step)}]", value[ids.index(step)]
        elif isinstance(value, Fields) and step in value:
            told, value = f"{told}.{step}" if told else step, value[step]
        else:
            return told
    return told
