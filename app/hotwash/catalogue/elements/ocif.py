"""Outgoing Call Interface Function: the path by which PSAPs call back, out to the public telephone network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Telephone
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingCallInterfaceFunction(Telephone):
    """The path by which PSAPs call back, out to the public telephone network (OCIF of NENA-STA-010.3f)."""

    kind: ClassVar[str] = "ocif"
    title: ClassVar[str] = term("Outgoing Call Interface Function")
