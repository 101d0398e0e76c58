"""PSAP: public safety answering point: call takers, a queue, and ordinary lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Answering
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class Psap(Answering):
    """Public safety answering point: call takers, a queue, and ordinary lines."""

    kind: ClassVar[str] = "psap"
    title: ClassVar[str] = term("PSAP")
