"""Text Control Center: turns text messages to 911 into SIP and MSRP before the BCF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Proxy
from hotwash.domain.fields import about
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class TextControlCentre(Proxy):
    """Turns text messages to 911 into SIP and MSRP before the BCF.

    Its latency is a default: texts are passed on within a second or so.
    """

    kind: ClassVar[str] = "text_control_centre"
    title: ClassVar[str] = term("Text Control Center")

    latency: int = about(term("Time it adds to call set-up."), unit="milliseconds", low=0, high=60_000, default=1_000)
