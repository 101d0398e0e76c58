"""Legacy selective router: the old way to PSAPs, which calls can take round every BCF, without a location."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.elements import Proxy
from hotwash.domain.fields import about
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacySelectiveRouter(Proxy):
    """Switches calls to PSAPs by trunks; calls that enter here pass no BCF, and bring no location (NENA-STA-010.3f).

    Its number of trunks and its latency are defaults.
    """

    kind: ClassVar[str] = "legacy_selective_router"
    title: ClassVar[str] = term("Legacy selective router")
    enters: ClassVar[bool] = True

    latency: int = about(term("Time it adds to call set-up."), unit="milliseconds", low=0, high=60_000, default=20)
    capacity: int = about(
        term("Its trunks: most calls at a time; 0 means no limit."), low=0, high=1_000_000, default=48
    )
