"""Lines of the MSEL that come from a sheet a second time: laid over those that were written before. Knows no file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from hotwash.domain.msel import Inject, OwnColumn
from hotwash.domain.scripts import Delivery

NEVER = ("id", "delivery", "columns")
"""Fields that are not taken over by themselves: others refer to the id; the rest is laid over part by part."""


@dataclass(frozen=True, slots=True)
class Merged:
    """All lines afterwards, in order: those of before in their places, then new ones. `changed` has each line that is
    not as it was with the names of its fields; `same` those as they were; `kept` those that the sheet does not have."""

    injects: tuple[Inject, ...]
    added: tuple[Inject, ...]
    changed: tuple[tuple[Inject, tuple[str, ...]], ...]
    same: tuple[Inject, ...]
    kept: tuple[Inject, ...]


def merged(before: Sequence[Inject], sheet: Sequence[Inject], covered: Collection[str]) -> Merged:
    """Lines of the `sheet` over those of before. A line is the same by its id, else by its number with its suffix.

    `covered` are the fields that the sheet has a column for; what it has none for stays as it was. Ids stay, so that
    conditions that name one go on to hold.
    """
    after: dict[str, Inject] = {one.id: one for one in before}
    numbers = {one.shown_number: one.id for one in before}
    met: dict[str, Inject] = {}
    added: list[Inject] = []
    for one in sheet:
        known = one.id if one.id in after and "id" in covered else numbers.get(one.shown_number, "")
        if known and known not in met:
            after[known] = met[known] = _over(after[known], one, covered)
        else:
            added.append(replace(one, id=_free(one.id, {*after, *(other.id for other in added)})))
    pairs = [(one, met[one.id]) for one in before if one.id in met]
    changed = tuple((new, names) for old, new in pairs if (names := tuple(_differing(old, new))))
    return Merged(
        (*after.values(), *added),
        tuple(added),
        changed,
        tuple(new for old, new in pairs if old == new),
        tuple(one for one in before if one.id not in met),
    )


def _over(old: Inject, new: Inject, covered: Collection[str]) -> Inject:
    taken = {
        item.name: getattr(new, item.name) for item in fields(Inject) if item.name not in NEVER and item.name in covered
    }
    own = {column.name: column for column in old.columns}
    own.update({column.name: column for column in new.columns})
    columns: tuple[OwnColumn, ...] = tuple(own.values())
    return replace(old, delivery=_delivered(old.delivery, new.delivery, covered), columns=columns, **taken)


def _delivered(old: Delivery, new: Delivery, covered: Collection[str]) -> Delivery:
    """What is said, to whom and how; another kind only where the sheet tells the kind."""
    if type(old) is not type(new):
        return new if "kind" in covered else old
    free: Any = old
    laid: Delivery = replace(free, **{one.name: getattr(new, one.name) for one in fields(free) if one.name in covered})
    return laid


def _differing(old: Inject, new: Inject) -> Iterator[str]:
    """Names of the fields in which two lines differ, those of the delivery by themselves."""
    for item in fields(Inject):
        if item.name != "delivery" and getattr(old, item.name) != getattr(new, item.name):
            yield item.name
    if type(old.delivery) is not type(new.delivery):
        yield "kind"
        return
    free: Any = old.delivery
    for item in fields(free):
        if getattr(old.delivery, item.name) != getattr(new.delivery, item.name):
            yield item.name


def _free(ident: str, taken: Collection[str]) -> str:
    """The id, with a number behind it where another line has it."""
    name, count = ident, 1
    while name in taken:
        count += 1
        name = f"{ident[:58]}-{count}"
    return name
