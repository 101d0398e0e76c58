"""What stands on a print beside the facts: draft or final, handling, the run's stamp, and what the record lacks."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.documents.stamp import Stamp
from hotwash.exercise.lack import Lack


@dataclass(frozen=True, slots=True)
class Marks:
    """`handling` is free text, empty for none; without a `stamp` one is made from scenario and facts.
    `lack` is None for a record that is sound."""

    draft: bool = True
    handling: str = ""
    stamp: Stamp | None = None
    lack: Lack | None = None


DRAFT = Marks()
