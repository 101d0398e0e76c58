"""What a person decides about a print, beside the facts: draft or final, handling, and the run's stamp."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.documents.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Marks:
    """`handling` is free text, empty for none; without a `stamp` one is made from scenario and facts."""

    draft: bool = True
    handling: str = ""
    stamp: Stamp | None = None


DRAFT = Marks()
