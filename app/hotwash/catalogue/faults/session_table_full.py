"""F4, the session table of a firewall fills up: new calls find no room, those in progress go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST, ramp
from hotwash.catalogue.places import border_with, called
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import Inspected, Loss, SessionLimited
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, Clear, Impair, Step, Tell, Tripped, Until, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTableFull(Fault):
    """A leak, a scan or long time-outs take the room for sessions, entry by entry, and give it back slowly.

    Raising the limits, with shorter ageing of idle entries, ends it; so does a reload of the firewall, at the price of
    every call in progress. Clearing sessions helps for a while, then the table is full again. A roll-back, or a
    fail-over to a site that leaks too, does nothing.
    """

    kind: ClassVar[str] = "session_table_full"
    title: ClassVar[str] = term("Session table of the firewall full")
    code: ClassVar[str] = "F4"
    remedies: ClassVar[frozenset[str]] = frozenset({"reload_firewall", "raise_limits"})
    relief: ClassVar[frozenset[str]] = frozenset({"clear_sessions"})

    policy: str = about(term("Policy whose firewalls run full."), refers="policy")
    room: int = about(term("Calls at a time for which there is room at first."), low=1, high=1_000_000, default=200)
    left: int = about(term("Calls at a time for which room is left in the end."), low=1, high=1_000_000, default=1)
    fills: int = about(term("Time until it is full."), unit="ms", low=0, default=20 * MINUTE)
    stays: int = about(
        term("Time it stays full after calls were refused, before entries age out; 0 means for good."),
        unit="ms",
        low=0,
        default=2 * HOUR,
    )
    empties: int = about(term("Time in which entries age out."), unit="ms", low=0, default=4 * HOUR)
    voiceless_permille: int = about(
        term("Share of calls for which no opening for the voice is made, once it is full."),
        unit="‰",
        low=0,
        high=1000,
        default=0,
    )

    def steps(self, network: Network) -> Iterator[Step]:
        """Less room from stage to stage; the symptoms when a call was refused; much later there is room again."""
        yield self._table(self.room)
        for wait, room in ramp(self.room, self.left, self.fills):
            yield Wait(wait)
            yield self._table(room)
        yield Until(Tripped(self.policy, "sessions"), LONGEST)
        border = border_with(network, self.policy)
        full = say("The session table is full. New sessions are refused, established ones go on.")
        yield Alarm("Firewall", border, full, policy=self.policy)
        if self.voiceless_permille:
            note = say("has no room to open a way for the voice")
            blocked = Inspection("pinholes", (Flow.MEDIA_IN,), permille=self.voiceless_permille, note=note)
            yield Impair(self.policy, "pinholes", Inspected(blocked))
        yield Wait(3 * MINUTE)
        yield Until(Tripped(self.policy, "sessions"), HOUR)
        words = say("Some people get through to us and others hear nothing at all. It gets worse.")
        yield Tell(words, say("A PSAP supervisor"), say("phone"))
        if self.stays:
            yield Wait(self.stays)
            yield Clear("pinholes")
            for wait, room in ramp(self.left, self.room, self.empties):
                yield Wait(wait)
                yield self._table(room)
            yield Clear("table")

    def _table(self, room: int) -> Impair:
        return Impair(self.policy, "table", SessionLimited(room, Loss.SILENT))

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "The session tables of the firewall policy '{name}' run full within {minutes:g} min; calls above {left} at "
            "a time then find no room, and their callers hear silence.",
            name=called(network, self.policy),
            minutes=self.fills / MINUTE,
            left=self.left,
        )
