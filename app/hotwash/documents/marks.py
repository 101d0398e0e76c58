"""What stands on a print beside the facts: draft or final, handling, the run's stamp, and what the record lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hotwash.documents.stamp import Stamp
from hotwash.domain.time import Millis
from hotwash.exercise.branching import Branch
from hotwash.exercise.lack import Lack


@dataclass(frozen=True, slots=True)
class Marks:
    """`handling` is free text, empty for none; without a `stamp` one is made from scenario and facts.
    `lack` is None for a record that is sound; `pauses` gives the real time of each, in ms, by its entry's number.

    `left` are histories that were played and taken back. `names` prints what people typed as their names; without it
    they are left out, and seats, organisations and roles stand alone. `join` is the address at which browsers join, for
    the role cards; empty where it is not known yet. `history` says of a history that was left which one it is and that
    it does not count; empty for what was played to its end.
    """

    draft: bool = True
    handling: str = ""
    stamp: Stamp | None = None
    lack: Lack | None = None
    pauses: Mapping[int, Millis] = field(default_factory=dict)
    left: tuple[Branch, ...] = ()
    names: bool = False
    join: str = ""
    history: str = ""


DRAFT = Marks()
