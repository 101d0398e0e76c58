"""How one field of a kind describes itself to the reader, the schema, the forms and the report."""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, Literal

Refers = Literal["", "element", "psap", "border", "policy", "link", "seat", "region"]


@dataclass(frozen=True, slots=True)
class About:
    """What a person must know of a field: a plain sentence, its unit, its range, and what its text refers to."""

    help: str
    unit: str = ""
    low: int | None = None
    high: int | None = None
    refers: Refers = ""


def about(
    text: str,
    *,
    unit: str = "",
    low: int | None = None,
    high: int | None = None,
    refers: Refers = "",
    default: Any = MISSING,
) -> Any:
    """A dataclass field with its description; `unit` "ms" means the author writes `h:mm:ss`."""
    metadata = {"about": About(text, unit, low, high, refers)}
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


def about_field(item: Field[Any]) -> About:
    """The description of one dataclass field; an empty one where the class gives none."""
    found = item.metadata.get("about")
    return found if isinstance(found, About) else About("")


def described_fields(kind: type[Any]) -> tuple[tuple[Field[Any], About], ...]:
    """Every field of a kind with its description, in order of declaration."""
    return tuple((item, about_field(item)) for item in fields(kind))
