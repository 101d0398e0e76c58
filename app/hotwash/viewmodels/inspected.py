"""What the inspector says of what is chosen: its name, its kind, how many. No Qt."""

from __future__ import annotations

from collections.abc import Mapping

from hotwash.editor.references import record_for, shapes
from hotwash.scenario.draft import SECTIONS, Item
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.names import title_of
from hotwash.viewmodels.words import msg, noop, said

ONE: Mapping[str, str] = {
    "regions": noop("Region"),
    "callers": noop("Caller behaviour"),
    "policies": noop("Firewall policy"),
    "route_policies": noop("Route policy (PRF)"),
    "elements": noop("Element"),
    "links": noop("Link"),
    "map_notes": noop("Note on the map"),
    "faults": noop("Fault"),
    "seats": noop("Seat"),
    "targets": noop("Capability target"),
    "modules": noop("Module"),
    "directory": noop("Contact of the SimCell"),
    "injects": noop("Inject"),
    "actions": noop("Action"),
    "objectives": noop("Objective"),
    "sources": noop("Source"),
    "notes": noop("Note of the author"),
}
"""What one entry of each list is called."""


def kind_of(section: str, item: Item) -> str:
    """What an entry is, in one or two words: its kind where its list has kinds."""
    record = record_for(shapes()[section], item.value)
    return said(record.title) if record is not None and "kind" in item.fields else said(ONE[section])


def caption(table: DesignTable) -> tuple[str, str]:
    """Heading and line below it for what is chosen; the scenario itself where nothing is."""
    found = [
        (section, item) for section in SECTIONS for item in table.draft.items(section) if item.key in table.selection
    ]
    if not found:
        title = table.draft.head.get("title")
        return (title if isinstance(title, str) and title else msg("Scenario")), msg("The scenario as a whole")
    if len(found) == 1:
        section, item = found[0]
        return title_of(item), kind_of(section, item)
    kinds = dict.fromkeys(kind_of(section, item) for section, item in found)
    return msg("{count} chosen", count=len(found)), ", ".join(kinds)
