"""How callers behave, as an author may edit it; every figure is a default unless its source says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.fields import about
from hotwash.domain.sentences import term


@dataclass(frozen=True, slots=True, kw_only=True)
class Callers:
    """One group of callers. Shares in thousandths, times in milliseconds."""

    id: str = about(term("Name that originating networks use."))
    source: str = about(term("Where these figures come from."), default="default")
    patience: int = about(term("Mean wait for an answer before hanging up."), unit="ms", low=1_000, default=60_000)
    dead_air: int = about(
        term("Mean time a caller listens to silence; cut at 32 s."), unit="ms", low=500, default=12_000
    )
    redial_silent: int = about(term("Redials after silence."), unit="‰", low=0, high=1000, default=600)
    redial_rejected: int = about(term("Redials after a fast busy."), unit="‰", low=0, high=1000, default=700)
    redial_no_audio: int = about(term("Redials after a call without sound."), unit="‰", low=0, high=1000, default=600)
    redial_busy: int = about(term("Redials after busy."), unit="‰", low=0, high=1000, default=850)
    redial_abandoned: int = about(term("Redials after giving up waiting."), unit="‰", low=0, high=1000, default=500)
    redial_dropped: int = about(term("Redials after being cut off."), unit="‰", low=0, high=1000, default=900)
    redial_least: int = about(term("Shortest pause before a redial."), unit="ms", low=0, default=4_000)
    redial_mean: int = about(term("Mean further pause before a redial."), unit="ms", low=0, default=45_000)
    other_network: int = about(
        term("Redials by another network, where the phone can use one and its own has failed the call."),
        unit="‰",
        low=0,
        high=1000,
        default=140,
    )
    """84 of 605 attempts got through so in the Optus outage of 18 September 2025 (a default as a share of redials)."""
    attempts: int = about(term("Most attempts by one caller."), low=1, high=200, default=20)
    talk: int = about(term("Mean time with a call taker, wrap-up included."), unit="ms", low=1_000, default=150_000)
    talk_spread_permille: int = about(
        term("Spread of that time (sigma of the lognormal)."), unit="thousandths", low=1, default=800
    )
    hello: int = about(term("Mean time a call taker holds a call without sound."), unit="ms", low=500, default=15_000)
    dialable: int = about(term("Numbers that can be called back."), unit="‰", low=0, high=1000, default=950)
    reachable: int = about(term("Call-backs that are answered."), unit="‰", low=0, high=1000, default=700)


PUBLIC = Callers(id="public")
"""People who need help, where the author gives no group of that id."""

TESTERS = Callers(
    id="testers",
    talk=30_000,
    redial_silent=100,
    redial_rejected=100,
    redial_no_audio=100,
    redial_busy=100,
    redial_abandoned=0,
    redial_dropped=0,
    attempts=2,
    dialable=0,
)
"""People who dial 911 only to see whether it works, where the author gives no group of that id; every figure is a
default."""
