"""What names the chosen entry: where it is used, so that nobody changes it blindly. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.editor.edits import entry, link_name
from hotwash.editor.references import groups_of, mentions
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.inspected import kind_of
from hotwash.viewmodels.names import title_of
from hotwash.viewmodels.words import msg


@dataclass(frozen=True, slots=True)
class Namer:
    """One entry that names another: its place, and the words it is found by; empty section and key 0 for the head."""

    section: str
    key: int
    words: str


def named_by(table: DesignTable) -> tuple[Namer, ...]:
    """Every entry that names the one that is chosen, each once, in the order of the lists; none unless it is one."""
    if len(table.selection) != 1:
        return ()
    own = next(iter(table.selection))
    section, item = entry(table.draft, own)
    name = item.id or (link_name(item) if section == "links" else "")
    if not name:
        return ()
    found: dict[tuple[str, int], Namer] = {}
    for group in dict.fromkeys(groups_of(section, item)):
        for one in mentions(table.draft, group, name):
            if one.key != own:
                found.setdefault(
                    (one.section, one.key), Namer(one.section, one.key, _words(table, one.section, one.key))
                )
    return tuple(found.values())


def _words(table: DesignTable, section: str, key: int) -> str:
    if not section:
        return msg("The scenario as a whole")
    item = entry(table.draft, key)[1]
    name = item.id or link_name(item)
    title = title_of(item) or name
    if section == "links":
        names = {one.id: title_of(one) for one in table.draft.items("elements")}
        ends = [names.get(str(item.fields.get(end)), "?") for end in ("a", "b")]
        title = msg("{a} to {b}", a=ends[0], b=ends[1])
    return "  ·  ".join(dict.fromkeys(part for part in (title, kind_of(section, item), name) if part))
