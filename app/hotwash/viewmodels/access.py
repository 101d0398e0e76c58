"""What each seat may do: seats against actions, to be ticked. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.editor.edits import changed, entry
from hotwash.scenario.draft import Item
from hotwash.viewmodels.design_table import DesignTable
from hotwash.viewmodels.inspected import kind_of
from hotwash.viewmodels.names import title_of
from hotwash.viewmodels.words import msg


@dataclass(frozen=True, slots=True)
class Access:
    """Seats as columns (id and name), actions as rows (key, name, kind, ids of the seats that are offered it)."""

    seats: tuple[tuple[str, str], ...]
    actions: tuple[tuple[int, str, str, frozenset[str]], ...]


def access(table: DesignTable) -> Access:
    """Who is offered what in the draft as it is."""
    seats = tuple((item.id, title_of(item)) for item in table.draft.items("seats"))
    actions = tuple(
        (item.key, item.id, kind_of("actions", item), frozenset(_seats(item))) for item in table.draft.items("actions")
    )
    return Access(seats, actions)


def offer(table: DesignTable, action: int, seat: str, *, offered: bool) -> None:
    """Have an action be offered to a seat, or no more."""
    item = entry(table.draft, action)[1]
    order = [one.id for one in table.draft.items("seats")]
    held = [one for one in _seats(item) if one != seat] + ([seat] if offered else [])
    held.sort(key=lambda one: order.index(one) if one in order else len(order))
    name = (
        msg("Offer {action} to {seat}", action=item.id, seat=seat)
        if offered
        else msg("Take {action} from {seat}", action=item.id, seat=seat)
    )
    table.edit(name, changed(table.draft, {action}, ("seats",), tuple(held)))


def _seats(item: Item) -> list[str]:
    held = item.fields.get("seats")
    return [one for one in held if isinstance(one, str)] if isinstance(held, tuple) else []
